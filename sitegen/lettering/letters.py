"""Which characters need a glyph, and which of them fonts lack; no library is needed to tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from sitegen.patterns import late

#: Drawn by nothing, in whatever font: joiners, marks and controls of direction, where a word may be broken, variants.
_UNSEEN = late("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")


def is_unseen(character: str) -> bool:
    """Tell whether a character is not drawn itself, though it may change how others are."""
    return bool(_UNSEEN.match(character))


def is_common(character: str) -> bool:
    """Tell whether a character belongs to no script of its own: it is set in the face of what stands before it."""
    return unicodedata.category(character)[0] not in "LN"


def lacking(text: str, has: Callable[[str], bool]) -> str:
    """Return the characters of a text that no font has, once each, sorted; blanks and what is unseen need none."""
    wanted = {character for character in unicodedata.normalize("NFC", text) if not character.isspace()}
    return "".join(sorted(character for character in wanted if not is_unseen(character) and not has(character)))


def ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return the code points of a CSS `unicode-range`, as in `U+0-FF, U+131`; nothing of an empty one.

    Raises `ValueError` where it is none (https://www.w3.org/TR/css-fonts-4/#unicode-range-desc).
    """
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = re.fullmatch(r"[Uu]\+([0-9A-Fa-f]{1,6})(?:-([0-9A-Fa-f]{1,6}))?", part)
        if match is None:
            raise ValueError(part)
        found.append((int(match[1], 16), int(match[2] or match[1], 16)))
    return tuple(found)
