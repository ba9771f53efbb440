"""The headings of a text and their ids: those of today, and those that links from elsewhere may still name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sitegen.history import Heading, History, follow
from sitegen.markdown import heading_id, headings, with_former_ids
from sitegen.stories.model import Story

#: How much of the words of a heading is compared.
_MOST_WORDS = 300


def heading_ids(story: Story) -> tuple[str, ...]:
    """Return the ids of a story's headings, by which links lead to them."""
    return tuple(value for block in story.document.all_blocks if (value := block.attribute("id")))


def former_heading_ids(story: Story) -> Mapping[str, str]:
    """Return the ids that a story's headings had before, each with the one it has now."""
    return {name: block.attribute("id") for block in headings(story.document) for name in block.former}


def with_former_headings(story: Story, histories: Mapping[str, History]) -> Story:
    """Return a story whose headings are found under the ids that they had when its history was written, too."""
    if not _before(story, histories):
        return story
    former = {heading.id: heading.former for heading in followed(story, histories) if heading.former}
    return replace(story, document=with_former_ids(story.document, former)) if former else story


def followed(story: Story, histories: Mapping[str, History]) -> tuple[Heading, ...]:
    """Return a story's headings as they are now, with the ids that they had before.

    One that was renamed goes on from what its first former address has, if that is gone.
    """
    now = [Heading(id=block.attribute("id"), words=_words(block.text)) for block in headings(story.document)]
    return follow(_before(story, histories), now, frozenset(heading_ids(story)))


def _before(story: Story, histories: Mapping[str, History]) -> tuple[Heading, ...]:
    domains = (story.domain, *(alias.domain for alias in story.aliases))
    return next((histories[domain].headings for domain in domains if domain in histories), ())


def _words(text: str) -> str:
    return heading_id(text)[:_MOST_WORDS]
