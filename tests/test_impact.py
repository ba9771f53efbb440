"""`sitegen messages impact`: what an edit asks of translators, before they see it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.messages import update
from sitegen.messages.impact import Effect, Impact, impact
from sitegen.revisions import Repository
from sitegen.session import Options
from tests.conftest import ProjectFactory
from tests.repository import commit, git
from tests.support import NOW, SmallProject, picture, snapshot

OPTIONS = Options(now=NOW)
SOURCE = "content/stories/coffee/index.md"
CATALOG = "locales/fr/LC_MESSAGES/stories/coffee.po"
COFFEE = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    cover: {file: cup.jpg, alt: A small cup}
    ---
    Drink it slowly, and never alone.

    It was brought here in 1650 by a traveller.

    From a small cup.
    -- content/stories/tea.md --
    ---
    title: Tea
    date: 2026-01-01
    ---
    Pour it from high above the glass.
    """
SAID = {
    "Coffee": "Café",
    "A small cup": "Une petite tasse",
    "Drink it slowly, and never alone.": "À boire lentement, jamais seul.",
    "It was brought here in 1650 by a traveller.": "Un voyageur l’a apporté ici en 1650.",
    "From a small cup.": "Dans une petite tasse.",
}


@pytest.fixture
def coffee(project: ProjectFactory) -> SmallProject:
    """Two stories in git; one of them is translated into French, nothing into Urdu."""
    made = project(COFFEE)
    made.write("content/stories/coffee/cup.jpg", picture())
    update(made.session(), OPTIONS)
    _translate(made, CATALOG, SAID)
    commit(made)
    return made


def _translate(project: SmallProject, catalog: str, said: dict[str, str]) -> None:
    for id, string in said.items():
        project.edit(catalog, f'msgid "{id}"\nmsgstr ""', f'msgid "{id}"\nmsgstr "{string}"')


def _impact(project: SmallProject, revision: str = "HEAD", root: Path | None = None) -> Impact:
    history = Repository(root=root or project.root, environment=dict(os.environ))
    return impact(project.session(), OPTIONS, history, revision)


def _told(found: Impact) -> list[tuple[str, str, dict[str, str]]]:
    return [(effect.change.value, effect.text, _outcomes(effect)) for effect in found.effects]


def _outcomes(effect: Effect) -> dict[str, str]:
    return {tag: outcome.value for tag, outcome in effect.outcomes}


def _run(project: SmallProject, *arguments: str) -> int:
    return cli.main(["messages", "impact", *arguments, "-C", str(project.root), "--now", "2026-06-01T00:00+00:00"])


def test_without_an_edit_there_is_nothing_to_tell(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(coffee) == cli.FINE
    assert capsys.readouterr().out == "nothing that is translated has changed since HEAD\n"


def test_an_edit_is_told_segment_by_segment(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")
    coffee.edit(SOURCE, "in 1650", "in 1651")
    coffee.edit(SOURCE, "From a small cup.\n", "Wash the copper pot at once.\n")

    code = _run(coffee)

    assert code == cli.FINE
    assert capsys.readouterr().out == (
        "stories/coffee: 1 changed, 1 cosmetic, 1 new, 1 removed, 2 as before\n"
        f"  {SOURCE}:6: changed, 8 words: stale in fr; was not translated into ur\n"
        "    Drink it slowly, and never in a hurry.\n"
        f"  {SOURCE}:8: cosmetic, 9 words: was not translated into ur; stays translated in fr\n"
        "    It was brought here in 1651 by a traveller.\n"
        f"  {SOURCE}:10: new, 6 words: to be translated into fr, ur\n"
        "    Wash the copper pot at once.\n"
        f"  {SOURCE}:10: removed, 4 words\n"
        "    From a small cup.\n"
        "\n"
        "this edit makes 1 segment stale in 1 language; 1 cosmetic, 1 new, 0 moved, 1 removed\n"
        "20 words to translate in all languages together, as far as can be told before `messages update`\n"
        "\n"
        "language   words   stale  untranslated  carried  waiting\n"
        "fr            14       1             1        1        0\n"
        "ur             6       0             1        0        2\n"
    )


def test_it_tells_what_update_then_does(coffee: SmallProject) -> None:
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")
    coffee.edit(SOURCE, "in 1650", "in 1651")

    told = _impact(coffee)
    update(coffee.session(), OPTIONS)

    text = (coffee.root / CATALOG).read_text("utf-8")
    outcomes = {effect.text: _outcomes(effect)["fr"] for effect in told.effects}
    assert outcomes == {
        "Drink it slowly, and never in a hurry.": "stale",
        "It was brought here in 1651 by a traveller.": "carried",
    }
    assert '#| msgid "Drink it slowly, and never alone."\nmsgid "Drink it slowly, and never in a hurry."' in text
    assert (
        '\nmsgid "It was brought here in 1651 by a traveller."\nmsgstr "Un voyageur l’a apporté ici en 1651."' in text
    )


def test_it_writes_nothing(coffee: SmallProject) -> None:
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")
    before = {path: content for path, content in snapshot(coffee.root).items() if not path.startswith(".sitegen/")}

    _run(coffee)

    after = {path: content for path, content in snapshot(coffee.root).items() if not path.startswith(".sitegen/")}
    assert after == before


def test_updated_and_translated_catalogs_count_as_they_are(coffee: SmallProject) -> None:
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")
    update(coffee.session(), OPTIONS)
    assert [_outcomes(effect)["fr"] for effect in _impact(coffee).effects] == ["stale"]

    old = '#, fuzzy\n#| msgid "Drink it slowly, and never alone."\n'
    coffee.edit(CATALOG, old, "")
    assert [_outcomes(effect)["fr"] for effect in _impact(coffee).effects] == ["carried"]


def test_a_catalog_that_is_behind_is_not_this_edits_doing(coffee: SmallProject) -> None:
    coffee.edit(SOURCE, "From a small cup.", "From a very small cup.")
    commit(coffee)
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")

    assert _told(_impact(coffee)) == [
        ("changed", "Drink it slowly, and never in a hurry.", {"fr": "stale", "ur": "waiting"})
    ]


def test_a_draft_that_changes_again_was_waiting_before(coffee: SmallProject) -> None:
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")
    update(coffee.session(), OPTIONS)
    commit(coffee)
    coffee.edit(SOURCE, "and never in a hurry", "and never in a great hurry")

    assert [_outcomes(effect) for effect in _impact(coffee).effects] == [{"fr": "waiting", "ur": "waiting"}]


def test_a_paragraph_that_only_moves_is_as_before(coffee: SmallProject) -> None:
    last = "From a small cup.\n"
    coffee.edit(SOURCE, f"\n{last}", "")
    coffee.edit(SOURCE, "Drink it", f"{last}\nDrink it")

    assert list(_impact(coffee).effects) == []


def test_a_paragraph_that_moves_to_another_text_stays_translated(coffee: SmallProject) -> None:
    coffee.edit(SOURCE, "\nFrom a small cup.\n", "")
    coffee.write(
        "content/stories/tea.md", (coffee.root / "content/stories/tea.md").read_text("utf-8") + "\nFrom a small cup.\n"
    )

    moved = [told for told in _told(_impact(coffee)) if told[0] == "moved"]

    assert moved == [("moved", "From a small cup.", {"fr": "carried", "ur": "waiting"})]


@pytest.mark.parametrize("staged", [False, True])
def test_new_and_deleted_texts_count_whether_git_knows_them_or_not(coffee: SmallProject, staged: bool) -> None:
    coffee.write("content/stories/milk.md", "---\ntitle: Milk\ndate: 2026-01-03\n---\nWarm it.\n")
    coffee.remove("content/stories/tea.md")
    if staged:
        git(coffee.root, "add", "--all")

    texts = {text.domain: text for text in _impact(coffee).texts}

    assert {name: (text.former, text.removed) for name, text in texts.items()} == {
        "stories/milk": ("", False),
        "stories/tea": ("stories/tea", True),
    }
    assert [effect.change.value for effect in texts["stories/milk"].effects] == ["new", "new"]
    assert [effect.change.value for effect in texts["stories/tea"].effects] == ["removed", "removed"]


@pytest.mark.parametrize("catalogs_too", [False, True])
def test_a_renamed_text_is_known_again(coffee: SmallProject, catalogs_too: bool) -> None:
    (coffee.root / "content/stories/coffee").rename(coffee.root / "content/stories/kahwa")
    coffee.edit("content/stories/kahwa/index.md", "and never alone", "and never in a hurry")
    if catalogs_too:
        for tag in ("fr", "ur"):
            folder = coffee.root / f"locales/{tag}/LC_MESSAGES/stories"
            (folder / "coffee.po").rename(folder / "kahwa.po")

    (text,) = _impact(coffee).texts

    assert (text.domain, text.former, text.removed, text.kept) == ("stories/kahwa", "stories/coffee", False, 4)
    assert [(effect.change.value, _outcomes(effect)) for effect in text.effects] == [
        ("changed", {"fr": "stale", "ur": "waiting"})
    ]


def test_a_slip_that_is_mended_is_called_small(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    coffee.edit(SOURCE, "slowly", "slowlier")

    _run(coffee)

    assert capsys.readouterr().out.endswith(
        "hint: if the meaning is as before, `sitegen messages update --minor stories/coffee` keeps the translations\n"
    )
    coffee.edit(SOURCE, "by a traveller.", "by a merchant of spices.")
    _run(coffee)
    assert "--minor" not in capsys.readouterr().out


def test_names_of_the_portal_and_words_of_the_theme_count(coffee: SmallProject) -> None:
    coffee.edit("content/site.yaml", "tagline: Short ones", "tagline: Long ones about hills")

    (text,) = _impact(coffee).texts

    assert (text.domain, text.effects[0].text) == ("site", "Long ones about hills")


def test_a_text_in_another_language_is_not_translated_into_it(coffee: SmallProject) -> None:
    coffee.edit(SOURCE, "title: Coffee", "title: Coffee\nlanguage: fr")

    found = _impact(coffee)

    assert all("fr" not in dict(effect.outcomes) for effect in found.effects)


def test_any_revision_can_be_the_base(coffee: SmallProject) -> None:
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")
    git(coffee.root, "tag", "first")
    commit(coffee)

    assert list(_impact(coffee).effects) == []
    assert len(list(_impact(coffee, "HEAD~1").effects)) == 1
    assert _impact(coffee, "first").commit == _impact(coffee, "HEAD~1").commit


@pytest.mark.parametrize("revision", ["nowhere", "--help", "-p", "HEAD:content", "", "HEAD^{tree}", "main..HEAD", "\n"])
def test_what_is_no_revision_is_told(coffee: SmallProject, capsys: pytest.CaptureFixture[str], revision: str) -> None:
    assert _run(coffee, f"--base={revision}") == cli.USAGE

    told = capsys.readouterr()
    assert told.err.startswith("content: error[unknown-revision]: there is no revision ")
    assert told.out == ""


def test_a_revision_without_the_project_is_told(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    git(coffee.root, "switch", "--quiet", "--orphan", "empty")
    git(coffee.root, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    git(coffee.root, "switch", "--quiet", "main")

    assert _run(coffee, "--base", "empty") == cli.USAGE
    assert 'error[unknown-revision]: there is no project to be read in "empty": content/site.yaml' in (
        capsys.readouterr().err
    )


def test_a_project_without_git_is_told(project: ProjectFactory, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(project(COFFEE)) == cli.USAGE
    assert "content: error[no-history]: git knows no history of this project: not a git repository" in (
        capsys.readouterr().err
    )


def test_a_machine_without_git_is_told(
    coffee: SmallProject, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(coffee.root))

    assert _run(coffee) == cli.USAGE
    assert "git knows no history of this project: git is not installed" in capsys.readouterr().err


def test_the_project_may_be_a_folder_of_a_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = SmallProject(tmp_path / "sites" / "tales", {"content/stories/tea.md": _story("Tea", "Pour it.")})
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "All")
    inner.edit("content/stories/tea.md", "Pour it.", "Pour it from high.")
    monkeypatch.chdir(tmp_path)

    code = cli.main(["messages", "impact", "-C", "sites/tales"])

    assert code == cli.FINE
    assert "  content/stories/tea.md:5: " in capsys.readouterr().out


def _story(title: str, text: str) -> str:
    return f"---\ntitle: {title}\ndate: 2026-01-01\n---\n{text}\n"


def test_names_that_git_would_quote_are_read(coffee: SmallProject) -> None:
    names = ["چائے", "thé-noir", "茶"]
    for name in names:
        coffee.write(f"content/stories/{name}/index.md", _story("Tea", "Pour it."))
        coffee.write(f'content/stories/{name}/a "b"\tc\n-d.txt', "x")
    commit(coffee)

    assert list(_impact(coffee).effects) == []
    for name in names:
        coffee.edit(f"content/stories/{name}/index.md", "Pour it.", "Pour it from high.")
    assert {text.domain for text in _impact(coffee).texts} == {f"stories/{name}" for name in names}


def test_variables_and_settings_of_git_change_nothing(
    coffee: SmallProject, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")
    expected = _told(_impact(coffee))
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_CEILING_DIRECTORIES"):
        monkeypatch.setenv(name, str(elsewhere))
    monkeypatch.setenv("GIT_TRACE", "1")
    git(coffee.root, "config", "core.quotepath", "on")

    assert _told(_impact(coffee)) == expected


def test_all_commits_count_whatever_a_setting_leaves_out(coffee: SmallProject) -> None:
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")
    commit(coffee, "2026-03-01")
    history = Repository(root=coffee.root, environment=dict(os.environ))
    expected = history.blame(SOURCE)
    (coffee.root / "ignored").write_text(git(coffee.root, "rev-parse", "HEAD"))
    git(coffee.root, "config", "blame.ignoreRevsFile", str(coffee.root / "ignored"))

    assert history.blame(SOURCE) == expected
    assert expected is not None and len(set(expected)) == 2


def test_a_text_with_errors_now_is_told_and_not_compared(
    coffee: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    coffee.edit(SOURCE, "title: Coffee", "titel: Coffee")
    coffee.edit("content/stories/tea.md", "Pour it", "Always pour it")

    assert _run(coffee) == cli.FAULTS

    told = capsys.readouterr()
    assert f'{SOURCE}:2: error[unknown-key]: there is no field "titel"' in told.err
    assert "stories/tea: 1 changed" in told.out
    assert "stories/coffee" not in told.out


def test_a_text_with_errors_then_is_named(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    coffee.edit(SOURCE, "title: Coffee", "titel: Coffee")
    commit(coffee)
    coffee.edit(SOURCE, "titel: Coffee", "title: Coffee")

    assert _run(coffee) == cli.FINE
    assert capsys.readouterr().out.splitlines()[0] == "not compared, as they had errors in HEAD: stories/coffee"


def test_a_picture_that_is_broken_does_not_hide_its_text(coffee: SmallProject) -> None:
    coffee.write("content/stories/coffee/cup.jpg", b"\xff\xd8\xff\xe0 no picture")
    commit(coffee)
    coffee.write("content/stories/coffee/cup.jpg", picture())
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")

    assert [effect.change.value for effect in _impact(coffee).effects] == ["changed"]


def test_the_same_comes_as_json(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")

    assert _run(coffee, "--json") == cli.FINE

    told = json.loads(capsys.readouterr().out)
    assert told == {
        "base": {"revision": "HEAD", "commit": git(coffee.root, "rev-parse", "HEAD").strip()},
        "skipped": [],
        "texts": [
            {
                "domain": "stories/coffee",
                "path": SOURCE,
                "former": "stories/coffee",
                "removed": False,
                "kept": 4,
                "minor": False,
                "segments": [
                    {
                        "change": "changed",
                        "path": SOURCE,
                        "line": 6,
                        "text": "Drink it slowly, and never in a hurry.",
                        "former": "Drink it slowly, and never alone.",
                        "words": 8,
                        "languages": {"fr": "stale", "ur": "waiting"},
                    }
                ],
            }
        ],
        "languages": {
            "fr": {"stale": 1, "untranslated": 0, "carried": 0, "waiting": 0, "words": 8},
            "ur": {"stale": 0, "untranslated": 0, "carried": 0, "waiting": 1, "words": 0},
        },
        "total": {"changed": 1, "cosmetic": 0, "new": 0, "moved": 0, "removed": 0, "stale": 1, "words": 8},
        "diagnostics": [],
    }
