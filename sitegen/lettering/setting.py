"""Words in a box: as large as they fit, over lines of like width."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.lettering.breaking import WITHIN, balance, opportunities
from sitegen.lettering.directions import levels
from sitegen.lettering.model import Box, Style
from sitegen.lettering.shaping import Case, Cases, Run, choose, composed, shape_line
from sitegen.values import dataclass

#: How much smaller each try is than the one before, and the smallest em that is tried, in pixels.
_STEP, _SMALLEST = 0.95, 11.0
#: Down to this part of the size asked for, lines end with a phrase.
_NEARLY = 0.75
#: How much further than planned lines may be apart so that no ink of two touches, and the room between them then, in
#: ems: Nastaliq climbs as a word gets longer.
_APART, _GAP = 1.35, 0.06
_ELLIPSIS = "…"
#: No more characters are looked at: that is more than anybody reads on a picture, and bounds the time.
_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, its runs, how wide it is, and its ink above and below its base, in ems."""

    text: str
    runs: tuple[Run, ...]
    width: float
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class Setting:
    """Words as they are set: `size` of an em in pixels, `pitch` in ems from line to line."""

    lines: tuple[Line, ...]
    size: float
    pitch: float

    @property
    def height(self) -> float:
        """How many pixels there are from the top of the ink to its bottom."""
        first, last = self.lines[0], self.lines[-1]
        return self.size * (first.above + self.pitch * (len(self.lines) - 1) + last.below)

    @property
    def width(self) -> float:
        """How many pixels the widest line takes."""
        return self.size * max(line.width for line in self.lines)


def fit(text: str, style: Style, box: Box, cases: Cases) -> Setting:
    """Set words in a box, as large as it allows. What is too long in the smallest size ends with an ellipsis.

    Raises `LetteringError` for what no font has.
    """
    words = composed(text)
    if len(words) > _CHARACTERS:
        words = words[:_CHARACTERS].rstrip() + _ELLIPSIS
    known = cases.of(style.typefaces)
    while True:
        paragraph = _Paragraph(words, style, known)
        for size, cost in _tries(box):
            found = paragraph.fitted(box, size, cost)
            if found is not None:
                return found
        shorter = words.removesuffix(_ELLIPSIS)
        words = shorter[: min(len(shorter) - 1, len(shorter) * 9 // 10)].rstrip() + _ELLIPSIS


def _tries(box: Box) -> Iterator[tuple[float, float]]:
    """Yield sizes with what it may cost to begin a line: a little smaller is better than a line that ends badly."""
    yield from ((size, 0.0) for size in _sizes(box.size, box.size * _NEARLY))
    yield from ((size, WITHIN) for size in _sizes(box.size, box.least))
    yield from ((size, math.inf) for size in _sizes(box.least, _SMALLEST))
    yield _SMALLEST, math.inf


def _sizes(size: float, least: float) -> Iterator[float]:
    while size >= least:
        yield size
        size *= _STEP


class _Paragraph:
    """A text shaped once, to be broken at any size."""

    def __init__(self, text: str, style: Style, cases: Sequence[Case]) -> None:
        self._text = text
        self._style = style
        self._cases = cases
        self._levels = levels(text, style.direction)
        whole = shape_line(text, self._levels, style, cases)
        advances = [0.0] * (len(text) + 1)
        clusters = set()
        for run in whole:
            for glyph in run.glyphs:
                advances[glyph.cluster + 1] += glyph.advance
                clusters.add(glyph.cluster)
        for at in range(1, len(advances)):
            advances[at] += advances[at - 1]
        self._reach = advances
        self._places = opportunities(text)
        self._everywhere = tuple((at, 0.0) for at in sorted(clusters) if at and not text[at].isspace())
        self._pitch = max(case.typeface.scale * case.typeface.line for case in choose(text, cases)) if text else 1.0

    def fitted(self, box: Box, size: float, cost: float) -> Setting | None:
        """Return the text set in this size, in as few lines as it takes.

        Lines begin where that costs no more than `cost`; where anything is allowed words may be broken too.
        """
        room = box.width / size
        places = [place for place in self._places if place[1] <= cost]
        for count in range(1, box.lines + 1):
            if (count - 1) * self._pitch * size > box.height:
                return None
            broken = balance(places, len(self._text), self._width, room, count)
            if broken is None and cost == math.inf:
                broken = balance(self._everywhere, len(self._text), self._width, room, count)
            if broken is None:
                continue
            lines = tuple(self._line(start, end) for start, end in broken)
            made = Setting(lines, size, self._apart(lines))
            if made.width <= box.width and made.height <= box.height:
                return made
        return None

    def _width(self, start: int, end: int) -> float:
        """Return about how wide a part is; a line of its own may be a little wider, which `fitted` looks at."""
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return self._reach[end] - self._reach[start]

    def _line(self, start: int, end: int) -> Line:
        text = self._text[start:end].rstrip()
        runs = shape_line(text, self._levels[start : start + len(text)], self._style, self._cases)
        above = below = 0.0
        for run in runs:
            for glyph in run.glyphs:
                box = run.case.font.get_glyph_extents(glyph.number)
                if box is not None and box.height:
                    top = glyph.y + box.y_bearing * run.case.unit
                    above, below = max(above, top), max(below, -top - box.height * run.case.unit)
        width = sum(glyph.advance for run in runs for glyph in run.glyphs)
        return Line(text, runs, width, above, below)

    def _apart(self, lines: Sequence[Line]) -> float:
        pairs = pairwise(lines)
        needed = max((upper.below + lower.above + _GAP for upper, lower in pairs), default=0.0)
        return max(self._pitch, min(needed, self._pitch * _APART))
