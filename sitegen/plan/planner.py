"""The plan of a project: for each site, a table from output path to recipe."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.config import Config, Site
from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.markdown import Document
from sitegen.plan import sections
from sitegen.plan.addresses import Addresses
from sitegen.plan.pages import SitePlanner
from sitegen.plan.project import Project
from sitegen.plan.shelf import shelf
from sitegen.recipes import Recipe
from sitegen.shape import suggest
from sitegen.stories import MISSION_PAGES, PAGE, STORY, Library


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What each site consists of, by site id and output path, and the documents that recipes name."""

    sites: Mapping[str, Mapping[str, Recipe]]
    documents: Mapping[str, Document]
    found: tuple[Diagnostic, ...]


def plan(project: Project) -> Plan:
    """Decide for all sites what exists where."""
    shown = shelf(project)
    addresses = Addresses(project.config, project.translations, project.permalinks)
    sites: dict[str, Mapping[str, Recipe]] = {}
    documents: dict[str, Document] = {}
    found = [*_check_names(project.config, project.library), *_check_templates(project)]
    for site in project.config.sites:
        planner = SitePlanner(project, site, shown.of(site.id), addresses)
        sites[site.id] = planner.plan()
        documents |= planner.documents
        found += planner.found
        found += _collisions(site, sites[site.id])
    return Plan(sites=sites, documents=documents, found=tuple(dict.fromkeys(found)))


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


def _collisions(site: Site, recipes: Mapping[str, Recipe]) -> list[Diagnostic]:
    """Find outputs that a file system without case, or one that normalises names, would write over each other."""
    seen: dict[str, str] = {}
    found = []
    for path in recipes:
        other = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path:
            found.append(error("path-collision", Span(site.path), f"{path} and {other} are one file", "rename one"))
    return found
