"""Sorting text as the readers of a language expect.

The Unicode Collation Algorithm (UTS 10) over a short table of CLDR's root order and the rules of each language: first
the letters count, then the marks on them, then capitals; what is still equal goes by code point. Spaces and signs
count, before digits, before letters ("not ignorable", as CLDR has it).

Chinese has the order of code points and Japanese that of the syllables as written, not as read: neither follows from
the text alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

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

#: Compares as the texts do: weights as letters, as marks and as forms, then the text itself, decomposed.
SortKey = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]


def sort_key(tag: str, text: str) -> SortKey:
    """Return a key that orders texts for the readers of a language: `sorted(names, key=lambda n: sort_key("ur", n))`.

    Texts that are canonically equivalent have equal keys. Raises `ValueError` for a tag that is not known.
    """
    decomposed = unicodedata.normalize("NFD", text)
    weights = [weight for piece in _pieces(_tailoring(tag), decomposed) for weight in _weigh(tag, piece)]
    letters = tuple(letter for letter, _, _ in weights if letter)
    marks = tuple(mark for _, mark, _ in weights if mark)
    return letters, marks, tuple(form for _, _, form in weights), decomposed


@cache
def _tailoring(tag: str) -> Tailoring:
    parts = tag.split("-")
    tags = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    rules = next((RULES[name] for name in tags if name in RULES), "")
    return tailor(rules, FIRST_GROUPS.get(script(tag), ()))


def _pieces(tailoring: Tailoring, decomposed: str) -> Iterator[str]:
    """Split a text into what has weights: the longest letter that the language has, else one character."""
    chars = list(decomposed)
    at = 0
    while at < len(chars):
        letter = _longest_letter(tailoring, chars, at)
        at += len(letter)
        yield letter if unicodedata.combining(letter[0]) else _with_later_marks(tailoring, letter, chars, at)


def _longest_letter(tailoring: Tailoring, chars: list[str], at: int) -> str:
    longest = tailoring.longest.get(chars[at], 1)
    for length in range(min(longest, len(chars) - at), 1, -1):
        piece = "".join(chars[at : at + length])
        if piece in tailoring.weights:
            return piece
    return chars[at]


def _with_later_marks(tailoring: Tailoring, letter: str, chars: list[str], at: int) -> str:
    """Take out of the marks that follow those that make another letter of this one.

    Other marks may stand between (UTS 10, step S2.1), but none of the same class: أَ is, decomposed, an alef, a fatha and
    only then the hamza.
    """
    skipped = 0
    while at < len(chars) and (order := unicodedata.combining(chars[at])):
        if order != skipped and letter + chars[at] in tailoring.weights:
            letter += chars.pop(at)
        else:
            skipped, at = order, at + 1
    return letter


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
