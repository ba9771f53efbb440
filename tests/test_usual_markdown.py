"""Texts that are read without Python-Markdown become the documents that it makes of them."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import corpus
from sitegen import shortcuts
from sitegen.markdown import limits, parse, usual
from tests.test_markdown import SAMPLES
from tests.texts import texts

ROOT = Path(__file__).parent.parent
LAW = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

#: What lines are put together of: what stands before words, and words.
MARGINS = ("", "", "", "", "", "", " ", "  ", "  ", "   ", "    ", "    ", "     ", "      ", "        ")
MARKS = (
    *("", "", "", "", "", "", "", "- ", "- ", "* ", "+ ", "1. ", "1. ", "2. ", "10. ", "-   ", "1.  ", "> ", "> ", ">"),
    *("# ", "## ", "### ", "#", ":   ", ": ", "| ", "[^1]: ", "[^2]: ", "[k]: ", "- - ", "> - ", "!", "-", "*"),
)
_WORDS = r"""
tea ¦ tea ¦ salt and snow ¦ چائے ¦ Lahore. ¦ *so* it ¦ **Bold.** more ¦ `code` ¦ [a](b.md) ¦ [x][k] ¦ a | b
| a | b | ¦ | --- | --- | ¦ | - | :-: | ¦ --- | --- ¦ a `|` b | c ¦ a \| b | c | ¦ 1947 was ¦ 35 of ¦ --- ¦ ***
=== ¦ -- ¦ - - - ¦ _ _ _ ¦ = ¦ - ¦ * ¦ + ¦ 1. ¦ 12) ¦ 1986. It ¦ ٣. x ¦ ___ ¦ _so_ ¦ ``` ¦ ``` ¦ ```py ¦ ~~~
```quote ¦ ``` {.x} ¦ ```py title ¦ ```` ¦ ``x`` ¦ text: a ¦ by: b ¦ !!! note ¦ !!! care "T" ¦ !!! ¦ !!! a b
![A cup](cup.jpg) ¦ ![A](b.jpg "C") {: .wide } ¦ !x ¦ <!-- c --> ¦ <!-- ¦ --> ¦ <!-- i18n: note x -->
<!-- i18n: skip --> ¦ a <!-- b --> c ¦ <!--> ¦ <b>x</b> ¦ <div> ¦ </div> ¦ a <div> b ¦ <br>
<https://e.org/a_b> ¦ <a@b.org> ¦ 1 < 2 ¦ < ¦ a <b ¦ </ ¦ <span lang="ur" dir="rtl">x</span> ¦ <img src='a'>
<hr> ¦ <p> ¦ <details> ¦ `<x>` y ¦ a <title> b ¦ <?a ¦ &amp; &copy; & ¦ &#39; ¦ &#39 x ¦ &#xz; ¦ &# ¦ AT&T;
{: .lead } ¦ {: #top } ¦ x {#id} ¦ {name} ¦ x {: .a } ¦ x[^1] ¦ [^1] ¦ [^a b]: c ¦ [k]: b.md ¦ [k]: <b.md> "T"
[k]: ¦ [K k]: c.md (t) ¦ [x] ¦ [x] : ¦ a]: b ¦ *[HTML]: Hyper ¦ *[a](b.md)* ¦ :x ¦ : ¦ :  ¦ :: ¦ a:  b ¦ x··
x\ ¦ \# x ¦ # x # ¦ x # ¦ #x ¦ ####### x ¦ a⇥b ¦ ⇥tea ¦ ␣x ¦ ⇤x ¦ 中文 ¦ İ ¦ é ¦ “q” ¦ (y)
///Footnotes Go Here/// ¦ [TOC] ¦ $x$
"""
WORDS = tuple(
    word.replace("⇥", "\t").replace("␣", "\u00a0").replace("⇤", "\u200f").replace("·", " ")
    for line in _WORDS.strip().split("\n")
    for word in line.split(" ¦ ")
)
#: Words that do nothing, but for the last.
PLAIN = ("tea", "salt and snow", "چائے", "Lahore.", "*so* it", "**Bold.** more", "`code`", "[a](b.md)", "a | b")
LINE = st.builds(
    lambda margin, marks, words: margin + "".join(marks) + words,
    st.sampled_from(MARGINS),
    st.lists(st.sampled_from(MARKS), max_size=2),
    st.sampled_from(WORDS),
)
#: Texts of lines at will; every other line is empty, on average.
TEXT = st.lists(st.one_of(LINE, LINE, st.just("")), min_size=1, max_size=14).map("\n".join)


def is_the_same(text: str) -> bool:
    """Tell whether a text was read and not handed back, having held its document against Python-Markdown's."""
    if limits.check(text, "a.md", 1) or usual.read(text) is None:
        return False
    shortly = parse(text, "a.md", 3)
    with shortcuts.off():
        slowly = parse(text, "a.md", 3)
    assert shortly == slowly, text
    return True


@given(TEXT)
@LAW
def test_texts_of_lines_at_will_are_read_alike(text: str) -> None:
    is_the_same(text)


@given(texts())
@LAW
def test_texts_of_whole_blocks_are_read_alike(text: str) -> None:
    is_the_same(text)


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_what_is_known_of_the_dialect_is_read_alike(text: str) -> None:
    is_the_same(text)


@pytest.mark.long
def test_a_hundred_thousand_texts_are_read_alike() -> None:
    choice = random.Random(11)
    read = sum(is_the_same(_text(choice)) for _ in range(100_000))

    assert read > 10_000


def _text(choice: random.Random) -> str:
    """Return a text of few kinds of lines, so that they meet each other."""
    margins, marks = choice.choices(MARGINS, k=3), choice.choices(MARKS, k=3)
    words = [*choice.choices(PLAIN, k=4), *choice.choices(WORDS, k=choice.randrange(3))]
    lines = []
    for _ in range(choice.randrange(1, 13)):
        if choice.random() < 0.25:
            lines.append("")
        else:
            mark = "".join(choice.choices(marks, k=choice.choice((0, 1, 1, 2))))
            lines.append(choice.choice(margins) + mark + choice.choice(words))
    return "\n".join(lines)


def test_nearly_all_texts_of_the_portal_are_read_alike() -> None:
    paths = sorted((ROOT / "content").rglob("*.md"))
    read = [is_the_same(re.split(r"\n---\n", path.read_text("utf-8"), maxsplit=1)[1]) for path in paths]

    assert len(read) >= 24
    assert read.count(False) < len(read) / 20


def test_all_texts_that_the_benchmarks_are_made_of_are_read_alike() -> None:
    assert all(is_the_same(corpus.markdown(story, "en")) for story in corpus.stories(60, rich=0.3))


#: What each kind of text looks like; all of them are read.
READ = {
    "paragraphs": "One\ntwo  \nthree\n\n  \n“Four” and [five](b.md).",
    "headings": "# One\n## Two ##\ntext\n\nThree\n=====\nFour\n---\n### Five {#five}",
    "tight list": "- one\n- two\n  goes on\n* three\nlazily",
    "loose list": "1. one\n\n2. two\n3. three\n\n\n4. four",
    "lists in lists": "- a\n  - b\n    1. c\n    2. d\n  - e\n- f\n\n    - g\n\n    h\n- i",
    "item that parts those around it": "- a\n     - b\n\n        - c\n     - d\n- e",
    "item of paragraphs": "3. a\n\n   b\n   c\n\n   > d\n\n   | e | f |\n   |---|---|\n   | g | h |\n4. i",
    "list right below words": "a:\n- b\n- c\n1. d\n\n## e\n- f",
    "quotations": "> a\n> b\n>\n> - c\n> > d\n\n> e\n# f",
    "box": '!!! Facts  wide "In *short*"\n    Region\n    :   Sindh\n\n    - a\n\n      b\n\nc',
    "code in a box": "!!! note\n\n    ```\n    c\n    ```\n\nd",
    "terms": "One\nTwo\n:   a\n: b\n\nThree\n:   c",
    "table": "a | b\n--|--\n`c|d` | e\\|f\n\n| *g* | h |\n|:-|:-:|\n| i |\n| j | k | l |",
    "code": '```\na < "b"\n\n# c\n```\n~~~python\nd\n~~~\n``` js title="e"\nf\n```\n- g\n  ```sh\n  h\n  ```\n- i',
    "structured": "```quote\ntext: A thing was said.\nby: Nobody\nsource: Nowhere\n```",
    "comments": "<!-- i18n: note a\nb -->\n\nc\n\n<!-- d -->",
    "footnotes": "a[^1] b[^2]\n\n[^2]: c\n    d\n[^1]: e *f*",
    "references": '[a][b] and [c]\n\n[b]: d.md "E"\n[C]: <https://example.org/f>',
    "figures": '![a](b.jpg "c")\n\n![](d.jpg){: .decorative }',
    "breaks": "a\n\n***\n\n- - -\nb",
    "tags": '<kbd>a</kbd> b <span lang="ur" dir="rtl">c</span><br>d <https://e.org/> `<f>` <i class=\'g\'>h</i>',
    "signs": "1 < 2 &amp; &#39; & AT&T",
    "attributes": "a\n{: .lead #top }\n\n## b {: #c }",
    "tabs": "-\ta\n-\tb",
    "nothing": "",
    "blanks": "\n \n\n",
}


@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_what_stories_are_made_of_is_read_without_python_markdown(text: str) -> None:
    assert is_the_same(text)


#: Each with something that is left to Python-Markdown; ⏎ is the end of a line.
HANDED_BACK = r"""
    code ¦ - a⏎⏎      b⏎⏎          code ¦ <div>⏎⏎a⏎⏎</div> ¦ a⏎<!-- b --> ¦ *[A]: b ¦ [b⏎c]: d ¦ ```⏎a
``` {.py}⏎a⏎``` ¦ - # a ¦ > a⏎b ¦ - [^1]: a ¦ !!! a⏎!!! b ¦ a⏎| b | ¦ a⏎*** ¦ ####### a ¦ #a ¦ # a\ ¦ a <b ¦ a &#39 b
| a |⏎|---| ¦ [^1]: ¦ [^1]: - a ¦ : a ¦ a⏎⏎: b
> > > > > > > > > > > a ¦ a⏎⏎///Footnotes Go Here///⏎⏎[^1]: b ¦ - a⏎  2. b
x <script> y ¦ 1.⏎2. ¦ <!-- a -- b --> ¦ ~~~⏎a⏎~~~~
"""


@pytest.mark.parametrize("text", [text for line in HANDED_BACK.strip("\n").split("\n") for text in line.split(" ¦ ")])
def test_whatever_may_be_something_else_is_handed_back(text: str) -> None:
    assert usual.read(text.replace("⏎", "\n")) is None


def test_a_text_of_nothing_but_beginnings_does_no_harm() -> None:
    beginnings = (
        "- a\n",
        "> a\n",
        "a\n\n",
        "| a | b |\n",
        "[^1]: a\n",
        "[a]: b\n",
        "```\n",
        "!!! a\n",
        "<!-- a\n",
        "*[a\n",
    )
    for beginning in beginnings:
        is_the_same(beginning * 150)
        is_the_same("x\n\n" + beginning * 150)
        is_the_same("- " + beginning * 150)


def test_with_shortcuts_off_python_markdown_reads_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: str) -> None:
        raise AssertionError

    monkeypatch.setattr(usual, "read", never)
    with shortcuts.off():
        document, _ = parse("tea", "a.md", 1)

    assert document.blocks[0].text == "tea"
