"""Check the links of the built site, including those outside Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

FETCHED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("link", "href")}
"""Resources that a browser fetches without being asked."""

HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
FILES = re.compile(r"[^\s<>\"'`|\\^{}]+")


class Page(HTMLParser):
    """The links and the ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = {"", "top", "__top"}
        self.links: list[tuple[bool, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" or (tag == "a" and name == "name"):
                self.ids.add(value or "")
            elif name in ("href", "src") and value is not None:
                self.links.append(((tag, name) in FETCHED and tag != "a", value))


def broken(site: Path) -> Iterator[str]:
    """The faults in the links of a site, one line each.

    Links inside the site must lead to a file, and to an id if they name one. Other links must be well formed and not be
    resources that a browser fetches by itself: the site contacts no other server.
    """
    pages = {path: Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        for fetched, link in page.links:
            fault = elsewhere(link, fetched) if urlsplit(link).scheme else inside(link, path, site, pages)
            if fault:
                yield f"{path.relative_to(site)}: {link}: {fault}"


def inside(link: str, path: Path, site: Path, pages: dict[Path, Page]) -> str | None:
    parts = urlsplit(link)
    target = path
    if parts.path:
        target = (site if parts.path.startswith("/") else path.parent) / unquote(parts.path).lstrip("/")
        target = target.resolve()
        target = target / "index.html" if target.is_dir() else target
    if not target.is_file():
        return "there is no such file"
    if target in pages and unquote(parts.fragment) not in pages[target].ids:
        return "there is no such place on the page"
    return None


def elsewhere(link: str, fetched: bool = False) -> str | None:
    parts = urlsplit(link)
    if parts.scheme in ("mailto", "data"):
        return None
    if parts.scheme not in ("https", "http") or not HOST.fullmatch(parts.netloc) or not FILES.fullmatch(link):
        return "this is no well-formed link"
    return "the page would ask another server" if fetched else None
