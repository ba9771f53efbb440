"""Which letters a language is written in, as far as CLDR's names tell.

Babel's CLDR lacks the lists of letters (`exemplarCharacters`). The names of languages, countries, months and days are
some thousand words in nearly every language, so what stands in several of them is its alphabet.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from sitegen.locales import tables

#: In how many names a letter must stand: foreign ones come with single names.
_SEVERAL = 3


@cache
def letters(tag: str) -> frozenset[str]:
    """Return the letters and marks of a language in its most usual script, small ones where there are capitals."""
    counted = Counter(character for name in _names(tag) for character in set(name.lower()))
    usual = [c for c, count in counted.items() if count >= _SEVERAL and unicodedata.category(c)[0] in "LM"]
    scripts = Counter(map(_script, usual)).most_common(1)
    return frozenset(c for c in usual if _script(c) == scripts[0][0])


def _script(character: str) -> str:
    """Return the first word of a character's name, which is its script: `ARABIC LETTER ALEF`."""
    return unicodedata.name(character, "").split(" ")[0]


def _names(tag: str) -> Iterator[str]:
    known = tables.data(tables.identifier(tag))
    yield from known.languages.values()
    yield from known.territories.values()
    for names in (known.months, known.days):
        yield from names["format"]["wide"].values()
