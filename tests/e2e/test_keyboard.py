"""Pages by keyboard and by finger: each thing that can be used is reached, in order, seen, and large enough.

The default run walks through a few kinds of pages that change with sources and code; `pytest -m long` through all.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.turns import Look, Turn, each
from tests.e2e.visits import OPEN_ALL, ask, opened
from tests.kinds import Kind
from tests.serving import Host


def test_the_keyboard_reaches_all_in_order(browser: Browser, host: Host, kinds: tuple[Kind, ...], turn: Turn) -> None:
    assert _walks(browser, host, turn.few(kinds, 6, "keyboard")) == {}


@pytest.mark.long
def test_the_keyboard_reaches_all_on_every_page(browser: Browser, host: Host, kinds: tuple[Kind, ...]) -> None:
    assert _walks(browser, host, [look for look in each(kinds) if _tag(look) in ("en", "ur")]) == {}


def _tag(look: Look) -> str:
    return look.page.split("/")[1]


def _walks(browser: Browser, host: Host, looks: Iterable[Look]) -> dict[str, list[str]]:
    found = {}
    for look in looks:
        with opened(browser, look, host.at(look.page)) as page:
            if amiss := _walk(page):
                found[str(look)] = amiss
    return found


def _walk(page: Page) -> list[str]:
    """Press Tab until the page has been left; return what was amiss on the way."""
    amiss: list[str] = []
    wanted = ask(page, "number")
    reached: list[int] = []
    # A film's controls are several stops in one element, and a trap would be one for ever.
    for _ in range(2 * wanted + 20):
        page.keyboard.press("Tab")
        focused = ask(page, "focused")
        if focused is None:
            break
        amiss += focused["amiss"]
        if focused["number"] is not None and focused["number"] not in reached[-1:]:
            reached.append(focused["number"])
    else:
        amiss.append("the keyboard does not leave the page")
    if reached != list(range(wanted)):
        amiss.append(f"reached {reached} of {wanted}")
    return list(dict.fromkeys(amiss))


def test_menus_have_room_for_a_finger(browser: Browser, host: Host, kinds: tuple[Kind, ...], turn: Turn) -> None:
    assert _small(browser, host, turn.few(kinds, 10, "touch")) == {}


@pytest.mark.long
def test_menus_of_every_page_have_room_for_a_finger(browser: Browser, host: Host, kinds: tuple[Kind, ...]) -> None:
    assert _small(browser, host, each(kinds)) == {}


def _small(browser: Browser, host: Host, looks: Iterable[Look]) -> dict[str, list[str]]:
    found = {}
    for look in looks:
        phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
        with opened(browser, look, host.at(look.page), **phone) as page:
            page.evaluate("document.fonts.ready")
            small = ask(page, "small", ":is(header, nav)")
            # A menu that is open lies over others, so those were asked before.
            page.evaluate(OPEN_ALL)
            if small := [*small, *ask(page, "small", "header details")]:
                found[str(look)] = small
    return found


def test_the_keyboard_reaches_the_content_the_menu_and_the_languages(page: Page, host: Host) -> None:
    page.goto(host.at("portal/en/stories/hunza/index.html"))
    page.keyboard.press("Tab")

    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()

    while not page.locator(".switch summary").evaluate("(element) => element === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".switch a[lang=ur]")).to_be_visible()
    while page.evaluate("document.activeElement.lang") != "ur":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(host.at("portal/ur/stories/hunza/index.html"))


def test_the_skip_link_leads_past_the_menu(page: Page, host: Host) -> None:
    page.goto(host.at("portal/en/index.html"))

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_search_is_found_used_and_left_by_keyboard(page: Page, host: Host) -> None:
    page.goto(host.at("portal/en/search/index.html"))
    box = page.get_by_role("searchbox")
    while not box.evaluate("(element) => element === document.activeElement"):
        page.keyboard.press("Tab")

    page.keyboard.type("baltit")
    first = page.locator("#search-results li > a").first
    expect(first).to_be_visible()
    while not first.evaluate("(element) => element === document.activeElement"):
        page.keyboard.press("Tab")

    assert ask(page, "focused")["amiss"] == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(host.at("portal/en/stories/hunza/index.html"))
