"""The frozen values that a template may see: the theme's contract.

Knows nothing of how they are made. Whatever a page shows has a field here, so that its change is part
of the page's recipe. Addresses are ready to print: relative to the page that shows them, except where
a field says absolute. Text that may have fallen back to another language is a `Phrase`.
"""

from collections.abc import Mapping

from sitegen.values import is_data, names_of
from sitegen.views.events import EventCalendar, EventMonth, EventTime, EventView
from sitegen.views.inserts import (
    BoxView,
    ChartRowView,
    ChartView,
    GalleryView,
    InsertView,
    ItineraryView,
    QuoteView,
    StopView,
    TrackView,
    VideoView,
)
from sitegen.views.lists import (
    Credits,
    FontCredit,
    Home,
    Listing,
    LocalPage,
    PageNumber,
    Pagination,
    PlaceGroup,
    Places,
    PlaceStories,
    Search,
    SearchEntry,
    StoryCredits,
    Subjects,
    TopicLink,
)
from sitegen.views.maps import (
    MapDot,
    MapGround,
    MapLabel,
    MapScale,
    MapView,
    NearView,
    PlaceLink,
    PlaceView,
    WhereView,
)
from sitegen.views.pages import (
    Alternate,
    Card,
    Chooser,
    Contact,
    CreditView,
    Day,
    FeedLink,
    FigureView,
    Frame,
    LanguageLink,
    Link,
    NotFound,
    Notice,
    PictureSource,
    PictureView,
    Property,
    Redirect,
    SharePicture,
    SiteLink,
    SiteView,
    SourceView,
    StoryView,
    TextView,
    Withdrawn,
)
from sitegen.views.phrases import Markup, Phrase

#: What a template may see as `content`.
Content = (
    Home
    | Listing
    | Subjects
    | Places
    | EventCalendar
    | Credits
    | Search
    | StoryView
    | TextView
    | Withdrawn
    | Redirect
    | Chooser
    | NotFound
)


def _named(view: type) -> frozenset[str]:
    """Return the names of what a view shows: its fields, and what it makes of them."""
    made = {name for name, value in vars(view).items() if isinstance(value, property)}
    return frozenset(made | set(names_of(view)))


#: All views, each with the names that a template may ask for.
FIELDS: Mapping[type, frozenset[str]] = {
    view: _named(view) for view in tuple(globals().values()) if isinstance(view, type) and is_data(view)
}

__all__ = [
    "FIELDS",
    "Alternate",
    "BoxView",
    "Card",
    "ChartRowView",
    "ChartView",
    "Chooser",
    "Contact",
    "Content",
    "CreditView",
    "Credits",
    "Day",
    "EventCalendar",
    "EventMonth",
    "EventTime",
    "EventView",
    "FeedLink",
    "FigureView",
    "FontCredit",
    "Frame",
    "GalleryView",
    "Home",
    "InsertView",
    "ItineraryView",
    "LanguageLink",
    "Link",
    "Listing",
    "LocalPage",
    "MapDot",
    "MapGround",
    "MapLabel",
    "MapScale",
    "MapView",
    "Markup",
    "NearView",
    "NotFound",
    "Notice",
    "PageNumber",
    "Pagination",
    "Phrase",
    "PictureSource",
    "PictureView",
    "PlaceGroup",
    "PlaceLink",
    "PlaceStories",
    "PlaceView",
    "Places",
    "Property",
    "QuoteView",
    "Redirect",
    "Search",
    "SearchEntry",
    "SharePicture",
    "SiteLink",
    "SiteView",
    "SourceView",
    "StopView",
    "StoryCredits",
    "StoryView",
    "Subjects",
    "TextView",
    "TopicLink",
    "TrackView",
    "VideoView",
    "WhereView",
    "Withdrawn",
]
