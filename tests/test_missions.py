"""Missions: pages of their own, their navigation, and the links between all sites."""

from __future__ import annotations

import pytest

from sitegen.catalog import read
from sitegen.messages.update import update
from sitegen.session import Options
from tests.conftest import ProjectFactory
from tests.support import NOW, SmallProject, snapshot

MISSIONS = """
    -- content/missions/paris.yaml --
    name: Tales in Paris
    city: Paris
    country: France
    languages: [fr, en]
    base_url: https://paris.example.org/
    navigation: [stories, bridge]
    -- content/missions/oslo.yaml --
    name: Tales in Oslo
    city: Oslo
    languages: [nb]
    base_url: https://oslo.example.org/
    -- content/missions/paris/bridge.md --
    ---
    title: Un pont
    date: 2026-01-03
    summary: Deux rives.
    ---
    Un pont, et [du thé](../../stories/tea.md).
    -- content/stories/tea.md --
    ---
    title: Tea
    date: 2026-01-02
    ---
    Pour it from high.
    """


@pytest.fixture
def paris(project: ProjectFactory) -> SmallProject:
    """A portal and two missions, one of which has a page of its own."""
    return project(MISSIONS)


def test_a_page_of_a_mission_stands_on_its_site_alone(paris: SmallProject) -> None:
    built = paris.build()

    assert paris.messages(built) == []
    pages = {path for path in snapshot(paris.root / "public") if "bridge" in path}
    assert pages == {"paris/fr/bridge/index.html", "paris/en/bridge/index.html"}
    assert not any(b"bridge" in content for content in snapshot(paris.root / "public/portal").values())


def test_a_preview_keeps_a_broken_page_of_a_mission_as_it_was(paris: SmallProject) -> None:
    session = paris.session()
    options = Options(now=NOW, preview=True)
    assert session.build(options).published
    paris.edit("content/missions/paris/bridge.md", "date: 2026-01-03", "date: soon")

    built = session.build(options)

    assert built.published
    assert [fault.code for fault in built.found] == ["bad-date"]
    assert "Deux rives" in (paris.root / "public/paris/fr/bridge/index.html").read_text("utf-8")


def test_its_front_page_and_its_menu_lead_to_it(paris: SmallProject) -> None:
    paris.build()

    home = (paris.root / "public/paris/fr/index.html").read_text("utf-8")
    assert home.count('href="bridge/index.html"') >= 2
    assert "Deux rives." in home


def test_a_mission_owns_its_pages(paris: SmallProject) -> None:
    paris.build()

    page = (paris.root / "public/paris/fr/bridge/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://paris.example.org/fr/bridge/">' in page
    story = (paris.root / "public/paris/fr/stories/tea/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://tales.example.org/en/stories/tea/">' in story
    untranslated = (paris.root / "public/paris/en/bridge/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://paris.example.org/fr/bridge/">' in untranslated


def test_its_words_are_asked_for_in_the_languages_of_the_mission(paris: SmallProject) -> None:
    update(paris.session(), Options(now=NOW))

    assert (paris.root / "locales/en/LC_MESSAGES/missions/paris/bridge.po").is_file()
    assert not (paris.root / "locales/ur/LC_MESSAGES/missions/paris/bridge.po").exists()
    assert not (paris.root / "locales/nb/LC_MESSAGES/missions/paris/bridge.po").exists()


def test_cities_and_countries_are_asked_for_everywhere(paris: SmallProject) -> None:
    update(paris.session(), Options(now=NOW))

    catalog, _ = read((paris.root / "locales/ur/LC_MESSAGES/site.po").read_bytes(), "site.po")
    assert catalog is not None
    contexts = {message.context for message in catalog.messages}
    assert {"missions.paris.city", "missions.paris.country", "missions.oslo.city"} <= contexts
    assert "missions.paris.name" not in contexts


def test_every_site_leads_to_all_others_in_the_language_of_its_reader(paris: SmallProject) -> None:
    paris.build()

    def others(path: str) -> list[str]:
        page = (paris.root / "public" / path).read_text("utf-8")
        start = page.index('<nav class="others">')
        part = page[start : page.index("</nav>", start)]
        return [piece.split('"')[0] for piece in part.split('href="')[1:]]

    assert others("portal/ur/index.html") == ["https://oslo.example.org/", "https://paris.example.org/"]
    assert others("portal/fr/index.html") == ["https://oslo.example.org/", "https://paris.example.org/fr/"]
    assert others("oslo/nb/index.html") == ["https://tales.example.org/", "https://paris.example.org/"]
    assert others("paris/en/index.html") == ["https://tales.example.org/en/", "https://oslo.example.org/"]


def test_a_text_of_all_sites_cannot_lead_to_a_page_of_one(paris: SmallProject) -> None:
    paris.edit("content/stories/tea.md", "Pour it", "Pour [it](../missions/paris/bridge.md)")

    built = paris.build()

    assert not built.published
    assert [str(fault).splitlines()[0] for fault in built.found] == [
        "content/stories/tea.md:5: error[mission-page]: the link leads to ../missions/paris/bridge.md,"
        " which only the site of paris has"
    ]


def test_a_page_of_a_mission_cannot_stand_where_a_page_of_all_sites_stands(paris: SmallProject) -> None:
    paris.write("content/pages/bridge.md", "---\ntitle: Bridge\ndate: 2026-01-01\n---\nA bridge.\n")

    built = paris.build()

    assert [(fault.code, fault.span.path) for fault in built.found] == [
        ("path-collision", "content/missions/paris/bridge.md")
    ]


def test_a_page_of_no_mission_is_told(paris: SmallProject) -> None:
    paris.write("content/missions/rome/bridge.md", "---\ntitle: Ponte\ndate: 2026-01-01\n---\nUn ponte.\n")

    assert [fault.code for fault in paris.build().found] == ["unread-file"]


def test_a_page_in_a_menu_that_is_not_there_is_told_with_the_missions_file(paris: SmallProject) -> None:
    paris.edit("content/missions/paris.yaml", "bridge]", "brigde]")

    assert [str(fault) for fault in paris.build().found] == [
        'content/missions/paris.yaml:6: warning[missing-page]: there is no page "brigde"\n'
        '  hint: did you mean "bridge"?'
    ]


def test_a_moved_page_of_a_mission_leads_on(paris: SmallProject) -> None:
    paris.edit("content/missions/paris/bridge.md", "date:", "aliases: [ponts]\ndate:")

    built = paris.build()

    assert paris.messages(built) == []
    assert "../bridge/index.html" in (paris.root / "public/paris/fr/ponts/index.html").read_text("utf-8")


def test_a_mission_that_is_gone_leaves_its_language_for_later(paris: SmallProject) -> None:
    update(paris.session(), Options(now=NOW))
    paris.remove("content/missions/oslo.yaml")

    built = paris.build()

    assert built.published
    assert [(fault.code, fault.span.path) for fault in built.found] == [("unread-file", "locales/nb")]


def test_a_broken_mission_file_is_told_alone(paris: SmallProject) -> None:
    update(paris.session(), Options(now=NOW))
    paris.edit("content/missions/oslo.yaml", "city:", "town:")
    paris.edit("content/missions/paris.yaml", "city:", "town:")

    assert {fault.span.path for fault in paris.build().found} == {
        "content/missions/oslo.yaml",
        "content/missions/paris.yaml",
    }


def test_featured_stories_come_first_even_where_nothing_is_translated(paris: SmallProject) -> None:
    paris.write("content/stories/salt.md", "---\ntitle: Salt\ndate: 2026-02-02\n---\nSalt.\n")
    paris.edit("content/missions/oslo.yaml", "languages", "featured: [tea]\nlanguages")

    paris.build()

    home = (paris.root / "public/oslo/nb/index.html").read_text("utf-8")
    assert home.index("stories/tea/") < home.index("stories/salt/")
