"""Take the picture of the README: the built portal's front page in English and in Urdu, side by side.

    python tools/readme_picture.py

Needs a built portal (`make site`), the test packages and Chromium. Writes docs/portal.jpg.
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT, GAP = 1280, 1500, 40


def main() -> None:
    """Photograph both pages and put them beside each other."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        pages = []
        for language in ("en", "ur"):
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
            page.goto((ROOT / "public" / "portal" / language / "index.html").as_uri())
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(500)
            pages.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        browser.close()
    sheet = Image.new("RGB", (2 * WIDTH + GAP, HEIGHT), "#c9d2cf")
    for number, picture in enumerate(pages):
        sheet.paste(picture, (number * (WIDTH + GAP), 0))
    small = sheet.resize((1600, round(1600 * HEIGHT / sheet.width)), Image.Resampling.LANCZOS)
    (ROOT / "docs").mkdir(exist_ok=True)
    small.save(ROOT / "docs" / "portal.jpg", quality=82, optimize=True, progressive=True)


if __name__ == "__main__":
    main()
