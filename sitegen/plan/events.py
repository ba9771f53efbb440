"""The calendar of a site in one language: its page, the next dates on other pages, and the files for calendars.

Pages show what is still to come. The files have all days there ever were, so that none goes out of a reader's calendar
by the clock, and no clock is in them.
"""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from urllib.parse import urlsplit

from sitegen import urls
from sitegen.config import Config, Language, Site
from sitegen.events import Coming, Event, Occurrence
from sitegen.locales import zone
from sitegen.plan import schema, sections
from sitegen.plan.addresses import Addresses
from sitegen.plan.dates import EventViews, anchor, has_days
from sitegen.plan.feeds import ListUnit
from sitegen.plan.frames import FramePlanner
from sitegen.plan.lists import ListDraft, ListPage
from sitegen.plan.outward import Outward
from sitegen.plan.shelf import Shelf
from sitegen.plan.texts import TextPlanner
from sitegen.plan.voice import Voice
from sitegen.recipes import CalendarEntry, CalendarRecipe, Recipe, Thing
from sitegen.stories import Story
from sitegen.translations import TENTATIVE
from sitegen.views import EventCalendar, EventMonth, EventView, Phrase

#: How many dates stand on the home page and with a story.
_NEXT = 3


class EventPlanner:
    """Plans what a site shows of events in one language."""

    def __init__(
        self,
        config: Config,
        site: Site,
        language: Language,
        library: Shelf,
        addresses: Addresses,
        frames: FramePlanner,
        texts: TextPlanner,
        voice: Voice,
        outward: Outward,
    ) -> None:
        self._config = config
        self._site = site
        self._library = library
        self._addresses = addresses
        self._frames = frames
        self._voice = voice
        self._outward = outward
        self._views = EventViews(config, site, language, texts, voice)
        self._by_story: defaultdict[str, list[Coming]] = defaultdict(list)
        for shown in _once(library.coming):
            self._by_story[shown[0].story].append(shown)

    # On other pages -----------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """The path of the calendar page; empty where the site has none."""
        return urls.events(self._voice.tag) if self._frames.has(sections.EVENTS) else ""

    @property
    def on_home(self) -> tuple[Coming, ...]:
        """The dates on the home page: the next one of each of the next events."""
        return tuple(_once(self._library.coming))[:_NEXT]

    def of(self, story: Story) -> Sequence[Coming]:
        """Return the dates on the page of a story."""
        return self._by_story[story.slug][:_NEXT] if story.slug in self._by_story else ()

    def stories(self, shown: Sequence[Coming]) -> tuple[Story, ...]:
        """Return the stories to which dates lead."""
        found = (self._views.story(event) for event, _ in shown)
        return tuple(dict.fromkeys(story for story in found if story is not None))

    def views(self, shown: Sequence[Coming], path: str, *, on_story: bool = False) -> tuple[EventView, ...]:
        """Return dates as the page at `path` shows them."""
        return tuple(self._views.view(one, path, on_story=on_story) for one in shown)

    # Pages and files of their own ---------------------------------------------------------------------------

    def pages(self) -> Iterator[ListDraft]:
        """Yield the calendar page, if the site has events."""
        if self.url:
            coming = self._library.coming
            dates = self._outward.dates(coming) or "none"
            shows = self.stories(coming)
            yield ListDraft(paths=(self.url,), template="events.html", shows=shows, plan=self._page, dates=dates)

    def files(self) -> Iterator[ListUnit]:
        """Yield the files for calendars: one of all events, and one of each; nothing where no day is known."""
        tag = self._voice.tag
        events = [event for event in self._library.events if has_days(event)]
        if events:
            paths = (urls.calendar(tag), *(urls.calendar(tag, event.slug) for event in events))
            shown = [(event, date) for event in events for date in event.dates]
            dates, shows = self._outward.dates(shown), self.stories(shown)
            yield ListUnit(paths=paths, template="", shows=shows, plan=partial(self._files, events), dates=dates)

    def _page(self) -> ListPage:
        path = urls.events(self._voice.tag)
        heading = self._voice.of_theme(sections.name(sections.EVENTS))
        views = self.views(self._library.coming, path)
        dated = itertools.groupby((view for view in views if view.month), key=lambda view: view.month)
        months = tuple(
            EventMonth(id=f"{number}", name=name, events=tuple(events))
            for number, (name, events) in enumerate(dated, 1)
        )
        has_file = any(has_days(event) for event in self._library.events)
        content = EventCalendar(
            heading=heading,
            months=months,
            undated=tuple(view for view in views if not view.month),
            calendar=urls.relative(path, urls.calendar(self._voice.tag)) if has_file else "",
        )
        crumbs = (self._frames.home_link(path), self._frames.section_link(path, sections.EVENTS))
        return ListPage(
            path=path, template="events.html", title=heading, content=content, crumbs=crumbs, graph=self._graph(path)
        )

    def _graph(self, path: str) -> tuple[Thing, ...]:
        """Return the dates that are certain and have a place; schema.org has no word for a date that is not."""
        certain = ((event, date) for event, date in self._library.coming if date and not date.to_be_confirmed)
        return tuple(
            self._thing(event, date, where, path)
            for event, date in certain
            if (where := self._where(event)) is not None
        )

    def _where(self, event: Event) -> Thing | None:
        place = event.place
        if place is not None:
            name = self._views.said(event, "place", place.name).text
            return schema.place_thing(name, place.latitude, place.longitude)
        region = self._views.region(event)
        return schema.place_thing(region.text, None, None) if region else None

    def _thing(self, event: Event, date: Occurrence, where: Thing, path: str) -> Thing:
        url = f"{self._absolute(path)}#{anchor((event, date))}"
        there = zone(event.time_zone)
        start = date.starts.astimezone(there) if date.starts else date.first
        end = (date.ends and date.ends.astimezone(there)) if date.starts else date.last
        properties = (
            ("name", self._views.said(event, "name", event.name).text),
            ("description", self._views.said(event, "summary", event.summary).text),
            ("inLanguage", self._voice.tag),
            ("startDate", start.isoformat()),
            ("endDate", end.isoformat() if end else ""),
            ("eventStatus", "https://schema.org/EventScheduled"),
            ("location", where),
            ("url", url),
            ("sameAs", event.url),
        )
        return Thing(type="Event", id=url, properties=properties)

    def _files(self, events: Sequence[Event]) -> dict[str, Recipe]:
        tag = self._voice.tag
        title = self._voice.of_theme(sections.name(sections.EVENTS))
        everything = Phrase(
            text=f"{self._frames.name.text} · {title.text}", language=title.language, direction=title.direction
        )
        entries = {event.slug: self._entries(event) for event in events}
        together = tuple(entry for event in events for entry in entries[event.slug])
        found: dict[str, Recipe] = {urls.calendar(tag): self._file(urls.calendar(tag), everything, together)}
        for event in events:
            path = urls.calendar(tag, event.slug)
            found[path] = self._file(path, self._views.said(event, "name", event.name), entries[event.slug])
        return found

    def _file(self, path: str, title: Phrase, entries: tuple[CalendarEntry, ...]) -> CalendarRecipe:
        return CalendarRecipe(url=self._absolute(path), language=self._voice.tag, title=title, entries=entries)

    def _entries(self, event: Event) -> tuple[CalendarEntry, ...]:
        """Return the dates of an event of which the day is known."""
        years: defaultdict[int, list[Occurrence]] = defaultdict(list)
        for date in event.dates:
            if not date.is_month:
                years[date.first.year].append(date)
        return tuple(
            self._entry(event, date, f"{year}{f'-{number}' if number > 1 else ''}")
            for year, dates in years.items()
            for number, date in enumerate(dates, 1)
        )

    def _entry(self, event: Event, date: Occurrence, name: str) -> CalendarEntry:
        place = event.place
        has_point = place is not None and place.latitude is not None and place.longitude is not None
        where = self._views.place(event)
        title = self._views.said(event, "name", event.name)
        if date.to_be_confirmed:
            # Most calendars do not show which events are tentative, and no feast may look certain that is not.
            words = self._voice.of_theme(TENTATIVE, name=title.text).text
            title = Phrase(text=words, language=title.language, direction=title.direction, foreign=title.foreign)
        starts, ends = _span(date)
        return CalendarEntry(
            uid=f"{event.slug}-{name}@{self._home_of(event)}",
            stamp=f"{event.updated:%Y%m%d}T000000Z",
            starts=starts,
            ends=ends,
            is_tentative=date.to_be_confirmed,
            name=title,
            description=self._views.said(event, "summary", event.summary),
            location=where.name if where else self._views.region(event) or self._voice.own(""),
            coordinates=(place.latitude or 0.0, place.longitude or 0.0) if place and has_point else None,
            categories=self._views.topics(event),
            url=self._page_of(event, date),
        )

    def _home_of(self, event: Event) -> str:
        """Return the host that names an event for ever: that of its mission, else of the portal on all sites."""
        site = self._site if event.site else self._config.sites[0]
        return urlsplit(site.base_url).netloc

    def _page_of(self, event: Event, date: Occurrence) -> str:
        """Return the address of the page that tells more: the story, else the calendar."""
        story = self._views.story(event)
        if story is not None:
            return self._absolute(self._addresses.path(story, self._voice.tag))
        return self._absolute(urls.events(self._voice.tag))

    def _absolute(self, path: str) -> str:
        return urls.absolute(self._site.base_url, path)


def _once(coming: Sequence[Coming]) -> Iterator[Coming]:
    """Yield the first date of each event."""
    seen: set[str] = set()
    for shown in coming:
        if shown[0].path not in seen:
            seen.add(shown[0].path)
            yield shown


def _span(date: Occurrence) -> tuple[str, str]:
    """Return beginning and end as RFC 5545 writes them: moments in UTC, or days, of which the last is not in it."""
    if date.starts is not None:
        return _utc(date.starts), _utc(date.ends) if date.ends else ""
    after = date.last + datetime.timedelta(days=1)
    return f"{date.first:%Y%m%d}", f"{after:%Y%m%d}"


def _utc(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
