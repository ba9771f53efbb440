"""Numbers in a text: where they stand, and which values each of them may mean.

`1.300` is thirteen hundred in Turkish and less than two in English, and people mix the habits of both. So a numeral
has readings, and two numerals are the same when they share one. Knows nothing of words, except for those that stand
behind digits: `3 million`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from sitegen.catalog.similar import UNSPACED
from sitegen.values import dataclass

_BLANKS = "\u0020\u00a0\u202f\u2009"
_SEPARATORS = ".,٫٬'’·"
_NUMERAL = re.compile(
    rf"\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[{_SEPARATORS}]\d+)*",
    re.ASCII,
)
_RANGE = re.compile(rf"(\d{{4}})[{_BLANKS}]?[-–—/][{_BLANKS}]?$", re.ASCII)
_AFTERNOON = re.compile(r"(?::\d\d)?[\s.]*p\.?m\b", re.ASCII | re.IGNORECASE)
_MIDNIGHT = re.compile(r"(?::\d\d)?[\s.]*a\.?m\b", re.ASCII | re.IGNORECASE)
#: The minutes of a full hour, which the source may leave out: `6 a.m.` is `06:00`.
_FULL_HOUR = re.compile(r"(?<!\d)([01]?\d|2[0-4]):00(?!\d)", re.ASCII)
_DECADE = re.compile(r"['’]?s\b")
_SCALE = re.compile(rf"[{_BLANKS}-]?(\w+)")
#: Words that multiply the digits before them: in English, French, Turkish, Urdu, Persian, Arabic, German, Spanish,
#: Chinese and Japanese. Only read behind digits, so that it does not matter what else they mean.
_SCALES = {
    100: "hundred yüz سو صد مئة مائة hundert cent cents siècles 百",
    1_000: "thousand mille bin ہزار هزار ألف ألفا آلاف الف tausend mil тысяч тысячи тыс 千",
    10_000: "万 萬",
    100_000: "lakh lakhs لاکھ lac",
    1_000_000: "million millions milyon ملین میلیون مليون ملايين millionen mio millones миллион миллиона миллионов млн",
    10_000_000: "crore crores کروڑ",
    100_000_000: "億 亿",
    1_000_000_000: "billion billions milliard milliards milyar ارب بلین میلیارد مليار مليارات بلايين milliarden млрд",
}
_FACTORS = {word: Decimal(factor) for factor, words in _SCALES.items() for word in words.split()}
#: Roman numerals of two characters or more, and V and X; others are rather a word or an initial.
_ROMAN = re.compile(r"(?<![^\W_])(?=[IVXLCM]{2}|[VX])(M{0,3})(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?![A-Z])")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number as it is written at a place of a text. `parts` are the numerals that it is if it is not one.

    A `named` one stands at a letter, as in K2: it is part of a name, which a translation may spell out. In scripts that
    do not part words every number stands at a letter.
    """

    text: str
    start: int
    readings: frozenset[Decimal]
    parts: tuple[Numeral, ...] = ()
    named: bool = False

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def numerals(text: str) -> tuple[Numeral, ...]:
    """Return the numbers of a text in order, in digits of any script."""
    plain = _with_plain_digits(_FULL_HOUR.sub(lambda match: f"{match[1]}:--", text))
    return tuple(_numeral(plain, text, match) for match in _NUMERAL.finditer(plain))


def romans(text: str) -> frozenset[Decimal]:
    """Return the values of the Roman numerals of a text."""
    return frozenset(Decimal(_roman(match[0])) for match in _ROMAN.finditer(text))


def in_digits_of(number: str, model: str) -> str:
    """Write a number in the digits of another one: `1945` like `۱۹۵۴` is `۱۹۴۵`."""
    zero = next((ord(c) - unicodedata.decimal(c) for c in model if c.isdecimal()), ord("0"))
    return "".join(chr(zero + unicodedata.decimal(c)) if c.isdecimal() else c for c in number)


def _with_plain_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def _numeral(plain: str, text: str, match: re.Match[str]) -> Numeral:
    start, end = match.span()
    groups = re.split(rf"[{_SEPARATORS}{_BLANKS}]", match[0])
    marks = re.findall(rf"[{_SEPARATORS}{_BLANKS}]", match[0])
    readings = set(_readings(groups, marks))
    readings |= set(_readings_beside(plain, start, end, readings))
    parts: list[Numeral] = []
    at = start
    for group in groups if marks else ():
        parts.append(Numeral(text=text[at : at + len(group)], start=at, readings=frozenset({Decimal(group)})))
        at += len(group) + 1
    return Numeral(
        text=text[start:end],
        start=start,
        readings=frozenset(readings),
        parts=tuple(parts),
        named=_is_of_a_name(plain[max(start - 2, 0) : start]),
    )


def _is_of_a_name(before: str) -> bool:
    """Tell whether a number is part of a name by the two characters before it."""
    letter = before[-2:-1] if before.endswith(("-", "_")) else before[-1:]
    return letter.isalpha() and not UNSPACED.match(letter)


def _readings(groups: list[str], marks: list[str]) -> list[Decimal]:
    """Return what digits with separators may mean; nothing when they are a date or a version and no one number."""
    whole = "".join(groups)
    if not marks:
        # What is padded is another number: 007 is not 7, and 01936 is a year with a slip of the finger.
        value = Decimal(whole)
        return [-value if len(whole) > 2 and whole[0] == "0" and value else value]
    found = []
    if len(set(marks)) == 1 and _is_grouped(groups):
        found.append(Decimal(whole))
        if whole[-1] == "0":  # 4,500 is no 4.5, so that 4,50 is noticed
            return found
    if marks[-1] in ".,٫·" and marks.count(marks[-1]) == 1 and (len(marks) == 1 or _is_grouped(groups[:-1])):
        found.append(Decimal(f"{''.join(groups[:-1])}.{groups[-1]}"))
    return found


def _is_grouped(groups: list[str]) -> bool:
    """Tell whether groups of digits are thousands, or lakhs and crores: 12,50,000."""
    first, *middle = groups
    if not 1 <= len(first) <= 3 or first == "0" or not middle or len(middle[-1]) != 3:
        return False
    return all(len(group) == 3 for group in middle) or all(len(group) == 2 for group in middle[:-1])


def _readings_beside(plain: str, start: int, end: int, readings: set[Decimal]) -> list[Decimal]:
    """Return what a numeral may mean because of what stands beside it."""
    found = []
    behind = plain[end : end + 24]
    scale = _SCALE.match(behind)
    if scale and (factor := _FACTORS.get(scale[1].casefold()) or _FACTORS.get(scale[1][:1])):
        found += [value * factor for value in readings]
    digits = plain[start:end]
    if digits.isdigit() and len(digits) <= 4:
        value = int(digits)
        if len(digits) == 2 and (opened := _RANGE.search(plain[max(start - 8, 0) : start])):
            found.append(Decimal(opened[1][:2] + digits))
        if digits.endswith("0") and _DECADE.match(behind):  # the 1990s are the 90s
            found.append(Decimal(value % 100 if len(digits) == 4 else 1900 + value))
        if value < 12 and _AFTERNOON.match(behind):
            found.append(Decimal(value + 12))
        if value == 12 and _MIDNIGHT.match(behind):
            found.append(Decimal(0))
    return found


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
