"""A line that we set looks as Chromium sets it: the same letters, joined alike, in the same order."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

from sitegen.lettering import Box, Style, fit, mask
from tests import lettering

_SIZE = 80
#: One face a line, so that nothing but shaping and order is compared.
LINES = {
    "ur": (lettering.NASTALIQ, "لاہور (UNESCO 1981) کے تیرہ دروازے"),
    "ar": (lettering.AMIRI, "القلعة (UNESCO 1981) والله «هونزا»"),
    "fa": (lettering.MARKAZI, "قلعه‌ای که می‌درخشد (K2)"),
    "tr": (lettering.ALEGREYA, "İstanbul’dan ışıltılı kale (1981)"),
}


def _ours(tag: str, face: str, text: str) -> Image.Image:
    style = Style(typefaces=(lettering.typeface(face),), language=tag, direction="ltr" if tag == "tr" else "rtl")
    room = Box(width=4000, height=400, size=_SIZE, least=_SIZE, lines=1)
    drawn = mask(fit(text, style, room, lettering.cases()), 0, 0, 4000, from_right=False)
    assert drawn is not None
    return Image.frombuffer("L", (drawn.width, drawn.height), drawn.pixels, "raw", "L", drawn.stride, -1)


def _theirs(page: Page, tag: str, face: str, text: str) -> Image.Image:
    font = base64.b64encode((lettering.PACKAGES / face).read_bytes()).decode()
    direction = "ltr" if tag == "tr" else "rtl"
    page.set_content(
        f"<style>@font-face {{ font-family: face; src: url(data:font/ttf;base64,{font}) }}"
        f"p {{ font: {_SIZE}px/3 face; font-variant-numeric: lining-nums; white-space: nowrap; margin: 40px;"
        f"-webkit-font-smoothing: antialiased }}</style><p lang='{tag}' dir='{direction}'>{text}</p>"
    )
    page.evaluate("document.fonts.ready")
    page.set_viewport_size({"width": 1600, "height": 400})
    shot = Image.open(io.BytesIO(page.screenshot())).convert("L")
    return ImageChops.invert(shot)


def _trimmed(image: Image.Image) -> Image.Image:
    black = image.point(lambda ink: 255 * (ink > 100))
    return black.crop(black.getbbox())


@pytest.mark.parametrize("tag", LINES)
def test_a_line_has_the_ink_that_chromium_gives_it(page: Page, tag: str) -> None:
    face, text = LINES[tag]
    ours, theirs = _trimmed(_ours(tag, face, text)), _trimmed(_theirs(page, tag, face, text))

    assert ours.width == pytest.approx(theirs.width, abs=3)
    assert ours.height == pytest.approx(theirs.height, abs=3)
    theirs = theirs.resize(ours.size)
    both = sum(ImageChops.multiply(ours, theirs).histogram()[128:])
    either = sum(ImageChops.lighter(ours, theirs).histogram()[128:])
    assert both / either > 0.8
