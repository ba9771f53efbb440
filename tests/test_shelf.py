"""`sitegen status` and `sitegen new`: the shelf, and how something gets on it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sitegen import cli
from tests.support import SITE, SmallProject

TEXT = "---\ntitle: {title}\ndate: {date}\n{more}---\n{text}\n"
TEXTS = {
    "content/site.yaml": SITE + "time_zone: Asia/Karachi\n",
    "content/stories/tea.md": TEXT.format(
        title="Tea", date="2026-01-03", more="topics: [hills, towns]\n", text="Pour it from high."
    ),
    "content/stories/salt.md": TEXT.format(
        title="Salt", date="2026-01-01", more="language: ur\nexpires: 2026-05-01\n", text="نمک کی کان"
    ),
    "content/stories/milk.md": TEXT.format(
        title="Milk", date="2026-01-02", more="publish: 2026-12-01T08:00\n", text="Cold."
    ),
    "content/stories/rice.md": TEXT.format(title="Rice", date="2026-01-04", more="status: review\n", text="Boil it."),
    "content/pages/about.md": TEXT.format(title="About", date="2026-02-01", more="", text="Us."),
    "locales/fr/LC_MESSAGES/stories/tea.po": (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n\n'
        'msgid "Pour it from high."\nmsgstr "Versez-le de haut."\n'
    ),
}


@pytest.fixture
def shelf(tmp_path: Path) -> SmallProject:
    """Texts in several states."""
    return SmallProject(tmp_path, TEXTS)


def _run(project: SmallProject, *arguments: str, now: str = "2026-06-01T00:00+00:00") -> int:
    return cli.main([*arguments, "-C", str(project.root), "--now", now])


# status ---------------------------------------------------------------------------------------------------


def test_status_shows_the_shelf_newest_first(shelf: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(shelf, "status") == cli.FINE

    table = [line.split("  ") for line in capsys.readouterr().out.splitlines()]
    assert [[cell.strip() for cell in line if cell.strip()] for line in table] == [
        ["text", "status", "language", "date", "next change", "words", "en", "fr", "ur", "topics"],
        ["rice", "review", "en", "2026-01-04", "2", "source", "(0 %)", "(0 %)"],
        ["tea", "published", "en", "2026-01-03", "4", "source", "80 %", "(0 %)", "hills, towns"],
        ["milk", "scheduled", "en", "2026-01-02", "2026-12-01T08:00+05:00", "1", "source", "(0 %)", "(0 %)"],
        ["salt", "expired", "ur", "2026-01-01", "3", "(0 %)", "(0 %)", "source"],
        ["pages/about", "published", "en", "2026-02-01", "1", "source", "(0 %)", "(0 %)"],
        [],
        ["5 texts: 1 review, 1 scheduled, 2 published, 1 expired; 11 words"],
        ["in brackets: not translated well enough to be listed in that language"],
    ]


def test_status_tells_a_machine_the_same(shelf: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    _run(shelf, "status", "--json", now="2026-12-01T03:00+00:00")

    told = json.loads(capsys.readouterr().out)
    assert told["diagnostics"] == []
    assert [(row["slug"], row["status"], row["next_change"]) for row in told["rows"]] == [
        ("rice", "review", None),
        ("tea", "published", None),
        ("milk", "published", None),
        ("salt", "expired", None),
        ("about", "published", None),
    ]
    assert told["rows"][1]["coverage"] == {
        "en": {"listed": True, "percent": None},
        "fr": {"listed": True, "percent": 80},
        "ur": {"listed": False, "percent": 0},
    }


def test_status_shows_the_sound_texts_and_tells_the_faults_of_others(
    shelf: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf.edit("content/stories/rice.md", "date: 2026-01-04", "date: soon")

    assert _run(shelf, "status") == cli.FAULTS

    told = capsys.readouterr()
    assert "rice" not in told.out
    assert told.err.startswith("content/stories/rice.md:3: error[bad-date]")


def test_status_names_no_language_that_the_site_of_a_page_does_not_have(
    shelf: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf.write(
        "content/missions/oslo.yaml", "name: Oslo\ncity: Oslo\nlanguages: [nb, fr]\nbase_url: https://o.example.org/\n"
    )
    shelf.write("content/missions/oslo/fjord.md", "---\ntitle: Fjord\ndate: 2026-01-01\n---\nVann.\n")

    assert _run(shelf, "status") == cli.FINE

    row = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("missions/oslo/fjord"))
    assert re.split(r" {2,}", row) == [
        "missions/oslo/fjord",
        "published",
        "nb",
        "2026-01-01",
        "1",
        "-",
        "(0 %)",
        "-",
        "source",
    ]


def test_status_of_an_empty_shelf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(SmallProject(tmp_path, {}), "status") == cli.FINE
    assert capsys.readouterr().out == "there are no stories and no pages\n"


# new ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "path"),
    [
        ("story", "walled-city", "content/stories/walled-city/index.md"),
        ("story", "چائے", "content/stories/چائے/index.md"),
        ("page", "visas", "content/pages/visas.md"),
        ("mission", "new-york", "content/missions/new-york.yaml"),
    ],
)
def test_a_new_file_has_no_fault_and_is_not_published(
    shelf: SmallProject, capsys: pytest.CaptureFixture[str], kind: str, name: str, path: str
) -> None:
    before = shelf.build().written

    assert _run(shelf, "new", kind, name) == cli.FINE

    assert capsys.readouterr().out == f"wrote {path}\n"
    built = shelf.build(strict=True)
    assert shelf.messages(built) == []
    # Every site leads to a new mission; a new text stays unseen.
    assert bool({out for out in built.written if out.startswith("portal/")}) == (kind == "mission")
    assert before
    assert shelf.build(output="drafts", drafts=True, strict=True).published


def test_a_new_story_is_a_draft_of_the_day_at_the_site(shelf: SmallProject) -> None:
    _run(shelf, "new", "story", "walled-city", now="2026-06-01T20:00+00:00")

    text = (shelf.root / "content/stories/walled-city/index.md").read_text("utf-8")
    lines = text.splitlines()
    assert {"title: Walled city", "date: 2026-06-02", "status: draft", "language: en"} <= set(lines)
    assert "# Topics of content/site.yaml: hills, towns" in lines
    assert "# Regions of content/site.yaml: north, south" in lines
    assert "# To have it appear at a set time, in the time zone Asia/Karachi:" in lines


def test_a_new_mission_has_a_site(shelf: SmallProject) -> None:
    _run(shelf, "new", "mission", "new-york")

    shelf.build()

    assert "Tales New york" in (shelf.root / "public/new-york/en/index.html").read_text("utf-8")


def test_a_new_mission_is_proposed_stories_that_everybody_sees(shelf: SmallProject) -> None:
    shelf.write("content/stories/newest.md", "---\ntitle: Newest\ndate: 2026-06-30\nstatus: draft\n---\nText.\n")

    _run(shelf, "new", "mission", "new-york")

    text = (shelf.root / "content/missions/new-york.yaml").read_text("utf-8")
    proposed = next(line for line in text.splitlines() if line.startswith("# featured: ["))
    assert "newest" not in proposed
    assert proposed != "# featured: []"


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("story", "tea", "content/stories/tea.md: error[already-there]: this is there already, and is left as it is"),
        ("page", "about", "content/pages/about.md: error[already-there]: this is there already, and is left as it is"),
        ("story", "Tea Time", 'content/stories/Tea Time/index.md: error[bad-name]: "Tea Time" cannot be an address'),
        ("story", "../tea", 'content/stories/../tea/index.md: error[bad-name]: "../tea" cannot be an address'),
        ("page", "topics", 'content/pages/topics.md: error[bad-name]: the address "topics" is taken'),
        ("mission", "portal", 'content/missions/portal.yaml: error[bad-name]: a mission cannot be called "portal"'),
        (
            "story",
            "chai",
            "content/stories/tea.md:4: error[alias-taken]: this is a former address of content/stories/tea.md",
        ),
    ],
)
def test_nothing_is_written_over_or_where_it_cannot_be(
    shelf: SmallProject, capsys: pytest.CaptureFixture[str], kind: str, name: str, said: str
) -> None:
    shelf.edit("content/stories/tea.md", "topics:", "aliases: [chai]\ntopics:")
    before = {path: path.stat().st_mtime_ns for path in (shelf.root / "content").rglob("*")}

    code = _run(shelf, "new", kind, name)

    assert code in (cli.FAULTS, cli.USAGE)
    assert capsys.readouterr().err.splitlines()[0] == said
    assert before == {path: path.stat().st_mtime_ns for path in (shelf.root / "content").rglob("*")}


def test_the_folder_of_a_story_without_a_text_is_left_alone(shelf: SmallProject) -> None:
    shelf.write("content/stories/coffee/notes.txt", "mine")

    assert _run(shelf, "new", "story", "coffee") == cli.FAULTS
    assert [path.name for path in (shelf.root / "content/stories/coffee").iterdir()] == ["notes.txt"]


def test_a_new_file_is_told_to_a_machine(shelf: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    _run(shelf, "new", "page", "visas", "--json")

    assert json.loads(capsys.readouterr().out) == {"diagnostics": [], "path": "content/pages/visas.md"}
