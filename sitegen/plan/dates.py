"""Events as pages of a site in one language show them."""

from __future__ import annotations

import datetime

from sitegen import urls
from sitegen.config import Config, Language, Site
from sitegen.events import EVENTS, Coming, Event, Occurrence, context
from sitegen.locales import format_days, format_months, format_time, zone, zone_name
from sitegen.plan.texts import TextPlanner
from sitegen.plan.voice import Voice
from sitegen.stories import STORY, Story
from sitegen.views import EventTime, EventView, Phrase, PlaceView


class EventViews:
    """Makes views of events."""

    def __init__(self, config: Config, site: Site, language: Language, texts: TextPlanner, voice: Voice) -> None:
        self._features = config.features
        self._zone = site.time_zone
        self._locale = language.locale
        self._texts = texts
        self._voice = voice

    def view(self, shown: Coming, path: str, *, on_story: bool = False) -> EventView:
        """Return a date of an event on the page at `path`; the page of its story does not lead to itself."""
        event, date = shown
        story = None if on_story else self.story(event)
        page = urls.events(self._voice.tag)
        is_day = date is not None and not date.is_month
        return EventView(
            id=event.slug,
            anchor=anchor(shown),
            name=self.said(event, "name", event.name),
            summary=self.said(event, "summary", event.summary),
            when=self.said(event, "when", event.when),
            days=self._days(date) if date and is_day else "",
            month=self.months(date) if date else "",
            until=self._until(date) if date and is_day else "",
            starts=_machine(event, date) if date else "",
            times=self._times(event, date) if date else (),
            zone=self._zone_of(event, date) if date and is_day else "",
            place=self.place(event),
            region=self.region(event),
            topics=self.topics(event),
            to_be_confirmed=date is None or date.to_be_confirmed,
            by_moon=event.by_moon,
            sample=event.sample,
            story=self._texts.link(story, path) if story else None,
            url=event.url,
            page=urls.relative(path, page, anchor(shown)),
            calendar=urls.relative(path, urls.calendar(self._voice.tag, event.slug)) if has_days(event) else "",
        )

    def story(self, event: Event) -> Story | None:
        """Return the story an event belongs to, if the site shows it."""
        domain = f"{STORY}/{event.story}"
        return None if domain in self._texts.gone else self._texts.by_domain.get(domain)

    def said(self, event: Event, field: str, text: str) -> Phrase:
        """Return a text of an event in the language of the page, or in that in which it is there."""
        return self._voice.message(EVENTS, (context(event, field), text), event.language)

    def place(self, event: Event) -> PlaceView | None:
        """Return where an event is, if that is known."""
        place = event.place
        if place is None:
            return None
        coordinates = ""
        if place.latitude is not None and place.longitude is not None:
            coordinates = self._voice.coordinates(place.latitude, place.longitude)
        return PlaceView(name=self.said(event, "place", place.name), coordinates=coordinates)

    def region(self, event: Event) -> Phrase | None:
        """Return the region an event is in, if regions are on."""
        return self._texts.regions[event.region] if event.region and self._features.regions else None

    def topics(self, event: Event) -> tuple[Phrase, ...]:
        """Return what an event is about."""
        return tuple(self._texts.topics[key] for key in event.topics)

    def months(self, date: Occurrence) -> str:
        """Return the month under which a date stands: that of its first day, or all where only months are known."""
        return format_months(self._locale, date.first, date.last if date.is_month else date.first)

    def _zone_of(self, event: Event, date: Occurrence) -> str:
        """Return the place whose days are meant, where no hours tell it and the site has days of its own."""
        return "" if date.starts or event.time_zone == self._zone else zone_name(self._locale, event.time_zone)

    def _days(self, date: Occurrence) -> str:
        within = format_months(self._locale, date.first, date.last) == self.months(date)
        return format_days(self._locale, date.first, date.last if within else date.first)

    def _until(self, date: Occurrence) -> str:
        within = format_months(self._locale, date.first, date.last) == self.months(date)
        return "" if within else self._voice.day(date.last).text

    def _times(self, event: Event, date: Occurrence) -> tuple[EventTime, ...]:
        """Return the hours at the place of an event, then those of the site where its clocks show others."""
        if date.starts is None:
            return ()
        there, here = (date.starts.astimezone(zone(name)) for name in (event.time_zone, self._zone))
        zones = [event.time_zone] if there.utcoffset() == here.utcoffset() else [event.time_zone, self._zone]
        return tuple(self._hours(date.starts, date, name) for name in zones)

    def _hours(self, starts: datetime.datetime, date: Occurrence, name: str) -> EventTime:
        begin = starts.astimezone(zone(name))
        end = date.ends.astimezone(zone(name)) if date.ends else begin
        hours = dict.fromkeys(format_time(self._locale, moment) for moment in (begin, end))
        day = "" if begin.date() == date.first else self._voice.day(begin.date()).text
        return EventTime(hours="–".join(hours), place=zone_name(self._locale, name), day=day)


def anchor(shown: Coming) -> str:
    """Return the id of the row of a date on the calendar page; no two events of a site have one slug."""
    event, date = shown
    return f"event-{event.slug}-{event.dates.index(date) + 1}" if date else f"event-{event.slug}"


def has_days(event: Event) -> bool:
    """Tell whether of any date of an event the day is known, so that it can stand in a calendar."""
    return any(not date.is_month for date in event.dates)


def _machine(event: Event, date: Occurrence) -> str:
    """Return when a date begins, as the element `time` of HTML has it."""
    if date.starts is not None:
        return date.starts.astimezone(zone(event.time_zone)).isoformat(timespec="minutes")
    return date.first.isoformat()[:7] if date.is_month else date.first.isoformat()
