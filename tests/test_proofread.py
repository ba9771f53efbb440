"""What an editor would notice in a translation, and what honest translators write all the time."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Severity
from sitegen.proof import SEVERITIES, Pair, check_terms, proofread, read_glossary, uncounted

# (code, language, source, translation, what the hint shows)
MISTAKES = (
    # numbers
    ("number-changed", "fr", "It has 12 towers.", "Elle a 13 tours.", "12 tours"),
    ("number-changed", "ur", "It has 12 towers.", "اس کے ۱۳ مینار ہیں۔", "۱۲"),
    ("number-changed", "ar", "Built in 1848.", "بُني عام ١٨٨٤.", "١٨٤٨"),
    ("number-changed", "fr", "It rises to 8,611 metres.", "Il s’élève à 8 116 mètres.", "8"),
    ("number-changed", "tr", "About 1.5 million people.", "Yaklaşık 15 milyon kişi.", "1,5"),
    ("number-changed", "fr", "Open from 9 to 17.", "Ouvert à partir de 9.", "put 17 back"),
    ("number-changed", "fr", "It is old.", "Il a 400 ans.", "delete 400"),
    ("number-changed", "fr", "It is 0.5 to 3.5 deep.", "Elle a de 0,3 à 3,5.", "0,5"),
    ("number-changed", "ja", "About two weeks in December.", "12月のおよそ6週間。", "delete 6"),
    ("number-changed", "zh-Hans", "Usually 7 to 9 July.", "通常为7月7日至8日。", "至9日"),
    ("number-changed", "th", "In the 2nd century.", "ในศตวรรษที่3", "2"),
    # letters of another keyboard
    ("wrong-letter", "ur", "A book of Lahore.", "لاہور كي کتاب۔", "کی"),
    ("wrong-letter", "fa", "A book.", "يک کتاب.", "یک"),
    ("wrong-letter", "ar", "A book of poems.", "کتاب أشعار.", "كتاب"),
    ("wrong-digits", "ur", "It has 456 steps.", "اس کی ٤٥٦ سیڑھیاں ہیں۔", "۴۵۶"),
    ("wrong-digits", "ar", "It has 456 steps.", "فيه ۴۵۶ درجة.", "٤٥٦"),
    ("mixed-script", "tr", "The market opens.", "Çаrşı açılır.", "Çarşı"),
    ("presentation-form", "ur", "Peace.", "سﻼم۔", "سلام"),
    ("not-nfc", "fr", "Summer begins.", "L’e\u0301te\u0301 commence.", "été"),
    ("other-script", "ur", "They dance all night long.", "They dance all night long.", "translate it"),
    # what nobody sees
    ("invisible-character", "fr", "The gate.", "La\u200b porte.", "delete it"),
    ("invisible-character", "fa", "It goes.", "می\u200c رود.", "delete it"),
    ("needless-mark", "ur", "Lahore.", "لا\u200fہور۔", "delete it"),
    # punctuation
    ("end-punctuation", "ur", "It is late now.", "اب دیر ہو گئی ہے", "۔"),
    ("end-punctuation", "ar", "Is it late now?", "هل تأخر الوقت الآن", "؟"),
    ("end-punctuation", "zh-Hans", "It is late now.", "现在很晚了", "。"),
    ("foreign-punctuation", "ur", "Tea, salt and bread.", "چائے, نمک اور روٹی۔", "،"),
    ("foreign-punctuation", "zh-Hans", "Tea, salt and bread.", "茶,盐和面包。", "，"),
    ("straight-quotes", "fr", "He calls it “the gate”.", 'Il l’appelle "la porte".', "«"),
    ("unbalanced-mark", "fr", "The gate (of 1560).", "La porte (de 1560.", ")"),
    ("doubled-word", "ur", "The wall of the city.", "شہر کی کی دیوار۔", "شہر کی دیوار"),
    ("stray-space", "tr", "Tea and salt.", "Çay  ve tuz.", "Çay ve tuz"),
    ("stray-space", "tr", "Tea and salt.", "Çay ve tuz .", "tuz."),
    # slips in markup
    (
        "markup-typo",
        "zh-Hans",
        "See [the gate](../gate/index.md).",
        "见[大门](../gate/index.md）。",
        "](../gate/index.md)",
    ),
    ("markup-typo", "ur", "See [the gate](../gate/index.md).", "دیکھیے [دروازہ] (../gate/index.md)۔", "](../gate"),
    ("markup-typo", "tr", "It is **old**.", "** Eski ** bir yer.", "**Eski**"),
    ("markup-typo", "fr", "From {city} on.", "Dès { city }.", "{city}"),
    ("markup-typo", "ar", "Since 2007.[^1]", "منذ ٢٠٠٧.[^١]", "[^1]"),
)

#: A slip may be seen from two sides.
ALSO = {("markup-typo", "zh-Hans"): ("unbalanced-mark",)}

# (language, source, translation): nothing to say of any.
HONEST = (
    ("fr", "It rises to 8,611 metres.", "Il culmine à 8 611 mètres."),
    ("fr", "Of the 16th century.", "Du XVIe siècle."),
    ("fr", "Twelve towers.", "12 tours."),
    ("de", "At 3.5 million.", "Bei 3,5 Millionen."),
    ("tr", "It has 12 towers.", "On iki kulesi var."),
    ("tr", "Hunza’s apricots ripen in July.", "Hunza’nın kayısıları temmuzda olgunlaşır."),
    ("ar", "It rises to 8,611 metres.", "يرتفع إلى ٨٬٦١١ متراً."),
    ("ar", "It rises to 8,611 metres.", "يرتفع إلى 8611 متراً."),
    ("ur", "It has 12 towers.", "اس کے ۱۲ مینار ہیں۔"),
    ("ur", "It has two gates.", "اس کے 2 دروازے ہیں۔"),
    ("ur", "See [page 4](../gate-4/index.md).", "دیکھیے [صفحہ ۴](../gate-4/index.md)۔"),
    ("ur", "Slowly, slowly.", "آہستہ آہستہ۔"),
    ("ur", "The word كتاب is Arabic.", "لفظ كتاب عربی ہے۔"),
    ("ur", "A word in Arabic.", 'ایک لفظ: <span lang="ar" dir="rtl">كتاب</span>۔'),
    ("fa", "They go.", "می\u200cروند."),
    ("ar", "Run `make 3 towers` twice.", "شغّل `make 3 towers` مرتين."),
    ("zh-Hans", "Tea, salt and bread.", "茶、盐和面包。"),
    ("ja", "Tea, salt and bread.", "お茶、塩、パン。"),
    ("ja", "In December 2020 it came to two.", "2020年12月に2つになった。"),
    ("ja", "The mountain is high.", "K2は高い。"),
    ("th", "It is late now.", "ตอนนี้ดึกแล้ว"),
    ("hi", "It is late now.", "अब देर हो गई है।"),
    ("el", "Is it late now?", "Είναι αργά τώρα;"),
    ("fr", "Is it late now?", "Est-il tard maintenant ?"),
    ("fr", "He calls it “the gate”.", "Il l’appelle « la porte »."),
    ("tr", "On 14 August 1947.", "14 Ağustos 1947’de."),
    ("zh-Hans", "On 14.8.1947 at 7.30.", "1947.8.14，7:30。"),
    ("fr", "More than four decades.", "Plus de 40 ans."),
    ("ja", "More than four decades.", "40年を超える。"),
    ("fr", "8/14/1947 was the day.", "Le jour fut le 14 août 1947."),
)


def _codes(language: str, source: str, translation: str) -> dict[str, str]:
    pair = Pair(source=source, translation=translation, source_language="en", language=language)
    return {finding.code: finding.hint for finding in proofread(pair)}


@pytest.mark.parametrize(("code", "language", "source", "translation", "fix"), MISTAKES)
def test_a_mistake_is_noticed_and_its_fix_is_shown(
    code: str, language: str, source: str, translation: str, fix: str
) -> None:
    found = _codes(language, source, translation)

    assert code in found
    assert set(found) <= {code, *ALSO.get((code, language), ())}
    assert fix in found[code]


@pytest.mark.parametrize(("language", "source", "translation"), HONEST)
def test_nothing_is_said_of_what_honest_translators_write(language: str, source: str, translation: str) -> None:
    assert _codes(language, source, translation) == {}


def test_every_code_that_needs_no_catalog_has_a_mistake_that_shows_it() -> None:
    elsewhere = {"glossary-term", "length-advised", "plural-without-number"}

    assert {code for code, *_ in MISTAKES} == set(SEVERITIES) - elsewhere


def test_punctuation_is_advice_and_a_changed_number_a_warning() -> None:
    assert SEVERITIES["end-punctuation"] is Severity.NOTE
    assert SEVERITIES["number-changed"] is Severity.WARNING


def test_a_title_longer_than_its_place_is_told_with_what_to_take_off() -> None:
    pair = Pair(source="Tea", translation="T" * 75, source_language="en", language="fr", limit=70)

    (finding,) = proofread(pair)

    assert (finding.code, finding.hint) == ("length-advised", "shorten it by 5")


def test_a_form_for_many_numbers_says_how_many() -> None:
    pair = Pair(
        source="{n} stories", singular="{n} story", translation="des récits", source_language="en", language="fr"
    )

    assert [finding.code for finding in uncounted(pair, (2, 3, 4))] == ["plural-without-number"]
    assert list(uncounted(pair, (1,))) == []


# The glossary ---------------------------------------------------------------------------------------------

GLOSSARY = """
terms:
  caravanserai: [kervansaray]
  Indus: {forms: [İndus], note: the river}
  Indus Valley: [İndus Vadisi]
  well: [kuyu*]
keep: [Shandur, K2]
"""


def _terms(language: str, glossary: str, source: str, translation: str) -> list[str]:
    read, faults = read_glossary(glossary.encode(), "locales/tr/glossary.yaml")
    assert faults == ()
    pair = Pair(source=source, translation=translation, source_language="en", language=language)
    return [finding.message for finding in check_terms(pair, read)]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("The caravanserai is old.", "Kervansaray eskidir."),
        ("Two caravanserais stand there.", "Orada iki kervansaray duruyor."),
        ("In the caravanserai.", "Kervansarayın içinde."),
        ("The Indus flows.", "İndus akıyor."),
        ("Along the Indus.", "İndus'un kıyısında."),
        ("Along the Indus.", "İNDUS’UN KIYISINDA."),
        ("The Indus Valley is wide.", "İndus Vadisi geniştir."),
        ("They dig wells.", "Kuyular kazarlar."),
        ("To Shandur and K2.", "Shandur’a ve K2’ye."),
        ("`caravanserai` is a word.", "`caravanserai` bir kelimedir."),
    ],
)
def test_a_term_in_any_of_its_forms_is_accepted(source: str, translation: str) -> None:
    assert _terms("tr", GLOSSARY, source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation", "term"),
    [
        ("The caravanserai is old.", "Han eskidir.", "caravanserai"),
        ("The Indus flows.", "Sint akıyor.", "Indus"),
        ("The Indus Valley is wide.", "Vadi İndus geniştir.", "Indus Valley"),
        ("To Shandur.", "Şandur’a.", "Shandur"),
    ],
)
def test_another_word_for_a_term_is_told(source: str, translation: str, term: str) -> None:
    (message,) = _terms("tr", GLOSSARY, source, translation)

    assert f"“{term}”" in message


def test_what_arabic_writes_together_with_a_word_hides_no_term() -> None:
    glossary = "terms: {fort: [قلعة, حصن], book: [كتاب]}"

    assert _terms("ar", glossary, "In the fort.", "في القلعة.") == []
    assert _terms("ar", glossary, "And by the book.", "وبالكتاب.") == []
    assert _terms("ar", glossary, "By the book.", "بِالكِتَابِ.") == []
    assert len(_terms("ar", glossary, "In the fort.", "في القصر.")) == 1


def test_izafat_and_joiners_hide_no_term() -> None:
    assert _terms("ur", "terms: {Karakoram Highway: [شاہراہ قراقرم]}", "The Karakoram Highway.", "شاہراہِ قراقرم۔") == []


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        ("terms:\n  fort: kale\n", 2, "wrong-type"),
        ("terms:\n  fort: []\n", 2, "empty-field"),
        ("term:\n  fort: [kale]\n", 1, "unknown-key"),
        ("terms:\n  fort: {form: [kale]}\n", 2, "unknown-key"),
        ("terms:\n  fort: [kale]\n  fort: [hisar]\n", 3, "duplicate-key"),
        ("keep: [&a K2, *a]\n", 1, "yaml-alias"),
    ],
)
def test_a_fault_of_a_glossary_is_named_with_its_line(content: str, line: int, code: str) -> None:
    _, faults = read_glossary(content.encode(), "locales/tr/glossary.yaml")

    assert (faults[0].span.line, code) in [(fault.span.line, fault.code) for fault in faults]
