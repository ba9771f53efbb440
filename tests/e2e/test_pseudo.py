"""Pages in pseudo-languages in a real browser: what is longer than English, or runs the other way, has room."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from sitegen.locales import PSEUDO_TAGS
from sitegen.session import Options
from tests.conftest import PROJECT
from tests.e2e.visits import ask
from tests.serving import Host, serve
from tests.support import NOW, SmallProject, parse_files, picture
from tests.test_pseudo import EACH_KIND

KINDS = ("", "stories/", "stories/coffee/", "topics/", "topics/hills/", "places/", "credits/", "404.html")


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """Serve the portal of a project with one text of each kind, in the project's own theme and the pseudo-languages."""
    root = tmp_path_factory.mktemp("pseudo")
    shutil.copytree(PROJECT / "themes", root / "themes", ignore=shutil.ignore_patterns("node_modules"))
    made = SmallProject(root, parse_files(EACH_KIND))
    made.write("content/stories/coffee/cup.jpg", picture(600, 400))
    assert made.session("pseudo").build(Options(now=NOW, pseudo=True)).published
    with serve(root / "pseudo", {"portal": "https://tales.example.org/"}) as host:
        yield host


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("tag", PSEUDO_TAGS)
def test_words_that_are_longer_have_room(page: Page, portal: Host, tag: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    found: dict[str, list[str]] = {}

    for kind in KINDS:
        page.goto(portal.at(f"portal/{tag}/{kind}"))
        assert page.evaluate("document.styleSheets.length"), f"{kind} has no style sheet"
        found |= {kind: out} if (out := ask(page, "sticking-out")) else {}

    assert found == {}
