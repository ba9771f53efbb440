"""Searching in a real browser: over http and from a disk, in each language's letters, by keyboard, without script."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from sitegen.search.folding import variants
from tests.pages import Sites
from tests.test_folding import ALIKE

SEARCH = "portal/{}/search/index.html"
#: Words of stories as people may type them, and the source of the story that is to be found.
TYPED = [
    ("en", "baltit", "hunza"),
    ("en", "LAHORE", "walled-city-lahore"),
    ("ur", "لاهور", "walled-city-lahore"),
    ("ur", "شاهي", "walled-city-lahore"),
    ("ur", "كتاب", "sufi-shrines"),
    ("ar", "القلعه", "hunza"),
    ("ar", "قلعة", "hunza"),
    ("tr", "carsi", "peshawar-qissa-khwani"),
    ("tr", "gunesin", "kalasha"),
    ("tr", "HİKÂYELERİNDEN", "peshawar-qissa-khwani"),
]
LANGUAGES = ("en", "ur", "ar", "tr")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(sites: Sites) -> Iterator[str]:
    """The address under which the sites are served."""
    handler = functools.partial(_Quiet, directory=str(sites.folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def _found(page: Page) -> list[str]:
    """Return the titles that were found, once the search has come to its end."""
    expect(page.locator("#search-state")).not_to_be_empty()
    return page.locator("#search-results li > a").all_text_contents()


def _search(page: Page, words: str) -> list[str]:
    box = page.get_by_role("searchbox")
    box.fill("")
    expect(page.locator("#search-state")).to_be_empty()
    box.fill(words)
    return _found(page)


def _titles(page: Page) -> dict[str, str]:
    """Return the titles of all stories in the list on the page, by address."""
    rows = page.locator("section[aria-labelledby=search-stories] li > a")
    return dict(rows.evaluate_all("(links) => links.map((link) => [link.href, link.textContent])"))


def _noticed(page: Page) -> list[str]:
    """Return a list into which the page's complaints are written."""
    found: list[str] = []
    page.on("pageerror", lambda fault: found.append(str(fault)))
    page.on("console", lambda said: found.append(said.text) if said.type in ("error", "warning") else None)
    return found


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_story_is_found_by_its_title(page: Page, served: str, tag: str) -> None:
    noticed = _noticed(page)
    page.goto(served + SEARCH.format(tag))
    titles = _titles(page)

    found = {title: _search(page, title)[:1] for title in titles.values()}

    assert len(titles) >= 16
    assert found == {title: [title] for title in titles.values()}
    assert "only" not in (page.locator("#search-state").text_content() or "").lower()
    assert noticed == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_story_is_found_by_its_title_from_a_disk(page: Page, sites: Sites, tag: str) -> None:
    noticed = _noticed(page)
    page.goto((sites.folder / SEARCH.format(tag)).as_uri())
    titles = _titles(page)

    found = {title: _search(page, title)[:1] for title in titles.values()}

    assert found == {title: [title] for title in titles.values()}
    told = page.locator("form").get_attribute("data-titles")
    assert told
    expect(page.locator("#search-state")).to_contain_text(told)
    assert noticed == []


@pytest.mark.parametrize(("tag", "words", "story"), TYPED)
def test_words_are_found_as_people_type_them(page: Page, served: str, tag: str, words: str, story: str) -> None:
    page.goto(f"{served}{SEARCH.format(tag)}?q={quote(words)}")

    _found(page)

    # Covers are named after the folders of stories, whatever address a translator gave them.
    links = page.locator("#search-results li > a").evaluate_all("(links) => links.map((link) => link.href)")
    sources = [page.request.get(link).text() for link in links]
    assert any(re.search(rf"/{story}-[\w-]+\.", source) for source in sources)


@pytest.mark.parametrize(("tag", "written", "typed"), ALIKE)
def test_the_browser_folds_as_the_index_does(page: Page, served: str, tag: str, written: str, typed: str) -> None:
    page.goto(served + SEARCH.format("en"))

    for text in (written, typed):
        folded = page.evaluate("([text, tag]) => window.sitegenSearch.variants(text, tag)", [text, tag])
        assert tuple(folded) == variants(text, tag)


def test_what_is_found_shows_the_words_around_it_and_no_others(page: Page, served: str) -> None:
    page.goto(served + SEARCH.format("en"))
    _search(page, "calendar")

    shown = page.locator("#search-results .excerpt")
    expect(shown.first.locator("mark").first).to_have_text(re.compile("calendar", re.IGNORECASE))
    assert not any("\u241e" in text or "↑" in text for text in shown.all_text_contents())


def test_nothing_found_says_so_and_leaves_the_list(page: Page, served: str) -> None:
    page.goto(served + SEARCH.format("en"))

    assert _search(page, "qqqzzz") == []

    expect(page.get_by_role("status")).to_contain_text("Nothing was found")
    expect(page.locator("#search-all")).to_be_visible()


def test_the_count_is_said_in_the_digits_of_the_language(page: Page, served: str) -> None:
    page.goto(f"{served}riyadh/ar/search/index.html")

    count = len(_search(page, "القلعة"))

    digits = page.locator("form").get_attribute("data-digits") or ""
    said = "".join(digits[int(digit)] for digit in str(count))
    assert digits == "٠١٢٣٤٥٦٧٨٩"
    expect(page.get_by_role("status")).to_contain_text(said)


def test_a_search_is_made_by_keyboard_alone(page: Page, served: str) -> None:
    page.goto(f"{served}portal/en/index.html")
    while page.evaluate("document.activeElement.className") != "find":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(served + SEARCH.format("en"))
    while page.evaluate("document.activeElement.name") != "q":
        page.keyboard.press("Tab")

    page.keyboard.type("fort")
    titles = _found(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(served + SEARCH.format("en") + "?q=fort")

    focused = "document.activeElement.textContent"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == titles[0]
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == titles[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(titles[0])


def test_a_search_can_be_shared_as_an_address(page: Page, served: str) -> None:
    page.goto(f"{served}{SEARCH.format('ur')}?q={quote('قلعہ')}")

    assert _found(page)

    expect(page.get_by_role("searchbox")).to_have_value("قلعہ")


def test_what_is_typed_is_text_and_nothing_else(page: Page, served: str) -> None:
    noticed = _noticed(page)
    page.goto(f"{served}{SEARCH.format('en')}?q={quote('<img src=x onerror=alert(1)> fort')}")

    expect(page.locator("#search-state")).not_to_be_empty()

    assert page.locator("#search-results img, #search-state img").count() == 0
    assert noticed == []


def test_without_a_script_all_stories_are_there(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + SEARCH.format("en"))

    # Chromium that is told to run no scripts shows no <noscript> either.
    assert "but all stories are listed here" in page.content()
    expect(page.locator("section[aria-labelledby=search-stories] li > a").first).to_be_visible()
    context.close()


def test_without_an_index_titles_are_found(page: Page, served: str) -> None:
    page.route("**/assets/search/**", lambda route: route.abort())
    page.goto(served + SEARCH.format("en"))

    assert _search(page, "Thirteen gates") == ["Thirteen gates and a bath"]

    expect(page.get_by_role("status")).to_contain_text("Only titles and places")


@pytest.mark.parametrize("tag", ["en", "ur"])
@pytest.mark.parametrize("width", [360, 1280])
def test_results_stay_within_the_window_and_begin_at_their_side(page: Page, served: str, tag: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(served + SEARCH.format(tag))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert _search(page, "K2" if tag == "en" else "لاہور")

    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    box = page.locator("#search-results li").first.bounding_box()
    link = page.locator("#search-results li > a").first.bounding_box()
    assert wide <= 0
    assert box is not None
    assert link is not None
    if tag == "ur":
        assert abs(box["x"] + box["width"] - link["x"] - link["width"]) <= 1
    else:
        assert abs(box["x"] - link["x"]) <= 1


def test_the_script_is_small(sites: Sites) -> None:
    (script,) = Path(sites.folder / "portal/assets/js").glob("search.*.js")

    assert script.stat().st_size <= 20_000
