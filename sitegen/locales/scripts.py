"""Which letters a language is written with, by script.

The scripts of characters are those of Unicode's Scripts.txt and ScriptExtensions.txt, as fontTools has them: Python's
own `unicodedata` does not know them.
"""

from __future__ import annotations

from functools import cache

from sitegen.locales.tags import script

#: What the codes of ISO 15924 that stand for several scripts together stand for (UTS #39, section 5.1).
_TOGETHER = {
    "Hans": ("Hani", "Bopo"),
    "Hant": ("Hani", "Bopo"),
    "Jpan": ("Hani", "Hira", "Kana"),
    "Kore": ("Hani", "Hang"),
}
#: The codes for marks and digits that all scripts share.
_SHARED = frozenset({"Zyyy", "Zinh"})


def is_written_in(word: str, tag: str) -> bool:
    """Tell whether a word is written in the script of a language: all of it, or all of it in ASCII."""
    return word.isascii() or all(not _scripts_of(character).isdisjoint(_scripts(tag)) for character in word)


@cache
def _scripts(tag: str) -> frozenset[str]:
    own = script(tag)
    return frozenset(_TOGETHER.get(own, (own,))) | _SHARED


@cache
def _scripts_of(character: str) -> frozenset[str]:
    # Reading its tables takes 30 ms, which no project without such a word should wait for.
    from fontTools import unicodedata  # type: ignore[import-untyped]

    return frozenset({unicodedata.script(character), *unicodedata.script_extension(character)})
