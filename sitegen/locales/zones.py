"""Time zones: which names are known, and the instant at which a day begins in one.

Knows the tz database of the machine, or that of the package `tzdata` where the machine has none.
"""

from __future__ import annotations

import datetime
import functools
import zoneinfo

#: In the database, but no zones of a place: those of this machine, and those that count leap seconds.
_NO_PLACES = ("localtime", "posix", "right/")


@functools.cache
def zone(name: str) -> datetime.tzinfo:
    """Return a time zone of the tz database by its name. Raises `LookupError` for one that is not known."""
    if name == "UTC":
        return datetime.UTC  # needs no database
    if name.startswith(_NO_PLACES):
        raise LookupError(name)
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as problem:  # a folder of zones is an OSError
        raise LookupError(name) from problem


def is_zone(name: str) -> bool:
    """Tell whether a name stands in the tz database: `Asia/Karachi`, `UTC`."""
    try:
        zone(name)
    except LookupError:
        return False
    return True


def suggest_zone(text: str) -> str | None:
    """Return the known zone that somebody who wrote this text most likely meant, else None."""
    import difflib  # only faults ask for it

    known = {name.casefold(): name for name in sorted(zoneinfo.available_timezones())}
    places = {name.rpartition("/")[2]: name for name in known}
    wanted = text.casefold().replace(" ", "_")
    close = difflib.get_close_matches(wanted, known, n=1, cutoff=0.75) or [
        places[place] for place in difflib.get_close_matches(wanted.rpartition("/")[2], places, n=1, cutoff=0.75)
    ]
    return known[close[0]] if close else None


@functools.lru_cache(maxsize=16_384)
def instant(day: datetime.date, zone_name: str) -> datetime.datetime:
    """Return the instant at which a day begins in a known zone, with an offset of whole minutes.

    Before zones were agreed on, a place's own time differed from UTC by odd seconds (Karachi's by 4:28:12); RFC 3339
    has no room for them.
    """
    begin = datetime.datetime.combine(day, datetime.time(), zone(zone_name))
    offset = begin.utcoffset() or datetime.timedelta()
    minutes = round(offset / datetime.timedelta(minutes=1))
    return begin.replace(tzinfo=datetime.timezone(datetime.timedelta(minutes=minutes)))
