"""The words of events as messages: one domain for all of them, since each has a line or two."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.config import Config
from sitegen.diagnostics import Span
from sitegen.events.model import Calendar, Event
from sitegen.markdown import Document
from sitegen.segments import Segment, role_words
from sitegen.stories import MISSION_PAGES
from sitegen.translations import Domain, Entry

EVENTS = "events"

#: What a translator is told of each field.
_ROLES = {
    "name": "name of an event",
    "summary": "what happens there, in a sentence",
    "when": "when it is, as people say it",
    "place": "name of the place",
}


def domains(config: Config, calendar: Calendar) -> dict[str, Domain]:
    """Return the domain of a calendar by its name; none where it has no events."""
    entries = tuple(entry for event in calendar.events for entry in _entries(config, event))
    return {EVENTS: Domain(name=EVENTS, entries=entries, document=Document(blocks=()))} if entries else {}


def context(event: Event, field: str) -> str:
    """Return the context of a text of an event, which no other event has."""
    prefix = f"{MISSION_PAGES.replace('/', '.')}{event.site}." if event.site else ""
    return f"{prefix}{event.slug}.{field}"


def _entries(config: Config, event: Event) -> Iterator[Entry]:
    """Yield what is to be translated of an event; that of a mission's own into the mission's languages only."""
    only = next((site.tags for site in config.sites if site.id == event.site), ())
    texts = {
        "name": event.name,
        "summary": event.summary,
        "when": event.when,
        "place": event.place.name if event.place else "",
    }
    for field, text in texts.items():
        if text:
            segment = Segment(
                text=text,
                span=Span(event.path),
                context=context(event, field),
                comments=role_words(_ROLES[field]),
                prose=False,
            )
            yield Entry(segment=segment, language=event.language, only=only, site=event.site)
