"""A page: what it shows, in a template and a frame."""

from __future__ import annotations

from collections.abc import Callable

from sitegen import urls
from sitegen.config import Site
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.plan import schema, sharing
from sitegen.plan.frames import FramePlanner, LinkTo
from sitegen.plan.pictures import Assets
from sitegen.plan.project import Project
from sitegen.plan.units import Outline
from sitegen.plan.voice import Voice
from sitegen.recipes import BodyRecipe, PageRecipe, PartRecipe, Recipe, Thing
from sitegen.stories import Story
from sitegen.theme import Template
from sitegen.views import Content, Frame, Link, Phrase, Property, SharePicture


class PageMaker:
    """Makes the recipes of the pages of a site in one language: what they show, in its template and its frame.

    `note` is told what is wrong.
    """

    def __init__(
        self,
        project: Project,
        site: Site,
        voice: Voice,
        frames: FramePlanner,
        assets: Assets,
        note: Callable[[Diagnostic], None],
    ) -> None:
        self._project = project
        self._site = site
        self._tag = voice.tag
        self._voice = voice
        self._frames = frames
        self._assets = assets
        self._note = note

    def frame(
        self,
        path: str,
        title: Phrase,
        description: Phrase,
        *,
        crumbs: tuple[Link, ...] = (),
        picture: SharePicture | None = None,
        story: Story | None = None,
        kind: tuple[Property, ...] = sharing.WEBSITE,
        topic: tuple[str, Phrase] | None = None,
        place: str = "",
        beside: tuple[str, str] = ("", ""),
    ) -> Frame:
        """Return what stands around a page at a path."""
        return self._frames.frame(
            path,
            title,
            description,
            crumbs=crumbs,
            picture=picture,
            preview=self._project.preview,
            story=story,
            kind=kind,
            topic=topic,
            place=place,
            beside=beside,
        )

    def page(
        self,
        path: str,
        template: str,
        content: Content,
        frame: Frame,
        *,
        body: BodyRecipe | None = None,
        about: str = "",
        graph: tuple[Thing, ...] = (),
        link: LinkTo = urls.relative,
    ) -> dict[str, Recipe]:
        """Return the recipe of a page under its path; nothing when the theme lacks its template."""
        names = (template, *(sorted({name for _, name, _ in body.inserts}) if body else ()))
        templates = tuple(found for name in names if (found := self._template(name)))
        if len(templates) < len(names):
            return {}
        if self._project.config.features.schema:
            graph = (*graph, *schema.breadcrumbs(self._site, path, frame.crumbs))
        assets = sorted({asset for found in templates for asset in found.assets})
        return {
            path: PageRecipe(
                template=template,
                template_digest=templates[0].digest,
                strings=self._voice.strings(templates),
                assets=tuple((name, link(path, self._assets.path(name, self._tag))) for name in assets),
                page=frame,
                content=content,
                body=body,
                graph=graph,
                about=about or path,
            )
        }

    def template_of(self, text: Story, usual: str) -> str:
        """Return the template that shows a text; the planner reports one that the theme does not have."""
        own = f"{text.template}.html"
        return own if own in self._project.theme.templates else usual

    def _template(self, name: str) -> Template | None:
        """Return a template of the theme; note one that is not there at all, as a broken one has been reported."""
        theme = self._project.theme
        template = theme.templates.get(name)
        if template is None and (place := f"{theme.path}/templates/{name}") not in self._project.digests:
            self._note(error("missing-template", Span(place), "the theme lacks this template", "add it"))
        return template

    def part(self, part: str, outline: Outline, recipe: PageRecipe | None) -> PartRecipe:
        """Return a part of the page of a unit, as `SitePlanner.part` does."""
        template = self._project.theme.templates[part]
        path = outline.path
        return PartRecipe(
            template=part,
            strings=self._voice.strings((template,)),
            assets=tuple((name, urls.relative(path, self._assets.path(name, self._tag))) for name in template.assets),
            page=recipe.page if recipe else outline.frame,
            content=recipe.content if recipe else None,
            graph=recipe.graph if recipe else (),
            about=outline.about,
        )
