"""Days and months in every language of the portal."""

from __future__ import annotations

import datetime
import subprocess
import sys

import pytest

from sitegen.locales import DateStyle, Locale, format_date, format_month, locale
from sitegen.locales.persian import persian_date

NOWRUZ = datetime.date(2026, 3, 21)


@pytest.mark.parametrize(
    ("made", "day"),
    [
        (locale("en"), "March 21, 2026"),
        (locale("en-GB"), "21 March 2026"),
        (locale("ur"), "21 مارچ، 2026"),
        (locale("ur", digits="arabext"), "۲۱ مارچ، ۲۰۲۶"),
        (locale("tr"), "21 Mart 2026"),
        (locale("ar"), "21 مارس 2026"),
        (locale("ar", "ar_SA"), "٢١ مارس ٢٠٢٦"),
        (locale("ar", "ar_SY"), "٢١ آذار ٢٠٢٦"),
        (locale("zh-Hans"), "2026年3月21日"),
        (locale("ja"), "2026年3月21日"),
        (locale("de"), "21. März 2026"),
        (locale("fr"), "21 mars 2026"),
        (locale("fa"), "۱ فروردین ۱۴۰۵"),
        (locale("fa", "fa_AF"), "۱ حمل ۱۴۰۵"),
        (locale("fa", calendar="gregorian"), "۲۱ مارس ۲۰۲۶"),
        (locale("ru"), "21 марта 2026\u202fг."),
        (locale("es"), "21 de marzo de 2026"),
        (locale("id"), "21 Maret 2026"),
    ],
)
def test_a_day_is_written_as_the_language_does(made: Locale, day: str) -> None:
    assert format_date(made, NOWRUZ) == day


@pytest.mark.parametrize(
    ("made", "style", "day"),
    [
        (locale("en"), "full", "Saturday, March 21, 2026"),
        (locale("en"), "medium", "Mar 21, 2026"),
        (locale("en"), "short", "3/21/26"),
        (locale("ur"), "full", "ہفتہ، 21 مارچ، 2026"),
        (locale("fa"), "full", "شنبه ۱ فروردین ۱۴۰۵"),
        (locale("fa"), "medium", "۱ فروردین ۱۴۰۵"),
        (locale("fa"), "short", "۱۴۰۵/۱/۱"),
    ],
)
def test_a_day_is_longer_or_shorter_by_style(made: Locale, style: DateStyle, day: str) -> None:
    assert format_date(made, NOWRUZ, style) == day


@pytest.mark.parametrize(
    ("made", "month"),
    [
        (locale("en"), "March 2026"),
        (locale("ur"), "مارچ 2026"),
        (locale("ar", "ar_SA"), "مارس ٢٠٢٦"),
        (locale("zh-Hans"), "2026年3月"),
        (locale("es"), "marzo de 2026"),
        (locale("ru"), "март 2026\u202fг."),
        (locale("fa"), "فروردین ۱۴۰۵"),
    ],
)
def test_a_month_is_written_with_its_year(made: Locale, month: str) -> None:
    assert format_month(made, NOWRUZ) == month


@pytest.mark.parametrize(
    ("day", "persian"),
    [
        # From Intl.DateTimeFormat (ICU 78) with the Persian calendar.
        ("1947-08-14", (1326, 5, 22)),
        ("1979-02-11", (1357, 11, 22)),
        ("2021-03-20", (1399, 12, 30)),
        ("2021-03-21", (1400, 1, 1)),
        ("2025-03-20", (1403, 12, 30)),
        ("2025-03-21", (1404, 1, 1)),
        ("2026-03-20", (1404, 12, 29)),
        ("2026-09-22", (1405, 6, 31)),
        ("2026-09-23", (1405, 7, 1)),
        ("2123-03-21", (1502, 1, 1)),
    ],
)
def test_a_day_has_its_date_in_the_persian_calendar(day: str, persian: tuple[int, int, int]) -> None:
    assert persian_date(datetime.date.fromisoformat(day)) == persian


def test_the_days_of_the_persian_calendar_follow_one_another() -> None:
    first = datetime.date(1800, 1, 1).toordinal()
    days = [persian_date(datetime.date.fromordinal(first + step)) for step in range(366 * 300)]

    assert days == sorted(set(days))


def test_the_months_of_a_language_do_not_depend_on_the_languages_read_before() -> None:
    """Babel keeps what an alias leads to in a table that locales share: after these two, Bosnian had no months."""
    script = (
        "import datetime, sys; from sitegen.locales import format_month, locale; "
        "print(*(format_month(locale(tag), datetime.date(2026, 1, 14)) for tag in sys.argv[1:]), sep='|')"
    )

    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, "io", "dz", "bs"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert run.stdout.strip().split("|")[-1] == "januar 2026."
