"""`sitegen check`: look at the sources and at the sites that were built of them.

Built files are judged by their bytes; the plan is asked only whether they are up to date, and which
source a page is made of.
"""

from __future__ import annotations

import dataclasses
import os
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.check import access, drafts, feeds, folder, languages, links, markup, pictures, safety, sitemaps, sources
from sitegen.check.drafts import Hidden, Traces
from sitegen.check.folder import OnDisk
from sitegen.check.pages import Page, Use, look, style_references
from sitegen.check.sites import SiteFacts, Sites
from sitegen.config import Features, Site
from sitegen.diagnostics import Diagnostic, Span, arrange, error
from sitegen.output import Folder
from sitegen.plan import Plan
from sitegen.recipes import PageRecipe
from sitegen.session import Options, Reading, Session, index_keys
from sitegen.shape import suggest
from sitegen.stories import SUBTITLE, Story, is_gone, is_live
from sitegen.tree import DiskTree
from sitegen.values import dataclass

#: Files that are read as text beside pages and style sheets.
_TEXTS = (".xml", ".json", ".txt", ".svg", ".js", ".webmanifest", ".vtt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was looked at on one site."""

    site: str
    files: int
    pages: int
    links: int
    pictures: int
    feeds: int
    sitemaps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was looked at, and what is wrong: with sources first, then with built sites."""

    texts: int
    catalogs: int
    sites: tuple[Looked, ...]
    found: tuple[Diagnostic, ...]


def check(session: Session, options: Options) -> Checked:
    """Look at the sources and at the built sites; with `options.sites`, tell of these only.

    The other sites are read all the same, for links and translations lead from one to another.
    """
    reading, planned, tree, found = session.survey(options)
    if reading is None:
        return Checked(texts=0, catalogs=0, sites=(), found=arrange(found))
    known = {site.id: site for site in reading.config.sites}
    unknown = [id for id in options.sites if id not in known]
    wrong = [
        error("unknown-site", Span("content/missions"), f'there is no site "{id}"', suggest(id, tuple(known)))
        for id in unknown
    ]
    texts = {path: tree.read(path).decode("utf-8", "replace") for path in tree.digests if _is_text(path)}
    wrong += sources.orphan_pictures(tree.digests, texts, reading.config.tags)
    chosen = tuple(id for id in known if id in options.sites or not options.sites)
    built, faults = _sites(session, options, reading, tree, planned, chosen)
    return Checked(
        texts=len(reading.library.all),
        catalogs=len(reading.catalogs),
        sites=tuple(_looked(built.built[id]) for id in chosen if id in built.built),
        found=arrange((*found, *wrong, *faults)),
    )


def summary(checked: Checked) -> list[str]:
    """Return lines that say what was looked at, and how much was found."""
    lines = [f"sources: {_many(checked.texts, 'text')}, {_many(checked.catalogs, 'catalog')}"]
    for site in checked.sites:
        numbers = {name: getattr(site, name) for name in ("pages", "links", "pictures", "feeds", "sitemaps", "files")}
        lines.append(f"{site.site}: {', '.join(_many(n, name[:-1]) for name, n in numbers.items() if n)}")
    by_severity = counts(checked.found)
    told = ", ".join(_many(number, name) for name, number in by_severity.items() if number)
    return [*lines, told or "nothing is wrong"]


def counts(found: Iterable[Diagnostic]) -> dict[str, int]:
    """Return how many faults there are of each severity."""
    totals = {"error": 0, "warning": 0, "note": 0}
    for fault in found:
        totals[fault.severity.value] += 1
    return totals


# Built sites ------------------------------------------------------------------------------------------------


def _sites(
    session: Session, options: Options, reading: Reading, tree: DiskTree, planned: Plan | None, chosen: tuple[str, ...]
) -> tuple[Sites, Iterator[Diagnostic]]:
    """Read all built sites; return their facts, and what is wrong with the chosen ones."""
    traces = _traces(reading, options)
    originals = {value: path for path, value in tree.digests.items() if _is_original(path)}
    built: dict[str, SiteFacts] = {}
    found: dict[str, list[Diagnostic]] = {}
    for site in reading.config.sites:
        place = _place(session, site.id)
        there = session.folder(site.id, options)
        unfit = there.check(())
        if unfit or not there.files:
            found[site.id] = [*unfit] or list(folder.outdated(there, {}, place))
            continue
        disk = folder.load(there)
        reader = _Reader(site, place, traces)
        built[site.id] = reader.read(disk)
        found[site.id] = [
            *folder.faults(there, disk, place),
            *folder.published_sources(disk, originals, place),
            *_freshness(there, planned, reading.config.features, site.id, place),
            *reader.found,
        ]
    sites = Sites(built, {site.id: site.base_url for site in reading.config.sites})
    return sites, (fault for id in chosen for fault in _told(sites, built.get(id), found[id], planned, id))


def _told(
    sites: Sites, site: SiteFacts | None, found: list[Diagnostic], planned: Plan | None, id: str
) -> Iterator[Diagnostic]:
    """Yield all that is wrong with one site, each with the source of the page where one is known."""
    graph: Iterator[Diagnostic] = iter(())
    if site is not None:
        parts = (links.faults, links.orphans, languages.faults, feeds.faults, sitemaps.faults)
        graph = (fault for part in parts for fault in part(sites, site))
    recipes = planned.sites.get(id, {}) if planned else {}
    for fault in (*found, *graph):
        path = fault.span.path.removeprefix(f"{site.place}/") if site else ""
        recipe = recipes.get(path)
        if isinstance(recipe, PageRecipe) and recipe.about.startswith("content/"):
            hint = f"{fault.hint} (the page is made of {recipe.about})"
            yield dataclasses.replace(fault, hint=hint.strip())
        else:
            yield fault


def _freshness(there: Folder, planned: Plan | None, features: Features, site: str, place: str) -> Iterator[Diagnostic]:
    """Yield whether a site is up to date; with errors in the sources nothing is planned, and they are told."""
    if planned is not None:
        yield from folder.outdated(there, planned.keys(site) | index_keys(planned, site, there, features), place)


class _Reader:
    """Reads the files of one site, each once; the tree of a page is forgotten when its facts are known."""

    def __init__(self, site: Site, place: str, traces: Traces) -> None:
        self._site = site
        self._place = place
        self._traces = traces
        self.found: list[Diagnostic] = []

    def read(self, disk: OnDisk) -> SiteFacts:
        """Return the facts of a site; what is wrong with single files stands in `found`."""
        pages: dict[str, Page] = {}
        styles = {}
        texts = {}
        for path, content in disk.ours.items():
            place = f"{self._place}/{path}"
            self._check_path(path, place)
            if not path.endswith((".html", ".css", *_TEXTS)):
                continue
            text = self._decoded(content, place)
            self._check_words(text, place)
            if path.endswith(".html"):
                pages[path] = self._page(path, text, place)
            elif path.endswith(".css"):
                styles[path] = style_references(text)
            else:
                texts[path] = text
        return SiteFacts(
            id=self._site.id,
            base_url=self._site.base_url,
            place=self._place,
            files=frozenset(disk.ours) | frozenset(disk.foreign),
            pages=pages,
            styles=styles,
            texts=texts,
        )

    def _page(self, path: str, text: str, place: str) -> Page:
        read = markup.read(text)
        for flaw in read.flaws:
            hint = "mend the template, or the HTML in the text"
            self.found.append(error("html-syntax", Span(place, flaw.line), flaw.message, hint))
        page = look(read.root, self._site.id, path, place)
        self.found += safety.faults(read.root, place)
        self.found += access.faults(read.root, place)
        return page

    def _decoded(self, content: bytes, place: str) -> str:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as problem:
            line = content.count(b"\n", 0, problem.start) + 1
            message = f"the byte 0x{content[problem.start]:02x} is not UTF-8"
            self.found.append(error("bad-encoding", Span(place, line), message, "build again"))
            return content.decode("utf-8", "replace")

    def _check_path(self, path: str, place: str) -> None:
        source = self._traces.in_path(path, self._site.id)
        if source is not None:
            message = f"{source} is not published, and this is its page"
            self.found.append(error("draft-published", Span(place), message, "run `sitegen build` without --drafts"))

    def _check_words(self, text: str, place: str) -> None:
        source = self._traces.in_text(text)
        if source is not None:
            message = f"words of {source} stand here, which is not published"
            hint = "run `sitegen build` without --drafts, or take the words out"
            self.found.append(error("draft-published", Span(place), message, hint))


# What there is to compare with --------------------------------------------------------------------------------


def _traces(reading: Reading, options: Options) -> Traces:
    """Return what gives unpublished texts away."""
    hidden = [story for story in reading.library.all if not is_live(story, options.now)]
    if not hidden:
        return drafts.traces((), ())
    domains = {story.domain for story in hidden}
    shown = {p.path for story in reading.library.all if story.domain not in domains for p in story.all_pictures}
    public = (words for name in reading.domains if name not in domains for _, _, words in _said(reading, name))
    taken = {a for story in reading.library.all if story.domain not in domains for a in _addresses(reading, story)}
    return drafts.traces((_hidden(reading, story, shown, taken, options) for story in hidden), public)


def _addresses(reading: Reading, story: Story) -> set[str]:
    """Return where a text stands below its languages."""
    return {reading.permalinks.path(story.domain, tag).partition("/")[2] for tag in reading.config.tags}


def _hidden(reading: Reading, story: Story, shown: set[str], taken: set[str], options: Options) -> Hidden:
    """Return what of a text must not be seen. Of one that was there once a page may say that it is gone, by its title.

    `shown` are pictures of published texts, `taken` their addresses: one word may name both in different languages.
    Names, credits and sources, which have a context, stand in other texts as well and give nothing away.
    """
    was_there = is_gone(story, options.now)
    said = (
        words
        for context, id, words in _said(reading, story.domain)
        if context in (None, SUBTITLE) and not (was_there and id == story.title)
    )
    stems = (posixpath.splitext(picture.path)[0] for picture in story.all_pictures if picture.path not in shown)
    return Hidden(
        source=story.path,
        addresses=tuple(_addresses(reading, story) - taken),
        texts=tuple(said),
        pictures=tuple("-".join(stem.split("/")[-2:]) for stem in stems),
        is_announced=was_there,
        site=story.site,
    )


def _said(reading: Reading, domain: str) -> Iterator[tuple[str | None, str, str]]:
    """Yield all that a domain says, with the context and id of the message: the source, and each translation."""
    wanted = {(entry.segment.context, entry.segment.text) for entry in reading.domains[domain].entries}
    for context, id in wanted:
        yield context, id, id
    for (name, _), catalog in reading.catalogs.items():
        for message in catalog.messages if name == domain else ():
            if message.key in wanted:
                for words in message.strings:
                    yield message.context, message.id, words


def _is_text(path: str) -> bool:
    return path.startswith("content/") and path.endswith(".md")


def _is_original(path: str) -> bool:
    return path.startswith("content/") and pictures.is_picture(path)


def _place(session: Session, site: str) -> str:
    """Return a site's folder as people name it: relative to the project where it stands in it."""
    path = session.output / site
    return Path(os.path.relpath(path, session.root)).as_posix() if path.is_relative_to(session.root) else str(path)


def _looked(site: SiteFacts) -> Looked:
    uses = [reference.use for page in site.pages.values() for reference in page.references]
    maps = [path for path in site.texts if path == sitemaps.INDEX or path.startswith("sitemaps/")]
    return Looked(
        site=site.id,
        files=len(site.files),
        pages=len(site.pages),
        links=sum(use is Use.LINK for use in uses),
        pictures=sum(page.pictures for page in site.pages.values()),
        feeds=sum(feeds.is_feed(path) for path in site.texts),
        sitemaps=len(maps),
    )


def _many(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
