"""What falls back says so: on whole built sites, in a chain of languages, with catalogs that are half done at random.

Each language of the project has letters of its own, so that every text on a page tells what language it is in.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sitegen.catalog import Catalog, Message, new, plural_count, plural_forms, write
from sitegen.check import check
from sitegen.check.markup import Element, read
from sitegen.diagnostics import Severity
from sitegen.locales import direction, format_list, gettext_name, locale, name_in
from sitegen.session import Options
from sitegen.translations import Domain, Entry, catalog_path
from tests.conftest import PROJECT
from tests.escapes import Allowed
from tests.support import NOW, SmallProject, parse_files, picture
from tests.test_pseudo import EACH_KIND, allowed

ASCII = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#: Where the 52 letters of a language begin; English has its own.
_STARTS = {"ur": 0x1D400, "fr": 0x1D434, "sd": 0x1D468, "ar": 0x1D4D0}
_TO = {tag: {ord(letter): start + at for at, letter in enumerate(ASCII)} for tag, start in _STARTS.items()}
#: What a translator does not touch.
_KEPT = re.compile(r"\{[^{}]*\}|\]\([^()]*\)|\[\^\w+\]|`[^`]*`|<[^<>]*>|https?://\S+")
#: Stories of a hundred words, each a message: how many are translated, and how many are fuzzy.
_PLAN = {
    "none": (0, 0),
    "half": (59, 0),
    "below": (79, 0),
    "just": (80, 0),
    "one-less": (99, 0),
    "all": (100, 0),
    "fuzzy": (60, 20),
    "fuzzy-below": (60, 19),
    "too-fuzzy": (59, 41),
}
_LISTED = {"just", "one-less", "all", "fuzzy"}
TAGS = ("en", "ur", "fr", "sd", "ar")


def speak(text: str, tag: str) -> str:
    """Return a text in the letters of a language."""
    if tag == "en":
        return text
    pieces, start = [], 0
    for kept in _KEPT.finditer(text):
        pieces += [text[start : kept.start()].translate(_TO[tag]), kept[0]]
        start = kept.end()
    return "".join([*pieces, text[start:].translate(_TO[tag])])


def spoken(text: str) -> set[str]:
    """Return the languages whose letters stand in a text."""
    found = {tag for tag, start in _STARTS.items() if any(start <= ord(c) < start + len(ASCII) for c in text)}
    return found | ({"en"} if re.search("[A-Za-z]", text) else set())


# The project ------------------------------------------------------------------------------------------------


def _project(root: Path) -> SmallProject:
    """A project in five languages, with texts in two source languages and a mission in a third."""
    shutil.copytree(PROJECT / "themes", root / "themes", ignore=shutil.ignore_patterns("node_modules"))
    made = SmallProject(root, parse_files(EACH_KIND))
    made.write("content/stories/coffee/cup.jpg", picture(600, 400))
    made.edit("content/site.yaml", "[en, ur]", "[en, ur, fr, {tag: sd, fallback: [ur]}]")
    made.edit(
        "content/missions/berlin.yaml", "languages: [en]", "language: ar\nlanguages: [{tag: ar, locale: ar-SA}, en]"
    )
    for key, words in (("name", "Tales of Berlin"), ("city", "Berlin"), ("country", "Germany"), ("label", "Press")):
        made.edit("content/missions/berlin.yaml", f"{key}: {words}", f"{key}: {speak(words, 'ar')}")
    for key, words in (("tagline", "Shorter ones"), ("greeting", "Good morning.")):
        made.edit("content/missions/berlin.yaml", f"{key}: {words}", f"{key}: {speak(words, 'ar')}")
    # What stands in quotes within a message is left to translators of flesh and blood.
    for title in (' "The title of a link"', ' "A title"', ' title="A title within"'):
        made.edit("content/stories/coffee/index.md", title, "")
    made.edit("content/missions/berlin/old-town.md", "title: The old town", f"title: {speak('The old town', 'ar')}")
    made.edit("content/missions/berlin/old-town.md", "summary: A walk.", f"summary: {speak('A walk.', 'ar')}")
    made.edit("content/missions/berlin/old-town.md", "Here it is.", speak("Here it is.", "ar"))
    well = speak("The water is deep.", "ur"), speak("The rope is long.", "ur")
    made.write(
        "content/stories/well.md",
        f"---\ntitle: {speak('Well', 'ur')}\ndate: 2026-01-01\nlanguage: ur\ntopics: [hills]\n---\n"
        f"{well[0]}\n\n<!-- i18n: skip -->\n{speak('Not for translators.', 'ur')}\n\n{well[1]}\n\n"
        f"<!-- i18n: skip -->\n<div><p>{speak('Raw words.', 'ur')}</p></div>\n",
    )
    for name in _PLAN:
        words = "\n".join(f"- {a}{b}" for a in "abcdefghi" for b in "abcdefghijk")
        made.write(f"content/stories/{name}.md", f"---\ntitle: {name}\ndate: 2026-01-03\n---\n{words}\n")
    _translate(made)
    return made


def _translate(made: SmallProject) -> None:
    reading, _, found = made.session().read(Options(now=NOW))
    assert reading is not None, found
    for domain in reading.domains.values():
        for tag in TAGS:
            if entries := tuple(entry for entry in domain.for_language(tag) if not entry.slug):
                made.write(catalog_path(domain.name, tag), write(_catalog(domain, entries, tag)))


def _catalog(domain: Domain, entries: tuple[Entry, ...], tag: str) -> Catalog:
    name = gettext_name(tag)
    forms = plural_forms(name)
    planned = _PLAN.get(domain.name.removeprefix("stories/"))
    states = [_planned(planned, at) if planned else _state(domain, entry, tag) for at, entry in enumerate(entries)]
    pairs = zip(entries, states, strict=True)
    messages = tuple(_message(entry, tag, state, forms) for entry, state in pairs)
    return replace(new(name, forms, domain.name), messages=messages)


def _planned(planned: tuple[int, int], at: int) -> bool | None:
    translated, fuzzy = planned
    return None if translated <= at < translated + fuzzy else at < translated


def _state(domain: Domain, entry: Entry, tag: str) -> bool | None:
    """Tell whether a message is translated (true), empty (false) or fuzzy (nothing), the same in every run."""
    if "not been translated yet" in entry.segment.text:
        return True
    drawn = hashlib.sha256(f"{domain.name} {entry.key} {tag}".encode()).digest()[0] % 6
    return None if drawn == 0 else drawn > 2


def _message(entry: Entry, tag: str, state: bool | None, forms: str) -> Message:
    segment = entry.segment
    plain = segment.text if entry.language == "en" else _english(segment.text)
    texts = (plain,) if entry.plural is None else (plain, *[entry.plural] * (plural_count(forms) - 1))
    strings = tuple("" if state is False else speak(text, tag) for text in texts)
    flags = ("fuzzy",) if state is None else ()
    return Message(id=segment.text, context=segment.context, plural_id=entry.plural, strings=strings, flags=flags)


def _english(text: str) -> str:
    back = {value: key for table in _TO.values() for key, value in table.items()}
    return text.translate(back)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    """The project, built."""
    made = _project(tmp_path_factory.mktemp("fallback"))
    built = made.build()
    assert built.published, made.messages(built)
    assert {fault.code for fault in built.found} <= {"font-missing"}
    return made


def _pages(made: SmallProject) -> Iterator[tuple[str, Element]]:
    for file in sorted((made.root / "public").glob("[!.]*/**/*.html")):
        yield file.relative_to(made.root / "public").as_posix(), read(file.read_text("utf-8")).root


# What every text says of itself ------------------------------------------------------------------------------

#: Labels of what holds other things: to mark them would mark what is in them. They are in the language of the page
#: or in that of the theme.
_HOLDERS = ("nav", "section", "footer", "div", "header", "main", "ul", "ol")
_NAMED = {"title", "alt", "aria-label", "content", "placeholder"}


def _said(root: Element) -> Iterator[tuple[Element, str, str]]:
    for element in root.walk():
        if element.tag in ("script", "style", "code", "pre"):
            continue
        yield from ((element, "text", child) for child in element.children if isinstance(child, str) and child.strip())
        for name in _NAMED & set(element.attributes):
            labelled = name == "aria-label" and element.tag in _HOLDERS
            described = name != "content" or element.attributes.get("name") == "description"
            if described and not labelled:
                yield element, name, element.attributes[name]


def _known(made: SmallProject) -> dict[str, Allowed]:
    reading, _, _ = made.session().read(Options(now=NOW))
    assert reading is not None
    return {tag: _cldr(allowed(reading, tag), tag) for tag in TAGS}


def _cldr(found: Allowed, tag: str) -> Allowed:
    """Return what CLDR says on pages in a language besides the dates: the names of languages in it."""
    names = [name_in(other, tag) for other in TAGS]
    lists = (format_list(locale(tag), pair) for pair in itertools.permutations(names, 2))
    return Allowed(texts={**found.texts, "names of languages": frozenset((*names, *lists))}, forms=found.forms)


def _is_wrong(element: Element, text: str, known: Allowed) -> bool:
    # Of two names, and of a heading with the number of its page, the first is what the title is of.
    languages = spoken(re.split(" [·–] ", known.rest(text))[0])
    isolated = element.attributes.get("dir") == "ltr" and not languages  # addresses and coordinates
    return bool(languages - {element.language}) or (element.direction != direction(element.language) and not isolated)


def test_every_text_on_every_page_stands_in_its_language_and_direction(made: SmallProject) -> None:
    known = _known(made)

    wrong = [
        (path, element.tag, where, element.language, text.strip()[:60])
        for path, root in _pages(made)
        for element, where, text in _said(root)
        if _is_wrong(element, text, known[root.attributes["lang"]])
    ]

    assert wrong == []


def test_what_falls_back_is_there_to_be_found(made: SmallProject) -> None:
    """The test above can only fail if texts of all languages stand on pages of others."""
    seen = set()
    for _, root in _pages(made):
        seen |= {(root.attributes["lang"], tag) for _, _, text in _said(root) for tag in spoken(text)}

    assert seen >= {("sd", "ur"), ("sd", "en"), ("fr", "en"), ("fr", "ur"), ("ur", "en"), ("ar", "en"), ("en", "ur")}


def test_every_text_of_a_feed_stands_in_its_language(made: SmallProject) -> None:
    known = _known(made)
    marked = "{http://www.w3.org/XML/1998/namespace}lang"

    wrong = []

    def visit(element: ElementTree.Element, language: str, feed: Path, tag: str) -> None:
        language = element.get(marked, language)
        for text in (element.text or "", element.get("label", "")):
            if element.tag.rpartition("}")[2] in ("id", "uri", "published", "updated"):
                continue
            if spoken(known[tag].rest(text).partition(" · ")[0]) - {language}:
                wrong.append((feed, element.tag, language, text))
        for child in element:
            visit(child, language, feed, tag)

    for feed in (made.root / "public").glob("[!.]*/**/feed.xml"):
        root = ElementTree.parse(feed).getroot()
        visit(root, "", feed, root.attrib[marked])

    assert wrong == []


# Who is told of what -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["ur", "fr", "sd"])
def test_a_story_is_offered_from_the_threshold_on(made: SmallProject, tag: str) -> None:
    base = "https://tales.example.org"
    listed, kept = set(), set()
    for name in _PLAN:
        original = read(made.page(f"en/stories/{name}/index.html")).root
        page = read(made.page(f"{tag}/stories/{name}/index.html")).root
        own, other = f"{base}/{tag}/stories/{name}/", f"{base}/en/stories/{name}/"
        if page.only("link", rel="canonical").attributes["href"] == own:
            listed.add(name)
            assert page.find("link", rel="alternate", hreflang="en", href=other)
            assert original.find("link", rel="alternate", hreflang=tag, href=own)
        else:
            assert page.only("link", rel="canonical").attributes["href"] == other
            assert [link for link in page.find("link", rel="alternate") if "hreflang" in link.attributes] == []
            assert not original.find("link", hreflang=tag)
        if f"<loc>{own}</loc>" in made.page(f"sitemaps/{tag}.xml"):
            kept.add(name)
        assert (f"/{tag}/stories/{name}/" in made.page(f"{tag}/feed.xml")) == (name in _LISTED)

    assert listed == kept == _LISTED


def test_lists_show_what_is_offered_first_and_give_the_rest_a_badge(made: SmallProject) -> None:
    names, badges = [], []
    for number in range(1, 40):
        path = "fr/stories/index.html" if number == 1 else f"fr/stories/page/{number}/index.html"
        if (made.root / "public/portal" / path).exists():
            card = read(made.page(path)).root.only("main").only("article")
            name = card.only("a").attributes["href"].split("/")[-2]
            names.append(name)
            badges += [name] if card.find("span", kind="badge") else []

    planned = [name for name in names if name in _PLAN]
    assert set(planned[: len(_LISTED)]) == _LISTED
    assert set(badges) & set(_PLAN) == set(_PLAN) - _LISTED
    assert names[-len(badges) :] == badges


@pytest.mark.parametrize(("name", "words"), [
    ("half", "{n} paragraphs of {total} have not been translated yet. They are shown in {languages}."),
    ("one-less", "{n} paragraph of {total} has not been translated yet. It is shown in {languages}."),
    ("none", "This page has not been translated yet. It is shown in {languages}."),
])  # fmt: skip
@pytest.mark.parametrize("tag", ["ur", "fr"])
def test_the_notice_counts_in_the_words_of_the_reader(made: SmallProject, name: str, words: str, tag: str) -> None:
    missing = str(100 - _PLAN[name][0])

    notice = read(made.page(f"{tag}/stories/{name}/index.html")).root.only("div", kind="notice")

    values = {"{n}": missing, "{total}": "100", "{languages}": name_in("en", tag)}
    assert notice.text == re.sub(r"\{\w+\}", lambda match: values[match[0]], speak(words, tag))
    assert notice.language == tag
    assert not read(made.page(f"{tag}/stories/all/index.html")).root.find("div", kind="notice")


def test_all_addresses_canonicals_and_translations_agree_over_all_sites(made: SmallProject) -> None:
    found = check(made.session(), Options(now=NOW)).found

    errors = [str(fault) for fault in found if fault.severity is Severity.ERROR]
    assert errors == []


def test_a_mission_in_a_language_of_its_own_is_named_by_the_portals_pages(made: SmallProject) -> None:
    page = read(made.page("en/stories/coffee/index.html")).root

    named = {link.attributes.get("hreflang") for link in page.find("link", rel="alternate")}

    arabic = (made.root / "public/berlin/ar/stories/coffee/index.html").read_text("utf-8")
    assert ("ar" in named) == ('rel="canonical" href="https://berlin.example.org/ar/stories/coffee/"' in arabic)
