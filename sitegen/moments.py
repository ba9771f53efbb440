"""Points in time as people write them: with an offset from UTC, local to a time zone, or just a day.

Knows nothing of what is due at a point in time.
"""

from __future__ import annotations

import datetime

from sitegen.locales import is_zone, suggest_zone, zone
from sitegen.patterns import late
from sitegen.shape import Faults, Node, Scalar, Text
from sitegen.values import dataclass

_DAY = late(r"\d{4}-\d\d-\d\d")
_LOCAL = late(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?")
_FORMS = "write 2026-10-20T08:00, meant in the time zone of content/site.yaml, or 2026-10-20T08:00+05:00, or a day"


@dataclass(frozen=True, slots=True)
class Zone:
    """The name of a time zone."""

    def read(self, node: Node, faults: Faults, name: str) -> str | None:
        """Read a name that the tz database has."""
        text = Text().read(node, faults, name)
        if text is None or is_zone(text):
            return text
        close = suggest_zone(text)
        hint = f'did you mean "{close}"?' if close else "write a name of the tz database, as in Asia/Karachi"
        faults.add("unknown-time-zone", node.line, f'there is no time zone "{text}"', hint)
        return None


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, read into UTC.

    Without an offset it is meant in the time zone `zone`. A day alone is meant as a whole: its first
    moment, or with `through` the first moment after it.
    """

    zone: str
    through: bool = False

    def read(self, node: Node, faults: Faults, name: str) -> datetime.datetime | None:
        """Read a point in time."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        try:
            if _LOCAL.fullmatch(text):
                return self._local(datetime.datetime.fromisoformat(text), node.line, faults, name)
            return _within_reason(self._day(text) if _DAY.fullmatch(text) else _absolute(text))
        except (ValueError, OverflowError):
            faults.add("bad-date", node.line, f'"{name}" is not a point in time: "{text}"', _FORMS)
            return None

    def _day(self, text: str) -> datetime.datetime:
        """Return the start of a day; where clocks skip midnight, the moment at which they do."""
        day = datetime.date.fromisoformat(text) + datetime.timedelta(days=int(self.through))
        return datetime.datetime.combine(day, datetime.time(), zone(self.zone)).astimezone(datetime.UTC)

    def _local(self, local: datetime.datetime, line: int, faults: Faults, name: str) -> datetime.datetime | None:
        """Return the one instant at which clocks show a time; clocks that are changed may never or twice show it."""
        both = [_within_reason(local.replace(tzinfo=zone(self.zone), fold=fold)) for fold in (0, 1)]
        shown = [moment.astimezone(zone(self.zone)) for moment in both]
        if shown[0].replace(tzinfo=None) != local:
            message = f'"{name}" is a time that clocks in {self.zone} skip: {local.isoformat(timespec="minutes")}'
            faults.add("clock-change", line, message, f"write {written(both[0], self.zone)}")
            return None
        if both[0] != both[1]:
            message = f'"{name}" is a time that comes twice in {self.zone}: {local.isoformat(timespec="minutes")}'
            first, second = (written(moment, self.zone) for moment in both)
            faults.add("clock-change", line, message, f"write {first} for the first, {second} for the second")
            return None
        return both[0]


def written(moment: datetime.datetime, zone_name: str) -> str:
    """Return a point in time as the clocks of a time zone show it, with their offset."""
    return moment.astimezone(zone(zone_name)).isoformat(timespec="minutes")


def _absolute(text: str) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _within_reason(moment: datetime.datetime) -> datetime.datetime:
    """Return a moment in UTC; raise `ValueError` for one that has no place in the calendar of some time zone."""
    moment = moment.astimezone(datetime.UTC)
    if not datetime.MINYEAR < moment.year < datetime.MAXYEAR:
        raise ValueError(moment)
    return moment
