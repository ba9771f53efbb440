"""The type of the portal in a real browser: what it weighs, whether it moves, whether Nastaliq is whole."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.e2e.visits import moved_too_far, watch_shifts
from tests.pages import Sites

#: Kilobytes of the first view of a story on a telephone, compressed, without pictures and search.
LIMITS = {
    **dict.fromkeys(("en", "tr", "fr", "de", "es", "id"), 150),
    "ur": 300,
    # Beside their own letters they show those of texts that are not translated yet.
    **dict.fromkeys(("ar", "fa", "ru", "zh-Hans", "ja"), 200),
}
#: The faces of last resort, which readers load whose system has no letter of the script, and kilobytes of the heaviest.
LAST_RESORT = ("NotoSerifSC_400Regular.", "NotoSerifJP_400Regular.")
LIMIT_OF_LAST_RESORT = 220
SMALL: ViewportSize = {"width": 360, "height": 844}
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 844}
VIEWPORTS = {"small": SMALL, "telephone": TELEPHONE, "desktop": DESKTOP}
#: Seconds by which each font comes late.
LATE = 0.4
HOME = "portal/{tag}/index.html"
STORY = "portal/{tag}/stories/hunza/index.html"
LIST = "portal/{tag}/stories/index.html"

#: For each line of Urdu: how far its ink reaches out of a box above it that cuts off what is outside, in pixels.
CUT_OFF = """
() => {
  const canvas = document.createElement("canvas").getContext("2d");
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, element = text.parentElement;
    if (!/[\\u0600-\\u06ff]/.test(text.data) || !element.checkVisibility() || element.closest(".unseen")) continue;
    const style = getComputedStyle(element);
    canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const ink = canvas.measureText(text.data.trim());
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const line of range.getClientRects()) {
      const baseline = line.top + ink.fontBoundingBoxAscent;
      const top = baseline - ink.actualBoundingBoxAscent, bottom = baseline + ink.actualBoundingBoxDescent;
      for (let box = element; box !== document.body; box = box.parentElement) {
        if (!/hidden|clip|auto|scroll/.test(getComputedStyle(box).overflowY)) continue;
        const edge = box.getBoundingClientRect();
        const out = Math.max(edge.top - top, bottom - edge.bottom);
        if (out > 1) found.push(`${box.className || box.tagName}: ${text.data.trim().slice(0, 30)} ${out.toFixed(1)}`);
      }
    }
  }
  return found;
}
"""


@pytest.fixture(scope="module")
def slowly(sites: Sites) -> Iterator[str]:
    """The address under which the sites are served, with fonts that come late."""
    handler = functools.partial(_Late, directory=str(sites.folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


class _Late(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.endswith(".woff2"):
            time.sleep(LATE)
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize("tag", LIMITS)
def test_the_first_view_of_a_story_is_light(page: Page, slowly: str, sites: Sites, tag: str) -> None:
    loaded: set[str] = set()
    page.on("request", lambda request: loaded.add(request.url))
    page.set_viewport_size(TELEPHONE)
    page.goto(slowly + STORY.format(tag=tag), wait_until="networkidle")
    page.evaluate("document.fonts.ready")

    assert [url for url in loaded if not url.startswith(slowly)] == []
    weights = {kind: sum(_weight(sites.folder, url, slowly) for url in loaded if url.endswith(kind)) for kind in KINDS}
    last_resort = sum(_weight(sites.folder, url, slowly) for url in loaded if any(name in url for name in LAST_RESORT))
    assert weights[".woff2"] > last_resort
    assert sum(weights.values()) - last_resort <= LIMITS[tag] * 1000, weights
    assert last_resort <= (LIMIT_OF_LAST_RESORT * 1000 if tag in ("zh-Hans", "ja") else 0)
    assert weights[".html"] + weights[".css"] <= 40_000, weights
    assert weights[".js"] <= 20_000, weights


KINDS = (".html", ".css", ".js", ".woff2")


def _weight(folder: Path, url: str, address: str) -> int:
    content = (folder / url.removeprefix(address)).read_bytes()
    return len(content) if url.endswith(".woff2") else len(gzip.compress(content))


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=VIEWPORTS)
@pytest.mark.parametrize("path", [HOME, STORY], ids=["home", "story"])
@pytest.mark.parametrize("tag", ["en", "ur", "fa", "zh-Hans", "ru"])
def test_nothing_moves_when_fonts_come_late(browser: Browser, slowly: str, tag: str, path: str, viewport: str) -> None:
    assert _moved(browser, slowly, path.format(tag=tag), viewport) == []


@pytest.mark.long
@pytest.mark.parametrize("viewport", VIEWPORTS, ids=VIEWPORTS)
@pytest.mark.parametrize("path", [HOME, STORY, LIST], ids=["home", "story", "list"])
@pytest.mark.parametrize("tag", LIMITS)
def test_nothing_moves_in_any_language(browser: Browser, slowly: str, tag: str, path: str, viewport: str) -> None:
    assert _moved(browser, slowly, path.format(tag=tag), viewport) == []


def _moved(browser: Browser, slowly: str, path: str, viewport: str) -> list[tuple[float, str]]:
    """Return what moved too far on a page while its fonts came."""
    context = browser.new_context(viewport=VIEWPORTS[viewport], bypass_csp=True)
    page = context.new_page()
    watch_shifts(page)
    page.goto(slowly + path, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(200)
    moved = moved_too_far(page, path)
    context.close()
    return moved


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path", ["portal/ur/index.html", "portal/ur/stories/hunza/index.html", "portal/ur/stories/index.html"]
)
def test_nastaliq_is_never_cut_off(page: Page, slowly: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(slowly + path)
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    page.evaluate("document.fonts.ready")

    assert page.evaluate(CUT_OFF) == []
