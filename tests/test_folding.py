"""Words as people type them, folded alike when texts are indexed and when readers search."""

from __future__ import annotations

import re

import pytest

from sitegen.search.documents import UNSEEN, document
from sitegen.search.folding import LETTERS, OWN, SPELT, fold, typed, variants
from tests.conftest import PROJECT

SCRIPT = PROJECT / "themes/safar/assets/js/search.js"
#: Words as they are written and as they may be typed, by language. `tests/e2e/test_search.py` folds them in a browser.
ALIKE = [
    ("ur", "کتاب", "كتاب"),
    ("ur", "لاہور", "لاهور"),
    ("ur", "شاہی", "شاھی"),
    ("ur", "وادی", "وادي"),
    ("ur", "آبِ حیات", "اب حیات"),
    ("ur", "۲۰۲۶", "2026"),
    ("fa", "می\u200cخواهم", "میخواهم"),
    ("fa", "کوه", "كوه"),
    ("ar", "القَلْعَة", "القلعه"),
    ("ar", "أحمد إلى", "احمد الي"),
    ("ar", "كتـــاب", "کتاب"),
    ("tr", "Işıltılı ÇARŞI", "isiltili carsi"),
    ("tr", "İslâmabad", "islamabad"),
    ("tr", "DIŞ", "diş"),
    ("de", "Größe", "GROSSE"),
    ("de", "Gebäude", "gebaude"),
    ("fr", "Vallée de l’Œuvre", "vallee de l’oeuvre"),
    ("es", "Peñón", "penon"),
    ("ru", "Ёлка", "елка"),
    ("ja", "Ｋ２", "k2"),
    ("ja", "ｶﾗｺﾙﾑ", "カラコルム"),
    ("zh-Hans", "２０２６年", "2026年"),
]
#: Words that are others, however much alike they look.
APART = [("ja", "か", "が"), ("ru", "и", "й"), ("ur", "بی", "بے"), ("ar", "ت", "ث"), ("tr", "kar", "kır")]


@pytest.mark.parametrize(("language", "written", "as_typed"), ALIKE)
def test_what_is_typed_otherwise_is_the_same(language: str, written: str, as_typed: str) -> None:
    assert fold(written, language) == fold(as_typed, language)


@pytest.mark.parametrize(("language", "one", "other"), APART)
def test_other_words_stay_apart(language: str, one: str, other: str) -> None:
    assert fold(one, language) != fold(other, language)


@pytest.mark.parametrize(("language", "written", "as_typed"), ALIKE)
def test_folding_twice_is_folding_once(language: str, written: str, as_typed: str) -> None:
    for text in (written, as_typed):
        assert fold(fold(text, language), language) == fold(text, language)


def test_an_urdu_word_keeps_the_letters_of_urdu_and_an_arabic_word_those_of_arabic() -> None:
    assert (fold("یک ہی", "ur"), fold("يك هي", "ar"), fold("یک هی", "fa")) == ("یک ہی", "يك هي", "یک هی")


def test_german_umlauts_may_be_spelt_with_two_letters() -> None:
    assert variants("Müller", "de") == ("muller", "mueller")
    assert variants("Müller", "tr") == ("muller",)


def test_only_words_that_are_typed_otherwise_are_added() -> None:
    assert list(typed("Pazar ışıltılı bir Çarşı, çarşı!", "tr")) == ["isiltili", "carsi"]


def test_script_and_program_have_the_same_tables() -> None:
    script = SCRIPT.read_text("utf-8")
    letters = re.search(r"const LETTERS =\s*((?:\"[^\"]*\"(?:\s*\+\s*)?)+);", script)
    assert letters is not None
    own = dict(re.findall(r"(\w+|\"\"): \"([^\"]*)\"", script.partition("const OWN = {")[2].partition("}")[0]))
    spelt = dict(re.findall(r"(\w+): \"([^\"]*)\"", script.partition("const SPELT = {")[2].partition("}")[0]))

    assert "".join(re.findall(r'"([^"]*)"', letters[1])) == LETTERS
    assert {name.strip('"'): pairs for name, pairs in own.items()} == OWN
    assert spelt == SPELT


def test_what_folds_is_small() -> None:
    folding = SCRIPT.read_text("utf-8").partition("window.sitegenSearch")[0]

    assert len(folding.encode()) <= 4_000


PAGE = """<!doctype html><html lang="tr"><head><title>Işık</title></head><body><nav>Çıkış</nav>
<main id="m"><p>Üst <br>yazı</p>
<h1 data-pagefind-body data-pagefind-weight="9">Işık</h1>
<div data-pagefind-body><p title="a > ı">Çarşı<sup id="fnref:1"><a href="#fn:1">ı</a></sup></p>
<p data-pagefind-ignore>Gölge</p><div class="footnote"><p>Kaynakça ı</p></div></div>
</main><footer>Ünlü</footer></body></html>"""


def test_a_document_is_the_main_part_with_the_words_of_its_parts_as_they_may_be_typed() -> None:
    made = document(PAGE, "tr")

    assert made.startswith('<!doctype html><html lang="tr"><body><main id="m">')
    assert made.endswith(
        f'</main><p data-pagefind-body data-pagefind-weight="9">{UNSEEN} isik</p>'
        f'<p data-pagefind-body data-pagefind-weight="1">{UNSEEN} carsi</p></body></html>'
    )
    assert '<div data-pagefind-ignore class="footnote">' in made
    assert '<sup data-pagefind-ignore id="fnref:1">' in made


def test_a_page_without_a_part_that_is_looked_through_is_none() -> None:
    assert document("<html><body><main><p>Words.</p></main></body></html>", "en") == ""
