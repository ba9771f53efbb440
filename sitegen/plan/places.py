"""The list of places: what stories tell of, by region, in the alphabet of the language."""

from __future__ import annotations

from collections import defaultdict

from sitegen import urls
from sitegen.locales import in_order
from sitegen.plan import sections
from sitegen.plan.arrangement import Arrangement
from sitegen.plan.frames import FramePlanner, in_alphabet
from sitegen.plan.lists import ListPage
from sitegen.plan.maps import MapPlanner, Pin
from sitegen.plan.texts import TextPlanner
from sitegen.plan.voice import Voice
from sitegen.stories import Story
from sitegen.views import PlaceGroup, Places, PlaceStories, PlaceView

#: What makes two stories happen in one place: the region, the name that is shown, and the coordinates.
_PlaceKey = tuple[str, str, str]
#: What the id of a place on the page begins with.
_ANCHOR = "page-place-"
#: How many places nearest to each are named.
_NEAR = 2


def places_page(
    frames: FramePlanner, texts: TextPlanner, voice: Voice, arrangement: Arrangement, maps: MapPlanner
) -> ListPage:
    """Return the page that lists all places, for a site that has any."""
    path = urls.places(voice.tag)
    heading = voice.of_theme(sections.name(sections.PLACES))
    found = _collect(texts, arrangement)
    used = {key[0] for key in found}
    regions = (*in_alphabet(voice.tag, [key for key in texts.regions if key in used], texts.regions), "")
    by_name = in_order(voice.tag, found, lambda key: key[1], lambda key: key)
    order = sorted(by_name, key=lambda key: regions.index(key[0]))
    anchors = {key: f"{_ANCHOR}{count}" for count, key in enumerate(order, 1)}
    pins = {key: pin for key in order if (pin := _pin(found[key], anchors[key], maps)) is not None}
    shown, numbers = maps.numbered(list(pins.values()))
    number_of = dict(zip(pins, numbers, strict=True))
    # Of places at the same point the first on the page is named; one that is shown may be of several points.
    named = {maps.point(story): pin for key, pin in reversed(pins.items()) for story in found[key][1]}
    groups = []
    for region in regions:
        places = tuple(
            PlaceStories(
                place=found[key][0],
                stories=tuple(texts.link(story, path) for story in found[key][1]),
                anchor=anchors[key],
                number=number_of.get(key, ""),
                near=maps.neighbours(pins[key].point, named, _NEAR) if key in pins else (),
            )
            for key in order
            if key[0] == region
        )
        if places:
            link = texts.region_link(path, region) if region else None
            groups.append(PlaceGroup(region=link, places=places))
    content = Places(heading=heading, groups=tuple(groups), count=len(found), map=shown)
    crumbs = (frames.home_link(path), frames.section_link(path, sections.PLACES))
    return ListPage(path=path, template="places.html", title=heading, content=content, crumbs=crumbs)


def _pin(found: tuple[PlaceView, list[Story]], anchor: str, maps: MapPlanner) -> Pin | None:
    point = maps.point(found[1][0])
    return None if point is None else Pin(point=point, name=found[0].name, url=f"#{anchor}")


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
