"""Numbers, counted things and plural categories."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel.numbers import format_decimal
from babel.units import format_unit

from sitegen.locales import tables
from sitegen.locales.settings import Locale, translate_digits

#: CLDR's order of the plural categories, which is the order of `msgstr[n]` in a catalog.
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")

#: CLDR `minimumGroupingDigits` = 2: four digits are written without a separator. Babel does not carry this; the list
#: was read off `Intl.NumberFormat` (ICU 78).
_FOUR_DIGITS_TOGETHER = frozenset(
    [
        "be",
        "bg",
        "et",
        "hu",
        "hy",
        "ia",
        "ie",
        "it",
        "ka",
        "lv",
        "pl",
        "sl",
        "sq",
        "es",
        "es_EA",
        "es_ES",
        "es_GQ",
        "es_IC",
        "es_PH",
        "pt_AO",
        "pt_CH",
        "pt_CV",
        "pt_GQ",
        "pt_GW",
        "pt_LU",
        "pt_MO",
        "pt_MZ",
        "pt_PT",
        "pt_ST",
        "pt_TL",
        "ru_UA",
    ]
)

#: The name Babel falls back to when it has no pattern for a unit.
_MINUTE = "duration-minute"


@lru_cache(maxsize=4096, typed=True)
def format_number(locale: Locale, value: int | float | Decimal) -> str:
    """Write a number, rounded to three decimals: `8,611.5`, `8.611,5`, `٨٬٦١١٫٥`."""
    known = tables.data(locale.cldr)
    text = format_decimal(
        value,
        locale=known,
        group_separator=_has_separator(locale.cldr, value),
        numbering_system=_numbering_system(locale),
    )
    # Babel takes the separators of a numbering system, but not its digits.
    return translate_digits(locale, text)


@lru_cache(maxsize=4096)
def format_minutes(locale: Locale, count: int) -> str:
    """Write a number of minutes in words: `8 minutes`, `8 منٹ`."""
    known = tables.data(locale.cldr)
    text = format_unit(count, _MINUTE, "long", locale=known)
    if text.endswith(_MINUTE):
        # CLDR leaves out a long form equal to the short one (ur, fa, zh, ja); Babel does not follow.
        text = format_unit(count, _MINUTE, "short", locale=known)
    return translate_digits(locale, text)


def format_length(locale: Locale, value: float, unit: Literal["kilometer", "meter"]) -> str:
    """Write a length with the short name of its unit: `15 km`, `15 کلومیٹر`, `٤٬٦٩١ م`."""
    name = f"length-{unit}"
    known = tables.data(locale.cldr)
    text = format_unit(Decimal(repr(value)), name, "short", locale=known, numbering_system=_numbering_system(locale))
    return translate_digits(locale, text)


def plural_category(locale: Locale, count: int) -> str:
    """Return CLDR's plural category for a count: `one`, `few`, `other` …"""
    return tables.data(locale.cldr).plural_form(count)


def plural_categories(locale: Locale) -> tuple[str, ...]:
    """Return the plural categories that the language has, in the order in which catalogs number them."""
    used = tables.data(locale.cldr).plural_form.tags | {"other"}
    return tuple(category for category in _CATEGORIES if category in used)


def _numbering_system(locale: Locale) -> str:
    """Return the numbering system whose separators Babel is to take."""
    return locale.digits if locale.digits in tables.data(locale.cldr).number_symbols else "latn"


def _has_separator(cldr: str, value: int | float | Decimal) -> bool:
    """Tell whether thousands are separated in a number of this size."""
    together = cldr in _FOUR_DIGITS_TOGETHER or cldr.split("_")[0] in _FOUR_DIGITS_TOGETHER - {"es"}
    return not (together and round(abs(float(value)), 3) < 10_000)
