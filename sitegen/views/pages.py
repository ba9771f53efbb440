"""What stands around a page, and what shows a text: pages and their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.values import dataclass
from sitegen.views.maps import PlaceView, WhereView
from sitegen.views.phrases import Phrase

if TYPE_CHECKING:
    from sitegen.views.events import EventView


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date: `iso` for machines, `text` as the page's language writes it."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link; `current` when it leads to the page that shows it."""

    text: Phrase
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """The page in another language, named in that language. `listed` when it is translated well enough."""

    tag: str
    direction: str
    name: str
    url: str
    current: bool
    listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """A `<link rel="alternate">`: an absolute address for one language, or for `x-default`."""

    hreflang: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A `<link rel="alternate">` to a feed: its media type, what it is called, its address."""

    type: str
    title: Phrase
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A `<meta property>`: a name and content of the Open Graph protocol."""

    name: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePicture:
    """The one file that stands for a page or story elsewhere. `url` is absolute, `type` its media type."""

    url: str
    type: str
    width: int
    height: int
    alt: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSource:
    """One `<source>` of a picture: a media type and the `srcset` of its widths."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """A picture in all its widths and formats. An empty `alt` means decorative.

    `width` and `height` are those of the largest width. `focus_x` and `focus_y` say in tenths of the
    picture (0 to 10, from the top left) what must stay visible when it is cropped.
    """

    sources: tuple[PictureSource, ...]
    src: str
    width: int
    height: int
    alt: Phrase
    focus_x: int = 5
    focus_y: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A picture with its words; `caption` and `credit` may be empty. Shown by `parts/figure.html`."""

    picture: PictureView
    caption: Phrase
    credit: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story in a list. `badge` names the story's language where it is not that of the page."""

    id: str
    title: Phrase
    summary: Phrase
    url: str
    date: Day
    minutes: str
    topic: Link | None
    region: Link | None
    cover: PictureView | None
    badge: Phrase | None
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach a mission. All of it marked as a sample until the mission supplies its own."""

    label: Phrase
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLink:
    """Another site of ours: the portal by its name, a mission by its city and country. `url` is absolute."""

    name: Phrase
    country: Phrase | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every page of a site in one language shares. `edition` is a mission's city, empty on the portal.

    `feed` is the address of its Atom feed; `search` leads to the page on which readers search, if there is one;
    `others` are the other sites, the portal first.
    """

    id: str
    name: Phrase
    tagline: Phrase
    edition: Phrase | None
    home: str
    portal_url: str
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    feed: str
    search: Link | None
    others: tuple[SiteLink, ...]
    contact: Contact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page has around its content. Templates see it as `page`.

    `canonical` is absolute, empty where there is none; `picture` stands for the page in previews
    elsewhere, and `properties` say there what the page is. `preview` is true only in `sitegen serve`. What is not
    `indexed` asks search engines to leave it out. `previous` and `next` are the addresses of the pages beside it in
    a list that runs over several.
    """

    site: SiteView
    language: str
    direction: str
    title: Phrase
    description: Phrase
    canonical: str
    alternates: tuple[Alternate, ...]
    languages: tuple[LanguageLink, ...]
    crumbs: tuple[Link, ...]
    feeds: tuple[FeedLink, ...]
    picture: SharePicture | None
    properties: tuple[Property, ...]
    listed: bool
    preview: bool
    indexed: bool = True
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """How much of a page is not in its language: words for the reader, in numbers of paragraphs.

    `shown_in` names the languages that stand in, joined as the page's language joins a list.
    """

    missing: int
    total: int
    shown_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditView:
    """Who did what: `role` is `writer`, `reviewer`, `translator` or `illustrator`; the theme words it."""

    role: str
    name: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """What a story rests on. `url` is empty unless it was really opened."""

    title: Phrase
    publisher: Phrase
    year: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story in one language. Its running text comes beside it, as `body`.

    `events` are the next dates that belong to it, and `events_url` is the address of the calendar, where there are any.
    `where` is there with maps, for a story whose coordinates are known.
    """

    id: str
    title: Phrase
    summary: Phrase
    cover: FigureView | None
    date: Day
    updated: Day | None
    minutes: str
    topics: tuple[Link, ...]
    region: Link | None
    place: PlaceView | None
    credits: tuple[CreditView, ...]
    sources: tuple[SourceView, ...]
    notice: Notice | None
    also_in: tuple[LanguageLink, ...]
    related: tuple[Card, ...]
    draft: bool
    events: tuple[EventView, ...] = ()
    events_url: str = ""
    where: WhereView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A page such as "about" in one language. Its running text comes beside it, as `body`."""

    id: str
    title: Phrase
    summary: Phrase
    updated: Day
    notice: Notice | None
    draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """The page that a story or page leaves when it is not published any more.

    `expired` tells that its time was over; otherwise it was withdrawn, perhaps with a day and a reason.
    """

    title: Phrase
    expired: bool
    date: Day | None
    reason: Phrase
    home: Link
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """The page at a former address: it leads on to the text that stands elsewhere now."""

    target: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """The page at the root of a site: its languages, and the site's name in each of them."""

    names: tuple[Link, ...]
    languages: tuple[LanguageLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """The page a host shows for an address that does not exist."""

    home: Link
    cards: tuple[Card, ...]
