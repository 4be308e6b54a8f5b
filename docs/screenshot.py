"""Take the picture of the review page, `docs/pictures/page.png`, for the README and the home page.

This requires Chromium and Playwright, which `make test-all` installs. Run it again when the look of the page changes:
`.venv-all/bin/python docs/screenshot.py`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import newsevents
from newsevents.formats.page import to_page

PICTURE = Path(__file__).parent / "pictures" / "page.png"
CHOSEN = "allegation:south-korea-spy-agency"


def main() -> None:
    bundle = newsevents.load_seed()
    claim = bundle.allegations_by("actor:national-intelligence-service")[0]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder, "page.html")
        file.write_text(to_page(bundle), encoding="utf-8", newline="")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{file.as_uri()}#{claim.id}")
        page.wait_for_timeout(500)
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
