"""What a translation must keep of its source and what it may add (rule S16).

Each case in `tests/cases/contract/` is a name, a source, a translation, and what is said of it; one
about which nothing is said is accepted. Adding a case needs no code.
"""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen.diagnostics import Span
from sitegen.markdown import Document
from sitegen.segments import Contract, Segment, compare, compare_phrase

FOLDER = Path(__file__).parent / "cases" / "contract"
PLACE = Span("locales/de/LC_MESSAGES/stories/tea.po", 12)
SHOWN = "The source text is shown until then."


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case. `said` are pairs of a fault with its weight, and its hint."""

    file: str
    name: str
    source: str
    translation: str
    document: Document
    hosts: tuple[str, ...]
    said: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"


def _cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.txt")):
        for paragraph in path.read_text("utf-8").strip().split("\n\n"):
            name, *lines = paragraph.split("\n")
            pairs = [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]
            fields = dict(pairs)
            words = fields.get("references", "").split()
            yield Case(
                file=path.stem,
                name=name,
                source=_text(fields["source"]),
                translation=_text(fields["translation"]),
                document=Document(
                    blocks=(),
                    references=tuple((key, address, "") for key, address in zip(words[::2], words[1::2], strict=True)),
                    footnotes=tuple(fields.get("notes", "").split()),
                ),
                hosts=tuple(fields.get("hosts", "").split()),
                said=tuple(
                    (f"{weight} {fault}", hint)
                    for (weight, fault), (_, hint) in itertools.pairwise(pairs)
                    if weight in ("broken", "advised")
                ),
            )


def _text(written: str) -> str:
    r"""Return a text of a case: `\n`, `\uNNNN` and `\\` stand for what they do in Python."""
    return re.sub(r"\\(?:n|\\|u[0-9a-f]{4}|U[0-9a-f]{8})", lambda m: m[0].encode().decode("unicode_escape"), written)


def prose(text: str) -> Segment:
    """Return a segment of prose."""
    return Segment(text=text, span=Span("content/stories/tea/index.md", 7))


@pytest.mark.parametrize("case", list(_cases()), ids=str)
def test_a_translation_is_held_against_its_source(case: Case) -> None:
    contract = Contract(document=case.document, hosts=case.hosts)

    verdict = compare(prose(case.source), case.translation, contract, PLACE)

    said = []
    for fault in verdict.found:
        weight = "broken" if fault.hint.endswith(SHOWN) else "advised"
        said.append((f"{weight} {fault.code}: {fault.message}", fault.hint.removesuffix(f". {SHOWN}")))
        assert fault.span == PLACE
    assert tuple(said) == case.said
    assert verdict.broken == any(fault.startswith("broken") for fault, _ in said)


def test_a_fault_is_printed_with_the_place_of_the_message_and_what_to_do() -> None:
    source = prose("See [the fort](../fort/index.md).")

    verdict = compare(source, "Siehe die Festung.", Contract(document=Document(blocks=())), PLACE)

    assert [str(fault) for fault in verdict.found] == [
        "locales/de/LC_MESSAGES/stories/tea.po:12: warning[link-dropped]:"
        " the translation drops the link to ../fort/index.md\n"
        "  hint: keep [words](../fort/index.md); only the words change. The source text is shown until then."
    ]


@pytest.mark.parametrize(
    ("translation", "reason"),
    [
        ("Tee " * 1_300, "5,200 characters; 5,000 are read"),
        ("[" * 50_000, "50,000 characters; 5,000 are read"),
        ("![" * 2_000, "more than 500 of the character ["),
        ("<a " * 1_000, "more than 500 of the character <"),
        ("[" * 450 + "a" * 1_000, "more marks than can be read in good time"),
    ],
)
def test_what_would_take_long_to_read_is_broken_at_once(translation: str, reason: str) -> None:
    start = time.process_time()

    verdict = compare(prose("Tea"), translation, Contract(document=Document(blocks=())), PLACE)

    assert time.process_time() - start < 1
    assert verdict.broken
    assert [(fault.code, fault.message) for fault in verdict.found] == [
        ("translation-too-long", f"the translation has {reason}")
    ]


# Phrases ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("{n} of {total}", "{total}: {n}"),
        ("Search", "<b>تلاش & more</b>"),
        ("50%", "50 %"),
        ("Search", "تلاش\u200cکریں"),
        ("{n}", "{n} {n}"),
    ],
)
def test_a_phrase_keeps_its_placeholders(source: str, translation: str) -> None:
    assert compare_phrase(source, [translation], PLACE).found == ()


@pytest.mark.parametrize(
    ("source", "translation", "messages"),
    [
        ("{n} of {total}", "{n}", ["the translation drops {total}"]),
        ("{n}", "{m}", ["the translation drops {n}", "{m} is not in the source"]),
        ("{n}", "{n} {n.__class__}", ["{n.__class__} is not in the source"]),
        ("{n}", "{n!r} {n}", ["{n!r} is not in the source"]),
        ("{n}", "{n} {0}", ["{0} is not in the source"]),
        ("Search", "{}", ["{} is not in the source"]),
        ("Search", "Such\x07e", ["the translation holds the invisible character U+0007"]),
        ("Search", "\u202eehcuS", ["a direction control is opened and not closed"]),
        ("Search", "Suche" * 1_001, ["the translation has 5,005 characters; 5,000 are read"]),
    ],
)
def test_a_phrase_that_does_not_is_broken(source: str, translation: str, messages: list[str]) -> None:
    verdict = compare_phrase(source, [translation], PLACE)

    assert verdict.broken
    assert [fault.message for fault in verdict.found] == messages
    assert all(fault.span == PLACE and fault.hint.endswith(SHOWN) for fault in verdict.found)


def test_a_plural_form_may_leave_the_number_out() -> None:
    forms = ["ایک کہانی", "{n} کہانیاں"]

    assert compare_phrase("{n} story", forms, PLACE, plural="{n} stories").found == ()
    assert compare_phrase("{n} story", forms, PLACE).broken


def test_a_plural_form_may_leave_nothing_else_out() -> None:
    verdict = compare_phrase("{n} in {place}", ["eins", "{n} in {place}"], PLACE, plural="{n} in {place}")

    assert [fault.message for fault in verdict.found] == ["the translation drops {place}"]
