"""What a locale is when little or much is said about it."""

from __future__ import annotations

import pytest

from sitegen.locales import Locale, locale, translate_digits


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (locale("ur"), Locale(tag="ur", cldr="ur", digits="latn")),
        (locale("zh-Hans"), Locale(tag="zh-Hans", cldr="zh_Hans", digits="latn")),
        (locale("ar"), Locale(tag="ar", cldr="ar", digits="latn")),
        (locale("ar", "ar_SA"), Locale(tag="ar", cldr="ar_SA", digits="arab")),
        (locale("ar", "ar-SA", "latn"), Locale(tag="ar", cldr="ar_SA", digits="latn")),
        (locale("ur", digits="arabext"), Locale(tag="ur", cldr="ur", digits="arabext")),
        (locale("fa"), Locale(tag="fa", cldr="fa", digits="arabext", calendar="persian")),
        (
            locale("fa", calendar="gregorian"),
            Locale(tag="fa", cldr="fa", digits="arabext", calendar="gregorian"),
        ),
    ],
)
def test_what_is_not_said_of_a_locale_is_as_cldr_has_it(made: Locale, expected: Locale) -> None:
    assert made == expected


@pytest.mark.parametrize(
    ("tag", "cldr", "digits", "message"),
    [
        ("xx", None, None, "not a known language tag: 'xx'"),
        ("ar", "../ar", None, "not a known language tag: '../ar'"),
        ("../ar", "ar", None, "not a known language tag: '../ar'"),
        ("ar", None, "roman", "not a known numbering system: 'roman'"),
    ],
)
def test_an_unknown_name_makes_no_locale(tag: str, cldr: str | None, digits: str | None, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        locale(tag, cldr, digits)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (locale("en"), "Route 66, 1999"),
        (locale("ar", "ar_SA"), "Route ٦٦, ١٩٩٩"),
        (locale("fa"), "Route ۶۶, ۱۹۹۹"),
        (locale("en", digits="deva"), "Route ६६, १९९९"),
    ],
)
def test_digits_are_written_in_the_numbering_system_of_the_locale(made: Locale, text: str) -> None:
    assert translate_digits(made, "Route 66, 1999") == text
