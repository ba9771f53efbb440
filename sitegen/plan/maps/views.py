"""Maps as pages show them in a language: numbers, names, distances."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from sitegen.config import Config
from sitegen.plan.arrangement import Arrangement
from sitegen.plan.maps import lettering
from sitegen.plan.maps.atlas import Atlas, Ground
from sitegen.plan.maps.dots import RADIUS, Dot, dots
from sitegen.plan.maps.drawing import XY, along, number
from sitegen.plan.maps.earth import distance
from sitegen.plan.texts import TextPlanner
from sitegen.plan.voice import Voice
from sitegen.stories import Story
from sitegen.translations import NAME_ON_MAP, RIVER
from sitegen.values import dataclass
from sitegen.views import MapDot, MapLabel, MapScale, MapView, NearView, Phrase, PlaceLink, WhereView

#: How many places stand on the map of the home page.
_ON_HOME = 16
#: How far a finger may miss the middle of a dot.
_FINGER = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A place that gets a dot: which of the atlas's points it is, its name, and where its dot leads."""

    point: int
    name: Phrase
    url: str


class MapPlanner:
    """Plans the maps of a site in one language; with an empty `atlas` there are none."""

    def __init__(
        self, config: Config, atlas: Atlas, texts: TextPlanner, voice: Voice, arrangement: Callable[[], Arrangement]
    ) -> None:
        self._config = config
        self._atlas = atlas
        self._texts = texts
        self._voice = voice
        self._arrangement = arrangement

    @property
    def key(self) -> str:
        """The digest of the places that maps show."""
        return self._atlas.key

    def key_of(self, story: Story) -> str:
        """Return the digest of the places on the map of a story; empty where it has none."""
        return self.key if self.point(story) is not None else ""

    def point(self, story: Story) -> int | None:
        """Return which of the atlas's points a story happens at; None where its coordinates are not known."""
        return self._atlas.place(story)

    # Of a story -------------------------------------------------------------------------------------------

    def near(self, story: Story) -> tuple[Story, ...]:
        """Return the stories near another, one for each place: first another one at the same place."""
        point = self.point(story)
        if point is None:
            return ()
        here = [other for other in self._at[point] if other.domain != story.domain][:1]
        return (*here, *(self._at[other][0] for other in self._atlas.near(point)))

    def where(self, story: Story, path: str) -> WhereView | None:
        """Return where a story happens as its own page shows it; None where its coordinates are not known."""
        point, place = self.point(story), self._texts.place(story)
        if point is None or place is None:
            return None
        ground = self._atlas.ground
        x, y = ground.sheet.at(self._atlas.points[point])
        near = []
        for other in self.near(story):
            link, name = self._texts.link(other, path), self._name(other)
            distance = self._distance(point, self.point(other))
            near.append(NearView(place=name, distance=distance, url=link.url, story=link.text))
        scale = self._scale(ground)
        return WhereView(place=place, ground=ground.view, scale=scale, x=number(x), y=number(y), near=tuple(near))

    # Of lists ---------------------------------------------------------------------------------------------

    @property
    def on_home(self) -> tuple[Story, ...]:
        """The stories whose places have a number on the home page, from north to south: one for each place."""
        return tuple(self._on_home.values())

    def home(self, path: str) -> tuple[MapView | None, tuple[PlaceLink, ...]]:
        """Return the map of the home page, and the places that have a number on it."""
        links = [self._texts.link(story, path) for story in self.on_home]
        pins = [
            Pin(point=point, name=self._name(story), url=link.url)
            for (point, story), link in zip(self._on_home.items(), links, strict=True)
        ]
        shown, numbers = self.numbered(pins)
        places = (
            PlaceLink(number=number, place=pin.name, url=pin.url, story=link.text)
            for number, pin, link in zip(numbers, pins, links, strict=True)
        )
        return shown, tuple(places)

    def numbered(self, pins: Sequence[Pin]) -> tuple[MapView | None, list[str]]:
        """Return a map of places, and the number of each: those whose dots would touch have one."""
        if not pins:
            return None, []
        ground = self._atlas.ground
        found = dots([ground.sheet.at(self._atlas.points[pin.point]) for pin in pins])
        numbers = {place: self._voice.number(count) for count, dot in enumerate(found, 1) for place in dot.places}
        view = MapView(
            ground=ground.view,
            dots=tuple(self._dot(dot, found, pins, numbers[dot.places[0]]) for dot in found),
            labels=self._labels(ground, [dot.at for dot in found]),
            scale=self._scale(ground),
        )
        return view, [numbers[place] for place in range(len(pins))]

    def neighbours(self, point: int, pins: Mapping[int | None, Pin], count: int) -> tuple[NearView, ...]:
        """Return the places nearest to a point, each as its pin says."""
        return tuple(
            NearView(place=pins[other].name, distance=self._distance(point, other), url=pins[other].url)
            for other in self._atlas.near(point)[:count]
        )

    # What they are made of --------------------------------------------------------------------------------

    @cached_property
    def _on_home(self) -> Mapping[int, Story]:
        """The first stories of the home page that have a place, by point from north to south."""
        first: dict[int, Story] = {}
        for story in self._arrangement().featured_first():
            point = self.point(story)
            if point is not None and len(first) < _ON_HOME:
                first.setdefault(point, story)
        return dict(sorted(first.items()))

    @cached_property
    def _at(self) -> Mapping[int, Sequence[Story]]:
        """The stories at each point, those offered in the language first."""
        found: dict[int, list[Story]] = {}
        for story in self._arrangement().stories:
            point = self.point(story)
            if point is not None:
                found.setdefault(point, []).append(story)
        return found

    def _name(self, story: Story) -> Phrase:
        """Return the name of the place of a story that has one."""
        place = self._texts.place(story)
        return place.name if place else self._voice.own("")

    def _dot(self, dot: Dot, others: Sequence[Dot], pins: Sequence[Pin], text: str) -> MapDot:
        away = min((math.dist(dot.at, other.at) for other in others if other is not dot), default=2.0 * _FINGER)
        names = dict.fromkeys(pins[place].name.text for place in dot.places)
        return MapDot(
            x=number(dot.at[0]),
            y=number(dot.at[1]),
            number=text,
            name=replace(pins[dot.places[0]].name, text=self._voice.joined(list(names))),
            url=pins[dot.places[0]].url,
            reach=number(max(RADIUS, min(_FINGER, away / 2))),
        )

    def _labels(self, ground: Ground, middles: Sequence[XY]) -> tuple[MapLabel, ...]:
        """Return the names of rivers, each where there is most room for it, and of what else has a name."""
        portal, shown = self._config.sites[0], self._config.map
        rivers = tuple(self._voice.of_site(portal, RIVER, river.name) for river in shown.rivers)
        names = tuple(self._voice.of_site(portal, NAME_ON_MAP, name.name) for name in shown.names)
        spots = _spots(ground, tuple(middles), tuple(name.text for name in rivers), tuple(name.text for name in names))
        found = [
            MapLabel(x=number(x), y=number(y), name=name, river=True)
            for name, at in zip(rivers, spots, strict=True)
            if at is not None
            for x, y in [at]
        ]
        found += [
            MapLabel(x=number(box.x), y=number(box.y), name=name, river=False)
            for name, box in zip(names, _rooms(ground, [name.text for name in names]), strict=True)
        ]
        return tuple(found)

    def _scale(self, ground: Ground) -> MapScale:
        x, y, wide, length = ground.bar
        return MapScale(
            path=ground.bar_path,
            x=number(x + wide / 2),
            y=number(y - 9),
            length=self._voice.measure(length, "kilometer"),
        )

    def _distance(self, here: int, there: int | None) -> str:
        """Return how far two points are: whole kilometres, from a hundred on in tens; nothing where they are one."""
        if there is None or here == there:
            return ""
        length = distance(self._atlas.points[here], self._atlas.points[there])
        rounded = round(length, -1) if length >= 100 else max(1, round(length))
        return self._voice.measure(int(rounded), "kilometer")


@functools.lru_cache(maxsize=256)
def _spots(
    ground: Ground, middles: tuple[XY, ...], rivers: tuple[str, ...], names: tuple[str, ...]
) -> tuple[XY | None, ...]:
    """Return where the names of rivers stand: away from dots, from other rivers and from other words."""
    lines = [along(river) for river in ground.rivers]
    taken = [edge for middle in middles for edge in _rim(middle)]
    taken += _edges(_rooms(ground, names))
    x, y, wide, _ = ground.bar
    taken += [(x, y), (x + wide / 2, y - 12), (x + wide, y)]
    found: list[XY | None] = []
    for index, (river, name) in enumerate(zip(ground.rivers, rivers, strict=True)):
        others = [at for other, line in enumerate(lines) if other != index for at in line]
        box = lettering.beside(river, name, ground.sheet.height, [*taken, *others])
        found.append((box.x, box.y) if box else None)
        taken += _edges([box] if box else [])
    return tuple(found)


def _rooms(ground: Ground, names: Iterable[str]) -> list[lettering.Box]:
    """Return the room of the names that stand where settings say."""
    return [lettering.kept_on(lettering.room(name, *at)) for name, at in zip(names, ground.names, strict=True)]


def _edges(boxes: Iterable[lettering.Box]) -> list[XY]:
    return [edge for box in boxes for edge in box.edge()]


def _rim(middle: XY) -> list[XY]:
    x, y = middle
    half = 0.7 * RADIUS
    around = ((RADIUS, 0.0), (half, half), (0.0, RADIUS), (-half, half), (-RADIUS, 0.0))
    return [(x + sign * a, y + sign * b) for a, b in around for sign in (1, -1)]
