"""The normal form of a segment's text (rule S3), and what else is read off text alone.

The same function serves extraction and building, and the source language is shown from the same
normalised text, so that a translation equal to its source gives the same page.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from sitegen.patterns import late

#: Raised when the normal form of a text changes; it stands in the header of every catalog.
SEGMENTATION = 1

_CODE_SPAN = late(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_CODE_OR_COMMENT = late(rf"{_CODE_SPAN.pattern}|(?P<comment><!--.*?-->)", re.DOTALL)
# Each begins where blanks begin: a row of thousands without a line end would be looked through from each of them.
_HARD_BREAK = late(r"(?<! ) {2,}\n[ \t]*|(?<!\\)(?P<escapes>(?:\\\\)*)\\\n[ \t]*")
_SOFT_BREAK = late(r"(?<![ \t])[ \t]*\n[ \t]*")
_BLANKS = late(r"[ \t]+")
_BREAK_MARK = "\x00"
_URL = late(r"(?:https?://|mailto:|www\.)\S+")
_PLACEHOLDER = late(r"\x02[^\x03]*\x03|\{\w+\}")
#: What is no word although it has letters: addresses and keys of links, footnote marks, tags, entities.
_NO_WORDS = late(r"(?<=\])(?:\([^()]*\)|\[[^\[\]]*\])|\[\^[^\]]*\]|<[^<>]*>|&#?\w+;")
#: With none of these in it, all letters of a text are those of words.
_NO_LETTERS = late(r"[`\[\]<&{@:\x02]")
#: A list of ids, classes and attributes: `{#top .wide lang=ur}`.
_LISTED = late(r"\{(?:[ ]*(?:[#.][^\s{}]+|[^\s{}=]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}]*)))+[ ]*\}")
#: An underscore that does not join two letters or digits, and so may be emphasis.
_LOOSE_UNDERSCORE = late(r"(?<![^\W_])_|_(?![^\W_])")
#: English words with stops, which need no look at each character.
_SIMPLE = late(r"[A-Za-z0-9 .,:;!?'\"]*")
_STOPS = late(r"[.,:;!?'\"]")
_ESCAPED = late(r"\\([\\`*_{}\[\]()>#+\-.!\"'])")


def normalise(text: str) -> str:
    """Return the normal form: NFC, soft breaks to one space (none between CJK), hard breaks to a newline.

    Runs of blanks become one, except in code spans.
    """
    if _BREAK_MARK in text:
        text = text.replace(_BREAK_MARK, "")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not ("\n" in text or "`" in text or "  " in text or "\t" in text):
        return text.strip(" ")
    pieces, start = [], 0
    for span in _CODE_SPAN.finditer(text):
        pieces += [_fold(text[start : span.start()]), re.sub(r"\s*\n\s*", " ", span.group(0))]
        start = span.end()
    pieces.append(_fold(text[start:]))
    return "".join(pieces).strip(" \t\n\x00").replace(_BREAK_MARK, "\n")


def without_comments(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without the HTML comments in it, and those; in code spans they are text."""
    if "<!--" not in text:
        return text, ()
    comments: list[str] = []

    def take(match: re.Match[str]) -> str:
        if match["comment"] is None:
            return match[0]
        comments.append(match["comment"])
        return ""

    return _CODE_OR_COMMENT.sub(take, text), tuple(comments)


def without_code(text: str) -> str:
    """Return a text with a blank in place of each code span."""
    return _CODE_SPAN.sub(" ", text)


def has_words(text: str) -> bool:
    """Tell whether a text is worth translating: a letter is left without placeholders, addresses and code."""
    if text.partition(" ")[0].isalpha():
        return True  # nothing that is no word begins so
    if _NO_LETTERS.search(text) is None and "www." not in text:
        return any(map(str.isalpha, text))
    if text.strip() == "[TOC]":
        return False
    rest = without_code(_PLACEHOLDER.sub(" ", text))
    rest = _URL.sub(" ", _NO_WORDS.sub(" ", rest))
    words = (word for word in rest.split() if not _is_mail_address(word))
    return any(character.isalpha() for word in words for character in word)


def plain(text: str) -> str:
    """Return inline Markdown that is shown as plain text, such as an alternative text, as it is to be read."""
    return unescape(_ESCAPED.sub(r"\1", text))


def is_attribute_list(text: str) -> bool:
    """Tell whether braces hold ids, classes and attributes, and are no placeholder such as `{name}`.

    What begins with `{:` was meant as one, whatever stands in it.
    """
    return "{:" in text or _LISTED.search(text) is not None


def heading_id(text: str) -> str:
    """Return the id of a heading from its source text: its letters and digits, lower case, joined by hyphens.

    Letters of every script are kept, so that a heading in Urdu has an id that can be linked to, and underscores
    within a word, as GitHub and Python-Markdown's `toc` keep them.
    """
    if _SIMPLE.fullmatch(text):
        return "-".join(_STOPS.sub("", text).lower().split()) or "section"
    text = re.sub(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])", r"\1", text)
    text = unescape(re.sub(r"<[^<>]*>|\[\^[^\]]*\]", "", text))
    # The small form of the Turkish İ is an i with a dot of its own; nobody types that in an address.
    text = unicodedata.normalize("NFC", text).casefold().replace("i\u0307", "i")
    text = _LOOSE_UNDERSCORE.sub("", _ESCAPED.sub(r"\1", text))
    kept = (
        c if c == "_" or unicodedata.category(c)[0] in "LNM" else " " if c in "-–—/" or c.isspace() else ""
        for c in text
    )
    return "-".join("".join(kept).split()) or "section"


def _is_mail_address(word: str) -> bool:
    name, at, host = word.partition("@")
    return bool(name and at) and "." in host.strip(".")


def _fold(text: str) -> str:
    text = _HARD_BREAK.sub(lambda found: (found["escapes"] or "") + _BREAK_MARK, text)
    text = _SOFT_BREAK.sub(_joint, text)
    return _BLANKS.sub(" ", text)


def _joint(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1] if match.start() else ""
    after = match.string[match.end()] if match.end() < len(match.string) else ""
    return "" if _is_cjk(before) and _is_cjk(after) else " "


def _is_cjk(character: str) -> bool:
    """Tell whether a character is written without spaces: Han, kana, and their punctuation."""
    return bool(character) and (
        "\u3000" <= character <= "\u30ff"
        or "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\uff00" <= character <= "\uffef"
        or "\U00020000" <= character <= "\U0003ffff"
    )
