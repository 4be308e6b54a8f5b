"""Links work: between the project's files, to anchors in them, and in the site built from them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from .documentation import DOCS, load

ROOT = DOCS.parent
NAMES = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "benchmarks/README.md", "fuzz/README.md"]
FILES = [ROOT / name for name in NAMES]
PAGES = [*FILES, DOCS / "tutorial.ipynb", *sorted(DOCS.rglob("*.md"))]

FENCE = re.compile(r"^( *)(`{3,})[^`\n]*\n.*?^\1\2`*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^\s)]+(?:\([^\s)]*\))?)\)|<(?P<plain>https?://[^>]*)>")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)


def prose(path: Path) -> str:
    """The text of a page without its code blocks."""
    text = path.read_text("utf-8")
    if path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return FENCE.sub("", text)


def targets(path: Path) -> Iterator[str]:
    for match in LINK.finditer(prose(path)):
        yield match["target"] or match["plain"]


def anchors(path: Path) -> set[str]:
    """The anchors of a page, named as on GitHub: the letters, digits and hyphens of a heading."""
    found: dict[str, int] = {}
    for heading in HEADING.findall(prose(path)):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        found[slug] = found.get(slug, 0) + 1
    return {slug if number == 0 else f"{slug}-{number}" for slug, count in found.items() for number in range(count)}


@pytest.fixture(scope="module")
def links() -> ModuleType:
    """The module of the documentation that checks the links of the site."""
    return load("links")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_files_lead_to_a_file_and_a_place_in_it(path: Path) -> None:
    wrong = []
    for target in targets(path):
        if target.startswith(("https:", "http:")):
            continue
        name, _, fragment = target.partition("#")
        other = (path.parent / name).resolve() if name else path
        if not other.exists() or (fragment and fragment not in anchors(other)):
            wrong.append(target)
    assert not wrong


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_to_elsewhere_are_well_formed(path: Path, links: ModuleType) -> None:
    elsewhere = [target for target in targets(path) if re.match(r"[a-z]+:", target)]
    assert not [target for target in elsewhere if links.elsewhere(target)]


# --- the built site


def faults(links: ModuleType, site: Path, **pages: str) -> list[str]:
    for name, html in pages.items():
        (site / f"{name}.html").write_text(html, "utf-8")
    return [fault.rpartition(": ")[2] for fault in links.broken(site)]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="other.html#here">',
        '<a href="/other.html">',
        '<a href="#">',
        '<a href="folder/">',
        '<a href="https://example.org/a_(b)?c=d#e">',
        '<a href="mailto:ana@example.org">',
        '<img src="data:image/png;base64,AA==">',
        '<a href="fr%C3%A9.html">',
    ],
)
def test_links_of_the_site_that_hold(html: str, links: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "index.html").write_text("", "utf-8")
    (tmp_path / "fré.html").write_text("", "utf-8")
    assert not faults(links, tmp_path, page=html, other='<h2 id="here">')


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<a href="missing.html">', "there is no such file"),
        ('<a href="../other.html">', "there is no such file"),
        ('<img src="missing.svg">', "there is no such file"),
        ('<a href="other.html#there">', "there is no such place on the page"),
        ('<a href="#there">', "there is no such place on the page"),
        ('<a href="https://example">', "this is no well-formed link"),
        ('<a href="htps://example.org">', "this is no well-formed link"),
        ('<a href="https://example.org/a b">', "this is no well-formed link"),
        ('<script src="https://example.org/a.js"></script>', "the page would ask another server"),
        ('<link rel="stylesheet" href="https://example.org/a.css">', "the page would ask another server"),
    ],
)
def test_links_of_the_site_that_do_not_hold(html: str, fault: str, links: ModuleType, tmp_path: Path) -> None:
    assert faults(links, tmp_path, page=html, other='<h2 id="here">') == [fault]
