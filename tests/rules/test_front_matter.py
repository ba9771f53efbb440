"""Fields, contexts and directives, from the file to the page (rules S8, S10, S11)."""

from __future__ import annotations

from sitegen.session import Options
from tests.conftest import ProjectFactory
from tests.support import NOW, picture

STORY = """
    -- content/stories/tea/index.md --
    ---
    title: Tea in the hills
    date: 2026-01-01
    summary: Drink it slowly.
    place: {name: Karimabad, latitude: 36.33, longitude: 74.67}
    cover: {file: cup.jpg, alt: A cup, credit: Story desk}
    topics: [hills]
    region: north
    ---
    """


def test_words_of_the_front_matter_are_messages_and_its_data_is_not(project: ProjectFactory) -> None:
    site = project(f"{STORY}Nothing else.\n")
    site.write("content/stories/tea/cup.jpg", picture())

    reading, _, _ = site.session().read(Options(now=NOW))

    assert reading is not None
    assert [entry.key for entry in reading.domains["stories/tea"].entries] == [
        (None, "Tea in the hills"),
        (None, "Drink it slowly."),
        ("cover.alt", "A cup"),
        ("credit", "Story desk"),
        ("place.name", "Karimabad"),
        (None, "Nothing else."),
        ("slug", "tea"),
    ]


def test_a_name_is_looked_up_in_its_context_and_then_without(project: ProjectFactory) -> None:
    site = project(f"""{STORY}Nothing else.
    -- locales/fr/LC_MESSAGES/stories/tea.po --
    msgctxt "cover.alt"
    msgid "A cup"
    msgstr "Une tasse"

    msgid "Karimabad"
    msgstr "Karimâbâd"
    """)
    site.write("content/stories/tea/cup.jpg", picture())

    site.build()

    page = site.page("fr/stories/tea/index.html")
    assert 'alt="Une tasse"' in page
    assert "Karimâbâd" in site.page("fr/places/index.html")


def test_no_directive_reaches_a_page(project: ProjectFactory) -> None:
    site = project(f"""{STORY}<!-- i18n: note Say it short. -->
    Tea.

    - One <!-- i18n: context="number" -->
    - Two

    <!-- i18n: skip-start -->

    Not this.

    <!-- i18n: skip-end -->
    """)
    site.write("content/stories/tea/cup.jpg", picture())

    site.build()

    page = site.page("fr/stories/tea/index.html")
    assert "Not this." in page
    assert "i18n" not in page
    assert "Say it short" not in page


def test_a_repeated_cell_keeps_its_translation_after_another_edit(project: ProjectFactory) -> None:
    site = project(f"""{STORY}| Tea | Salt |
    |-----|------|
    | yes | yes  |
    | no  | yes  |
    -- locales/fr/LC_MESSAGES/stories/tea.po --
    msgid "yes"
    msgstr "oui"
    """)
    site.write("content/stories/tea/cup.jpg", picture())
    site.edit("content/stories/tea/index.md", "| no  | yes  |", "| yes | never |\n| no  | yes  |")

    site.build()

    assert site.page("fr/stories/tea/index.html").count(">oui<") == 4
