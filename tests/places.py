"""Whose page of the project's sites is whose, at the addresses that translators gave them."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.session import Reading
from sitegen.stories import Story
from tests.pages import Page


def story_of(reading: Reading, page: Page) -> Story:
    """Return the story that a page shows."""
    return next(story for story in reading.library.stories if path_of(reading, story.domain, page.tag) == page.path)


def path_of(reading: Reading, place: str, tag: str) -> str:
    """Return where a text, topic or region stands in a language."""
    return reading.permalinks.path(place, tag)


def same_page(reading: Reading, page: Page, tag: str) -> str:
    """Return where a page stands in another language, also the second one of a list and one that leads on."""
    for place in _places(reading):
        folder = path_of(reading, place, page.tag).removesuffix("index.html")
        if page.path.startswith(folder):
            return path_of(reading, place, tag).removesuffix("index.html") + page.path.removeprefix(folder)
        if page.path == f"{page.tag}/{place.removeprefix('pages/')}/index.html" and page.is_left:
            return path_of(reading, place, tag)
    return tag + page.path.removeprefix(page.tag)


def _places(reading: Reading) -> Iterator[str]:
    yield from (story.domain for story in reading.library.all)
    yield from (f"topics/{key}" for key, _ in reading.config.topics)
    yield from (f"regions/{key}" for key, _ in reading.config.regions)
