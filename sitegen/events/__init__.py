"""Events: what happens on a day, and what will happen on a day that is not certain yet.

Files below `content/events/` and `content/missions/<id>/events/` to values; what of them is still to come at a point in
time; their words as messages of the domain `events`. Knows nothing of pages or calendar files.
"""

from sitegen.events.coming import Coming, coming, next_change
from sitegen.events.loading import load
from sitegen.events.messages import EVENTS, context, domains
from sitegen.events.model import Calendar, Event, Occurrence

__all__ = [
    "EVENTS",
    "Calendar",
    "Coming",
    "Event",
    "Occurrence",
    "coming",
    "context",
    "domains",
    "load",
    "next_change",
]
