"""Every kind of page in a real browser: access for all, room for all words at every width and size, nothing amiss.

The default run takes a page of each kind, in a language and on a screen that change with sources and code; the end of
its output names them. `pytest -m long` takes every kind in all languages of `tests.e2e.turns` on all screens.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.conftest import PROJECT
from tests.e2e.turns import SCHEMES, Look, Turn, each, every
from tests.e2e.visits import SUBTITLES_FROM_DISK, ask, flaws, noticed, opened, sticking_out
from tests.kinds import Kind
from tests.pages import Sites
from tests.serving import Host

#: Templates that other templates are made of.
NO_PAGES = {"base.html"}
#: What the project's own sites have no page of at present; a small project has (`tests/cases/odd`).
ELSEWHERE = {"withdrawn.html", "style.html"}
ODD = (
    "portal/ur/stories/everything/index.html",
    "portal/ur/stories/gone/index.html",
    "portal/ur/stories/page/2/index.html",
    "berlin/de/index.html",
)


def test_every_template_is_looked_at(kinds: tuple[Kind, ...]) -> None:
    templates = {path.name for path in (PROJECT / "themes" / "safar" / "templates").glob("*.html")}

    assert {kind.template for kind in kinds} == templates - NO_PAGES - ELSEWHERE


def test_a_page_of_each_kind_is_for_all_and_fits(
    browser: Browser, host: Host, kinds: tuple[Kind, ...], turn: Turn
) -> None:
    assert _found(browser, host, turn.looks(kinds, "axe, widths, console")) == {}


@pytest.mark.long
def test_every_page_is_for_all_and_fits(browser: Browser, host: Host, kinds: tuple[Kind, ...]) -> None:
    assert _found(browser, host, every(kinds)) == {}


def _found(browser: Browser, host: Host, looks: Iterable[Look]) -> dict[str, list[object]]:
    return {str(look): found for look in looks if (found := _amiss(browser, look, host.at(look.page)))}


def _amiss(browser: Browser, look: Look, address: str) -> list[object]:
    """Return what is amiss on a page: what the browser says, what axe says, what does not fit at which width."""
    with opened(browser, look, bypass_csp=True) as page:
        said = noticed(page)
        page.goto(address)
        ask(page, "load-all")
        if not page.evaluate("[...document.fonts].some((face) => face.status === 'loaded')"):
            said.append("no font of the theme is used")
        found: list[object] = [*said, *flaws(page)]
        if look.scheme == "light":  # What fits in one scheme does in the other.
            found += [f"sticks out at {width}: {out}" for width, out in sticking_out(page).items()]
    return found


@pytest.mark.parametrize("tag", ["en", "ur", "ar"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_on_the_theme_itself_is_for_all_and_fits(
    browser: Browser, unfinished_host: Host, kinds: tuple[Kind, ...], tag: str, scheme: Literal["light", "dark"]
) -> None:
    look = Look(kind=kinds[0], page=f"portal/{tag}/style/index.html", scheme=scheme, width=360)

    with opened(browser, look, unfinished_host.at(look.page), bypass_csp=True) as page:
        assert flaws(page) == []
        assert sticking_out(page) == {}


@pytest.mark.parametrize("path", ODD)
def test_odd_texts_are_for_all_and_fit(browser: Browser, odd_host: Host, kinds: tuple[Kind, ...], path: str) -> None:
    look = Look(kind=kinds[0], page=path)

    with opened(browser, look, odd_host.at(path), bypass_csp=True) as page:
        assert flaws(page) == []
        assert sticking_out(page) == {}


def test_from_disk_the_console_stays_empty(browser: Browser, sites: Sites, kinds: tuple[Kind, ...], turn: Turn) -> None:
    assert _from_disk(browser, sites.folder, turn.few(_on_disk(kinds), 8, "from disk")) == {}


@pytest.mark.long
def test_from_disk_the_console_of_every_page_stays_empty(
    browser: Browser, sites: Sites, kinds: tuple[Kind, ...]
) -> None:
    assert _from_disk(browser, sites.folder, each(_on_disk(kinds))) == {}


def _on_disk(kinds: Iterable[Kind]) -> list[Kind]:
    """Return the kinds of pages that open from a disk: those for missing addresses count from a host's root."""
    return [kind for kind in kinds if kind.template != "404.html"]


def _from_disk(browser: Browser, folder: Path, looks: Iterable[Look]) -> dict[str, list[str]]:
    found = {}
    for look in looks:
        with opened(browser, look) as page:
            said = noticed(page)
            page.goto((folder / look.page).as_uri())
            ask(page, "load-all")
            if amiss := [text for text in said if not SUBTITLES_FROM_DISK.search(text.removeprefix("not loaded: "))]:
                found[str(look)] = amiss
    return found
