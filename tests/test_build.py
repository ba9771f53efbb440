"""What a build makes, keeps and leaves alone."""

from __future__ import annotations

import pytest

from sitegen.output import MANIFEST
from sitegen.session import Options
from sitegen.why import why
from tests.conftest import ProjectFactory
from tests.support import NOW, SmallProject, picture, snapshot

TWO_STORIES = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    summary: A cup.
    topics: [hills]
    ---
    Drink it slowly, from a small cup, with somebody who has time to talk.

    Then again.
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-01
    summary: A pot.
    topics: [towns]
    ---
    Pour it from high.
    -- locales/fr/LC_MESSAGES/stories/coffee.po --
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Language: fr\\n"

    msgid "Coffee"
    msgstr "Café"

    msgid "A cup."
    msgstr "Une tasse."

    msgid "Drink it slowly, from a small cup, with somebody who has time to talk."
    msgstr "À boire lentement, dans une petite tasse, avec quelqu’un qui a le temps de causer."

    msgid "Then again."
    msgstr "Puis encore."
    """
#: What has a feed with coffee in it; it is not translated into Urdu.
_FED = ("", "topics/hills/")


@pytest.fixture
def stories(project: ProjectFactory) -> SmallProject:
    """Two stories, built once."""
    made = project(TWO_STORIES)
    assert made.build().published
    return made


def test_a_second_build_makes_and_writes_nothing(stories: SmallProject) -> None:
    built = stories.build()

    assert (built.made, built.written, built.removed) == (frozenset(), frozenset(), frozenset())


def test_a_second_build_does_not_touch_any_file(stories: SmallProject) -> None:
    before = {path: path.stat().st_mtime_ns for path in (stories.root / "public").rglob("*")}

    stories.build()

    assert before == {path: path.stat().st_mtime_ns for path in (stories.root / "public").rglob("*")}


def test_an_edited_paragraph_remakes_the_pages_of_its_story_alone(stories: SmallProject) -> None:
    stories.edit("content/stories/coffee/index.md", "Then again.", "Then once more.")

    built = stories.build()

    assert built.made == {f"portal/{tag}/stories/coffee/index.html" for tag in ("en", "fr", "ur")}


def test_an_edited_title_remakes_the_pages_and_what_shows_the_title(stories: SmallProject) -> None:
    stories.edit("content/stories/coffee/index.md", "title: Coffee", "title: Strong coffee")

    built = stories.build()

    shown = ["index.html", "stories/index.html", "topics/index.html", "topics/hills/index.html"]
    shown += ["stories/coffee/index.html", "stories/tea/index.html"]
    feeds = [f"{tag}/{path}feed.{format}" for tag in ("en", "fr") for path in _FED for format in ("json", "xml")]
    pages = [f"{tag}/{path}" for tag in ("en", "fr", "ur") for path in shown]
    assert built.written == {f"portal/{path}" for path in (*pages, *feeds)}
    assert built.made >= built.written


def test_a_mended_translation_remakes_one_page(stories: SmallProject) -> None:
    stories.edit("locales/fr/LC_MESSAGES/stories/coffee.po", "lentement", "sans hâte")

    built = stories.build()

    assert built.made == {"portal/fr/stories/coffee/index.html"}
    assert "À boire sans hâte, dans" in stories.page("fr/stories/coffee/index.html")


def test_an_edited_style_sheet_gets_a_new_name_on_every_page(stories: SmallProject) -> None:
    stories.edit("themes/plain/assets/css/plain.css", "1rem", "2rem")

    built = stories.build()

    pages = {path for path in snapshot(stories.root / "public") if path.endswith(".html")}
    sheets = {path for path in built.made if path.endswith(".css")}
    assert built.made == pages | sheets
    assert len(sheets) == len(built.removed) == 1


def test_a_removed_story_leaves_nothing_behind(stories: SmallProject) -> None:
    stories.remove("content/stories/tea/index.md")

    built = stories.build()

    assert {path for path in built.removed if "tea" in path} == {
        f"portal/{tag}/stories/tea/index.html" for tag in ("en", "fr", "ur")
    }
    assert not (stories.root / "public/portal/en/stories/tea").exists()


def test_a_file_somebody_put_into_the_output_stays(stories: SmallProject) -> None:
    stories.write("public/portal/.well-known/security.txt", "Contact: mailto:web@example.org\n")
    stories.edit("content/stories/coffee/index.md", "Then again.", "Then once more.")

    stories.build()

    assert (stories.root / "public/portal/.well-known/security.txt").read_text() == "Contact: mailto:web@example.org\n"


def test_a_touched_output_is_made_again(stories: SmallProject) -> None:
    good = stories.page("en/index.html")
    stories.write("public/portal/en/index.html", "defaced")

    built = stories.build()

    assert built.written == {"portal/en/index.html"}
    assert stories.page("en/index.html") == good


def test_a_lost_store_makes_the_same_files(stories: SmallProject) -> None:
    before = snapshot(stories.root / "public")

    built = stories.build(store="elsewhere")

    assert built.written == frozenset()
    assert snapshot(stories.root / "public") == before


def test_a_damaged_store_entry_is_made_again(project: ProjectFactory) -> None:
    made = project(TWO_STORIES)
    made.write("content/stories/tea/pot.jpg", picture())
    made.edit("content/stories/tea/index.md", "Pour it from high.", '![A pot](pot.jpg "The pot")')
    made.build()
    before = snapshot(made.root / "public")
    for entry in (made.root / ".sitegen/store/objects").rglob("*"):
        if entry.is_file():
            entry.write_bytes(entry.read_bytes()[:-1] + b"?")

    made.build(output="other")

    assert snapshot(made.root / "other") == before


def test_an_error_leaves_the_published_site_as_it_was(stories: SmallProject) -> None:
    before = snapshot(stories.root / "public")
    stories.edit("content/stories/coffee/index.md", "date: 2026-01-02", "date: soon")

    built = stories.build()

    assert not built.published
    assert snapshot(stories.root / "public") == before


def test_all_faults_of_a_run_are_reported_at_once(stories: SmallProject) -> None:
    stories.edit("content/stories/coffee/index.md", "date: 2026-01-02", "date: soon")
    stories.edit("content/stories/tea/index.md", "title: Tea", "titel: Tea")

    found = [fault.code for fault in stories.build().found]

    assert found == ["bad-date", "missing-title", "unknown-key"]


def test_a_site_built_alone_has_the_bytes_of_a_full_build(project: ProjectFactory) -> None:
    made = project(
        TWO_STORIES
        + """
    -- content/missions/paris.yaml --
    name: Tales in Paris
    city: Paris
    languages: [fr, en]
    base_url: https://paris.example.org/
    """
    )
    made.build()

    made.build(output="alone", store="other", sites=("paris",))

    assert snapshot(made.root / "alone/paris") == snapshot(made.root / "public/paris")


def test_a_folder_with_files_of_others_is_refused(project: ProjectFactory) -> None:
    made = project(TWO_STORIES)
    made.write("public/portal/holiday.jpg", b"mine")

    built = made.build()

    assert made.messages(built) == [
        "portal: error[foreign-output]: portal/ holds files that sitegen did not write\n"
        "  hint: name another folder with --output, or empty this one yourself"
    ]
    assert snapshot(made.root / "public") == {".sitegen.lock": b"", "portal/holiday.jpg": b"mine"}


def test_the_manifest_marks_the_folder(stories: SmallProject) -> None:
    assert (stories.root / "public/portal" / MANIFEST).is_file()


def test_why_names_the_field_that_changed(stories: SmallProject) -> None:
    stories.edit("content/stories/coffee/index.md", "Then again.", "Then once more.")

    lines, _ = why(stories.session(), "portal/en/stories/coffee/index.html", Options(now=NOW))

    assert lines == [
        "portal/en/stories/coffee/index.html: changed since it was made:",
        "  text",
    ]


def test_why_says_when_nothing_changed(stories: SmallProject) -> None:
    lines, _ = why(stories.session(), "public/portal/en/index.html", Options(now=NOW))

    assert lines == ["portal/en/index.html: nothing changed since it was made"]


def test_a_scheduled_story_appears_when_its_time_comes(project: ProjectFactory) -> None:
    made = project(TWO_STORIES)
    made.edit("content/stories/tea/index.md", "summary:", "publish: 2026-06-02T08:00+05:00\nsummary:")

    early = made.build()
    late = made.build(now=NOW.replace(day=3))

    assert early.next_change is not None
    assert early.next_change.isoformat() == "2026-06-02T03:00:00+00:00"
    assert "portal/en/stories/tea/index.html" in late.written
    assert late.next_change is None


def test_a_draft_reaches_no_output(project: ProjectFactory) -> None:
    made = project(TWO_STORIES)
    made.edit("content/stories/tea/index.md", "summary: A pot.", "status: draft\nsummary: A secret pot.")

    made.build()

    assert [path for path, content in snapshot(made.root / "public").items() if b"secret" in content] == []


def test_a_text_may_name_the_template_that_shows_it(stories: SmallProject) -> None:
    stories.write(
        "themes/plain/templates/events.html",
        '{% extends "base.html" %}{% block main %}<h1>{{ t("What is on") }}</h1>{{ body }}{% endblock %}',
    )
    stories.write("content/pages/news.md", "---\ntitle: News\ndate: 2026-01-02\ntemplate: events\n---\nNothing yet.\n")

    built = stories.build()

    assert stories.messages(built) == []
    assert "<h1>What is on</h1><p>Nothing yet.</p>" in stories.page("en/news/index.html")
    assert '<h1><span lang="en" dir="ltr">What is on</span></h1>' in stories.page("fr/news/index.html")
