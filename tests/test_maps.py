"""Maps: where dots stand, what they are called, how far places lie apart, and what a page depends on."""

from __future__ import annotations

import math
import random
import re
from itertools import combinations, pairwise

import pytest

from sitegen.plan import page_key
from sitegen.plan.maps import lettering
from sitegen.plan.maps.dots import RADIUS, dots
from sitegen.plan.maps.drawing import WIDTH, along, crosses, curve, scale_length, sheet
from sitegen.plan.maps.earth import conic, distance, nearest
from sitegen.recipes import PageRecipe
from sitegen.session import Options
from sitegen.views import Home, Places, StoryView
from tests.conftest import ProjectFactory
from tests.support import NOW, SITE, SmallProject

#: Places whose distances stand in atlases, from general geography.
LAHORE, SIALKOT, KARACHI = (31.584, 74.317), (32.49, 74.52), (24.86, 67.01)


def _random_points(count: int, seed: int = 1) -> tuple[tuple[float, float], ...]:
    draw = random.Random(seed)
    return tuple((draw.uniform(24, 37), draw.uniform(62, 77)) for _ in range(count))


# The earth --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("here", "there", "kilometres"),
    [
        (LAHORE, SIALKOT, 102.5),
        (LAHORE, LAHORE, 0),
        ((0, 0), (0, 180), math.pi * 6371.0088),
        ((90, 0), (-90, 77), math.pi * 6371.0088),
        ((10, 179.5), (10, -179.5), 109.5),
    ],
)
def test_distances_are_those_of_great_circles(
    here: tuple[float, float], there: tuple[float, float], kilometres: float
) -> None:
    assert distance(here, there) == pytest.approx(kilometres, abs=0.1)
    assert distance(here, there) == distance(there, here)


@pytest.mark.parametrize("count", [1, 2, 3, 60])
def test_the_nearest_places_are_those_that_measuring_all_finds(count: int) -> None:
    points = _random_points(count)

    found = nearest(points, 3)

    assert found == tuple(
        tuple(sorted((o for o in range(count) if o != i), key=lambda o, i=i: distance(points[i], points[o]))[:3])  # type: ignore[misc]
        for i in range(count)
    )


def test_the_nearest_may_be_over_the_date_line() -> None:
    assert nearest(((0.0, 179.0), (0.0, -179.0), (0.0, 170.0)), 1) == ((1,), (0,), (0,))


def test_the_scale_of_a_map_is_right_in_all_its_parts() -> None:
    flat = conic([(24, 62), (37, 77)])

    wrong = 0.0
    for latitude in range(24, 37):
        for longitude in range(62, 77):
            for beside in ((latitude + 0.5, longitude), (latitude, longitude + 0.5), (latitude + 0.4, longitude + 0.4)):
                drawn = math.dist(flat.at((latitude, longitude)), flat.at(beside))
                wrong = max(wrong, abs(drawn / distance((latitude, longitude), beside) - 1))
    assert wrong < 0.005


@pytest.mark.parametrize(
    "points",
    [
        [LAHORE],
        [(0.0, 0.0)],
        [(90.0, 0.0), (-90.0, 0.0)],
        [(-33.0, 151.0), (-34.0, 150.0)],
        [(5.0, 179.0), (6.0, -178.0)],
        [(0.0, 0.0), (0.0, 120.0), (0.0, -120.0)],
        [(89.0, 10.0), (89.0, -170.0)],
    ],
)
def test_any_places_have_room_on_a_drawing(points: list[tuple[float, float]]) -> None:
    drawing = sheet(points)

    for x, y in map(drawing.at, points):
        assert 0 < x < WIDTH
        assert 0 < y < drawing.height
    assert drawing.height <= 480
    assert "nan" not in crosses(drawing)
    assert 1 < scale_length(drawing) * drawing.scale < WIDTH


def test_north_is_up_and_east_is_to_the_right() -> None:
    drawing = sheet([LAHORE, SIALKOT, KARACHI])
    (lahore_x, lahore_y), (_, sialkot_y), (karachi_x, _) = map(drawing.at, (LAHORE, SIALKOT, KARACHI))

    assert sialkot_y < lahore_y
    assert karachi_x < lahore_x


def test_a_curve_passes_all_its_points() -> None:
    points = [(10.0, 10.0), (40.3, 25.5), (38.7, 70.2), (90.0, 91.1)]

    path = curve(points)

    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)]
    at = [tuple(numbers[:2])]
    for end in ((6, 8), (10, 12), (14, 16)):
        over, down = numbers[end[0] : end[1]]
        at.append((round(at[-1][0] + over, 1), round(at[-1][1] + down, 1)))
    assert at == points


# Dots and words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [2, 14, 40, 400])
def test_no_dot_is_over_another_and_each_place_has_one(count: int) -> None:
    drawing = sheet(_random_points(count))
    places = [drawing.at(point) for point in _random_points(count)]

    found = dots(places)

    assert sorted(place for dot in found for place in dot.places) == list(range(count))
    assert min((math.dist(one.at, other.at) for one, other in combinations(found, 2)), default=99) >= 2 * RADIUS
    assert dots(places) == found


def test_dots_that_would_touch_are_moved_apart_and_cover_their_places() -> None:
    places = [(100.0, 100.0), (112.0, 100.0), (250.0, 100.0)]

    found = dots(places)

    assert [dot.places for dot in found] == [(0,), (1,), (2,)]
    assert found[1].at[0] - found[0].at[0] >= 2 * RADIUS
    assert all(math.dist(dot.at, place) < RADIUS for dot, place in zip(found, places, strict=True))
    assert found[2].at == (250.0, 100.0)


def test_places_that_fall_together_have_one_dot() -> None:
    found = dots([(100.0, 100.0), (200.0, 100.0), (101.0, 100.0), (100.0, 100.0)])

    assert [dot.places for dot in found] == [(0, 2, 3), (1,)]


def test_a_name_stands_beside_its_river_and_on_nothing_else() -> None:
    river = [(180.0, 20.0), (180.0, 380.0)]
    others = [(200.0 + over, 20.0 + down) for over in range(0, 100, 5) for down in range(0, 380, 5)]

    box = lettering.beside(river, "River", 400, others)

    assert box is not None
    assert box.x + box.width / 2 < 180
    assert min(map(box.away, along(river))) < 10
    assert lettering.beside(river, "River", 400, [*others, *((x - 120, y) for x, y in others)]) is None


# Pages ------------------------------------------------------------------------------------------------------

MAP = """\
rivers:
  - {name: Slow River, course: [[36, 74], [33, 72], [25, 68]]}
names:
  - {name: Warm Sea, at: [24, 65]}
"""


def _story(slug: str, day: int, place: str = "", text: str = "Words.") -> tuple[str, str]:
    head = f"---\ntitle: {slug.capitalize()}\ndate: 2026-01-{day:02}\nsummary: Short.\nregion: north\n{place}"
    return f"content/stories/{slug}.md", f"{head}\n---\n{text}\n"


def _place(name: str, at: tuple[float, float]) -> str:
    return f"place: {{name: {name}, latitude: {at[0]}, longitude: {at[1]}}}"


TOWNS = (
    _story("balls", 1, _place("Sialkot", SIALKOT)),
    _story("gates", 2, _place("Lahore", LAHORE)),
    _story("shores", 3, _place("Karachi", KARACHI)),
    _story("kites", 4, _place("Lahore", LAHORE)),
    _story("cloth", 5, "place: {name: Somewhere}"),
)


@pytest.fixture
def towns(project: ProjectFactory) -> SmallProject:
    """Three towns of which one has two stories, and a place that nobody measured."""
    made = project("")
    made.write("content/map.yaml", MAP)
    made.write("content/site.yaml", f"{SITE}features: {{related: false}}\n")
    for path, text in TOWNS:
        made.write(path, text)
    return made


def _content(project: SmallProject, path: str) -> object:
    planned, _, _ = project.session().plan(Options(now=NOW))
    assert planned is not None
    page = planned.sites["portal"][path]
    assert isinstance(page, PageRecipe)
    return page.content


def test_dots_have_the_numbers_of_the_list(towns: SmallProject) -> None:
    places = _content(towns, "en/places/index.html")

    assert isinstance(places, Places)
    assert places.map is not None
    listed = [(item.place.name.text, item.number, item.anchor) for group in places.groups for item in group.places]
    assert listed == [
        ("Karachi", "1", "page-place-1"),
        ("Lahore", "2", "page-place-2"),
        ("Sialkot", "3", "page-place-3"),
        ("Somewhere", "", "page-place-4"),
    ]
    assert [(dot.number, dot.name.text, dot.url) for dot in places.map.dots] == [
        ("1", "Karachi", "#page-place-1"),
        ("2", "Lahore", "#page-place-2"),
        ("3", "Sialkot", "#page-place-3"),
    ]
    assert [label.name.text for label in places.map.labels] == ["Slow River", "Warm Sea"]


def test_the_list_tells_the_nearest_places_in_a_straight_line(towns: SmallProject) -> None:
    places = _content(towns, "ur/places/index.html")

    assert isinstance(places, Places)
    near = {item.place.name.text: [(n.place.text, n.distance) for n in item.near] for item in places.groups[0].places}
    assert near == {
        "Karachi": [("Lahore", "1,030 کلو میٹر"), ("Sialkot", "1,120 کلو میٹر")],
        "Lahore": [("Sialkot", "100 کلو میٹر"), ("Karachi", "1,030 کلو میٹر")],
        "Sialkot": [("Lahore", "100 کلو میٹر"), ("Karachi", "1,120 کلو میٹر")],
        "Somewhere": [],
    }


def test_a_story_tells_what_is_near_first_at_its_own_place(towns: SmallProject) -> None:
    story = _content(towns, "en/stories/gates/index.html")

    assert isinstance(story, StoryView)
    assert story.where is not None
    near = [
        (other.place.text, other.distance, other.story and other.story.text, other.url) for other in story.where.near
    ]
    assert near == [
        ("Lahore", "", "Kites", "../kites/index.html"),
        ("Sialkot", "100 km", "Balls", "../balls/index.html"),
        ("Karachi", "1,030 km", "Shores", "../shores/index.html"),
    ]


def test_the_home_page_shows_places_from_north_to_south_with_their_newest_stories(towns: SmallProject) -> None:
    home = _content(towns, "en/index.html")

    assert isinstance(home, Home)
    assert [(item.number, item.place.text, item.story.text, item.url) for item in home.places] == [
        ("1", "Sialkot", "Balls", "stories/balls/index.html"),
        ("2", "Lahore", "Kites", "stories/kites/index.html"),
        ("3", "Karachi", "Shores", "stories/shores/index.html"),
    ]
    assert home.map is not None
    assert [dot.url for dot in home.map.dots] == [item.url for item in home.places]
    ys = [float(dot.y) for dot in home.map.dots]
    assert all(one < other for one, other in pairwise(ys))


def test_a_story_without_coordinates_has_no_map(towns: SmallProject) -> None:
    story = _content(towns, "en/stories/cloth/index.html")

    assert isinstance(story, StoryView)
    assert story.place is not None
    assert story.where is None


def test_without_coordinates_there_are_no_maps(project: ProjectFactory) -> None:
    made = project("")
    made.write(*TOWNS[-1])

    home, places = _content(made, "en/index.html"), _content(made, "en/places/index.html")

    assert isinstance(home, Home)
    assert isinstance(places, Places)
    assert (home.map, home.places, places.map) == (None, (), None)


def test_places_that_are_off_take_all_maps_along(towns: SmallProject) -> None:
    towns.write("content/site.yaml", f"{SITE}features: {{places: false}}\n")

    home, story = _content(towns, "en/index.html"), _content(towns, "en/stories/gates/index.html")

    assert isinstance(home, Home)
    assert isinstance(story, StoryView)
    assert (home.map, home.places, home.places_url, story.where) == (None, (), "", None)


def test_names_of_rivers_are_translated_with_the_site(towns: SmallProject) -> None:
    towns.write(
        "locales/fr/LC_MESSAGES/site.po",
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "map.river"\nmsgid "Slow River"\nmsgstr "Rivière lente"\n\n'
        'msgctxt "map.name"\nmsgid "Warm Sea"\nmsgstr "Mer chaude"\n',
    )

    places = _content(towns, "fr/places/index.html")

    assert isinstance(places, Places)
    assert places.map is not None
    assert [(label.name.text, label.river) for label in places.map.labels] == [
        ("Rivière lente", True),
        ("Mer chaude", False),
    ]


# What a page depends on ---------------------------------------------------------------------------------------


def _units(project: SmallProject) -> dict[str, str]:
    planned, _, _ = project.session().plan(Options(now=NOW))
    assert planned is not None
    return {path: page_key(unit) for path, unit in planned.units["portal"].items() if path.startswith("en/")}


def _changed(project: SmallProject, path: str, old: str, new: str) -> set[str]:
    before = _units(project)
    project.edit(path, old, new)
    after = _units(project)
    return {path.split("/")[2] for path in after if after[path] != before[path] and path.startswith("en/stories/")} - {
        "index.html"
    }


def test_another_storys_text_changes_no_page_with_a_map(towns: SmallProject) -> None:
    assert _changed(towns, "content/stories/shores.md", "Words.", "Other words.") == {"shores"}


def test_a_place_that_moves_changes_all_pages_with_a_map(towns: SmallProject) -> None:
    made = _changed(towns, "content/stories/shores.md", "24.86", "24.9")

    assert made == {"balls", "gates", "kites", "shores"}


def test_a_title_changes_only_the_pages_that_it_stands_on(project: ProjectFactory) -> None:
    made = project("")
    made.write("content/site.yaml", f"{SITE}features: {{related: false}}\n")
    for number in range(8):
        made.write(*_story(f"town{number}", number + 1, _place(f"Town {number}", (25 + number**2 / 10, 70.0))))

    changed = _changed(made, "content/stories/town0.md", "title: Town0", "title: Quay")

    assert changed == {"town0", "town1", "town2"}
