"""Carry a translation over an edit that no translator needs to see (rule S15).

Opaque is what means the same in every language: addresses, paths, footnote marks, numbers, and the punctuation and
white space between words. Code, placeholders and tags are not, for a translation has to repeat them as they are (rule
S16).

Not every edit of punctuation is without meaning. A question mark makes another sentence of the same words, so it counts
like a word; so does the blank that makes two words of one, and what stands between two numbers, for "5–7" is not
"5, 7". Other punctuation follows the rules of each language, and the translation keeps its own.

A number in a translation may have the digits and separators of its language: ۱۹۳۵ for 1935, 1.000 for 1,000. It is
changed in the same writing, or the translation is not certain and stays a draft.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from sitegen.catalog import plurals, similar
from sitegen.values import dataclass

_PART = re.compile(
    r"""
    (?P<verbatim>
        (?<!`)(?P<ticks>`++)[^`]++(?P=ticks)(?!`)       # code
        | \{[^{}\n]*\} | %\([^()\n]*\)\w | %\w          # placeholders
        | <(?!(?i:https?:|mailto:))[^<>\n]*>            # tags
    )
    | (?P<token>
        (?<=\]\()[^()\s]+                               # the target of a link or an image
        | (?:(?i:https?)://|mailto:)[^\s<>()\[\]"']*[^\s<>()\[\]"'.,;:!?]
        | \[\^[^\[\]\s]+\]                              # footnote marks
    )
    | (?P<number>
        (?<![A-Za-z\u00c0-\u052f\d])(?:(?<![\w)\]])[-−–+])?
        (?:\d{1,3}(?>(?:[\u00a0\u2009\u202f]\d{3})+)(?!\d) | \d++) (?>(?:[.,:'’٫٬]\d++)*) (?![A-Za-z\u00c0-\u052f])
    )
    | (?!(?<=[^\W_])(?<![UNSPACED])\x20(?=[^\W\d_])(?![UNSPACED]))  # a blank between two words stays as it is
    (?P<quiet>(?>(?:[\s.,;:'"…‐‑‒—―‘’‚‛“”„‟‹›«»،؛۔。、！：；「」『』《》〈〉·]|!(?!\[)|(?<=[\w)\]])[-–]|[-–](?!\d))+))
    """.replace("UNSPACED", similar.UNSPACED.pattern[1:-1]),
    re.VERBOSE | re.DOTALL,
)

_DASHES = "-‐‑‒–—―"
_SIGNS = "-−–+"

#: Numbers that are most likely years: these have no plural.
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")


@functools.lru_cache(maxsize=4_096)
def skeleton(text: str) -> str:
    """Return what of a text is not opaque, with a mark for each address, path, footnote and number.

    Texts with equal skeletons differ in opaque things only.
    """
    parts: list[str] = []
    end = 0
    after_number = False
    for part in _PART.finditer(text):
        between = text[end : part.start()]
        parts.append(between)
        after_number = after_number and not between
        if part["quiet"]:
            parts.append(_separation(text, part, after_number))
        else:
            parts.append(part["verbatim"] or ("\1" if part["number"] else "\0"))
            after_number = bool(part["number"])
        end = part.end()
    return "".join((*parts, text[end:]))


def tokens(text: str) -> list[str]:
    """Return the addresses, paths, footnote marks and numbers of a text, in their order."""
    return [part[0] for part in _PART.finditer(text) if part["token"] or part["number"]]


def carry(old: str, new: str, translation: str, plural_forms: str) -> str | None:
    """Return the translation of `old` made into one of `new`, which has as many tokens.

    None when that is not certain: when a token that changed occurs more or less often in the translation, changed into
    different ones, or is a number of which the language (its rule is `plural_forms`) has another plural form.
    """
    renamed = _renamed(old, new, plural_forms)
    if not renamed:
        return None if renamed is None else translation
    wanted = Counter(map(_sense, tokens(old)))
    found = Counter(map(_sense, tokens(translation)))
    if any(found[sense] != wanted[sense] for sense in renamed):
        return None
    pieces, end = [], 0
    for part in _PART.finditer(translation):
        if not (part["token"] or part["number"]) or _sense(part[0]) not in renamed:
            continue
        was, becomes = renamed[_sense(part[0])]
        rewritten = _rewritten(was, becomes, part[0]) if part["number"] else becomes
        if rewritten is None:
            return None
        pieces += [translation[end : part.start()], rewritten]
        end = part.end()
    return "".join((*pieces, translation[end:]))


def _separation(text: str, part: re.Match[str], after_number: bool) -> str:
    """Return what is left of punctuation and white space: that there is some between two words, all between numbers."""
    following = _PART.match(text, part.end())
    if after_number and following and following["number"]:
        return re.sub(r"\s+", " ", re.sub(f"[{_DASHES}]", "-", part[0]))
    before, after = text[max(part.start() - 1, 0) : part.start()], text[part.end() : part.end() + 1]
    if not before or not after or similar.UNSPACED.match(before) or similar.UNSPACED.match(after):
        return ""
    return " " if (before.isalnum() and after.isalnum()) or re.search(r"\s", part[0]) else ""


#: What a token says, however it is written: an address itself, a number's sign and groups of digits.
_Sense = tuple[str, ...]


def _sense(token: str) -> _Sense:
    number = _number(token)
    return (number.sign, *number.groups) if number else (token,)


def _renamed(old: str, new: str, plural_forms: str) -> dict[_Sense, tuple[str, str]] | None:
    """Return for each token that changed what it was and becomes; None where the change is not a simple one."""
    before, after = tokens(old), tokens(new)
    if len(before) != len(after):
        return None
    became: dict[_Sense, tuple[str, str]] = {}
    for was, becomes in zip(before, after, strict=True):
        if became.setdefault(_sense(was), (was, becomes)) != (was, becomes):
            return None
    changed = {sense: pair for sense, pair in became.items() if pair[0] != pair[1]}
    return None if any(_declines(was, becomes, plural_forms) for was, becomes in changed.values()) else changed


def _declines(was: str, becomes: str, plural_forms: str) -> bool:
    """Tell whether the words beside a number may have another form after it changed: "2 дня", "5 дней"."""
    if not (was.isdecimal() and becomes.isdecimal()) or (_YEAR.fullmatch(was) and _YEAR.fullmatch(becomes)):
        return False
    if len(was) > 9 or len(becomes) > 9:
        return False
    one, other = (plurals.plural_index(plural_forms, int(number)) for number in (was, becomes))
    return one != other


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as it is written: groups of digits, what stands between them, and the zero of its digits."""

    sign: str
    groups: tuple[str, ...]
    separators: tuple[str, ...]
    zero: int


def _number(token: str) -> _Number | None:
    """Read a number; None for what is none, or has digits of several scripts."""
    sign = token[0] if token[0] in _SIGNS else ""
    rest = token.removeprefix(sign)
    if not rest or not all(part.isdecimal() for part in re.split(r"\D", rest)):
        return None
    zeros = {ord(digit) - unicodedata.digit(digit) for digit in rest if digit.isdecimal()}
    if len(zeros) > 1:
        return None
    plain = "".join(str(unicodedata.digit(mark)) if mark.isdecimal() else mark for mark in rest)
    separators = tuple(re.findall(r"\D", plain))
    return _Number("-" if sign and sign != "+" else sign, tuple(re.split(r"\D", plain)), separators, zeros.pop())


def _rewritten(was: str, becomes: str, written: str) -> str | None:
    """Return a number in the writing that a translation has for another one; None when that does not tell how."""
    before, after, there = _number(was), _number(becomes), _number(written)
    if before is None or after is None or there is None or not before.sign == after.sign == there.sign:
        return None
    customs = dict(zip(before.separators, there.separators, strict=True))
    if any(customs[mark] != other for mark, other in zip(before.separators, there.separators, strict=True)):
        return None
    if not set(after.separators) <= customs.keys():
        return None
    start = there.zero - before.zero
    sign = written[0] if there.sign else ""
    return sign + "".join(_respelt(becomes.lstrip(_SIGNS), customs, start))


def _respelt(number: str, customs: dict[str, str], shift: int) -> Iterator[str]:
    for mark in number:
        yield chr(ord(mark) + shift) if mark.isdecimal() else customs[mark]
