"""The values that name outputs: equal recipes, equal bytes.

A recipe holds, by value or by digest, everything the bytes of an output depend on besides the
package's own code and its libraries. Knows nothing of how the bytes are made.
"""

from __future__ import annotations

from sitegen import cards
from sitegen.images import Derivation
from sitegen.locales import Locale
from sitegen.urls import FeedFormat
from sitegen.values import dataclass
from sitegen.views import Alternate, Content, Frame, InsertView, Phrase, SharePicture
from sitegen.webvtt import Shown

#: The modules whose code makes share cards.
CARD_MODULES = ("cards", "images", "lettering")


@dataclass(frozen=True, slots=True, kw_only=True)
class StringEntry:
    """One string of a theme as it is said on a page. `plural_forms` is the rule that picks one of `forms`."""

    context: str | None
    id: str
    forms: tuple[str, ...]
    language: str
    plural_forms: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strings:
    """The strings that a template and its parts may show, in the language of the page."""

    locale: Locale
    entries: tuple[StringEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRecipe:
    """The running text of a page. `document` is the digest of its blocks.

    `own` is the language of the source. `wordings` are the messages in it: context, text of the source, what is
    shown, its language. `inserts` are what templates put into it, each with its template and that template's digest.
    """

    document: str
    language: str
    own: str
    wordings: tuple[tuple[str | None, str, str, str], ...]
    links: tuple[tuple[str, str], ...]
    images: tuple[tuple[str, str, int, int], ...]
    inserts: tuple[tuple[InsertView, str, str], ...]
    backlink: Phrase
    table: str
    locale: Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that schema.org has a type for. What is empty is left out; `id` names it for other things."""

    type: str
    properties: tuple[tuple[str, Fact], ...]
    id: str = ""


#: The value of a property of a thing; a tuple stands for several.
Fact = str | int | float | Thing | None | tuple["Fact", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecipe:
    """A page. `template_digest` covers the template and all it includes; `assets` are names and addresses.

    `graph` is what the page tells machines about.
    """

    template: str
    template_digest: str
    strings: Strings
    assets: tuple[tuple[str, str], ...]
    page: Frame
    content: Content
    body: BodyRecipe | None = None
    graph: tuple[Thing, ...] = ()
    #: Where the words come from, for messages only.
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRecipe:
    """A part of a page that stands by itself, to be put into a page that is there: no output of its own.

    Without `content` it asks for none, and `page` has what it asks for.
    """

    template: str
    strings: Strings
    assets: tuple[tuple[str, str], ...]
    page: Frame
    content: Content | None
    graph: tuple[Thing, ...]
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRecipe:
    """A derived picture. `source` is the digest of the original, `maker` the version of what derives it."""

    path: str
    source: str
    derivation: Derivation
    maker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRecipe:
    """A share card. `about` is the file of its story, for messages only."""

    card: cards.Card
    about: str
    maker: str = cards.VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class FontRecipe:
    """A font file, cut to `characters`, `weights` and layout `features`, or as it is when there are no characters.

    No features are all.
    """

    path: str
    source: str
    characters: str
    weights: tuple[int, int]
    features: tuple[str, ...]
    maker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One `@font-face` rule; `url` is relative to the style sheet."""

    family: str
    url: str
    weight: str
    style: str
    unicode_range: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandInRecipe:
    """A face that stands in for one of `family` until that is there: the system's font `name`, set as wide as it is.

    `path` and `source` are those of the file it stands in for. `maker` grows when the same fonts give other values.
    """

    family: str
    name: str
    path: str
    source: str
    weights: tuple[int, int]
    style: str
    script: str
    unicode_range: str
    maker: str = "stand-ins 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRecipe:
    """A style sheet of a site: the theme's style files in order, then its font faces and what stands in for them.

    `maker` grows when other bytes are made of the same parts, for the file is named by this recipe.
    """

    parts: tuple[tuple[str, str], ...]
    faces: tuple[Face, ...]
    stand_ins: tuple[StandInRecipe, ...] = ()
    maker: str = "style 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRecipe:
    """A file taken over as it is."""

    path: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubtitlesRecipe:
    """A WebVTT file in a language. `maker` grows when other bytes are made of the same cues, for the file is named
    by this recipe.
    """

    cues: tuple[Shown, ...]
    language: str
    maker: str = "subtitles 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A story in a feed. `topics` are keys and names; instants are as RFC 3339 writes them."""

    id: str
    url: str
    title: Phrase
    summary: Phrase
    published: str
    updated: str
    authors: tuple[Phrase, ...]
    topics: tuple[tuple[str, Phrase], ...]
    picture: SharePicture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The newest stories of a site in a language, or of a topic. All addresses are absolute.

    `page` is the page that shows the same, `home` that of `publisher`, who speaks where a story names nobody.
    """

    page: str
    home: str
    language: str
    title: Phrase
    subtitle: Phrase
    publisher: Phrase
    updated: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRecipe:
    """A feed in one of its formats, at its own address; `id` names it for ever, also when it moves."""

    format: FeedFormat
    id: str
    url: str
    feed: Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """An event in a calendar file. `starts` and `ends` are days or moments in UTC as RFC 5545 writes them.

    `uid` names it for ever, `stamp` is when this was last said of it. Without `ends` only its beginning is known.
    """

    uid: str
    stamp: str
    starts: str
    ends: str
    is_tentative: bool
    name: Phrase
    description: Phrase
    location: Phrase
    coordinates: tuple[float, float] | None
    categories: tuple[Phrase, ...]
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRecipe:
    """A file of events for calendars, at its address. `maker` is called the program that made it."""

    url: str
    language: str
    title: Phrase
    entries: tuple[CalendarEntry, ...]
    maker: str = "-//sitegen//events//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """A page for search engines: its address, its translations, its pictures; `modified` may be empty."""

    url: str
    modified: str
    alternates: tuple[Alternate, ...]
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapRecipe:
    """A list of pages for search engines."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapIndexRecipe:
    """A list of sitemaps: their addresses, and the newest day in each."""

    sitemaps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRecipe:
    """What robots are told. Without the address of a sitemap they are sent away."""

    sitemap: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectsRecipe:
    """The rules by which a host leads from old addresses to new ones: pairs of paths from the host's root."""

    rules: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecipe:
    """The index of a site in a language: a folder of files, so no output of its own.

    `pages` are those that are looked through, by path, each with the digest of its bytes. `maker` is the version of
    what makes it.
    """

    language: str
    pages: tuple[tuple[str, str], ...]
    maker: str


Recipe = (
    PageRecipe
    | PictureRecipe
    | CardRecipe
    | FontRecipe
    | StyleRecipe
    | CopyRecipe
    | SubtitlesRecipe
    | FeedRecipe
    | CalendarRecipe
    | SitemapRecipe
    | SitemapIndexRecipe
    | RobotsRecipe
    | RedirectsRecipe
)
