"""Sorting text as the readers of a language expect.

The Unicode Collation Algorithm (UTS 10) over a short table of CLDR's root order and the rules of each language: first
the letters count, then the marks on them, then capitals; what is still equal goes by code point. Spaces and signs
count, before digits, before letters ("not ignorable", as CLDR has it).

Chinese has the order of code points and Japanese that of the syllables as written, not as read: neither follows from
the text alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from sitegen.locales.collation_languages import RULES
from sitegen.locales.collation_root import FIRST_GROUPS, VARIANTS, group_of, is_ignored
from sitegen.locales.collation_rules import (
    CAPITAL,
    COMPATIBLE,
    FIRST_MARK,
    FORM,
    GROUP_SHIFT,
    UNLISTED,
    Tailoring,
    Weight,
    tailor,
)
from sitegen.locales.tags import script

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

T = TypeVar("T")

#: Scripts whose order does not follow from the text alone.
_SPOKEN = ("Hans", "Hant", "Hani", "Jpan")

#: Compares as the texts do: weights as letters, as marks and as forms, then the text itself, decomposed.
SortKey = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]

#: Two marks in a row, in the combining classes of a text; they are rare enough to be looked at apart.
_TWO_MARKS = re.compile(rb"[^\0]{2}")


@lru_cache(maxsize=16_384)
def sort_key(tag: str, text: str) -> SortKey:
    """Return a key that orders texts for the readers of a language: `sorted(names, key=lambda n: sort_key("ur", n))`.

    Texts that are canonically equivalent have equal keys. Raises `ValueError` for a tag that is not known.
    """
    decomposed = unicodedata.normalize("NFD", text)
    weights = [weight for piece in _pieces(_tailoring(tag), decomposed) for weight in _weigh(tag, piece)]
    letters = tuple([letter for letter, _, _ in weights if letter])
    marks = tuple([mark for _, mark, _ in weights if mark])
    return letters, marks, tuple([form for _, _, form in weights]), decomposed


def in_order(
    tag: str, items: Iterable[T], text: Callable[[T], str], then: Callable[[T], SupportsRichComparison]
) -> list[T]:
    """Return items in the order in which readers of a language look for their texts; `then` parts those with the same.

    Chinese is ordered by how it is spoken and Japanese by its reading, which nobody can tell from the text: there the
    items stay in the order in which they come. Raises `ValueError` for a tag that is not known.
    """
    if not has_known_order(tag):
        return list(items)
    return sorted(items, key=lambda item: (sort_key(tag, text(item)), then(item)))


def has_known_order(tag: str) -> bool:
    """Tell whether the order of texts in a language follows from how they are written."""
    return script(tag) not in _SPOKEN


def has_own_order(tag: str) -> bool:
    """Tell whether a language orders letters otherwise than CLDR's root does."""
    return bool(_rules(tag))


@cache
def _tailoring(tag: str) -> Tailoring:
    return tailor(_rules(tag), FIRST_GROUPS.get(script(tag), ()))


def _rules(tag: str) -> str:
    parts = tag.split("-")
    tags = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next((RULES[name] for name in tags if name in RULES), "")


def _pieces(tailoring: Tailoring, decomposed: str) -> list[str]:
    """Split a text into what has weights: the longest letter that the language has, else one character."""
    pieces = tailoring.letters.findall(decomposed)
    if _TWO_MARKS.search(bytes(map(unicodedata.combining, decomposed))):
        _join_marks(tailoring, pieces)
    return pieces


def _join_marks(tailoring: Tailoring, pieces: list[str]) -> None:
    """Put marks with the letter they belong to where another mark stands between (UTS 10, step S2.1).

    أَ is, decomposed, an alef, a fatha and only then the hamza that makes it another letter. A mark does not reach over
    one of its own class.
    """
    at = 0
    while at < len(pieces):
        skipped, later = 0, at + 1
        while later < len(pieces) and (order := unicodedata.combining(pieces[later][0])):
            if order != skipped and pieces[at] + pieces[later] in tailoring.weights:
                pieces[at] += pieces.pop(later)
            else:
                skipped, later = order, later + 1
        at = later


@lru_cache(maxsize=1 << 16)
def _weigh(tag: str, piece: str) -> tuple[Weight, ...]:
    """Return the weights of a piece; one that the tailoring does not list is a single character."""
    tailoring = _tailoring(tag)
    if piece in tailoring.weights:
        return tailoring.weights[piece]
    if is_ignored(piece):
        return ()
    for simpler, form in (
        (VARIANTS.get(piece), FORM),
        (unicodedata.normalize("NFKD", piece), COMPATIBLE),
        (piece.lower(), CAPITAL),
    ):
        if simpler and simpler != piece:
            parts = [weight for part in _pieces(tailoring, simpler) for weight in _weigh(tag, part)]
            return tuple((letter, mark, old + form) for letter, mark, old in parts)
    return (_weigh_unlisted(tailoring, piece),)


def _weigh_unlisted(tailoring: Tailoring, char: str) -> Weight:
    """Return the weight of a character by its kind and code point; digits are alike in all scripts."""
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return (tailoring.groups["DIGIT"] << GROUP_SHIFT) + 1 + digit, 1, FORM
    # Class 9 is the virama of Indic scripts, which orders as a letter.
    if unicodedata.combining(char) not in {0, 9}:
        return 0, FIRST_MARK + UNLISTED + ord(char), FORM
    return (tailoring.groups[group_of(char)] << GROUP_SHIFT) + UNLISTED + ord(char), 1, FORM
