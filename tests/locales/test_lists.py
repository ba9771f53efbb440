"""Lists of things in a sentence."""

from __future__ import annotations

import pytest

from sitegen.locales import format_list, list_separators, locale
from sitegen.locales.tables import identifiers


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "A, B, and C"),
        ("en-GB", "A, B and C"),
        ("ur", "A، B، اور C"),
        ("tr", "A, B ve C"),
        ("ar", "A وB وC"),
        ("zh-Hans", "A、B和C"),
        ("de", "A, B und C"),
        ("fr", "A, B et C"),
        ("fa", "A،\u200f B، و C"),
        ("ja", "A、B、C"),
        ("ru", "A, B и C"),
        ("es", "A, B y C"),
        ("id", "A, B, dan C"),
    ],
)
def test_three_things_are_listed_as_the_language_does(tag: str, text: str) -> None:
    assert format_list(locale(tag), ["A", "B", "C"]) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C", "D"], "A, B, C, and D"),
        (["{0}", "{1}", "%s"], "{0}, {1}, and %s"),
    ],
)
def test_any_number_of_things_can_be_listed(items: list[str], text: str) -> None:
    assert format_list(locale("en"), items) == text


@pytest.mark.parametrize(
    ("tag", "count", "separators"),
    [
        ("en", 0, ("",)),
        ("en", 1, ("", "")),
        ("ur", 2, ("", " اور ", "")),
        ("ur", 4, ("", "، ", "، ", "، اور ", "")),
        ("ml", 3, ("", ", ", ", ", " എന്നിവ")),
    ],
)
def test_the_texts_around_things_with_markup_are_given_apart(tag: str, count: int, separators: tuple[str, ...]) -> None:
    assert list_separators(locale(tag), count) == separators


def test_there_is_one_separator_more_than_things_in_every_language() -> None:
    counts = [len(list_separators(locale(tag), count)) - count for tag in identifiers() for count in range(6)]

    assert set(counts) == {1}
