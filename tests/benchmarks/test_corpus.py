"""The corpus of the benchmarks: the same each time, alike in all languages, and sound for sitegen."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest

from benchmarks import contestants, ours, rounds
from benchmarks.corpus import Story, markdown, stories
from benchmarks.peers import eleventy, hugo, nikola, pelican
from benchmarks.portal import write_portal
from benchmarks.words import LANGUAGES
from sitegen import cli
from sitegen.check import check
from sitegen.session import Built, Options, Session
from tests.support import snapshot

NOW = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
#: Its catalogs are the project's own, which may wait for an update when a template has changed.
THEME = "theme"
CORPUS = tuple(stories(14, rich=0.5))


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus as a project of sitegen, built."""
    folder = tmp_path_factory.mktemp("portal")
    write_portal(folder, CORPUS)
    assert [str(fault) for fault in _build(folder).found] == []
    return folder


def _session(folder: Path) -> Session:
    return Session(folder, folder / "public", folder / ".sitegen/store")


def _build(folder: Path) -> Built:
    return _session(folder).build(Options(now=NOW))


def test_the_same_corpus_comes_each_time() -> None:
    assert tuple(stories(14, rich=0.5)) == CORPUS


def test_another_seed_gives_other_stories() -> None:
    other = tuple(stories(14, seed=1, rich=0.5))

    assert not {story.title["en"] for story in other} & {story.title["en"] for story in CORPUS}


def test_a_larger_corpus_has_the_stories_of_a_smaller_one() -> None:
    larger = list(stories(40, rich=0.5))[: len(CORPUS)]

    assert [story.title for story in larger] == [story.title for story in CORPUS]
    assert [story.topics for story in larger] == [story.topics for story in CORPUS]


def test_stories_have_about_480_words() -> None:
    words = [len(markdown(story, "en").split()) for story in stories(200)]

    assert 460 < sum(words) / len(words) < 520


def test_the_share_of_rich_stories_is_what_was_asked_for() -> None:
    def are_rich(found: tuple[Story, ...]) -> list[bool]:
        return ["| --- |" in markdown(story, "en") for story in found]

    assert not any(are_rich(tuple(stories(20, rich=0))))
    assert all(are_rich(tuple(stories(20, rich=1))))
    assert 60 < sum(are_rich(tuple(stories(200, rich=0.5)))) < 140


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_translations_have_the_markup_of_their_source(language: str) -> None:
    for story in CORPUS:
        source, translation = markdown(story, "en"), markdown(story, language)
        assert _skeleton(translation) == _skeleton(source)


def _skeleton(text: str) -> list[str]:
    return re.findall(r"\]\([^)]*\)|`[^`]*`|\*\*?|\[\^1\]:?|^(?:##|- |> |\| ---|1\.|2\.|:)", text, re.MULTILINE)


def test_every_message_is_translated(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["messages", "status", "--json", "-C", str(portal)]) == 0

    rows = [row for row in json.loads(capsys.readouterr().out)["rows"] if row["domain"] != THEME]
    assert {row["language"] for row in rows} == {"ur", "ar", "tr"}
    assert [row["domain"] for row in rows if row["percent"]["messages"] != 100] == []


def test_catalogs_are_as_update_would_write_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_portal(tmp_path, CORPUS)

    assert cli.main(["messages", "update", "-C", str(tmp_path)]) == 0

    written = capsys.readouterr().out.splitlines()
    assert [line for line in written if not line.endswith(f"/{THEME}.po") and line != "nothing to write"] == []


def test_the_built_portal_has_no_faults(portal: Path) -> None:
    checked = check(_session(portal), Options(now=NOW))

    assert [str(fault) for fault in checked.found] == []


def test_the_portal_has_the_pages_that_others_make(portal: Path) -> None:
    made = {path for path in snapshot(portal / "public/portal") if not path.startswith(("assets/", ".sitegen"))}
    below = {path.removeprefix("en/") for path in made if path.startswith("en/")}

    stories_ = {f"stories/{story.slug}/index.html" for story in CORPUS}
    topics = {f"topics/{topic}/index.html" for story in CORPUS for topic in story.topics}
    lists = {"stories/index.html", "stories/page/2/index.html", "topics/index.html"}
    assert below == {"index.html", "404.html", "feed.xml", "about/index.html"} | stories_ | topics | lists
    assert {path for path in made if "/" not in path} == {"index.html", "404.html"}


@pytest.mark.parametrize("what", rounds.EDITS)
def test_an_edit_can_be_seen_and_is_undone(portal: Path, tmp_path: Path, what: str) -> None:
    contestant = ours.prepare(tmp_path, CORPUS)
    _build(tmp_path)
    before = snapshot(tmp_path / "public")

    with rounds.made(contestant.edits[what], 3):
        _build(tmp_path)
        rounds.check(contestant, contestant.edits[what], 3)
    _build(tmp_path)

    assert snapshot(tmp_path / "public") == before


def test_missions_and_the_full_theme_build_without_faults(tmp_path: Path) -> None:
    ours.prepare(tmp_path, tuple(stories(2)), ours.WITH_MISSIONS)

    built = _build(tmp_path)

    assert [str(fault) for fault in built.found] == []
    assert sorted(path.name for path in (tmp_path / "public").glob("[!.]*")) == [
        "ankara",
        "doha",
        "london",
        "portal",
        "riyadh",
    ]


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (hugo.write_project, "content/{language}/stories/{slug}.md"),
        (eleventy.write_project, "content/{language}/stories/{slug}.md"),
        (pelican.write_project, "content/{language}/stories/{slug}.md"),
    ],
)
def test_peers_get_each_story_in_each_language(tmp_path: Path, write: object, name: str) -> None:
    assert callable(write)
    write(tmp_path, CORPUS)

    for story in CORPUS:
        for language in LANGUAGES:
            text = (tmp_path / name.format(language=language, slug=story.slug)).read_text("utf-8")
            assert story.title[language] in text
            assert text.endswith(markdown(story, language).replace("/index.md)", "/)"))


def test_nikola_gets_each_story_in_each_language(tmp_path: Path) -> None:
    nikola.write_project(tmp_path, CORPUS)

    for story in CORPUS:
        assert markdown(story, "tr").replace("/index.md)", "/)") in (tmp_path / f"posts/{story.slug}.tr.md").read_text(
            "utf-8"
        )
        assert story.title["en"] in (tmp_path / f"posts/{story.slug}.md").read_text("utf-8")


def test_edits_of_peers_find_their_words_once(tmp_path: Path) -> None:
    hugo.write_project(tmp_path, CORPUS)

    for edit in hugo.edits(tmp_path, CORPUS[contestants.EDITED]).values():
        before = edit.path.read_text("utf-8")
        with rounds.made(edit, 1):
            assert edit.path.read_text("utf-8") == before.replace(edit.old, rounds.said(edit, 1))
        assert edit.path.read_text("utf-8") == before


def test_the_same_project_is_written_each_time(tmp_path: Path) -> None:
    write_portal(tmp_path / "one", CORPUS[:2])
    write_portal(tmp_path / "two", CORPUS[:2])

    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")
