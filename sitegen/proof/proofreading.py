"""All rules of proofreading over one translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sitegen.proof.letters import decomposed, mixed_scripts, other_script, presented, wrong_digits, wrong_letters
from sitegen.proof.marks import invisible_characters, needless_marks
from sitegen.proof.markup import slips
from sitegen.proof.model import Finding, Pair
from sitegen.proof.numbers import numbers
from sitegen.proof.punctuation import brackets, end, foreign_marks, straight_quotes
from sitegen.proof.spacing import doubled_words, stray_spaces
from sitegen.proof.visible import BLOT, blotted


def proofread(pair: Pair) -> Iterator[Finding]:
    """Yield what an editor would notice in a translation, apart from the terms of a glossary."""
    for rule in _RULES:
        yield from rule(pair)


def _too_long(pair: Pair) -> Iterator[Finding]:
    """Advise where a text is longer than its place has room for."""
    length = len(blotted(pair.translation, pair.language).replace(BLOT, ""))
    if pair.limit and length > pair.limit:
        message = f"the translation has {length} characters, there is room for {pair.limit}"
        yield Finding(code="length-advised", message=message, hint=f"shorten it by {length - pair.limit}")


_RULES: tuple[Callable[[Pair], Iterator[Finding]], ...] = (
    numbers,
    wrong_letters,
    wrong_digits,
    mixed_scripts,
    presented,
    decomposed,
    other_script,
    invisible_characters,
    needless_marks,
    end,
    foreign_marks,
    straight_quotes,
    brackets,
    doubled_words,
    stray_spaces,
    slips,
    _too_long,
)
