"""A tree to everything that can be known of a project without making any of it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field, replace
from functools import partial

from sitegen import config, digest, events, history, images, pseudo, stories, theme
from sitegen.catalog import Catalog
from sitegen.catalog import read as read_catalog
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Severity, Span, arrange, has_errors, warning
from sitegen.events import Calendar, Event
from sitegen.history import History
from sitegen.locales import PSEUDO_TAGS, gettext_name
from sitegen.permalinks import Permalinks, Proposed, Said, decide, proposals
from sitegen.plan import join
from sitegen.segments import migration
from sitegen.session.facts import Facts
from sitegen.session.overrides import unused_overrides
from sitegen.shape import suggest
from sitegen.stages import QUIET, Stages
from sitegen.store import Store, memo
from sitegen.stories import Library, Story
from sitegen.theme import SEARCH_TEMPLATE, Theme
from sitegen.translations import Domain, Holding, Translations, catalog_path, domains, hold
from sitegen.tree import Tree
from sitegen.values import dataclass

_CATALOG = re.compile(r"locales/([^/]+)/LC_MESSAGES/(.+)\.po")
_MISSIONS = "missions/"
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
        design, noticed = theme.load(tree, settings.theme, store)
        if design is not None and SEARCH_TEMPLATE not in design.templates:
            # A theme that has no page for it has no search.
            settings = replace(settings, features=replace(settings.features, search=False))
        if facts is not None:
            facts.rely(join((digest.of(settings), *_digests_below(tree, "locales/history/"))))
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
        recalled = _recalled(tree, facts, settings, library, known) if facts is not None else {}
        asked = frozenset(catalog_path(*name) for name in recalled)
        catalogs, overrides, orphans, digests, noticed = _catalogs(tree, settings, known, last_good, asked)
        if with_pseudo:
            catalogs |= {(name, tag): pseudo.catalog(known[name], tag) for name in known for tag in PSEUDO_TAGS}
            digests |= {(name, tag): digest.of(known[name].keys) for name in known for tag in PSEUDO_TAGS}
        held_before = {name: held for name, (held, _) in recalled.items()}
        holdings = _holdings(settings, known, catalogs, held_before, stages)
        if facts is not None:
            _keep(tree, facts, library, known, catalogs, holdings, {fault.span.path for fault in noticed})
        said = _overrides(settings, known, overrides)
    if not library.faulty and not calendar.faulty:
        noticed = (*noticed, *unused_overrides(overrides, known))
    held = (*holdings.values(), *said.values())
    found = (*found, *noticed, *(fault for holding in held for fault in holding.found))
    spoken = Translations(
        source_language=settings.source_language,
        domains=known,
        holdings=holdings,
        overrides=said,
        listed_at=settings.listed_at,
        digests=digests,
    )
    proposed = {name: slugs for name, (_, slugs) in recalled.items()}
    addresses = Said(domains=known, catalogs=catalogs, overrides=overrides, proposed=proposed)
    with stages.stage("plan"):
        decided = decide(settings, library, addresses, histories)
    reading = Reading(
        config=settings,
        theme=design,
        library=library,
        domains=known,
        catalogs=catalogs,
        overrides=overrides,
        translations=spoken,
        orphans=orphans,
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


#: Catalogs by domain, or mission, and tag.
_Catalogs = dict[tuple[str, str], Catalog]

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


def _catalogs(
    tree: Tree,
    settings: Config,
    known: Mapping[str, Domain],
    last_good: LastGood | None,
    recalled: Collection[str],
) -> tuple[_Catalogs, _Catalogs, _Catalogs, dict[tuple[str, str], str], tuple[Diagnostic, ...]]:
    """Read all catalogs: those of domains, the missions' overrides, those of nothing; and the digests of all.

    Those at the paths `recalled` need not be read.
    """
    tags = {gettext_name(tag): tag for tag in settings.tags}
    missions = {site.id for site in settings.sites[1:]}
    catalogs: _Catalogs = {}
    overrides: _Catalogs = {}
    orphans: _Catalogs = {}
    digests: dict[tuple[str, str], str] = {}
    found: list[Diagnostic] = []
    for path in tree.digests:
        match = _CATALOG.fullmatch(path)
        if match is None and path.startswith("locales/") and path.endswith(".po"):
            hint = "catalogs stand in locales/<language>/LC_MESSAGES/"
            found.append(warning("unread-file", Span(path), "nobody reads this catalog", hint))
        if match is None or match[1] not in tags:
            continue
        tag, domain = tags[match[1]], match[2]
        if path in recalled:
            digests[domain, tag] = tree.digests[path]
            continue
        catalog, faults = read_catalog(tree.read(path), path)
        if catalog is not None:
            faults = (*faults, *migration.check(catalog, path))
            catalog = migration.migrated(catalog)
        found += faults
        catalog = None if has_errors(faults) else catalog
        digests[domain, tag] = tree.digests[path]
        if last_good is not None and catalog is not None:
            last_good.catalogs[path] = (catalog, tree.digests[path])
        elif last_good is not None:
            catalog, digests[domain, tag] = last_good.catalogs.get(path, (None, ""))
        if domain.startswith(_MISSIONS) and domain.removeprefix(_MISSIONS) in missions:
            if catalog is not None:
                overrides[(domain.removeprefix(_MISSIONS), tag)] = catalog
        elif domain not in known:
            unowned = _orphan(tree, path, domain, known)
            found += unowned
            if unowned and catalog is not None:
                orphans[(domain, tag)] = catalog
        elif catalog is not None:
            catalogs[(domain, tag)] = catalog
    return catalogs, overrides, orphans, digests, tuple(found)


def _orphan(tree: Tree, path: str, domain: str, known: Mapping[str, Domain]) -> list[Diagnostic]:
    """Report a catalog that belongs to nothing; a text with errors of its own is not nothing."""
    if any(name in tree.digests for name in (f"content/{domain}.md", f"content/{domain}/index.md")):
        return []
    close = suggest(domain, tuple(known)).partition("known are")[0]
    hint = f"{close} Rename the catalog with its story, or remove it".strip()
    return [warning("orphan-catalog", Span(path), f'there is no story or page "{domain}"', hint)]


def _overrides(
    settings: Config, known: Mapping[str, Domain], overrides: Mapping[tuple[str, str], Catalog]
) -> dict[tuple[str, str, str], Holding]:
    """Hold the missions' own wordings against every domain: they keep the same contract."""
    return {
        (mission, domain.name, tag): hold(
            domain, tag, catalog, catalog_path(f"{_MISSIONS}{mission}", tag), settings.link_hosts
        )
        for (mission, tag), catalog in overrides.items()
        for domain in known.values()
    }


def _holdings(
    settings: Config,
    known: Mapping[str, Domain],
    catalogs: Mapping[tuple[str, str], Catalog],
    recalled: Mapping[tuple[str, str], Holding],
    stages: Stages,
) -> dict[tuple[str, str], Holding]:
    holdings = dict(recalled)
    tags = settings.tags
    for number, domain in enumerate(known.values(), 1):
        stages.tell("catalogs", number * len(tags), len(known) * len(tags))
        for tag in tags:
            name = (domain.name, tag)
            if name not in holdings:
                path = catalog_path(*name)
                holdings[name] = hold(domain, tag, catalogs.get(name), path, settings.link_hosts)
    return holdings


# What is kept of catalogs -------------------------------------------------------------------------------------


def _recalled(
    tree: Tree, facts: Facts, settings: Config, library: Library, known: Mapping[str, Domain]
) -> dict[tuple[str, str], tuple[Holding, tuple[Proposed, ...]]]:
    """Return what the catalogs of texts give that are as they were, by domain and tag."""
    found = {}
    tags = settings.tags
    for story in library.all:
        state = _state(tree, story)
        for tag in tags:
            held = facts.holding(catalog_path(story.domain, tag), state)
            if held is not None:
                found[story.domain, tag] = held
    return found


def _keep(
    tree: Tree,
    facts: Facts,
    library: Library,
    known: Mapping[str, Domain],
    catalogs: Mapping[tuple[str, str], Catalog],
    holdings: Mapping[tuple[str, str], Holding],
    faulty: Collection[str],
) -> None:
    """Keep what the catalogs of texts give that have no fault; a text without a catalog is kept alike."""
    states = {story.domain: _state(tree, story) for story in library.all}
    for (name, tag), holding in holdings.items():
        path = catalog_path(name, tag)
        is_read = (name, tag) in catalogs or path not in tree.digests
        if name in states and is_read and not holding.found and path not in faulty and not facts.has(path):
            catalog = catalogs.get((name, tag))
            slugs = tuple(proposals(known[name], tag, catalog, path)) if catalog is not None else ()
            facts.keep_holding(path, states[name], holding, slugs)


def _state(tree: Tree, story: Story) -> str:
    """Return what tells whether a text asks its translators for the same as it did."""
    subtitles = [beside.path for _, film in story.films for beside in film.subtitles]
    return join((story.source, *(tree.digests[path] for path in subtitles))) if subtitles else story.source


def _digests_below(tree: Tree, folder: str) -> Iterator[str]:
    """Yield the files below a folder with their digests."""
    for path, value in tree.digests.items():
        if path.startswith(folder):
            yield path
            yield value
