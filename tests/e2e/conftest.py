"""A real Chromium, the system's own, for what happens in a browser, and the pages that are looked at in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from sitegen import digest
from sitegen.session import Options, Session
from sitegen.store import software
from tests.chromium import ARGUMENTS, program
from tests.conftest import _OPTIONS, TOLD
from tests.e2e.turns import Turn
from tests.kinds import Kind
from tests.kinds import kinds as kinds_of
from tests.pages import Sites
from tests.serving import Host, serve
from tests.support import NOW


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a fresh page in a profile of its own."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


@pytest.fixture(scope="session")
def kinds(own_session: Session) -> tuple[Kind, ...]:
    """The kinds of pages that the project's own sites have."""
    planned, _, _ = own_session.plan(_OPTIONS)
    assert planned is not None
    return kinds_of(planned)


@pytest.fixture(scope="session")
def turn(own_session: Session, request: pytest.FixtureRequest) -> Turn:
    """Whose turn it is to be looked at: it stays as long as sources and code do, and else is any."""
    tree, _ = own_session.scan(_OPTIONS)
    number = int(digest.of((dict(tree.digests), software())), 16)
    return Turn(
        number=number,
        told=request.config.stash.setdefault(TOLD, [f"turn {number % 10**6}, by a digest of sources and code:"]),
    )


@pytest.fixture(scope="session")
def host(sites: Sites) -> Iterator[Host]:
    """Where the project's own sites are served."""
    with serve(sites.folder, sites.addresses) as host:
        yield host


@pytest.fixture(scope="session")
def unfinished_host(odd: Sites) -> Iterator[Host]:
    """Where the same sites are served as their makers see them: with drafts, and with the page on the theme itself."""
    root = odd.folder.parent
    built = Session(root, root / "unfinished", root / ".sitegen/store").build(Options(now=NOW, drafts=True))
    assert built.published
    with serve(root / "unfinished", odd.addresses) as host:
        yield host


@pytest.fixture(scope="session")
def odd_host(odd: Sites) -> Iterator[Host]:
    """Where the sites with odd texts are served."""
    with serve(odd.folder, odd.addresses) as host:
        yield host
