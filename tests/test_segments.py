"""What is a segment (rules S1 to S5, S10 to S12), and how translations stand in a page (S17)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.markdown import Document, Rendering, parse, render
from sitegen.segments import Said, extract, localize

PATH = "content/stories/coffee/index.md"


def _document(text: str) -> Document:
    document, found = parse(text, PATH, 5)
    assert found == ()
    return document


def _texts(text: str) -> list[str]:
    return [segment.text for segment in extract(_document(text), PATH)]


def _html(document: Document) -> str:
    return render(document, Rendering(links={}, images={}, figures=("",) * 9, backlink="{number}", table="Table"))


def _shown(text: str, say: Callable[[str], str], language: str = "en") -> str:
    document = _document(text)
    return _html(localize(document, lambda key: Said(text=say(key[1]), language=language), "en"))


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("# A\n\n## B {#b .c}", ["A", "B"]),
        ("- a\n- b\n    - c", ["a", "b", "c"]),
        ("- a\n\n    more\n\n- b", ["a", "more", "b"]),
        ("> A tale.\n>\n> Its end.", ["A tale.", "Its end."]),
        ("| Load | Planks |\n| - | - |\n| Goat \\| kid | many |", ["Load", "Planks", "Goat \\| kid", "many"]),
        ("Stupa\n:   A mound.", ["Stupa", "A mound."]),
        ('!!! care "Before"\n    - Ask.', ["Before", "Ask."]),
        ("A fact.[^1]\n\n[^1]: Its source.\n\n    And more.", ["A fact.[^1]", "Its source.", "And more."]),
        ('![A cup](cup.jpg "Full.")', ["A cup", "Full."]),
        ("![A cup](cup.jpg){: .decorative }", ["A cup"]),
    ],
)
def test_each_leaf_block_is_one_segment(text: str, segments: list[str]) -> None:
    assert _texts(text) == segments


@pytest.mark.parametrize(
    "text",
    [
        "[TOC]",
        "1,046",
        "2026-01-02",
        "https://example.org/a",
        "`code`",
        "```\ncode here\n```",
        "<div><br></div>",
        "—",
        "{n}",
    ],
)
def test_what_has_no_words_is_no_segment(text: str) -> None:
    assert _texts(text) == []


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("soft\nbreak", "soft break"),
        ("hard  \nbreak", "hard\nbreak"),
        ("many   blanks\tand `two  in code`", "many blanks and `two  in code`"),
        ("Cafe\u0301", "Café"),
        ("山の\n道", "山の道"),
        ("see\n山", "see 山"),
        ("A [link](../tea.md) and *this*.", "A [link](../tea.md) and *this*."),
        ("A [link][k].\n\n[k]: https://example.org/", "A [link][k]."),
        ("Text.\n{: .lead }", "Text."),
    ],
)
def test_a_segment_is_the_source_as_written_in_its_normal_form(text: str, normal: str) -> None:
    assert _texts(text) == [normal]


def test_a_changed_address_of_a_reference_leaves_the_segment_alone() -> None:
    text = "A [link][k].\n\n[k]: https://example.org/one"

    assert _texts(text) == _texts(text.replace("one", "two"))


def test_a_writer_gives_notes_and_contexts_and_skips() -> None:
    segments = extract(
        _document(
            '<!-- i18n: note: of a ship -->\n\nShe sails.\n\n<!-- i18n: context="verb" -->\n\nSet.\n\n'
            "<!-- i18n: skip -->\n\nNot this.\n\n<!-- i18n: skip-start -->\n\nNor this.\n\nNor that.\n\n"
            "<!-- i18n: skip-end -->\n\nThis."
        ),
        PATH,
    )

    assert [(s.text, s.context) for s in segments] == [("She sails.", None), ("Set.", "verb"), ("This.", None)]
    assert "note: of a ship" in segments[0].comments


def test_directives_never_reach_the_page() -> None:
    html = _html(_document("<!-- i18n: note: secret -->\n\nSail. <!-- an aside -->"))

    assert "secret" not in html
    assert "aside" not in html


@pytest.mark.parametrize(
    "said",
    [
        "- x",
        "## y",
        "1. z",
        "> q",
        "```\ncode",
        "a\n\nb",
        "<!-- c",
        "[k]: https://evil.example",
        "<b>",
        "| a | b |\n| - | - |",
    ],
)
def test_a_translation_cannot_change_the_structure_of_blocks(said: str) -> None:
    html = _shown("First.\n\n- one\n- two\n\nLast.", lambda text: said if text == "one" else text)

    assert re.findall(r"</?(?:p|ul|ol|li|h\d|blockquote|pre|table|div)\b", html) == [
        "<p", "</p", "<ul", "<li", "</li", "<li", "</li", "</ul", "<p", "</p",
    ]  # fmt: skip


def test_headings_keep_the_ids_of_their_source() -> None:
    assert _shown("## Water first", lambda _: "پہلے پانی") == '<h2 id="water-first">پہلے پانی</h2>'


def test_headings_in_other_scripts_have_ids_that_differ() -> None:
    html = _html(_document("## پہلے پانی\n\n## پہلے پانی\n\n## Şehir’de 2 gün!"))

    assert re.findall(r'id="([^"]*)"', html) == ["پہلے-پانی", "پہلے-پانی-2", "şehirde-2-gün"]


def test_what_is_in_another_language_is_marked_on_its_own_element() -> None:
    html = _shown("A.\n\n- b\n", lambda text: text, language="ur")

    assert html == '<p dir="rtl" lang="ur">A.</p>\n<ul>\n<li dir="rtl" lang="ur">b</li>\n</ul>'


WORDS = st.sampled_from(
    ["slow", "*warm*", "[tea](../tea.md)", "`x  y`", "زمین", "1,046", "a\\*b", "<bdi>K2</bdi>", "&amp;", "end[^1]"]
)
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
BLOCKS = st.one_of(
    LINES,
    LINES.map("## {}".format),
    st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINES, min_size=1, max_size=2).map(lambda lines: "\n".join(f"> {line}" for line in lines)),
    LINES.map('!!! facts "Short"\n    {}'.format),
    st.tuples(LINES, LINES).map("  \n".join),
    LINES.map(lambda line: f"| a | b |\n| - | - |\n| {line} | x |"),
)
TEXTS = st.lists(BLOCKS, min_size=1, max_size=5).map(lambda blocks: "\n\n".join([*blocks, "[^1]: A note."]))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_translation_equal_to_its_source_changes_nothing(text: str) -> None:
    assert _shown(text, lambda said: said) == _html(_document(text))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_segments_cover_all_text_that_is_seen(text: str) -> None:
    seen = _shown(text, lambda _: "")
    seen = re.sub(r"<code>.*?</code>|<[^<>]*>|&\w+;", "", seen, flags=re.DOTALL)

    assert [character for character in seen if character.isalpha()] == []


@given(st.lists(LINES, min_size=2, max_size=5, unique=True), st.data())
@settings(max_examples=60, deadline=None)
def test_an_edited_paragraph_changes_its_own_segment_alone(paragraphs: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(paragraphs) - 1))
    edited = [*paragraphs[:number], "Quite another text.", *paragraphs[number + 1 :]]

    before, after = set(_texts("\n\n".join(paragraphs))), set(_texts("\n\n".join(edited)))

    assert after - before == {"Quite another text."}
    assert len(before - after) <= 1
