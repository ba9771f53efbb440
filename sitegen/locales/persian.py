"""The Persian (solar Hijri) calendar of Iran and Afghanistan, which Babel does not have.

The year begins at the spring equinox. Its first six months have 31 days, the next five 30, the last 29 or, in a leap
year, 30. The equinox itself needs astronomy; a cycle of 33 years with 8 leap years gives the same days as ICU from 1178
to 1502 AP (1799 to 2124).
"""

from __future__ import annotations

import datetime

#: 1 Farvardin of the year 1, as the cycle counts back to it.
_EPOCH = datetime.date(622, 3, 21).toordinal()

#: Days of the year before each month.
_BEFORE_MONTH = (0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336)

_IRAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_AFGHANISTAN = "حمل ثور جوزا سرطان اسد سنبلهٔ میزان عقرب قوس جدی دلو حوت"


def persian_date(date: datetime.date) -> tuple[int, int, int]:
    """Return the year, month and day in the Persian calendar."""
    days = date.toordinal() - _EPOCH
    year = days // 366 + 1
    while _days_before(year + 1) <= days:
        year += 1
    day_of_year = days - _days_before(year)
    month = sum(before <= day_of_year for before in _BEFORE_MONTH)
    return year, month, day_of_year - _BEFORE_MONTH[month - 1] + 1


def persian_month(cldr: str, month: int) -> str:
    """Return the name of a month, counted from 1, as it is said in Afghanistan (`fa_AF`) or in Iran."""
    names = _AFGHANISTAN if cldr == "fa_AF" else _IRAN
    return names.split()[month - 1]


def _days_before(year: int) -> int:
    """Return the number of days before a year, counted from the year 1."""
    return 365 * (year - 1) + (8 * year + 21) // 33
