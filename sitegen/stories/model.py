"""A story as its writer left it, and the library that holds all of them."""

from __future__ import annotations

import datetime
from functools import cached_property

from sitegen.later import Later
from sitegen.markdown import Document
from sitegen.values import dataclass
from sitegen.webvtt import Cue

#: `brief` and `draft` are being written, `review` is being checked; none of them is published.
PUBLISHED, WITHDRAWN = "published", "withdrawn"
STATUSES = ("brief", "draft", "review", PUBLISHED, WITHDRAWN)
ROLES = ("writer", "reviewer", "translator", "illustrator", "photographer")
#: The two kinds of text, by the name of their folder.
STORY, PAGE = "stories", "pages"
#: The folder of the missions' own pages; `missions/<id>` is the kind of those of one mission.
MISSION_PAGES = "missions/"
#: Addresses that sitegen uses itself, or may, by the kind of text that would stand beside them.
_RESERVED = {
    STORY: frozenset({"page"}),
    PAGE: frozenset(
        {"404", "assets", "credits", "events", "feed", "feeds", "films", "index", "page", "pictures"}
        | {"places", "regions", "search", "sitemap", "sitemaps", "stories", "style", "topics"}
    ),
}


def reserved(kind: str) -> frozenset[str]:
    """Return the slugs that no text of a kind may have, since sitegen uses their addresses itself, or may."""
    return _RESERVED[STORY if kind == STORY else PAGE]


def site_of(kind: str) -> str:
    """Return the id of the mission whose pages are texts of a kind; empty for what stands on all sites."""
    return kind.removeprefix(MISSION_PAGES) if kind.startswith(MISSION_PAGES) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a story happens; coordinates in decimal degrees."""

    name: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Who did what."""

    role: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a story rests on."""

    title: str
    publisher: str
    year: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that a story shows: its file in the project, its size, what is known of it.

    `variants` are pictures of the same thing for one language, by its tag.
    """

    path: str
    digest: str
    width: int
    height: int
    credit: str = ""
    focus: tuple[float, float] = (0.5, 0.5)
    variants: tuple[tuple[str, Picture], ...] = ()

    def for_language(self, tag: str) -> Picture:
        """Return the picture that was drawn for a language, else this one (rule S5)."""
        return dict(self.variants).get(tag, self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtitles:
    """The subtitles of a film in one language, out of the file at `path`."""

    path: str
    language: str
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A video file of the project, published as it is. `type` is its media type.

    The first of its subtitles are translated; those in other languages are shown as they are.
    """

    path: str
    digest: str
    type: str
    subtitles: tuple[Subtitles, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A story's picture for its head and for cards."""

    picture: Picture
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A former address of a text, as the domain it would have there; `line` is where it is written."""

    domain: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What readers are told of a text that was withdrawn."""

    date: datetime.date | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Story(Later):
    """A story, a page such as "about", or a page of one mission (`kind` says which), as its writer left it.

    `pictures` and `films` are those its text shows, by the address written there; `links` the stories, pages and
    headings its text leads to, by the address written there, as (domain, fragment).
    """

    kind: str
    slug: str
    path: str
    language: str
    title: str
    date: datetime.date
    summary: str
    document: Document
    status: str
    updated: datetime.date | None = None
    topics: tuple[str, ...] = ()
    region: str | None = None
    place: Place | None = None
    cover: Cover | None = None
    pictures: tuple[tuple[str, Picture], ...] = ()
    films: tuple[tuple[str, Film], ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    credits: tuple[Credit, ...] = ()
    sources: tuple[Source, ...] = ()
    publish: datetime.datetime | None = None
    expires: datetime.datetime | None = None
    withdrawal: Withdrawal | None = None
    aliases: tuple[Alias, ...] = ()
    #: How many minutes it takes to read.
    minutes: int = 1
    #: The digest of the file it was read from, and that of what others show of it: its front matter, mostly.
    source: str = ""
    front: str = ""
    #: The template of the theme that shows it, without its ending; empty for that of its kind.
    template: str = ""
    lines: tuple[tuple[str, int], ...] = ()

    @property
    def site(self) -> str:
        """The id of the mission whose page it is; empty for what stands on all sites."""
        return site_of(self.kind)

    @cached_property
    def domain(self) -> str:
        """The gettext domain of its messages: `stories/<slug>`, `pages/<slug>` or `missions/<id>/<slug>`."""
        return f"{self.kind}/{self.slug}"

    @property
    def all_pictures(self) -> tuple[Picture, ...]:
        """The cover's picture, then those of the text."""
        return (*((self.cover.picture,) if self.cover else ()), *(picture for _, picture in self.pictures))

    def line(self, name: str) -> int:
        """Return the line of a front-matter field."""
        return dict(self.lines).get(name, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All stories and pages of a project, newest story first, pages by slug.

    `faulty` are the domains of texts that were left out because of errors.
    """

    stories: tuple[Story, ...]
    pages: tuple[Story, ...]
    faulty: frozenset[str] = frozenset()

    @property
    def all(self) -> tuple[Story, ...]:
        """Stories and pages."""
        return (*self.stories, *self.pages)
