"""What of a library is shown at a point in time."""

from __future__ import annotations

from dataclasses import replace

from sitegen.events import Coming, Event, coming
from sitegen.plan.project import Project
from sitegen.stories import WITHDRAWN, Library, Story, is_gone, is_live
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf(Library):
    """The texts that are shown.

    `gone` were shown: their addresses keep a page that says so, and no more of them. `drafts` are the
    domains of what is shown although it is not published, or not yet. `events` are all events, `coming` are their dates
    that are not past; nothing where events are off.
    """

    gone: tuple[Story, ...] = ()
    drafts: frozenset[str] = frozenset()
    events: tuple[Event, ...] = ()
    coming: tuple[Coming, ...] = ()

    def of(self, site: str) -> Shelf:
        """Return what stands on a site: what stands on all sites, and its own."""
        pages, gone = (tuple(text for text in texts if text.site in ("", site)) for texts in (self.pages, self.gone))
        events = tuple(event for event in self.events if event.site in ("", site))
        dates = tuple(shown for shown in self.coming if shown[0].site in ("", site))
        return replace(self, pages=pages, gone=gone, events=events, coming=dates)

    def places(self) -> dict[str, Story]:
        """Return what has an address, by domain: what is shown, and what was."""
        return {story.domain: story for story in (*self.all, *self.gone)}


def shelf(project: Project) -> Shelf:
    """Return what is shown of a project: what is live, with drafts also what is not published yet."""

    def is_shown(story: Story) -> bool:
        return is_live(story, project.now) or (project.drafts and not is_over(story))

    def is_over(story: Story) -> bool:
        return story.status == WITHDRAWN or is_gone(story, project.now)

    library = project.library
    stories, pages = (tuple(filter(is_shown, texts)) for texts in (library.stories, library.pages))
    gone = tuple(story for story in library.all if is_gone(story, project.now))
    drafts = frozenset(story.domain for story in (*stories, *pages) if not is_live(story, project.now))
    events = project.events if project.config.features.events else ()
    return Shelf(
        stories=stories,
        pages=pages,
        faulty=library.faulty,
        gone=gone,
        drafts=drafts,
        events=events,
        coming=coming(events, project.now),
    )
