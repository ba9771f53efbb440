"""What is true of every page of the project's own sites, in every language."""

from __future__ import annotations

import datetime
import functools
import http.server
import itertools
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest
from PIL import Image

from sitegen.markdown import walk
from sitegen.session import Reading
from sitegen.stories import Story
from tests.conftest import PROJECT
from tests.pages import REFERENCES, Element, Page, Sites, addresses, css_addresses, parse, record
from tests.places import path_of, same_page, story_of
from tests.support import SmallProject, parse_files, picture, snapshot

RIGHT_TO_LEFT = {"ar", "fa", "sd", "ur"}
#: Languages in the order of their own names, as readers of English would look for them.
IN_ORDER = ("id", "de", "en", "es", "fr", "tr", "ru", "ur", "ar", "fa", "ja", "zh-Hans")
NATIVE_NAMES = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "id": "Bahasa Indonesia",
    "ja": "日本語",
    "ru": "Русский",
    "tr": "Türkçe",
    "ur": "اردو",
    "zh-Hans": "简体中文",
}
MONTHS = {
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "ja": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "zh-Hans": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
}
#: How a day is written where it is not "14 October 2026".
DAYS = {
    "de": "{day}. {month} {year}",
    "es": "{day} de {month} de {year}",
    "ja": "{year}年{month}{day}日",
    "ru": "{day} {month} {year} г.",
    "ur": "{day} {month}، {year}",
    "zh-Hans": "{year}年{month}{day}日",
}
#: Two days by the calendar of Iran, as its almanacs have them.
PERSIAN = {"2026-10-14": "۲۲ مهر ۱۴۰۵", "2026-11-20": "۲۹ آبان ۱۴۰۵"}
#: Where dates and numbers are written as in Saudi Arabia.
EASTERN_DIGITS = {("riyadh", "ar")}
POLICY = (
    "default-src 'self'; script-src 'self'; img-src 'self' data:;"
    " object-src 'none'; base-uri 'none'; form-action 'self'"
)
#: That of the page on which readers search: Pagefind is WebAssembly.
SEARCHING = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
#: Elements that load what they name, as soon as the page is opened.
LOADING = {"img", "source", "script", "iframe", "frame", "video", "audio", "track", "embed", "object", "input", "image"}
#: Relations of a link that is only a statement: nothing is loaded.
STATEMENTS = {"canonical", "alternate"}


@pytest.fixture(scope="session")
def pages(sites: Sites) -> list[Page]:
    """All pages of all sites, but for what texts left that moved or were withdrawn."""
    return [page for page in sites.pages.values() if not page.is_left]


def sources(sites: Sites, suffix: str) -> Iterator[tuple[str, str, bytes]]:
    """Yield site, path and content of the files with a suffix."""
    for site in sites.addresses:
        for path, content in snapshot(sites.folder / site).items():
            if path.endswith(suffix):
                yield site, path, content


# Links --------------------------------------------------------------------------------------------------


def test_every_link_leads_to_a_file_and_every_fragment_to_an_element(sites: Sites) -> None:
    assert _dead_links(sites) == []


def _dead_links(sites: Sites) -> list[str]:
    dead = []
    for page in sites.pages.values():
        for element, address in addresses(page):
            target = sites.file(page, address)
            if target is None:
                continue
            fragment = urlsplit(address).fragment
            if not (sites.folder / target[0] / target[1]).is_file() or (
                fragment and unquote(fragment) not in sites.pages[target].ids
            ):
                dead.append(f"{page}: <{element.tag}> {address}")
    return dead


def test_every_address_in_a_style_sheet_leads_to_a_file(sites: Sites) -> None:
    found = [
        (site, path, address)
        for site, path, content in sources(sites, ".css")
        for address in css_addresses(content.decode())
        if not address.startswith(("data:", "#"))
    ]

    assert [
        (path, address)
        for site, path, address in found
        if urlsplit(address).scheme
        or urlsplit(address).netloc
        or not (sites.folder.joinpath(*(sites.file_at(site, path, address) or ()))).is_file()
    ] == []
    assert any(address.endswith(".woff2") for _, _, address in found)


def test_an_element_that_names_another_finds_it_on_its_page(pages: list[Page]) -> None:
    assert [
        f"{page}: {name}={target}"
        for page in pages
        for element in page.root.walk()
        for name in REFERENCES
        for target in element.attributes.get(name, "").split()
        if target not in page.ids
    ] == []


def test_only_the_page_for_missing_addresses_counts_from_the_root_of_the_host(pages: list[Page]) -> None:
    rooted = {page.path for page in pages if any(address.startswith("/") for _, address in addresses(page))}

    assert {path.rpartition("/")[2] for path in rooted} == {"404.html"}


def test_the_sites_work_below_a_path_and_every_page_can_be_reached(sites: Sites, tmp_path: Path) -> None:
    (tmp_path / "sub").symlink_to(sites.folder)
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_address[1]}/sub/"
        reached, failed = _crawl(sites, root)
        server.shutdown()

    expected = {str(page) for page in sites.pages.values() if _is_found(page) and not page.is_left}
    left = {str(page) for page in sites.pages.values() if page.is_left}
    assert failed == []
    assert {path for path in reached if path.endswith(".html")} - left == expected


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _crawl(sites: Sites, root: str) -> tuple[set[str], list[str]]:
    """Follow all links below `root`; return the paths that were there, and what was not or lies elsewhere."""
    waiting = [root + site + "/" for site in sites.addresses]
    known = {str(page): page for page in sites.pages.values()}
    seen: set[str] = set(waiting)
    reached: set[str] = set()
    failed = []
    while waiting:
        url = waiting.pop()
        if not url.startswith(root):
            failed.append(url)
            continue
        try:
            with urlopen(url) as response:
                content, kind = response.read(), response.headers.get_content_type()
        except HTTPError as problem:
            failed.append(f"{problem.code} {url}")
            continue
        path = url.removeprefix(root) + ("index.html" if url.endswith("/") else "")
        reached.add(path)
        found: list[str] = []
        if kind == "text/html":
            found = [address for element, address in addresses(known[path]) if not _states(element)]
        elif kind == "text/css":
            found = css_addresses(content.decode())
        for address in found:
            target = urldefrag(urljoin(url, address)).url
            if not urlsplit(address).scheme and target not in seen:
                seen.add(target)
                waiting.append(target)
    return reached, failed


def _states(element: Element) -> bool:
    return element.tag == "meta" or element.attributes.get("rel") in STATEMENTS


# Nothing from elsewhere, nothing that acts ----------------------------------------------------------------


def test_nothing_is_loaded_from_another_host(pages: list[Page]) -> None:
    assert [
        f"{page}: <{element.tag}> {address}"
        for page in pages
        for element, address in addresses(page)
        if element.tag in LOADING or (element.tag == "link" and element.attributes["rel"] not in STATEMENTS)
        if urlsplit(address).scheme or urlsplit(address).netloc
    ] == []


def test_drawings_load_nothing_and_run_nothing(sites: Sites) -> None:
    for _, path, content in sources(sites, ".svg"):
        text = content.decode().replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "")

        assert not re.search(r"https?:|<script|<foreignObject|\son\w+=|javascript:", text), path


def test_pages_hold_no_script_no_style_and_no_handler(pages: list[Page]) -> None:
    assert [
        f"{page}: <{element.tag}>"
        for page in pages
        for element in page.root.walk()
        if element.tag == "style"
        or (element.tag == "script" and "src" not in element.attributes and record(element) is None)
        or any(name == "style" or name.startswith("on") for name in element.attributes)
    ] == []
    assert [
        f"{page}: {address}"
        for page in pages
        for _, address in addresses(page)
        if urlsplit(address).scheme not in ("", "http", "https", "mailto", "tel")
    ] == []


def test_scripts_work_from_disk(pages: list[Page]) -> None:
    """Browsers refuse modules and whatever is asked for with `crossorigin` when a page is opened from disk."""
    assert [
        f"{page}: <{element.tag}>"
        for page in pages
        for element in page.root.walk()
        if element.attributes.get("type") == "module" or "crossorigin" in element.attributes or element.tag == "use"
    ] == []


def test_a_policy_stands_before_all_that_it_is_for(pages: list[Page]) -> None:
    for page in pages:
        search = page.path.endswith("/search/index.html")
        head = page.root.only("head")
        tags = [(e.tag, e.attributes) for e in head.children if isinstance(e, Element)]
        policy = head.only("meta", http_equiv="Content-Security-Policy")

        assert policy.attributes["content"] == (SEARCHING if search else POLICY), page
        assert tags[0] == ("meta", {"charset": "utf-8"}), page
        assert tags[1][1] == policy.attributes, page


# What exists ----------------------------------------------------------------------------------------------


def test_the_project_has_no_faults(faults: list[str]) -> None:
    assert faults == []


def test_every_published_story_has_a_page_in_every_language_of_every_site(sites: Sites, reading: Reading) -> None:
    expected = {
        (site.id, path_of(reading, story.domain, tag))
        for site in reading.config.sites
        for tag in site.tags
        for story in reading.library.stories
        if story.status == "published"
    }

    assert {(page.site, page.path) for page in sites.stories} == expected
    assert len(expected) >= 4 * 5 + 4 * 3


def test_no_unpublished_or_unfinished_text_is_on_a_page(pages: list[Page], reading: Reading) -> None:
    hidden = [story for story in reading.library.all if story.status != "published"]
    texts = [story.title for story in hidden]
    texts += [block.text for story in hidden for block in walk(story.document.blocks) if len(block.text) > 40]

    for page in pages:
        text = page.root.text
        assert [hint for hint in texts if hint in text] == [], page
        assert not re.search(r"\b(TODO|FIXME|TBD|XXX|[Ll]orem ipsum)\b", text), page
        assert page.root.find(kind="draft") == [], page


def test_no_file_names_the_machine_it_was_made_on(sites: Sites) -> None:
    words = {str(sites.folder), str(PROJECT), str(Path.home()) + "/", "/tmp/", "/home/", "file://", "127.0.0.1"}
    words |= {name for name in (socket.gethostname(), os.environ.get("USER", "")) if len(name) > 5}
    found = {
        f"{site}/{path}: {word}"
        for site, path, content in sources(sites, "")
        for word in words
        if word.encode() in content
    }

    assert found == set()


def test_every_asset_is_used(sites: Sites, pages: list[Page]) -> None:
    used = {sites.file(page, address) for page in pages for _, address in addresses(page)}
    for site, path, content in sources(sites, ".css"):
        used |= {sites.file_at(site, path, address) for address in css_addresses(content.decode())}

    for site in sites.addresses:
        files = {(site, path) for path in snapshot(sites.folder / site)}
        ours = {item for item in files if item[1].startswith(("assets/", "pictures/"))}
    licences = {item for item in ours if item[1].endswith(".LICENSE.txt")}
    loaded = {item for item in ours if item[1].startswith("assets/search/")}  # by the script of the search page
    assert ours - used - licences - loaded == set()


# Canonical addresses and translations -----------------------------------------------------------------------


def _own_address(sites: Sites, page: Page) -> str:
    return sites.addresses[page.site] + page.path.removesuffix("index.html")


def _canonical(page: Page) -> str:
    return page.root.only("link", rel="canonical").attributes["href"]


def _translations(page: Page) -> dict[str, str]:
    links = [link for link in page.root.find("link", rel="alternate") if "hreflang" in link.attributes]
    found = {link.attributes["hreflang"]: link.attributes["href"] for link in links}
    assert len(found) == len(links), f"{page}: a language stands twice"
    return found


def _is_found(page: Page) -> bool:
    return not page.path.endswith("404.html")


def test_translations_name_each_other_and_themselves_across_sites(sites: Sites, pages: list[Page]) -> None:
    by_address = {_own_address(sites, page): page for page in pages}
    for page in pages:
        named = _translations(page)
        if not named:
            continue

        assert named[page.tag or "x-default"] == _own_address(sites, page), page
        for tag, address in named.items():
            assert _translations(by_address[address]) == named, f"{page}: {tag}"
            assert by_address[address].tag == ("" if tag == "x-default" else tag), f"{page}: {tag}"


def test_only_pages_that_are_their_own_canonical_name_translations(sites: Sites, pages: list[Page]) -> None:
    for page in filter(_is_found, pages):
        assert bool(_translations(page)) == (_canonical(page) == _own_address(sites, page)), page


def test_every_canonical_address_is_that_of_a_page_that_is_its_own(sites: Sites, pages: list[Page]) -> None:
    by_address = {_own_address(sites, page): page for page in pages}
    for page in filter(_is_found, pages):
        assert _canonical(by_address[_canonical(page)]) == _canonical(page), page
        assert page.root.only("meta", property="og:url").attributes["content"] == _canonical(page), page


def test_pages_for_missing_addresses_have_no_address_themselves(pages: list[Page]) -> None:
    for page in pages:
        if not _is_found(page):
            assert page.root.find("link", rel="canonical") == [], page
            assert page.root.find("meta", property="og:url") == [], page
            assert _translations(page) == {}, page


def test_a_story_is_canonical_on_the_portal_in_the_language_in_which_it_is_told(sites: Sites, reading: Reading) -> None:
    for page in sites.stories:
        story = story_of(reading, page)
        shown = page.tag if _is_listed(reading, story, page.tag) else story.language
        assert _canonical(page) == sites.addresses["portal"] + path_of(reading, story.domain, shown).removesuffix(
            "index.html"
        ), page


def test_a_story_names_just_the_languages_in_which_it_is_told(sites: Sites, reading: Reading) -> None:
    for page in sites.stories:
        story = story_of(reading, page)
        if page.site == "portal" and _is_listed(reading, story, page.tag):
            assert set(_translations(page)) == {
                tag for tag in reading.config.tags if _is_listed(reading, story, tag)
            }, page
        else:
            assert _translations(page) == {}, page


def test_home_pages_name_the_language_chooser_for_readers_of_other_languages(sites: Sites, pages: list[Page]) -> None:
    for page in filter(_is_found, pages):
        default = _translations(page).get("x-default")
        is_home = page.path in ("index.html", f"{page.tag}/index.html")
        assert default == (sites.addresses[page.site] if is_home else None), page


def _keys(story: Story) -> list[tuple[str | None, str]]:
    """Return what of a text counts as told or not: title and running text."""
    return [(None, story.title), *((b.context, b.text) for b in walk(story.document.blocks) if b.message)]


def _missing(reading: Reading, story: Story, tag: str) -> list[tuple[str | None, str]]:
    if tag == story.language:
        return []
    strings = reading.translations.holdings[(story.domain, tag)].strings
    return [key for key in _keys(story) if key not in strings]


def _is_listed(reading: Reading, story: Story, tag: str) -> bool:
    """Tell whether a text counts as translated; these tests want no story near the threshold of 80 %."""
    share = len(_missing(reading, story, tag)) / len(_keys(story))
    assert share < 0.15 or share > 0.45, f"{story.slug} in {tag}: too near the threshold for this test"
    return share < 0.15


# Languages --------------------------------------------------------------------------------------------------


def test_every_page_says_its_language_and_direction(pages: list[Page], reading: Reading) -> None:
    first = {site.id: site.tags[0] for site in reading.config.sites}
    for page in pages:
        tag = page.tag or first[page.site]
        assert page.root.attributes == {"lang": tag, "dir": _direction(tag)}, page


def _direction(tag: str) -> str:
    return "rtl" if tag in RIGHT_TO_LEFT else "ltr"


def test_whatever_says_its_language_says_its_direction(pages: list[Page]) -> None:
    # What is drawn has another attribute for it.
    assert [
        f"{page}: <{element.tag}> {element.text[:40]}"
        for page in pages
        for element in page.root.walk()
        if "lang" in element.attributes
        and _direction(element.attributes["lang"]) != element.attributes.get("dir", element.attributes.get("direction"))
    ] == []


def test_all_text_is_in_the_script_of_its_language(pages: list[Page]) -> None:
    """Elements with text of their own that is longer than a name: names are often left in their own script."""
    wrong = []
    for page in pages:
        for element in page.root.only("body").walk():
            letters = [_script(letter) for letter in element.own_text if letter.isalpha()]
            if element.tag in ("bdi", "code", "kbd", "pre") or len(element.own_text.split()) < 5 or not letters:
                continue
            arabic = letters.count("ARABIC") / len(letters)
            if (arabic > 0.5) != (element.language in RIGHT_TO_LEFT):
                wrong.append(f"{page}: <{element.tag}> {element.language}: {element.own_text[:60]}")

    assert wrong == []


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


class _Messages:
    """All plain texts of the project: in which languages each is, and in which all that read so could be said."""

    def __init__(self, reading: Reading) -> None:
        self.languages: dict[str, set[str]] = {}
        self.available: dict[str, set[str]] = {}
        for domain in reading.domains.values():
            for entry in domain.entries:
                said = {entry.language: entry.segment.text}
                for tag in reading.config.tags:
                    holding = reading.translations.holdings[(domain.name, tag)]
                    if tag != entry.language and entry.key in holding.strings and entry.plural is None:
                        said[tag] = holding.strings[entry.key][0]
                for tag, text in said.items():
                    if not re.search(r"[\[\]*_`<>\\{}\n]", text):
                        shown = " ".join(unescape(text).split())
                        self.languages.setdefault(shown, set()).add(tag)
                        self.available.setdefault(shown, set(said)).intersection_update(said)


def test_what_falls_back_is_marked_and_nothing_falls_back_without_need(pages: list[Page], reading: Reading) -> None:
    """All titles, names, headings, paragraphs and alternative texts that have no markup in them."""
    messages = _Messages(reading)
    wrong, fallen = [], 0
    for page in pages:
        tag = page.root.attributes["lang"]
        for element in page.root.only("body").walk():
            text = element.attributes.get("alt", "") if element.tag == "img" else element.text
            if text not in messages.languages or any(isinstance(child, Element) for child in element.children):
                continue
            if element.tag in ("a", "em", "strong") and element.parent and element.parent.own_text.strip():
                continue  # words in a sentence, which is in the language of the sentence
            fallen += element.language != tag
            if element.language not in messages.languages[text]:
                wrong.append(f"{page}: {text[:60]!r} is said to be {element.language}")
            elif element.language != tag and tag in messages.available[text] and not _is_quoted(element):
                wrong.append(f"{page}: {text[:60]!r} could be in {tag}")

    assert wrong == []
    assert fallen > 50


def _is_quoted(element: Element) -> bool:
    """Tell whether words are in another language because a writer, or the language chooser, shows them so."""
    return element.tag == "span" and element.parent is not None and element.parent.tag in ("a", "dd", "li", "p", "td")


def test_a_notice_stands_on_the_pages_that_fall_back_and_on_no_other(pages: list[Page], reading: Reading) -> None:
    with_notice = []
    for page, text in _texts(pages, reading):
        main = page.root.only("main")
        notices = main.find(kind="notice", role="note")

        assert len(notices) == bool(_missing(reading, text, page.tag)), page
        assert bool(notices) == any(map(_is_fallen, main.only(kind="prose").walk())), page
        if notices:
            with_notice.append(page)
            assert notices[0].language == page.tag, page
    assert "fr" in {page.tag for page in with_notice}


def _texts(pages: list[Page], reading: Reading) -> Iterator[tuple[Page, Story]]:
    """Yield the pages that show a text, with the text."""
    for page in pages:
        for text in reading.library.all:
            if page.tag and page.path == path_of(reading, text.domain, page.tag):
                yield page, text


def _is_fallen(element: Element) -> bool:
    """Tell whether an element was marked as fallen back; a writer marks words within a sentence only."""
    return "lang" in element.attributes and element.tag not in ("span", "bdi", "a", "em", "strong", "q", "cite", "i")


def test_stories_that_fall_back_come_last_and_say_in_which_language_they_are(sites: Sites, reading: Reading) -> None:
    published = [story for story in reading.library.stories if story.status == "published"]
    for site in reading.config.sites:
        for tag in site.tags:
            stories = {path_of(reading, story.domain, tag).split("/")[2]: story for story in published}
            cards = [card for page in _all_stories(sites, site.id, tag) for card in page.root.find("article")]
            links = [card.find("a")[0].attributes["href"].split("/")[-2] for card in cards]
            told = [_is_listed(reading, stories[slug], tag) for slug in links]

            assert sorted(links) == sorted(stories), (site.id, tag)
            assert told == sorted(told, reverse=True), (site.id, tag)
            for slug, is_told, card in zip(links, told, cards, strict=True):
                badges = [badge.text for badge in card.find(kind="badge")]
                shown = card.only("a").language
                assert badges == ([] if is_told else [NATIVE_NAMES[shown]]), f"{site.id} {tag}: {slug}"


def _all_stories(sites: Sites, site: str, tag: str) -> Iterator[Page]:
    """Yield the pages of the list of all stories, as their links lead from one to the next."""
    page = sites.pages[(site, f"{tag}/stories/index.html")]
    yield page
    while further := page.root.only("head").find("link", rel="next"):
        target = sites.file(page, further[0].attributes["href"])
        assert target is not None
        page = sites.pages[target]
        yield page


# The language switch -----------------------------------------------------------------------------------------


def test_the_switch_offers_every_language_by_its_own_name_in_order(pages: list[Page], reading: Reading) -> None:
    tags = {site.id: site.tags for site in reading.config.sites}
    for page in pages:
        for switch in _switches(page):
            names = [e for e in switch.walk() if e.tag in ("a", "b") and e.attributes.get("lang")]
            order = [e.attributes["lang"] for e in names]

            assert order == [tag for tag in IN_ORDER if tag in tags[page.site]], page
            assert [e.text for e in names] == [NATIVE_NAMES[tag] for tag in order], page
            assert [e.attributes["dir"] for e in names] == [_direction(tag) for tag in order], page


def test_the_switch_leads_to_the_same_page(sites: Sites, pages: list[Page], reading: Reading) -> None:
    for page in pages:
        for switch in _switches(page):
            current = switch.only("b", aria_current="true")
            assert current.attributes["lang"] == page.root.attributes["lang"], page
            for link in switch.find("a"):
                tag = link.attributes["lang"]
                same = same_page(reading, page, tag) if _is_found(page) else f"{tag}/index.html"
                assert sites.file(page, link.attributes["href"]) == (page.site, same), page
                assert link.attributes["hreflang"] == tag, page


def test_no_language_is_shown_as_a_flag(pages: list[Page]) -> None:
    for page in pages:
        assert not re.search("[\U0001f1e6-\U0001f1ff\U0001f3f4]", page.root.text), page
        assert [picture for switch in _switches(page) for picture in switch.find("img")] == [], page


def _switches(page: Page) -> list[Element]:
    """Return the language switches of a page: in the head and at the foot; the chooser is one itself."""
    switches = [e for e in page.root.find("details") if "switch" in e.classes]
    switches += page.root.find("nav", kind="foot-languages")
    assert len(switches) == (2 if page.tag or page.path == "404.html" else 0), page
    return switches


def test_the_chooser_offers_every_home_page(sites: Sites, reading: Reading) -> None:
    for site in reading.config.sites:
        page = sites.pages[(site.id, "index.html")]
        links = page.root.only("main").find("a")

        assert [sites.file(page, link.attributes["href"]) for link in links] == [
            (site.id, f"{tag}/index.html") for tag in IN_ORDER if tag in site.tags
        ]
        assert all(link.text.startswith(NATIVE_NAMES[link.language]) for link in links)


def test_dates_are_written_as_each_language_writes_them(pages: list[Page]) -> None:
    seen = set()
    for page in pages:
        for element in page.root.find("time"):
            if element.find("b"):
                continue  # an event, whose day stands apart from its month
            day = datetime.date.fromisoformat(element.attributes["datetime"])
            tag = page.tag or page.root.attributes["lang"]
            if tag == "fa":
                assert PERSIAN.get(day.isoformat(), "") in element.text, page
                seen |= {day.isoformat()} & PERSIAN.keys()
                continue
            month = MONTHS[tag].split()[day.month - 1]
            written = DAYS.get(tag, "{day} {month} {year}").format(day=day.day, month=month, year=day.year)
            if (page.site, page.tag) in EASTERN_DIGITS:
                written = written.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
            assert written in element.text, page
            seen.add(page.tag)
    assert seen >= {*MONTHS, *PERSIAN}


# Pictures -----------------------------------------------------------------------------------------------------


def test_every_picture_has_a_size_and_an_alternative_text(pages: list[Page]) -> None:
    assert _unfit_pictures(pages) == []


def _unfit_pictures(pages: list[Page]) -> list[str]:
    unfit = []
    for page in pages:
        for element in page.root.find("img"):
            size = [element.attributes.get(name, "") for name in ("width", "height")]
            decorative = "decorative" in element.classes
            if not all(map(str.isdigit, size)) or not (element.attributes.get("alt", "").strip() or decorative):
                unfit.append(f"{page}: {element.attributes}")
    return unfit


def test_pictures_have_the_sizes_and_types_that_pages_say(sites: Sites, pages: list[Page]) -> None:
    known: dict[tuple[str, str], tuple[int, int, str]] = {}

    def look(page: Page, address: str) -> tuple[int, int, str]:
        target = sites.file(page, address)
        assert target is not None
        if target not in known:
            with Image.open(sites.folder / target[0] / target[1]) as opened:
                known[target] = (*opened.size, str(Image.MIME[opened.format or ""]))
        return known[target]

    for page in pages:
        for element in page.root.find("img"):
            width, height = int(element.attributes["width"]), int(element.attributes["height"])
            assert look(page, element.attributes["src"])[:2] == (width, height), page
        for source in (element for element in page.root.find("source") if "srcset" in element.attributes):
            for candidate in source.attributes["srcset"].split(", "):
                address, descriptor = candidate.split()
                wide, _, kind = look(page, address)
                assert (f"{wide}w", kind) == (descriptor, source.attributes["type"]), page
    assert len(known) >= 8 * 2 * 2


def test_published_pictures_tell_nothing_but_the_picture(sites: Sites) -> None:
    originals = {
        path.read_bytes() for path in (PROJECT / "content").rglob("*") if path.suffix in (".jpg", ".png", ".webp")
    }
    marks = [b"Exif", b"http://ns.adobe.com", b"x:xmpmeta", b"ICC_PROFILE", b"Photoshop", b"<rdf:"]
    count = 0
    for site in sites.addresses:
        for file in sorted((sites.folder / site / "pictures").iterdir()):
            content = file.read_bytes()
            count += 1
            assert content not in originals, file.name
            assert [mark for mark in marks if mark in content] == [], file.name
            with Image.open(file) as opened:
                assert dict(opened.getexif()) == {}, file.name
                assert {"exif", "xmp", "icc_profile", "comment"} & opened.info.keys() == set(), file.name
    assert count > 100


def test_sites_share_pictures_and_assets_to_the_byte(sites: Sites) -> None:
    files = {site: snapshot(sites.folder / site) for site in sites.addresses}
    for one, other in itertools.combinations(files, 2):
        shared = files[one].keys() & files[other].keys()
        shared = {path for path in shared if path.startswith(("pictures/", "assets/"))}
        # An index is that of a site; its parts are named by what is in them, the list of its languages is not.
        shared -= {path for path in shared if path.startswith("assets/search/")}

        assert {path for path in shared if files[one][path] != files[other][path]} == set()
        assert len(shared) > 50


# Texts that are odd ---------------------------------------------------------------------------------------------


def test_odd_texts_make_well_formed_pages(odd: Sites) -> None:
    assert _dead_links(odd) == []
    assert _unfit_pictures(list(odd.pages.values())) == []
    assert len(odd.stories) == 2 * (3 + 2 + 2)
    assert len([page for page in odd.pages.values() if page.is_left]) == 2 * (3 + 2 + 2)


def test_a_theme_copes_with_a_site_without_stories(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "themes", tmp_path / "themes", ignore=shutil.ignore_patterns("node_modules"))
    site = (Path(__file__).parent / "cases/odd/content/site.yaml").read_bytes()

    assert SmallProject(tmp_path, {"content/site.yaml": site}).build().published

    addresses = {"portal": "https://portal.example.org/below/a/path/"}
    assert _dead_links(Sites.read(tmp_path / "public", addresses)) == []


def test_code_stays_as_it_was_written(odd: Sites) -> None:
    page = odd.pages[("portal", "en/stories/everything/index.html")]

    assert [block.text for block in page.root.find("pre")] == [
        "*code* in a list",
        "*indented* <b>code</b>",
        f"assert 1 < 2 and 2 > 1 # {'a' * 100}",
    ]


def test_a_language_that_the_portal_lacks_belongs_to_the_first_mission_that_has_it(odd: Sites) -> None:
    known = {
        (page.site, page.tag): (_canonical(page), _translations(page))
        for page in odd.stories
        if page.path.endswith("/stories/bare/index.html")
    }

    address = "https://berlin.example.org/de/stories/bare/"
    assert known == {
        (site, tag): (address, {"de": address} if (site, tag) == ("berlin", "de") else {})
        for site, tag in [("portal", "en"), ("portal", "ur"), ("portal", "ar")]
        + [(site, tag) for site in ("berlin", "vienna") for tag in ("de", "en")]
    }


# What a translator or a machine cannot change -------------------------------------------------------------------

HOSTILE = """\
-- content/stories/tea/index.md --
---
title: Tea
date: 2026-01-01
summary: A pot.
cover: {file: pot.jpg, alt: A pot}
topics: [hills]
---
Pour it from high.

- A list
    - with a list in it
    - and a second item

| Cup | Size |
| --- | --- |
| Small | 1 |
-- locales/fr/LC_MESSAGES/stories/tea.po --
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: fr\\n"

msgid "Tea"
msgstr "Thé \\"'&<>` </title><script>alert(1)</script>"

msgid "A pot."
msgstr "Un \\"pot\\" ' onload=alert(1) & <b>plus</b> {body} {{ body }}"

msgctxt "cover.alt"
msgid "A pot"
msgstr "\\" onerror=\\"alert(1)"

msgid "with a list in it"
msgstr "avec une liste dedans"
"""


def test_what_a_translator_writes_stays_text_wherever_it_is_shown(tmp_path: Path) -> None:
    project = SmallProject(tmp_path, {**parse_files(HOSTILE), "content/stories/tea/pot.jpg": picture()})
    assert project.build().published

    for site, path, content in ((s, p, c) for s, p, c in _pages_of(tmp_path / "public")):
        root = parse(content.decode())
        page = Page(site=site, path=path, root=root)
        elements = [e for e in root.walk() if e.tag in ("script", "b", "iframe")]
        assert [element for element in elements if record(element) is None] == [], page
        assert [name for e in root.walk() for name in e.attributes if name.startswith("on")] == [], page


def _pages_of(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    for path, content in snapshot(folder).items():
        if path.endswith(".html"):
            site, _, rest = path.partition("/")
            yield site, rest, content


def test_a_translated_item_in_a_list_that_fell_back_says_its_own_language(tmp_path: Path) -> None:
    project = SmallProject(tmp_path, {**parse_files(HOSTILE), "content/stories/tea/pot.jpg": picture()})
    project.build()

    items = parse(project.page("fr/stories/tea/index.html")).only("main").find("li")

    assert [(item.own_text, item.language) for item in items] == [
        ("A list", "en"),
        ("avec une liste dedans", "fr"),
        ("and a second item", "en"),
    ]


def test_the_same_project_makes_the_same_bytes_anywhere(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {**parse_files(HOSTILE), "content/stories/tea/pot.jpg": picture()}
    files["content/stories/zeera/index.md"] = "---\ntitle: زیرہ\nlanguage: ur\ndate: 2026-02-01\n---\nسفید زیرہ۔\n"
    settings = {
        "here": ({"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, 0o022, "2026-06-01T00:00+00:00"),
        "there/further down": (
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "LANG": "tr_TR", "PYTHONHASHSEED": "4711"}
            | {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "USER": "somebody", "HOME": "/nowhere", "COLUMNS": "20"},
            0o077,
            "2031-12-31T23:59+14:00",
        ),
    }
    built = []
    for number, (place, (environment, umask, now)) in enumerate(settings.items()):
        root = tmp_path / place
        root.mkdir(parents=True)
        SmallProject(root, dict(reversed(files.items())) if number else files)
        command = [sys.executable, "-m", "sitegen.cli", "build", "--now", now]
        command += ["-C", str(root)] if number else []
        path = {"PYTHONPATH": str(PROJECT), "PATH": os.environ["PATH"]}
        done = subprocess.run(
            command,
            cwd=tmp_path if number else root,
            env=path | environment,
            umask=umask,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        built.append(snapshot(root / "public"))

    assert len(built[0]) > 20
    assert built[0] == built[1]


def test_the_numbers_of_footnotes_are_in_the_digits_of_the_page(pages: list[Page]) -> None:
    seen = set()
    for page in pages:
        eastern = page.tag == "fa" or (page.site, page.tag) in EASTERN_DIGITS
        for mark in page.root.find("a", kind="footnote-ref"):
            assert mark.text.isdecimal(), page
            assert mark.text.isascii() != eastern, page
            seen.add(eastern)
    assert seen == {True, False}
