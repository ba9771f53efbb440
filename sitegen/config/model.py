"""What the configuration says: sites and their languages, topics, regions."""

from __future__ import annotations

from sitegen.locales import Locale
from sitegen.values import dataclass

#: The site id of the portal; no mission may have it.
PORTAL = "portal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of a site: its tag, how it writes dates and numbers, and where it falls back first."""

    tag: str
    locale: Locale
    fallback: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Where readers may write to."""

    label: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One web root to be built: the portal's (id `portal`) or a mission's.

    `language` is the language in which its own texts (name, tagline, greeting …) are written in
    `path`. `base_url` ends with a slash. `time_zone` is that in which its days begin. A mission
    without a `navigation` of its own has the portal's.
    """

    id: str
    path: str
    name: str
    tagline: str
    base_url: str
    language: str
    languages: tuple[Language, ...]
    time_zone: str = "UTC"
    city: str = ""
    country: str = ""
    greeting: str = ""
    contact: Contact | None = None
    featured: tuple[str, ...] = ()
    featured_line: int = 0
    navigation: tuple[str, ...] = ()
    navigation_line: int = 0

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of its languages, in order."""
        return tuple(language.tag for language in self.languages)


#: Latitude and longitude in decimal degrees.
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class River:
    """A river on maps: the points that it passes, downstream."""

    name: str
    course: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapName:
    """A name that stands on maps where there is no dot, such as that of a sea."""

    name: str
    at: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSettings:
    """What maps show besides the places of stories. The first river is drawn as the greatest."""

    rivers: tuple[River, ...] = ()
    names: tuple[MapName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What sites have beside texts, lists and one feed for each language; what is off is not made on any of them."""

    cards: bool = True
    credits: bool = True
    events: bool = True
    fonts: bool = True
    json_feeds: bool = True
    places: bool = True
    regions: bool = True
    related: bool = True
    schema: bool = True
    search: bool = True
    sharing: bool = True
    sitemaps: bool = True
    topic_feeds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """How much pages may weigh in kB, compressed and without pictures; 0 is no budget.

    `page` is HTML with its style sheets, `scripts` what runs outside of search, `first_view` all with the fonts of a
    story. `languages` are first views of languages that need more. `line` of `path` is where they stand.
    """

    page: int = 0
    scripts: int = 0
    first_view: int = 0
    languages: tuple[tuple[str, int], ...] = ()
    path: str = ""
    line: int = 0

    def first_view_of(self, tag: str) -> int:
        """Return what the first view of a story in a language may weigh."""
        return dict(self.languages).get(tag, self.first_view)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that `site.yaml` and the mission files say. `sites` has the portal first, then missions by id.

    In `time_zone` points in time are meant that are written without an offset. `topics` and `regions`
    map keys to names. `introductions` are the words above their stories, by `topics.<key>` or
    `regions.<key>`.
    """

    source_language: str
    time_zone: str
    theme: str
    topics: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]
    introductions: tuple[tuple[str, str], ...]
    page_size: int
    link_hosts: tuple[str, ...]
    listed_at: float
    features: Features
    budgets: Budgets
    sites: tuple[Site, ...]
    map: MapSettings = MapSettings()

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of all languages of all sites, once each, in order of first mention."""
        return tuple(dict.fromkeys(tag for site in self.sites for tag in site.tags))
