"""Lists of things in a sentence, as text or with markup around the things."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.locales import tables
from sitegen.locales.settings import Locale


def format_list(locale: Locale, items: Sequence[str]) -> str:
    """Write things as a sentence does: `A، B، اور C`."""
    before, *after = list_separators(locale, len(items))
    return before + "".join(item + separator for item, separator in zip(items, after, strict=True))


def list_separators(locale: Locale, count: int) -> tuple[str, ...]:
    """Return the `count + 1` texts before, between and after the things of a list.

    For things that are more than text: a template prints the first, then each thing followed by the next.

    CLDR has a pattern of two places for the last two things, one for the first and the rest, one for all between
    (UTS 35, "List Patterns"); they are put into one another from the end.
    """
    if count < 2:
        return ("",) * (count + 1)
    patterns = tables.data(locale.cldr).list_patterns["standard"]
    if count == 2:
        return _split(patterns["2"])
    separators = _split(patterns["end"])
    for name in ["middle"] * (count - 3) + ["start"]:
        before, between, after = _split(patterns[name])
        separators = (before, between + separators[0], *separators[1:-1], separators[-1] + after)
    return separators


def _split(pattern: str) -> tuple[str, ...]:
    """Return the texts before, between and after the two places of a pattern."""
    before, _, rest = pattern.partition("{0}")
    between, _, after = rest.partition("{1}")
    return before, between, after
