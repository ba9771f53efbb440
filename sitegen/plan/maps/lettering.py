"""Where words stand on a map: beside what they name, in the most open room.

Lengths are units of the drawing. How wide a text really is tells its font, which nobody asks here: a guess will do.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from sitegen.plan.maps.drawing import WIDTH, XY, along
from sitegen.values import dataclass

#: The size of words on a map, and how wide a letter is beside it: half as wide, in Chinese and Japanese as wide.
SIZE = 13
_LETTER = 0.54
#: How high words are in any script, with what rises above and hangs below the line.
_HEIGHT = 16
_GAP = 5


@dataclass(frozen=True, slots=True)
class Box:
    """Room for something, by its middle."""

    x: float
    y: float
    width: float
    height: float

    def away(self, point: XY) -> float:
        """Return how far a point is; 0 within."""
        across = max(0.0, abs(point[0] - self.x) - self.width / 2)
        down = max(0.0, abs(point[1] - self.y) - self.height / 2)
        return math.hypot(across, down)

    def is_on(self, height: float) -> bool:
        """Tell whether all of it is on a drawing."""
        inside = self.width / 2 + 2 <= self.x <= WIDTH - self.width / 2 - 2
        return inside and self.height / 2 + 2 <= self.y <= height - self.height / 2 - 2

    def edge(self) -> tuple[XY, ...]:
        """Return points around and within it, for others to keep away from."""
        right, low = self.width / 2, self.height / 2
        return tuple((self.x + right * x, self.y + low * y) for x in (-1, -0.5, 0, 0.5, 1) for y in (-1, 0, 1))


def room(text: str, x: float, y: float) -> Box:
    """Return the room that a text takes around a point, as far as can be told without its font."""
    wide = sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else _LETTER for letter in text) * SIZE
    return Box(x, y, wide, _HEIGHT)


def kept_on(box: Box) -> Box:
    """Return a box moved so that it does not leave the drawing at a side; its middle where it is too wide."""
    margin = min(WIDTH / 2, box.width / 2 + 4)
    return Box(max(margin, min(WIDTH - margin, box.x)), box.y, box.width, box.height)


def beside(line: Sequence[XY], text: str, height: float, taken: Sequence[XY]) -> Box | None:
    """Return the most open room for a text beside a line; None where there is none.

    `taken` are points to keep away from. The text stands left, right, above or below the middle
    part of the line, and is closer to that than to anything else.
    """
    size = room(text, 0, 0)
    best: tuple[float, Box] | None = None
    path = along(line)
    for x, y in path[len(path) // 8 : -(len(path) // 8) or None : _STEP]:
        for over, up in _SIDES:
            gap = _GAP if not over or not up else _GAP - 2
            middle = (x + over * (size.width / 2 + gap), y + up * (size.height / 2 + gap))
            box = Box(*middle, size.width, size.height)
            if not box.is_on(height) or (best and not _is_clear(box, taken, best[0])) or not _is_clear(box, path, 2):
                continue
            clear = min(_CLEAR, *map(box.away, taken))
            if clear > _GAP + 1 and (best is None or clear > best[0]):
                best = clear, box
            if clear >= _CLEAR:
                return box
    return best[1] if best else None


#: Where a text may stand seen from a point of a line: east before west, beside before below and above.
_SIDES = ((1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1), (0, 1), (0, -1))
#: Which of the points of a line, six units apart, are tried.
_STEP = 3
#: More room than this is as good as this.
_CLEAR = 14.0


def _is_clear(box: Box, points: Sequence[XY], least: float) -> bool:
    """Tell whether all points are farther from a box than that."""
    wide, high = box.width / 2 + least, box.height / 2 + least
    left, right, top, low = box.x - wide, box.x + wide, box.y - high, box.y + high
    return not any(left <= x <= right and top <= y <= low for x, y in points)


def corner(width: float, tall: float, height: float, taken: Sequence[XY]) -> Box:
    """Return the most open of the corners for a box of some width and height: below before above, east before west."""
    x, y = width / 2 + 10, tall / 2 + 8
    boxes = [Box(a, b, width, tall) for b in (height - y, y) for a in (WIDTH - x, x)]
    return max(boxes, key=lambda box: min(24.0, *(box.away(point) for point in taken)))
