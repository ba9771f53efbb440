"""Set words on a picture in any script: directions, fonts by run, shaping, balanced lines, one mask of ink.

The home of python-bidi, and with `fonts` of HarfBuzz. Fonts' bytes and words in, places of glyphs and grey pixels out:
knows nothing of files, stories or colours. What no font at hand has a glyph for is refused, never drawn wrongly.
"""

from typing import TYPE_CHECKING

from sitegen.lazily import lazily
from sitegen.lettering.breaking import opportunities
from sitegen.lettering.letters import is_common, is_unseen, lacking, ranges
from sitegen.lettering.model import Box, LetteringError, Style, Typeface

if TYPE_CHECKING:
    from sitegen.lettering.directions import levels, line_runs
    from sitegen.lettering.drawing import Mask, mask
    from sitegen.lettering.setting import Line, Setting, fit
    from sitegen.lettering.shaping import Cases, Run, coverage, shape_line
else:
    # HarfBuzz and the tables of directions are large, and most builds draw no word.
    __getattr__ = lazily(
        __name__,
        directions="levels line_runs",
        drawing="Mask mask",
        setting="Line Setting fit",
        shaping="Cases Run coverage shape_line",
    )

__all__ = [
    "Box",
    "Cases",
    "LetteringError",
    "Line",
    "Mask",
    "Run",
    "Setting",
    "Style",
    "Typeface",
    "coverage",
    "fit",
    "is_common",
    "is_unseen",
    "lacking",
    "levels",
    "line_runs",
    "mask",
    "opportunities",
    "ranges",
    "shape_line",
]
