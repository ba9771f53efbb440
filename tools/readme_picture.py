"""Take the pictures of the README: the front page in two scripts, and pages on phones, by night and by day.

    python tools/readme_picture.py

Needs a built portal (`make site`), the test packages and Chromium. Writes docs/portal.jpg and docs/phones.jpg, each
below 150 kB.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
GAP, GROUND = 40, "#c9d2cf"
#: README readers load these; GitHub shows them about 900 pixels wide.
MOST = 150_000

Leaf = tuple[str, Literal["light", "dark"]]
DESKS: tuple[Leaf, ...] = (("en/index.html", "light"), ("ur/index.html", "light"))
PHONES: tuple[Leaf, ...] = (
    ("ur/places/index.html", "light"),
    ("ar/index.html", "dark"),
    ("fa/index.html", "light"),
    ("ru/index.html", "dark"),
    ("en/stories/fairy-meadows/index.html", "light"),
)


def main() -> None:
    """Photograph the pages and put them beside each other."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        write("portal.jpg", [photograph(browser, leaf, 1280, 1500) for leaf in DESKS])
        write("phones.jpg", [photograph(browser, leaf, 390, 844) for leaf in PHONES])
        browser.close()


def photograph(browser: Browser, leaf: Leaf, width: int, height: int) -> Image.Image:
    """Return the top of a page as it is seen in a window."""
    path, scheme = leaf
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto((ROOT / "public" / "portal" / path).as_uri())
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return taken


def write(name: str, pages: Sequence[Image.Image]) -> None:
    """Write pages beside each other, as well as the room for one picture allows."""
    width, height = pages[0].size
    sheet = Image.new("RGB", (len(pages) * (width + GAP) - GAP, height), GROUND)
    for number, picture in enumerate(pages):
        sheet.paste(picture, (number * (width + GAP), 0))
    small = sheet.resize((1400, round(1400 * height / sheet.width)), Image.Resampling.LANCZOS)
    for quality in range(82, 30, -4):
        out = io.BytesIO()
        small.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= MOST:
            break
    (ROOT / "docs" / name).write_bytes(out.getvalue())


if __name__ == "__main__":
    main()
