"""Which letters and digits belong to a language that is written in Arabic script, and which to another one's keyboard.

The letters are held against CLDR's exemplar characters (`exemplarCharacters` of common/main/*.xml); Babel does not
carry them. A letter counts as wrong when it is in no exemplar set of the language and looks like one that is, at least
within a word: readers do not see the difference, but search, sorting and screen readers do. For Arabic, keheh and
Farsi yeh are in CLDR's auxiliary set, for names; in running text they come from a Persian or Urdu keyboard.
"""

from __future__ import annotations

from collections.abc import Mapping

KAF, KEHEH, SWASH_KAF = "\u0643", "\u06a9", "\u06aa"
YEH, ALEF_MAKSURA, FARSI_YEH, YEH_BARREE = "\u064a", "\u0649", "\u06cc", "\u06d2"
HEH, HEH_GOAL, HEH_DOACHASHMEE, AE = "\u0647", "\u06c1", "\u06be", "\u06d5"
TEH_MARBUTA, TEH_MARBUTA_GOAL = "\u0629", "\u06c3"

_INDO_PERSIAN = {
    KAF: KEHEH,
    SWASH_KAF: KEHEH,
    YEH: FARSI_YEH,
    ALEF_MAKSURA: FARSI_YEH,
    HEH: HEH_GOAL,
    AE: HEH_GOAL,
    TEH_MARBUTA: TEH_MARBUTA_GOAL,
    "\u06c0": "\u06c2",
}
#: By language: the wrong letter and the right one.
LETTERS: Mapping[str, Mapping[str, str]] = {
    "ar": {
        KEHEH: KAF,
        SWASH_KAF: KAF,
        FARSI_YEH: YEH,
        YEH_BARREE: YEH,
        HEH_GOAL: HEH,
        HEH_DOACHASHMEE: HEH,
        AE: HEH,
        TEH_MARBUTA_GOAL: TEH_MARBUTA,
    },
    "ckb": {KAF: KEHEH, YEH: FARSI_YEH, ALEF_MAKSURA: FARSI_YEH, TEH_MARBUTA: AE, HEH_GOAL: HEH_DOACHASHMEE},
    "fa": {
        KAF: KEHEH,
        SWASH_KAF: KEHEH,
        YEH: FARSI_YEH,
        ALEF_MAKSURA: FARSI_YEH,
        YEH_BARREE: FARSI_YEH,
        HEH_GOAL: HEH,
        HEH_DOACHASHMEE: HEH,
        AE: HEH,
    },
    "ks": {KAF: KEHEH, SWASH_KAF: KEHEH, YEH: FARSI_YEH, ALEF_MAKSURA: FARSI_YEH, HEH: HEH_GOAL},
    "pa-Arab": _INDO_PERSIAN,
    "ps": {KAF: KEHEH, SWASH_KAF: KEHEH, ALEF_MAKSURA: FARSI_YEH, HEH_GOAL: HEH, HEH_DOACHASHMEE: HEH},
    "sd": {KAF: SWASH_KAF, FARSI_YEH: YEH, ALEF_MAKSURA: YEH, YEH_BARREE: YEH, HEH_GOAL: HEH},
    "skr": _INDO_PERSIAN,
    "ur": _INDO_PERSIAN,
}
#: What a wrong letter may stand for instead at the end of a word: Farsi yeh has no dots there.
AT_THE_END: Mapping[str, Mapping[str, str]] = {"ar": {FARSI_YEH: ALEF_MAKSURA}}

_ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
_EXTENDED = "۰۱۲۳۴۵۶۷۸۹"
#: By language: its own digits beside 0-9, after CLDR's `native` numbering systems. 4, 5, 6 look different in them.
DIGITS: Mapping[str, str] = {
    "ar": _ARABIC_INDIC,
    "ckb": _ARABIC_INDIC,
    "fa": _EXTENDED,
    "ks": _EXTENDED,
    "pa-Arab": _EXTENDED,
    "ps": _EXTENDED,
    "sd": _ARABIC_INDIC,
    "ur": _EXTENDED,
}
#: By the name of a set of digits that a language may have by mistake.
ALL_DIGITS = (_ARABIC_INDIC, _EXTENDED)


def of_language(table: Mapping[str, Mapping[str, str]], tag: str) -> Mapping[str, str]:
    """Return what a table says of a language: of its tag with the script, else of the language alone."""
    return table.get(tag) or table.get(tag.split("-")[0], {})
