"""Calendar files: iCalendar (RFC 5545), with the name of a calendar as RFC 7986 has it.

Moments are in UTC, so that no rules of time zones have to be written; days have no zone. No date is of today, so that
the same events give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.recipes import CalendarEntry, CalendarRecipe
from sitegen.views import Phrase

#: How many octets a line may have, without its end.
_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def make(recipe: CalendarRecipe) -> bytes:
    """Return the bytes of a calendar file."""
    return b"".join(folded(line) for line in _calendar(recipe))


def folded(line: str) -> bytes:
    """Return a content line, folded after 75 octets but within no character (RFC 5545, section 3.1)."""
    parts: list[bytes] = []
    part = b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > _OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join((*parts, part)) + b"\r\n"


def _calendar(recipe: CalendarRecipe) -> Iterator[str]:
    title = _text(recipe.title)
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{recipe.maker}", "CALSCALE:GREGORIAN")
    yield f"NAME{_language(recipe.title)}:{title}"
    yield f"X-WR-CALNAME:{title}"  # what calendars knew before there was NAME
    yield f"SOURCE;VALUE=URI:{recipe.url}"
    yield "REFRESH-INTERVAL;VALUE=DURATION:P1D"
    for entry in recipe.entries:
        yield from _event(entry)
    yield "END:VCALENDAR"


def _event(entry: CalendarEntry) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{entry.uid}", f"DTSTAMP:{entry.stamp}", f"LAST-MODIFIED:{entry.stamp}")
    yield f"DTSTART{_kind(entry.starts)}:{entry.starts}"
    if entry.ends:
        yield f"DTEND{_kind(entry.ends)}:{entry.ends}"
    yield f"STATUS:{'TENTATIVE' if entry.is_tentative else 'CONFIRMED'}"
    yield f"SUMMARY{_language(entry.name)}:{_text(entry.name)}"
    for name, phrase in (("DESCRIPTION", entry.description), ("LOCATION", entry.location)):
        if phrase:
            yield f"{name}{_language(phrase)}:{_text(phrase)}"
    if entry.coordinates:
        yield f"GEO:{entry.coordinates[0]:.6f};{entry.coordinates[1]:.6f}"
    for category in entry.categories:
        yield f"CATEGORIES{_language(category)}:{_text(category)}"
    yield f"URL:{entry.url}"
    # A feast on a calendar does not make its reader busy.
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _kind(value: str) -> str:
    return "" if "T" in value else ";VALUE=DATE"


def _language(phrase: Phrase) -> str:
    return f";LANGUAGE={phrase.language}"


def _text(phrase: Phrase) -> str:
    return phrase.text.translate(_ESCAPES)
