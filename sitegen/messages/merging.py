"""All catalogs of one language brought up to date together (rule S15).

First each by itself; then what still lacks a translation looks into the others, as they are now, and among what
others have lost: a paragraph may have moved to another story, or a story to another name.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

from sitegen import catalog as po
from sitegen.catalog import Catalog, Compendium, Message, Wanted
from sitegen.diagnostics import Diagnostic, arrange
from sitegen.locales import gettext_name
from sitegen.markdown import SEGMENTATION
from sitegen.messages.addresses import with_slugs, without_slugs
from sitegen.messages.minor import left, vouched
from sitegen.messages.wanting import new_catalog, wanted
from sitegen.segments import foreign, migration
from sitegen.session import Reading
from sitegen.translations import BROKEN, Domain, catalog_path, hold
from sitegen.values import dataclass

#: A catalog with so many of the messages of a text that has none is the text's, under its former name.
_LEAST_COMMON = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What became of a language's catalogs, by domain. `moves` are pairs of domains: the former name and the new one.

    `carried` counts the translations that a writer vouched for.
    """

    catalogs: Mapping[str, Catalog]
    moves: tuple[tuple[str, str], ...] = ()
    carried: int = 0
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is asked for besides: domains whose edits change no meaning, other translations, and less to keep."""

    minor: Collection[str] = ()
    compendium: Compendium = dataclasses.field(default_factory=Compendium)
    no_obsolete: bool = False
    lines: bool = False


def merge(reading: Reading, tag: str, wishes: Wishes) -> Merged:
    """Bring the catalogs of a language up to date with the sources."""
    run = _Language(reading, tag, wishes)
    for domain in run.domains:
        run.update(domain)
    run.fill()
    run.adopt()
    run.vouch()
    run.verify()
    return run.result()


class _Language:
    """The catalogs of one language while they are brought up to date."""

    def __init__(self, reading: Reading, tag: str, wishes: Wishes) -> None:
        self._hosts = reading.config.link_hosts
        self._tag = tag
        self._wishes = wishes
        orphans = {domain: catalog for (domain, other), catalog in reading.orphans.items() if other == tag}
        held = {domain: catalog for (domain, other), catalog in reading.catalogs.items() if other == tag}
        asked = [domain for domain in reading.domains.values() if domain.name in held or domain.for_language(tag)]
        self.domains = asked
        self._moves = renamed([domain for domain in asked if domain.name not in held], orphans, tag)
        self._whole = held | {to: orphans[name] for name, to in self._moves}
        self._before = {name: without_slugs(catalog) for name, catalog in self._whole.items()}
        self._orphans = {name: without_slugs(orphans[name]) for name in orphans if name not in dict(self._moves)}
        self._now: dict[str, Catalog] = {}
        self._carried = 0
        self._found: list[Diagnostic] = []

    def update(self, domain: Domain) -> None:
        """Bring one catalog up to date by itself; what is finished elsewhere under the same text is used."""
        name = gettext_name(self._tag)
        old = self._before.setdefault(domain.name, new_catalog(name, po.plural_forms(name), domain.name))
        others = self._others(self._before, domain.name)
        compendium = self._compendium(domain, old)
        now = po.update(old, self._wanted(domain), elsewhere=others, compendium=compendium)
        self._now[domain.name] = _called(now, domain.name, name)

    def fill(self) -> None:
        """Give what still has no translation one of the same text that another catalog has by now."""
        for domain in self.domains:
            now = self._now[domain.name]
            if any(not any(message.strings) for message in now.messages):
                others = self._others(self._now, domain.name)
                self._now[domain.name] = po.update(now, self._wanted(domain), elsewhere=others)

    def adopt(self) -> None:
        """Give new messages drafts from what other texts have lost, then all that lack one from the compendium."""
        lost = [
            message
            for domain in self.domains
            for message in po.departed(self._before[domain.name], self._now[domain.name])
        ]
        lost += [message for catalog in self._orphans.values() for message in catalog.messages if any(message.strings)]
        for domain in self.domains:
            new = self._now[domain.name].keys - self._before[domain.name].keys
            used = self._adopt(domain, new, _once(lost))
            lost = [message for message in lost if message.key not in used]
            if self._wishes.compendium.by_form:
                self._adopt(domain, self._now[domain.name].keys, _once(self._wishes.compendium.messages))

    def _adopt(self, domain: Domain, keys: Collection[po.Key], sources: list[Message]) -> Collection[po.Key]:
        self._now[domain.name], used = po.adopt(self._now[domain.name], keys, sources)
        return used

    def vouch(self) -> None:
        """Carry the translations over for which a writer vouches, if they keep their contract (rule S16)."""
        for domain in self.domains:
            if domain.name not in self._wishes.minor:
                continue
            drafts = self._now[domain.name]
            result = vouched(self._before[domain.name], drafts, self._path(domain))
            broken = self._broken(domain, result.catalog, result.keys)
            back = {message.key: message for message in drafts.messages if message.key in broken}
            self._now[domain.name] = _with(result.catalog, back)
            self._carried += len(result.keys) - len(broken)
            self._found += result.found
            self._found += [
                left(self._path(domain), message, "it would break its contract") for message in back.values()
            ]

    def verify(self) -> None:
        """Make a draft of what was carried over or found elsewhere and would break its contract (rule S16)."""
        for domain in self.domains:
            now = self._now[domain.name]
            broken = self._broken(domain, now, now.keys)
            drafts = {
                message.key: dataclasses.replace(message, flags=(po.FUZZY, *message.flags))
                for message in now.messages
                if message.key in broken
            }
            self._now[domain.name] = _with(now, drafts)

    def _broken(self, domain: Domain, catalog: Catalog, keys: AbstractSet[po.Key]) -> set[po.Key]:
        """Return which of the messages have a translation since now, and one that breaks its contract."""
        before = self._before[domain.name]
        fresh = [message.key for message in catalog.messages if message.translated and _is_new(message, before)]
        if not keys & set(fresh):
            return set()
        standings = hold(domain, self._tag, catalog, self._path(domain), self._hosts).standings
        return {key for key in fresh if key in keys and key in standings and standings[key].state == BROKEN}

    def result(self) -> Merged:
        """Return what became of the catalogs."""
        catalogs = {domain.name: self._finished(domain) for domain in self.domains}
        return Merged(catalogs=catalogs, moves=tuple(self._moves), carried=self._carried, found=arrange(self._found))

    def _finished(self, domain: Domain) -> Catalog:
        """Return a catalog with its addresses, and with the number of the rules, if anything else in it changed."""
        before = self._whole.get(domain.name, self._before[domain.name])
        entries = (entry for entry in domain.for_language(self._tag) if entry.slug)
        slugs = wanted(entries, domain.name, lines=self._wishes.lines)
        now = with_slugs(self._now[domain.name], before, slugs)
        if self._wishes.no_obsolete:
            now = po.without_obsolete(now, before)
        if now.messages == before.messages or migration.version(now) is not None:
            return now
        return po.with_field(now, migration.FIELD, str(SEGMENTATION))

    def _wanted(self, domain: Domain) -> list[Wanted]:
        entries = (entry for entry in domain.for_language(self._tag) if not entry.slug)
        return wanted(entries, domain.name, lines=self._wishes.lines)

    def _path(self, domain: Domain) -> str:
        return catalog_path(domain.name, self._tag)

    def _others(self, catalogs: Mapping[str, Catalog], domain: str) -> list[Catalog]:
        others = [catalog for name, catalog in sorted(catalogs.items()) if name != domain]
        return others + [catalog for _, catalog in sorted(self._orphans.items())]

    def _compendium(self, domain: Domain, old: Catalog) -> Compendium:
        """Return the compendium as asked by a domain; a catalog of another program is one for itself."""
        compendium = self._wishes.compendium
        if migration.version(old) is None and old.messages:
            own = po.compendium([old], foreign.form, foreign.tidy)
            compendium = Compendium(by_form={**compendium.by_form, **own.by_form})
        references = domain.document.references
        return compendium.asked_by(lambda want: foreign.form(want.id, references))


def renamed(domains: list[Domain], orphans: Mapping[str, Catalog], tag: str) -> list[tuple[str, str]]:
    """Return which catalogs of nothing are those of texts without one, under a former name: half of it is the same."""
    ranked = []
    for domain in domains:
        keys = {entry.key for entry in domain.for_language(tag) if not entry.slug}
        for name, catalog in orphans.items():
            share = len(keys & catalog.keys) / max(1, min(len(keys), len(catalog.keys)))
            if share >= _LEAST_COMMON and name.partition("/")[0] == domain.name.partition("/")[0]:
                ranked.append((-share, name, domain.name))
    found: dict[str, str] = {}
    for _, name, to in sorted(ranked):
        if name not in found and to not in found.values():
            found[name] = to
    return list(found.items())


def _called(catalog: Catalog, domain: str, language: str) -> Catalog:
    """Return a catalog whose comment, where it is the one of a new catalog, names the domain as it is called now."""
    if catalog.header is None:
        return catalog
    ours = re.compile(rf"\S+/\S+ in {re.escape(language)}")
    comments = catalog.header.comments
    renamed = tuple(f"{domain} in {language}" if ours.fullmatch(comment) else comment for comment in comments)
    if renamed == comments:
        return catalog
    return dataclasses.replace(catalog, header=dataclasses.replace(catalog.header, comments=renamed))


def _is_new(message: Message, before: Catalog) -> bool:
    """Tell whether a translation was finished in this run: nobody has seen it under this text."""
    known = [other for other in before.with_id(message.id) if other.context == message.context]
    return not any(other.strings == message.strings for other in known)


def _with(catalog: Catalog, messages: Mapping[po.Key, Message]) -> Catalog:
    """Return a catalog with some of its live messages in another state."""
    if not messages:
        return catalog
    found = (message if message.obsolete else messages.get(message.key, message) for message in catalog.messages)
    return dataclasses.replace(catalog, messages=tuple(found))


def _once(messages: Collection[Message]) -> list[Message]:
    return list({message.key: message for message in reversed(list(messages))}.values())[::-1]
