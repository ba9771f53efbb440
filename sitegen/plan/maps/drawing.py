"""What a map is drawn with: where points lie on it, curves, degree crosses, the bar of its scale.

Lengths are units of the drawing, which is `WIDTH` wide; on a telephone a unit is about a pixel. Knows nothing of
stories and languages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sitegen.config import Point
from sitegen.plan.maps.earth import Conic, conic
from sitegen.values import dataclass

XY = tuple[float, float]

WIDTH = 360
_MARGIN = 22
#: Least and greatest height: a map of one place, or of some in a row, is no strip.
_LOWEST, _HIGHEST = 200, 480
#: How much of the earth is shown at least, in kilometres.
_LEAST_KILOMETRES = 150
#: Half the length of an arm of a cross, and how many crosses there are about.
_ARM = 2.6
_CROSSES = 60
_STEPS = (0.25, 0.5, 1, 2, 5, 10, 20, 30)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of the earth as it lies on a drawing; `scale` is in units to the kilometre."""

    flat: Conic
    scale: float
    left: float
    top: float
    height: int

    def at(self, point: Point) -> XY:
        """Return where a point lies on the drawing."""
        x, y = self.flat.at(point)
        return (x - self.left) * self.scale, (y - self.top) * self.scale


def sheet(points: Sequence[Point]) -> Sheet:
    """Return the drawing on which all points have room; there is at least one."""
    flat = conic(points)
    across, down = zip(*map(flat.at, points), strict=True)
    wide, high = max(*across, min(across) + 1), max(*down, min(down) + 1)
    width, height = max(wide - min(across), _LEAST_KILOMETRES), max(high - min(down), _LEAST_KILOMETRES)
    scale = min((WIDTH - 2 * _MARGIN) / width, (_HIGHEST - 2 * _MARGIN) / height)
    tall = max(_LOWEST, round((max(down) - min(down)) * scale) + 2 * _MARGIN)
    return Sheet(
        flat=flat,
        scale=scale,
        left=(min(across) + max(across)) / 2 - WIDTH / 2 / scale,
        top=(min(down) + max(down)) / 2 - tall / 2 / scale,
        height=tall,
    )


# Lines ----------------------------------------------------------------------------------------------------


def curve(points: Sequence[XY]) -> str:
    """Return the path of a smooth line through points: a Catmull-Rom spline as cubic Bézier curves.

    Its first control point is the second of the curve before, mirrored, which is what `s` stands for in a path.
    """
    path = f"M{number(points[0][0])} {number(points[0][1])}"
    for at in range(len(points) - 1):
        here, second, there = points[at], _second(points, at), points[at + 1]
        if at == 0:
            first = (here[0] + (there[0] - here[0]) / 6, here[1] + (there[1] - here[1]) / 6)
            path += "c" + _relative(here, first, second, there)
        else:
            path += "s" + _relative(here, second, there)
    return path


def along(points: Sequence[XY]) -> list[XY]:
    """Return points on a line, those it was made of and some between, in their order."""
    found = []
    for one, other in pairwise(points):
        count = max(1, round(math.dist(one, other) / 6))
        found += [
            (one[0] + (other[0] - one[0]) * step / count, one[1] + (other[1] - one[1]) * step / count)
            for step in range(count)
        ]
    return [*found, points[-1]]


def crosses(drawing: Sheet) -> str:
    """Return the path of the crosses that stand on whole degrees, each turned as its meridian is."""
    path = ""
    for point in _whole_degrees(drawing):
        x, y = drawing.at(point)
        if -_ARM <= x - _ARM <= WIDTH - 2 * _ARM and -_ARM <= y - _ARM <= drawing.height - 2 * _ARM:
            north_x, north_y = drawing.at((point[0] + 0.01, point[1]))
            length = math.hypot(north_x - x, north_y - y) or 1
            up, over = (north_y - y) / length * _ARM, (north_x - x) / length * _ARM
            path += _stroke((x - over, y - up), (x + over, y + up)) + _stroke((x + up, y - over), (x - up, y + over))
    return path


def points(places: Iterable[XY]) -> str:
    """Return the path of points without number; with round ends, a line of no length is a dot."""
    return "".join(f"M{number(x)} {number(y)}h0" for x, y in places)


def _whole_degrees(drawing: Sheet) -> Iterator[Point]:
    degrees = 180 / math.pi / 6371 / drawing.scale
    middle = math.degrees(drawing.flat.parallel)
    high = drawing.height / 2 * degrees
    wide = min(180.0, WIDTH / 2 * degrees / max(0.1, math.cos(math.radians(min(89.0, abs(middle) + high)))))
    step = next((step for step in _STEPS if 4 * high * wide / step / step <= _CROSSES * 1.4), _STEPS[-1])
    south, north = math.floor((middle - high) / step), math.ceil((middle + high) / step)
    west, east = (
        math.floor((drawing.flat.meridian - wide) / step),
        math.ceil((drawing.flat.meridian + wide) / step),
    )
    for latitude in range(south, north + 1):
        if abs(latitude * step) < 90:
            # A whole turn has its first meridian once.
            for longitude in range(west, min(east + 1, west + math.ceil(360 / step))):
                yield latitude * step, longitude * step


def _second(points: Sequence[XY], at: int) -> XY:
    """Return the second control point of the curve that starts at a place."""
    here, there, after = points[at], points[at + 1], points[min(at + 2, len(points) - 1)]
    return there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6


def _stroke(start: XY, end: XY) -> str:
    return f"M{number(start[0])} {number(start[1])}l{_relative(start, end)}"


def _relative(start: XY, *targets: XY) -> str:
    """Return points as seen from another. Tenths are taken of what is rounded, so that nothing adds up."""
    seen = (round(to * 10) - round(of * 10) for target in targets for to, of in zip(target, start, strict=True))
    return " ".join(number(tenths / 10) for tenths in seen)


def number(value: float) -> str:
    """Return a length for a path, in tenths, as short as it can be written."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


number = number


# The scale ------------------------------------------------------------------------------------------------

#: What a bar of the scale may stand for, in kilometres.
SCALE_LENGTHS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def scale_length(drawing: Sheet) -> int:
    """Return the round length in kilometres that is about a fifth of the drawing's width."""
    wanted = WIDTH / 5 / drawing.scale
    return min(SCALE_LENGTHS, key=lambda length: abs(math.log(length / wanted)))


def scale_bar(x: float, y: float, length: float) -> str:
    """Return the path of a bar that starts at a point, with its ends and its middle marked."""
    left, middle, right = number(x), number(x + length / 2), number(x + length)
    low, high = number(y), number(y - 5)
    return f"M{left} {high}V{low}H{right}V{high}M{middle} {low}V{number(y - 3)}"
