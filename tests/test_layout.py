"""Markdown as the rest of the world writes it: the layout of CommonMark, read with its meaning."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings

from sitegen.markdown import parse, walk
from sitegen.segments import extract
from tests.texts import html, shown, texts

LAW = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def blocks(text: str) -> str:
    """Return the blocks of a text as HTML in one line, without what only shows them."""
    page = html(text).replace(' tabindex="0"', "")
    tag = r"</?(?:ul|ol|li|p|blockquote|dl|dt|dd|aside|details|summary|div|h\d)\b[^>]*>"
    return re.sub(rf"\s*({tag})\s*", r"\1", page).strip()


def words(text: str) -> list[str]:
    """Return the texts of the segments of a text."""
    return [segment.text for segment in extract(parse(text, "a.md", 1)[0], "a.md")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("1. a\n   - b\n     c\n2. d", "<ol><li>a<ul><li>b c</li></ul></li><li>d</li></ol>"),
        ("- a\n  1. b\n  2. c", "<ul><li>a<ol><li>b</li><li>c</li></ol></li></ul>"),
        ("10. a\n    - b", '<ol start="10"><li>a<ul><li>b</li></ul></li></ol>'),
        ("- a\n\n  b\n\n- c", "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>"),
        ("1. a\n\n   b\n   c\n\n2. d", "<ol><li><p>a</p><p>b c</p></li><li><p>d</p></li></ol>"),
        ("- a\nb\n- c", "<ul><li>a b</li><li>c</li></ul>"),
        ("- a\n  > b\n  > c\n- d", "<ul><li><p>a</p><blockquote><p>b c</p></blockquote></li><li><p>d</p></li></ul>"),
        ("- a\n\n  - b\n\n    c", "<ul><li><p>a</p><ul><li><p>b</p><p>c</p></li></ul></li></ul>"),
        ("> - a\n>   - b\n> - c", "<blockquote><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul></blockquote>"),
        ("- a\n\n  b\n- c", "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>"),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
    ],
)
def test_what_stands_below_the_words_of_an_item_is_in_it(text: str, expected: str) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n- b\n- c", "<p>a</p><ul><li>b</li><li>c</li></ul>"),
        ("a\n1. b", "<p>a</p><ol><li>b</li></ol>"),
        ("> a\n> - b", "<blockquote><p>a</p><ul><li>b</li></ul></blockquote>"),
        ("- a\n\n  b\n  - c", "<ul><li><p>a</p><p>b</p><ul><li>c</li></ul></li></ul>"),
        (
            '!!! care "T"\n    a\n    - b',
            '<aside class="box care"><h2 class="box-title" id="t">T</h2><p>a</p><ul><li>b</li></ul></aside>',
        ),
        ("- a\n# B", '<ul><li>a</li></ul><h1 id="b">B</h1>'),
        ("> a\n# B", '<blockquote><p>a</p></blockquote><h1 id="b">B</h1>'),
    ],
)
def test_a_block_needs_no_empty_line_before_it(text: str, expected: str) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In\n1990. it",
        "a\n-b",
        "a\n- - -",
        "a | b\n- | -\nc | d",
        "a\n*b* c",
        "1.5 km\n2.5 km",
        "-x",
        "a -\nb",
        "x\n---",
    ],
)
def test_what_only_looks_like_an_item_begins_no_list(text: str) -> None:
    assert "<li>" not in html(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n\n  ```py\n  x\n\n    y\n  ```\n- b", '<code class="language-py">x\n\n  y\n</code>'),
        ("1. a\n   ```\n   - x\n   ```", "<code>- x\n</code>"),
        ("> a\n> ```py\n> x < y\n> ```\n> b", '<code class="language-py">x &lt; y\n</code>'),
        ("```rust,editable\nx\n```", '<code class="language-rust">x\n</code>'),
        ('```py title="a.py" linenums="1"\nx\n```', '<code class="language-py">x\n</code>'),
        ("````\n```\nx\n```\n````", "<code>```\nx\n```\n</code>"),
        ("  ~~~ {.py}\n  x\n   y\n  ~~~", '<code class="language-py">x\n y\n</code>'),
        ("```\nx\n`````", "<code>x\n</code>"),
        ("[^1] a\n\n[^1]: b\n\n    ```\n    x\n    ```", "<code>x\n</code>"),
        ('!!! care "T"\n    ```\n    x\n    ```', "<code>x\n</code>"),
    ],
)
def test_code_may_stand_anywhere_and_is_no_message(text: str, expected: str) -> None:
    assert expected in html(text)
    assert not [word for word in words(text) if "x" in word or "`" in word]


def test_a_structured_block_may_stand_in_an_item() -> None:
    found = parse("- a\n\n  ```facts\n  - x\n  ```\n", "a.md", 1)[0]

    assert [block.tag for block in walk(found.blocks)][:3] == ["ul", "li", "p"]


@pytest.mark.parametrize("text", ["```\nx", "- ```\n  x", "a `` b", "~~~"])
def test_a_fence_that_nothing_closes_is_text(text: str) -> None:
    assert "<pre" not in html(text)


def test_a_backslash_at_the_end_of_a_line_breaks_it() -> None:
    assert html("one\\\ntwo `a\\\nb` three\\\\\nfour") == "<p>one<br>\ntwo <code>a\\ b</code> three\\ four</p>"
    assert words("one\\\ntwo") == words("one  \ntwo") == ["one\ntwo"]


# Elements around Markdown ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<details>\n\na *b*\n\n- c\n\n</details>", "<details><p>a <em>b</em></p><ul><li>c</li></ul></details>"),
        (
            "<details>\n<summary>One *two*</summary>\n\na\n\n</details>\n\nb",
            "<details><summary>One <em>two</em></summary><p>a</p></details><p>b</p>",
        ),
        ('<div class="x">\n\na\n\n<div>\n\nb\n\n</div>\n</div>', '<div class="x"><p>a</p><div><p>b</p></div></div>'),
        ('<div class="x" markdown="1">\na\n</div>', '<div class="x"><p>a</p></div>'),
        ("- a\n\n  <div>\n\n  b\n\n  </div>", "<ul><li><p>a</p><div><p>b</p></div></li></ul>"),
        ('<p class="x">\n\n**a**\n\n</p>', '<div class="x"><p><strong>a</strong></p></div>'),
        ("<section>\n\na\n\n</section>", "<p>a</p>"),
        ("```\n<div>\n\n```\n\na\n\n</div>", "<pre><code>&lt;div&gt;\n\n</code></pre><p>a</p>"),
    ],
)
def test_blocks_between_two_tags_are_markdown(text: str, expected: str) -> None:
    assert blocks(text) == expected


def test_what_stands_between_two_tags_is_translated() -> None:
    assert words("<details>\n<summary>One</summary>\n\nTwo\n\n> Three\n\n</details>") == ["One", "Two", "Three"]


@pytest.mark.parametrize("text", ["<div>\na\n</div>", "<div>\n\na", "</div>\n\na\n\n<div>", "<div>\n\na\n\n</details>"])
def test_tags_without_counterpart_or_with_words_beside_them_are_raw(text: str) -> None:
    assert "<p>a</p>" in html(text) or words(text) == []


def test_a_tag_left_open_does_not_swallow_the_rest_of_the_text() -> None:
    assert words('<p align="center">\nOne\n<p>\n\nTwo\n\n- Three') == ["Two", "Three"]


def test_attributes_that_no_page_may_have_are_told_with_their_line() -> None:
    _, found = parse('Text\n\n<div style="x" onclick="y" class="z">\n\na\n\n</div>', "a.md", 1)

    assert [str(fault).splitlines()[0] for fault in found] == [
        'a.md:3: warning[attribute-dropped]: the attribute "style" is left out of the page',
        'a.md:3: warning[attribute-dropped]: the attribute "onclick" is left out of the page',
    ]
    assert '<div class="z">' in html('<div style="x" onclick="y" class="z">\n\na\n\n</div>')


def test_two_elements_around_blocks_have_no_id_in_common() -> None:
    assert re.findall('id="([^"]*)"', html('# A\n\n<div id="a">\n\nb\n\n</div>')) == ["a", "a-2"]


# Attribute lists and placeholders ---------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Hello\n{name}", "# Hello {name}", "*Hello*{name}", "| Hello {name} |\n|---|\n| x |"])
def test_a_placeholder_is_no_attribute_list(text: str) -> None:
    assert "{name}" in html(text)
    assert "{name}" in words(text)[0]


# Laws -----------------------------------------------------------------------------------------------------


def _narrow(text: str) -> str:
    """Return a text with what stands in lists at two columns in place of four."""
    narrow = re.sub(r"^((?: {4})*)[-*]   ", r"\1- ", text, flags=re.MULTILINE)
    return re.sub(r"^(?: {4})+", lambda margin: " " * (len(margin[0]) // 2), narrow, flags=re.MULTILINE)


@given(texts().filter(lambda text: not re.search(r"1\.  |!!!|:   |^ {4}tea|^>.*(?: {4}|[-*]   )", text, re.MULTILINE)))
@LAW
def test_two_columns_mean_what_four_mean(text: str) -> None:
    body, _, end = text.partition("\n[^1]:")

    narrow = shown(parse(f"{_narrow(body)}\n[^1]:{end}", "a.md", 1)[0])

    assert narrow == shown(parse(text, "a.md", 1)[0])


@pytest.mark.parametrize(
    "text",
    [
        "- " * 200 + "a",
        "> " * 2_000 + "a",
        "\n".join("  " * depth + "- a" for depth in range(60)),
        "```\n" * 900,
        "- ```\n" * 900,
        "<div>\n\n" * 900,
        "</div>\n" * 900,
        "<p>\n\n" * 900,
        "<details><summary>" * 900,
        "<div " + 'a="' * 900 + ">\n\n",
        "- a\n" + "  b\n" * 10_000,
        "> a\n" + "b\n" * 10_000,
    ],
)
def test_hostile_layout_is_read_in_good_time(text: str) -> None:
    start = time.process_time()

    parse(text, "a.md", 1)

    assert time.process_time() - start < 3
