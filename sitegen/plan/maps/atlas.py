"""Where stories happen, and the ground that all maps of a site share: the same in every language."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from sitegen.config import MapSettings, Point
from sitegen.plan.maps import lettering
from sitegen.plan.maps.dots import sparse
from sitegen.plan.maps.drawing import WIDTH, XY, Sheet, along, crosses, curve, points, scale_bar, scale_length, sheet
from sitegen.plan.maps.earth import nearest
from sitegen.plan.units import join
from sitegen.stories import Story
from sitegen.values import dataclass
from sitegen.views import MapGround

#: How many places near a story are named.
NEAR = 3
#: Points without a number that are closer than this are one: many stand wider, so that they do not weigh on each page.
_CLOSE, _CLOSE_MANY = 4.0, 10.0
_MANY = 200
#: How much room the bar of the scale takes beside its length, and how high it is with its words.
_SCALE_HEIGHT = 26.0


@dataclass(frozen=True, slots=True)
class Ground:
    """A drawing with what stands on all maps; `bar` is where the scale begins, with its length in units and km."""

    sheet: Sheet
    view: MapGround
    rivers: tuple[tuple[XY, ...], ...]
    names: tuple[XY, ...]
    bar: tuple[float, float, float, int]

    @property
    def bar_path(self) -> str:
        """The path of the bar."""
        return scale_bar(*self.bar[:3])


class Atlas:
    """The places of stories that have coordinates. Texts count by the place they had when the atlas was made."""

    def __init__(self, stories: Iterable[Story], settings: MapSettings) -> None:
        self._settings = settings
        found = {story.domain: point for story in stories if (point := point_of(story)) is not None}
        #: The points at which stories happen, once each, from north to south.
        self.points: tuple[Point, ...] = tuple(sorted(set(found.values()), key=lambda point: (-point[0], point[1])))
        places = {point: index for index, point in enumerate(self.points)}
        self._places = {domain: places[point] for domain, point in found.items()}

    @functools.cached_property
    def key(self) -> str:
        """The digest of what all maps show, but for what settings say."""
        return join(map(repr, self.points))

    @functools.cached_property
    def ground(self) -> Ground:
        """What all maps share."""
        return _ground(self.points, self._settings)

    def place(self, story: Story) -> int | None:
        """Return which of the points a story happens at."""
        return self._places.get(story.domain)

    def near(self, place: int) -> tuple[int, ...]:
        """Return the points nearest to one, the nearest first."""
        return nearest(self.points, NEAR)[place]


def point_of(story: Story) -> Point | None:
    """Return where a story happens, if its coordinates are known."""
    place = story.place
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


@functools.lru_cache(maxsize=16)
def _ground(places: tuple[Point, ...], settings: MapSettings) -> Ground:
    courses = [river.course for river in settings.rivers]
    shown = [*places, *(point for course in courses for point in course), *(name.at for name in settings.names)]
    drawing = sheet(shown)
    rivers = tuple(tuple(map(drawing.at, course)) for course in courses)
    apart = _CLOSE if len(places) <= _MANY else _CLOSE_MANY
    pale = [dot.at for dot in sparse([drawing.at(point) for point in places], apart)]
    length = scale_length(drawing)
    wide = length * drawing.scale
    names = tuple(drawing.at(name.at) for name in settings.names)
    rooms = (lettering.room(name.name, *at) for at, name in zip(names, settings.names, strict=True))
    taken = [*pale, *(at for river in rivers for at in along(river)), *(edge for room in rooms for edge in room.edge())]
    box = lettering.corner(wide + 12, _SCALE_HEIGHT, drawing.height, taken)
    view = MapGround(
        width=WIDTH,
        height=drawing.height,
        crosses=crosses(drawing),
        rivers=tuple(map(curve, rivers)),
        places=points(pale),
    )
    bar = (box.x - wide / 2, box.y + _SCALE_HEIGHT / 2 - 3, wide, length)
    return Ground(sheet=drawing, view=view, rivers=rivers, names=names, bar=bar)
