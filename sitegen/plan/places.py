"""The list of places: what stories tell of, by region, in the alphabet of the language."""

from __future__ import annotations

from collections import defaultdict

from sitegen import urls
from sitegen.locales import in_order
from sitegen.plan import sections
from sitegen.plan.arrangement import Arrangement
from sitegen.plan.frames import FramePlanner, in_alphabet
from sitegen.plan.lists import ListPage
from sitegen.plan.texts import TextPlanner
from sitegen.plan.voice import Voice
from sitegen.stories import Story
from sitegen.views import PlaceGroup, Places, PlaceStories, PlaceView

#: What makes two stories happen in one place: the region, the name that is shown, and the coordinates.
_PlaceKey = tuple[str, str, str]


def places_page(frames: FramePlanner, texts: TextPlanner, voice: Voice, arrangement: Arrangement) -> ListPage:
    """Return the page that lists all places, for a site that has any."""
    path = urls.places(voice.tag)
    heading = voice.of_theme(sections.name(sections.PLACES))
    found = _collect(texts, arrangement)
    groups = []
    regions = {key[0] for key in found}
    for region in (*in_alphabet(voice.tag, [key for key in texts.regions if key in regions], texts.regions), ""):
        keys = in_order(voice.tag, (key for key in found if key[0] == region), lambda key: key[1], lambda key: key)
        places = tuple(
            PlaceStories(place=found[key][0], stories=tuple(texts.link(story, path) for story in found[key][1]))
            for key in keys
        )
        if places:
            link = texts.region_link(path, region) if region else None
            groups.append(PlaceGroup(region=link, places=places))
    content = Places(heading=heading, groups=tuple(groups), count=len(found))
    crumbs = (frames.home_link(path), frames.section_link(path, sections.PLACES))
    return ListPage(path=path, template="places.html", title=heading, content=content, crumbs=crumbs)


def _collect(texts: TextPlanner, arrangement: Arrangement) -> dict[_PlaceKey, tuple[PlaceView, list[Story]]]:
    stories: defaultdict[_PlaceKey, list[Story]] = defaultdict(list)
    views: dict[_PlaceKey, PlaceView] = {}
    for story in arrangement.stories:
        place = texts.place(story)
        if place is not None:
            key = (texts.region_of(story), place.name.text, place.coordinates)
            views.setdefault(key, place)
            stories[key].append(story)
    return {key: (view, stories[key]) for key, view in views.items()}
