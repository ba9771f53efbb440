"""The order of texts in each language.

The files under `tests/cases/collation` hold one text a line in the order of `Intl.Collator` (ICU 78), made with

    node -e 'const c = new Intl.Collator("ur"); console.log(require("fs").readFileSync(0, "utf8")
        .trim().split("\\n").sort(c.compare).join("\\n"))' < texts > tests/cases/collation/ur.txt
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from sitegen.locales import parse_tag, sort_key
from sitegen.locales.collation_languages import RULES
from sitegen.locales.collation_rules import tailor

CASES = sorted((Path(__file__).parents[1] / "cases" / "collation").glob("*.txt"))


def _texts(case: Path) -> list[str]:
    return case.read_text("utf-8").splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_texts_are_in_the_order_of_icu(case: Path) -> None:
    texts = _texts(case)

    assert sorted(texts, key=lambda text: sort_key(case.stem, text)) == texts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_canonically_equivalent_texts_have_equal_keys(case: Path) -> None:
    composed = [sort_key(case.stem, unicodedata.normalize("NFC", text)) for text in _texts(case)]
    decomposed = [sort_key(case.stem, unicodedata.normalize("NFD", text)) for text in _texts(case)]

    assert composed == decomposed


def test_the_languages_of_the_portal_have_cases() -> None:
    languages = {case.stem for case in CASES}

    assert languages >= {"ur", "en", "tr", "ar", "de", "fr", "fa", "ru", "es", "id"}


@pytest.mark.parametrize("tag", RULES)
def test_the_rules_of_a_language_can_be_applied(tag: str) -> None:
    assert parse_tag(tag) == tag
    assert sort_key(tag, "") == ((), (), (), "")


def test_an_unknown_tag_has_no_order() -> None:
    with pytest.raises(ValueError, match="not a known language tag: 'xx'"):
        sort_key("xx", "a")


@pytest.mark.parametrize(
    ("tag", "texts"),
    [
        ("en", "1 a α я ა ա א ا अ 한 か 漢"),
        ("ur", "1 ا a α я ა ա א अ 한 か 漢"),
        ("sd", "1 ا a α я ა ա א अ 한 か 漢"),
        ("ru", "1 я a α ა ա א ا अ 한 か 漢"),
        ("zh-Hans", "1 漢 a α я ა ա א ا अ 한 か"),
        ("ja", "1 a か 漢 α я ა ա א ا अ 한"),
        ("ko", "1 한 漢 a α я ა ա א ا अ か"),
    ],
)
def test_a_language_has_its_own_script_first(tag: str, texts: str) -> None:
    assert " ".join(sorted(texts.split(), key=lambda text: sort_key(tag, text))) == texts


@pytest.mark.parametrize(
    ("tag", "texts"),
    [
        ("en", "deluge Deluge DELUGE"),
        ("da", "DELUGE Deluge deluge"),
        ("cs", "chata Chata CHATA"),
        ("tr", "ısı Isı ısıl iz İz izci"),
    ],
)
def test_capitals_count_where_all_else_is_equal(tag: str, texts: str) -> None:
    assert " ".join(sorted(texts.split(), key=lambda text: sort_key(tag, text))) == texts


@pytest.mark.parametrize(
    ("tag", "like"),
    [
        ("en-GB", "en"),
        ("ur-PK", "ur"),
        ("de-AT", "de"),
        ("sr-Latn-BA", "sr-Latn"),
    ],
)
def test_a_regional_tag_has_the_order_of_its_language(tag: str, like: str) -> None:
    texts = ["zebra", "čaša", "cvet", "بھ", "به", "بہ", "äpfel"]

    assert [sort_key(tag, text) for text in texts] == [sort_key(like, text) for text in texts]


def test_a_mark_between_a_letter_and_its_hamza_leaves_the_letter_whole() -> None:
    plain, vocalised = sort_key("ur", "أ"), sort_key("ur", "أَ")

    assert plain[0] == vocalised[0]
    assert plain < vocalised < sort_key("ur", "آ")


def test_invisible_characters_decide_only_between_texts_otherwise_equal() -> None:
    joined, apart = sort_key("fa", "میرود"), sort_key("fa", "می\u200cرود")

    assert joined[:3] == apart[:3]
    assert joined != apart


def test_many_marks_in_a_row_are_sorted_in_good_time() -> None:
    letters, marks, forms, _ = sort_key("vi", "a" + "\u0301" * 100_000)

    assert (len(letters), len(marks), len(forms)) == (1, 100_001, 100_001)


@pytest.mark.parametrize(
    ("rules", "letters"),
    [
        ("", "a á b"),
        ("&a<x", "a x b"),
        ("&a<<x", "a x b"),
        ("&a<<x<y<<<z", "a x y z b"),
        ("&a<x &a<<y", "a y x b"),
        ("&[before 1]b<x<y", "a x y b"),
        ("&a<<*xyz", "a x y z b"),
        ("&c<b", "a c b d"),
        ("&c<cs<<<ccs/cs", "c cs ccs d"),
    ],
)
def test_rules_put_letters_in_their_places(rules: str, letters: str) -> None:
    tailoring = tailor(rules, ())
    weights = {
        text: [tailoring.weights[piece] for piece in tailoring.letters.findall(unicodedata.normalize("NFD", text))]
        for text in letters.split()
    }

    assert " ".join(sorted(weights, key=weights.__getitem__)) == letters


@pytest.mark.parametrize(
    ("rules", "difference"),
    [("&a<x", 0), ("&a<<x", 1), ("&a<<<x", 2)],
)
def test_a_rule_makes_the_difference_it_names(rules: str, difference: int) -> None:
    weights = tailor(rules, ()).weights
    differing = [old != new for old, new in zip(weights["a"][0], weights["x"][0], strict=True)]

    assert differing.index(True) == difference


def test_a_rule_can_make_two_letters_the_same() -> None:
    weights = tailor("&s<ş=ș", ()).weights

    assert weights["s\u0327"] == weights["s\u0326"]


def test_a_rule_after_an_unknown_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="a rule follows 'xyz', which has no place of its own"):
        tailor("&xyz<a", ())
