"""Days and months in words, in the locale's calendar and digits."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Literal

from babel.dates import format_date as cldr_date
from babel.dates import format_skeleton

from sitegen.locales import tables
from sitegen.locales.persian import persian_date, persian_month
from sitegen.locales.settings import Locale, translate_digits

DateStyle = Literal["full", "long", "medium", "short"]


@lru_cache(maxsize=16_384)
def format_date(locale: Locale, date: datetime.date, style: DateStyle = "long") -> str:
    """Write a day: `21 مارچ، 2026`, `21 Mart 2026`; `full` adds the day of the week, `short` is digits only."""
    if locale.calendar == "persian":
        text = _persian_day(locale, date, style)
    else:
        text = cldr_date(date, style, tables.data(locale.cldr))
    # Babel writes every date with Latin digits, whatever the locale.
    return translate_digits(locale, text)


def format_month(locale: Locale, date: datetime.date) -> str:
    """Write the month a day lies in, with its year: `مارچ 2026`, `marzo de 2026`."""
    if locale.calendar == "persian":
        year, month, _ = persian_date(date)
        text = f"{persian_month(locale.cldr, month)} {year}"
    else:
        text = format_skeleton("yMMMM", date, locale=tables.data(locale.cldr))
    return translate_digits(locale, text)


def _persian_day(locale: Locale, date: datetime.date, style: DateStyle) -> str:
    """Write a day of the Persian calendar in the patterns that CLDR has for `fa` and the Gregorian one.

    CLDR's patterns for `fa` and the Persian calendar are those of its root, with the year first.
    """
    year, month, day = persian_date(date)
    if style == "short":
        return f"{year}/{month}/{day}"
    text = f"{day} {persian_month(locale.cldr, month)} {year}"
    if style == "full":
        weekday: str = tables.data(locale.cldr).days["format"]["wide"][date.weekday()]
        return f"{weekday} {text}"
    return text
