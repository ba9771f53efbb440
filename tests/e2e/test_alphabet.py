"""The order of names in each language, held against a browser's own: `Intl.Collator` of Chromium (ICU).

What is ordered are the names of topics and regions as readers of a language see them, and words out of its
own catalogs. Where a browser lacks a language, its order is that of another and would prove nothing, so it is
asked first: Chromium has all of these.
"""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import Page

from sitegen.locales import sort_key
from sitegen.session import Reading

LANGUAGES = ("ur", "ar", "tr", "en", "fr")
#: A few hundred are enough to meet every letter, and quickly sorted.
ENOUGH = 600
_WORD = re.compile(r"[^\W\d_][\w'’\u064b-\u0655\u200c-]*")

COMPARED = "([tag, pairs]) => pairs.map(([one, next]) => new Intl.Collator(tag).compare(one, next))"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_chromium_has_the_alphabet_of_the_language(page: Page, tag: str) -> None:
    assert page.evaluate("(tag) => Intl.Collator.supportedLocalesOf(tag)", tag) == [tag]
    assert page.evaluate("(tag) => new Intl.Collator(tag).resolvedOptions().locale", tag) == tag


@pytest.mark.parametrize("tag", LANGUAGES)
def test_topics_and_regions_are_in_the_order_of_the_browser(page: Page, reading: Reading, tag: str) -> None:
    names = _names(reading, tag)

    assert len(names) >= 10
    _compare(page, tag, names)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_words_of_the_catalogs_are_in_the_order_of_the_browser(page: Page, reading: Reading, tag: str) -> None:
    words = _words(reading, tag)

    assert len(words) >= 300
    _compare(page, tag, words)


def _compare(page: Page, tag: str, texts: list[str]) -> None:
    """Let the browser compare each text with the next in our order; those that are equal to it may stand either way."""
    pairs = list(itertools.pairwise(sorted(texts, key=lambda text: sort_key(tag, text))))

    steps = page.evaluate(COMPARED, [tag, pairs])

    assert [pair for pair, step in zip(pairs, steps, strict=True) if step > 0] == []


def _names(reading: Reading, tag: str) -> list[str]:
    """Return the names of topics and regions in a language; those without a translation as they are written."""
    said = reading.translations.holdings[("site", tag)].strings
    config = reading.config
    keyed = [(f"topics.{key}", name) for key, name in config.topics]
    keyed += [(f"regions.{key}", name) for key, name in config.regions]
    return [said.get((context, name), (name,))[0] for context, name in keyed]


def _words(reading: Reading, tag: str) -> list[str]:
    """Return words of a language: of its catalogs, and of what was written in it; evenly picked, once each."""
    texts = [
        text
        for (_, language), holding in sorted(reading.translations.holdings.items())
        if language == tag
        for strings in holding.strings.values()
        for text in strings
    ]
    texts += [
        entry.segment.text for domain in reading.domains.values() for entry in domain.entries if entry.language == tag
    ]
    words = sorted({word for text in texts for word in _WORD.findall(text)})
    return words[:: max(1, len(words) // ENOUGH)]
