"""What is said at the address of a text that is not published any more: its title, and nothing else of it."""

from __future__ import annotations

from sitegen.plan.texts import TextPlanner
from sitegen.plan.voice import Voice
from sitegen.stories import WITHDRAWN, Story
from sitegen.views import Link, Withdrawn


def withdrawn(story: Story, path: str, texts: TextPlanner, voice: Voice, home: Link) -> Withdrawn:
    """Return what the page at `path` says of a text that is gone, and what may be read instead."""
    withdrawal = story.withdrawal
    return Withdrawn(
        title=voice.of_story(story, story.title),
        expired=story.status != WITHDRAWN,
        date=voice.day(withdrawal.date) if withdrawal and withdrawal.date else None,
        reason=voice.of_story(story, withdrawal.reason if withdrawal else "", "withdrawn.reason"),
        home=home,
        cards=tuple(texts.card(other, path) for other in texts.related(story)),
    )
