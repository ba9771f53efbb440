"""What templates of their own put into running text."""

from __future__ import annotations

from sitegen.values import dataclass
from sitegen.views.pages import FigureView, PictureView
from sitegen.views.phrases import Phrase


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
class TrackView:
    """Subtitles of a film in one language: a WebVTT file. All fields are attributes of `<track>`.

    `kind` is `subtitles` or `captions`, `language` a tag, `label` the language's own name. Where `default`
    is true they are shown unless a reader turns them off.
    """

    kind: str
    url: str
    language: str
    label: str
    default: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoView:
    """A film. Shown by `parts/video.html` as `video`.

    `url` is the film's own file with its media `type`; or, where `host` is not empty, a page elsewhere
    that shows it, to be linked and not loaded. `length` is as the page's language writes it. `tracks` are
    subtitles, best first.
    """

    title: Phrase
    url: str
    type: str
    host: str
    still: PictureView
    length: str
    tracks: tuple[TrackView, ...]
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
