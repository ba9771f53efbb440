"""Pages under other conditions than most readers have: no script, no motion, colours of the reader's own, slow lines.

The default run takes a few kinds of pages that change with sources and code; `pytest -m long` takes all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.turns import Look, Turn, each
from tests.e2e.visits import ask, moved_too_far, opened, watch_shifts
from tests.kinds import Kind
from tests.pages import Sites
from tests.serving import Host, serve

Check = Callable[[Page], list[str]]

#: Fonts and pictures are this late, in seconds: long after a browser has drawn the page without them.
LATE = {".woff2": 0.7, ".avif": 0.9, ".webp": 0.9, ".jpg": 0.9, ".svg": 0.5}


def _each(browser: Browser, host: Host, looks: Iterable[Look], check: Check, **options: Any) -> dict[str, list[str]]:
    """Return what a check finds on pages that are opened with certain options."""
    found = {}
    for look in looks:
        with opened(browser, look, host.at(look.page), **options) as page:
            if amiss := check(page):
                found[str(look)] = amiss
    return found


# Without scripts --------------------------------------------------------------------------------------------


def test_pages_are_whole_without_scripts(browser: Browser, host: Host, kinds: tuple[Kind, ...], turn: Turn) -> None:
    looks = turn.few(kinds, 8, "without scripts")

    assert _each(browser, host, looks, _missing, java_script_enabled=False) == {}


@pytest.mark.long
def test_every_page_is_whole_without_scripts(browser: Browser, host: Host, kinds: tuple[Kind, ...]) -> None:
    assert _each(browser, host, each(kinds), _missing, java_script_enabled=False) == {}


def _missing(page: Page) -> list[str]:
    """Return what does not show or work without scripts: the heading, words, and what opens."""
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator("main").locator("p, a").last).to_be_visible()
    amiss = []
    for details in page.locator("details").all():
        details.locator("summary").first.click()
        if details.evaluate("(details) => !details.open || !details.lastElementChild.checkVisibility()"):
            amiss.append(f"does not open: {details.text_content()}")
        details.locator("summary").first.click()
    return amiss


def test_the_language_is_changed_without_scripts(browser: Browser, host: Host, kinds: tuple[Kind, ...]) -> None:
    look = Look(kind=kinds[0], page="ankara/tr/index.html", width=360)

    with opened(browser, look, host.at(look.page), java_script_enabled=False) as page:
        page.locator(".switch summary").click()
        page.locator(".switch a[lang=en]").click()

        expect(page.locator("html")).to_have_attribute("lang", "en")


# Without motion, in other colours ----------------------------------------------------------------------------


def test_nothing_moves_for_those_who_ask_for_that(
    browser: Browser, host: Host, kinds: tuple[Kind, ...], turn: Turn
) -> None:
    looks = turn.few(kinds, 8, "no motion, forced colours")

    assert _each(browser, host, looks, _moving) == {}
    assert _each(browser, host, looks, _unseen, forced_colors="active") == {}


@pytest.mark.long
def test_nothing_moves_and_all_is_seen_on_every_page(browser: Browser, host: Host, kinds: tuple[Kind, ...]) -> None:
    looks = [look for look in each(kinds) if look.page.split("/")[1] in ("en", "ur")]

    assert _each(browser, host, looks, _moving) == {}
    assert _each(browser, host, looks, _unseen, forced_colors="active") == {}


def test_a_shape_in_the_colour_of_its_ground_is_noticed(browser: Browser, host: Host, kinds: tuple[Kind, ...]) -> None:
    look = Look(kind=kinds[0], page="portal/en/index.html")

    with opened(browser, look, host.at(look.page), forced_colors="active") as page:
        assert _unseen(page) == []
        page.evaluate(FADE)
        dots = page.locator(".map-dot").count()

        assert dots > 0
        assert sum("map-dot" in line for line in _unseen(page)) == dots


#: Paints all shapes of the page as its ground.
FADE = """
for (const shape of document.querySelectorAll("main svg :is(rect, circle, path, line)")) {
  shape.style.fill = shape.style.stroke = "Canvas";
}
"""


def test_cards_move_for_others(browser: Browser, host: Host, kinds: tuple[Kind, ...]) -> None:
    look = Look(kind=kinds[0], page="portal/en/index.html")

    assert _each(browser, host, [look], _moving, reduced_motion="no-preference") != {}


def _moving(page: Page) -> list[str]:
    return list(ask(page, "moving"))


def _unseen(page: Page) -> list[str]:
    page.keyboard.press("Tab")
    amiss = list(ask(page, "unseen"))
    if (
        page.locator(".skip").count()
        and page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none"
    ):
        amiss.append("focus is not seen")
    return amiss


# While it loads --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def slow(sites: Sites) -> Iterator[Host]:
    """The sites on a host whose fonts and pictures come late."""
    with serve(sites.folder, sites.addresses, LATE) as host:
        yield host


def test_pages_stay_where_they_are_while_they_load(
    browser: Browser, slow: Host, kinds: tuple[Kind, ...], turn: Turn
) -> None:
    assert _shifts(browser, slow, turn.few(kinds, 6, "layout shift")) == {}


@pytest.mark.long
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_stays_where_it_is_while_it_loads(
    browser: Browser, slow: Host, kinds: tuple[Kind, ...], width: int
) -> None:
    looks = [Look(kind=look.kind, page=look.page, width=width) for look in each(kinds)]

    assert _shifts(browser, slow, looks) == {}


def _shifts(browser: Browser, host: Host, looks: Iterable[Look]) -> dict[str, object]:
    found: dict[str, object] = {}
    for look in looks:
        with opened(browser, look, bypass_csp=True) as page:
            watch_shifts(page)
            page.goto(host.at(look.page))
            # Who scrolls while faces come sees lines break anew whatever is done; pictures must not move anything.
            page.evaluate("document.fonts.ready")
            ask(page, "scroll")
            if shifts := moved_too_far(page, look.page):
                found[str(look)] = shifts
    return found


def test_a_page_that_moves_is_noticed(browser: Browser, slow: Host, kinds: tuple[Kind, ...]) -> None:
    look = Look(kind=kinds[0], page="portal/en/stories/hunza/index.html")

    with opened(browser, look, bypass_csp=True) as page:
        watch_shifts(page)
        page.goto(slow.at(look.page))
        page.evaluate("document.querySelectorAll('img').forEach((picture) => { picture.style.aspectRatio = 'auto' })")
        ask(page, "scroll")

        assert moved_too_far(page, look.page)
