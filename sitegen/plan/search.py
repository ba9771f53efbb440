"""The page on which readers search. It lists all stories, so that their titles are found without an index as well."""

from __future__ import annotations

from sitegen import urls
from sitegen.locales import in_order
from sitegen.plan import sections
from sitegen.plan.arrangement import Arrangement
from sitegen.plan.frames import FramePlanner
from sitegen.plan.lists import ListPage
from sitegen.plan.texts import TextPlanner
from sitegen.plan.voice import Voice
from sitegen.stories import Story
from sitegen.theme import SEARCH_TEMPLATE
from sitegen.views import Search, SearchEntry


def search_page(
    frames: FramePlanner,
    texts: TextPlanner,
    voice: Voice,
    arrangement: Arrangement,
    pages: tuple[Story, ...],
    index: str,
) -> ListPage:
    """Return the search page; `pages` are texts that are no stories, `index` is the folder of an index, or empty."""
    path = urls.search(voice.tag)
    heading = voice.of_theme(sections.name(sections.SEARCH))
    content = Search(
        heading=heading,
        stories=_in_alphabet(voice.tag, [texts.entry(story, path) for story in arrangement.stories]),
        pages=_in_alphabet(voice.tag, [texts.entry(page, path) for page in pages]),
        index=f"{urls.relative(path, index)}/" if index else "",
        digits="".join(voice.number(digit) for digit in range(10)),
    )
    crumbs = (frames.home_link(path), frames.section_link(path, sections.SEARCH))
    return ListPage(path=path, template=SEARCH_TEMPLATE, title=heading, content=content, crumbs=crumbs)


def _in_alphabet(tag: str, entries: list[SearchEntry]) -> tuple[SearchEntry, ...]:
    return tuple(in_order(tag, entries, lambda entry: entry.title.text, lambda entry: entry.url))
