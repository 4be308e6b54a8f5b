"""A real browser for tests: Debian's Chromium, headless and without access to any network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, for as long as the context lasts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, file: Path, fragment: str = "", *, width: int = 1440, **options: Any) -> Iterator[Page]:
    """Open a file in its own tab. At the end there must be no requests, complaints or errors.

    Args:
        browser: The browser.
        file: The file.
        fragment: The fragment of the address, with its ``#``.
        width: The width of the window, in CSS pixels.
        **options: Further options of the tab's context.
    """
    height = 740 if width < 600 else 900
    context: BrowserContext = browser.new_context(viewport={"width": width, "height": height}, **options)
    try:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.goto(file.as_uri() + fragment)
        yield page
        assert complaints == []
        assert [url for url in requests if url.partition("#")[0] != file.as_uri()] == []
    finally:
        context.close()
