"""Quotation marks, which Babel's CLDR does not carry."""

from __future__ import annotations

from functools import cache

from sitegen.locales.settings import Locale
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteMarks:
    """The marks around a quotation, and around a quotation within one."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


#: CLDR 47 `delimiters`: the four marks, and the locales that have them. All others have those of `_ROOT`.
_MARKS = {
    "«»‹›": "am az_Arab az_Cyrl fa fr_CH gsw",
    "”“’‘": "ar ms_Arab ur",
    "«»“”": "ast br ca el es_US eu it kk kk_Cyrl mg pt_PT sc sq ti",
    "«»„“": "be cv ky ru uk",
    "„“„“": "bg lt",
    "„“‚‘": "bs_Cyrl cs de dsb et hr hsb is lb mk sk sl",
    "„”‘’": "bs bs_Latn",
    "«»‘’": "no",
    "””’’": "fi he sv",
    "«»”“": "fr_CA",
    "«»«»": "fr hy",
    "„”»«": "hu",
    "「」『』": "ja yue zh_Hant",
    "„“«»": "ka",
    "‘’‘’": "nl",
    "„”«»": "pl ro",
    "„”’’": "sr",
    "“”’‘": "uz",
}
_ROOT = "“”‘’"


def quote_marks(locale: Locale) -> QuoteMarks:
    """Return the quotation marks of a locale; a region (`de_AT`) has those of its language unless it has its own."""
    marks = _marks_for(locale.cldr)
    return QuoteMarks(opening=marks[0], closing=marks[1], inner_opening=marks[2], inner_closing=marks[3])


@cache
def _marks_for(cldr: str) -> str:
    by_locale = {name: marks for marks, names in _MARKS.items() for name in names.split()}
    parts = cldr.split("_")
    longest_first = ["_".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next((by_locale[name] for name in longest_first if name in by_locale), _ROOT)
