"""A tree to everything that can be known of a project without making any of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field, replace
from functools import partial

from sitegen import config, digest, events, history, images, pseudo, stories, theme
from sitegen.catalog import Catalog
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Severity, Span, arrange
from sitegen.events import Calendar, Event
from sitegen.history import History
from sitegen.locales import PSEUDO_TAGS
from sitegen.permalinks import Permalinks, Said, decide
from sitegen.plan import join
from sitegen.session.facts import Facts
from sitegen.session.hearing import hear
from sitegen.session.overrides import unused_overrides
from sitegen.stages import QUIET, Stages
from sitegen.store import Store, memo
from sitegen.stories import Library, Story
from sitegen.theme import SEARCH_TEMPLATE, Theme
from sitegen.translations import Domain, Translations, domains
from sitegen.tree import Tree, below
from sitegen.values import dataclass

#: The modules whose code decides what is seen of a picture.
_PROBERS = ("images", "limits", "signatures")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a project says. `catalogs` are by domain and tag; those with errors are not among them.

    `overrides` are the catalogs of missions' own wordings, by mission and tag.
    Catalogs of older rules are brought to the present ones. `orphans` are those of texts that are no more.
    `histories` are by domain of a text, `topics/<key>` and `regions/<key>`.
    """

    config: Config
    theme: Theme
    library: Library
    domains: Mapping[str, Domain]
    catalogs: Mapping[tuple[str, str], Catalog]
    overrides: Mapping[tuple[str, str], Catalog]
    translations: Translations
    histories: Mapping[str, History]
    permalinks: Permalinks
    orphans: Mapping[tuple[str, str], Catalog] = field(default_factory=dict)
    events: tuple[Event, ...] = ()


@dataclass
class LastGood:
    """What a preview remembers: the last state of each text, event and catalog that had no error, by path."""

    stories: dict[str, Story] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    catalogs: dict[str, tuple[Catalog, str]] = field(default_factory=dict)


def read(
    tree: Tree,
    store: Store,
    last_good: LastGood | None = None,
    *,
    with_pseudo: bool = False,
    facts: Facts | None = None,
    stages: Stages = QUIET,
) -> tuple[Reading | None, tuple[Diagnostic, ...]]:
    """Read a project; None when its configuration or theme cannot be used.

    With `last_good`, what is broken now is shown as it was before. `with_pseudo` gives all sites the
    pseudo-languages besides. What `facts` know is not read again: such a reading is for plans, since it does not have
    the catalogs themselves. `stages` are told how far it is.
    """
    with stages.stage("read settings"):
        if facts is not None:
            facts.begin(tree.digests)
        settings, found = config.load(tree, facts)
        if settings is None:
            return None, arrange(found)
        if with_pseudo:
            settings = pseudo.with_pseudo(settings)
        design, noticed = theme.load(tree, settings.theme, store, facts)
        if design is not None and SEARCH_TEMPLATE not in design.templates:
            # A theme that has no page for it has no search.
            settings = replace(settings, features=replace(settings.features, search=False))
        if facts is not None:
            former = [part for path in below(tree.digests, "locales/history/") for part in (path, tree.digests[path])]
            facts.rely(join((digest.of(settings), *former)))
        histories, told = history.load(tree, facts)
    with stages.stage("read texts"):
        probe = partial(probe_picture, tree, store)
        library, faults = stories.load(tree, settings, probe, histories, facts, stages)
        calendar, told_of_events = events.load(tree, settings, library, facts)
    found = (*found, *noticed, *told, *faults, *told_of_events)
    if design is None:
        return None, arrange(found)
    if last_good is not None:
        library = _remembered(library, tree, settings, last_good)
        calendar = _remembered_events(calendar, library, tree, settings, last_good)
    with stages.stage("read catalogs"):
        known = domains(settings, library, design) | events.domains(settings, calendar)
        good = last_good.catalogs if last_good is not None else None
        heard = hear(tree, settings, library, known, good, facts, stages, with_pseudo=with_pseudo)
        if with_pseudo:
            heard.digests |= {(name, tag): digest.of(known[name].keys) for name in known for tag in PSEUDO_TAGS}
    noticed = tuple(heard.found)
    if not library.faulty and not calendar.faulty:
        noticed = (*noticed, *unused_overrides(heard.overrides, known))
    held = (*heard.holdings.values(), *heard.said.values())
    found = (*found, *noticed, *(fault for holding in held for fault in holding.found))
    spoken = Translations(
        source_language=settings.source_language,
        domains=known,
        holdings=heard.holdings,
        overrides=heard.said,
        listed_at=settings.listed_at,
        digests=heard.digests,
    )
    addresses = Said(domains=known, catalogs=heard.catalogs, overrides=heard.overrides, proposed=heard.proposed)
    with stages.stage("plan"):
        decided = decide(settings, library, addresses, histories)
    reading = Reading(
        config=settings,
        theme=design,
        library=library,
        domains=known,
        catalogs=heard.catalogs,
        overrides=heard.overrides,
        translations=spoken,
        orphans=heard.orphans,
        histories=histories,
        permalinks=decided.permalinks,
        events=calendar.events,
    )
    return reading, arrange((*found, *decided.found))


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Just what is to be translated of a project. `faulty` are the domains of texts that were left out for errors."""

    domains: Mapping[str, Domain]
    faulty: frozenset[str]


def read_sources(tree: Tree) -> tuple[Sources | None, tuple[Diagnostic, ...]]:
    """Read what is to be translated of a project; None when its configuration or theme cannot be used.

    Pictures are taken to be sound: no word depends on what is in them.
    """
    settings, found = config.load(tree)
    if settings is None:
        return None, arrange(found)
    design, noticed = theme.load(tree, settings.theme)
    if design is None:
        return None, arrange((*found, *noticed))
    library, faults = stories.load(tree, settings, lambda path: (_ANY_PICTURE, ()))
    calendar, told = events.load(tree, settings, library)
    known = domains(settings, library, design) | events.domains(settings, calendar)
    return Sources(domains=known, faulty=library.faulty), arrange((*found, *noticed, *faults, *told))


_ANY_PICTURE = images.Probe(width=1, height=1, format="jpeg", animated=False)


def probe_picture(tree: Tree, store: Store, path: str) -> tuple[images.Probe | None, tuple[Diagnostic, ...]]:
    """Look at a picture, or remember what was seen: decoding one to see that it is whole takes long."""

    def look() -> bytes:
        probe, found = images.probe(tree.read(path), Span(path))
        size = [probe.width, probe.height, probe.format, probe.animated] if probe else None
        return json.dumps([size, [[d.code, d.severity.value, d.message, d.hint] for d in found]]).encode()

    size, noticed = json.loads(memo(store, ("probe", tree.digests[path], path, images.VERSION), look, *_PROBERS))
    found = tuple(
        Diagnostic(code=code, severity=Severity(severity), span=Span(path), message=message, hint=hint)
        for code, severity, message, hint in noticed
    )
    if size is None:
        return None, found
    width, height, format, animated = size
    return images.Probe(width=width, height=height, format=format, animated=animated), found


def _remembered(library: Library, tree: Tree, settings: Config, last_good: LastGood) -> Library:
    """Put the last good state of broken texts back, as long as their files are there and what they name."""
    topics, regions = (dict(pairs).keys() for pairs in (settings.topics, settings.regions))

    def fits(story: Story) -> bool:
        named = topics >= set(story.topics) and (story.region is None or story.region in regions)
        known = story.site in ("", *(site.id for site in settings.sites))
        return named and known and story.path in tree.digests and story.language in settings.tags

    now = {story.path: story for story in library.all}
    last_good.stories = {path: story for path, story in last_good.stories.items() if fits(story)} | now
    texts = last_good.stories.values()
    newest = sorted((s for s in texts if s.kind == stories.STORY), key=lambda s: (-s.date.toordinal(), s.slug))
    pages = sorted((s for s in texts if s.kind != stories.STORY), key=lambda s: (s.site, s.slug))
    return Library(stories=tuple(newest), pages=tuple(pages), faulty=library.faulty)


def _remembered_events(
    calendar: Calendar, library: Library, tree: Tree, settings: Config, last_good: LastGood
) -> Calendar:
    """Put the last good state of broken events back, as long as their files are there and what they name."""
    topics, regions = (dict(pairs).keys() for pairs in (settings.topics, settings.regions))
    sites, slugs = {"", *(site.id for site in settings.sites[1:])}, {"", *(story.slug for story in library.stories)}

    def fits(event: Event) -> bool:
        named = topics >= set(event.topics) and (event.region is None or event.region in regions)
        known = event.site in sites and event.story in slugs and event.language in settings.tags
        return named and known and event.path in calendar.faulty

    now = {event.path: event for event in calendar.events}
    last_good.events = {path: event for path, event in last_good.events.items() if fits(event)} | now
    shown = sorted(last_good.events.values(), key=lambda event: (event.site, event.slug))
    return Calendar(events=tuple(shown), faulty=calendar.faulty)
