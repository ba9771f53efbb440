"""Pages on paper: nothing is cut off, nobody is offered to click, and addresses are spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.turns import Look, Turn, each
from tests.e2e.visits import ask, opened
from tests.kinds import Kind
from tests.serving import Host

#: What stands between the margins of `@page` on A4 (210 × 297 mm), in pixels of which 96 are an inch.
PAPER = {"width": round((210 - 28) / 25.4 * 96), "height": round((297 - 34) / 25.4 * 96)}


def test_printed_pages_are_whole(browser: Browser, host: Host, kinds: tuple[Kind, ...], turn: Turn) -> None:
    always = [kind for kind in kinds if kind.name in ("home", "story", "story with itinerary")]

    assert _amiss(browser, host, [*turn.looks(always, "print"), *turn.few(kinds, 5, "print as well")]) == {}


@pytest.mark.long
def test_every_printed_page_is_whole(browser: Browser, host: Host, kinds: tuple[Kind, ...]) -> None:
    assert _amiss(browser, host, each(kinds)) == {}


def _amiss(browser: Browser, host: Host, looks: Iterable[Look]) -> dict[str, list[str]]:
    found = {}
    for look in looks:
        with opened(browser, look, host.at(look.page), viewport=PAPER) as page:
            ask(page, "load-all")
            page.emulate_media(media="print")
            amiss = [*ask(page, "sticking-out"), *ask(page, "on-paper", PAPER["height"]), *_sheets(page)]
        if amiss:
            found[str(look)] = amiss
    return found


def _sheets(page: Page) -> list[str]:
    """Return what is wrong with the sheets of a page: whether they hold what is to be printed, and not much else."""
    heights = page.evaluate("document.documentElement.scrollHeight")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    sheets = len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))
    least = heights / PAPER["height"]
    # What is kept together leaves room at the end of a sheet; lists stand in two columns where there were one.
    return [] if least / 2 - 1 <= sheets <= 2 * least + 1 else [f"{sheets} sheets for {least:.1f} sheets of text"]
