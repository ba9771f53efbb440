"""The project's own shelf: what it holds, and whether it is said in every language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from sitegen.catalog import Message, read
from sitegen.messages.status import Row, Status, status
from sitegen.session import Options, Session
from tests.conftest import PROJECT
from tests.support import NOW

COMPLETE = ("ar", "tr", "ur")
#: What no translation says in its own letters: addresses, markup, code, what is marked as another language.
_KEPT = re.compile(
    r"\]\([^()]*\)|<span lang=[^>]*>[^<]*</span>|<[^<>]*>|\{\w+\}|`[^`]*`|\[\^[^\]]*\]|\S+@\S+|\S+\.example\.org\S*"
    r"|https?://\S+"
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f .,'’&-]{24,}")
#: A number stands by itself: not K2, in no script, and not N-10.
_NUMBER = re.compile(r"(?<![A-Za-z\u00c0-\u024f\d])(?<![A-Za-z]-)(?<!كي )\d+(?:[.,\u066b\u066c\u00a0\u202f]\d+)*")
#: Ordinals and decades are words in many languages.
_ORDINAL = re.compile(r"(?<!\w)\d+(?:(?:st|nd|rd|th|s)\b|\. yüzyıl)")


@pytest.fixture(scope="module")
def known() -> Status:
    """How far the project is translated."""
    session = Session(PROJECT, PROJECT / "public", PROJECT / ".sitegen/store")
    return status(session, Options(now=NOW))


def missing(row: Row) -> int:
    """Return how many messages of a catalog readers see in another language."""
    return sum(row.tally.messages[state] for state in ("fuzzy", "untranslated", "broken"))


def pairs(tag: str) -> list[tuple[str, Message, str]]:
    """Return (place, message, translation) for all that is translated into a language."""
    found = []
    for path in sorted((PROJECT / "locales" / tag).rglob("*.po")):
        catalog, _ = read(path.read_bytes(), str(path))
        assert catalog is not None
        for message in catalog.messages:
            if not message.obsolete and not message.fuzzy:
                place = f"{path.relative_to(PROJECT)}:{message.line}"
                found += [(place, message, string) for string in message.strings if string]
    return found


def plain(text: str) -> str:
    """Return a text without what is kept in every language."""
    return unicodedata.normalize("NFC", _KEPT.sub(" ", text))


def numbers(text: str) -> Counter[int]:
    """Return the numbers of a text, whatever digits and separators they are written with."""
    return Counter(int(re.sub(r"\D", "", number)) for number in _NUMBER.findall(_ORDINAL.sub(" ", plain(text))))


def test_the_shelf_holds_sixteen_stories_and_five_pages(known: Status) -> None:
    domains = {row.domain for row in known.rows}

    assert len([domain for domain in domains if domain.startswith("stories/")]) >= 16
    assert {"about", "how-we-work", "accessibility", "privacy", "check-before-you-share"} <= {
        domain.removeprefix("pages/") for domain in domains
    }


@pytest.mark.parametrize("tag", COMPLETE)
def test_all_is_said_in_urdu_arabic_and_turkish(known: Status, tag: str) -> None:
    assert {row.domain: missing(row) for row in known.rows if row.tag == tag and missing(row)} == {}


@pytest.mark.parametrize("tag", ["de", "es", "fa", "fr", "id", "ja", "ru", "zh-Hans"])
def test_what_every_page_says_and_three_stories_are_said_in_each_language(known: Status, tag: str) -> None:
    done = {row.domain for row in known.rows if row.tag == tag and not missing(row)}

    assert {"site", "theme", "events", "stories/hunza", "stories/moenjodaro", "stories/truck-art"} <= done
    assert len([domain for domain in done if domain.startswith("pages/")]) == 5


@pytest.mark.parametrize("tag", ["ar", "fr", "tr", "ur"])
def test_no_translation_repeats_its_source(tag: str) -> None:
    same = [
        f"{place}: {string}"
        for place, message, string in pairs(tag)
        if string in (message.id, message.plural_id) and len(plain(string).split()) > 3
        if message.context != "publisher"  # a name, which may stay as it is
    ]

    assert same == []


@pytest.mark.parametrize("tag", ["ar", "ur"])
def test_no_translation_into_arabic_script_runs_on_in_latin_letters(tag: str) -> None:
    runs = [f"{place}: {run}" for place, _, string in pairs(tag) for run in _LATIN.findall(plain(string))]

    assert runs == []


@pytest.mark.parametrize("tag", ["ar", "en", "fr", "tr", "ur"])
def test_the_numbers_of_a_text_are_those_of_its_source(tag: str) -> None:
    other = []
    for place, message, string in pairs(tag):
        if message.plural_id is None and (there := numbers(message.id)) != (here := numbers(string)):
            ordinals = Counter(int(re.sub(r"\D", "", number)) for number in _ORDINAL.findall(plain(message.id)))
            if there - here or here - there - ordinals:
                other.append(f"{place}: {dict(there - here)} is missing, {dict(here - there)} is added")

    assert other == []
