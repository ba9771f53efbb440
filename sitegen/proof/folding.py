"""Words as they are compared: without case, vowel signs and joiners, in which writers differ and mean the same."""

from __future__ import annotations

import re
import unicodedata

#: Arabic vowel signs, hamza and madda as marks of their own, Quranic signs; Hebrew points.
_SIGNS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
#: Soft hyphen, joiners, direction marks and isolates, tatweel, word joiner, byte order mark.
_SILENT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u0640\ufeff]")
_TURKIC = {"tr", "az", "crh"}
_SAME = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " "})


def fold(text: str, language: str) -> str:
    """Return a text as it is compared. In Turkish the small form of `I` is `ı`, and that of `İ` is `i`."""
    if language.split("-")[0] in _TURKIC:
        text = text.replace("İ", "i").replace("I", "ı")
    text = unicodedata.normalize("NFD", text.translate(_SAME))
    return unicodedata.normalize("NFC", _SILENT.sub("", _SIGNS.sub("", text)).casefold())
