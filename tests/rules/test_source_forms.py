"""Messages of texts as people really store and write them (rules S3 and S4)."""

from __future__ import annotations

import unicodedata

import pytest

from sitegen.markdown import parse
from sitegen.segments import extract
from tests.texts import html

LAHORE = """\
## لاہور {#lahore}

لاہور کی *پرانی* گلیاں، جہاں
[قلعہ](../fort/index.md) ہے۔

- Café au lait
- 茶の
  家
"""


def words(text: str) -> list[str]:
    """Return the texts of the segments of a text."""
    return [segment.text for segment in extract(parse(text, "a.md", 1)[0], "a.md")]


@pytest.mark.parametrize(
    "stored",
    [
        unicodedata.normalize("NFD", LAHORE),
        LAHORE.replace("- C", "-\tC").replace("- 茶", "-\t茶"),
        LAHORE.replace("\n", " \n"),
        LAHORE.rstrip("\n"),
        LAHORE.replace("\n\n", "\n \t\n\n\n"),
    ],
    ids=["NFD", "tabs", "blanks at the end", "no last line end", "more empty lines"],
)
def test_the_form_in_which_a_text_is_stored_does_not_change_its_messages(stored: str) -> None:
    assert [word.replace("\n", " ") for word in words(stored)] == words(LAHORE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ใน\u200bเมือง", "ใน\u200bเมือง"),
        ("10\u00a0km\nnord", "10\u00a0km nord"),
        ("古城\n的街", "古城的街"),
        ("むかし、\n「茶」", "むかし、「茶」"),
        ("古城 Lahore\nfort", "古城 Lahore fort"),
        ("ไทย\nไทย", "ไทย ไทย"),
        ("\u200fچائے (tea)\u200f", "\u200fچائے (tea)\u200f"),
        ("cafe\u0301", "café"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_a_message_keeps_what_its_script_needs(text: str, message: str) -> None:
    assert words(text) == [message]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("| a \\| b | `c \\| d` |\n|---|---|\n| x | `e|f` |", ["a \\| b", "x"]),
        ("See [one][k], [k][] and [k].\n\n[k]: https://x.org 'T'", ["See [one][k], [k][] and [k]."]),
        ('A [l](https://x.org "Two words") b', ['A [l](https://x.org "Two words") b']),
        ("A <https://x.org> b", ["A <https://x.org> b"]),
        ("A ![alt](b.jpg) b ![alt][i]\n\n[i]: c.jpg", ["A ![alt](b.jpg) b ![alt][i]"]),
        ("*One\ntwo* **three\nfour**", ["*One two* **three four**"]),
        ("A <kbd>b\nc</kbd> &amp; &copy; d", ["A <kbd>b c</kbd> &amp; &copy; d"]),
        ("A <!-- no -->b", ["A b"]),
        ("## A `b` [c](../c/index.md) {#d .e}", ["A `b` [c](../c/index.md)"]),
        ("A `b`\n==", ["A `b`"]),
        ("T *one*\nU\n:   a\n:   b\n\n    c", ["T *one*", "U", "a", "b", "c"]),
        (
            "A[^1]\n\n[^1]: one\n\n    two `x`\n\n    - three\n      - four\n\n        ```\n        x = 1\n        ```",
            ["A[^1]", "one", "two `x`", "three", "four"],
        ),
        ("The HTML.\n\n*[HTML]: Hyper Text", ["The HTML."]),
        ("A\\\nb  \nc", ["A\nb\nc"]),
        ("2 \\* 3 \\_x\\_ y", ["2 \\* 3 \\_x\\_ y"]),
        ('!!! care "T *t*"\n    - a\n      - b\n\n        c', ["T *t*", "a", "b", "c"]),
        ("> - a\n>\n>   b\n>\n>   1. c", ["a", "b", "c"]),
        ("*em*{: .x } b\n{: .lead #p }", ["*em*{: .x } b"]),
    ],
)
def test_inline_markup_stands_in_the_message_as_it_was_written(text: str, messages: list[str]) -> None:
    assert words(text) == messages


def test_a_bar_in_a_cell_is_shown_without_its_backslash() -> None:
    assert "<td>a | b</td>" in html("| x | y |\n|---|---|\n| a \\| b | `c | d` |".replace("`c | d`", "c"))
