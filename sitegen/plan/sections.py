"""The parts of a site that have a page of their own besides texts: their names, addresses, and whether they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sitegen import urls
from sitegen.config import Features
from sitegen.plan.shelf import Shelf

STORIES, TOPICS, REGIONS, PLACES, EVENTS, CREDITS = "stories", "topics", "regions", "places", "events", "credits"
SEARCH = "search"

#: What the theme's catalogs know each by, and where it stands in a language.
_SECTIONS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    STORIES: ("Stories", urls.stories),
    TOPICS: ("Topics", urls.topics),
    REGIONS: ("Regions", urls.regions),
    PLACES: ("Places", urls.places),
    EVENTS: ("Events", urls.events),
    CREDITS: ("Credits", urls.credits),
    SEARCH: ("Search", urls.search),
}
SECTIONS = tuple(_SECTIONS)


def name(section: str) -> str:
    """Return the name of a section, a message of the theme."""
    return _SECTIONS[section][0]


def path(section: str, tag: str) -> str:
    """Return where a section stands in a language."""
    return _SECTIONS[section][1](tag)


def exists(section: str, library: Shelf, features: Features) -> bool:
    """Tell whether a site has a section: it is on, and has anything to show. The others always have."""
    switches = {REGIONS: features.regions, PLACES: features.places, CREDITS: features.credits, SEARCH: features.search}
    if not switches.get(section, True):
        return False
    if section == TOPICS:
        return any(story.topics for story in library.stories)
    if section == REGIONS:
        return any(story.region for story in library.stories)
    if section == EVENTS:
        return bool(library.events)
    if section == PLACES:
        return any(story.place for story in library.stories)
    return True
