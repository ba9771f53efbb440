"""Quotation marks."""

from __future__ import annotations

import pytest

from sitegen.locales import locale, quote_marks


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "“a ‘b’ c”"),
        ("ur", "”a ’b‘ c“"),
        ("tr", "“a ‘b’ c”"),
        ("ar", "”a ’b‘ c“"),
        ("zh-Hans", "“a ‘b’ c”"),
        ("zh-Hant-HK", "「a 『b』 c」"),
        ("de", "„a ‚b‘ c“"),
        ("de-AT", "„a ‚b‘ c“"),
        ("fr", "«a «b» c»"),
        ("fr-CH", "«a ‹b› c»"),
        ("fa", "«a ‹b› c»"),
        ("ja", "「a 『b』 c」"),
        ("ru", "«a „b“ c»"),
        ("es", "“a ‘b’ c”"),
        ("id", "“a ‘b’ c”"),
    ],
)
def test_a_quotation_has_the_marks_of_the_language(tag: str, text: str) -> None:
    marks = quote_marks(locale(tag))

    quoted = f"{marks.opening}a {marks.inner_opening}b{marks.inner_closing} c{marks.closing}"

    assert quoted == text
