"""A page opened in Chromium, and what can be noticed on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, Route

from tests.e2e.turns import Look

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
#: As small as a target may be (WCAG 2.2, 2.5.8) is a rule that axe leaves off unless it is asked.
AXE_OPTIONS = "{resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}"
#: What is asked of a page, as functions in JavaScript.
ASKS = Path(__file__).parent / "asks"
OPEN_ALL = "document.querySelectorAll('details').forEach((details) => { details.open = true })"
#: Phones of the smallest kind, what axe is asked at, and 1280 at a page zoom of 200 %, which is a window of 640.
WIDTHS = (320, 360, 390, 640, 768, 1280, 1600)
#: Where letters are twice as large as browsers have them by themselves.
LARGE_WIDTHS = (320, 360, 1280)

#: How far a page may move while it loads. Browsers' makers call 0.1 good (https://web.dev/articles/cls).
SHIFT = 0.02
#: Before faces come, the strip in Persian, titles in Russian and Spanish and summaries in Urdu take a line more or less
#: at 360 pixels, and a mission's menu in Arabic is narrower. The goal is SHIFT here as well.
SHIFT_OF_A_LINE = 0.04
#: One link among several in a sentence of these pages stands on another line at 360 pixels before its face comes, in a
#: paragraph that keeps its height: on one site where DejaVu stands in for the face, on several where Liberation does.
SHIFT_OF_A_LINK = 0.07
_LINK_BREAKS = "/about/index.html"
_LINES_DIFFER = ("/ar/", "/es/", "/fa/", "/ru/", "/ur/")

#: Browsers keep files on a disk apart from each other, and of all that a page shows, subtitles alone are not read so;
#: the film plays, and what is seen and heard is written below it (tests/e2e/test_subtitles.py).
SUBTITLES_FROM_DISK = re.compile(r"(?:^|^Unsafe attempt to load URL )file:///\S+\.vtt\b")


def ask(page: Page, name: str, *argument: object) -> Any:
    """Run one of `ASKS` in a page and return its answer."""
    return page.evaluate((ASKS / f"{name}.js").read_text("utf-8"), *argument)


def watch_shifts(page: Page) -> None:
    """Have a page that is not opened yet keep what moves on it."""
    page.add_init_script(path=ASKS / "watch-shifts.js")


def moved_too_far(page: Page, path: str) -> list[tuple[float, str]]:
    """Return how far what moved on a page, `<site>/<path>`, if that is too far in all; else nothing."""
    shifts = [(value, nodes) for value, nodes in page.evaluate("shifts")]
    limit = SHIFT_OF_A_LINE if any(tag in path for tag in _LINES_DIFFER) else SHIFT
    limit = SHIFT_OF_A_LINK if path.endswith(_LINK_BREAKS) else limit
    return shifts if sum(value for value, _ in shifts) >= limit else []


@contextmanager
def opened(browser: Browser, look: Look, address: str = "", **options: Any) -> Iterator[Page]:
    """Open a page as it is to be looked at, in a profile of its own; what leads on to another page stays.

    Without an address the page is still empty, and its complaints can be listened to before it is opened.
    """
    given = {"color_scheme": look.scheme, "viewport": {"width": look.width, "height": 900}, "reduced_motion": "reduce"}
    context = browser.new_context(**(given | options))
    page = context.new_page()
    page.set_default_timeout(15_000)
    if look.kind.leads_on:
        context.route("**/*", lambda route: _stay(route, look.page))
    if address:
        page.goto(address)
    yield page
    context.close()


def _stay(route: Route, path: str) -> None:
    """Let a page lead nowhere: a browser that gets no content keeps what it shows."""
    there = urlsplit(route.request.url).path
    if route.request.is_navigation_request() and not there.endswith(path) and not path.endswith(there):
        route.fulfill(status=204)
    else:
        route.continue_()


def _is_led_on(request: Request) -> bool:
    """Tell whether a request is the one to which `_stay` gave no content."""
    return request.is_navigation_request() and request.frame.url not in ("about:blank", request.url)


def noticed(page: Page) -> list[str]:
    """Return a list into which the page's complaints are written from now on."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: found.append(str(fault)))
    page.on(
        "requestfailed", lambda request: None if _is_led_on(request) else found.append(f"not loaded: {request.url}")
    )
    page.on("response", lambda answer: found.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
    return found


def flaws(page: Page) -> list[str]:
    """Return what axe finds, with all that opens open."""
    page.evaluate(OPEN_ALL)
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate(f"axe.run(document, {AXE_OPTIONS})")
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def sticking_out(page: Page) -> dict[str, list[str]]:
    """Return what sticks out at the side at each width, then with letters twice as large; nothing where all fits."""
    page.evaluate(OPEN_ALL)
    found = {f"{width}": out for width in WIDTHS if (out := _at(page, width))}
    client = page.context.new_cdp_session(page)
    client.send("Page.enable")
    client.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    found |= {f"{width} at 200 %": out for width in LARGE_WIDTHS if (out := _at(page, width))}
    client.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    client.detach()
    # A reader's style sheet enlarges letters without that media queries know of it.
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found |= {f"{width}, rem at 200 %": out for width in LARGE_WIDTHS if (out := _at(page, width))}
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found


def _at(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    return list(ask(page, "sticking-out"))
