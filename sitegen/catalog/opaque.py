"""Carry a translation over an edit that no translator needs to see (rule S15).

Opaque is what means the same in every language: addresses, paths, numbers, and the punctuation and white space between
words. Code, placeholders and tags are not, for a translation has to repeat them as they are (rule S16).
"""

from __future__ import annotations

import re
from collections import Counter

_PART = re.compile(
    r"""
    (?P<verbatim>
        (?<!`)(?P<ticks>`++)[^`]++(?P=ticks)(?!`)       # code
        | \{[^{}\n]*\} | %\([^()\n]*\)\w | %\w          # placeholders
        | <(?!https?:|mailto:)[^<>\n]*>                 # tags
    )
    | (?P<token>
        (?<=\]\()[^()\s]+                               # the target of a link or an image
        | (?:https?://|mailto:)[^\s<>()\[\]"']*[^\s<>()\[\]"'.,;:!?]
        | (?<![A-Za-z\d])\d++(?:[.,:]\d++)*(?![A-Za-z])
    )
    | (?P<quiet>[\s.,;:?'"…–—‘’“”«»،؛؟۔。、！？：；-] | !(?!\[))
    """,
    re.VERBOSE | re.DOTALL,
)


def skeleton(text: str) -> str:
    """Return what of a text is not opaque, with a mark for each address, path and number.

    Texts with equal skeletons differ in opaque things only.
    """
    return _PART.sub(lambda part: part["verbatim"] or ("\0" if part["token"] else ""), text)


def carry(old: str, new: str, translation: str) -> str | None:
    """Return the translation of `old` made into one of `new`, whose skeletons are equal.

    None when that is not certain: when a token that changed occurs more or less often in the translation, or changed
    into different ones.
    """
    before, after = _tokens(old), _tokens(new)
    renamed: dict[str, str] = {}
    for was, becomes in zip(before, after, strict=True):
        if renamed.setdefault(was, becomes) != becomes:
            return None
    wanted, found = Counter(before), Counter(_tokens(translation))
    if any(found[was] != wanted[was] for was, becomes in renamed.items() if was != becomes):
        return None
    return _PART.sub(lambda part: renamed.get(part[0], part[0]) if part["token"] else part[0], translation)


def _tokens(text: str) -> list[str]:
    return [part["token"] for part in _PART.finditer(text) if part["token"]]
