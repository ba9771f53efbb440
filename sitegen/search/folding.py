"""Words as people type them: letters folded per script, so that what looks or sounds alike is found.

The theme's script folds what readers type by the same rules and the same table (`tests/test_folding.py` compares
the tables, and a browser the results).
"""

from __future__ import annotations

import functools
import unicodedata

from sitegen.patterns import late

#: A letter, and what stands for it. Arabic letters of other keyboards and languages become those of Arabic first.
LETTERS = (
    "ıi ßss æae œoe øo łl đd ðd þth ħh ёе ςσ "
    "ىي یي ېي ۍي کك ڪك ہه ھه ەه ةه ۃه ںن ٱا "
    "٠0 ١1 ٢2 ٣3 ٤4 ٥5 ٦6 ٧7 ٨8 ٩9 ۰0 ۱1 ۲2 ۳3 ۴4 ۵5 ۶6 ۷7 ۸8 ۹9"
)
#: And then those of the language, if it is not Arabic: `fa` for Persian, the other for Urdu and the rest.
OWN = {"ar": "", "fa": "يی كک", "": "يی كک هہ"}
#: How letters are typed on a keyboard that lacks them, besides the letter alone.
SPELT = {"de": "äae öoe üue"}
#: Vowel signs of Arabic script, its tatweel, and what is not seen.
_DROPPED = late(
    "[\u00ad\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
#: Accents on Latin and Greek letters. Those of Cyrillic and kana make other letters.
_ACCENTS = late("(?<=[a-zα-ω])[\u0300-\u036f]+")
#: A word with whatever stands within or above it.
_WORD = late("[\\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]+")


@functools.lru_cache(maxsize=65_536)
def fold(text: str, language: str) -> str:
    """Return a text as it is looked for: lower case, without accents and vowel signs, one letter for all alike.

    NFKC makes full-width and presentation forms plain, NFD takes accents and hamza off their letters.
    """
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    bare = unicodedata.normalize("NFC", _DROPPED.sub("", _ACCENTS.sub("", plain)))
    return bare.translate(_letters(_own(language)))


def variants(text: str, language: str) -> tuple[str, ...]:
    """Return a text folded, and where it may be spelt in other letters that as well: `münchen` is `muenchen` too."""
    pairs = SPELT.get(language.partition("-")[0], "")
    spelt = unicodedata.normalize("NFC", text).lower().translate(_table(pairs))
    return tuple(dict.fromkeys((fold(text, language), fold(spelt, language))))


def typed(text: str, language: str) -> dict[str, None]:
    """Return, in order and once each, the folded words of a text that are others than those it has."""
    found: dict[str, None] = {}
    if not text.isascii():
        for word in _WORD.findall(text):
            if not word.isascii():
                found |= {other: None for other in variants(word, language) if other != word.lower()}
    return found


def _own(language: str) -> str:
    return OWN.get(language.partition("-")[0], OWN[""])


@functools.cache
def _letters(own: str) -> dict[int, str]:
    return {code: text.translate(_table(own)) for code, text in _table(LETTERS).items()} | _table(own)


@functools.cache
def _table(pairs: str) -> dict[int, str]:
    return {ord(pair[0]): pair[1:] for pair in pairs.split()}
