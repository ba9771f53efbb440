"""What stands around the stories on every site that is compared: names, a page, and the words of the theme."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from benchmarks.corpus import REGIONS, TOPICS, Words
from benchmarks.words import LANGUAGES
from sitegen import catalog

ROOT = Path(__file__).parents[1]
BASE_URL = "https://portal.example.org/"
#: How many stories stand on one page of a list, on the home page, and in a feed.
PAGE_SIZE, ON_HOME, IN_FEED = 12, 7, 30
#: What languages call themselves, and the way they are written.
NATIVE = {"en": "English", "ur": "اردو", "ar": "العربية", "tr": "Türkçe"}
DIRECTION = {"en": "ltr", "ur": "rtl", "ar": "rtl", "tr": "ltr"}


def _words(*texts: str) -> Words:
    return dict(zip(LANGUAGES, texts, strict=True))


NAME = _words("Safar", "سفر", "سفر", "Safar")
TAGLINE = _words("Stories from Pakistan", "پاکستان کی کہانیاں", "قصص من باكستان", "Pakistan’dan hikâyeler")
ABOUT = _words("About", "تعارف", "حول الموقع", "Hakkında")
ABOUT_TEXT = _words(
    "This site was made by rule, to *measure* how long its making takes.",
    "یہ سائٹ قاعدے سے بنائی گئی ہے، تاکہ *ناپا* جائے کہ اس کے بننے میں کتنی دیر لگتی ہے۔",
    "صُنع هذا الموقع وفق قاعدة، كي *يُقاس* كم يستغرق بناؤه.",
    "Bu site, yapımının ne kadar sürdüğü *ölçülsün* diye kuralla oluşturuldu.",
)
_TOPIC_NAMES = (
    _words("Mountains", "پہاڑ", "الجبال", "Dağlar"),
    _words("Heritage", "ورثہ", "التراث", "Kültür mirası"),
    _words("Cities", "شہر", "المدن", "Şehirler"),
    _words("Craft", "دستکاری", "الحِرف", "Zanaat"),
    _words("Sport", "کھیل", "الرياضة", "Spor"),
    _words("Coast and desert", "ساحل اور صحرا", "الساحل والصحراء", "Kıyı ve çöl"),
    _words("Living culture", "زندہ ثقافت", "الثقافة الحيّة", "Yaşayan kültür"),
    _words("Faith and welcome", "عقیدت اور مہمان نوازی", "الإيمان والضيافة", "İnanç ve konukseverlik"),
)
_REGION_NAMES = (
    _words("Balochistan", "بلوچستان", "بلوشستان", "Belucistan"),
    _words("Gilgit-Baltistan", "گلگت بلتستان", "غلغت بلتستان", "Gilgit-Baltistan"),
    _words("Khyber Pakhtunkhwa", "خیبر پختونخوا", "خيبر بختونخوا", "Hayber Pahtunhva"),
    _words("Punjab", "پنجاب", "البنجاب", "Pencap"),
    _words("Sindh", "سندھ", "السند", "Sind"),
)
TOPIC_NAMES: Mapping[str, Words] = dict(zip(TOPICS, _TOPIC_NAMES, strict=True))
REGION_NAMES: Mapping[str, Words] = dict(zip(REGIONS, _REGION_NAMES, strict=True))

#: The words of the theme that the layouts of all generators show, by the names that those give them.
CHROME = {
    "skip": "Skip to content",
    "official": "Is this website official?",
    "sample": "A sample portal built with sitegen",
    "how": "How to check",
    "demonstration": "This is a demonstration, not the website of a government, an embassy or a consulate. "
    "It never asks for fees, passwords or documents. To check whether a website is official, ask the mission itself, "
    "by telephone or in person.",
    "menu": "Main menu",
    "languages": "Languages",
    "here": "You are here",
    "also": "Also in",
    "story": "About this story",
    "sources": "Sources",
    "nosources": "No sources are named for this story.",
    "who": "Who made this",
    "nonames": "No names are given for this story.",
    "unchanged": "Not changed since it was published.",
    "sections": "Sections",
    "site": "About this site",
    "cookies": "No cookies, no tracking, nothing loaded from other websites",
    "feed": "Feed",
    "stories": "Stories",
    "topics": "Topics",
    "all": "All stories",
    "pages": "Pages",
    "previous": "Previous page",
    "next": "Next page",
    "lost": "Page not found",
    "slip": "It may have moved, or the address may have a slip in it.",
    "front": "Go to the front page",
    "choose": "Choose a language",
}


def chrome(language: str) -> dict[str, str]:
    """Return the words of the theme in a language, read out of its catalog."""
    if language == LANGUAGES[0]:
        return dict(CHROME)
    path = theme_catalog(language)
    read, _ = catalog.read(path.read_bytes(), path.name)
    if read is None:
        raise ValueError(f"{path} cannot be read")
    known = {message.id: message.strings[0] for message in read.messages}
    return {name: known.get(text) or text for name, text in CHROME.items()}


def theme_catalog(language: str) -> Path:
    """Return the file of a language that translates the shipped theme."""
    return ROOT / f"locales/{language}/LC_MESSAGES/theme.po"


def site_values() -> dict[str, object]:
    """Return all of this as plain values, for generators whose templates are given data."""
    words = {language: chrome(language) for language in LANGUAGES}
    languages = {
        language: {
            "name": NAME[language],
            "native": NATIVE[language],
            "direction": DIRECTION[language],
            "tagline": TAGLINE[language],
            "about": ABOUT[language],
            "menu": [
                {"name": words[language]["stories"], "url": f"/{language}/stories/"},
                {"name": words[language]["topics"], "url": f"/{language}/topics/"},
                {"name": ABOUT[language], "url": f"/{language}/about/"},
            ],
        }
        for language in LANGUAGES
    }
    return {
        "base": BASE_URL,
        "size": PAGE_SIZE,
        "feed": IN_FEED,
        "tags": list(LANGUAGES),
        "languages": languages,
        "words": words,
        "topics": {key: dict(names) for key, names in TOPIC_NAMES.items()},
    }
