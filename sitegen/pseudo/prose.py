"""Inline Markdown to pseudo-words, with all that rule S16 protects left as it is.

A translation keeps addresses, code, footnote marks, placeholders, entities and tags; it translates the words around
them, those of links and pictures, and the titles that show when a pointer rests on something.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sitegen.markdown import Document, excess
from sitegen.pseudo.letters import disguise

_PLACEHOLDER = re.compile(r"\{[^{}\s]*\}")
_ADDRESS = r"(?:https?://|mailto:|www\.)[^\s<>()\[\]]+|[^\s<>()\[\]@]+@[^\s<>()\[\]@]+\.[^\s<>()\[\]@.,;:!?]+"
#: What a translator does not touch, in the order in which it is looked for.
_OPAQUE = re.compile(
    rf"""
    (?<![\\`])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)    # a code span
    | \\.                                             # an escaped character
    | <(?P<tag>[A-Za-z/!?][^<>]*)>                    # a tag, or an address in angle brackets
    | \[\^[^\[\]]*\]                                  # the mark of a footnote
    | (?<=\])\((?P<target>(?:[^()]|\([^()]*\))*)\)    # the address of a link, and its title
    | (?<=\])\s?\[(?P<key>[^\[\]^][^\[\]]*)\](?![\[(])   # perhaps the key of a link
    | \{{[^{{}}\n]*\}}                                # a placeholder, or a list of attributes
    | &\#?\w+;                                        # an entity
    | {_ADDRESS}
    """,
    re.VERBOSE | re.DOTALL,
)
_TITLE = re.compile(r"""(?<=\s)("[^"]*"|'[^']*')(?=\s*$)""", re.DOTALL)
_WORDS_OF_TAG = re.compile(r"""(?<=\s)(title|alt)(\s*=\s*)("[^"]*"|'[^']*')""")
_BRACKETED = re.compile(r"!?\[([^\[\]]*)\](?:\[\])?(?![\[(])")

Words = Callable[[str], str]


def pseudo_phrase(text: str, tag: str) -> str:
    """Return a text without markup, such as a title, in a pseudo-language, in brackets that show what is cut off."""
    opaque = re.compile(rf"{_PLACEHOLDER.pattern}|{_ADDRESS}")
    made = _around(opaque, text, lambda words: disguise(words, tag, longer=True), lambda match: match[0])
    return f"[{made}]"


def pseudo_cue(text: str, tag: str) -> str:
    """Return the text of a subtitle in a pseudo-language, in brackets; its tags and the times within it stay."""
    opaque = re.compile(rf"<[^<>]*>|&\#?\w+;|{_PLACEHOLDER.pattern}")
    made = _around(opaque, text, lambda words: disguise(words, tag, longer=True), lambda match: match[0])
    return f"[{made}]"


def pseudo_prose(text: str, tag: str, document: Document) -> str:
    """Return inline Markdown of a document in a pseudo-language, in brackets; without what is over the limits then."""
    keys = {key for key, _, _ in document.references}
    text = _with_keys(text, keys)
    made = rf"\[{_prose(text, keys, lambda words: disguise(words, tag, longer=True))}\]"
    return made if not excess(made) else _prose(text, keys, lambda words: disguise(words, tag, longer=False))


def _prose(text: str, keys: set[str], words: Words) -> str:
    def keep(match: re.Match[str]) -> str:
        whole: str = match[0]
        if match["key"] is not None and _key(match["key"]) not in keys:
            return words(whole)
        if match["target"] is not None:
            return _TITLE.sub(lambda title: words(title[0]), whole[:-1]) + ")"
        if match["tag"] is not None:
            return _WORDS_OF_TAG.sub(lambda found: found[1] + found[2] + words(found[3]), whole)
        return whole

    return _around(_OPAQUE, text, words, keep)


def _with_keys(text: str, keys: set[str]) -> str:
    """Write the keys of links out that stand for their words, `[Hunza]` and `[Hunza][]`, since the words change."""

    def write(match: re.Match[str]) -> str:
        bare = match[0].removesuffix("[]")
        return f"{bare}[{match[1]}]" if _key(match[1]) in keys else match[0]

    return _BRACKETED.sub(write, text)


def _key(written: str) -> str:
    """Return the key of a link as Python-Markdown keeps it."""
    return " ".join(written.split()).lower()


def _around(opaque: re.Pattern[str], text: str, words: Words, keep: Callable[[re.Match[str]], str]) -> str:
    made, start = [], 0
    for match in opaque.finditer(text):
        made += [words(text[start : match.start()]), keep(match)]
        start = match.end()
    return "".join([*made, words(text[start:])])
