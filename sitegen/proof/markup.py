"""Slips in markup, with the text as it was meant; and plural forms that do not say how many.

That a link or a code span is missing is found by the contract (rule S16), which compares what markup does. Here is why
it is missing: a blank, a bracket of another script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.proof.model import Finding, Pair
from sitegen.proof.numerals import in_digits_of
from sitegen.proof.visible import around

#: What a slip looks like, what was meant, and what to call it. None of them is of use in a text.
_FULL_WIDTH_LINK = r"\]（([^（）()\s]*)[）)]|\]\(([^（）()\s]*)）|］[(（]([^（）()\s]*)[)）]"
_SPACED_STRONG = r"(?<![*\w])\*\* +([^*\n]+?) *\*\*(?!\w)|(?<![*\w])\*\*([^*\n]+?) +\*\*(?!\w)"
_SPACED_NOTE = r"\[(?: \^ ?|\^ )([^\[\]\s]+) ?\]|\[\^([^\[\]\s]+) \]"
_SLIPS = tuple(
    (re.compile(pattern), meant, what)
    for pattern, meant, what in (
        (r"\][ \u00a0\u200e\u200f]+\((?=[^()\s]*[./#][^()\s]*\))", "](", "a blank stands between ] and ("),
        (_FULL_WIDTH_LINK, r"](\1\2\3)", "a bracket is full-width"),
        (r"\](\)([^()\s]*[./#][^()\s]*)\()", r"](\2)", "the brackets of a link are turned round"),
        (r"\(([^()\[\]\n]+)\)\[([^()\[\]\s]*[./][^()\[\]\s]*)\]", r"[\1](\2)", "( and [ have changed places"),
        (_SPACED_NOTE, r"[^\1\2]", "a footnote mark has a blank in it"),
        (r"\[\^([٠-٩۰-۹]+)\]", None, "a footnote mark has other digits"),
        (r"\{ +(\w+) *\}|\{(\w+) +\}", r"{\1\2}", "a placeholder has a blank in it"),
        (r"｛ ?(\w+) ?｝", r"{\1}", "a placeholder has full-width brackets"),
        (_SPACED_STRONG, r"**\1\2**", "a blank stands within ** … **"),
        (r"(?<!\*)\* \*([^*\n]+)\*\*|\*\*([^*\n]+)\* \*(?!\*)", r"**\1\2**", "a blank stands between two *"),
        (r"＊＊([^＊*\n]+)＊＊", r"**\1**", "asterisks are full-width"),
    )
)


def slips(pair: Pair) -> Iterator[Finding]:
    """Report slips in markup that the source does not have."""
    text = pair.translation
    if not pair.prose and "{" not in pair.source:
        return
    for pattern, meant, what in _SLIPS:
        match = pattern.search(text)
        if match is None or pattern.search(pair.source) or (not pair.prose and "{" not in (meant or "")):
            continue
        right = match.expand(meant) if meant else "[^" + in_digits_of(match[1], "0") + "]"
        snippet = around(text, match.start(), match.end(), right)
        yield Finding(code="markup-typo", message=what, hint=f"write “{snippet}”")
        return
    if pair.prose:
        yield from _unpaired(pair)


def _unpaired(pair: Pair) -> Iterator[Finding]:
    """Report ** and back-ticks that come in pairs in the source, and not in the translation."""
    for mark in ("**", "`"):
        if pair.source.count(mark) % 2 == 0 and pair.translation.count(mark) % 2:
            at = pair.translation.rfind(mark)
            snippet = around(pair.translation, at, at + len(mark), mark)
            message = f"{mark} is opened and not closed"
            hint = f"put {mark} at both ends of the words, or delete it: “{snippet}”"
            yield Finding(code="markup-typo", message=message, hint=hint)
            return


def uncounted(pair: Pair, numbers: tuple[int, ...]) -> Iterator[Finding]:
    """Report a plural form without `{n}` that serves several numbers; `numbers` are some of those it serves."""
    if pair.singular is None or "{n}" not in pair.source or "{n}" in pair.translation or len(numbers) < 2:
        return
    served = ", ".join(str(number) for number in numbers[:3])
    message = f"this form is shown for {served} … and does not say how many"
    yield Finding(code="plural-without-number", message=message, hint="write {n} in it")
