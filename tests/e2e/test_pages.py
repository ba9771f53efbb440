"""The project's own pages in a real browser: access for all, every width, every script, keyboard, print.

The default run takes a sample of the combinations; `pytest -m long` takes them all.
"""

from __future__ import annotations

import functools
import http.server
import itertools
import re
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sitegen.catalog import read
from tests.pages import Sites

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = ("en", "ur", "ar", "tr")
KINDS = {
    "home": "{tag}/index.html",
    "listing": "{tag}/stories/index.html",
    "topic": "{tag}/topics/{topics.mountains.slug}/index.html",
    "story": "{tag}/stories/{stories/hunza}/index.html",
    "another story": "{tag}/stories/{stories/walled-city-lahore}/index.html",
    "gallery and film": "{tag}/stories/{stories/ajrak}/index.html",
    "quotation and chart": "{tag}/stories/{stories/k2-baltoro}/index.html",
    "itinerary": "{tag}/stories/{stories/fairy-meadows}/index.html",
    "second page of a list": "{tag}/stories/page/2/index.html",
    "page": "{tag}/{pages/how-we-work}/index.html",
    "not found": "{tag}/404.html",
    "topics": "{tag}/topics/index.html",
    "region": "{tag}/regions/{regions.sindh.slug}/index.html",
    "regions": "{tag}/regions/index.html",
    "places": "{tag}/places/index.html",
    "credits": "{tag}/credits/index.html",
    "search": "{tag}/search/index.html",
}
#: Pages that stand for themselves: the language chooser, texts that fall back, the pages of a mission.
SINGLE = (
    "portal/index.html",
    "portal/fr/stories/vallees-kalash/index.html",
    "ankara/index.html",
    "ankara/tr/index.html",
    "riyadh/ar/falconry/index.html",
    "london/ur/index.html",
)


def _path(kind: str, tag: str) -> str:
    """Return where a page stands in a language: at the address that its translators gave it."""
    return "portal/" + re.sub(r"\{([^{}]+)\}", lambda part: _slug(part[1], tag), kind.replace("{tag}", tag))


def _slug(name: str, tag: str) -> str:
    subject = name.removesuffix(".slug") != name
    catalog = LOCALES / tag / "LC_MESSAGES" / ("site.po" if subject else f"{name}.po")
    own = re.split("[/.]", name.removesuffix(".slug"))[-1]
    if not catalog.exists():
        return own
    context = name if subject else "slug"
    found, _ = read(catalog.read_bytes(), catalog.name)
    assert found is not None
    said = found.find(context, own)
    return said.strings[0] if said and said.translated else own


EVERY = [_path(kind, tag) for kind in KINDS.values() for tag in LANGUAGES] + list(SINGLE)
#: One page of each kind, in one language after the other, and the single ones.
SAMPLE = [_path(kind, LANGUAGES[n % 4]) for n, kind in enumerate(KINDS.values(), 1)] + list(SINGLE)
WIDTHS = (360, 390, 768, 1280, 1600)

OPEN_ALL = "document.querySelectorAll('details').forEach((details) => { details.open = true })"

SCREENS = list(itertools.product(("light", "dark"), (390, 1280)))
LOOKS = [(path, *screen) for path in EVERY for screen in SCREENS]
#: Every third page, so that kinds and languages take turns, and the single ones; the screens take turns otherwise.
SOME_LOOKS = [(path, *SCREENS[(n + n // 4) % 4]) for n, path in enumerate([*EVERY[: -len(SINGLE) : 3], *SINGLE])]


@pytest.fixture(scope="session")
def served(sites: Sites) -> Iterator[str]:
    """The address under which the sites are served, each at the root of its folder."""
    yield from _serve(sites.folder)


@pytest.fixture(scope="session")
def served_odd(odd: Sites) -> Iterator[str]:
    """The address under which the sites with odd texts are served."""
    yield from _serve(odd.folder)


def _serve(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def translate_path(self, path: str) -> str:
        """Find what the page for missing addresses names from the root of its host, here that of the portal."""
        found = super().translate_path(path)
        return found if Path(found).exists() else super().translate_path(f"/portal{path}")


def _all_or_some(every: list[Any], some: list[Any]) -> list[Any]:
    rest = [pytest.param(*_tuple(item), marks=pytest.mark.long) for item in every if item not in some]
    return [pytest.param(*_tuple(item)) for item in some] + rest


def _tuple(item: Any) -> tuple[Any, ...]:
    return item if isinstance(item, tuple) else (item,)


# Access for all -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "scheme", "width"), _all_or_some(LOOKS, SOME_LOOKS))
def test_axe_finds_nothing(browser: Browser, served: str, path: str, scheme: Any, width: int) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    page.goto(served + path)

    found = _violations(page)
    context.close()

    assert found == []


def _violations(page: Page) -> list[str]:
    """Return what axe finds, with all that opens open."""
    page.evaluate(OPEN_ALL)
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(
    "path",
    [
        "portal/ur/stories/everything/index.html",
        "portal/ur/stories/gone/index.html",
        "portal/ur/stories/page/2/index.html",
        "berlin/de/index.html",
    ],
)
def test_odd_texts_are_for_all_and_stay_within_the_window(browser: Browser, served_odd: str, path: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(served_odd + path)

    found = _violations(page)
    sticking_out = _sticking_out(page)
    context.close()

    assert found == []
    assert sticking_out == {width: [] for width in WIDTHS}


def test_the_keyboard_reaches_the_content_the_menu_and_the_languages(page: Page, served: str) -> None:
    page.goto(f"{served}portal/en/stories/hunza/index.html")
    page.keyboard.press("Tab")

    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()

    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("(document.activeElement.closest('nav, details') || {}).className"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if page.locator(".switch summary").evaluate("(element) => element === document.activeElement"):
            break
    assert {"sections", "switch names"} <= set(seen)

    page.keyboard.press("Enter")
    expect(page.locator(".switch a[lang=ur]")).to_be_visible()
    while page.evaluate("document.activeElement.lang") != "ur":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}portal/ur/stories/hunza/index.html")


def test_the_skip_link_leads_past_the_menu(page: Page, served: str) -> None:
    page.goto(f"{served}portal/en/index.html")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("path", ["portal/ur/stories/hunza/index.html", "ankara/tr/index.html"])
def test_a_page_is_whole_without_scripts(browser: Browser, served: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + path)

    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator("main img").first).to_be_visible()
    expect(page.locator("main p").last).to_be_visible()
    page.locator(".switch summary").click()
    page.locator(".switch a[lang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    context.close()


# Every width ----------------------------------------------------------------------------------------------

#: What sticks out of the window at the side, but for what scrolls by itself and what is hidden from sight.
STICKING_OUT = """() => {
  const scrolls = (element) =>
    element !== document.body && (getComputedStyle(element).overflowX === "auto" || scrolls(element.parentElement));
  const wide = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > wide || document.body.scrollWidth > wide) found.push("the page scrolls");
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const box = element.getBoundingClientRect();
    if (!own || !box.width || element.closest(".skip, .unseen") || scrolls(element)) continue;
    if (box.left < -1 || box.right > wide + 1) found.push(element.textContent.trim().slice(0, 60));
  }
  return found;
}"""


@pytest.mark.parametrize("path", _all_or_some(EVERY, SAMPLE))
def test_nothing_sticks_out_at_the_side(page: Page, served: str, path: str) -> None:
    page.goto(served + path)
    page.evaluate(OPEN_ALL)

    assert _sticking_out(page) == {width: [] for width in WIDTHS}


def _sticking_out(page: Page) -> dict[int, list[str]]:
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate(STICKING_OUT)
    return found


@pytest.mark.parametrize("path", _all_or_some(EVERY, [*SAMPLE[3:6], *SAMPLE[10:12]]))
def test_a_printed_page_fits_the_paper(page: Page, served: str, path: str) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})  # A4 with margins of 15 mm
    page.goto(served + path)

    assert page.evaluate(STICKING_OUT) == []
    expect(page.locator("h1").first).to_be_visible()


# Nothing goes wrong -----------------------------------------------------------------------------------------


def _ways(paths: list[str]) -> list[tuple[str, str]]:
    """Return how each page is opened; those for missing addresses count from the root of a host, so not from disk."""
    ways = itertools.product(paths, ("from a host", "from disk"))
    return [(path, way) for path, way in ways if way == "from a host" or not path.endswith("404.html")]


#: Browsers keep files on a disk apart from each other, and of all that a page shows, subtitles alone are not read so;
#: the film plays, and what is seen and heard is written below it (tests/e2e/test_subtitles.py).
SUBTITLES_FROM_DISK = re.compile(r"(?:^|^Unsafe attempt to load URL )file:///\S+\.vtt\b")


@pytest.mark.parametrize(("path", "way"), _all_or_some(_ways(EVERY), _ways(SAMPLE)[::2]))
def test_the_console_stays_empty(browser: Browser, served: str, sites: Sites, path: str, way: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda problem: found.append(str(problem)))
    page.on("requestfailed", lambda request: found.append(request.url))
    page.on("response", lambda response: found.append(response.url) if response.status >= 400 else None)

    page.goto((served if way == "from a host" else sites.folder.as_uri() + "/") + path)
    page.evaluate("document.querySelectorAll('img').forEach((picture) => { picture.loading = 'eager' })")
    page.evaluate("Promise.all([...document.images].map((picture) => picture.decode()))")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter((face) => face.status === 'loaded').length")
    context.close()

    assert [text for text in found if way == "from a host" or not SUBTITLES_FROM_DISK.search(text)] == []
    assert loaded > 0


# Every script -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "heading", "text"),
    [
        ("en", "Alegreya", "Alegreya"),
        ("tr", "Alegreya", "Alegreya"),
        ("ur", "Noto Nastaliq Urdu", "Noto Nastaliq Urdu"),
        ("ar", "Amiri", "Noto Naskh Arabic"),
    ],
)
def test_each_script_is_drawn_with_its_own_fonts(page: Page, served: str, tag: str, heading: str, text: str) -> None:
    page.goto(served + _path(KINDS["story"], tag))
    page.evaluate("document.fonts.ready")

    for selector, family in (("h1", heading), (".prose > p:nth-of-type(2)", text)):
        drawn = _drawn(page, selector)
        others = sum(count for (name, _), count in drawn.items() if name != family)
        # Digits, Latin names and what stands between words come out of the Latin font.
        assert drawn[(family, True)] > 10
        assert others <= sum(not _is_letter(character, tag) for character in page.locator(selector).first.inner_text())


def _is_letter(character: str, tag: str) -> bool:
    return character.isalpha() and (character > "\u0600") == (tag in ("ur", "ar"))


def test_an_urdu_name_in_an_english_menu_is_drawn_with_a_small_font(page: Page, served: str) -> None:
    page.goto(f"{served}portal/en/about/index.html")
    page.locator(".switch summary").click()
    page.evaluate("document.fonts.ready")

    assert set(_drawn(page, ".switch a[lang=ur]")) == {("Noto Nastaliq Urdu", True)}
    loaded = page.evaluate("[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)")
    assert not [family for family in loaded if "Nastaliq" in family]


@pytest.mark.parametrize("path", _all_or_some(EVERY, SAMPLE[::2]))
def test_no_letter_is_drawn_with_a_font_of_the_readers_machine(page: Page, served: str, path: str) -> None:
    page.goto(served + path)
    page.evaluate(OPEN_ALL)
    page.evaluate("document.fonts.ready")

    drawn = _drawn(page, "body *")

    assert {family for family, ours in drawn if not ours} == set()
    assert sum(drawn.values()) > 100


def _drawn(page: Page, selector: str) -> Counter[tuple[str, bool]]:
    """Return with which fonts the text in what a selector finds is drawn: family, whether it is ours, glyphs."""
    client = page.context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    found: Counter[tuple[str, bool]] = Counter()
    for node in client.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]:
        for font in client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            found[(str(font["familyName"]), bool(font["isCustomFont"]))] += int(font["glyphCount"])
    client.detach()
    return found
