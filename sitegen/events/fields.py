"""The fields of an event's file: their shapes, and the values they are read into."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping
from typing import Any

from sitegen.config import Config
from sitegen.events.model import Occurrence
from sitegen.locales import is_zone, zone
from sitegen.moments import Moment, Zone
from sitegen.shape import Choice, Day, Entries, Faults, Field, ListOf, Node, Record, Scalar, Switch, Text
from sitegen.slugs import Slug
from sitegen.stories import PLACE, KnownTag, Place
from sitegen.values import dataclass

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")
#: What lasts longer is no event, and more likely a slip of the pen.
_LONGEST = datetime.timedelta(days=366)
MOON = "moon"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFields:
    """An event's file as read. `dates` are from `starts` and `ends`, or from the list `dates`."""

    line: int
    lines: Mapping[str, int]
    name: str
    summary: str
    when: str
    language: str | None
    time_zone: str
    starts: _Point | None
    ends: _Point | None
    to_be_confirmed: bool | None
    dates: tuple[Occurrence, ...]
    calendar: str | None
    place: Place | None
    region: str | None
    topics: tuple[str, ...]
    story: str
    url: str
    sample: bool
    updated: datetime.date


def read_fields(config: Config, node: Node, usual: str, faults: Faults, path: str) -> EventFields | None:
    """Read an event's file; None where it has a fault. `usual` is the time zone if none is named."""
    zone_name = _zone_name(node, usual)
    return Record(EventFields, _fields(config, zone_name)).read(node, faults, path)


def _zone_name(node: Node, usual: str) -> str:
    """Return the time zone in which the times of a file are meant, before all else is read."""
    for key, _, value in node.entries if isinstance(node, Entries) else ():
        if key == "time_zone" and isinstance(value, Scalar) and is_zone(value.text.strip()):
            return value.text.strip()
    return usual


def _fields(config: Config, zone_name: str) -> dict[str, Field[Any]]:
    topics, regions = (tuple(key for key, _ in pairs) for pairs in (config.topics, config.regions))
    return {
        "name": Field(Text(), required=True),
        "summary": Field(Text(), ""),
        "when": Field(Text(), ""),
        "language": Field(KnownTag(config.tags)),
        "time_zone": Field(Zone(), zone_name),
        "starts": Field(_PointShape(zone_name)),
        "ends": Field(_PointShape(zone_name)),
        "to_be_confirmed": Field(Switch()),
        "dates": Field(ListOf(_DateShape(zone_name)), ()),
        "calendar": Field(Choice((MOON,), kind="calendar")),
        "place": Field(PLACE),
        "region": Field(Choice(regions, "unknown-region", "region")),
        "topics": Field(ListOf(Choice(topics, "unknown-topic", "topic")), ()),
        "story": Field(Slug(), ""),
        "url": Field(Text(r"https?://[^\s/@]+(/\S*)?", "an address that starts with https://"), ""),
        "sample": Field(Switch(), False),
        "updated": Field(Day(), required=True),
    }


@dataclass(frozen=True, slots=True)
class _Point:
    """When something begins or ends: a month, a day, or a moment of the day."""

    day: datetime.date
    moment: datetime.datetime | None = None
    is_month: bool = False

    @property
    def kind(self) -> str:
        """What it is called in messages."""
        return "a month" if self.is_month else "a time" if self.moment else "a day"


@dataclass(frozen=True, slots=True)
class _PointShape:
    """A month as in 2027-05, a day as in 2027-05-14, or a time of the zone as in 2027-05-14T10:00."""

    zone: str

    def read(self, node: Node, faults: Faults, name: str) -> _Point | None:
        """Read a point in time."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if _MONTH.fullmatch(text):
            day = Day().read(Scalar(text=f"{text}-01", line=node.line), faults, name)
            return _Point(day, is_month=True) if day else None
        if _DAY.fullmatch(text):
            day = Day().read(node, faults, name)
            return _Point(day) if day else None
        moment = Moment(self.zone).read(node, faults, name)
        return _Point(moment.astimezone(zone(self.zone)).date(), moment) if moment else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _DateField:
    line: int
    lines: Mapping[str, int]
    starts: _Point
    ends: _Point | None
    to_be_confirmed: bool


@dataclass(frozen=True, slots=True)
class _DateShape:
    """One of the dates of an event."""

    zone: str

    def read(self, node: Node, faults: Faults, name: str) -> Occurrence | None:
        """Read a date."""
        point = _PointShape(self.zone)
        shape: Record[_DateField] = Record(
            _DateField,
            {
                "starts": Field(point, required=True),
                "ends": Field(point),
                "to_be_confirmed": Field(Switch(), False),
            },
        )
        found = shape.read(node, faults, name)
        if found is None:
            return None
        return occurrence(found.starts, found.ends, self.zone, found.to_be_confirmed, found.lines, faults)


def occurrence(
    starts: _Point,
    ends: _Point | None,
    zone_name: str,
    to_be_confirmed: bool,
    lines: Mapping[str, int],
    faults: Faults,
) -> Occurrence | None:
    """Return the date from `starts` to `ends`, or note what is wrong with it; a month alone is never certain."""
    end = ends or starts
    if end.kind != starts.kind:
        message = f'"starts" is {starts.kind} and "ends" is {end.kind}'
        faults.add("wrong-value", lines["ends"], message, "write both alike")
        return None
    last = _end_of_month(end.day) if end.is_month else end.day
    if (ends and ends.moment and starts.moment and ends.moment <= starts.moment) or last < starts.day:
        faults.add("wrong-value", lines["ends"], '"ends" is before "starts"', "put a later time")
        return None
    if last - starts.day > _LONGEST:
        faults.add("wrong-value", lines["ends"], "the event lasts longer than a year", "write several dates")
        return None
    over = ends.moment if ends and ends.moment else _after(last, zone_name, lines["starts"], faults)
    if over is None:
        return None
    return Occurrence(
        first=starts.day,
        last=last,
        over=over,
        starts=starts.moment,
        ends=ends.moment if ends else None,
        is_month=starts.is_month,
        to_be_confirmed=to_be_confirmed or starts.is_month,
    )


def _end_of_month(day: datetime.date) -> datetime.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _after(day: datetime.date, zone_name: str, line: int, faults: Faults) -> datetime.datetime | None:
    """Return the first moment after a day in a time zone."""
    return Moment(zone_name, through=True).read(Scalar(text=day.isoformat(), line=line), faults, "starts")
