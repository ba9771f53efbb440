"""Maps in a real browser: they are never mirrored, dots can be clicked, keyboards pass them by, words stay apart."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.pages import Sites

#: Which dot stands where: its number, and its middle in the window.
DOTS = """() => [...document.querySelectorAll(".map-dot")].map((dot) => {
    const box = dot.getBoundingClientRect();
    return [dot.nextElementSibling.textContent, box.x + box.width / 2, box.y + box.height / 2, box.width];
})"""
#: The boxes of what has words or a number on the map.
BOXES = """() => [...document.querySelectorAll(".map-name, .map-length, .map .map-dot")].map((part) => {
    const box = part.getBoundingClientRect();
    return [part.textContent || "dot", box.left, box.top, box.right, box.bottom];
})"""


def _open(browser: Browser, sites: Sites, path: str, width: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce").new_page()
    page.goto((sites.folder / path).as_uri())
    page.evaluate("document.fonts.ready")
    return page


@pytest.mark.parametrize("width", [360, 1280])
def test_a_map_is_not_mirrored_where_words_run_to_the_left(browser: Browser, sites: Sites, width: int) -> None:
    found = {}
    for tag in ("en", "ur", "ar"):
        page = _open(browser, sites, f"portal/{tag}/index.html", width)
        dots = page.evaluate(DOTS)
        left = page.locator(".map").bounding_box()
        assert left is not None
        found[tag] = [(number, round(x - left["x"])) for number, x, _, _ in dots]
        page.context.close()

    assert found["en"]
    assert [x for _, x in found["ur"]] == [x for _, x in found["en"]]
    assert [x for _, x in found["ar"]] == [x for _, x in found["en"]]


@pytest.mark.parametrize(("tag", "width"), [("en", 360), ("ur", 360), ("ar", 1280), ("zh-Hans", 360), ("ru", 1280)])
def test_no_word_and_no_dot_lies_over_another(browser: Browser, sites: Sites, tag: str, width: int) -> None:
    page = _open(browser, sites, f"portal/{tag}/places/index.html", width)

    boxes = page.evaluate(BOXES)
    window = page.evaluate("document.documentElement.clientWidth")
    page.context.close()

    assert len(boxes) > 10
    assert [(one[0], other[0]) for one, other in combinations(boxes, 2) if _overlap(one, other)] == []
    assert [box[0] for box in boxes if box[1] < 0 or box[3] > window] == []


def _overlap(one: Any, other: Any) -> bool:
    """Tell whether two boxes share more than their rims."""
    if one[0] == other[0] == "dot":
        return bool(math.dist(one[1:3], other[1:3]) < one[3] - one[1] - 2)
    rim = 2
    across = min(one[3], other[3]) - max(one[1], other[1])
    down = min(one[4], other[4]) - max(one[2], other[2])
    return bool(across > rim and down > rim)


def test_a_dot_leads_to_its_place_in_the_list(browser: Browser, sites: Sites) -> None:
    page = _open(browser, sites, "portal/en/places/index.html", 1280)
    number, x, y, _ = page.evaluate(DOTS)[3]

    page.mouse.click(x, y)

    page.wait_for_url(f"**/index.html#page-place-{number}")
    assert page.locator(f"#page-place-{number} .dot-number").inner_text() == number
    page.context.close()


def test_the_keyboard_passes_the_map_and_reaches_all_its_places(browser: Browser, sites: Sites) -> None:
    page = _open(browser, sites, "portal/en/index.html", 1280)
    wanted = page.eval_on_selector_all(".dotted a", "links => links.map(link => link.href)")
    page.locator(".head:has(#page-map) .more").focus()

    reached = []
    for _ in wanted:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.href"))

    assert reached == wanted
    page.context.close()


def test_a_place_in_the_list_is_large_enough_for_a_finger(browser: Browser, sites: Sites) -> None:
    page = _open(browser, sites, "portal/en/index.html", 360)

    heights = page.eval_on_selector_all(".dotted li", "rows => rows.map(row => row.getBoundingClientRect().height)")
    page.context.close()

    assert heights
    assert min(heights) >= 44
