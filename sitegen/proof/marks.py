"""Characters that nobody sees: direction marks, joiners, zero-width spaces, soft hyphens.

What breaks a page (overrides, directions left open, a byte order mark) is the contract's business (rule S16). This is
about what is allowed, and serves nothing where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sitegen.locales import parse_tag, script
from sitegen.proof.model import Finding, Pair
from sitegen.proof.visible import BLOT

_NAMES = {
    "\u00ad": "a soft hyphen",
    "\u034f": "a combining grapheme joiner",
    "\u115f": "a Hangul filler",
    "\u1160": "a Hangul filler",
    "\u180e": "a Mongolian vowel separator",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u061c": "an Arabic letter mark",
    "\u2060": "a word joiner",
    "\u3164": "a Hangul filler",
    "\uffa0": "a Hangul filler",
}
_DIRECTIONS = "\u200e\u200f\u061c"
_EMBEDDING = re.compile("[\u202a\u202b]")
#: Scripts that are written without blanks between words, where a zero-width space says where a line may end.
_WITHOUT_BLANKS = frozenset({"Bali", "Hans", "Hant", "Java", "Jpan", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"})
#: Never of use in a text of today.
_ODD = re.compile("[\u034f\u115f\u1160\u180e\u3164\uffa0]")
#: A non-joiner or a word joiner at a blank or an edge, doubled, or between characters that have no joined forms.
_IDLE_JOINER = re.compile(
    "(?:^|(?<=[\\s\u200c]))\u200c|\u200c(?=[\\s\u200c.,;:!?،؛؟۔]|$)|(?<=[A-Za-z0-9])\u200c(?=[A-Za-z0-9])"
)
_DOUBLED = re.compile("([\u200e\u200f\u061c\u2060\u00ad\u200d])\\1+")
_JOINED_SCRIPTS = frozenset({"Arab", "Syrc", "Nkoo"})


def invisible_characters(pair: Pair) -> Iterator[Finding]:
    """Report invisible characters that do harm or nothing; those that the source has as well are let pass."""
    text = pair.translation
    if text.isascii():
        return
    kind = script(pair.language) if parse_tag(pair.language) else ""
    found = set(_ODD.findall(text)) | {match[0] for match in _IDLE_JOINER.finditer(text)}
    if kind not in _WITHOUT_BLANKS:
        found |= set("\u200b\u2060") & set(text)
    if kind in _JOINED_SCRIPTS:
        found |= set("\u00ad") & set(text)
    found |= {match[1] for match in _DOUBLED.finditer(text)}
    for character in sorted(found - set(pair.source)):
        at = text.index(character)
        word = text[max(text.rfind(" ", 0, at) + 1, 0) :].split(" ", 1)[0]
        seen = f"“{_without(word)}”" if _without(word) else "the text"
        message = f"{_NAMES[character]} (U+{ord(character):04X}) stands at {seen}"
        yield Finding(code="invisible-character", message=message, hint="delete it: step over it with the arrow keys")


def needless_marks(pair: Pair) -> Iterator[Finding]:
    """Report direction marks that change nothing, and embeddings, where an isolate or `<bdi>` is better."""
    text = pair.translation
    if text.isascii():
        return
    for match in re.finditer(f"[{_DIRECTIONS}]", text):
        mark = match[0]
        before, after = _strong(text[: match.start()][::-1]), _strong(text[match.end() :])
        own = "L" if mark == "\u200e" else "R"
        if before == after == own and _beside(text, match.start()).isalnum():
            message = f"{_NAMES[mark]} (U+{ord(mark):04X}) does nothing between letters of its own direction"
            yield Finding(code="needless-mark", message=message, hint="delete it")
            break
    embedding = _EMBEDDING.search(text)
    if embedding:
        message = f"a direction embedding (U+{ord(embedding[0]):04X}) also turns what stands beside it"
        yield Finding(code="needless-mark", message=message, hint="write <bdi>…</bdi> around the words instead")


def _strong(text: str) -> str:
    """Return the direction of the first letter that has one, as far as a letter or digit stands there at once."""
    for character in text[:1]:
        kind = unicodedata.bidirectional(character)
        return "R" if kind in ("R", "AL") else kind
    return ""


def _beside(text: str, at: int) -> str:
    return (text[at - 1 : at] + text[at + 1 : at + 2]).replace(BLOT, "")


def _without(word: str) -> str:
    return "".join(character for character in word if character not in _NAMES)
