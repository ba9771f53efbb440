"""Which stories stand under "more like this"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from sitegen.stories import Story

COUNT = 3
#: How many stories of a topic, of a region and of all are looked at: every story asks, in every language of
#: every site, and of more than these only the first few could ever be shown.
_NEAR = 24
#: What counts how much. A story the reader can read comes before one that is closer but in another language.
_LISTED, _TOPIC, _REGION = 4, 2, 1


class Related:
    """Finds stories like another, for the readers of one language.

    `is_listed` tells whether a story is offered in it. Stories come newest first.
    """

    def __init__(self, stories: Sequence[Story], is_listed: Callable[[Story], bool]) -> None:
        self._is_listed = is_listed
        self._near = _nearest(sorted(stories, key=lambda story: (not is_listed(story), *_newest_first(story))))
        self._closest: dict[tuple[frozenset[str], str | None], list[Story]] = {}

    def to(self, story: Story) -> list[Story]:
        """Return the three stories closest to one, never itself; of equally close ones the newer first."""
        # Many stories have the same topics and region, and what is close to one of them is close to all.
        key = (frozenset(story.topics), story.region)
        closest = self._closest.get(key)
        if closest is None:
            closest = self._closest[key] = self._ranked(story)
        return [other for other in closest if other.slug != story.slug][:COUNT]

    def _ranked(self, story: Story) -> list[Story]:
        """Return those closest to a story, itself among them: one more than are shown."""
        near = {other.slug: other for key in _keys(story) for other in self._near.get(key, ())}
        ranked = sorted(near.values(), key=lambda other: (-self._closeness(story, other), *_newest_first(other)))
        return ranked[: COUNT + 1]

    def _closeness(self, story: Story, other: Story) -> int:
        shared = len(set(story.topics) & set(other.topics))
        same_region = story.region is not None and story.region == other.region
        return _LISTED * self._is_listed(other) + _TOPIC * shared + _REGION * same_region


def _newest_first(story: Story) -> tuple[int, str]:
    return -story.date.toordinal(), story.slug


def _keys(story: Story) -> tuple[str, ...]:
    """Return where a story stands: among all, under each of its topics, in its region."""
    region = (f"regions.{story.region}",) if story.region else ()
    return ("", *(f"topics.{topic}" for topic in story.topics), *region)


def _nearest(stories: Sequence[Story]) -> Mapping[str, list[Story]]:
    found: defaultdict[str, list[Story]] = defaultdict(list)
    for story in stories:
        for key in _keys(story):
            if len(found[key]) <= _NEAR:
                found[key].append(story)
    return dict(found)
