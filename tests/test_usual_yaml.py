"""Usual front matter is read in a fast way; it says just what YAML's own reader says, of whatever text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import shortcuts
from sitegen.diagnostics import Diagnostic
from sitegen.shape import Entries, Faults, Items, Node, Scalar, compose
from sitegen.shape.usual import usual

ROOT = Path(__file__).parents[1]
TEXTS = sorted(path for folder in ("content", "tests") for path in (ROOT / folder).rglob("*.md"))


def said(text: str) -> tuple[Node | None, list[Diagnostic]]:
    faults = Faults("tea.md")
    return compose(text, faults, 2), faults.found


def said_carefully(text: str) -> tuple[Node | None, list[Diagnostic]]:
    with shortcuts.off():
        return said(text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_front_matter_says_the_same_in_both_ways(path: Path) -> None:
    head = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")[0]

    assert said(head) == said_carefully(head)


def test_what_writers_mostly_write_is_read_in_the_fast_way() -> None:
    text = (
        "title: A fort given back to its valley\n"
        'summary: "Carpenters, masons: how #1 was mended"\n'
        "date: 2026-10-14\n"
        "region:\n"
        "topics: [mountains, living-culture]\n"
        "credits: []\n"
    )
    topics = ("mountains", "living-culture")

    found = usual(text, 2)

    assert found == said_carefully(text)[0]
    assert found == Entries(
        line=2,
        entries=(
            ("title", 2, Scalar(text="A fort given back to its valley", line=2)),
            ("summary", 3, Scalar(text="Carpenters, masons: how #1 was mended", line=3, quoted=True)),
            ("date", 4, Scalar(text="2026-10-14", line=4)),
            ("region", 5, Scalar(text="", line=5)),
            ("topics", 6, Items(items=tuple(Scalar(text=word, line=6) for word in topics), line=6)),
            ("credits", 7, Items(items=(), line=7)),
        ),
    )


# Nearly always what the fast way takes; at times what it must leave to the other.
_USUAL = (
    "tea",
    "A fort",
    " ",
    "قلعہ",
    "1",
    "-",
    "_",
    ",",
    ", ",
    ".",
    "(",
    "é",
    "_x",
    "٣",
    "²",
    "中",
    "/",
    "=",
    "+",
    "$",
)
_MARKS = (": ", " :", " #", "# ", "\\n", "? ", "- ", "null", "<<", "---", "...", *":#'\"\\[]{}&*!|>%@`?~")
_ODD = ("\t", "\u200c", "\u00a0", "\u2028", "\x85", "\ufeff", "\x07", "🍵")
insides = st.lists(st.sampled_from(_USUAL * 5 + _MARKS + _ODD), max_size=5).map("".join)
words = st.sampled_from(["tea", "k2", "living-culture", "A fort", "قلعہ", "a_b", "-x", "x:y", "", " ", "1", "~", "no"])
lists = st.builds("{}{}]".format, st.sampled_from(["[", "[ "]), st.lists(words, max_size=3).map(", ".join))
values = st.one_of(insides, insides, insides.map('"{}"'.format), insides.map("'{}'".format), lists)
_KEYS = ["title", "date", "a", "b", "c", "d", "cover_alt", "A", "no"]
keys = st.sampled_from(_KEYS * 3 + ["1", "-a", "<<", "", "a b", "é"])
gaps = st.sampled_from([": "] * 12 + [":", ":  ", ":\t", " : "])
ends = st.sampled_from([""] * 12 + [" ", "  ", " # no", "\t", ":", ","])
fields = st.builds("{}{}{}{}".format, keys, gaps, values, ends)
others = st.sampled_from(["", " ", "# words", "  more", "- one", "  key: value", "a:", "---", "...", "\t"])
heads = st.lists(st.one_of(fields, fields, fields, fields, fields, others), min_size=1, max_size=5).map("\n".join)


@given(heads, st.sampled_from(["\n", "\n", "", "\n\n"]))
@settings(deadline=None, max_examples=1_000)
def test_what_is_nearly_usual_says_the_same_in_both_ways(text: str, end: str) -> None:
    assert said(text + end) == said_carefully(text + end)


@given(st.builds("{}: {}{}".format, st.sampled_from(["a", "title"]), values, ends))
@settings(deadline=None, max_examples=1_000)
def test_a_single_field_says_the_same_in_both_ways(line: str) -> None:
    assert said(line) == said_carefully(line)


def test_more_yaml_than_is_read_is_refused_in_both_ways() -> None:
    text = "title: " + "x" * 70_000

    assert said(text) == said_carefully(text)
    assert [fault.code for fault in said(text)[1]] == ["yaml-limit"]


@pytest.mark.parametrize(
    "field", ["{}: tea", "title: {}", 'title: "{}"', "title: '{}'", "title: [{}]", "title: [a, {}]"]
)
@pytest.mark.parametrize("length", [61, 62, 1_023, 1_025, 3_000])
def test_long_words_say_the_same_in_both_ways(field: str, length: int) -> None:
    text = field.format("a" * length)

    assert said(text) == said_carefully(text)
