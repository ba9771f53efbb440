"""The stories of a site as its readers in one language find them: in order, by topic, by region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from sitegen.config import Site
from sitegen.plan.addresses import Addresses
from sitegen.stories import Library, Story


class Arrangement:
    """The stories that are shown, those offered in the language first, each time newest first."""

    def __init__(self, site: Site, library: Library, addresses: Addresses, tag: str) -> None:
        self._site = site
        self._addresses = addresses
        self._tag = tag
        self.stories: Sequence[Story] = sorted(library.stories, key=lambda story: not self.is_listed(story))
        self.by_topic = _grouped(self.stories, lambda story: story.topics)
        self.by_region = _grouped(self.stories, lambda story: (story.region,) if story.region else ())

    def is_listed(self, story: Story) -> bool:
        """Tell whether a story is translated well enough to be offered in the language."""
        return self._addresses.is_listed(story, self._tag)

    def featured_first(self) -> list[Story]:
        """Return what the site features first, then the newest; what is hardly translated comes last, in that order."""
        rank = {slug: number for number, slug in enumerate(self._site.featured)}
        return sorted(
            self.stories,
            key=lambda story: (not self.is_listed(story), rank.get(story.slug, len(rank))),
        )


def _grouped(stories: Sequence[Story], keys: Callable[[Story], tuple[str, ...]]) -> Mapping[str, tuple[Story, ...]]:
    """Return the stories of each key that has any, in their order."""
    found: defaultdict[str, list[Story]] = defaultdict(list)
    for story in stories:
        for key in keys(story):
            found[key].append(story)
    return {key: tuple(grouped) for key, grouped in found.items()}
