"""The Markdown dialect: what a text becomes, how that is shown, and how much of it is read."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import HealthCheck, given, settings

from sitegen.markdown import Block, Figure, figures, heading_id, line_of, normalise, parse, walk
from sitegen.markdown.sanitise import sanitise
from tests.texts import document, html, shown, texts, told_apart

#: The texts of laws are large to write out, which Hypothesis only does for one that breaks a law.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
LAW = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def faults(text: str) -> list[str]:
    """Return what is wrong with a text, as it is printed."""
    return [str(fault) for fault in parse(text, "a.md", 1)[1]]


def messages(text: str) -> list[Block]:
    """Return the blocks of a text that are messages."""
    return [block for block in walk(parse(text, "a.md", 1)[0].blocks) if block.message]


def lines(text: str) -> list[tuple[str, int]]:
    """Return the tags and lines of the blocks of a text that have text of their own."""
    return [(block.tag, block.line) for block in walk(parse(text, "a.md", 1)[0].blocks) if block.line]


# Equal to Python-Markdown -------------------------------------------------------------------------------

_EXTENSIONS = ["tables", "footnotes", "abbr", "def_list", "sane_lists", "admonition", "fenced_code", "attr_list"]
_BLOCKS = """
    p div aside blockquote ul ol li dl dt dd table thead tbody tr th td h1 h2 h3 h4 h5 h6 hr pre br
"""


class _Shape(HTMLParser):
    """Reads HTML into a list of tags and texts, without white space that is not shown and without what is ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        #: The names under which open elements were noted; empty for one that was left out.
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs if name not in ("tabindex", "width", "height")}
        classes = [name for name in given.pop("class", "").split() if not name.startswith("align-")]
        if re.fullmatch("h[1-6]", tag):
            given.pop("id", None)
        if "footnote-backref" in classes:
            given = {}
        if "box" in classes:
            tag, classes = "div", ["admonition", *classes[1:]]
        if "box-title" in classes:
            tag, classes = "p", ["admonition-title"]
        if classes:
            given["class"] = " ".join(classes)
        is_ours = tag == "div" and classes == ["table"]
        if not is_ours:
            words = [tag, *(f"{name}={value}" for name, value in sorted(given.items()))]
            self.parts.append(f"<{' '.join(words)}>")
        if tag not in ("br", "hr", "img"):
            self._open.append("" if is_ours else tag)

    def handle_endtag(self, tag: str) -> None:
        name = self._open.pop()
        self.parts += [f"</{name}>"] if name else []

    def handle_data(self, data: str) -> None:
        text = data.replace("\u2191", "\u21a9")  # the arrow back from a footnote
        self.parts.append(text if "pre" in self._open else re.sub(r"\s+", " ", text))


def shape(text: str) -> list[str]:
    """Return HTML as a list of tags and texts that can be compared."""
    reader = _Shape()
    reader.feed(text)
    reader.close()
    tag = rf"(?:{'|'.join(_BLOCKS.split())})"
    whole = re.sub(rf" ?\0?(</?{tag}(?: [^>\0]*)?>)\0? ?", r"\0\1\0", "\0".join(reader.parts))
    return [part for part in whole.split("\0") if part.strip()]


def expected(text: str) -> str:
    """Return what Python-Markdown and the sanitiser make of a text."""
    converter = markdown.Markdown(extensions=_EXTENSIONS, output_format="html")
    return sanitise(converter.convert(text), lambda attribute, value: value)


SAMPLES = {
    "soft and hard breaks": "one\ntwo  \nthree\n\nfour",
    "nested list": "- a\n- b\n    - c\n        1. d\n    - e\n- f",
    "loose list": "- a\n\n- b\n\n    more\n\n    - c\n\n- d",
    "list that turns loose": "1. a\n2. b\n\n3. c",
    "list from three": "3. a\n4. b",
    "list with other blocks": "* a\n\n    > quote\n\n    text\n\n        code",
    "heading in an item": "- # H\n    tail\n- b",
    "table": "| a | b |\n|:--|--:|\n| x \\| y | `a|b` |\n| *e* | [l](https://x.org) |",
    "table without borders": "a | b\n- | -\nc | d\n",
    "table with a short row": "|a|b|\n|-|-|\n|c|",
    "cell with attributes": "| a {: .c} | b |\n|---|---|\n| x | y {: .d} |",
    "definitions": "Term\n: One\n: Two\n\nOther\n\n:   Loose\n\n    second",
    "definition in inline markup": "Term *a*\n: `code` [l](https://x.org)",
    "footnotes": "Text[^1] and[^2] again[^1].\n\n[^1]: One.\n[^2]: Two\n    goes on.\n\n    More\n\n    - list",
    "footnote nobody refers to": "Text\n\n[^n]: only",
    "footnote that ends in code": "x[^a]\n\n[^a]:\n    deep\n\n        code",
    "footnote that is a list": "x[^a]\n\n[^a]: - l\n    - m",
    "abbreviations": "The HTML and CSS.\n\n*[HTML]: Hyper Text\n*[CSS]: Sheets",
    "reference links": 'A [ref][x], [x] and [X][].\n\n[x]: https://x.org "T"',
    "picture by reference": '![a][i] x\n\n[i]: x.jpg "t"',
    "fenced code": "```python\nx = 1 < 2\n\ny\n```\n\n~~~\na\n~~~",
    "code right under text": "a\n```\nx\n```\nb",
    "indented code": "    code\n\n    more\n\ntext",
    "box": '!!! note "Title"\n    Body *em*\n\n    - l\n\nafter',
    "box in a box": '!!! x "T"\n    a\n\n    !!! y "U"\n        b',
    "attributes of blocks": "# H {: #top .x }\n\n## I {#two}\n\nText\n{: .lead #p}",
    "attributes inside": "A *em*{: .x} and [l](https://a.org){: .y #z} ok `c`{: .w}",
    "quotation": "> q\n> r\n>\n> - l\n>\n> > nested\nlazy",
    "headings with lines": "One\n===\n\nTwo\n---\n\n***\n\n- - -",
    "raw inline HTML": 'a <kbd>b</kbd> <span lang="ur" dir="rtl">x</span> <br> <b>c</b><i>d</i>',
    "raw block": '<div class="x">\n<p>raw</p>\n</div>\n\nafter',
    "comments": "a <!-- c --> b\n\n<!-- block -->\n\nc `<!-- d -->`",
    "emphasis": "a **b *c* d** __e__ _f_ `g` ``h ` i`` \\*not\\* 2 * 3 x_y_z",
    "entities": "&amp; &copy; < > &lt;x&gt; &#106;",
    "addresses": '<https://x.org> <me@x.org> [l](<a b> "t") [d](e (f))',
}


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_a_text_is_shown_as_python_markdown_shows_it(text: str) -> None:
    assert shape(html(text)) == shape(expected(text))


def _is_read_alike(text: str) -> bool:
    """Tell whether Python-Markdown reads a text as it is meant.

    It knows no fences in items and quotations, no definitions right under the first line of an item, and takes
    the text of a box that begins an item for code.
    """
    inner = r"^(?:[ >]|[-*] |1\.).*(?:```|!!!|:   )"
    return re.search(inner, text, re.MULTILINE) is None


@given(texts().filter(_is_read_alike))
@LAW
def test_all_texts_are_shown_as_python_markdown_shows_them(text: str) -> None:
    assert shape(html(text)) == shape(expected(text))


@given(texts(), texts())
@LAW
def test_what_was_shown_before_does_not_matter(text: str, other: str) -> None:
    found, _ = parse(text, "a.md", 1)
    first = shown(found)

    html(other)

    assert shown(found) == first
    assert shown(parse(text, "a.md", 1)[0]) == first


def test_a_table_can_be_scrolled_by_keyboard_and_tells_what_it_is() -> None:
    shown = html("| a |\n|---|\n| b |")

    assert shown.startswith('<div class="table" role="group" tabindex="0" aria-label="Table"><table>')
    assert shown.endswith("</table></div>")


def test_a_table_in_an_attribute_is_no_table() -> None:
    text = '<span title="<table onclick=alert(1)></table>">x</span>\n\n| a |\n|---|\n| b |'

    assert html(text).count("<div") == 1


def test_the_columns_of_a_table_are_aligned_by_class() -> None:
    shown = html("| a | b | c |\n|:--|--:|:-:|\n| d | e | f |")

    assert re.findall('<t[hd] class="([^"]*)"', shown) == ["align-start", "align-end", "align-center"] * 2


def test_each_way_back_from_a_footnote_says_where_it_leads() -> None:
    shown = html("a[^1] b[^2] c[^2]\n\n[^1]: one\n[^2]: two")

    assert re.findall('aria-label="([^"]*)" class="footnote-backref" href="([^"]*)"', shown) == [
        ("Back to 1", "#fnref:1"),
        ("Back to 2", "#fnref:2"),
        ("Back to 2", "#fnref2:2"),
    ]


def test_a_tag_left_open_does_not_reach_into_the_next_block() -> None:
    assert html("one <em>two\n\nthree").endswith("\n<p>three</p>")


def test_an_attribute_list_ends_at_its_brace() -> None:
    assert html("*a*{: .x } and\n{b} c") == '<p><em class="x">a</em> and {b} c</p>'


# Boxes, figures, headings -------------------------------------------------------------------------------


def test_a_box_is_an_aside_with_a_heading_that_can_be_linked_to() -> None:
    assert html('!!! facts "At a glance"\n    Text.') == (
        '<aside class="box facts">\n<h2 class="box-title" id="at-a-glance">At a glance</h2>\n<p>Text.</p>\n</aside>'
    )


def test_a_box_without_a_title_gets_none_in_english() -> None:
    assert html("!!! care\n    Text.") == '<aside class="box care">\n<p>Text.</p>\n</aside>'


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ('![A fort](b.jpg "In snow")', ("b.jpg", "A fort", "In snow", False)),
        ("![A fort](b.jpg)", ("b.jpg", "A fort", "", False)),
        ("![](b.jpg){: .decorative }", ("b.jpg", "", "", True)),
        ("![](b.jpg)\n{: .decorative }", ("b.jpg", "", "", True)),
        ("![A\nfort](b.jpg\n'In   snow')", ("b.jpg", "A fort", "In snow", False)),
        (
            '![A \\[big\\] fort &amp; a wall](b.jpg "In \\"snow\\"")',
            ("b.jpg", "A [big] fort & a wall", 'In "snow"', False),
        ),
        ("![A [small] fort](b.jpg) <!-- a better one? -->", ("b.jpg", "A [small] fort", "", False)),
    ],
)
def test_a_picture_alone_in_a_paragraph_is_a_figure(text: str, figure: tuple[str, str, str, bool]) -> None:
    src, alt, caption, decorative = figure

    assert figures(document(text)) == (Figure(src=src, alt=alt, caption=caption, decorative=decorative, line=1),)


def test_a_picture_among_words_is_none() -> None:
    assert figures(document("See ![a fort](b.jpg).")) == ()


def test_figures_are_put_in_where_they_stand() -> None:
    assert re.findall('src="([^"]*)"', html("![a](1.jpg)\n\n- x\n\n    ![b](2.jpg)\n\n![c](3.jpg)")) == [
        "1.jpg",
        "2.jpg",
        "3.jpg",
    ]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("The *Lahore* fort", "the-lahore-fort"),
        ("دیواروں پر ٹھہرے رنگ", "دیواروں-پر-ٹھہرے-رنگ"),
        ("مٹی کی دیوار، اینٹ کی فصیل؟", "مٹی-کی-دیوار-اینٹ-کی-فصیل"),
        ("می‌شود", "میشود"),
        ("İstanbul’da ILIK ığdır", "istanbulda-ilik-ığdır"),
        ("Straße — 12/13", "strasse-12-13"),
        ("Tea &amp; [salt](../salt/index.md)", "tea-salt"),
        ("A note[^1] on `code`", "a-note-on-code"),
        ("e\u0301clair", "éclair"),
        ("木の家", "木の家"),
        ("_Slanted_ `max_line` and FST\\_ERR", "slanted-max_line-and-fst_err"),
        ("…!?", "section"),
    ],
)
def test_the_id_of_a_heading_is_its_letters_and_digits(text: str, id: str) -> None:
    assert heading_id(text) == id


def test_no_two_elements_have_the_same_id() -> None:
    text = "## Tea\n\n## Tea\n\n## Tea {#tea}\n\n## Salt {#own}\n\nWool\n{: #own }\n\n## Tea 2"

    assert re.findall('id="([^"]*)"', html(text)) == ["tea", "tea-2", "tea-3", "own", "own-2", "tea-2-2"]


@pytest.mark.parametrize(
    "text", ["## Tea {: onclick=alert(1) }", "Tea\n{: style=color:red }", "![a](b.jpg){: srcset=x }"]
)
def test_an_attribute_list_sets_ids_and_classes_only(text: str) -> None:
    name = text.split("{: ")[1].split("=")[0]

    assert faults(text) == [
        f'a.md:1: warning[attribute-dropped]: the attribute "{name}" is left out: only ids and classes may be set\n'
        "  hint: write {: #id .class }"
    ]
    assert name not in html(text)


# Lines --------------------------------------------------------------------------------------------------

LINED = """\
# Tea

Salt
tea

Tea

- Tea
- Salt
    - Tea

    > Tea

1.  Tea

    Tea

| Tea | Salt |
| --- | ---: |
| Tea | Tea |
| a \\| b | Tea |

Tea
:   Tea

!!! facts "Tea"
    Tea

```
Tea
```

![Tea](tea.jpg)

\tTea

Tea[^1]

[^1]: Tea

    Tea

<div>
Tea
</div>

Tea
"""


def test_every_block_knows_its_line_also_where_words_repeat() -> None:
    assert lines(LINED) == [
        ("h1", 1),
        ("p", 3),
        ("p", 6),
        ("li", 8),
        ("p", 9),
        ("li", 10),
        ("p", 12),
        ("p", 14),
        ("p", 16),
        ("th", 18),
        ("th", 18),
        ("td", 20),
        ("td", 20),
        ("td", 21),
        ("td", 21),
        ("dt", 23),
        ("dd", 24),
        ("h2", 26),
        ("p", 27),
        ("#raw", 30),
        ("figure", 33),
        ("alt", 33),
        ("figcaption", 33),
        ("p", 37),
        ("#raw", 43),
        ("p", 47),
        ("p", 39),
        ("p", 41),
    ]


@given(texts())
@LAW
def test_words_that_repeat_have_the_lines_of_words_that_do_not(text: str) -> None:
    assert lines(text) == lines(told_apart(text))


@given(texts())
@LAW
def test_a_message_starts_at_its_line(text: str) -> None:
    text = told_apart(text)

    for block in messages(text):
        first = re.match(r"w\d+w", block.text)
        if first:
            assert first[0] in text.split("\n")[block.line - 1]


def test_lines_count_from_the_first_line_of_the_file() -> None:
    found, _ = parse("Tea\n\nSalt", "a.md", 12)

    assert [block.line for block in found.blocks] == [12, 14]


@pytest.mark.parametrize(
    ("text", "address", "line"),
    [
        ("Tea\n\n[a](b.md)", "b.md", 3),
        ("Tea\n\n- salt\n- [a][b]\n\n[b]: c.md", "c.md", 4),
        ("Tea\n\n<a href='&#98;.md'>a</a>", "b.md", 3),
        ("Tea\n\n<div>\n<a href='b.md'>a</a>\n</div>", "b.md", 3),
        ("Tea[^1]\n\nSalt\n\n[^1]: [a](b.md)", "b.md", 5),
        ("Tea", "b.md", 0),
    ],
)
def test_the_line_of_an_address_is_that_of_its_block(text: str, address: str, line: int) -> None:
    assert line_of(parse(text, "a.md", 1)[0], address) == line


# Directives ---------------------------------------------------------------------------------------------


def _said(text: str) -> list[tuple[str, str | None, str]]:
    return [(block.text, block.context, block.note) for block in messages(text)]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- i18n: note A pun. -->\nTea\n\nSalt",
        "<!-- i18n: note: A pun. -->\n\nTea\n\nSalt",
        "<!-- i18n:  note A\npun. -->\nTea\n\nSalt",
        "Tea <!-- i18n: note A pun. -->\n\nSalt",
        "<!-- i18n: note A pun. -->\n\n1,046\n\nTea\n\nSalt",
        "- <!-- i18n: note A pun. --> Tea\n- Salt",
        "!!! facts\n    <!-- i18n: note A pun. -->\n\n    Tea\n\nSalt",
        "> <!-- i18n: note A pun. -->\n>\n> Tea\n\nSalt",
    ],
)
def test_a_note_goes_with_the_next_message(text: str) -> None:
    assert _said(text) == [("Tea", None, "A pun."), ("Salt", None, "")]
    assert "pun" not in html(text)


def test_a_context_goes_with_the_next_message() -> None:
    assert _said('<!-- i18n: context="menu" -->\nTea\n\nTea') == [("Tea", "menu", ""), ("Tea", None, "")]


def test_a_note_goes_with_the_words_of_a_figure() -> None:
    text = '<!-- i18n: note A pun. -->\n![Tea](b.jpg "Salt")\n\nWool'

    assert _said(text) == [("Tea", None, "A pun."), ("Salt", None, "A pun."), ("Wool", None, "")]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<!-- i18n: skip -->\nTea\n\nSalt", ["Salt"]),
        ("Tea <!-- i18n: skip -->\n\nSalt", ["Salt"]),
        ("<!-- i18n: skip -->\n1,046\n\nSalt", ["Salt"]),
        ("<!-- i18n: skip -->\n```\ncode\n```\n\nSalt", ["Salt"]),
        ("<!-- i18n: skip -->\n- a\n- b\n    - c\n\nSalt", ["Salt"]),
        ("<!-- i18n: skip -->\n| a | b |\n|---|---|\n| c | d |\n\nSalt", ["Salt"]),
        ('<!-- i18n: skip -->\n!!! facts "a"\n    b\n\nSalt', ["Salt"]),
        ('<!-- i18n: skip -->\n![Tea](b.jpg "Cup")\n\nSalt', ["Salt"]),
        ("- a\n- b <!-- i18n: skip -->\n- c", ["a", "c"]),
        ("<!-- i18n: skip-start -->\na\n\n- b\n\n<!-- i18n: skip-end -->\nSalt", ["Salt"]),
        ('!!! facts "1"\n    <!-- i18n: skip -->\n\n    a\n\n    Salt', ["Salt"]),
        ("<!-- i18n: note x -->\n<!-- i18n: skip -->\na\n\nSalt", ["Salt"]),
    ],
)
def test_what_a_writer_skips_is_no_message_and_is_shown(text: str, left: list[str]) -> None:
    assert _said(text) == [(word, None, "") for word in left]
    assert "i18n" not in html(text)
    assert shape(html(text)) == shape(expected(text))


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (
            "Tea\n\n<!-- i18n: skip-start -->\nSalt",
            3,
            "i18n: skip-start has no skip-end",
            "add <!-- i18n: skip-end --> below",
        ),
        (
            "Tea\n\n<!-- i18n: skip-end -->",
            3,
            "i18n: skip-end has no skip-start",
            "remove it or add skip-start above",
        ),
        (
            "<!-- i18n: skip-start -->\nTea\n\n<!-- i18n: skip-start -->\nSalt\n\n<!-- i18n: skip-end -->",
            4,
            "i18n: skip-start stands inside another",
            "close the first with skip-end",
        ),
        (
            "Tea\n\n- Salt <!-- i18n: hide -->",
            3,
            'there is no directive "i18n: hide"',
            'known are: note …, context="…", skip, skip-start, skip-end',
        ),
        (
            "Tea\n\n<!-- i18n: note A pun. -->",
            3,
            "i18n: nothing comes after this note",
            "put it before the text it is for",
        ),
        (
            "Tea[^1]\n\n<!-- i18n: skip -->\n\n[^1]: Salt",
            3,
            "i18n: nothing comes after this skip",
            "put it before the text it is for",
        ),
        (
            '<!-- i18n: context="menu" -->\n![Tea](b.jpg)',
            1,
            "i18n: a picture takes no context",
            "remove it, or write a note",
        ),
    ],
)
def test_a_directive_that_says_nothing_is_an_error_at_its_line(text: str, line: int, message: str, hint: str) -> None:
    assert faults(text) == [f"a.md:{line}: error[i18n-directive]: {message}\n  hint: {hint}"]


def test_a_directive_in_code_is_code() -> None:
    text = "Write `<!-- i18n: skip -->` above.\n\n    <!-- i18n: skip -->\n\n```\n<!-- i18n: skip -->\n```\n\nTea"

    assert [block.text for block in messages(text)] == ["Write `<!-- i18n: skip -->` above.", "Tea"]
    assert html(text).count("&lt;!-- i18n: skip --&gt;") == 3


# Raw HTML -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tea <script>alert(1)</script>", ["1 markup-dropped <script> is left out of the page"]),
        ("Tea\n\n<iframe src='b.jpg'></iframe>", ["3 markup-dropped <iframe> is left out of the page"]),
        ("Tea *salt*{: onclick=x }", ['1 attribute-dropped the attribute "onclick" is left out of the page']),
        ("- <b onclick=x>Tea</b>", ['1 attribute-dropped the attribute "onclick" is left out of the page']),
        ("Tea\n\nSalt <em>x", ["3 markup-unclosed <em> has no counterpart here"]),
        ("Tea</div>\n\nSalt", ["1 markup-unclosed </div> has no counterpart here"]),
        ("<b><i>Tea</b></i>", ["1 markup-unclosed </b> has no counterpart here"]),
        ("<ul><li>Tea<li>Salt</ul>", ["1 raw-html words in raw HTML are not translated"]),
        ("<div>\nTea\n</div>", ["1 raw-html words in raw HTML are not translated"]),
        ("<!-- i18n: skip -->\n<div>\nTea\n</div>", []),
        ("<div>\n<hr>\n</div>", []),
        ("<kbd>Tea</kbd> <br> <wbr> 1 < 2 <https://x.org> `<script>` &lt;b>", []),
        ("```\n<script>\n```\n\n    <b>", []),
    ],
)
def test_raw_html_that_will_not_be_as_it_was_written_is_told(text: str, found: list[str]) -> None:
    assert [f"{fault.span.line} {fault.code} {fault.message}" for fault in parse(text, "a.md", 1)[1]] == found


@pytest.mark.parametrize(
    "text",
    [
        "<div>\n<![[a]\n</div>",
        "<div>\n<![CDATA[ > b\n</div>",
        "Tea <![x",
        "<![CDATA[ x",
        "<?x",
        "<!x",
        "<!-- x",
        "<a <![>",
    ],
)
def test_half_a_declaration_is_no_reason_to_stop(text: str) -> None:
    found, _ = parse(text, "a.md", 1)

    assert "<!" not in shown(found)


def test_a_comment_takes_nothing_with_it() -> None:
    assert html("<!-- a --><!-- b --> Tea\n\n<div>1</div>") == "<p>Tea</p>\n<div>1</div>"


def test_addresses_are_told_as_they_are_written() -> None:
    text = "[a](../b/index.md#c) <https://x.org> ![d](e.jpg) [f](javascript:g) <a href='//h'>i</a> [a](../b/index.md#c)"

    assert parse(text, "a.md", 1)[0].targets == (
        ("href", "../b/index.md#c"),
        ("href", "https://x.org"),
        ("src", "e.jpg"),
        ("href", "javascript:g"),
        ("href", "//h"),
    )


# Limits -------------------------------------------------------------------------------------------------

TOO_MUCH = {
    "brackets": "[" * 50_000,
    "pictures": "![" * 50_000,
    "links": "[a](" * 50_000,
    "declarations": "<![" * 50_000,
    "tags": "<a " * 50_000,
    "addresses": "<http://" * 50_000,
    "comments": "<!--" * 50_000,
    "entities": "&amp;" * 50_000,
    "items": "- " * 50_000,
    "items on lines": "- a\n" * 50_000,
    "quotations": "> " * 50_000,
    "back-ticks": " ".join("`" * number for number in range(300)),
    "stars": "*a " * 50_000,
    "backslashes": "\\" * 50_000,
    "definitions": "a\n" + ": b\n" * 50_000,
    "definitions in blocks": "a\n: b\n\n" * 50_000,
    "abbreviations": "".join(f"*[a{number}]: b\n" for number in range(4_000)),
    "link definitions": "".join(f"[a{number}]: b\n" for number in range(4_000)),
    "open definitions": "[\n\n" * 50_000,
    "footnote marks": "a[^1]\n\n" * 5_000 + "[^1]: b",
    "paragraphs": "a\n\n" * 50_000,
    "empty lines": "  \n\n" * 100_000,
    "fences": "```\na\n\n" * 50_000,
    "boxes": "!!! a\n\n" * 50_000,
    "raw blocks": "<div>\n\n" * 50_000,
    "figures": "![a](b.jpg)\n\n" * 50_000,
    "nested lists": "\n".join("    " * level + "- a" for level in range(300)),
    "nested loose lists": "\n\n".join("    " * level + "- a" for level in range(300)),
    "nested quotations": "> " * 400 + "a",
    "nested items": "- " * 400 + "a",
    "a long paragraph": "word " * 1_200,
    "a long text": "word\n" * 300_000,
    "escaped brackets": "\\![" * 450,
    "quotations in each other": (">" * 59 + " a\n\n") * 9_000,
    "items in each other": ("- " * 59 + "a\n\n") * 8_000,
    "fences of all lengths": "".join("`" * (number + 3) + "\nx\n\n" for number in range(900)),
    "wide tables": ("|" + "a|" * 4_000 + "\n|" + "-|" * 4_000 + "\n\n") * 40,
    "open attributes": '<a href="\n\n' * 1_999 + ("x " * 2_000 + "\n\n") * 200,
    "mail addresses": ("<" + "a" * 400 + "@\n\n") * 1_900,
}


@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_an_error_at_once(text: str) -> None:
    start = time.process_time()

    found, faults = parse(text, "a.md", 1)

    assert time.process_time() - start < 1
    assert {fault.code for fault in faults} == {"text-limit"}
    assert found.blocks == ()


MUCH = {
    "brackets": "[" * 400,
    "pictures": "![" * 250,
    "links": "[a](" * 150,
    "nested links": "[" * 150 + "a" + "](b)" * 150,
    "declarations": "<![" * 200,
    "tags": "<a " * 400,
    "entities": "&amp;" * 300,
    "back-ticks": " ".join("`" * number for number in range(31)),
    "emphasis": "*a _b **c " * 100,
    "words and at-signs": "@" * 4_000,
    "addresses": "http://" * 500,
    "table": "| a | b |\n|---|---|\n" + "| c | d |\n" * 600,
    "list": "- a\n" * 1_500,
    "nested lists": "\n".join("    " * level + "- a" for level in range(58)),
    "definitions": "a\n: b\n\n" * 450,
    "abbreviations": "".join(f"*[a{number}]: b\n" for number in range(490)) + "\na1 a2",
    "footnotes": "".join(f"[^{number}]: b\n\n" for number in range(490)) + "[^1]" * 40,
}


@pytest.mark.parametrize("text", MUCH.values(), ids=MUCH)
def test_what_is_within_the_limits_is_read_and_shown_within_a_second(text: str) -> None:
    start = time.process_time()

    found, faults = parse(text, "a.md", 1)
    shown(found)

    assert time.process_time() - start < 1
    assert "text-limit" not in {fault.code for fault in faults}
    assert found.blocks != ()


#: The slowest texts that were found among those that are read, each close below a limit.
WORST = {
    "headings with the same words": "# a\n\n" * 9_900,
    "headings with the same name": "# a {: #b }\n\n" * 9_900,
    "footnotes behind empty lines": "\n" * 39_000 + "".join(f"[^{n}]\n\n[^{n}]: b\n\n" for n in range(200)),
    "blanks": ("a" + " " * 4_900 + "b\n\n") * 40,
    "fences": "```\na\n\n" * 900,
    "boxes": '!!! a "b"\n    c\n\n' * 900,
    "deep items": ("- " * 58 + "a\n\n") * 190,
    "open tags": '<a href="\n\n' * 30 + ("x " * 2_000 + "\n\n") * 190,
    "many open tags": '<a href="\n\n' * 1_300 + "x " * 1_000,
    "fences in a long text": "```a\nx\n\n" * 120 + ("x " * 2_000 + "\n\n") * 190,
    "abbreviations and words": "".join(f"*[w{n}]: x\n" for n in range(499)) + "\n" + f"{' w1 w2 w3 w4' * 90}\n\n" * 225,
    "references": "".join(f"[r{n}]: x\n" for n in range(499)) + "\n" + "[r1] [r2][r3] [r4]\n\n" * 9_000,
    "links": "[a](b) *c* " * 60 + "\n\n",
}


@pytest.mark.parametrize("text", WORST.values(), ids=WORST)
def test_no_text_within_the_limits_takes_long(text: str) -> None:
    start = time.process_time()

    found, faults = parse(text, "a.md", 1)
    shown(found)

    # Three seconds at most on a machine that has nothing else to do.
    assert time.process_time() - start < 10
    assert "text-limit" not in {fault.code for fault in faults}


def test_a_text_of_a_megabyte_is_read_and_shown_within_seconds() -> None:
    text = ("Words here and *there*, with a [link](../a/index.md) and `code`.\n" * 3 + "\n") * 5_000
    start = time.process_time()

    found, faults = parse(text, "a.md", 1)
    shown(found)

    assert time.process_time() - start < 15
    assert faults == ()


def test_the_limit_is_told_with_the_place_and_what_to_do() -> None:
    assert faults("Tea\n\n- Salt\n- " + "wool " * 1_200) == [
        "a.md:4: error[text-limit]: this block has 6,000 characters; 5,000 are read\n"
        "  hint: put an empty line between paragraphs"
    ]
    assert faults("Tea\n\n" + "[a" * 501) == [
        "a.md:3: error[text-limit]: this block has more than 500 of the character [\n"
        "  hint: put an empty line between paragraphs"
    ]


def test_a_text_that_is_nested_too_deep_does_no_harm_to_the_next() -> None:
    parse("- " * 2_000 + "a", "a.md", 1)

    assert html("Tea\n\nSalt") == "<p>Tea</p>\n<p>Salt</p>"


def test_where_the_stack_is_short_there_is_an_error_and_no_exception() -> None:
    def deep(calls: int) -> list[str]:
        return deep(calls - 1) if calls else [fault.code for fault in parse("- " * 50 + "a", "a.md", 1)[1]]

    assert deep(880) == ["text-limit"]
    assert html("Tea") == "<p>Tea</p>"


@pytest.mark.parametrize(
    "character", ["\x00", "\x02", "\x03", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "\ue000", "\U000e0041", "\ufffe"]
)
def test_an_invisible_character_is_an_error_at_its_line(character: str) -> None:
    assert faults(f"Tea\n\nSa{character}lt") == [
        f"a.md:3: error[bad-character]: the character U+{ord(character):04X} is not allowed in a text\n"
        "  hint: delete it"
    ]


@pytest.mark.parametrize(
    "text", ["a\tb", "می\u200cشود", "क्\u200d", "\u200fa\u200e", "\u2067a\u2069", "co\u00adop", "ខ្មែរ\u200bភាសា"]
)
def test_invisible_characters_that_languages_need_are_kept(text: str) -> None:
    assert faults(text) == []
    assert normalise(text) in html(text).replace("&nbsp;", " ")


def test_a_direction_that_is_not_closed_is_an_error_at_its_line() -> None:
    assert faults("Tea\n\n- salt \u202e wool") == [
        "a.md:3: error[bidi-unbalanced]: a direction control is opened and not closed\n"
        '  hint: close it, or write <bdi> or <span dir="rtl">'
    ]
