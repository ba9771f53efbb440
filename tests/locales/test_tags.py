"""Which language tags are right, what they are called, and which languages stand in for one another."""

from __future__ import annotations

import pytest

from sitegen.locales import (
    direction,
    fallbacks,
    from_gettext_name,
    gettext_name,
    name_in,
    native_name,
    parse_tag,
    script,
    suggest_tag,
)
from sitegen.locales.tables import data, identifiers


@pytest.mark.parametrize("tag", ["ur", "en-GB", "zh-Hans", "zh-Hant-TW", "pa-Arab", "es-419", "ca-ES-valencia"])
def test_a_canonical_tag_known_to_cldr_is_accepted(tag: str) -> None:
    assert parse_tag(tag) == tag


@pytest.mark.parametrize(
    "text",
    [
        "",
        "zh_Hans",
        "EN",
        "en-gb",
        "urd",
        "xx",
        "en-US-posix",
        " ur",
        "ur\n",
        "../../etc/passwd",
        "..\\..\\windows",
        "en/../ur",
        "root",
    ],
)
def test_a_text_that_is_no_canonical_known_tag_is_refused(text: str) -> None:
    assert parse_tag(text) is None


@pytest.mark.parametrize("text", ["../../etc/passwd", "en/../ur", "root", "../global"])
def test_a_text_that_is_no_known_tag_never_reaches_babel(text: str) -> None:
    with pytest.raises(ValueError, match="not a known CLDR locale"):
        data(text)

    with pytest.raises(ValueError, match="not a known language tag"):
        direction(text)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("zh_Hans", "zh-Hans"),
        ("ZH-HANS", "zh-Hans"),
        ("en_gb", "en-GB"),
        ("ur_PK.UTF-8", "ur-PK"),
        ("urd", "ur"),
        ("fas", "fa"),
        ("iw", "he"),
        ("zh-TW", "zh-Hant-TW"),
        ("zh-CN", "zh-Hans-CN"),
        ("en-XX", "en"),
        ("Urdu", "ur"),
        ("simplified chinese", "zh-Hans"),
        ("zh-Hnas", "zh"),
        ("skrr", "skr"),
    ],
)
def test_another_spelling_of_a_tag_suggests_the_right_one(text: str, tag: str) -> None:
    assert suggest_tag(text) == tag


@pytest.mark.parametrize("text", ["", "?", "../../etc/passwd", "no such language"])
def test_a_text_that_resembles_no_tag_suggests_nothing(text: str) -> None:
    assert suggest_tag(text) is None


def test_every_known_tag_survives_the_way_to_gettext_and_back() -> None:
    returned = [from_gettext_name(gettext_name(tag)) for tag in identifiers()]

    assert returned == list(identifiers())


def test_gettext_names_have_underscores() -> None:
    assert (gettext_name("zh-Hans"), from_gettext_name("en_GB")) == ("zh_Hans", "en-GB")


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ur", ("rtl", "Arab")),
        ("ar", ("rtl", "Arab")),
        ("fa", ("rtl", "Arab")),
        ("ps", ("rtl", "Arab")),
        ("sd", ("rtl", "Arab")),
        ("sd-Deva", ("ltr", "Deva")),
        ("pa", ("ltr", "Guru")),
        ("pa-Arab", ("rtl", "Arab")),
        ("he", ("rtl", "Hebr")),
        ("en-GB", ("ltr", "Latn")),
        ("zh-Hans", ("ltr", "Hans")),
        ("zh-Hant-HK", ("ltr", "Hant")),
        ("ja", ("ltr", "Jpan")),
        ("ru", ("ltr", "Cyrl")),
    ],
)
def test_a_language_has_a_direction_and_a_script(tag: str, expected: tuple[str, str]) -> None:
    assert (direction(tag), script(tag)) == expected


def test_the_direction_of_every_known_tag_is_that_of_its_script() -> None:
    said = {tag: data(identifier).text_direction == "rtl" for tag, identifier in identifiers().items()}

    assert {tag: direction(tag) == "rtl" for tag in said} == said


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("ur", "اردو"),
        ("tr", "Türkçe"),
        ("ar", "العربية"),
        ("zh-Hans", "简体中文"),
        ("de", "Deutsch"),
        ("fr", "Français"),
        ("fa", "فارسی"),
        ("ja", "日本語"),
        ("ru", "Русский"),
        ("es", "Español"),
        ("id", "Bahasa Indonesia"),
        ("ka", "ქართული"),
        ("zu", "isiZulu"),
        ("pa-Arab", "پنجابی"),
    ],
)
def test_a_language_has_its_own_name_as_in_a_menu(tag: str, name: str) -> None:
    assert native_name(tag) == name


@pytest.mark.parametrize(
    ("tag", "language", "name"),
    [
        ("fr", "es", "francés"),
        ("ar", "ur", "عربی"),
        ("zh-Hans", "en", "Simplified Chinese"),
        ("pt-BR", "en", "Brazilian Portuguese"),
        ("skr", "ur", "سرائیکی"),
        ("mhn", "ur", "mhn"),
    ],
)
def test_a_language_is_named_in_another_as_well_as_cldr_can(tag: str, language: str, name: str) -> None:
    assert name_in(tag, language) == name


@pytest.mark.parametrize(
    ("tag", "configured", "source", "own", "chain"),
    [
        ("ur", (), "en", "en", ("ur", "en")),
        ("sd", ("ur",), "en", "en", ("sd", "ur", "en")),
        ("en", (), "en", "ur", ("en", "ur")),
        ("ur", ("en",), "en", "ur", ("ur", "en")),
        ("fr", (), "en", "ar", ("fr", "en", "ar")),
        ("zh-Hant", (), "en", "en", ("zh-Hant", "en")),
        ("zh-Hant", ("zh-Hans",), "en", "en", ("zh-Hant", "zh-Hans", "en")),
        ("zh-Hant", (), "en", "zh-Hans", ("zh-Hant", "en", "zh-Hans")),
    ],
)
def test_a_text_falls_back_to_configured_source_and_own_language_in_that_order(
    tag: str, configured: tuple[str, ...], source: str, own: str, chain: tuple[str, ...]
) -> None:
    assert fallbacks(tag, configured, source, own) == chain
