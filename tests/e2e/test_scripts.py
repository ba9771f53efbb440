"""Every script in a real browser: which fonts draw the words of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.turns import Look, Turn, each
from tests.e2e.visits import OPEN_ALL, opened
from tests.kinds import Kind
from tests.serving import Host

#: A blank has no ink, and files of fonts with Arabic letters have none: between two Urdu words in English text it may
#: come from anywhere.
DROP_BLANKS = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\\s+/g, "");
}"""


@pytest.mark.parametrize(
    ("tag", "heading", "text"),
    [
        ("en", "Alegreya", "Alegreya"),
        ("tr", "Alegreya", "Alegreya"),
        ("ur", "Noto Nastaliq Urdu", "Noto Nastaliq Urdu"),
        ("ar", "Amiri", "Noto Naskh Arabic"),
    ],
)
def test_each_script_is_drawn_with_its_own_fonts(
    page: Page, host: Host, kinds: tuple[Kind, ...], tag: str, heading: str, text: str
) -> None:
    story = next(kind for kind in kinds if kind.name == "story").example[tag]
    page.goto(host.at(story))
    page.evaluate("document.fonts.ready")

    for selector, family in (("h1", heading), (".prose > p:nth-of-type(2)", text)):
        drawn = _drawn(page, selector)
        others = sum(count for (name, _), count in drawn.items() if name != family)
        # Digits, Latin names and what stands between words come out of the Latin font.
        assert drawn[(family, True)] > 10
        assert others <= sum(not _is_letter(character, tag) for character in page.locator(selector).first.inner_text())


def _is_letter(character: str, tag: str) -> bool:
    return character.isalpha() and (character > "\u0600") == (tag in ("ur", "ar"))


def test_an_urdu_name_in_an_english_menu_is_drawn_with_a_small_font(page: Page, host: Host) -> None:
    page.goto(host.at("portal/en/about/index.html"))
    page.locator(".switch summary").click()
    page.evaluate("document.fonts.ready")

    assert set(_drawn(page, ".switch a[lang=ur]")) == {("Noto Nastaliq Urdu", True)}
    loaded = page.evaluate("[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)")
    assert not [family for family in loaded if "Nastaliq" in family]


def test_no_letter_is_drawn_with_a_font_of_the_readers_machine(
    browser: Browser, host: Host, kinds: tuple[Kind, ...], turn: Turn
) -> None:
    assert _foreign(browser, host, [look for look in turn.few(kinds, 12, "fonts") if _has_fonts(look)]) == {}


@pytest.mark.long
def test_no_letter_of_any_page_is_drawn_with_a_font_of_the_readers_machine(
    browser: Browser, host: Host, kinds: tuple[Kind, ...]
) -> None:
    assert _foreign(browser, host, [look for look in each(kinds) if _has_fonts(look)]) == {}


def _has_fonts(look: Look) -> bool:
    """Tell whether all of a page has fonts of ours: for Chinese text readers have better ones themselves."""
    return look.kind.template != "chooser.html" and "zh" not in look.page.split("/")[1]


def _foreign(browser: Browser, host: Host, looks: Iterable[Look]) -> dict[str, object]:
    """Return with which fonts that are not ours something on a page is drawn, or that nothing is drawn."""
    found: dict[str, object] = {}
    for look in looks:
        with opened(browser, look, host.at(look.page)) as page:
            page.evaluate(OPEN_ALL)
            page.evaluate("document.fonts.ready")
            page.evaluate(DROP_BLANKS)
            drawn = _drawn(page, "body *")
        if not drawn or (foreign := {family for family, ours in drawn if not ours}):
            found[str(look)] = foreign
    return found


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
