"""What all catalogs of a project say, each held against what it translates."""

from __future__ import annotations

import bisect
from collections.abc import Mapping, MutableMapping
from dataclasses import field, replace

from sitegen import pseudo, shortcuts
from sitegen.catalog import Catalog, read_plain
from sitegen.catalog import read as read_catalog
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Span, has_errors, warning
from sitegen.locales import PSEUDO_TAGS, gettext_name
from sitegen.patterns import late
from sitegen.permalinks import Proposed, proposals
from sitegen.plan import join
from sitegen.segments import migration
from sitegen.session.facts import Facts
from sitegen.shape import suggest
from sitegen.slugs import is_slug_context
from sitegen.stages import QUIET, Stages
from sitegen.stories import Library, Story
from sitegen.translations import Domain, Holding, catalog_folder, catalog_path, hold, hold_plain
from sitegen.tree import Tree
from sitegen.values import dataclass

_FOLDER = "locales/"
_CATALOG = late(r"locales/([^/]+)/LC_MESSAGES/(.+)\.po")
_MISSIONS = "missions/"

#: By domain, or mission, and tag.
Name = tuple[str, str]


@dataclass(kw_only=True)
class Heard:
    """What catalogs say.

    `catalogs` are by domain and tag, without those with errors; `overrides` are those of missions' own wordings, by
    mission and tag, `said` what these give by mission, domain and tag. `orphans` are those of texts that are no more.
    `proposed` are the slugs of catalogs of which nothing else is kept. `digests` are those of all files.
    """

    catalogs: dict[Name, Catalog] = field(default_factory=dict)
    overrides: dict[Name, Catalog] = field(default_factory=dict)
    orphans: dict[Name, Catalog] = field(default_factory=dict)
    holdings: dict[Name, Holding] = field(default_factory=dict)
    said: dict[tuple[str, str, str], Holding] = field(default_factory=dict)
    proposed: dict[Name, tuple[Proposed, ...]] = field(default_factory=dict)
    digests: dict[Name, str] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)


def hear(
    tree: Tree,
    settings: Config,
    library: Library,
    known: Mapping[str, Domain],
    last_good: MutableMapping[str, tuple[Catalog, str]] | None = None,
    facts: Facts | None = None,
    stages: Stages = QUIET,
    *,
    with_pseudo: bool = False,
) -> Heard:
    """Read all catalogs, and hold each against what it is of, by the name of its domain.

    `last_good` has the last state without errors of each catalog and its digest, by path. What `facts` know is not
    read again; with them, catalogs of texts are not kept, for they take more memory than all else.
    """
    hearing = _Hearing(tree, settings, library, known, facts)
    hearing.recall()
    for path in hearing.unheard():
        hearing.read(path, last_good)
    if with_pseudo:
        hearing.disguise()
    hearing.hold_all(stages)
    return hearing.heard


def _paths(tree: Tree) -> list[str]:
    """Return what may be catalogs, those of one text together: much of what is found out of it is good for all."""
    names = list(tree.digests)
    start = bisect.bisect_left(names, _FOLDER)
    below = names[start : bisect.bisect_left(names, f"{_FOLDER[:-1]}0", start)]
    return sorted(below, key=lambda path: path.partition("/LC_MESSAGES/")[2])


def _is_slug(item: tuple[tuple[str | None, str], str]) -> bool:
    """Tell whether a message with its translation is that of a slug."""
    (context, _), string = item
    return context is not None and bool(string) and is_slug_context(context)


class _Hearing:
    """Reads catalogs one by one."""

    def __init__(
        self, tree: Tree, settings: Config, library: Library, known: Mapping[str, Domain], facts: Facts | None
    ) -> None:
        self.heard = Heard()
        self._tree = tree
        self._settings = settings
        self._known = known
        self._facts = facts
        self._tags = {gettext_name(tag): tag for tag in settings.tags}
        self._missions = {site.id for site in settings.sites[1:]}
        #: What tells whether a text asks for the same as it did, by domain, where something may be kept.
        self._states = {story.domain: _state(tree, story) for story in library.all} if facts is not None else {}
        self._recalled: dict[str, Name] = {}

    def recall(self) -> None:
        """Take what the catalogs of texts give that are as they were."""
        if self._facts is None:
            return
        folders = [(tag, catalog_folder(tag)) for tag in self._settings.tags]
        texts = self._states.items()
        wanted = ((f"{at}{domain}.po", (domain, tag), state) for domain, state in texts for tag, at in folders)
        for path, name, held, slugs in self._facts.holdings(wanted):
            self._recalled[path] = name
            self.heard.holdings[name] = held
            if slugs:
                self.heard.proposed[name] = slugs

    def unheard(self) -> list[str]:
        """Return what may be catalogs and was not recalled; of what was, the digests are noted."""
        recalled, digests, noted = self._recalled, self._tree.digests, self.heard.digests
        others = []
        for path in _paths(self._tree):
            name = recalled.get(path)
            if name is None:
                others.append(path)
            else:
                noted[name] = digests[path]
        return others

    def read(self, path: str, last_good: MutableMapping[str, tuple[Catalog, str]] | None) -> None:
        """Read one catalog."""
        heard = self.heard
        value = self._tree.digests[path]
        match = _CATALOG.fullmatch(path)
        if match is None and path.endswith(".po"):
            hint = "catalogs stand in locales/<language>/LC_MESSAGES/"
            heard.found.append(warning("unread-file", Span(path), "nobody reads this catalog", hint))
        if match is None or match[1] not in self._tags:
            return
        name = match[2], self._tags[match[1]]
        heard.digests[name] = value
        if last_good is None and name[0] in self._states and self._hold_plain(name, path):
            return
        catalog, faults = read_catalog(self._tree.read(path), path)
        if catalog is not None:
            faults = (*faults, *migration.check(catalog, path))
            catalog = migration.migrated(catalog)
        heard.found += faults
        catalog = None if has_errors(faults) else catalog
        if last_good is not None and catalog is not None:
            last_good[path] = (catalog, value)
        elif last_good is not None:
            catalog, heard.digests[name] = last_good.get(path, (None, ""))
        self._take(name, path, catalog, is_sound=not faults)

    def _take(self, name: Name, path: str, catalog: Catalog | None, *, is_sound: bool) -> None:
        """Put a catalog where it belongs; None for one that cannot be read."""
        heard, (domain, tag) = self.heard, name
        if domain.startswith(_MISSIONS) and domain.removeprefix(_MISSIONS) in self._missions:
            if catalog is not None:
                heard.overrides[domain.removeprefix(_MISSIONS), tag] = catalog
        elif domain not in self._known:
            unowned = _orphan(self._tree, path, domain, self._known)
            heard.found += unowned
            if unowned and catalog is not None:
                heard.orphans[name] = catalog
        elif catalog is not None and domain in self._states:
            self._hold(name, catalog, path, is_sound=is_sound)
        elif catalog is not None:
            heard.catalogs[name] = catalog

    def _hold_plain(self, name: Name, path: str) -> bool:
        """Hold a catalog that is written as plainly as nearly all are; False when it takes `read` to tell."""
        plain = read_plain(self._tree.read(path)) if shortcuts.on() else None
        if plain is None or not migration.is_present(plain.header) or any(map(_is_slug, plain.strings.items())):
            return False
        domain, tag = name
        holding = hold_plain(self._known[domain], tag, plain, self._settings.link_hosts)
        if holding is not None:
            self._put(name, path, holding, ())
        return holding is not None

    def _hold(self, name: Name, catalog: Catalog | None, path: str, *, is_sound: bool) -> None:
        """Hold the catalog of a text against it, and keep of both only what pages say."""
        domain, tag = name
        holding = hold(self._known[domain], tag, catalog, path, self._settings.link_hosts)
        slugs = tuple(proposals(self._known[domain], tag, catalog, path)) if catalog is not None else ()
        if is_sound and not holding.found:
            self._put(name, path, replace(holding, standings={}), slugs)
            return
        self.heard.holdings[name] = replace(holding, standings={})
        if slugs:
            self.heard.proposed[name] = slugs

    def _put(self, name: Name, path: str, holding: Holding, slugs: tuple[Proposed, ...]) -> None:
        """Keep what a catalog without fault gives."""
        if self._facts is not None:
            self._facts.keep_holding(path, self._states[name[0]], holding, slugs)
        self.heard.holdings[name] = holding
        if slugs:
            self.heard.proposed[name] = slugs

    def disguise(self) -> None:
        """Add the catalogs of pseudo-languages."""
        for domain in self._known.values():
            for tag in PSEUDO_TAGS:
                self.heard.catalogs[domain.name, tag] = pseudo.catalog(domain, tag)

    def hold_all(self, stages: Stages) -> None:
        """Hold against each domain what has not been yet; a language without a catalog says nothing of it."""
        heard, tags, hosts = self.heard, self._settings.tags, self._settings.link_hosts
        for number, (name, domain) in enumerate(self._known.items(), 1):
            missing = [tag for tag in tags if (name, tag) not in heard.holdings]
            if missing:
                stages.tell("catalogs", number * len(tags), len(self._known) * len(tags))
            for tag in missing:
                self._hold_now(domain, (name, tag))
        heard.said = {
            (mission, domain.name, tag): hold(domain, tag, catalog, catalog_path(f"{_MISSIONS}{mission}", tag), hosts)
            for (mission, tag), catalog in heard.overrides.items()
            for domain in self._known.values()
        }

    def _hold_now(self, domain: Domain, name: Name) -> None:
        catalog, path = self.heard.catalogs.get(name), catalog_path(*name)
        if catalog is None and domain.name in self._states and path not in self._tree.digests:
            self._hold(name, None, path, is_sound=True)
        else:
            self.heard.holdings[name] = hold(domain, name[1], catalog, path, self._settings.link_hosts)


def _orphan(tree: Tree, path: str, domain: str, known: Mapping[str, Domain]) -> list[Diagnostic]:
    """Report a catalog that belongs to nothing; a text with errors of its own is not nothing."""
    if any(name in tree.digests for name in (f"content/{domain}.md", f"content/{domain}/index.md")):
        return []
    close = suggest(domain, tuple(known)).partition("known are")[0]
    hint = f"{close} Rename the catalog with its story, or remove it".strip()
    return [warning("orphan-catalog", Span(path), f'there is no story or page "{domain}"', hint)]


def _state(tree: Tree, story: Story) -> str:
    """Return what tells whether a text asks its translators for the same as it did."""
    subtitles = [beside.path for _, film in story.films for beside in film.subtitles]
    return join((story.source, *(tree.digests[path] for path in subtitles))) if subtitles else story.source
