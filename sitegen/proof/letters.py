"""Letters that do not belong: of another language's keyboard, of another alphabet, drawn instead of written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from sitegen.locales import name_in, parse_tag, script
from sitegen.proof.keyboards import ALL_DIGITS, AT_THE_END, DIGITS, LETTERS, of_language
from sitegen.proof.model import Finding, Pair
from sitegen.proof.visible import blotted

#: Words as they are looked at here: letters with their marks, across joiners.
_SIGNS = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d\u0640"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_SIGNS}])*")
#: Most words that one finding names.
_NAMED = 3

#: Glyphs that stand for letters in old encodings. Not among them: single words and signs that are written so, such as
#: the honorifics, the sign of the rial and the ornate parentheses.
_PRESENTED = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc]")

#: Cyrillic and Greek letters that look like Latin ones (of Unicode's confusables.txt those that are common).
_LOOKALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТХУаеѕіјорсхуԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοα",
        "ABESIJKMHOPCTXYaesijopcxydhABEZHIKMNOPTYXoa",
        strict=True,
    )
)
_ALPHABETS = (
    ("Latin", re.compile("[A-Za-z\u00c0-\u024f]")),
    ("Cyrillic", re.compile("[\u0400-\u052f]")),
    ("Greek", re.compile("[\u0370-\u03ff]")),
)


def wrong_letters(pair: Pair) -> Iterator[Finding]:
    """Report letters of another language's keyboard, such as an Arabic kaf in Urdu; not in words of the source."""
    table = of_language(LETTERS, pair.language)
    if not table or table.keys().isdisjoint(pair.translation):
        return
    final = of_language(AT_THE_END, pair.language)
    wrong: dict[str, str] = {}
    for word in _WORD.findall(blotted(pair.translation, pair.language)):
        if not table.keys().isdisjoint(word) and word not in pair.source:
            wrong[word] = _respelt(word, table, final)
    if not wrong:
        return
    letters = sorted({letter for word in wrong for letter in word if letter in table})
    named = " and ".join(f"{letter} ({_code(letter)}), which should be {_right(letter, table)}" for letter in letters)
    shown = ", ".join(f"“{word}”" for word in list(wrong)[:_NAMED])
    right = ", ".join(f"“{word}”" for word in list(wrong.values())[:_NAMED])
    yield Finding(
        code="wrong-letter",
        message=f"{shown} has a letter of another keyboard than the {_language(pair)}: {named}",
        hint=f'write {right}; words in another language stand in <span lang="…" dir="rtl">',
    )


def wrong_digits(pair: Pair) -> Iterator[Finding]:
    """Report digits of another language's keyboard: ٤ in Urdu, ۴ in Arabic."""
    own = DIGITS.get(pair.language) or DIGITS.get(pair.language.split("-")[0])
    if own is None:
        return
    text = blotted(pair.translation, pair.language)
    for other in ALL_DIGITS:
        if other == own:
            continue
        for digits in dict.fromkeys(re.findall(f"[{other}]+", text)):
            right = digits.translate(str.maketrans(other, own))
            message = f"{digits} has digits ({_code(digits[0])}) of another language than {_language(pair)}"
            yield Finding(code="wrong-digits", message=message, hint=f"write {right} ({_code(right[0])} …)")


def mixed_scripts(pair: Pair) -> Iterator[Finding]:
    """Report words in which a letter or two of another alphabet hide among those that look alike."""
    if pair.translation.isascii():
        return
    for word in dict.fromkeys(_WORD.findall(blotted(pair.translation, pair.language))):
        counts = {name: len(letters.findall(word)) for name, letters in _ALPHABETS}
        present = sorted((name for name in counts if counts[name]), key=lambda name: counts[name])
        if len(present) < 2 or counts[present[0]] > 2 or word in pair.source:
            continue
        letters = dict(_ALPHABETS)[present[0]].findall(word)
        right = _in_alphabet(word, present[-1])
        if right is None:
            continue
        named = ", ".join(f"{letter} ({_code(letter)})" for letter in letters)
        message = f"“{word}” has {present[0]} letters among {present[-1]} ones: {named}"
        yield Finding(code="mixed-script", message=message, hint=f"type it anew: “{right}”")


def presented(pair: Pair) -> Iterator[Finding]:
    """Report glyphs that stand for letters: ﻻ for لا, ﬁ for fi."""
    found = sorted(set(_PRESENTED.findall(pair.translation)) - set(pair.source))
    if found:
        words = [word for word in pair.translation.split() if _PRESENTED.search(word)]
        right = ", ".join(f"“{unicodedata.normalize('NFKC', word)}”" for word in dict.fromkeys(words[:_NAMED]))
        named = ", ".join(f"{glyph} ({_code(glyph)})" for glyph in found[:_NAMED])
        message = f"{named} is a glyph of an old font, no letter"
        yield Finding(code="presentation-form", message=message, hint=f"write {right}")


def decomposed(pair: Pair) -> Iterator[Finding]:
    """Report letters whose marks are characters of their own although there is one character for both.

    The order of two marks on a letter is let pass, which Unicode's NFC changes as well: Arabic keyboards type shadda
    first. So are letters that NFC takes apart, as in Bengali.
    """
    text = pair.translation
    if unicodedata.is_normalized("NFC", text) or not unicodedata.is_normalized("NFC", pair.source):
        return
    composed = {word: unicodedata.normalize("NFC", word) for word in text.split()}
    apart = {word: whole for word, whole in composed.items() if len(whole) < len(word)}
    if not apart:
        return
    word, whole = next(iter(apart.items()))
    mark = next((c for c in word if unicodedata.combining(c) and word.count(c) > whole.count(c)), word[-1])
    message = f"“{word}” has the mark U+{ord(mark):04X} typed apart from its letter"
    right = ", ".join(f"“{one}”" for one in list(apart.values())[:_NAMED])
    yield Finding(code="not-nfc", message=message, hint=f"write {right}, with one character for both (Unicode NFC)")


def other_script(pair: Pair) -> Iterator[Finding]:
    """Report a sentence that was left in another script than that of its language."""
    own = _script_letters(pair.language)
    text = blotted(pair.translation, pair.language)
    if own is None or own.search(text):
        return
    words = [word for word in _WORD.findall(text) if word.islower() and len(word) > 1 and word.isascii()]
    if len(words) >= 4:
        message = f"the translation has no word in the script of {_language(pair)}"
        yield Finding(code="other-script", message=message, hint="translate it, or empty it: the source is shown then")


def _respelt(word: str, table: Mapping[str, str], final: Mapping[str, str]) -> str:
    right = "".join(table.get(letter, letter) for letter in word[:-1])
    return right + (final.get(word[-1]) or table.get(word[-1], word[-1]))


def _right(letter: str, table: Mapping[str, str]) -> str:
    return f"{table[letter]} ({_code(table[letter])})"


def _in_alphabet(word: str, alphabet: str) -> str | None:
    """Return a word with look-alikes of other alphabets replaced; None when something else is foreign in it."""
    if alphabet == "Latin":
        pairs = _LOOKALIKES
    else:
        own = dict(_ALPHABETS)[alphabet]
        pairs = {latin: letter for letter, latin in reversed(_LOOKALIKES.items()) if own.match(letter)}
    right = "".join(pairs.get(letter, letter) for letter in word)
    foreign = [name for name, letters in _ALPHABETS if name != alphabet and letters.search(right)]
    return None if foreign else right


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _language(pair: Pair) -> str:
    return name_in(pair.language, "en") if parse_tag(pair.language) else pair.language


#: Scripts in which no sentence looks like Latin.
_SCRIPTS = {
    "Arab": re.compile("[\u0620-\u064a\u066e-\u06d3]"),
    "Beng": re.compile("[\u0980-\u09ff]"),
    "Cyrl": re.compile("[\u0400-\u052f]"),
    "Deva": re.compile("[\u0900-\u097f]"),
    "Grek": re.compile("[\u0370-\u03ff]"),
    "Guru": re.compile("[\u0a00-\u0a7f]"),
    "Hans": re.compile("[\u3400-\u9fff]"),
    "Hant": re.compile("[\u3400-\u9fff]"),
    "Hebr": re.compile("[\u05d0-\u05ea]"),
    "Jpan": re.compile("[\u3040-\u30ff\u3400-\u9fff]"),
    "Kore": re.compile("[\uac00-\ud7a3]"),
    "Thai": re.compile("[\u0e01-\u0e2e]"),
}


def _script_letters(tag: str) -> re.Pattern[str] | None:
    return _SCRIPTS.get(script(tag)) if parse_tag(tag) else None
