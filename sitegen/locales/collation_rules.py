"""Tailoring: how a language changes the order of characters, and what weights come of it.

The notation is CLDR's (UTS 35 part 5, "Orderings"), as much of it as the languages here need:

    &a<b                b follows a as a letter of its own
    &a<<b               b follows a as á would
    &a<<<b              b follows a as A would
    &a=b                b orders as a
    &a<b<<c             and c follows b
    <<*bcd              the same as <<b<<c<<d
    &[before 1]a<b      b stands before a
    <ch                 two characters that are one letter
    <<<ccs/cs           ccs orders as what it follows, then cs
    [caseFirst upper]   capitals first
    &[last secondary ignorable]<<<b     b, a mark, counts no more than a capital

Written in lower case: `Ch` and `CH` follow `ch` by themselves as capitals, unless a rule names them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sitegen.locales.collation_root import GROUPS, MARKED, ORDER
from sitegen.patterns import late
from sitegen.values import dataclass

#: Where a character stands: by letter, among those that differ by marks, among those that differ by form.
Weight = tuple[int, int, int]

#: Room for the characters of a group; those that are not listed stand in its upper half, by code point.
GROUP_SHIFT = 22
UNLISTED = 1 << 21

#: The lowest weight of a mark. Below it stand the letters that rules tell apart by `<<`.
FIRST_MARK = 0x100

#: What is put into the weight of a form: its number, its capitals (as bits, for up to three letters that are one), and
#: whether it is a compatibility form (`①`).
FORM, CAPITAL, COMPATIBLE = 16, 2, 1
_ALL_CAPITALS = 7

#: What numbering starts from in the groups that are no letters. Marks that are forms come after all forms of letters.
_START = {"FORMS": (0, 0, 0x40), "MARKS": (0, FIRST_MARK, 1)}

_GROUP, _PRIMARY, _SECONDARY, _TERTIARY, _SAME = range(5)
_STRENGTHS = {"<": _PRIMARY, "<<": _SECONDARY, "<<<": _TERTIARY, "=": _SAME}

_BEFORE = "[before 1]"
_CAPITALS_FIRST = "[caseFirst upper]"
_MARKS_AS_FORMS = "[last secondary ignorable]"
_ANCHOR = late(r"^\s*(?:\[before 1\])?\s*([^\s<=]+)")
_STEP = late(r"(<{1,3}|=)(\*?)\s*([^\s<=\[]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tailoring:
    """What a language's rules come to.

    `weights` holds the weights of each letter, which is one character or several, decomposed; `letters` finds the
    letters of a text, the longest first, or else one character; `groups` has the rank of each group of characters.
    """

    weights: Mapping[str, tuple[Weight, ...]]
    letters: re.Pattern[str]
    groups: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Step:
    """One place in the order: how much it differs from the place before, what stands there, what it has besides."""

    strength: int
    text: str
    extra: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chain:
    """One `&` of the rules: steps in order, after or before a place that there is."""

    anchor: str
    is_before: bool
    steps: tuple[_Step, ...]


def tailor(rules: str, first_groups: tuple[str, ...]) -> Tailoring:
    """Apply rules to the root order, with some groups moved before all other scripts."""
    order = _root()
    for chain in _chains(rules):
        _insert(order, chain)
    groups = _ranks(first_groups)
    weights = _with_capitals(_weights(order, groups), _CAPITALS_FIRST in rules)
    several = sorted((text for text in weights if len(text) > 1), key=len, reverse=True)
    letters = re.compile("|".join([*map(re.escape, several), "."]), re.DOTALL)
    return Tailoring(weights=weights, letters=letters, groups=groups)


def _root() -> list[_Step]:
    """Return the root order as one list, each group led by a step with its name."""
    order = []
    for group, characters in ORDER.items():
        strength = _SECONDARY if group == "MARKS" else _PRIMARY
        order.append(_Step(_GROUP, group))
        order += [_Step(strength, unicodedata.normalize("NFD", char)) for char in characters]
    return order


def _chains(rules: str) -> Iterator[_Chain]:
    for text in rules.replace(_MARKS_AS_FORMS, "FORMS").split("&")[1:]:
        anchor, *_ = _ANCHOR.findall(text)
        steps = []
        for operator, star, written in _STEP.findall(text):
            strength = _STRENGTHS[operator]
            steps += [_step(strength, part) for part in (written if star else [written])]
        yield _Chain(anchor=unicodedata.normalize("NFD", anchor), is_before=_BEFORE in text, steps=tuple(steps))


def _step(strength: int, written: str) -> _Step:
    text, _, extra = unicodedata.normalize("NFD", written).partition("/")
    return _Step(strength, text, extra)


def _insert(order: list[_Step], chain: _Chain) -> None:
    """Put the steps of a chain in their places, each taken away from where it stood."""
    last = chain.anchor
    for step in chain.steps:
        _remove(order, step.text)
        at = _find(order, last)
        if at is None:
            raise ValueError(f"a rule follows {last!r}, which has no place of its own")
        if chain.is_before and last == chain.anchor:
            while order[at].strength > _PRIMARY:
                at -= 1
        else:
            # Whatever differs less from the last step than this one does belongs to the last step.
            at += 1
            while at < len(order) and order[at].strength > step.strength:
                at += 1
        order.insert(at, step)
        last = step.text


def _find(order: list[_Step], text: str) -> int | None:
    return next((at for at, step in enumerate(order) if step.text == text), None)


def _remove(order: list[_Step], text: str) -> None:
    """Take a character out of the order if it is there; what hung on it moves up."""
    at = _find(order, text)
    if at is None:
        return
    gone = order.pop(at)
    if at < len(order) and order[at].strength > gone.strength:
        order[at] = replace(order[at], strength=gone.strength)


def _ranks(first_groups: tuple[str, ...]) -> dict[str, int]:
    """Number the groups: marks, signs and digits, then the groups of the language, then all others."""
    lead = GROUPS[: GROUPS.index("DIGIT") + 1]
    return {group: rank for rank, group in enumerate(dict.fromkeys((*lead, *first_groups, *GROUPS)))}


def _weights(order: list[_Step], groups: Mapping[str, int]) -> dict[str, tuple[Weight, ...]]:
    """Number the places of the order; marks have no weight as letters, those that are forms none as marks either."""
    weights: dict[str, tuple[Weight, ...]] = {}
    letter, mark, form = 0, 0, 0
    for step in order:
        if step.strength == _GROUP:
            letter, mark, form = _START.get(step.text, (groups[step.text] << GROUP_SHIFT, 1, 1))
            continue
        if step.strength == _PRIMARY:
            letter, mark, form = letter + 1, 1, 1
        elif step.strength == _SECONDARY:
            mark, form = mark + 1, 1
        elif step.strength == _TERTIARY:
            form += 1
        weights[step.text] = ((letter, mark, form * FORM),)
    made_of_others = {step.text: [step.text, step.extra] for step in order if step.extra}
    made_of_others |= {char: list(parts) for char, parts in MARKED.items() if char not in weights}
    return weights | {
        text: tuple(weight for part in parts for weight in weights[part]) for text, parts in made_of_others.items()
    }


def _with_capitals(weights: dict[str, tuple[Weight, ...]], capitals_first: bool) -> dict[str, tuple[Weight, ...]]:
    """Add the capitals of each letter: all of it (`CH`), and the first of several (`Ch`)."""
    flip = _ALL_CAPITALS if capitals_first else 0
    complete = {text: _add(weight, flip * CAPITAL) for text, weight in weights.items()}
    for text, weight in weights.items():
        for capital in (text.upper(), text[0].upper() + text[1:]):
            # Not every capital is only one: ß has SS, ı has the I of i.
            if capital not in complete and len(capital) == len(text) and capital.lower() == text:
                complete[capital] = _add(weight, (_capitals(capital) ^ flip) * CAPITAL)
    return complete


def _capitals(text: str) -> int:
    """Return which letters of a text are capitals, as bits with the first highest, so that `Ch` comes before `CH`."""
    bits = 0
    for char in text:
        if not unicodedata.combining(char):
            bits = bits << 1 | (char != char.lower())
    return bits


def _add(weights: tuple[Weight, ...], form: int) -> tuple[Weight, ...]:
    return tuple((letter, mark, old + form) for letter, mark, old in weights)
