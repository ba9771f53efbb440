"""Proofreading on the project's own catalogs, on texts made to break it, and through the tools of gettext."""

from __future__ import annotations

import random
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.catalog import read
from sitegen.proof import Pair, ignored, proofread
from sitegen.proof.numbers import numbers
from sitegen.proof.visible import blotted
from tests.conftest import PROJECT, ProjectFactory

#: The source of these is not English, so that they are pairs of other languages.
_FOREIGN = ("walled-city-lahore", "two-cities-of-poets")


def _own_pairs() -> Iterator[Pair]:
    """Yield the finished translations of the project that have digits."""
    for path in sorted((PROJECT / "locales").rglob("*.po")):
        catalog, _ = read(path.read_bytes(), path.name)
        assert catalog is not None
        language = path.relative_to(PROJECT / "locales").parts[0]
        for message in catalog.messages if path.stem not in _FOREIGN else ():
            if message.translated and message.plural_id is None:
                pair = Pair(source=message.id, translation=message.strings[0], source_language="en", language=language)
                if any(c.isdecimal() for c in blotted(pair.translation, language)):
                    yield pair


def _mistyped(text: str, at: int, by: int) -> str:
    """Return a text in which one digit is another one of its script."""
    value = unicodedata.decimal(text[at])
    return text[:at] + chr(ord(text[at]) - value + (value + by) % 10) + text[at + 1 :]


def test_a_digit_mistyped_anywhere_in_the_projects_catalogs_is_noticed() -> None:
    chance = random.Random(20)
    pairs = list(_own_pairs())
    passed_over = []
    for pair in pairs:
        assert list(numbers(pair)) == []
        visible = blotted(pair.translation, pair.language)
        at = chance.choice([place for place, c in enumerate(visible) if c.isdecimal()])
        wrong = replace(pair, translation=_mistyped(pair.translation, at, chance.randint(1, 9)))
        if not list(numbers(wrong)):
            passed_over.append(wrong)

    assert len(pairs) > 500
    # A day of the month may become one that the same text names elsewhere; nobody can tell by the numbers.
    assert len(passed_over) <= len(pairs) // 100


@pytest.mark.parametrize("language", ["ar", "fi", "fr", "zh-Hans"])
@pytest.mark.parametrize(
    "text",
    [
        "1" * 5000,
        "0" * 4999 + "1",
        "۱" * 4990 + " pm",
        "1" * 4990 + " million",
        "1,000" + ",000" * 1200,
        "1." * 2500,
        "[^" + "٣" * 4900 + "]",
        "[" * 5000,
        "**a " * 1250,
        "<a lang=x>" * 500,
        "\u200c\u200f" * 2500,
        "",
        " ",
        "\n",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_no_text_breaks_a_rule(language: str, text: str) -> None:
    for source, translation in ((text, "Il y en a 13,5."), ("It has 1,350 [^1].", text), (text, text)):
        pair = Pair(source=source, translation=translation, source_language="en", language=language)

        assert all(finding.hint for finding in proofread(pair))


def test_zeros_before_a_number_are_a_slip_in_any_language() -> None:
    for language in ("fi", "fr"):
        pair = Pair(source="In 1936.", translation="(01936).", source_language="en", language=language)

        assert [finding.message for finding in numbers(pair)] == ["the source says 1936, the translation 01936"]


@pytest.mark.parametrize(
    "command", [["msgcat"], ["msgcat", "--no-wrap"], ["msgattrib", "--translated"], ["msgmerge", "-q"]], ids=" ".join
)
def test_what_is_ignored_survives_the_tools_of_gettext(command: list[str], tmp_path: Path) -> None:
    catalog = tmp_path / "tea.po"
    catalog.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        "# A dozen is meant.\n# sitegen: ignore number-changed, end-punctuation\n"
        'msgid "Pour 12."\nmsgstr "Versez 13"\n',
        "utf-8",
    )

    files = [catalog, catalog] if command[0] == "msgmerge" else [catalog]
    written = subprocess.run([*command, *files], capture_output=True, check=True).stdout

    returned, _ = read(written, "tea.po")
    assert returned is not None
    assert ignored(returned.messages[0].comments) == ("number-changed", "end-punctuation")


LINK = """
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-01
    ---
    Read [more](https://en.wikipedia.org/wiki/Tea).
    -- locales/fr/LC_MESSAGES/stories/tea.po --
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Language: fr\\n"

    msgid "Read [more](https://en.wikipedia.org/wiki/Tea)."
    msgstr "Lire [la suite](https://fr.wikipedia.org/wiki/Thé)."
    """
PLACE = "locales/fr/LC_MESSAGES/stories/tea.po"


def _check(root: Path) -> int:
    return cli.main(["messages", "check", "--strict", "-C", str(root)])


def test_a_link_to_a_page_in_ones_own_language_can_be_said_to_be_meant(project: ProjectFactory) -> None:
    made = project(LINK)
    assert _check(made.root) == cli.FAULTS

    made.edit(PLACE, 'msgid "Read', '# sitegen: ignore link-changed\nmsgid "Read')

    assert _check(made.root) == cli.FINE
    assert made.build(strict=True).published


def test_what_breaks_a_translation_cannot_be_ignored(project: ProjectFactory) -> None:
    made = project(LINK)
    made.edit(PLACE, "https://fr.wikipedia.org/wiki/Thé", "https://elsewhere.example.net/")
    made.edit(PLACE, 'msgid "Read', '# sitegen: ignore link-host, link-changed\nmsgid "Read')

    assert _check(made.root) == cli.FAULTS


def test_a_plural_rule_that_cannot_be_used_is_told_once(
    project: ProjectFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    made = project(LINK)
    made.edit(PLACE, '"Language: fr\\n"\n', '"Language: fr\\n"\n"Plural-Forms: nplurals=77; plural=n;\\n"\n')

    _check(made.root)

    assert capsys.readouterr().err.count("po-plural-forms") == 1
