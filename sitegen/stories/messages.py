"""What is to be translated of a story (rule S8)."""

from __future__ import annotations

from sitegen.diagnostics import Span
from sitegen.segments import Segment, extract, role_words
from sitegen.stories.model import Story


def segments(story: Story) -> tuple[Segment, ...]:
    """Return all that is to be translated of a story: its front matter by name, then its text (rule S8)."""
    head: list[Segment] = []

    def add(text: str, field: str, role: str, context: str | None) -> None:
        if text:
            span = Span(story.path, story.line(field.partition(".")[0]))
            head.append(Segment(text=text, span=span, context=context, comments=role_words(role), prose=False))

    add(story.title, "title", "title, at most 70 characters", None)
    add(story.summary, "summary", "summary for lists and search results, at most 160 characters", None)
    if story.cover:
        add(story.cover.alt, "cover", "alternative text of the cover", "cover.alt")
    for picture in story.all_pictures:
        add(picture.credit, "cover" if story.cover and picture is story.cover.picture else "pictures", *_CREDIT)
    if story.place:
        add(story.place.name, "place", "name of the place", "place.name")
    for credit in story.credits:
        add(credit.name, "credits", *_CREDIT)
    if story.withdrawal:
        add(story.withdrawal.reason, "withdrawn", "why this was withdrawn", "withdrawn.reason")
    for source in story.sources:
        add(source.title, "sources", "title or description of a source", "source")
        add(source.publisher, "sources", "publisher of a source", "publisher")
    return (*head, *extract(story.document, story.path))


_CREDIT = ("who is credited", "credit")
