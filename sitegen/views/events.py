"""Events and their calendar as pages show them."""

from __future__ import annotations

from sitegen.values import dataclass
from sitegen.views.maps import PlaceView
from sitegen.views.pages import Link
from sitegen.views.phrases import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """The hours of an event on the clocks of a place: `hours` such as `14:00–17:00`, `place` such as Pakistan.

    `day` is empty where the clocks of the place show the day that stands with the event.
    """

    hours: str
    place: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """A date of an event, or an event of which no date is known: then only `when` tells of it, in words.

    `id` is its slug; `anchor` names the row on the calendar page. `days` are the days of `month`, both as the language
    writes them; empty where only the month is known. `until` is the last day where that lies in another month. `starts`
    is for machines. `times` has the hours where the event is, then those of the site where its clocks differ. `zone` is
    the place whose days are meant where no hours are known and the site is in another zone. With `by_moon` the
    date follows the moon.
    `url` is the address of who holds it, `page` that of the row on the calendar page, `calendar` that of the file
    for calendars; the last is empty where there is no day yet.
    """

    id: str
    anchor: str
    name: Phrase
    summary: Phrase
    when: Phrase
    days: str
    month: str
    until: str
    starts: str
    times: tuple[EventTime, ...]
    zone: str
    place: PlaceView | None
    region: Phrase | None
    topics: tuple[Phrase, ...]
    to_be_confirmed: bool
    by_moon: bool
    sample: bool
    story: Link | None
    url: str
    page: str
    calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMonth:
    """The events of a month, called as the language calls it; `id` tells it apart on the page."""

    id: str
    name: str
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCalendar:
    """All dates that are still to come, by month, then the events of which no date is known.

    `calendar` is the address of the file for calendars with all of them; empty where no day is known.
    """

    heading: Phrase
    months: tuple[EventMonth, ...]
    undated: tuple[EventView, ...]
    calendar: str
