"""Numbers, minutes and plural categories in every language of the portal."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sitegen.locales import (
    Locale,
    format_minutes,
    format_number,
    locale,
    plural_categories,
    plural_category,
)
from sitegen.locales.tables import identifiers


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (locale("en"), "8,611.5"),
        (locale("ur"), "8,611.5"),
        (locale("tr"), "8.611,5"),
        (locale("de"), "8.611,5"),
        (locale("id"), "8.611,5"),
        (locale("fr"), "8\u202f611,5"),
        (locale("ru"), "8\u00a0611,5"),
        (locale("es"), "8611,5"),
        (locale("es", "es_MX"), "8,611.5"),
        (locale("ar"), "8,611.5"),
        (locale("ar", "ar_SA"), "٨٬٦١١٫٥"),
        (locale("fa"), "۸٬۶۱۱٫۵"),
    ],
)
def test_a_number_has_the_separators_and_digits_of_the_locale(made: Locale, text: str) -> None:
    assert format_number(made, 8611.5) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (9999, "9999"), (10000, "10.000"), (9999.9999, "10.000"), (-1234, "-1234"), (Decimal("0.25"), "0,25")],
)
def test_four_digits_stand_together_in_spanish(value: int | float | Decimal, text: str) -> None:
    assert format_number(locale("es"), value) == text


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (locale("en"), "8 minutes"),
        (locale("ur"), "8 منٹ"),
        (locale("tr"), "8 dakika"),
        (locale("ar"), "8 دقائق"),
        (locale("ar", "ar_SA"), "٨ دقائق"),
        (locale("zh-Hans"), "8分钟"),
        (locale("de"), "8 Minuten"),
        (locale("fr"), "8 minutes"),
        (locale("fa"), "۸ دقیقه"),
        (locale("ja"), "8 分"),
        (locale("ru"), "8 минут"),
        (locale("es"), "8 minutos"),
        (locale("id"), "8 menit"),
    ],
)
def test_minutes_are_written_in_words(made: Locale, text: str) -> None:
    assert format_minutes(made, 8).replace("\u00a0", " ") == text


def test_one_minute_is_singular() -> None:
    assert [format_minutes(locale(tag), 1) for tag in ("en", "de", "ru")] == ["1 minute", "1 Minute", "1 минута"]


def test_every_known_language_has_words_for_minutes() -> None:
    unnamed = [tag for tag in identifiers() if "duration" in format_minutes(locale(tag), 5)]

    assert unnamed == []


def test_arabic_has_six_plural_categories() -> None:
    counts = (0, 1, 2, 3, 11, 100)

    categories = tuple(plural_category(locale("ar"), count) for count in counts)

    assert categories == ("zero", "one", "two", "few", "many", "other")
    assert plural_categories(locale("ar")) == categories


@pytest.mark.parametrize(
    ("tag", "categories"),
    [
        ("en", ("one", "other")),
        ("ur", ("one", "other")),
        ("tr", ("one", "other")),
        ("fa", ("one", "other")),
        ("fr", ("one", "many", "other")),
        ("es", ("one", "many", "other")),
        ("ru", ("one", "few", "many", "other")),
        ("zh-Hans", ("other",)),
        ("ja", ("other",)),
        ("id", ("other",)),
    ],
)
def test_a_language_has_the_plural_categories_of_cldr(tag: str, categories: tuple[str, ...]) -> None:
    assert plural_categories(locale(tag)) == categories
