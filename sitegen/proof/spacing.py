"""Blanks too many and words typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.proof.model import Finding, Pair
from sitegen.proof.visible import BLOT, around, blotted

#: Words that are never said twice in a row. Other words may be: Urdu and Turkish double words to say "slowly", "each".
_NEVER_TWICE = {
    "ar": "في من على إلى عن التي الذي أن إن هذا هذه كان كانت مع بين ذلك",
    "de": "der den dem und in im mit von zu auf für ein eine einen ist war nicht",
    "en": "the a an of to in on at and or for with from by is are was were it its this as be not",
    "es": "el la los las de del en y a un una que con por para es se",
    "fa": "از به در با را که این است برای",
    "fr": "le la les de des du et à au aux un une dans par pour sur avec est sont ce cette que qui",
    "it": "il lo la gli di del della e a un una in con per è che",
    "nl": "de het een en van in op te met voor is aan",
    "pt": "o a os as de do da e em um uma que com por para é",
    "ru": "и в на с по из к от для не это",
    "tr": "ve ile için da de bu ki olan",
    "ur": "کا کی کے میں سے اور نے کو کہ تک ہے ہیں تھا تھی تھے",
}
_DOUBLED = re.compile(r"(?<![\w’'-])(\w+) \1(?![\w’'-])", re.IGNORECASE)
#: Languages with a blank before these marks: French, and Breton after it.
_BLANK_BEFORE = frozenset({"fr", "br"})
_LOOSE = re.compile(r"(?<=[^\W_]) ([,.،۔،。，])(?![\w.])")
_LOOSE_TOO = re.compile(r"(?<=[^\W_]) ([;?!؛؟；？！])(?![\w-])")


def doubled_words(pair: Pair) -> Iterator[Finding]:
    """Report a small word that stands twice in a row: "the the"."""
    never = frozenset(_NEVER_TWICE.get(pair.language.split("-")[0], "").split())
    for match in _DOUBLED.finditer(blotted(pair.translation, pair.language)):
        word = pair.translation[match.start(1) : match.end(1)]
        if word.casefold() in never and match[0].casefold() not in pair.source.casefold():
            snippet = around(pair.translation, match.start(), match.end(), word)
            yield Finding(code="doubled-word", message=f"“{word}” stands twice", hint=f"write “{snippet}”")


def stray_spaces(pair: Pair) -> Iterator[Finding]:
    """Advise where a blank stands at an edge, beside another one, or before a comma or full stop."""
    text, source = pair.translation, pair.source
    if text != text.strip() and source == source.strip() and text.strip():
        where = "begins" if text != text.lstrip() else "ends"
        yield Finding(code="stray-space", message=f"the translation {where} with a blank", hint="delete it")
    visible = blotted(text, pair.language)
    doubled = re.search(r"(?<=\S)[ \t]{2,}(?=\S)", visible)
    if doubled and "  " not in source:
        snippet = around(text, doubled.start(), doubled.end(), " ")
        yield Finding(code="stray-space", message="two blanks stand side by side", hint=f"write “{snippet}”")
    if pair.language.split("-")[0] in _BLANK_BEFORE:
        loose = _LOOSE.search(visible)
    else:
        loose = _LOOSE.search(visible) or _LOOSE_TOO.search(visible)
    if loose and f" {loose[1]}" not in source and BLOT not in visible[max(loose.start() - 1, 0) : loose.end() + 1]:
        snippet = around(text, loose.start(), loose.end(), loose[1])
        yield Finding(code="stray-space", message=f"a blank stands before {loose[1]}", hint=f"write “{snippet}”")
