"""Punctuation: how a text ends, marks of another script, quotation marks and brackets.

Languages and houses differ here, so most of it is advice. Only a bracket that is not closed is a mistake everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.locales import locale, parse_tag, quote_marks, script
from sitegen.proof.model import Finding, Pair
from sitegen.proof.visible import around, blotted

#: The marks that end a text, by what they say, in all scripts (Unicode's Sentence_Terminal and their like).
_ENDS = {
    "a full stop": ".。．｡۔।॥։።။។᙮",
    "a question mark": "?؟？⁇⸮՞፧",
    "an exclamation mark": "!！¡՜",
    "a colon": ":：፥៖",
    "an ellipsis": "…⋯",
    "a comma": ",،，、፣",
    "a semicolon": ";；؛፤",
}
_KIND = {mark: kind for kind, marks in reversed(_ENDS.items()) for mark in marks}
#: Scripts and languages whose full stop is another mark than `.`, and which.
_STOPS = {"ur": "۔", "pa-Arab": "۔", "ks": "۔", "sd": "۔", "hi": "।", "ne": "।", "bn": "।", "pa": "।", "hy": "։"}
_SCRIPT_STOPS = {"Hans": "。", "Hant": "。", "Jpan": "。"}
#: Written without a mark at the end.
_ENDLESS = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
#: What may stand behind the mark that ends a text.
_BEHIND = "\"'”’»«›“„」』）)]*_ \u00a0\u202f\u200e\u200f\n"
#: A source of so many characters is an abbreviation in some language: Sept., Tue
_ABBREVIATED = 5
#: Footnote marks and closing tags at the end.
_TAIL = re.compile(r"(?:\s|\[\^[^\]]*\]|</\w+>)+$")

_TO_ARABIC = {",": "،", ";": "؛", "?": "؟"}
_ARABIC_ASCII = re.compile("(?<=[\u0620-\u065f\u066e-\u06d3\u0670])[,;?](?![A-Za-z0-9])")
_FULL_WIDTH = {",": "，", ";": "；", "?": "？", "!": "！", ":": "：", ".": "。"}
_HAN_ASCII = re.compile(
    "(?<=[\u3040-\u30ff\u3400-\u9fff])[,;?!:](?![A-Za-z0-9])|(?<=[\u3040-\u30ff\u3400-\u9fff])\\.(?=\\s|$)"
)
_STRAIGHT = re.compile(r'(?<![^\s(\[«“„{])"([^"\n]+)"(?![^\W_])')

_BRACKETS = (("(", ")"), ("[", "]"), ("（", "）"), ("「", "」"), ("『", "』"), ("【", "】"), ("《", "》"))


def end(pair: Pair) -> Iterator[Finding]:
    """Advise where a translation ends in another way than its source: a full stop, a question mark, a colon."""
    if pair.language == "hy" or (parse_tag(pair.language) and script(pair.language) in _ENDLESS):
        return  # Armenian puts its question mark on a word within, and writes its full stop as a colon
    ours, theirs = _end(pair.source, pair.source_language), _end(pair.translation, pair.language)
    if ours == theirs or len(pair.source) <= _ABBREVIATED:
        return
    if ours == "a full stop" and _is_abbreviated(pair.source):
        return
    if not ours:
        message = f"the translation ends with {theirs}, the source without"
        yield Finding(code="end-punctuation", message=message, hint=f"end with “{_tail(pair.translation, '')}”")
        return
    mark = _mark(ours, pair.language)
    instead = f"the translation with {theirs}" if theirs else "the translation without"
    message = f"the source ends with {ours}, {instead}"
    yield Finding(code="end-punctuation", message=message, hint=f"end with “{_tail(pair.translation, mark)}”")


def foreign_marks(pair: Pair) -> Iterator[Finding]:
    """Advise where commas and question marks of English stand behind letters of Arabic or Chinese script."""
    text = blotted(pair.translation, pair.language)
    kind = script(pair.language) if parse_tag(pair.language) else ""
    table, pattern = _TO_ARABIC, _ARABIC_ASCII
    if kind in ("Hans", "Hant", "Jpan"):
        table, pattern = _FULL_WIDTH, _HAN_ASCII
    elif kind != "Arab":
        return
    # Japanese leaves the choice with colons.
    found = [match for match in pattern.finditer(text) if match[0] != ":" or kind != "Jpan"]
    if found:
        first = found[0]
        right = "、" if kind == "Jpan" and first[0] == "," else table[first[0]]
        snippet = around(pair.translation, first.start(), first.end(), right)
        message = f"{first[0]} is a mark of another script" + (f" ({len(found)} times)" if len(found) > 1 else "")
        yield Finding(code="foreign-punctuation", message=message, hint=f"write {right}, as in “{snippet}”")


def straight_quotes(pair: Pair) -> Iterator[Finding]:
    """Advise where a quotation has typewriter's marks; not where the source has them too."""
    if '"' not in pair.translation or '"' in pair.source or not parse_tag(pair.language):
        return
    match = _STRAIGHT.search(blotted(pair.translation, pair.language))
    if match:
        marks = quote_marks(locale(pair.language))
        words = pair.translation[match.start(1) : match.end(1)]
        blank = "\u202f" if pair.language.split("-")[0] == "fr" and marks.opening == "«" else ""
        hint = f"write {marks.opening}{blank}{words}{blank}{marks.closing}"
        yield Finding(code="straight-quotes", message="a quotation has straight marks", hint=hint)


def brackets(pair: Pair) -> Iterator[Finding]:
    """Report brackets and quotation marks that are opened and not closed, where those of the source are."""
    pairs = [*_BRACKETS]
    if parse_tag(pair.language):
        marks = quote_marks(locale(pair.language))
        if marks.opening != marks.closing:
            pairs.append((marks.opening, marks.closing))
    text = blotted(pair.translation, pair.language)
    source = blotted(pair.source, pair.source_language)
    if any(source.count(opening) != source.count(closing) for opening, closing in (*_BRACKETS, ("“", "”"))):
        return
    for opening, closing in pairs:
        opened, closed = text.count(opening), text.count(closing)
        if opened == closed or _is_written_otherwise(text, opening, closing):
            continue
        if turned := _turned(text, opening, closing):
            right = closing if text[turned] == opening else opening
            snippet = around(pair.translation, turned, turned + 1, right)
            message = f"{text[turned]} is turned the wrong way round"
            yield Finding(code="unbalanced-mark", message=message, hint=f"write {right}, as in “{snippet}”")
            continue
        missing, there = (closing, opening) if opened > closed else (opening, closing)
        at = text.rfind(there) if missing == closing else text.find(there)
        snippet = around(pair.translation, at, at + 1, there)
        message = f"{there} has no counterpart {missing} in “{snippet}”"
        yield Finding(
            code="unbalanced-mark", message=message, hint=f"put {missing} where it belongs, or delete {there}"
        )


def _turned(text: str, opening: str, closing: str) -> int:
    """Return the place of a bracket that was typed instead of its counterpart, as happens in right-to-left text; or 0.

    An opening one stands behind a word and not before one, or the other way round.
    """
    found = re.search(rf"(?<=\w){re.escape(opening)}(?!\w)|(?<!\w){re.escape(closing)}(?=\w)", text)
    excess = text.count(opening) - text.count(closing)
    return found.start() if found and abs(excess) == 2 and (excess > 0) == (found[0] == opening) else 0


def _end(text: str, language: str) -> str:
    """Return what kind of mark ends a text; empty when it ends with a word."""
    text = blotted(_TAIL.sub("", text), language).rstrip(_BEHIND)
    if text.endswith(("...", "。。。", "．．．")):
        return "an ellipsis"
    if not text:
        return ""
    if text[-1] == ";" and language.split("-")[0] == "el":
        return "a question mark"
    return _KIND.get(text[-1], "")


def _mark(kind: str, language: str) -> str:
    base = language.split("-")[0]
    writing = script(language) if parse_tag(language) else ""
    if kind == "a full stop":
        return _STOPS.get(language) or _STOPS.get(base) or _SCRIPT_STOPS.get(writing, ".")
    plain = _ENDS[kind][0]
    if kind == "a question mark" and base == "el":
        return ";"
    if writing == "Arab":
        return _TO_ARABIC.get(plain, plain)
    return _FULL_WIDTH.get(plain, plain) if writing in _SCRIPT_STOPS else plain


def _tail(text: str, mark: str) -> str:
    """Return the end of a text with another mark, before what closes it."""
    bare = text.rstrip("".join(_KIND) + _BEHIND)
    behind = text[len(bare) :]
    kept = "".join(character for character in behind if character not in _KIND)
    return around(bare + mark + kept, len(bare), len(bare), "")


def _is_abbreviated(text: str) -> bool:
    """Tell whether the full stop at the end is that of an abbreviation: `etc.`, `a.m.`, `U.S.`"""
    last = text.rsplit(None, 1)[-1] if text.split() else ""
    return last.count(".") > 1 or last.lower() in ("etc.", "jr.", "no.", "vol.", "ed.", "st.")


def _is_written_otherwise(text: str, opening: str, closing: str) -> bool:
    """Tell whether marks pair in another way: `a)` in a list, an apostrophe, one mark that serves two languages."""
    if closing == ")" and len(re.findall(r"(?<!\w)\w{1,2}\)", text)) >= abs(text.count("(") - text.count(")")):
        return text.count(")") > text.count("(")
    counts = Counter(character for character in text if character in "“”„«»‹›‘’‚")
    if opening in "“”„‘‚":
        return sum(counts[mark] for mark in "“”„") % 2 == 0 or "’" in (opening, closing)
    return opening == "»" or (opening == "«" and (counts["«"] + counts["»"]) % 2 == 0)
