"""The ink of set words as grey pixels."""

from __future__ import annotations

import math

import uharfbuzz as hb  # type: ignore[import-untyped]

from sitegen.lettering.setting import Setting
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True)
class Mask:
    """Ink from 0 to 255, rows from the bottom to the top, each `stride` bytes long; `left` and `top` are its corner."""

    left: int
    top: int
    width: int
    height: int
    stride: int
    pixels: bytes


def mask(setting: Setting, left: float, top: float, width: float, *, from_right: bool) -> Mask | None:
    """Draw words whose ink begins at `top`, in lines that begin at the `left` or end at the right of a `width`.

    None when there is no ink. It is as large as the ink, so that nothing of it is cut off.
    """
    raster = hb.RasterDraw()
    size = setting.size
    # HarfBuzz counts upwards.
    base = -(top + setting.lines[0].above * size)
    for line in setting.lines:
        x = left + width - line.width * size if from_right else left
        for run in line.runs:
            scale = run.case.unit * size
            for glyph in run.glyphs:
                raster.transform = (scale, 0, 0, scale, x + glyph.x * size, base + glyph.y * size)
                raster.draw_glyph(run.case.font, glyph.number)
        base -= setting.pitch * size
    image = raster.render()
    if image is None or not image.extents.width or not image.extents.height:
        return None
    ink = image.extents
    return Mask(
        left=math.floor(ink.x_origin),
        top=-(ink.y_origin + ink.height),
        width=ink.width,
        height=ink.height,
        stride=ink.stride,
        pixels=bytes(image.buffer),
    )
