"""Feeds: the newest stories of a site in one language, and of each topic, in two formats.

Only what is translated well enough stands in them, and no drafts. A feed is there from the first day, also
without entries, so that an address somebody subscribed to does not come and go.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sitegen import urls
from sitegen.config import Features, Site
from sitegen.plan.addresses import Addresses
from sitegen.plan.frames import FramePlanner, feed_formats
from sitegen.plan.lists import Listed
from sitegen.plan.pictures import Pictures
from sitegen.plan.sections import TOPICS
from sitegen.plan.voice import Voice
from sitegen.recipes import Feed, FeedEntry, FeedRecipe, Recipe
from sitegen.stories import Story
from sitegen.values import dataclass
from sitegen.views import Phrase

#: How many stories a feed holds.
_ENTRIES = 30
#: When a feed without any story was changed: it must say something, and no clock may be asked.
_NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListUnit(Listed):
    """A list or the feeds that belong to one, to be planned by `plan`."""

    plan: Callable[[], dict[str, Recipe]]


class FeedPlanner:
    """Plans the feeds of a site in one language. `topics` are the names of topics by key."""

    def __init__(
        self,
        site: Site,
        addresses: Addresses,
        voice: Voice,
        frames: FramePlanner,
        pictures: Pictures,
        topics: dict[str, Phrase],
        features: Features,
    ) -> None:
        self._site = site
        self._addresses = addresses
        self._voice = voice
        self._frames = frames
        self._pictures = pictures
        self._topics = topics
        self._features = features

    def drafts(self, stories: Sequence[Story]) -> Iterator[ListUnit]:
        """Yield the feeds of all stories and of each topic; the stories are published ones, newest first."""
        tag = self._voice.tag
        yield self._draft(urls.home(tag), self._frames.name, stories)
        for key, name in self._topics.items() if self._features.topic_feeds else ():
            about = [story for story in stories if key in story.topics]
            page = self._addresses.at(f"{TOPICS}/{key}", tag)
            yield self._draft(page, self._frames.feed_title(name), about, urls.topic(tag, key))

    def _draft(self, page: str, title: Phrase, stories: Sequence[Story], first: str = "") -> ListUnit:
        """Return the feeds that belong to a page; `first` is where that would stand if it had never moved."""
        offered = (story for story in stories if self._addresses.is_listed(story, self._voice.tag))
        listed = tuple(itertools.islice(offered, _ENTRIES))
        dated = listed or tuple(stories[:1])
        paths = tuple(urls.feed(page, format) for format in feed_formats(self._features))
        plan = partial(self._feeds, page, title, listed, dated, first)
        return ListUnit(paths=paths, template="", shows=dated, plan=plan)

    def _feeds(
        self, page: str, title: Phrase, listed: Sequence[Story], dated: Sequence[Story], first: str
    ) -> dict[str, Recipe]:
        changes = [self._addresses.changed(story, self._voice.tag) for story in dated]
        entries = tuple(map(self._entry, listed))
        feed = Feed(
            page=self._absolute(page),
            home=self._absolute(urls.home(self._voice.tag)),
            language=self._voice.tag,
            title=title,
            subtitle=self._frames.tagline,
            publisher=self._frames.name,
            updated=max(changes, default=_NEVER).isoformat(),
            entries=entries,
        )
        paths = {format: urls.feed(page, format) for format in feed_formats(self._features)}
        return {
            path: FeedRecipe(
                format=format, id=self._absolute(urls.feed(first or page, format)), url=self._absolute(path), feed=feed
            )
            for format, path in paths.items()
        }

    def _entry(self, story: Story) -> FeedEntry:
        tag = self._voice.tag
        return FeedEntry(
            id=self._addresses.id(story, tag),
            url=self._absolute(self._addresses.path(story, tag)),
            title=self._voice.of_story(story, story.title),
            summary=self._voice.summary(story),
            published=self._addresses.published(story, tag).isoformat(),
            updated=self._addresses.changed(story, tag).isoformat(),
            authors=self._voice.writers(story),
            topics=tuple((key, self._topics[key]) for key in story.topics),
            picture=self._pictures.share(story, self._voice, self._site.base_url),
        )

    def _absolute(self, path: str) -> str:
        return urls.absolute(self._site.base_url, path)
