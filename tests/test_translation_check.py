"""`sitegen messages check`: what it reads, how it is asked, what it lets pass."""

from __future__ import annotations

import json

import pytest

from sitegen import cli
from sitegen.session import Session
from tests.conftest import ProjectFactory
from tests.support import SmallProject

COFFEE = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    summary: A cup of 12.
    ---
    Drink 3 cups slowly.
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-01
    ---
    Pour 4 cups.
    -- locales/fr/LC_MESSAGES/stories/coffee.po --
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Language: fr\\n"

    msgid "A cup of 12."
    msgstr "Une tasse sur 13."

    msgid "Drink 3 cups slowly."
    msgstr "Buvez 3 tasses lentement"
    -- locales/fr/LC_MESSAGES/stories/tea.po --
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Language: fr\\n"

    msgid "Pour 4 cups."
    msgstr "Versez 5 tasses."
    """
PLACE = "locales/fr/LC_MESSAGES/stories/coffee.po"


def _check(project: SmallProject, *arguments: str) -> int:
    return cli.main(["messages", "check", "-C", str(project.root), *arguments])


def test_a_finding_names_file_and_line_and_the_words_as_they_should_be(
    project: ProjectFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    made = project(COFFEE)

    assert _check(made) == cli.FINE

    said = capsys.readouterr()
    assert f"{PLACE}:6: warning[number-changed]: the source says 12, the translation 13" in said.err
    assert "hint: write “Une tasse sur 12.”" in said.err
    assert f"{PLACE}:9: note[end-punctuation]: the source ends with a full stop, the translation without" in said.err
    assert said.out.split() == ["end-punctuation", "1", "number-changed", "2"]


def test_a_warning_fails_a_strict_check_and_advice_never_does(project: ProjectFactory) -> None:
    made = project(COFFEE)

    assert _check(made, "--strict") == cli.FAULTS
    made.edit(PLACE, "13", "12")
    made.edit("locales/fr/LC_MESSAGES/stories/tea.po", "5", "4")
    assert _check(made, "--strict") == cli.FINE


def test_one_text_or_one_language_can_be_asked_for(project: ProjectFactory, capsys: pytest.CaptureFixture[str]) -> None:
    made = project(COFFEE)

    assert _check(made, "--story", "tea") == cli.FINE
    said = capsys.readouterr().err
    assert "tea.po:6" in said
    assert "coffee.po" not in said
    assert _check(made, "--language", "ur") == cli.FINE
    assert "po:" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [(("--story", "teaa"), "unknown-text", "tea"), (("--language", "fi"), "unknown-language", "fr")],
)
def test_a_text_or_language_that_is_not_there_is_told_with_a_suggestion(
    project: ProjectFactory, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str, hint: str
) -> None:
    assert _check(project(COFFEE), *arguments) != cli.FINE

    said = capsys.readouterr().err
    assert f"error[{code}]" in said
    assert hint in said


def test_a_machine_gets_findings_and_counts(project: ProjectFactory, capsys: pytest.CaptureFixture[str]) -> None:
    _check(project(COFFEE), "--json")

    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"end-punctuation": 1, "number-changed": 2}
    assert {fault["severity"] for fault in told["diagnostics"]} == {"note", "warning"}


def test_a_translator_says_once_that_it_is_right_so_and_it_stays(project: ProjectFactory) -> None:
    made = project(COFFEE)
    made.edit(PLACE, 'msgid "A cup', '# sitegen: ignore number-changed\nmsgid "A cup')
    made.edit("locales/fr/LC_MESSAGES/stories/tea.po", "5", "4")

    assert _check(made, "--strict") == cli.FINE
    assert cli.main(["messages", "update", "-C", str(made.root)]) == cli.FINE
    assert _check(made, "--strict") == cli.FINE


def test_what_is_ignored_without_need_or_under_no_known_code_is_told(
    project: ProjectFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    made = project(COFFEE)
    made.edit(PLACE, 'msgid "A cup', '# sitegen: ignore numbers-changed, wrong-letter\nmsgid "A cup')

    _check(made)

    said = capsys.readouterr().err
    assert (
        f'{PLACE}:7: warning[unknown-ignore]: there is nothing called "numbers-changed" that could be ignored' in said
    )
    assert f"{PLACE}:7: note[unused-ignore]" in said


def test_a_drafts_words_are_not_read(project: ProjectFactory, capsys: pytest.CaptureFixture[str]) -> None:
    made = project(COFFEE)
    made.edit(PLACE, 'msgid "A cup', '#, fuzzy\nmsgid "A cup')

    _check(made)

    assert "12" not in capsys.readouterr().err


def test_a_glossary_is_read_beside_the_catalogs_of_its_language(
    project: ProjectFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    made = project(COFFEE)
    made.write("locales/fr/glossary.yaml", "terms:\n  cup: [bol]\n")

    assert _check(made, "--strict") == cli.FAULTS

    said = capsys.readouterr().err
    assert "warning[glossary-term]: the term “cup” is translated in another way than the glossary wants" in said
    assert "hint: write bol" in said
    assert made.build().published
    assert "glossary" not in " ".join(fault.span.path for fault in made.build().found)


def test_a_fault_of_a_glossary_stops_the_check_and_names_its_line(
    project: ProjectFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    made = project(COFFEE)
    made.write("locales/fr/glossary.yaml", "terms:\n  cup: bol\n")

    assert _check(made) == cli.FAULTS
    assert "locales/fr/glossary.yaml:2: error[wrong-type]" in capsys.readouterr().err


def test_a_missions_wording_that_nobody_says_is_told(
    project: ProjectFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    made = project(COFFEE)
    made.write(
        "content/missions/paris.yaml",
        "name: Paris\ncity: Paris\ncountry: France\nlanguages: [fr, en]\nlanguage: en\nbase_url: https://paris.example/\n",
    )
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Coffe"\nmsgstr "Café"\n'
    made.write("locales/fr/LC_MESSAGES/missions/paris.po", text)

    _check(made)

    assert "missions/paris.po:4: warning[unused-override]: no text says “Coffe”" in capsys.readouterr().err


def test_every_catalog_of_the_project_passes_the_strict_check(own_session: Session) -> None:
    assert cli.main(["messages", "check", "--strict", "-C", str(own_session.root)]) == cli.FINE
