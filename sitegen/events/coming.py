"""What of a calendar is still to come at a point in time, and when that changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from sitegen.events.model import Event, Occurrence

#: An event with one of its dates, or with none where no date is known yet.
Coming = tuple[Event, Occurrence | None]


def coming(events: Iterable[Event], now: datetime.datetime) -> tuple[Coming, ...]:
    """Return the dates that are not past, the next one first; then the events of which no date is known."""
    events = tuple(events)
    dated = [(event, date) for event in events for date in event.dates if now < date.over]
    dated.sort(key=lambda pair: (*pair[1].order, pair[0].site, pair[0].slug))
    return (*dated, *((event, None) for event in events if not event.dates))


def next_change(events: Iterable[Event], now: datetime.datetime) -> datetime.datetime | None:
    """Return the next instant at which one of the dates is past; None when none is to come."""
    return min((date.over for event in events for date in event.dates if now < date.over), default=None)
