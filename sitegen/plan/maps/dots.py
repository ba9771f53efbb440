"""The dots of a map: none over another, each on its place.

Lengths are units of the drawing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sitegen.plan.maps.drawing import XY
from sitegen.values import dataclass

#: The radius of a dot with a number.
RADIUS = 10
#: How far apart the middles of dots stand, and how far one may stand from its place, which it covers all the same.
_APART = 2 * RADIUS + 2.5
_REACH = RADIUS - 2.0
#: Places closer than this are one dot at once; of more dots than this none is moved.
_SAME = 3.0
_MOVABLE = 60
_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot of a map, and which of the places given it stands for."""

    at: XY
    places: tuple[int, ...]


def dots(places: Sequence[XY]) -> tuple[Dot, ...]:
    """Return dots for places, no two over each other.

    Dots that would touch are moved apart as long as each covers its place. What still touches becomes one, which
    stands where the first of its places is.
    """
    found = sparse(places, _SAME)
    if len(found) <= _MOVABLE:
        moved = _parted([dot.at for dot in found])
        found = [Dot(at=at, places=dot.places) for at, dot in zip(moved, found, strict=True)]
    return tuple(_joined(found, _APART - 0.5))


def sparse(places: Sequence[XY], apart: float) -> list[Dot]:
    """Return dots for places where they are; those closer to another than `apart` are joined to it."""
    return _joined([Dot(at=at, places=(index,)) for index, at in enumerate(places)], apart)


def _joined(given: Sequence[Dot], apart: float) -> list[Dot]:
    """Return dots of which none is closer to another than `apart`: one that would be is joined to the first."""
    cells: dict[tuple[int, int], list[int]] = {}
    kept: list[Dot] = []
    for dot in given:
        column, row = int(dot.at[0] // apart), int(dot.at[1] // apart)
        around = (
            at for x in range(column - 1, column + 2) for y in range(row - 1, row + 2) for at in cells.get((x, y), ())
        )
        near = [at for at in around if math.dist(kept[at].at, dot.at) < apart]
        if near:
            kept[min(near)] = Dot(at=kept[min(near)].at, places=(*kept[min(near)].places, *dot.places))
        else:
            cells.setdefault((column, row), []).append(len(kept))
            kept.append(dot)
    return kept


def _parted(homes: Sequence[XY]) -> list[XY]:
    """Return dots moved apart, none farther than its reach: each pair that touches is pushed by half of what lacks."""
    at = list(homes)
    for _ in range(_ROUNDS):
        touching = False
        for one in range(len(at)):
            for other in range(one + 1, len(at)):
                lacking = _APART - math.dist(at[one], at[other])
                if lacking > 0.1:
                    touching = True
                    x, y = _push(at[one], at[other], lacking / 2)
                    at[one] = _held(homes[one], (at[one][0] - x, at[one][1] - y))
                    at[other] = _held(homes[other], (at[other][0] + x, at[other][1] + y))
        if not touching:
            break
    return at


def _push(one: XY, other: XY, length: float) -> XY:
    """Return a way of some length from one point towards another; east where they are the same."""
    away = math.dist(one, other)
    return ((other[0] - one[0]) / away * length, (other[1] - one[1]) / away * length) if away else (length, 0.0)


def _held(home: XY, at: XY) -> XY:
    away = math.dist(home, at)
    if away <= _REACH:
        return at
    return home[0] + (at[0] - home[0]) / away * _REACH, home[1] + (at[1] - home[1]) / away * _REACH
