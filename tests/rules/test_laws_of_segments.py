"""Laws of extraction and insertion over texts without end: nothing is lost, doubled, left or moved."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings

from sitegen.markdown import Document, parse
from sitegen.segments import Said, Segment, extract, localize
from tests.texts import html, shown, texts

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
LAW = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
#: What is markup in a message, or an address: a translator keeps it.
_KEPT = re.compile(r"`+[^`]*`+|\]\([^()]*\)|\]\[[^\[\]]*\]|\[\^\w+\]|<[^<>]*>|&\w+;|\{:[^}]*\}|\\.|!\[")
_BLOCKS = "aside|blockquote|dl|dd|dt|h[1-6]|hr|li|ol|p|pre|table|tbody|td|th|thead|tr|ul|details|summary"


def segments(found: Document) -> tuple[Segment, ...]:
    """Return the segments of a document."""
    return extract(found, "a.md")


def pseudo(text: str) -> str:
    """Return a message with each letter replaced, its markup kept."""
    pieces, start = [], 0
    for kept in _KEPT.finditer(text):
        pieces += [_letters(text[start : kept.start()]), kept[0]]
        start = kept.end()
    return "".join([*pieces, _letters(text[start:])])


def _letters(text: str) -> str:
    return "".join("ж" if character.isalpha() else character for character in text)


def page(found: Document, translations: dict[tuple[str | None, str], str]) -> str:
    """Return a document with translations in it as it is shown."""
    return shown(localize(found, lambda key: Said(text=translations.get(key, key[1]), language="en"), "en"))


def skeleton(text: str) -> list[str]:
    """Return the tags of the blocks of a page."""
    return re.findall(rf"</?(?:{_BLOCKS})(?=[ >])", text)


@given(texts())
@LAW
def test_every_message_is_shown_as_often_as_it_stands_in_the_text(text: str) -> None:
    found, _ = parse(text, "a.md", 1)
    # In a quotation Python-Markdown takes HTML for words; the contract keeps its tags.
    prose = [segment.key for segment in segments(found) if segment.prose and "<p>" not in segment.text]
    words = {key: f"q{number}q" for number, key in enumerate(dict.fromkeys(prose))}

    shown_page = page(found, words)

    assert Counter(re.findall(r"q\d+q", shown_page)) == Counter(words[key] for key in prose)
    assert skeleton(shown_page) == skeleton(shown(found))


@given(texts())
@LAW
def test_no_word_of_the_source_is_left_where_all_is_translated(text: str) -> None:
    found, _ = parse(text, "a.md", 1)
    said = {segment.key: pseudo(segment.text) for segment in segments(found)}

    left = re.sub(r"<pre.*?</pre>|<code.*?</code>|<abbr[^>]*>|<img[^>]*>", " ", page(found, said), flags=re.DOTALL)
    raw = " ".join(re.findall(r"^[ >]*<p>(.*?)</p>$", text, re.MULTILINE))
    visible = re.sub(r"https?://\S+|Back to|HTML", " ", unescape(re.sub("<[^>]*>", " ", left)))

    words = set(re.findall(r"[^\W\d_ж]{2,}", visible))
    assert words <= set(re.findall(r"[^\W\d_]{2,}", raw))


@pytest.mark.parametrize(
    "text",
    [
        "- a\n  - b\n\n    c\n- d\n\ne\n- f",
        "<details>\n<summary>a</summary>\n\nb\n\n</details>",
        "> a\n> - b\n>   > c",
        "a[^1]\n\n[^1]: b\n\n    - c",
        "| a | a |\n|---|---|\n| a | b |",
    ],
)
def test_each_message_can_be_translated_alone(text: str) -> None:
    found, _ = parse(text, "a.md", 1)

    for segment in segments(found):
        said = page(found, {segment.key: "qqq"})
        times = sum(other.key == segment.key for other in segments(found))
        assert said.count("qqq") == times
        assert skeleton(said) == skeleton(html(text))
