"""The files of events to events: names, fields, dates, and the story each belongs to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Protocol

from sitegen.config import MISSIONS, Config
from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.events.fields import MOON, EventFields, occurrence, read_fields
from sitegen.events.model import FILE, Calendar, Event, Occurrence
from sitegen.shape import Faults, compose, decode, suggest
from sitegen.slugs import SLUG_LIKE, is_slug
from sitegen.stories import STORY, Library
from sitegen.tree import Tree

_FOLDER = "content/events/"
_PLACES = "an event is content/events/<slug>.yaml; a mission's own is content/missions/<id>/events/<slug>.yaml"


class Recall(Protocol):
    """What is known of events from an earlier run."""

    def event(self, path: str) -> Event | None:
        """Return the event that would be read from a file, if nothing is wrong with it; None when it is not known."""
        ...

    def keep_event(self, event: Event) -> None:
        """Keep an event without faults."""
        ...


def load(
    tree: Tree, config: Config, library: Library, recall: Recall | None = None
) -> tuple[Calendar, tuple[Diagnostic, ...]]:
    """Read all events; those with errors are left out, and all faults are returned.

    What `recall` has is not read again, but for whether its story is there.
    """
    found: list[Diagnostic] = []
    faulty: set[str] = set()
    events: list[Event] = []
    known = {story.slug for story in library.stories}
    known |= {domain.removeprefix(f"{STORY}/") for domain in library.faulty if domain.startswith(f"{STORY}/")}
    for site, slug, path in _sources(tree, config, found, faulty):
        recalled = recall.event(path) if recall else None
        if recalled is not None and (not recalled.story or recalled.story in known):
            events.append(recalled)
            continue
        faults = Faults(path)
        event = _event(tree, config, site, slug, path, known, faults)
        found += faults.found
        if event is None:
            faulty.add(path)
        else:
            events.append(event)
            if recall:
                recall.keep_event(event)
    events.sort(key=lambda event: (event.site, event.slug))
    return Calendar(events=tuple(events), faulty=frozenset(faulty)), tuple(found)


def _sources(tree: Tree, config: Config, found: list[Diagnostic], faulty: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield (site, slug, path) of each event, and note files that are none and names that cannot be addresses."""
    missions = {site.id for site in config.sites[1:]}
    seen: dict[tuple[str, str], str] = {}
    # Among thousands of files few are events.
    near = [path for path in tree.digests if "/events/" in path and path.startswith("content/")]
    for path in sorted(near, key=lambda path: (path.startswith(MISSIONS), path)):
        match = FILE.fullmatch(path)
        if match is None:
            if path.startswith(_FOLDER) and path.lower().endswith((".yaml", ".yml", ".md")):
                found.append(warning("unread-file", Span(path), "nobody reads this file", _PLACES))
            continue
        site, slug = match["site"] or "", match["slug"]
        if site and site not in missions:
            if f"{MISSIONS}{site}.yaml" not in tree.digests:
                found.append(warning("unread-file", Span(path), "nobody reads this event", _PLACES))
            continue  # else what is wrong with the mission itself has been told
        other = seen.get(("", slug.casefold())) or seen.get((site, slug.casefold()))
        if not is_slug(slug):
            found.append(error("bad-name", Span(path), f'"{slug}" cannot be an address', f"rename it: {SLUG_LIKE}"))
            faulty.add(path)
        elif other is not None:
            found.append(
                error("path-collision", Span(path), f"{other} stands at the same address", "rename one of them")
            )
            faulty.add(path)
        else:
            seen[site, slug.casefold()] = path
            yield site, slug, path


def _event(
    tree: Tree, config: Config, site: str, slug: str, path: str, known: Collection[str], faults: Faults
) -> Event | None:
    """Return the event of one file; `known` are the slugs of stories."""
    text = decode(tree.read(path), faults)
    node = compose(text, faults) if text is not None else None
    if node is None:
        if not faults.found:
            faults.add("empty-file", 1, "the file is empty", "write name: …, updated: …, and starts: … or when: …")
        return None
    mission = next((mission for mission in config.sites[1:] if mission.id == site), None)
    fields = read_fields(config, node, mission.time_zone if mission else config.time_zone, faults, path)
    dates = _dates(fields, faults) if fields is not None else ()
    if fields is not None and fields.story and fields.story not in known:
        hint = suggest(fields.story, sorted(known))
        faults.add("missing-story", fields.lines["story"], f'there is no story "{fields.story}"', hint)
    if fields is None or faults.found:
        return None
    by_moon = fields.calendar == MOON
    return Event(
        slug=slug,
        path=path,
        source=tree.digests[path],
        language=fields.language or (mission.language if mission else config.source_language),
        name=fields.name,
        time_zone=fields.time_zone,
        updated=fields.updated,
        site=site,
        summary=fields.summary,
        when=fields.when,
        dates=tuple(replace(date, to_be_confirmed=True) if by_moon else date for date in dates),
        by_moon=by_moon,
        place=fields.place,
        region=fields.region,
        topics=tuple(dict.fromkeys(fields.topics)),
        story=fields.story,
        url=fields.url,
        sample=fields.sample,
    )


def _dates(fields: EventFields, faults: Faults) -> tuple[Occurrence, ...]:
    """Return the dates of an event in order, once each, or note why it cannot have them."""
    lines = fields.lines
    single = [name for name in ("starts", "ends", "to_be_confirmed") if name in lines]
    if fields.dates and single:
        message = f'"{single[0]}" stands beside "dates"'
        faults.add("wrong-value", lines[single[0]], message, "write it in each of the dates")
    elif fields.ends and not fields.starts:
        faults.add("missing-starts", lines["ends"], 'the field "starts" is missing', "add starts: …")
    elif not (fields.dates or fields.starts or fields.when):
        hint = "add starts: …, or when: … with the words people have for it"
        faults.add("missing-starts", fields.line, "the event has no date, and no words for it", hint)
    if fields.calendar == MOON and fields.to_be_confirmed is False:
        message = "a date that follows the moon is never certain beforehand"
        faults.add("wrong-value", lines["to_be_confirmed"], message, "take the line out")
    if faults.found:
        return ()
    dates = list(fields.dates)
    if fields.starts:
        uncertain = bool(fields.to_be_confirmed)
        date = occurrence(fields.starts, fields.ends, fields.time_zone, uncertain, lines, faults)
        dates = [date] if date else []
    return tuple(sorted(dict.fromkeys(dates), key=lambda date: date.order))
