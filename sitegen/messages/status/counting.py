"""Counting: what the catalogs say of each text, in each language, and on each site."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from sitegen import urls
from sitegen.config import Config, Site
from sitegen.diagnostics import Diagnostic, Span, error, has_errors
from sitegen.events import EVENTS
from sitegen.locales import zone
from sitegen.messages.status.model import Row, Selection, SiteTotal, Status, Total, added
from sitegen.messages.status.waiting import Calendar
from sitegen.revisions import Repository
from sitegen.session import Options, Reading, Session
from sitegen.shape import suggest
from sitegen.stories import Story, is_live, state
from sitegen.translations import BROKEN, SITE, TRANSLATED, Domain, Entry, Tally, catalog_path, tally
from sitegen.tree import Tree


def status(
    session: Session, options: Options, selection: Selection | None = None, history: Repository | None = None
) -> Status:
    """Count what is translated, fuzzy, untranslated, broken and obsolete, of all or of what is selected.

    The sites of the options limit it to the languages these have and what stands on them. Without a history the
    texts' own age says since when they wait. What is not there to be selected is an error among `found`.
    """
    reading, tree, found = session.read(options)
    if reading is None:
        return Status(found=found)
    chosen = selection or Selection()
    unknown = (*_unknown(reading, options.sites, chosen), *found)
    if len(unknown) > len(found):
        return Status(found=unknown)
    counter = _Counter(reading, tree, options.now, found, history)
    rows = tuple(counter.rows(_sites(reading.config, options.sites), chosen))
    portal = reading.config.sites[0]
    return Status(
        rows=rows,
        languages=tuple(_totals(rows)),
        sites=tuple(counter.sites(_sites(reading.config, options.sites), rows)),
        today=counter.calendar.today,
        history=history.depth if history else "none",
        name=portal.name,
        language=portal.language,
        found=found,
    )


class _Counter:
    """Counts one project at a point in time."""

    def __init__(
        self,
        reading: Reading,
        tree: Tree,
        now: datetime.datetime,
        found: Sequence[Diagnostic],
        history: Repository | None,
    ) -> None:
        self._reading = reading
        self._tree = tree
        self._now = now
        today = now.astimezone(zone(reading.config.time_zone)).date()
        self.calendar = Calendar(history, reading.config.time_zone, today)
        self._texts = {story.domain: story for story in reading.library.all}
        self._unreadable = {fault.span.path for fault in found if has_errors([fault])}

    def rows(self, sites: Sequence[Site], chosen: Selection) -> Iterator[Row]:
        """Yield a row for each domain that is to be translated into each language, as far as it is asked for."""
        tags = {tag for site in sites for tag in site.tags}
        ids = {site.id for site in sites}
        for tag in self._reading.config.tags:
            if tag not in tags or (chosen.languages and tag not in chosen.languages):
                continue
            for domain in self._reading.domains.values():
                story = self._texts.get(domain.name)
                elsewhere = story is not None and story.site and story.site not in ids
                if self._wanted(domain, tag) and not elsewhere and _is_chosen(domain.name, chosen.texts):
                    yield self._row(domain, tag, story)

    def _row(self, domain: Domain, tag: str, story: Story | None) -> Row:
        path = catalog_path(domain.name, tag)
        holding = self._reading.translations.holdings[(domain.name, tag)]
        catalog = self._reading.catalogs.get((domain.name, tag))
        readable = path not in self._unreadable
        wanted = self._wanted(domain, tag)
        if readable:
            since = self.calendar.since(wanted, holding, catalog, path, story)
        else:
            since = self.calendar.of_file(path, story)
        return Row(
            tag=tag,
            domain=domain.name,
            catalog=path,
            source=story.path if story else self._source(domain),
            tally=holding.tally if readable else tally((entry, BROKEN) for entry in wanted),
            state=state(story, self._now) if story else "",
            language=story.language if story else "",
            title=story.title if story else "",
            url=self._url(story, tag) if story and is_live(story, self._now) else "",
            has_catalog=path in self._tree.digests,
            readable=readable,
            since=since,
        )

    def _source(self, domain: Domain) -> str:
        """Return where the words of a domain stand that is no text."""
        return {SITE: _SITE_FILE, EVENTS: _EVENTS_FOLDER}.get(domain.name, self._reading.theme.path)

    def _wanted(self, domain: Domain, tag: str) -> tuple[Entry, ...]:
        """Return the messages that are to be translated into a language."""
        held = self._reading.translations.holdings[(domain.name, tag)].standings
        return tuple(entry for entry in domain.for_language(tag) if entry.key in held)

    def _url(self, story: Story, tag: str) -> str:
        """Return the address of the page of a text, on the first site that has it in the language."""
        sites = self._reading.config.sites
        owner = next(site for site in sites if tag in site.tags and story.site in ("", site.id))
        return urls.absolute(owner.base_url, self._reading.permalinks.path(story.domain, tag))

    def sites(self, sites: Sequence[Site], rows: Iterable[Row]) -> Iterator[SiteTotal]:
        """Yield what readers of each site see now, of the domains and languages that the rows name."""
        named = {(row.domain, row.tag) for row in rows}
        tags = dict.fromkeys(row.tag for row in rows)
        for site in sites:
            for tag in site.tags:
                if tag in tags:
                    shown = [d for d in self._reading.domains.values() if (d.name, tag) in named]
                    tallies = [self._seen(site, tag, domain) for domain in shown if self._stands(domain, site)]
                    yield SiteTotal(site=site.id, tag=tag, tally=added(tallies))

    def _stands(self, domain: Domain, site: Site) -> bool:
        """Tell whether a domain is shown on a site now."""
        story = self._texts.get(domain.name)
        return story is None or (story.site in ("", site.id) and is_live(story, self._now))

    def _seen(self, site: Site, tag: str, domain: Domain) -> Tally:
        """Count what of a domain is said on a site; obsolete messages are nowhere."""
        translations = self._reading.translations
        holding = translations.holdings[(domain.name, tag)]
        own = translations.overrides.get((site.id, domain.name, tag))
        unreadable = catalog_path(domain.name, tag) in self._unreadable

        def standing(entry: Entry) -> str:
            if own is not None and entry.key in own.strings:
                return TRANSLATED
            return BROKEN if unreadable else holding.standings[entry.key].state

        entries = (entry for entry in self._wanted(domain, tag) if entry.site in ("", site.id))
        return tally((entry, standing(entry)) for entry in entries)


_SITE_FILE = "content/site.yaml"
_EVENTS_FOLDER = "content/events"


def _sites(config: Config, ids: tuple[str, ...]) -> tuple[Site, ...]:
    return tuple(site for site in config.sites if not ids or site.id in ids)


def _is_chosen(domain: str, texts: tuple[str, ...]) -> bool:
    return not texts or domain in texts or domain.rpartition("/")[2] in texts


def _totals(rows: tuple[Row, ...]) -> Iterator[Total]:
    """Yield what the rows of each language come to; what is not shown again is left out."""
    for tag in dict.fromkeys(row.tag for row in rows):
        counted = [row for row in rows if row.tag == tag and row.counts]
        yield Total(
            tag=tag,
            tally=added(row.tally for row in counted),
            texts=len(counted),
            complete=sum(row.is_complete for row in counted),
            since=min((row.since for row in counted if row.since), default=None),
        )


def _unknown(reading: Reading, sites: tuple[str, ...], chosen: Selection) -> Iterator[Diagnostic]:
    """Yield a fault for each name that is asked for and not there."""
    config = reading.config
    known = tuple(site.id for site in config.sites)
    yield from _missing(sites, known, "unknown-site", Span("content/missions"), "there is no site")
    tags = tuple(dict.fromkeys(tag for site in _sites(config, sites) for tag in site.tags))
    said = "none of these sites has the language" if sites else "no site has the language"
    yield from _missing(chosen.languages, tags, "unknown-language", Span(_SITE_FILE), said)
    domains = (*reading.domains, *sorted(reading.library.faulty))
    names = tuple(dict.fromkeys(name for domain in domains for name in (domain.rpartition("/")[2], domain)))
    yield from _missing(chosen.texts, names, "unknown-text", Span("content"), "there is no text")


def _missing(names: Iterable[str], known: Sequence[str], code: str, span: Span, message: str) -> Iterator[Diagnostic]:
    return (error(code, span, f'{message} "{name}"', suggest(name, known)) for name in names if name not in known)
