"""What of a text is translated, in which form, and how translations are put back (rules S1 to S17)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.diagnostics import Span
from sitegen.markdown import Document, has_words, normalise, parse
from sitegen.segments import Contract, Said, Segment, compare, count_words, extract, localize
from tests.texts import INLINE, document, html, shown, texts, told_apart

#: The texts of laws are large to write out, which Hypothesis only does for one that breaks a law.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
LAW = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def segments(text: str) -> tuple[Segment, ...]:
    """Return the segments of a text."""
    return extract(parse(text, "a.md", 1)[0], "a.md")


def words(text: str) -> list[str]:
    """Return the texts of the segments of a text."""
    return [segment.text for segment in segments(text)]


def comments(text: str) -> list[tuple[str, ...]]:
    """Return what translators are told about each segment of a text."""
    return [segment.comments for segment in segments(text)]


def saying(translations: dict[str, str], tag: str = "ur") -> Callable[[tuple[str | None, str]], Said]:
    """Return what says these translations, and the source where there is none."""
    return lambda key: (
        Said(text=translations[key[1]], language=tag) if key[1] in translations else Said(text=key[1], language="en")
    )


def translated(text: str, translations: dict[str, str]) -> str:
    """Return a text in English as the page in Urdu shows it."""
    return shown(localize(parse(text, "a.md", 1)[0], saying(translations), "ur"))


# S1, S2: what is a segment --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two.\n\nThree", ["One. Two.", "Three"]),
        ("# One\n\n###### Two\n\nThree\n=====", ["One", "Two", "Three"]),
        ("- one\n- two\n    - three\n- four", ["one", "two", "three", "four"]),
        ("- one\n\n    two\n\n- three", ["one", "two", "three"]),
        ("- # One\n    two\n- three", ["One", "two", "three"]),
        ("> one\n>\n> > two", ["one", "two"]),
        ("| a | b |\n|---|---|\n| c | |\n| 1 | d |", ["a", "b", "c", "d"]),
        ("One\nTwo\n:   three\n:   four\n\n    five", ["One", "Two", "three", "four", "five"]),
        ('!!! facts "One"\n    two\n\n    - three\n\nfour', ["One", "two", "three", "four"]),
        ('- !!! facts "One"\n      two\n- three', ["One", "two", "three"]),
        ("One[^1]\n\n[^1]: two\n\n    three\n\nfour", ["One[^1]", "four", "two", "three"]),
        ('![One](b.jpg "Two")', ["One", "Two"]),
    ],
)
def test_each_leaf_block_is_one_segment_in_the_order_of_the_page(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "1,046 – 2,100",
        "2026-10-14",
        "https://example.org/a",
        "<https://example.org/a>",
        "www.example.org",
        "desk@example.org",
        "{name}",
        "`code`",
        "[TOC]",
        "* * *",
        "[1](../a/index.md)",
        "[12][key]\n\n[key]: ../a/index.md",
        "7[^note]\n\n[^note]: 8",
        "<br>",
        "<span class='x'>12</span>",
        "&copy; 2026",
        "<!-- a remark -->",
        "| 1 | 2 |\n|---|---|\n| 3 | `x` |",
        "```\ncode\n```",
        "    code",
        "<div>raw</div>",
        "![](b.jpg){: .decorative }",
        "![12](b.jpg)",
    ],
)
def test_what_has_no_words_of_its_own_is_no_segment(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize("text", ["چائے", "茶", "x² + 1", "`a` or `b`", "[tea](../a/index.md)", "<b>tea</b>", "Ω"])
def test_what_has_a_letter_is_a_segment(text: str) -> None:
    assert has_words(text)


def test_repeated_cells_are_one_message() -> None:
    found = segments("| yes | no |\n|---|---|\n| yes | yes |")

    assert [segment.key for segment in found] == [(None, "yes"), (None, "no"), (None, "yes"), (None, "yes")]
    assert len({segment.key for segment in found}) == 2


# S3: the normal form --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("one\ntwo", "one two"),
        ("one  \ntwo", "one\ntwo"),
        ("one     \n   two", "one\ntwo"),
        ("one \n  two", "one two"),
        ("  one   two ", "one two"),
        ("one\ttwo", "one two"),
        ("one `a  b` two", "one `a  b` two"),
        ("one `a\nb` two", "one `a b` two"),
        ("``a ` b``  c", "``a ` b`` c"),
        ("木の\n家", "木の家"),
        ("木の\nhouse", "木の house"),
        ("木。\n「家」", "木。「家」"),
        ("سڑک\nپر", "سڑک پر"),
        ("cafe\u0301", "café"),
        ("one\u00a0two", "one\u00a0two"),
        ("[one\ntwo](a.md)", "[one two](a.md)"),
        ("one two  ", "one two"),
    ],
)
def test_a_segment_is_the_source_with_its_white_space_in_order(text: str, normal: str) -> None:
    assert normalise(text) == normal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## Tea {: #top .x }", "Tea"),
        ("## Tea ## {#top}", "Tea"),
        ("Tea\n{: .lead }", "Tea"),
        ("| Tea {: .x } |\n|---|\n| 1 |", "Tea"),
        ("Tea *x*{: .y } z", "Tea *x*{: .y } z"),
        ("Tea <!-- TODO --> salt", "Tea salt"),
        (r"Tea \| salt", r"Tea \| salt"),
        ("| Tea \\| salt |\n|---|\n| 1 |", r"Tea \| salt"),
        ("Tea &amp; <kbd>salt</kbd>", "Tea &amp; <kbd>salt</kbd>"),
        (r"2026\. Tea", r"2026\. Tea"),
    ],
)
def test_a_segment_is_the_source_as_written_without_attribute_list_and_comments(text: str, found: str) -> None:
    assert words(text) == [found]


@given(st.text(st.sampled_from("ab ت家`*\\\t")))
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.lists(INLINE, min_size=1, max_size=6))
@LAW
def test_how_a_paragraph_is_wrapped_does_not_matter(pieces: list[str]) -> None:
    assert words("Tea " + "\n".join(pieces)) == words("Tea " + "  ".join(pieces))


# S4, S5, S10, S12: links, figures, context, comments --------------------------------------------------------


def test_a_reference_link_keeps_its_key_and_tells_where_it_leads() -> None:
    (segment,) = segments("See [the fort][Fort] and [fort].\n\n[fort]: https://example.org/fort")

    assert segment.text == "See [the fort][Fort] and [fort]."
    assert segment.comments == ("paragraph", "[fort] leads to https://example.org/fort")


def test_another_address_of_a_reference_leaves_the_message_alone() -> None:
    text = "See [the fort][fort].\n\n[fort]: https://example.org/fort"

    assert words(text) == words(text.replace("example.org", "example.com"))


def test_the_path_of_a_figure_is_in_no_message() -> None:
    alt, caption = segments('![A fort](b.jpg "In snow")')

    assert (alt.text, alt.prose, alt.comments) == ("A fort", False, ("alternative text of a picture",))
    assert (caption.text, caption.prose, caption.comments) == ("In snow", False, ("caption of a picture",))


def test_a_decorative_picture_has_no_words() -> None:
    assert words("![](b.jpg){: .decorative }") == []


def test_a_context_tells_two_messages_with_the_same_words_apart() -> None:
    found = segments('<!-- i18n: context="menu" -->\nHome\n\nHome')

    assert [segment.key for segment in found] == [("menu", "Home"), (None, "Home")]


def test_translators_are_told_what_a_segment_is_and_where_it_stands() -> None:
    text = """\
Tea.

## Salt

Tea.

- Tea.

> Tea.

!!! facts "Short"
    Tea.

| Tea |
|-----|
| Tea |

Tea
:   Tea

![Tea](b.jpg "Tea")

<!-- i18n: note A pun. -->
Tea[^1]

[^1]: Tea.
"""

    assert comments(text) == [
        ("paragraph",),
        ("heading, level 2",),
        ("paragraph under “Salt”",),
        ("list item under “Salt”",),
        ("paragraph in a quotation under “Salt”",),
        ("title of a box",),
        ("paragraph in a facts box under “Short”",),
        ("table heading under “Salt”",),
        ("table cell under “Salt”",),
        ("term under “Salt”",),
        ("definition under “Salt”",),
        ("alternative text of a picture under “Salt”",),
        ("caption of a picture under “Salt”",),
        ("paragraph under “Salt”", "note: A pun."),
        ("paragraph in a footnote",),
    ]


def test_a_segment_knows_its_place() -> None:
    assert [str(segment.span) for segment in segments("Tea\n\n- salt\n- wool")] == ["a.md:1", "a.md:3", "a.md:4"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("One two", 2),
        ("1,046 km – far", 3),
        ("[one two](../three/index.md)", 2),
        ("چائے پیجیے۔", 2),
        ("木の家", 2),
        ("…", 0),
    ],
)
def test_words_are_counted_as_readers_count_them(text: str, number: int) -> None:
    assert count_words(text) == number


# S17: putting translations in -------------------------------------------------------------------------------


def test_a_translation_stands_where_its_source_stood() -> None:
    text = "## Tea\n\nSalt *and* [wool](../wool/index.md)"
    said = {"Tea": "چائے", "Salt *and* [wool](../wool/index.md)": "[اون](../wool/index.md) *اور* نمک"}

    assert translated(text, said) == (
        '<h2 id="tea">چائے</h2>\n<p><a href="../wool/index.md">اون</a> <em>اور</em> نمک</p>'
    )


def test_what_is_not_in_the_language_of_the_page_says_so() -> None:
    assert translated("Tea\n\nSalt", {"Salt": "نمک"}) == '<p dir="ltr" lang="en">Tea</p>\n<p>نمک</p>'


def test_what_stands_in_a_block_of_another_language_says_so_too() -> None:
    text = "- Tea\n    - Salt\n    - Wool\n\n    1,046"

    assert re.findall("<(li|p)([^>]*)>([^<]*)", translated("- Tea\n    - Salt\n    - Wool\n", {"Salt": "نمک"})) == [
        ("li", ' dir="ltr" lang="en"', "Tea"),
        ("li", ' dir="rtl" lang="ur"', "نمک"),
        ("li", "", "Wool"),
    ]
    assert "1,046" in translated(text, {})


def test_text_that_has_no_element_of_its_own_gets_one_to_say_its_language() -> None:
    text = '- !!! facts "Tea"\n      Salt\n- Wool'

    assert '<span dir="ltr" lang="en">Salt</span>' in translated(text, {"Tea": "چائے", "Wool": "اون"})


def test_a_footnote_that_is_not_translated_keeps_its_way_back_in_the_language_of_the_page() -> None:
    page = translated("چائے[^1]\n\n[^1]: Salt", {"چائے[^1]": "چائے[^1]"})

    assert re.findall("<(?:p|a)( [^>]*)>", page) == [
        ' class="footnote-ref" href="#fn:1"',
        ' dir="ltr" lang="en"',
        ' aria-label="Back to 1" class="footnote-backref" dir="rtl" href="#fnref:1" lang="ur"',
    ]


def test_the_words_of_figures_are_left_to_who_shows_them() -> None:
    found = document('![Tea](b.jpg "Salt")')

    assert localize(found, saying({"Tea": "چائے", "Salt": "نمک"}), "ur") == found


def test_a_fragment_leads_to_the_same_heading_in_every_language() -> None:
    text = "## Old tea\n\n## Old tea\n\n## Salt {#s}"
    said = {"Old tea": "پرانی چائے", "Salt": "نمک"}

    assert re.findall('id="([^"]*)"', translated(text, said)) == re.findall('id="([^"]*)"', html(text))


def test_a_hard_break_in_a_translation_is_one() -> None:
    assert translated("Tea  \nsalt", {"Tea\nsalt": "چائے\nنمک"}) == "<p>چائے<br>\nنمک</p>"


# Laws -----------------------------------------------------------------------------------------------------


@given(texts())
@LAW
def test_the_source_as_its_own_translation_gives_the_same_page(text: str) -> None:
    found, _ = parse(text, "a.md", 1)

    assert shown(localize(found, lambda key: Said(text=key[1], language="en"), "en")) == shown(found)


@given(texts())
@LAW
def test_the_source_as_its_own_translation_keeps_the_contract(text: str) -> None:
    found, _ = parse(text, "a.md", 1)

    for segment in extract(found, "a.md"):
        assert compare(segment, segment.text, Contract(document=found), Span("a.po", 1)).found == ()


@given(texts())
@LAW
def test_segments_hold_every_word_that_is_shown_and_no_other(text: str) -> None:
    text = told_apart(text)
    found = segments(text)

    shown = set(re.findall(r"w\d+w", re.sub("<pre.*?</pre>", "", html(text), flags=re.DOTALL)))
    in_segments = {word for segment in found for word in re.findall(r"w\d+w", segment.text)}
    # Code spans alone in a paragraph and blocks of raw HTML are shown and are not translated.
    elsewhere = set(re.findall(r"w\d+w", " ".join(re.findall("`[^`]*`|<p>.*?</p>", text))))
    assert shown - elsewhere == in_segments - elsewhere


@given(texts(), st.data())
@LAW
def test_an_edited_word_changes_the_key_of_its_segment_alone(text: str, data: st.DataObject) -> None:
    text = told_apart(text)
    before = [segment.key for segment in segments(text)]
    edited = data.draw(st.sampled_from(sorted({word for _, id in before for word in re.findall(r"w\d+w", id)})))

    after = [segment.key for segment in segments(text.replace(edited, "edited"))]

    assert [old != new for old, new in zip(before, after, strict=True)] == [edited in id for _, id in before]
    assert sum(edited in id for _, id in before) == 1


#: What would begin a block, end one, or reach out of one, were it not the text of a segment.
HOSTILE = [
    "- x",
    "* x\n* y",
    "1. x",
    "# y",
    "## y",
    "x\n===",
    "x\n---",
    "***",
    "one\n\ntwo",
    "one\n\n\n- two",
    "> x",
    "    x",
    "\tx",
    "```\nx\n```",
    "~~~\nx\n~~~",
    "| a | b |\n|---|---|\n| c | d |",
    "x\n: y",
    '!!! facts "x"\n    y',
    "[x]: https://evil.example",
    "[^1]: x",
    "*[tea]: x",
    "x\n{: .y }",
    "x {: .y }",
    "///Footnotes Go Here///",
    "<!--",
    "<!-- x",
    "<!-- i18n: skip-start -->",
    "-->",
    "<div>",
    "</div>",
    "</p><p>",
    "<p>x",
    "</li></ul>",
    "</td><td>",
    "</aside>",
    "</h2>",
    "<hr>",
    "<table>",
    "<em>x",
    "x</em>",
    "<strong><em>x</strong></em>",
    "<bdi>x",
    "<span dir='rtl'>x",
    "<br",
    "<a href='../to/it.md'>x",
    "</a>",
    "<script>",
    "<style>*{display:none}</style>",
    "<svg><p>x</p></svg>",
    "<![CDATA[ x",
    "<![CDATA[ > <div> ]]>",
    "<? > <div> ?>",
    "<!doctype html>",
    "&lt;div&gt;",
    "\\",
    "`",
    "``` x",
    "*",
    "**x",
    "[",
    "](",
    "[x](",
    "![",
    "<",
    "&",
    "\x02wzxhzdk:0\x03",
    "\ue0000\ue001",
]
_BLOCKS = "aside|blockquote|div|dl|dd|dt|h[1-6]|hr|li|ol|p|pre|table|tbody|td|th|thead|tr|ul"


def skeleton(page: str) -> list[str]:
    """Return the tags of the blocks of a page."""
    return re.findall(rf"</?(?:{_BLOCKS})(?=[ >])", page)


def _said(found: Document, segment: Segment, translation: str) -> str:
    """Return a document with one translation in it, if it may be shown."""
    verdict = compare(segment, translation, Contract(document=found), Span("a.po", 1))
    said = {} if verdict.broken else {segment.text: translation}
    return shown(localize(found, saying(said, "en"), "en"))


EVERYTHING = """\
## Heading

Paragraph[^1]

- item
    - nested

> quote

| head |
|------|
| cell |

Term
:   definition

!!! facts "Title"
    text

[^1]: footnote
"""


@pytest.mark.parametrize("translation", HOSTILE)
def test_a_translation_never_changes_the_blocks_of_a_page(translation: str) -> None:
    found = document(EVERYTHING)

    for segment in extract(found, "a.md"):
        assert skeleton(_said(found, segment, translation)) == skeleton(shown(found))


@given(texts(), st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map("".join))
@LAW
def test_no_translation_of_any_text_changes_its_blocks(text: str, translation: str) -> None:
    found, _ = parse(text, "a.md", 1)

    for segment in extract(found, "a.md")[:5]:
        if segment.prose:
            assert skeleton(_said(found, segment, translation)) == skeleton(shown(found))


@pytest.mark.parametrize("translation", HOSTILE)
def test_even_what_nobody_checked_stays_in_its_block(translation: str) -> None:
    found = document("Before\n\nTea\n\nAfter")

    page = shown(localize(found, saying({"Tea": translation}, "en"), "en"))

    assert page.startswith("<p>Before</p>\n")
    assert page.endswith("\n<p>After</p>")
