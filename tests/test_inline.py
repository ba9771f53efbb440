"""The compact renderer of inline Markdown gives what Python-Markdown and the sanitiser give, or hands back."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen import catalog, shortcuts
from sitegen.markdown import (
    PLAIN,
    Document,
    TargetKind,
    classify,
    glance,
    inline_html,
    names_of,
    parse,
    read_inline,
    walk,
)
from sitegen.markdown.pieces import Address, Inline, tag_with
from sitegen.markdown.sanitise import sanitise
from sitegen.segments import signature
from sitegen.segments.signature import Signature

ROOT = Path(__file__).parent.parent
LAW = settings(max_examples=1500, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
DOCUMENT = Document(
    blocks=(),
    references=(
        ("here", "https://example.org/r", "A title"),
        ("two words", "../x/index.md", ""),
        ("odd", "javascript:alert(1)", 'a "b" & <c>'),
    ),
    footnotes=("1", "note", "a-b"),
)

#: Texts of the kinds that Python-Markdown's own tests have, and of kinds that led a first version astray.
EMPHASIS = """
*a* | **a** | ***a*** | _a_ | __a__ | ___a___ | *a | a* | **a* | *a** | **a | a** | * a * | ** a ** | a * b * c | a*b
5*6*7
a_b_c | _a_b | a_b_ | _a_b_c_ | __a__b__c__ | foo__bar__ | a**b**c | a*b*c | **a**b | *a*b*c* | __a, __b__, c__ | ____
****
*a **b** c* | **a *b* c** | _a __b__ c_ | *a _b_ c* | _a *b* c_ | **a _b *c* d_ e** | *a *b* c* | **a **b** c**
*(*a*)*
*a*b**c* | *a**b*c** | ***a** b* | ***a* b** | *a **b*** | **a *b*** | ***a**b*cd**e*f*** | *a _b* c_ | _a *b_ c*
*a**b**c*
**bold*it*** | __b _i___ | a***b***c | a****b**** | *_a_* | **_a_** | _**a**_ | __*a*__ | *a*_b_ | _a_*b*
*a*, *b* and *c*
`*a*` and *b* | *`a`* | \\*a\\* | *a\\*b* | \\**a* | *a\\* b* | *&amp;* | *a* b * c* | foo*bar* baz | "*a*" | (*a*)
**a:** b
中文*重点*文字 | 中文**重点**，文字 | 中文_重点_文字 | یہ *لفظ* ہے
یہ **لفظ**، | *a*\u00a0b | *\u00a0a* | \u200f*a*\u200f | *a\u200c*b
1*a*2
*a[b](c.md)d* | [a*b](c.md)* | *[a](b.md) | **[a](b.md)** and *c | * a*b* | *a *b | a* b* | x_y *z* | x_y _z_
_x_y z_ | *a⏎b* | *⏎a*
"""
LINKS = """
[a](b.md) | [a]( b.md ) | [a](<b.md>) | [a](<b c.md>) | [a](b c.md) | [a]() | [](b.md) | [ ](b.md) | [a](b.md "T")
[a](b.md 'T')
[a](b.md "T 'x' y") | [a](b.md "'x'") | [a](b.md "T "q" t") | [a](b.md"T") | [a](b.md "") | [a](b.md " ")
[a](b.md "a(b") | [a](b.md "a)b")
[a](b(c).md) | [a](b(c(d)).md) | [a](b(c.md) | [a](b.md)) | [a](b'c.md) | [a](b"c.md) | [a](b\\_c.md) | [a](b*c*d.md)
[a](b_c_d.md)
[a [b] c](d.md) | [a [b](c.md) d](e.md) | [[a]](b.md) | [a](b.md)[c](d.md) | [a](b.md) [c](d.md) | [a] (b.md)
[a]⏎(b.md) | [a⏎b](c.md)
[a][here] | [a] [here] | [here] | [here][] | [Here][] | [two  words] | [two⏎words] | [a][none] | [none] | [none][]
[a][b][here] | [here](x.md)
[a][here](b) | [*a*][here] | [a][odd] | [odd] | [sic] and […] | [a] [b] | [^1] | [^note] | [^none] | [^1][^1]
a[^1] b[^1] c[^note] | [a[^1]](b.md)
[a][^1] | *[a][here]* | [`a`](b.md) | [`a](b)` | `[a](b)` | [a\\]b](c.md) | \\[a](b.md) | [a\\](b.md) | !\\[a](b.md)
\\![a](b.md) | [a](b.md){: .x }
![a](b.jpg) | ![a *b*](c.jpg) | ![](b.jpg) | ![a](b.jpg "T") | ![a][here] | ![here] | ![none] | ![a][here][two words]
[![a](b.jpg)](c.md) | !![a](b.jpg)
[![a](b.jpg)][here] | [a ![b](c.jpg) d](e.md) | ![a [b] c](d.jpg) | ![a&b](c.jpg) | ![a"b](c.jpg) | ![a&amp;b](c.jpg)
[x]: y | a] b | a [ b | ]a[
[a](#b) | [a](?b=c&d=e) | [a](?b&amp;c) | [a](?b&copy=c) | [a](?b&copy;c) | [a](/b) | [a](//b.org) | [a](javascript:b)
[a](JAVASCRIPT:b) | [a](data:b)
[a](http://b.org) | [a](HTTP://b.org) | [a](http://b) | [a](http://b.org:99999/) | [a](http://u@b.org/)
[a](http://[b]/) | [a](http://1.2.3.999/) | [a](https://b.org\\c)
[a](https://xn--a.org) | [a](https://ü.org) | [a](https://b.org/ü?x=ü#ü) | [a](mailto:a@b.org) | [a](tel:+92-1)
[a](ftp://b.org) | [a](b:c.md) | [a](https://b.org/a|b^{c})
"""
THE_REST = """
<https://example.org> | <https://example.org/a_b_c?d=e&f=g> | <https://example.org/?a&amp;b>
<http://example.org/*a*> | <HTTP://example.org> | <ftp://a.org>
<a@b.org> | <mailto:a@b.org> | <a_b@c.org> | <a.b+c@d.org> | *<a@b.org>* | [<a@b.org>](c.md) | <a@b> | <1@b.org>
< a@b.org > | a < b | a <b | a<1 | <3 | <- | a > b
`a` | `` a`b `` | `a | a` b` | `` a ` b | ` a ` | `` | ` ` | ``a` b`` | `a``b` | `a\\` | \\`a` | `<b>&amp;` | `a⏎b`
*a `b* c` | `[a](b)` | `\\*` | `a`{: .x } | `a` {: .x }
\\a | \\\\ | \\\\a | \\\\* | \\\\*a* | \\" | \\< | \\& | \\{ | \\} | \\. | \\! | \\- | \\+ | \\# | \\> | \\~ | \\|
\\é | \\&#39; | &\\#39; | \\[a\\] | a\\
&amp; | &lt;b&gt; | &nbsp; | &copy; | &copy | &notit; | &foo; | & | a & b | AT&T | &#39; | &#x27; | &#X27; | &#0;
&#128; | &#xD800; | &#1114112; | &#60; | &amp;amp; | &ndash;*a*
<br> | a<br>b | a<br/>b | <b>a</b> | <bdi>a</bdi> | <bdi dir="ltr">a *b*</bdi> | *<bdi>a</bdi>* | <bdi>*a</bdi>*
<span lang="ur" dir="rtl">a</span> | <span class="x">a</span>
<span lang='ur'>a</span> | <span lang="ur" lang="ar">a</span> | <span>a | a</span> | <span><bdi>a</span></bdi>
<sup>2</sup> | <sub>2</sub> | <kbd>a</kbd> | <small>a</small> | </br>
<script>a</script> | <!-- a --> | <?a?> | <![CDATA[a]]> | <a href="b">c</a> | <img src=x onerror=a> | <p>a</p> | <li>a
<table> | <bdi>[a](b.md)</bdi> | [<bdi>a</bdi>](b.md)
{a} | a {b} c | *a*{b} | *a*{: .b } | *a* {: .b } | a{: .b } | {: .b } | a\u00a0b | a"b'c | a\u2028b | a\ufeffb
a\ue000b | a\x07b | \ud83d\ude00 | 😀 *a* | é | ﷽ | a⇥b
a⏎b | a⏎⏎b | a⏎ b | a ⏎b | *a*⏎*b* | a⏎{: .b } | `a`⏎b | a⏎<br>⏎b | ⏎a | a⏎ | [a](b.md)⏎[c](d.md) | # a | - a | > a
1. a | === | | --- | a: b | :a:
"""
#: What texts are put together of, at will and nested.
WORDS = (
    "a",
    "tea",
    "چائے",
    "و",
    "中文",
    "文",
    "b_c",
    "1",
    "x.",
    "(y)",
    "\u200c",
    "é,",
    '"q"',
    "it's",
    "A & B",
    "-",
    "{n}",
)
ODD = (
    "*",
    "**",
    "_",
    "__",
    "`",
    "[",
    "]",
    "(",
    ")",
    "\\",
    "&",
    "<",
    ">",
    "!",
    "\n",
    "\u00a0",
    "5 * 3",
    "\\*",
    "\\[",
    "[sic]",
)
WHOLE = (
    *(
        "&amp;",
        "&nbsp;",
        "&#39;",
        "<https://e.org/_a_>",
        "<b.c@d.org>",
        "[^1]",
        "[^note]",
        "[here]",
        "![a](p.jpg)",
        "<br>",
    ),
    *(
        "`a*b*`",
        "`<x>`",
        "[a](b.md)",
        '[a](b.md "T")',
        "[a][here]",
        "[a](https://e.org/b_(c)?d&e)",
        "<bdi>",
        "</bdi>",
        "{: .x}",
    ),
)
ATOM = st.sampled_from((*WORDS, *WORDS, *ODD, *WHOLE))
JOINT = st.sampled_from(("", " "))


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    forms = (
        "*{}*",
        "**{}**",
        "_{}_",
        "***{}***",
        "[{}](b.md)",
        "[{}](https://e.org/c)",
        "[{}][here]",
        "[{}]",
        '<bdi dir="rtl">{}</bdi>',
    )
    run = st.builds(lambda joint, parts: joint.join(parts), JOINT, st.lists(inner, min_size=1, max_size=4))
    return st.builds(str.format, st.sampled_from(forms), run)


INLINE = st.builds(
    lambda joint, parts: joint.join(parts),
    JOINT,
    st.lists(st.recursive(ATOM, _around, max_leaves=8), min_size=1, max_size=6),
)


def texts(table: str) -> list[str]:
    """Return the texts of a table of them, in which ⏎ is the end of a line and ⇥ a tab."""
    return [
        text.replace("⏎", "\n").replace("⇥", "\t") for line in table.strip().split("\n") for text in line.split(" | ")
    ]


def by_python_markdown(text: str, document: Document = DOCUMENT) -> str:
    """Return what a paragraph holds on a page, with every address as it is written that may stand there."""

    def address(_: str, value: str) -> str | None:
        return None if classify(value).kind is TargetKind.REFUSED else value

    with shortcuts.off():
        html = inline_html(text, document)
    return sanitise(f"<p>{html}</p>", address).removeprefix("<p>").removesuffix("</p>")


def as_printed(found: Inline) -> str:
    """Return the HTML of a segment without the addresses that are refused."""
    return "".join(
        tag_with(piece, None)
        if isinstance(piece, Address) and classify(piece.value).kind is TargetKind.REFUSED
        else Inline((piece,)).html
        for piece in found.pieces
    )


def once(html: str) -> str:
    """Return HTML with the marks of footnotes as they are where each stands for the first time."""
    return (
        html.replace('id="fnref2:', 'id="fnref:')
        .replace('id="fnref3:', 'id="fnref:')
        .replace('id="fnref4:', 'id="fnref:')
    )


def is_the_same(text: str, document: Document = DOCUMENT) -> bool:
    """Tell whether a text was rendered and not handed back, having held it against Python-Markdown."""
    found = read_inline(text, names_of(document))
    if found is not None:
        assert as_printed(found) == once(by_python_markdown(text, document)), text
    with shortcuts.off():
        slowly = signature(text, document)
    assert signature(text, document) == slowly, text
    glanced = glance(text, document.footnotes)
    if glanced is not None and "\n" not in text:  # a break is a tag of its own
        assert as_signature(glanced) == slowly, text
    return found is not None


def as_signature(glanced: tuple[tuple[str, str], ...]) -> Signature:
    """Return what counts of the markup of a text that has these links, footnotes and code and nothing else."""
    targets = [classify(value) for kind, value in glanced if kind == "href"]
    addresses = [value for kind, value in glanced if kind == "href"]
    kinds = {TargetKind.EXTERNAL, TargetKind.REFUSED}
    pairs = list(zip(targets, addresses, strict=True))
    return Signature(
        footnotes=tuple(f"[^{name}]" for kind, name in glanced if kind == "^"),
        relative=tuple(value for target, value in pairs if target.kind not in kinds),
        external=tuple((target.host or value, value) for target, value in pairs if target.kind is TargetKind.EXTERNAL),
        refused=tuple(value for target, value in pairs if target.kind is TargetKind.REFUSED),
        pictures=(),
        code=tuple(value for kind, value in glanced if kind == "`"),
        tags=(),
        attributes=(),
        unclosed="",
    )


@pytest.mark.parametrize("table", [EMPHASIS, LINKS, THE_REST])
def test_whatever_is_rendered_is_rendered_as_python_markdown_does(table: str) -> None:
    rendered = [text for text in texts(table) if is_the_same(text)]

    assert len(rendered) > 40


@given(INLINE)
@LAW
def test_texts_put_together_at_will_are_rendered_alike(text: str) -> None:
    is_the_same(text.strip())


@pytest.mark.long
def test_a_hundred_thousand_texts_are_rendered_alike() -> None:
    choice = random.Random(7)
    rendered = sum(is_the_same(_text(choice, 0).strip()) for _ in range(120_000))

    assert rendered > 40_000


def _text(choice: random.Random, depth: int) -> str:
    pieces: list[str] = []
    for _ in range(choice.randrange(1, 6)):
        kind = choice.random()
        if depth > 3 or kind < 0.6:
            pieces.append(choice.choice(WORDS))
        elif kind < 0.7:
            pieces.append(choice.choice(ODD))
        elif kind < 0.8:
            pieces.append(choice.choice(WHOLE))
        else:
            form = choice.choice(
                ("*{}*", "**{}**", "_{}_", "__{}__", "***{}***", "[{}](b.md)", "[{}][here]", "[{}]", "`{}`")
            )
            pieces.append(form.replace("{}", _text(choice, depth + 1)))
    return choice.choice((" ", "")).join(pieces)


def test_nearly_all_segments_of_the_portal_are_rendered_alike() -> None:
    said: dict[str, list[str]] = {}
    for path in sorted((ROOT / "locales").glob("*/LC_MESSAGES/*/*.po")):
        held, _ = catalog.read(path.read_bytes(), str(path))
        assert held is not None
        for message in held.messages:
            said.setdefault(message.id, []).extend(message.strings)
    rendered: list[bool] = []
    for path in sorted((ROOT / "content").rglob("*.md")):
        document, _ = parse(path.read_text().split("\n---\n", 1)[1], str(path), 1)
        sources = [block.text for block in walk(document.blocks) if block.message and block.tag not in PLAIN]
        for text in {text for source in sources for text in (source, *said.get(source, ())) if text}:
            rendered.append(is_the_same(text, document))

    assert len(rendered) > 4000
    assert rendered.count(False) < len(rendered) / 20


def test_with_shortcuts_off_nothing_is_rendered() -> None:
    with shortcuts.off():
        assert read_inline("tea", names_of(DOCUMENT)) is None


def test_text_with_an_abbreviation_is_handed_back() -> None:
    document = Document(blocks=(), abbreviations=(("HTML", "Hyper Text"),))

    assert read_inline("HTML", names_of(document)) is None
    assert read_inline("text", names_of(document)) is not None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "[a](javascript:b)",
            "<script>a</script>",
            "<b onclick=c>a</b>",
            "[a](//b.org)",
            "[a](http://u@b.org/)",
            "a\ue000b",
        ),
        *("a\x01\ue100b", "a\x02b\x03", "[odd]", '<span style="a">b</span>', "*<bdi>a*</bdi>", "[a[^1]](b.md)"),
    ],
)
def test_what_could_act_or_is_odd_is_handed_back(text: str) -> None:
    assert read_inline(text, names_of(DOCUMENT)) is None
