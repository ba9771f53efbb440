"""Spans of days and times of the day, and what a time zone is called: by its country, or by its city in a large one.

Names such as "Pakistan Standard Time" are missing in many languages, or come out as those of summer; names of countries
are in all.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

from babel.core import get_global
from babel.dates import format_interval, format_skeleton
from babel.dates import format_time as cldr_time

from sitegen.locales import tables
from sitegen.locales.dates import format_month
from sitegen.locales.persian import persian_date
from sitegen.locales.settings import Locale, translate_digits


def format_days(locale: Locale, first: datetime.date, last: datetime.date) -> str:
    """Write the days of a month without the month: `7–9`, `7–9日`. `last` lies in the same month."""
    if locale.calendar == "persian":
        days = dict.fromkeys(str(persian_date(day)[2]) for day in (first, last))
        text = "–".join(days)
    elif first == last:
        text = format_skeleton("d", first, locale=tables.data(locale.cldr))
    else:
        text = format_interval(first, last, "d", locale=tables.data(locale.cldr))
    return translate_digits(locale, text)


def format_months(locale: Locale, first: datetime.date, last: datetime.date) -> str:
    """Write the month or months that days lie in, with their years: `May 2027`, `May 2027 – June 2027`."""
    return " – ".join(dict.fromkeys(format_month(locale, day) for day in (first, last)))


def format_time(locale: Locale, moment: datetime.datetime) -> str:
    """Write the time of day of a moment, as the clocks of its own zone show it: `14:00`, `2:00 PM`."""
    return translate_digits(locale, cldr_time(moment.time(), "short", locale=tables.data(locale.cldr)))


@lru_cache(maxsize=1024)
def zone_name(locale: Locale, name: str) -> str:
    """Return what people call where a time zone is in force: `Pakistan`, `New York`; `UTC` is called so everywhere."""
    name = get_global("zone_aliases").get(name, name)
    known = tables.data(locale.cldr)
    territory = get_global("zone_territories").get(name, "")
    if len(get_global("territory_zones").get(territory, ())) == 1 and territory in known.territories:
        return str(known.territories[territory])
    if territory in ("", "001"):
        return name.rpartition("/")[2].replace("_", " ")
    return str(known.time_zones.get(name, {}).get("city") or name.rpartition("/")[2].replace("_", " "))
