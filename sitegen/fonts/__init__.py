"""Cut fonts down to the letters a site uses, and say what a font holds.

The home of HarfBuzz and fontTools. Bytes in, bytes out: knows nothing of files, style sheets or languages.
"""

from typing import TYPE_CHECKING

from sitegen.fonts.features import HORIZONTAL
from sitegen.fonts.ranges import WIDE, unicode_range
from sitegen.lazily import lazily

if TYPE_CHECKING:
    from sitegen.fonts.cutting import ALWAYS_KEPT, VERSION, FontError, Glyph, Metrics, coverage, cut, metrics, shape
    from sitegen.fonts.standins import StandIn, stand_in
else:
    # The libraries are large, and most builds cut no font.
    __getattr__ = lazily(
        __name__,
        cutting="ALWAYS_KEPT VERSION FontError Glyph Metrics coverage cut metrics shape",
        standins="StandIn stand_in",
    )

__all__ = [
    "ALWAYS_KEPT",
    "HORIZONTAL",
    "VERSION",
    "WIDE",
    "FontError",
    "Glyph",
    "Metrics",
    "StandIn",
    "coverage",
    "cut",
    "metrics",
    "shape",
    "stand_in",
    "unicode_range",
]
