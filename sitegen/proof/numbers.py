"""Numbers that a translation drops, adds or changes.

Numerals are compared by value, whatever their digits and separators, and each value once: a translation may say a
year twice, or not again. What stands in digits on one side may stand in words, as a Roman numeral or as the name of a
month on the other.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sitegen.locales import format_date, format_number, locale, parse_tag
from sitegen.proof.folding import fold
from sitegen.proof.model import Finding, Pair
from sitegen.proof.number_words import are_known, in_words
from sitegen.proof.numerals import Numeral, in_digits_of, numerals, romans
from sitegen.proof.visible import BLOT, around, blotted

#: None, one and two need no digit: "no story", a singular, a dual.
_GRAMMAR = frozenset({Decimal(0), Decimal(1), Decimal(2)})
#: Up to here any language may spell a number out.
_SPELT = Decimal(100)
#: A number of more characters is none that people read.
_WRITTEN = 20
#: A number with separators as English writes them.
_SEPARATED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,3})?|[0-9]+\.[0-9]{1,3}")
CODE = "number-changed"


def numbers(pair: Pair) -> Iterator[Finding]:
    """Report the numbers of a translation that its source does not have, and the other way round."""
    source = blotted(pair.source, pair.source_language)
    translation = blotted(pair.translation, pair.language)
    ours, theirs = numerals(source), numerals(translation)
    if not ours and not theirs:
        return
    lost, added = _only_in(ours, theirs), _only_in(theirs, ours)
    if not lost and not added:
        return
    if pair.singular is not None:
        added = _only_in(added, numerals(blotted(pair.singular, pair.source_language)))
    meant = _spelt(source + " " + (pair.singular or ""), pair.source_language)
    added = [n for n in added if not _is_spelt(n, meant, are_known(pair.source_language))]
    if not lost:
        added = [n for n in added if not _is_natural(n, translation)]
    said = _spelt(translation, pair.language)
    missed = [n for n in lost if not n.named and not _is_spelt(n, said | _GRAMMAR, are_known(pair.language))]
    if pair.singular is not None:
        missed = []
    yield from _changed(pair, missed or lost, added)
    for number in missed[len(added) :]:
        yield Finding(code=CODE, message=f"the translation drops {number.text}", hint=f"put {number.text} back")


def _changed(pair: Pair, lost: Sequence[Numeral], added: Sequence[Numeral]) -> Iterator[Finding]:
    """Report numbers that are not in the source; each is taken for the change of one that is missing, if any is."""
    for at, number in enumerate(added):
        if at < len(lost):
            wanted = in_digits_of(_as_written_in(lost[at].text, pair), number.text)
            snippet = around(pair.translation, number.start, number.end, wanted)
            message = f"the source says {lost[at].text}, the translation {number.text}"
            yield Finding(code=CODE, message=message, hint=f"write “{snippet}”")
        else:
            hint = f"delete {number.text}, or mend it"
            yield Finding(code=CODE, message=f"{number.text} is not in the source", hint=hint)


def _as_written_in(number: str, pair: Pair) -> str:
    """Return an English number with the separators of the translation's language, others as they are."""
    if pair.source_language.split("-")[0] != "en" or not parse_tag(pair.language):
        return number
    if len(number) > _WRITTEN or not _SEPARATED.fullmatch(number):
        return number
    return format_number(locale(pair.language), Decimal(number.replace(",", "")))


def _is_natural(number: Numeral, text: str) -> bool:
    """Tell whether a number may stand in a translation alone: a name for a pronoun, "1 month" for "the month".

    A digit at a placeholder is a slip of the finger.
    """
    beside = text[max(number.start - 1, 0) : number.start] + text[number.end : number.end + 1]
    return BLOT not in beside and (number.named or number.readings == {Decimal(1)})


def _only_in(some: Sequence[Numeral], others: Sequence[Numeral]) -> list[Numeral]:
    """Return the numerals that have no counterpart among others, neither as one number nor part by part.

    The parts of one may stand on the other side as numbers by themselves, or as those of one numeral in any order: a
    day, an hour with its minutes. Parts of several are no counterpart, or 0.3 would be one in "0.5 to 3.5".
    """
    whole = frozenset().union(*(n.readings for n in others))
    known = whole.union(*(part.readings for n in others for part in n.parts))
    divided = {_parts(n) for n in others if n.parts}
    return [
        n
        for n in some
        if not n.readings & (whole if n.parts else known)
        and not (n.parts and (all(part.readings & whole for part in n.parts) or _parts(n) in divided))
    ]


def _parts(number: Numeral) -> tuple[Decimal, ...]:
    return tuple(sorted(min(part.readings) for part in number.parts))


def _is_spelt(number: Numeral, words: frozenset[Decimal], known: bool) -> bool:
    """Tell whether a number stands on the other side in another form, or may: not all words are known."""
    if number.readings & words:
        return True
    return not known and any(0 <= value <= _SPELT and value == int(value) for value in number.readings)


def _spelt(text: str, language: str) -> frozenset[Decimal]:
    return in_words(text, language) | romans(text) | _months(text, language)


def _months(text: str, language: str) -> frozenset[Decimal]:
    words = set(re.findall(r"[^\W\d_]+", fold(text, language)))
    return frozenset(Decimal(number) for name, number in _month_names(language) if words >= name)


@functools.cache
def _month_names(language: str) -> tuple[tuple[frozenset[str], int], ...]:
    """Return the names of the months as the words they are made of."""
    if parse_tag(language) is None:
        return ()
    found = []
    for month in range(1, 13):
        for style in ("long", "medium"):
            shown = fold(format_date(locale(language), datetime.date(2000, month, 1), style), language)
            words = frozenset(word for word in re.findall(r"[^\W\d_]+", shown) if len(word) > 2)
            if words:
                found.append((words, month))
    return tuple(found)
