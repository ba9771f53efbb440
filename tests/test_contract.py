"""What a translation must keep and what it may add (rule S16), as a table of cases."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Span
from sitegen.markdown import Document
from sitegen.segments import Contract, Segment, compare, compare_phrase

SOURCE = Span("content/stories/coffee/index.md", 5)
PLACE = Span("locales/ur/LC_MESSAGES/stories/coffee.po", 12)
CONTRACT = Contract(
    document=Document(blocks=(), references=(("k2", "https://en.wikipedia.org/wiki/K2", ""),), footnotes=("1", "2")),
    hosts=("portal.example.org",),
)
LINK = "See [tea](../tea/index.md#how) now."
WIKI = "See [K2](https://en.wikipedia.org/wiki/K2)."
MAIL = "Write to [us](mailto:desk@example.org)."

ACCEPTED = [
    ("Drink it.", "Drink it."),
    ("Drink it.", "می‌خورم"),  # ZWNJ
    ("Drink it.", "a\u200db \u200ec\u200f"),  # ZWJ and marks of direction
    ("Drink it.", "<bdi>K2</bdi> پیو"),
    ("Drink it.", '<span lang="en" dir="ltr">Coffee</span> پیو'),
    ("Drink it.", "Bois <em>vite</em>, <strong>vite</strong> le 1<sup>er</sup><br>café."),
    ("Drink it.", "\u2067پیو\u2069 it"),  # a balanced isolate
    ("*Drink* it.", "پیو"),  # emphasis dropped
    ("Drink it.", "**Bois**-le."),  # emphasis added
    (LINK, "Maintenant [le thé](../tea/index.md#how)."),
    (f"{LINK} And [milk](../milk.md).", "[Lait](../milk.md), [thé](../tea/index.md#how)."),
    ("A fact.[^1] Two.[^2]", "Deux.[^2] Un fait.[^1]"),
    ("Type `make site`.", "Tapez `make site`."),
    ("See [K2][k2].", "Voir le [K2][k2]."),
    ("1 < 2 & 3", "1 < 2 et 3"),
]

#: Shown, with a word to the translator.
ADVISED = [
    (WIKI, "دیکھیے [کے ٹو](https://ur.wikipedia.org/wiki/K2)۔", "link-changed"),
    (WIKI, "Voir [le K2](https://portal.example.org/k2).", "link-changed"),
    (WIKI, "Voir le K2.", "link-dropped"),
]

BROKEN = [
    (LINK, "Voir le thé.", "link-dropped"),
    (LINK, "Voir [le thé](../tea/index.md).", "link-dropped"),
    ("Drink it.", "[Bois](../tea/index.md).", "link-added"),
    ("Drink it.", "[Bois](https://evil.example/).", "link-host"),
    (WIKI, "Voir [K2](https://evil.example/wiki/K2).", "link-host"),
    (WIKI, "Voir [K2](https://en.wikipedia.org.evil.example/).", "link-host"),
    ("See [us](https://pbs.gov.pk/).", "Voir [nous](https://evl.gov.pk/).", "link-host"),
    (MAIL, "Écrivez à [nous](mailto:me@evil.example).", "link-host"),
    ("Drink it.", "[Bois](javascript:alert(1)).", "address-refused"),
    ("Drink it.", "[Bois](JaVaScRiPt:alert(1)).", "address-refused"),
    ("Drink it.", "[Bois](data:text/html,x).", "address-refused"),
    ("Drink it.", "[Bois](//evil.example/).", "address-refused"),
    (WIKI, "Voir [K2](https://en.wikipedia.org@evil.example/).", "address-refused"),
    ("Drink it.", "<script>alert(1)</script>", "markup-not-allowed"),
    ("Drink it.", '<b onclick="alert(1)">Bois</b>', "markup-not-allowed"),
    ("Drink it.", '<span onclick="alert(1)">Bois</span>', "markup-not-allowed"),
    ("Drink it.", '<span style="position:fixed">Bois</span>', "markup-not-allowed"),
    ("Drink it.", '<iframe src="https://evil.example/"></iframe>', "markup-not-allowed"),
    ("Drink it.", "![x](cup.jpg)", "picture-changed"),
    ("A fact.[^1]", "Un fait.", "footnote-changed"),
    ("A fact.[^1]", "Un fait.[^2]", "footnote-changed"),
    ("A fact.[^1]", "Un fait.[^1][^1]", "footnote-changed"),
    ("Type `make site`.", "Tapez `make test`.", "code-changed"),
    ("Drink it.", "Bois\x07.", "bad-character"),
    ("Drink it.", "Bois\U000e0041.", "bad-character"),
    ("Drink it.", "\u2067پیو", "bidi-unbalanced"),
    ("Drink it.", "\u202eevil", "bidi-unbalanced"),
    ("Drink it.", "x" * 5001, "translation-too-long"),
]


def _segment(text: str) -> Segment:
    return Segment(text=text, span=SOURCE)


@pytest.mark.parametrize(("source", "translation"), ACCEPTED)
def test_what_honest_translators_need_is_shown_without_a_word(source: str, translation: str) -> None:
    verdict = compare(_segment(source), translation, CONTRACT, PLACE)

    assert (verdict.broken, verdict.found) == (False, ())


@pytest.mark.parametrize(("source", "translation", "code"), ADVISED)
def test_a_changed_outside_link_of_a_known_host_is_shown_with_a_word(source: str, translation: str, code: str) -> None:
    verdict = compare(_segment(source), translation, CONTRACT, PLACE)

    assert (verdict.broken, [fault.code for fault in verdict.found]) == (False, [code])


@pytest.mark.parametrize(("source", "translation", "code"), BROKEN)
def test_what_could_act_mislead_or_is_lost_is_held_back(source: str, translation: str, code: str) -> None:
    verdict = compare(_segment(source), translation, CONTRACT, PLACE)

    assert verdict.broken
    assert code in {fault.code for fault in verdict.found}
    assert all(fault.span == PLACE and fault.hint for fault in verdict.found)


@pytest.mark.parametrize(
    ("source", "plural", "translations", "broken"),
    [
        ("From {city}", "", ("{city} سے",), False),
        ("From {city}", "", ("سے",), True),
        ("From {city}", "", ("{ville}",), True),
        ("From {city}", "", ("{city.__class__}",), True),
        ("From {city}", "", ("{city} {city}",), False),
        ("{n} story", "{n} stories", ("قصة واحدة", "{n} قصص"), False),
        ("{n} story of {total}", "{n} stories of {total}", ("une histoire", "{n} sur {total}"), True),
    ],
)
def test_placeholders_of_a_phrase_are_kept(
    source: str, plural: str, translations: tuple[str, ...], broken: bool
) -> None:
    assert compare_phrase(source, translations, PLACE, plural=plural).broken is broken
