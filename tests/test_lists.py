"""Pages that list: stories over several pages, topics, regions, places, credits, and the ways between them."""

from __future__ import annotations

import json

from sitegen.locales import native_name
from sitegen.recipes import PageRecipe
from sitegen.session import Options
from sitegen.stories.model import PAGE, reserved
from sitegen.views import Credits, Home, Link, Listing, Places, StoryView, Subjects, TopicLink
from tests.conftest import ProjectFactory
from tests.pages import parse
from tests.support import NOW, SITE, SmallProject, picture

PAGED = SITE + "page_size: 2\n"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: %s\\n"\n'


def _story(slug: str, day: int, *fields: str) -> dict[str, str]:
    front = "\n".join((f"title: {slug.title()}", f"date: 2026-01-{day:02}", *fields))
    return {f"content/stories/{slug}.md": f"---\n{front}\n---\nWords on {slug}.\n"}


def _with(project: ProjectFactory, *stories: dict[str, str], site: str = SITE) -> SmallProject:
    made = project("")
    made.write("content/site.yaml", site)
    for story in stories:
        for path, text in story.items():
            made.write(path, text)
    return made


def _pages(project: SmallProject) -> dict[str, PageRecipe]:
    planned, _, found = project.session().plan(Options(now=NOW))
    assert planned is not None, found
    return {path: recipe for path, recipe in planned.sites["portal"].items() if isinstance(recipe, PageRecipe)}


def _slugs(page: PageRecipe) -> list[str]:
    assert isinstance(page.content, Listing)
    return [card.id for card in page.content.cards]


def _crumbs(page: PageRecipe) -> list[tuple[str, str]]:
    return [(link.text.text, link.url) for link in page.page.crumbs]


def _named(links: tuple[TopicLink, ...]) -> list[tuple[str, str]]:
    return [(link.name.text, link.count) for link in links]


def _titles(links: tuple[Link, ...]) -> list[str]:
    return [link.text.text for link in links]


def _say(project: SmallProject, tag: str, domain: str, *messages: tuple[str, str, str]) -> None:
    """Write a catalog of (context, text, translation)."""
    entries = "".join(
        "\n" + (f'msgctxt "{context}"\n' if context else "") + f'msgid "{text}"\nmsgstr "{said}"\n'
        for context, text, said in messages
    )
    project.write(f"locales/{tag}/LC_MESSAGES/{domain}.po", HEADER % tag + entries)


FIVE = [_story(slug, day, "topics: [hills]") for day, slug in enumerate(("ash", "birch", "cedar", "date", "elm"), 1)]


# A list over several pages ----------------------------------------------------------------------------------


def test_a_long_list_runs_over_several_pages_newest_first(project: ProjectFactory) -> None:
    pages = _pages(_with(project, *FIVE, site=PAGED))

    for start in ("en/stories", "en/topics/hills"):
        assert _slugs(pages[f"{start}/index.html"]) == ["elm", "date"]
        assert _slugs(pages[f"{start}/page/2/index.html"]) == ["cedar", "birch"]
        assert _slugs(pages[f"{start}/page/3/index.html"]) == ["ash"]
        assert f"{start}/page/4/index.html" not in pages


def test_a_list_that_fits_has_one_page_without_numbers(project: ProjectFactory) -> None:
    pages = _pages(_with(project, *FIVE[:2], site=PAGED))

    content = pages["en/stories/index.html"].content
    assert isinstance(content, Listing)
    assert content.pagination is None
    assert "en/stories/page/2/index.html" not in pages


def test_what_is_hardly_translated_stands_on_the_last_page(project: ProjectFactory) -> None:
    made = _with(project, *FIVE, site=PAGED)
    for slug in ("ash", "birch", "cedar"):
        _say(made, "fr", f"stories/{slug}", ("", slug.title(), "Arbre"), ("", f"Words on {slug}.", "Des mots."))

    pages = _pages(made)

    assert _slugs(pages["fr/stories/index.html"]) == ["cedar", "birch"]
    assert _slugs(pages["fr/stories/page/2/index.html"]) == ["ash", "elm"]
    assert _slugs(pages["fr/stories/page/3/index.html"]) == ["date"]


def test_a_page_of_a_list_is_known_by_itself_and_names_those_beside_it(project: ProjectFactory) -> None:
    made = _with(project, *FIVE, site=PAGED)
    made.build()

    head = parse(made.page("en/topics/hills/page/2/index.html")).only("head")

    assert head.only("title").text == "Hills – page 2"
    assert head.only("link", rel="canonical").attributes["href"] == "https://tales.example.org/en/topics/hills/page/2/"
    assert head.only("link", rel="prev").attributes["href"] == "../../index.html"
    assert head.only("link", rel="next").attributes["href"] == "../3/index.html"
    first, last = (parse(made.page(f"en/stories/{path}index.html")).only("head") for path in ("", "page/3/"))
    assert first.find("link", rel="prev") == []
    assert last.find("link", rel="next") == []


def test_the_switch_leads_to_the_same_page_of_the_list(project: ProjectFactory) -> None:
    page = _pages(_with(project, *FIVE, site=PAGED))["en/stories/page/2/index.html"].page

    assert {link.name: link.url for link in page.languages} == {
        native_name(tag): f"../../../../{tag}/stories/page/2/index.html" if tag != "en" else "index.html"
        for tag in ("en", "fr", "ur")
    }


def test_of_many_pages_the_ends_and_the_near_ones_are_named(project: ProjectFactory) -> None:
    stories = [_story(f"story-{number}", number) for number in range(1, 10)]
    pages = _pages(_with(project, *stories, site=SITE + "page_size: 1\n"))

    def numbers(page: int) -> str:
        content = pages[f"en/stories/{f'page/{page}/' if page > 1 else ''}index.html"].content
        assert isinstance(content, Listing)
        assert content.pagination is not None
        return " ".join(
            "… " * item.after_gap + (f"[{item.number}]" if item.current else item.number)
            for item in content.pagination.pages
        )

    assert numbers(1) == "[1] 2 … 9"
    assert numbers(4) == "1 2 3 [4] 5 … 9"
    assert numbers(5) == "1 … 4 [5] 6 … 9"
    assert numbers(9) == "1 … 8 [9]"


# Topics and regions -----------------------------------------------------------------------------------------


def test_an_introduction_stands_on_the_first_page_and_in_the_list_of_topics(project: ProjectFactory) -> None:
    site = PAGED.replace("hills: Hills", "hills: {name: Hills, introduction: Up and down.}")
    made = _with(project, *FIVE, site=site)
    _say(made, "fr", "site", ("topics.hills.introduction", "Up and down.", "Par monts et par vaux."))

    pages = _pages(made)

    first, second = (pages[f"fr/topics/hills/{path}index.html"] for path in ("", "page/2/"))
    assert isinstance(first.content, Listing)
    assert isinstance(second.content, Listing)
    assert first.content.introduction is not None
    assert first.content.introduction.text == "Par monts et par vaux."
    assert first.page.description == first.content.introduction
    assert second.content.introduction is None
    topics = pages["fr/topics/index.html"].content
    assert isinstance(topics, Subjects)
    assert [link.introduction for link in topics.subjects] == [first.content.introduction]


def test_the_list_of_topics_has_those_with_stories_in_the_alphabet(project: ProjectFactory) -> None:
    site = SITE.replace("{hills: Hills, towns: Towns}", "{hills: Hills, towns: Towns, empty: Empty, air: Air}")
    made = _with(
        project,
        *FIVE,
        _story("rome", 9, "topics: [towns, hills]"),
        _story("sky", 8, "topics: [air]"),
        site=site,
    )
    _say(made, "fr", "site", ("topics.hills", "Hills", "Collines"), ("topics.towns", "Towns", "Cités"))

    pages = _pages(made)

    english, french = (pages[f"{tag}/topics/index.html"].content for tag in ("en", "fr"))
    assert isinstance(english, Subjects)
    assert isinstance(french, Subjects)
    assert _named(english.subjects) == [("Air", "1"), ("Hills", "6"), ("Towns", "1")]
    assert _named(french.subjects) == [("Air", "1"), ("Cités", "1"), ("Collines", "6")]
    assert [_titles(link.stories) for link in english.subjects] == [["Sky"], ["Rome", "Elm", "Date"], ["Rome"]]
    assert "en/topics/empty/index.html" not in pages


def test_a_topic_shows_the_other_topics_and_marks_itself_on_every_page(project: ProjectFactory) -> None:
    pages = _pages(_with(project, *FIVE, _story("rome", 9, "topics: [towns]", "region: north"), site=PAGED))

    for path in ("en/topics/hills/index.html", "en/topics/hills/page/2/index.html"):
        content = pages[path].content
        assert isinstance(content, Listing)
        assert [(link.name.text, link.current) for link in content.siblings] == [("Hills", True), ("Towns", False)]
    region = pages["en/regions/north/index.html"].content
    assert isinstance(region, Listing)
    assert [(link.name.text, link.current) for link in region.siblings] == [("North", True)]


def test_without_topics_regions_and_places_there_are_no_lists_of_them(project: ProjectFactory) -> None:
    site = SITE.replace("[stories]", "[stories, topics, regions, places, credits]")
    pages = _pages(_with(project, _story("ash", 1), site=site))

    assert {path.split("/")[1] for path in pages if path.startswith("en/")} == {
        "404.html",
        "credits",
        "index.html",
        "stories",
    }
    home = pages["en/index.html"]
    assert isinstance(home.content, Home)
    assert _titles(home.page.site.navigation) == ["Stories", "Credits"]
    assert (home.content.topics_url, home.content.regions_url, home.content.places_url) == ("", "", "")


def test_the_home_page_has_a_few_stories_of_each_region(project: ProjectFactory) -> None:
    stories = [_story(slug, day, "region: north") for day, slug in enumerate(("ash", "birch", "cedar", "date"), 1)]
    pages = _pages(_with(project, *stories, _story("elm", 9, "region: south", "place: {name: Shore}")))

    home = pages["en/index.html"].content
    assert isinstance(home, Home)
    assert _named(home.regions) == [("North", "4"), ("South", "1")]
    assert [_titles(link.stories) for link in home.regions] == [["Date", "Cedar", "Birch"], ["Elm"]]
    assert (home.regions_url, home.places_url) == ("regions/index.html", "places/index.html")


# The way to a page ------------------------------------------------------------------------------------------


def test_the_way_to_a_page_leads_over_pages_that_are_there(project: ProjectFactory) -> None:
    pages = _pages(_with(project, *FIVE, _story("rome", 9, "topics: [towns]", "region: north"), site=PAGED))

    assert _crumbs(pages["en/topics/hills/page/2/index.html"]) == [
        ("Tales", "../../../../index.html"),
        ("Topics", "../../../index.html"),
        ("Hills", "../../index.html"),
        ("Hills – page 2", "index.html"),
    ]
    assert _crumbs(pages["en/stories/rome/index.html"]) == [
        ("Tales", "../../index.html"),
        ("Regions", "../../regions/index.html"),
        ("North", "../../regions/north/index.html"),
        ("Rome", "index.html"),
    ]
    assert _crumbs(pages["en/stories/elm/index.html"])[1] == ("Stories", "../index.html")
    assert isinstance(pages["en/stories/elm/index.html"].content, StoryView)
    assert [name for name, _ in _crumbs(pages["en/credits/index.html"])] == ["Tales", "Credits"]


def test_every_address_beside_pages_is_kept_for_sitegen(project: ProjectFactory) -> None:
    made = _with(project, *FIVE, _story("rome", 9, "region: north", "place: {name: Forum}"), site=PAGED)

    folders = {path.split("/")[1] for path in _pages(made) if path.count("/") > 1}

    assert folders == {"stories", "topics", "regions", "places", "credits"}
    assert folders <= reserved(PAGE)


# Places -----------------------------------------------------------------------------------------------------


def test_places_stand_by_region_in_the_alphabet_with_all_their_stories(project: ProjectFactory) -> None:
    village = "place: {name: Village, latitude: 36.3, longitude: 74.5}"
    made = _with(
        project,
        _story("ash", 1, "region: south", village),
        _story("birch", 2, "region: south", village),
        _story("cedar", 3, "region: south", "place: {name: Bay}"),
        _story("date", 4, "place: {name: Afar}"),
        _story("elm", 5, "region: north", village),
        _story("fir", 6, "region: north"),
    )

    content = _pages(made)["en/places/index.html"].content

    assert isinstance(content, Places)
    assert content.count == 4
    assert [
        (
            group.region.text.text if group.region else None,
            [(item.place.name.text, item.place.coordinates, _titles(item.stories)) for item in group.places],
        )
        for group in content.groups
    ] == [
        ("North", [("Village", "36.3° N 74.5° E", ["Elm"])]),
        ("South", [("Bay", "", ["Cedar"]), ("Village", "36.3° N 74.5° E", ["Birch", "Ash"])]),
        (None, [("Afar", "", ["Date"])]),
    ]


def test_the_list_of_places_stands_in_the_footer_unless_the_menu_has_it(project: ProjectFactory) -> None:
    made = _with(project, _story("ash", 1, "place: {name: Bay}"))

    assert _titles(_pages(made)["en/index.html"].page.site.footer) == ["Places", "Credits"]

    made.edit("content/site.yaml", "[stories]", "[stories, places]")
    site = _pages(made)["en/index.html"].page.site
    assert _titles(site.navigation) == ["Stories", "Places"]
    assert _titles(site.footer) == ["Credits"]


# Credits ----------------------------------------------------------------------------------------------------


def test_credits_name_people_pictures_and_publishers_of_each_story_once(project: ProjectFactory) -> None:
    ash = _story(
        "ash",
        2,
        "cover: {file: a.jpg, alt: A tree, credit: By Bo}",
        "pictures: {b.jpg: {credit: By Bo}}",
        "sources: [{title: One, publisher: Zoo}, {title: Two, publisher: Bank}, {title: Three, publisher: Zoo}]",
    )
    made = _with(
        project,
        _story("elm", 1, "credits: [{role: writer, name: Ada}, {role: translator, name: Urdu desk}]"),
        {"content/stories/ash/index.md": f"{next(iter(ash.values()))}\n![A leaf](b.jpg)\n"},
        _story("fir", 3),
    )
    made.write("content/stories/ash/a.jpg", picture())
    made.write("content/stories/ash/b.jpg", picture(40, 30))

    content = _pages(made)["en/credits/index.html"].content

    assert isinstance(content, Credits)
    assert [
        (
            item.story.text.text,
            [(credit.role, credit.name.text) for credit in item.credits],
            [phrase.text for phrase in item.pictures],
            [phrase.text for phrase in item.publishers],
        )
        for item in content.stories
    ] == [
        ("Ash", [], ["By Bo"], ["Bank", "Zoo"]),
        ("Elm", [("writer", "Ada"), ("translator", "Urdu desk")], [], []),
    ]


def test_credits_name_those_of_galleries_and_films(project: ProjectFactory) -> None:
    blocks = (
        "```gallery\ntitle: Two\npictures:\n"
        "  - {file: a.jpg, alt: One, credit: By Cy}\n  - {file: b.jpg, alt: Two}\n```\n\n"
        "```video\ntitle: A film\nurl: https://films.example.org/x\nstill: a.jpg\nalt: A still\ncredit: By Di\n```\n"
    )
    story = next(iter(_story("ash", 2, "pictures: {b.jpg: {credit: By Bo}}").values()))
    made = _with(project, {"content/stories/ash/index.md": f"{story}\n{blocks}"})
    made.write("content/stories/ash/a.jpg", picture())
    made.write("content/stories/ash/b.jpg", picture(40, 30))

    content = _pages(made)["en/credits/index.html"].content

    assert isinstance(content, Credits)
    assert [[phrase.text for phrase in item.pictures] for item in content.stories] == [["By Bo", "By Cy", "By Di"]]


def test_credits_name_the_installed_fonts_with_their_licences(project: ProjectFactory) -> None:
    made = _with(project, _story("ash", 1))
    made.write(
        "themes/plain/theme.yaml",
        "styles: [css/plain.css]\nformats: [jpeg]\nfonts:\n"
        + "".join(
            f"  - {{family: {family}, package: {package}, file: a.woff2{more}}}\n"
            for family, package, more in (
                ("Reed Variable", "reed", ""),
                ("Reed Variable", "reed", ", style: italic"),
                ("Names", "reed", ", names: [ur]"),
                ("Brush", "brush", ""),
                ("Chalk", "chalk", ""),
                ("Gone", "gone", ""),
            )
        ),
    )
    packages = "themes/plain/node_modules"
    made.write(f"{packages}/reed/package.json", json.dumps({"license": "OFL-1.1"}))
    made.write(f"{packages}/reed/LICENSE", "Copyright, and so on.")
    made.write(f"{packages}/reed/a.woff2", b"a font")
    made.write(f"{packages}/brush/package.json", "no JSON")
    made.write(f"{packages}/chalk/package.json", json.dumps({"license": {"type": "MIT"}}))

    content = _pages(made)["en/credits/index.html"].content

    assert isinstance(content, Credits)
    assert [(font.family, font.package, font.licence, font.url) for font in content.fonts] == [
        ("Brush", "brush", "", ""),
        ("Chalk", "chalk", "", ""),
        ("Reed", "reed", "OFL-1.1", "../../assets/fonts/reed.LICENSE.txt"),
    ]
