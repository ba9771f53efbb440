"""Words to words that nobody wrote: the letters of the two pseudo-languages.

After what Android, ICU and Fluent do. For `en-XA` each letter of the Latin alphabet gets a mark, and vowels stand
twice, which makes English about 30 per cent longer, within words too. Others write `ar-XB` in Latin letters between
overrides of direction; those are refused in our texts (CVE-2021-42574), and they try neither fonts nor the joining
of letters. Here it is written in Arabic letters that sound alike, drawn out with the stroke that joins letters.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from functools import cache

from sitegen.locales import direction

_LATIN = "abcdefghijklmnopqrstuvwxyz"
#: Precomposed, so that the normal form of texts leaves them alone; all but b, q, v and x stand in most fonts for Latin.
_ACCENTED = "āḃčđēƒğĥīĵķĺṃńōþɋŕśţūṽŵẋŷż"
_ARABIC = "ابثدعفغهيجكلمنوطقرستؤڤىخئز"
_VOWELS = frozenset("aeiou")
_STROKE = "\N{ARABIC TATWEEL}"
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


def disguise(text: str, tag: str, *, longer: bool) -> str:
    """Return a text without markup with its words in the letters of a pseudo-language; what is no word stays.

    Without `longer` it gets no longer in `en-XA`.
    """
    draw = _draw_arabic if direction(tag) == "rtl" else _draw_accented
    return "".join(draw(run, longer=longer) if is_word else run for is_word, run in _runs(text))


def _draw_accented(word: str, *, longer: bool) -> str:
    drawn = []
    for letter, plain in _plain(word):
        accented = _table(_ACCENTED)[plain]
        accented = accented.upper() if letter.isupper() else accented
        drawn.append(accented + accented.lower() if longer and plain in _VOWELS else accented)
    return "".join(drawn)


def _draw_arabic(word: str, *, longer: bool) -> str:
    """Draw a word; each has a stroke behind its first letter, so that it can be told from Arabic."""
    letters = [_table(_ARABIC)[plain] + (_STROKE if longer and plain in _VOWELS else "") for _, plain in _plain(word)]
    return letters[0][0] + _STROKE + "".join(letters[1:])


def _plain(word: str) -> Iterator[tuple[str, str]]:
    """Yield each letter of a word with the one of the alphabet it is drawn as; of other scripts any, always the same.

    Marks and joiners of other scripts are left out.
    """
    for letter in word:
        if unicodedata.category(letter)[0] == "L":
            plain = unicodedata.normalize("NFKD", letter)[0].casefold()[0]
            yield letter, plain if plain in _LATIN else _LATIN[ord(plain) % len(_LATIN)]


def _runs(text: str) -> Iterator[tuple[bool, str]]:
    """Split a text into words and what stands between them; what has no letter is no word."""
    for inside, run in itertools.groupby(text, _is_of_a_word):
        characters = "".join(run)
        yield inside and any(unicodedata.category(letter)[0] == "L" for letter in characters), characters


def _is_of_a_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" or character in _JOINERS


@cache
def _table(alphabet: str) -> dict[str, str]:
    return dict(zip(_LATIN, alphabet, strict=True))
