"""Pages that list: stories, topics, regions, places, credits."""

from __future__ import annotations

from sitegen.values import dataclass
from sitegen.views.events import EventView
from sitegen.views.maps import MapView, NearView, PlaceLink, PlaceView
from sitegen.views.pages import Card, CreditView, Link
from sitegen.views.phrases import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLink:
    """A topic or region with the number of its stories, written in the page's digits.

    `stories` are a few of them; `current` when it leads to the page that shows it.
    """

    name: Phrase
    url: str
    count: str
    current: bool = False
    introduction: Phrase | None = None
    stories: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalPage:
    """A page that only this mission has."""

    title: Phrase
    summary: Phrase
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The front page of a site in one language. `places_url` is empty when no story has a place.

    `local` are the mission's own pages, newest first. `events` are the next ones, and `events_url` is the address of
    the calendar, empty when the site has no events.
    `places` are those with a number on the `map`, from north to south.
    """

    greeting: Phrase | None
    local: tuple[LocalPage, ...]
    lead: Card | None
    cards: tuple[Card, ...]
    topics: tuple[TopicLink, ...]
    regions: tuple[TopicLink, ...]
    stories_url: str
    topics_url: str
    regions_url: str
    places_url: str
    events: tuple[EventView, ...] = ()
    events_url: str = ""
    map: MapView | None = None
    places: tuple[PlaceLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber:
    """A page of a list that runs over several; `after_gap` when numbers before it are left out."""

    number: str
    url: str
    current: bool
    after_gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """Where the reader is in a list that runs over several pages, in the page's digits.

    `previous` and `next` are empty at the ends.
    """

    number: str
    total: str
    previous: str
    next: str
    pages: tuple[PageNumber, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All stories, or those of a topic or region, with a heading.

    `kind` is `stories`, `topic` or `region`; `siblings` are all topics, or all regions. `count` counts
    the stories of all pages. `pagination` is there when they do not fit on one. `feed` is the address of
    the Atom feed that tells of the same stories, if there is one.
    """

    kind: str
    heading: Phrase
    introduction: Phrase | None
    cards: tuple[Card, ...]
    count: int
    siblings: tuple[TopicLink, ...]
    pagination: Pagination | None
    feed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subjects:
    """All topics, or all regions (`kind` is `topics` or `regions`), with some of their stories."""

    kind: str
    heading: Phrase
    subjects: tuple[TopicLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceStories:
    """A place and the stories that happen there.

    `anchor` is its id on the page. `number` is that of its dot on the map, and `near` the places nearest to it; both
    are empty where its coordinates are not known.
    """

    place: PlaceView
    stories: tuple[Link, ...]
    anchor: str
    number: str = ""
    near: tuple[NearView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceGroup:
    """The places of a region; of none when `region` is missing."""

    region: Link | None
    places: tuple[PlaceStories, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """All places that stories tell of. There is a `map` when the coordinates of any are known."""

    heading: Phrase
    groups: tuple[PlaceGroup, ...]
    count: int
    map: MapView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """A text in the list of all: its title, and what else it may be found by. `badge` is as on a card."""

    title: Phrase
    url: str
    topic: Phrase | None
    region: Phrase | None
    place: Phrase | None
    badge: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The page on which readers search, with all that can be found by its title, in the alphabet of the language.

    `index` is the address of the folder of the search index, empty where there is none. `digits` are the ten digits
    from 0, as the language writes them.
    """

    heading: Phrase
    stories: tuple[SearchEntry, ...]
    pages: tuple[SearchEntry, ...]
    index: str
    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCredits:
    """Who made a story and its pictures, and who published what it rests on."""

    story: Link
    credits: tuple[CreditView, ...]
    pictures: tuple[Phrase, ...]
    publishers: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FontCredit:
    """A font of the theme: its licence as an SPDX identifier, and the address of the licence's text.

    `package` is the npm package it comes from. Licence and address may be empty.
    """

    family: str
    package: str
    licence: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Who made what is on the site."""

    heading: Phrase
    stories: tuple[StoryCredits, ...]
    fonts: tuple[FontCredit, ...]
