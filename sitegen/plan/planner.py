"""The plan of a project: for each site, a table from output path to recipe."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from sitegen.config import Config, Site
from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.markdown import Document
from sitegen.plan import sections
from sitegen.plan.addresses import Addresses
from sitegen.plan.outward import Shared
from sitegen.plan.project import Project
from sitegen.plan.shelf import shelf
from sitegen.plan.site import SitePlanner
from sitegen.plan.units import Planned, Unit, material_key, page_key
from sitegen.recipes import Recipe, SitemapEntry
from sitegen.shape import suggest
from sitegen.stories import MISSION_PAGES, PAGE, STORY, Library, Story
from sitegen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What each site consists of, by site id and output path, and the documents that recipes name.

    `units` are what the recipes were planned in, by site and path; what a site has once is in none.
    """

    sites: Mapping[str, Mapping[str, Recipe]]
    units: Mapping[str, Mapping[str, Unit]]
    documents: Mapping[str, Document]
    found: tuple[Diagnostic, ...]

    def keys(self, site: str) -> dict[str, str]:
        """Return what each output of a site is known by in its manifest."""
        units = self.units[site]
        return {
            path: page_key(units[path]) if path in units else material_key(recipe)
            for path, recipe in self.sites[site].items()
        }


class Planner:
    """Plans all sites of a project; it knows the units of each before any is planned."""

    def __init__(self, project: Project) -> None:
        self.project = project
        shown = shelf(project)
        self._addresses = Addresses(project.config, project.translations, project.permalinks)
        self._shared = Shared(project, self._addresses)
        self.sites = {
            site.id: SitePlanner(project, self._shared, site, shown.of(site.id), self._addresses)
            for site in project.config.sites
        }

    def put(self, story: Story) -> bool:
        """Put a text in the place of what it was, after its catalogs; tell whether others show the same of it."""
        self._shared.forget(story)
        self._addresses.forget(story)
        return all(site.put(story) for site in self.sites.values())

    def noticed(self) -> list[Diagnostic]:
        """Return what is wrong besides what is found while units are planned."""
        names = (*_check_names(self.project.config, self.project.library), *_check_templates(self.project))
        return [*names, *(fault for site in self.sites.values() for fault in site.noticed())]


def plan(project: Project) -> Plan:
    """Decide for all sites what exists where."""
    planner = Planner(project)
    sites: dict[str, Mapping[str, Recipe]] = {}
    units: dict[str, Mapping[str, Unit]] = {}
    documents: dict[str, Document] = {}
    found = planner.noticed()
    for id, site in planner.sites.items():
        planned = {unit: site.plan(unit) for unit in site.units()}
        recipes: dict[str, Recipe] = {}
        for part in planned.values():
            recipes |= part.pages
            documents |= part.documents
            found += part.found
        once = site.once(*_together(planned.values()))
        materials = {path: recipe for part in planned.values() for path, recipe in part.materials.items()}
        sites[id] = dict(sorted((recipes | materials | once).items()))
        units[id] = {path: unit for unit, part in planned.items() for path in part.pages}
        found += collisions(site.site, sites[id])
    return Plan(sites=sites, units=units, documents=documents, found=tuple(dict.fromkeys(found)))


def _together(planned: Iterable[Planned]) -> tuple[list[tuple[str, str, SitemapEntry]], dict[str, str]]:
    entries: list[tuple[str, str, SitemapEntry]] = []
    moved: dict[str, str] = {}
    for part in planned:
        entries += part.entries
        moved |= part.moved
    return entries, moved


def _check_names(config: Config, library: Library) -> list[Diagnostic]:
    """Check what configuration says of stories and pages; texts left out for errors are known all the same."""
    found = []
    faulty = [domain.rpartition("/") for domain in sorted(library.faulty)]
    stories = [story.slug for story in library.stories] + [slug for kind, _, slug in faulty if kind == STORY]
    shared = [page.slug for page in library.pages if not page.site] + [slug for kind, _, slug in faulty if kind == PAGE]
    for site in config.sites:
        for slug in site.featured:
            if slug not in stories:
                span = Span(site.path, site.featured_line)
                found.append(warning("missing-story", span, f'there is no story "{slug}"', suggest(slug, stories)))
        kind = f"{MISSION_PAGES}{site.id}"
        own = [page.slug for page in library.pages if page.site == site.id]
        pages = [*sections.SECTIONS, *shared, *own, *(slug for other, _, slug in faulty if other == kind)]
        for name in site.navigation:
            if name not in pages:
                span = Span(site.path, site.navigation_line)
                found.append(warning("missing-page", span, f'there is no page "{name}"', suggest(name, pages)))
    return found


def _check_templates(project: Project) -> list[Diagnostic]:
    """Check the templates that texts ask for by name."""
    known = [name.removesuffix(".html") for name in project.theme.templates if "/" not in name]
    return [
        error("missing-template", Span(text.path, text.line("template")), message, suggest(text.template, known))
        for text in project.library.all
        if text.template and text.template not in known
        for message in [f'the theme has no template "{text.template}.html"']
    ]


def collisions(site: Site, recipes: Iterable[str]) -> list[Diagnostic]:
    """Find outputs that a file system without case, or one that normalises names, would write over each other."""
    seen: dict[str, str] = {}
    found = []
    for path in recipes:
        other = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path:
            found.append(error("path-collision", Span(site.path), f"{path} and {other} are one file", "rename one"))
    return found
