"""Numbers in words, as far as prose spells them out: to twenty, tens, hundreds; cardinals, ordinals, fractions.

They only excuse: a number that is written in digits on one side and in words on the other has not changed. So a
missing inflection costs a warning, and a wrong one nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from sitegen.proof.folding import fold

#: A word that ends in `-` is the beginning of words: inflections follow.
_ENGLISH = {
    0: "zero no none midnight null",
    1: "a an one once first single only",
    2: "two twice second both double pair couple half",
    3: "three third thirds triple thrice",
    4: "four fourth quarter quarters quadruple",
    5: "five fifth fifths",
    6: "six sixth sixths semiannual",
    7: "seven seventh",
    8: "eight eighth",
    9: "nine ninth",
    10: "ten tenth tenths tens decade decades",
    11: "eleven eleventh",
    12: "twelve twelfth dozen dozens noon midday",
    13: "thirteen thirteenth",
    14: "fourteen fourteenth fortnight",
    15: "fifteen fifteenth",
    16: "sixteen sixteenth",
    17: "seventeen seventeenth",
    18: "eighteen eighteenth",
    19: "nineteen nineteenth",
    20: "twenty twentieth twenties score",
    30: "thirty thirtieth thirties",
    40: "forty fortieth forties",
    50: "fifty fiftieth fifties half",
    60: "sixty sixtieth sixties",
    70: "seventy seventieth seventies",
    80: "eighty eightieth eighties",
    90: "ninety ninetieth nineties",
    100: "hundred hundreds hundredth century centuries",
    1_000: "thousand thousands thousandth millennium millennia",
    1_000_000: "million millions",
    1_000_000_000: "billion billions",
}
_FRENCH = {
    0: "zéro aucun aucune",
    1: "un une premier première premiers premières seul seule",
    2: "deux deuxième second seconde double demi demie moitié",
    3: "trois troisième troisièmes tiers triple",
    4: "quatre quatrième quart quarts",
    5: "cinq cinquième cinquièmes",
    6: "six sixième",
    7: "sept septième",
    8: "huit huitième",
    9: "neuf neuvième",
    10: "dix dixième dizaine dizaines décennie décennies",
    11: "onze onzième",
    12: "douze douzième douzaine",
    13: "treize treizième",
    14: "quatorze quatorzième",
    15: "quinze quinzième quinzaine",
    16: "seize seizième",
    17: "dix-sept dix-septième",
    18: "dix-huit dix-huitième",
    19: "dix-neuf dix-neuvième",
    20: "vingt vingts vingtième vingtaine",
    30: "trente trentième trentaine",
    40: "quarante quarantième quarantaine",
    50: "cinquante cinquantième cinquantaine",
    60: "soixante soixantième soixantaine",
    70: "soixante-dix septante",
    80: "quatre-vingts quatre-vingt huitante octante",
    90: "quatre-vingt-dix nonante",
    100: "cent cents centième centaine centaines siècle siècles",
    1_000: "mille millier milliers millénaire millénaires",
    1_000_000: "million millions",
    1_000_000_000: "milliard milliards",
}
_TURKISH = {
    0: "sıfır",
    1: "bir birinci- ilk tek",
    2: "iki ikinci- iki- çift yarı- yarım",
    3: "üç üçü- üçte",
    4: "dört dörd- çeyre-",
    5: "beş beşi- beşte",
    6: "altı altınc-",
    7: "yedi yedin- yedis-",
    8: "sekiz sekizi-",
    9: "dokuz dokuzu-",
    10: "on onu onuncu- onda on-",
    20: "yirmi yirmi-",
    30: "otuz otuz-",
    40: "kırk kırk-",
    50: "elli elli-",
    60: "altmış altmış-",
    70: "yetmiş yetmiş-",
    80: "seksen seksen-",
    90: "doksan doksan-",
    100: "yüz yüzü- yüzyıl-",
    1_000: "bin bini- binler-",
    1_000_000: "milyon milyon-",
    1_000_000_000: "milyar milyar-",
}
_URDU = {
    0: "صفر",
    1: "ایک پہلا پہلی پہلے اکلوتا اکیلا",
    2: "دو دوسرا دوسری دوسرے دونوں دوم آدھا آدھی آدھے نصف",
    3: "تین تینوں تیسرا تیسری تیسرے سوم تہائی",
    4: "چار چاروں چوتھا چوتھی چوتھے چہارم چوتھائی",
    5: "پانچ پانچوں پانچواں پانچویں پنجم",
    6: "چھ چھے چھٹا چھٹی چھٹے ششم",
    7: "سات ساتوں ساتواں ساتویں ہفتم",
    8: "آٹھ آٹھواں آٹھویں ہشتم",
    9: "نو نواں نویں نہم",
    10: "دس دسواں دسویں دہم دسیوں دہائی دہائیوں دہائیاں عشرہ عشرے عشروں",
    11: "گیارہ گیارھواں گیارھویں گیارہویں گیارہواں",
    12: "بارہ بارھواں بارھویں بارہویں بارہواں درجن",
    13: "تیرہ تیرھواں تیرھویں تیرہویں تیرہواں",
    14: "چودہ چودھواں چودھویں چودہویں چودہواں",
    15: "پندرہ پندرھواں پندرھویں پندرہویں پندرہواں",
    16: "سولہ سولھواں سولھویں سولہویں سولہواں",
    17: "سترہ سترھواں سترھویں سترہویں سترہواں",
    18: "اٹھارہ اٹھارھواں اٹھارھویں اٹھارہویں اٹھارہواں",
    19: "انیس انیسواں انیسویں",
    20: "بیس بیسواں بیسویں بیسیوں",
    21: "اکیس اکیسواں اکیسویں",
    22: "بائیس بائیسویں",
    23: "تئیس تئیسویں",
    24: "چوبیس چوبیسویں",
    25: "پچیس پچیسویں",
    30: "تیس تیسویں",
    40: "چالیس چالیسویں",
    50: "پچاس پچاسویں",
    60: "ساٹھ ساٹھویں",
    70: "ستر سترویں",
    80: "اسی اسّی",
    90: "نوے",
    100: "سو سینکڑا سینکڑوں صدی صدیوں صدیاں",
    1_000: "ہزار ہزاروں ہزاریہ",
    100_000: "لاکھ لاکھوں",
    1_000_000: "ملین",
    10_000_000: "کروڑ کروڑوں",
    1_000_000_000: "ارب اربوں",
}
_ARABIC = {
    0: "صفر",
    1: "واحد- احد- أحد- إحدى اول- أول- حادي-",
    2: "اثن- إثن- ثان- كلا كلتا نصف-",
    3: "ثلاث- ثالث- ثلث-",
    4: "أربع- رابع- ربع-",
    5: "خمس- خامس-",
    6: "ست ستة سادس- سدس-",
    7: "سبع- سابع-",
    8: "ثمان- ثامن-",
    9: "تسع- تاسع-",
    10: "عشر عشرة عشرات عاشر- عقد عقدا عقود عقدين",
    20: "عشرون عشرين عشريني-",
    30: "ثلاثون ثلاثين ثلاثيني-",
    40: "أربعون أربعين أربعيني-",
    50: "خمسون خمسين خمسيني-",
    60: "ستون ستين ستيني-",
    70: "سبعون سبعين سبعيني-",
    80: "ثمانون ثمانين ثمانيني-",
    90: "تسعون تسعين تسعيني-",
    100: "مئة مائة مئات مئتي- مائتي- قرن قرنا قرون قرنين",
    1_000: "ألف ألفا ألفي- آلاف ألفين",
    1_000_000: "مليون- ملايين",
    1_000_000_000: "مليار-",
}
_WORDS: Mapping[str, Mapping[int, str]] = {
    "ar": _ARABIC,
    "en": _ENGLISH,
    "fr": _FRENCH,
    "tr": _TURKISH,
    "ur": _URDU,
}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: Decades, dozens and scores are counted themselves: four decades are forty years.
_COUNTED = frozenset({10, 12, 20})
_AND = frozenset({"and", "et", "و", "ve"})
#: What is written together with an Arabic word: and, so; by, like, for; the.
_ARABIC_PREFIX = re.compile(r"[وف]?[بكل]?(?:ال|لل)?(?=\w{2})")


def are_known(language: str) -> bool:
    """Tell whether the number words of a language are known here."""
    return language.split("-")[0] in _WORDS


def in_words(text: str, language: str) -> frozenset[Decimal]:
    """Return all values that the number words of a text may mean, each alone and in a row: `two hundred and five`."""
    found: set[Decimal] = set()
    row: list[int] = []
    for word in _words(text, language):
        values = _values(word, language)
        if values:
            found |= {Decimal(value) for value in values}
            row.append(max(values) if row else values[0])
            rows = [row[at:] for at in range(max(len(row) - 6, 0), len(row))]
            found |= {Decimal(amount) for part in rows for amount in (_in_a_row(part), sum(part))}
            if row[-1] in _COUNTED:
                found |= {Decimal(count * row[-1]) for count in row[-2:-1]}
        elif word not in _AND:
            row = []
    return frozenset(found)


def _words(text: str, language: str) -> Iterator[str]:
    """Yield the words of a text as they are compared; those with hyphens whole and in parts."""
    for match in _WORD.finditer(fold(text, language)):
        yield match[0]
        if "-" in match[0]:
            yield from match[0].split("-")


def _in_a_row(row: list[int]) -> int:
    total = current = 0
    for value in row:
        if value < 100:
            current += value
        elif value == 100:
            current = max(current, 1) * value
        else:
            total += max(current, 1) * value
            current = 0
    return total + current


@functools.lru_cache(maxsize=16_384)
def _values(word: str, language: str) -> tuple[int, ...]:
    whole, beginnings = _table(language.split("-")[0])
    stems = {word}
    if language.split("-")[0] == "ar":
        stems |= {word[end:] for end in {match.end() for match in [_ARABIC_PREFIX.match(word)] if match}}
        stems |= {word.removeprefix("و"), word.removeprefix("ال"), word.removeprefix("وال")}
    found = {value for stem in stems for value in whole.get(stem, ())}
    found |= {value for stem in stems for begin, value in beginnings if stem.startswith(begin)}
    return tuple(sorted(found))


@functools.cache
def _table(language: str) -> tuple[dict[str, tuple[int, ...]], tuple[tuple[str, int], ...]]:
    """Return the whole words of a language with their values, and the beginnings of words."""
    whole: dict[str, tuple[int, ...]] = {}
    beginnings = []
    for value, words in _WORDS.get(language, {}).items():
        for word in words.split():
            folded = fold(word, language)
            if word.endswith("-"):
                beginnings.append((folded.removesuffix("-"), value))
            else:
                whole[folded] = (*whole.get(folded, ()), value)
    return whole, tuple(beginnings)
