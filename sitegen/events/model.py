"""An event as its file tells of it."""

from __future__ import annotations

import datetime

from sitegen.patterns import late
from sitegen.stories import Place
from sitegen.values import dataclass

#: Where the files of events stand: those of all sites, and those of one mission.
FILE = late(r"content/(?:missions/(?P<site>[^/]+)/)?events/(?P<slug>[^/]+)\.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time at which an event takes place, from the day `first` through the day `last` of its place.

    `starts` is there where the hour is known, and `ends` where that of its end is. With `is_month` only the months are
    known, of which `first` and `last` are the ends. At `over` it is past.
    """

    first: datetime.date
    last: datetime.date
    over: datetime.datetime
    starts: datetime.datetime | None = None
    ends: datetime.datetime | None = None
    is_month: bool = False
    to_be_confirmed: bool = False

    @property
    def order(self) -> tuple[str, str]:
        """What sorts occurrences: where only the month is known, it may be as late as its last day."""
        return (self.last if self.is_month else self.first).isoformat(), self.starts.isoformat() if self.starts else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event, with its dates in order; those of which none is known yet have only words for them, in `when`.

    `site` is the id of the mission whose own it is, empty for one that all sites show. With `by_moon` its dates follow
    the moon. `story` is the slug of the story it belongs to, `url` the address of who holds it. `updated` is the day on
    which its file last said something new, `source` the digest of that file.
    """

    slug: str
    path: str
    source: str
    language: str
    name: str
    time_zone: str
    updated: datetime.date
    site: str = ""
    summary: str = ""
    when: str = ""
    dates: tuple[Occurrence, ...] = ()
    by_moon: bool = False
    place: Place | None = None
    region: str | None = None
    topics: tuple[str, ...] = ()
    story: str = ""
    url: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """All events of a project, those of all sites first. `faulty` are the paths of those left out because of errors."""

    events: tuple[Event, ...] = ()
    faulty: frozenset[str] = frozenset()
