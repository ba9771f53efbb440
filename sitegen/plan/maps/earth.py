"""The earth as a ball: how far places lie apart, which are nearest, and how a part of it lies flat.

Pure geometry of points (latitude and longitude in decimal degrees); knows nothing of stories.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence

from sitegen.config import Point
from sitegen.values import dataclass

#: The mean radius of the earth (IUGG), in kilometres.
RADIUS = 6371.0088


def distance(here: Point, there: Point) -> float:
    """Return the length of the great circle between two points in kilometres, by the haversine formula.

    Sinnott, "Virtues of the Haversine", Sky & Telescope 68 (1984): it keeps its digits where points lie close.
    """
    (lat, lon), (other_lat, other_lon) = ((math.radians(a), math.radians(b)) for a, b in (here, there))
    root = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    )
    return 2 * RADIUS * math.asin(math.sqrt(min(1.0, root)))


@functools.lru_cache(maxsize=16)
def nearest(points: tuple[Point, ...], count: int) -> tuple[tuple[int, ...], ...]:
    """Return for each point the places in `points` of those nearest to it, the nearest first; each point stands once.

    Of points equally far the one that stands first in `points` comes first. Points are looked at in the order of
    latitude, from a point away until that alone is farther than what was found: 1,000 points take some 30 ms.
    """
    order = sorted(range(len(points)), key=lambda index: points[index])
    sorted_points = [(math.radians(points[index][0]), *_on_ball(points[index]), index) for index in order]
    found = {order[at]: _nearest(sorted_points, at, count) for at in range(len(order))}
    return tuple(found[index] for index in range(len(points)))


#: The latitude of a point, where it lies on a ball of radius 1, and its place among those given.
_OnBall = tuple[float, float, float, float, int]


def _nearest(points: Sequence[_OnBall], at: int, count: int) -> tuple[int, ...]:
    """Return the places of those nearest to the point that stands at a place in the order of latitude."""
    latitude, x, y, z, _ = points[at]
    found: list[tuple[float, int]] = []
    least = -2.0  # the cosine of the angle to the farthest that was found
    south, north, end = at - 1, at + 1, len(points)
    while south >= 0 or north < end:
        if south < 0 or (north < end and points[north][0] - latitude <= latitude - points[south][0]):
            other_latitude, other_x, other_y, other_z, index = points[north]
            north += 1
        else:
            other_latitude, other_x, other_y, other_z, index = points[south]
            south -= 1
        if math.cos(other_latitude - latitude) < least:
            break
        cosine = x * other_x + y * other_y + z * other_z
        if cosine >= least:
            found.append((-cosine, index))
            found.sort()
            if len(found) >= count:
                del found[count:]
                least = -found[-1][0]
    return tuple(index for _, index in found)


def _on_ball(point: Point) -> tuple[float, float, float]:
    latitude, longitude = map(math.radians, point)
    return math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude)


@dataclass(frozen=True, slots=True)
class Conic:
    """An equidistant conic projection; x runs east and y south, in kilometres.

    True to scale along all meridians and along two parallels, here a sixth of the height from the upper and the
    lower edge. On a map of 13° of latitude lengths are wrong by 0.3 % at most; one whose degrees are equal
    rectangles would be wrong by 7 %, which its scale bar could not tell. Formulas: Snyder, "Map Projections: A
    Working Manual", USGS Professional Paper 1395 (1987), pages 111 to 115, for a sphere.
    """

    meridian: float
    parallel: float
    cone: float
    apex: float

    def at(self, point: Point) -> tuple[float, float]:
        """Return where a point lies."""
        latitude = math.radians(point[0])
        longitude = math.radians((point[1] - self.meridian + 180) % 360 - 180)
        if not self.cone:
            return RADIUS * longitude * math.cos(self.parallel), RADIUS * (self.parallel - latitude)
        away = self.apex - latitude
        return (
            RADIUS * away * math.sin(self.cone * longitude),
            RADIUS * (away * math.cos(self.cone * longitude) - (self.apex - self.parallel)),
        )


def conic(points: Iterable[Point]) -> Conic:
    """Return the projection that fits points best."""
    points = tuple(points)
    latitudes = [math.radians(point[0]) for point in points]
    low, high = min(latitudes), max(latitudes)
    middle, third = (low + high) / 2, (high - low) / 3
    first, second = middle - third, middle + third
    # With one parallel, and on the equator, where the cone becomes a cylinder, the formula divides by nothing.
    cone = (math.cos(first) - math.cos(second)) / (second - first) if second - first > 1e-6 else math.sin(middle)
    cone = cone if abs(cone) > 1e-6 else 0.0
    apex = math.cos(first) / cone + first if cone else 0.0
    return Conic(meridian=_middle(longitude for _, longitude in points), parallel=middle, cone=cone, apex=apex)


def _middle(longitudes: Iterable[float]) -> float:
    """Return the middle of the shortest arc with all longitudes, which may lead over the date line."""
    known = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(other - one, at) for at, (one, other) in enumerate(zip(known, (*known[1:], known[0] + 360), strict=True))]
    width, at = max(gaps)
    return (known[at] + width / 2 + 180) % 360
