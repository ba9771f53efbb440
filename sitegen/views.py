"""The frozen values that a template may see: the theme's contract.

Knows nothing of how they are made. Whatever a page shows has a field here, so that its change is part
of the page's recipe. Addresses are ready to print: relative to the page that shows them, except where
a field says absolute. Text that may have fallen back to another language is a `Phrase`.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


class Markup(str):
    """HTML that needs no escaping because it was made here, of known-safe pieces."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Text that knows its language.

    Printed in a template it is escaped and, where it is not in the language of the page (`foreign`),
    wrapped in `<span lang dir>`. `plain` is for attributes, titles and feeds. `attributes` is for an
    element that holds nothing but this phrase: `<h1{{ title.attributes }}>{{ title.plain }}</h1>`.
    """

    text: str
    language: str
    direction: str
    foreign: bool = False

    def __html__(self) -> str:
        text = escape(self.text, quote=True)
        return f"<span{self._marks()}>{text}</span>" if self.foreign and text else text

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def plain(self) -> str:
        """The text without its language, to be escaped by the template."""
        return self.text

    @property
    def attributes(self) -> Markup:
        """` lang="…" dir="…"` when the phrase is foreign to the page, else nothing."""
        return Markup(self._marks() if self.foreign else "")

    def _marks(self) -> str:
        return f' lang="{escape(self.language)}" dir="{self.direction}"'


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
class GalleryView:
    """Pictures to be looked at together; `title` may be empty. Shown by `parts/gallery.html` as `gallery`."""

    title: Phrase
    pictures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """Words on record. Shown by `parts/quote.html` as `quote`."""

    text: Phrase
    by: Phrase
    source: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoView:
    """A film. Shown by `parts/video.html` as `video`.

    `url` is the film's own file with its media `type`; or, where `host` is not empty, a page elsewhere
    that shows it, to be linked and not loaded. `length` is as the page's language writes it.
    """

    title: Phrase
    url: str
    type: str
    host: str
    still: PictureView
    length: str
    transcript: Phrase
    credit: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRowView:
    """One bar: `amount` as the page's language writes it, `share` in thousandths of the largest."""

    label: Phrase
    amount: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """Amounts beside each other. Shown by `parts/chart.html` as `chart`."""

    title: Phrase
    unit: Phrase
    source: Phrase
    rows: tuple[ChartRowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StopView:
    """A place on a way. `day` is empty where it is that of the stop before; `url` where no story is linked.

    `distance` (from the stop before) and `height` come with their unit, in the page's language.
    """

    place: Phrase
    url: str
    day: str
    distance: str
    height: str
    time: Phrase
    text: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ItineraryView:
    """A way through several places. Shown by `parts/itinerary.html` as `itinerary`."""

    title: Phrase
    stops: tuple[StopView, ...]
    source: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxView:
    """A box around other blocks, which are `body`. Shown by `parts/box.html` as `box`.

    `classes` are `box` and the words that its writer gave, such as `facts`. Its title, a heading, is in `body`.
    """

    classes: str


#: What a template of its own puts into the running text.
InsertView = FigureView | GalleryView | QuoteView | VideoView | ChartView | ItineraryView | BoxView


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
class TopicLink:
    """A topic or region with the number of its stories, written in the page's digits."""

    name: Phrase
    url: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach a mission. All of it marked as a sample until the mission supplies its own."""

    label: Phrase
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every page of a site in one language shares. `edition` is a mission's city, empty on the portal.

    `feed` is the address of its Atom feed.
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
    contact: Contact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page has around its content. Templates see it as `page`.

    `canonical` is absolute, empty where there is none; `picture` stands for the page in previews
    elsewhere, and `properties` say there what the page is. `preview` is true only in `sitegen serve`. What is not
    `indexed` asks search engines to leave it out.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The front page of a site in one language."""

    greeting: Phrase | None
    lead: Card | None
    cards: tuple[Card, ...]
    topics: tuple[TopicLink, ...]
    regions: tuple[TopicLink, ...]
    stories_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All stories, or those of a topic or region, with a heading. `feed` is its own Atom feed, if it has one."""

    heading: Phrase
    introduction: Phrase | None
    cards: tuple[Card, ...]
    count: int
    feed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """How much of a page is not in its language: words for the reader, in numbers of paragraphs.

    `shown_in` names the languages that stand in, joined as the page's language joins a list.
    """

    missing: int
    total: int
    shown_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Where a story happens. Coordinates in decimal degrees, ready to print and always left-to-right."""

    name: Phrase
    coordinates: str


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
    """A story in one language. Its running text comes beside it, as `body`."""

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


#: What a template may see as `content`.
Content = Home | Listing | StoryView | TextView | Withdrawn | Redirect | Chooser | NotFound
