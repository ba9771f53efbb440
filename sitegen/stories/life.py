"""The life of a text: brief, draft, review, scheduled, published, and then expired or withdrawn."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from sitegen.stories.model import PUBLISHED, STATUSES, WITHDRAWN, Story

SCHEDULED, EXPIRED = "scheduled", "expired"
#: What a text is that is shown no more, whether it ever was or not.
GONE = (EXPIRED, WITHDRAWN)
#: What a text can be at a point in time, in the order of its life.
STATES = (*STATUSES[:-2], SCHEDULED, PUBLISHED, EXPIRED, WITHDRAWN)


def state(story: Story, now: datetime.datetime) -> str:
    """Return what a text is at a point in time: its status, or `scheduled` or `expired` instead of `published`."""
    if story.status != PUBLISHED:
        return story.status
    if story.publish is not None and now < story.publish:
        return SCHEDULED
    if story.expires is not None and story.expires <= now:
        return EXPIRED
    return PUBLISHED


def is_live(story: Story, now: datetime.datetime) -> bool:
    """Tell whether a text is published at a point in time."""
    return state(story, now) == PUBLISHED


def is_gone(story: Story, now: datetime.datetime) -> bool:
    """Tell whether a text was published and is no more, so that its address keeps a page that says so.

    What was withdrawn before it was to appear has never been seen, and nothing is said of it.
    """
    begun = story.publish is None or story.publish <= now
    return begun and state(story, now) in GONE


def next_change(stories: Iterable[Story], now: datetime.datetime) -> datetime.datetime | None:
    """Return the next instant at which one of the texts comes or goes; None when nothing is due."""
    moments = [moment for story in stories for moment in _moments(story) if moment > now]
    return min(moments, default=None)


def _moments(story: Story) -> Iterable[datetime.datetime]:
    """Return when a text comes and goes; one that was withdrawn leaves its page at the time it was to come."""
    if story.publish is not None and story.status in (PUBLISHED, WITHDRAWN):
        yield story.publish
    if story.expires is not None and story.status == PUBLISHED:
        yield story.expires
