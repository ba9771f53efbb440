"""Maps: dots, rivers and distances, and no line besides."""

from __future__ import annotations

from sitegen.values import dataclass
from sitegen.views.phrases import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Where a story happens. Coordinates in decimal degrees, ready to print and always left-to-right."""

    name: Phrase
    coordinates: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapGround:
    """What lies under all dots. Paths are such as SVG has, in a drawing of `width` and `height`.

    `crosses` stand on whole degrees, `rivers` the greatest first. `places` has a line of no length wherever a story
    happens: with round ends, dots.
    """

    width: int
    height: int
    crosses: str
    rivers: tuple[str, ...]
    places: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDot:
    """A dot, by its middle: the number that it has in the list beside the map, in the page's digits.

    `name` is what it stands for, perhaps several places, and has the language of the first; `reach` how far from its
    middle it is the nearest one.
    """

    x: str
    y: str
    number: str
    name: Phrase
    url: str
    reach: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLabel:
    """A name on a map, by its middle, and whether it is that of a river."""

    x: str
    y: str
    name: Phrase
    river: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MapScale:
    """The bar that tells a length: its path, and the length in words by the middle of the words' line."""

    path: str
    x: str
    y: str
    length: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A map of numbered places. Shown by `parts/map.html`."""

    ground: MapGround
    dots: tuple[MapDot, ...]
    labels: tuple[MapLabel, ...]
    scale: MapScale


@dataclass(frozen=True, slots=True, kw_only=True)
class NearView:
    """A place near another: how far as the crow flies, empty where both are the same, and the story there.

    `url` is that of the story; in the list of places, where `story` is missing, that of the place.
    """

    place: Phrase
    distance: str
    url: str
    story: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereView:
    """Where a story happens, on a map with one dot by its middle, and which stories are near."""

    place: PlaceView
    ground: MapGround
    scale: MapScale
    x: str
    y: str
    near: tuple[NearView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLink:
    """A place with its number on a map, and the newest story there."""

    number: str
    place: Phrase
    url: str
    story: Phrase
