"""Plural rules: ours for each language, and those that come with a file."""

import pytest
from babel import Locale

from sitegen.catalog import plural_forms, plural_index, read

ARABIC = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ur", "nplurals=2; plural=(n != 1);"),
        ("en_GB", "nplurals=2; plural=(n != 1);"),
        ("tr", "nplurals=2; plural=(n != 1);"),
        ("fa", "nplurals=2; plural=(n > 1);"),
        ("pa", "nplurals=2; plural=(n > 1);"),
        ("fr", "nplurals=2; plural=(n > 1);"),
        ("pt_BR", "nplurals=2; plural=(n > 1);"),
        ("es", "nplurals=2; plural=(n != 1);"),
        ("zh_Hans", "nplurals=1; plural=0;"),
        ("id", "nplurals=1; plural=0;"),
        ("ar", ARABIC),
        ("tlh", "nplurals=2; plural=(n != 1);"),
        ("../../etc/passwd", "nplurals=2; plural=(n != 1);"),
    ],
)
def test_a_language_has_the_rule_translators_know(language: str, forms: str) -> None:
    assert plural_forms(language) == forms


@pytest.mark.parametrize(
    "language", ["ar", "de", "fa", "ga", "he", "hi", "ja", "ps", "sd", "sl", "tr", "ug", "ur", "zh_Hant"]
)
def test_the_forms_are_those_of_cldr_in_its_order(language: str) -> None:
    rule = Locale.parse(language).plural_form
    tags = [str(tag) for tag in ("zero", "one", "two", "few", "many", "other") if tag in rule.tags | {"other"}]

    chosen = [plural_index(plural_forms(language), number) for number in range(300)]

    assert chosen == [tags.index(rule(number)) for number in range(300)]


def test_a_number_below_zero_counts_like_its_opposite() -> None:
    assert [plural_index("nplurals=2; plural=(n != 1);", number) for number in (-1, -2)] == [0, 1]


@pytest.mark.parametrize("rule", ["1/(n-5000)", "n>1000 ? n : 0"])
def test_a_rule_that_fails_only_for_large_numbers_gives_the_last_form(rule: str) -> None:
    assert plural_index(f"nplurals=2; plural={rule};", 5000) == 1


@pytest.mark.parametrize(
    "declared",
    [
        "nplurals=99999999; plural=n;",
        "nplurals=7; plural=n%7;",
        "nplurals=0; plural=0;",
        "nplurals=2; plural=__import__('os');",
        "nplurals=2; plural=n**n**n;",
        "nplurals=2; plural=" + "(" * 5000 + "n" + ")" * 5000,
        "nplurals=2; plural=n%0;",
        "nplurals=2; plural=n%!2;",
        "nplurals=2; plural=n-1;",
        "nplurals=2; plural=2;",
        "nplurals=2;",
        "plural=(n != 1);",
        "one or more",
    ],
)
def test_an_unusable_rule_is_a_warning_and_that_of_the_language_is_used(declared: str) -> None:
    header = f'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Plural-Forms: {declared}\\n"\n'

    catalog, faults = read(header.encode(), "a.po")

    assert catalog is not None
    assert [(fault.code, fault.severity.value) for fault in faults] == [("po-plural-forms", "warning")]
    assert catalog.plural_forms == ARABIC


def test_a_sound_rule_of_the_file_goes_before_that_of_the_language() -> None:
    header = b'msgid ""\nmsgstr "Language: tr\\nPlural-Forms: nplurals=1; plural=0;\\n"\n'

    catalog, faults = read(header, "a.po")

    assert catalog is not None
    assert (catalog.plural_forms, faults) == ("nplurals=1; plural=0;", ())
