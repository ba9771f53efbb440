"""One site, in each of its languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial

from sitegen.config import Site
from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.locales import is_pseudo_tag, native_name
from sitegen.plan.addresses import Addresses
from sitegen.plan.cards import Kit, check_cards
from sitegen.plan.frames import FramePlanner
from sitegen.plan.headlines import all_letters, headlines
from sitegen.plan.language import LanguagePlanner
from sitegen.plan.maps import Atlas
from sitegen.plan.outward import Shared
from sitegen.plan.pictures import Assets, Pictures
from sitegen.plan.project import Project
from sitegen.plan.redirects import rules
from sitegen.plan.shelf import Shelf
from sitegen.plan.sitemaps import entries, robots, sitemaps
from sitegen.plan.units import Outline, Planned, Unit, join
from sitegen.plan.voice import Voice
from sitegen.recipes import PageRecipe, PartRecipe, Recipe, SitemapEntry
from sitegen.store import key
from sitegen.stories import Story
from sitegen.views import Phrase


class SitePlanner:
    """Plans one site, unit by unit."""

    def __init__(self, project: Project, shared: Shared, site: Site, library: Shelf, addresses: Addresses) -> None:
        self.project = project
        self.shared = shared
        self.site = site
        self.library = library
        self.addresses = addresses
        self.pictures = Pictures(project.theme)
        self.fonts = project.theme.fonts if project.config.features.fonts else ()
        self.assets = Assets(
            project.theme,
            self.fonts,
            project.digests,
            project.installed,
            self._names(),
            partial(headlines, project, library),
            partial(all_letters, project, library),
            stable=project.preview,
        )
        #: What is for those at work on the site alone.
        self.shows_unfinished = project.preview or project.drafts
        self.found: list[Diagnostic] = []
        places = library.stories if project.config.features.places else ()
        self.atlas = Atlas(places, project.config.map)
        self._planners = {language.tag: LanguagePlanner(self, language) for language in site.languages}

    def units(self) -> Iterator[Unit]:
        """Yield all units of the site but the one of what it has once."""
        for planner in self._planners.values():
            yield from planner.units()

    def units_of(self, story: Story) -> Iterator[Unit]:
        """Yield the units of one text."""
        for planner in self._planners.values():
            yield from planner.units_of(story)

    def outward(self, story: Story) -> str:
        """Return the digest of what all units of other texts, and all lists, know of a text."""
        return join(planner.known(story) for planner in self._planners.values())

    def put(self, story: Story) -> bool:
        """Put a text in the place of what it was; tell whether what others show of it is the same."""
        return all(planner.put(story) for planner in self._planners.values())

    def plan(self, unit: Unit) -> Planned:
        """Plan one unit."""
        self.pictures.recipes, self.assets.copies, self.found = {}, {}, []
        planner = self._planners[unit.tag]
        pages, moved = planner.plan(unit)
        return Planned(
            pages=pages,
            materials=self.pictures.recipes | self.assets.copies,
            documents=planner.texts.documents,
            entries=tuple(entries(self.site, pages)),
            moved=moved,
            found=(*self.found, *planner.texts.found),
        )

    def outline(self, unit: Unit) -> Outline | None:
        """Return what is known of the page of a unit without planning it; None where that is too little."""
        return self._planners[unit.tag].outline(unit)

    def part(self, part: str, outline: Outline, recipe: PageRecipe | None) -> PartRecipe:
        """Return a part of the page of a unit; without the recipe of the page for one that asks for its outline only.

        The theme has to have the template `part`.
        """
        return self._planners[outline.frame.language].part(part, outline, recipe)

    def once(self, pages: Iterable[tuple[str, str, SitemapEntry]], moved: Mapping[str, str]) -> dict[str, Recipe]:
        """Return what the site has once: `pages` are the entries of all its units for sitemaps, `moved` their paths."""
        hidden = self.project.preview or any(map(is_pseudo_tag, self.site.tags))
        maps = sitemaps(self.site, pages) if self.project.config.features.sitemaps else {}
        return self.assets.recipes | maps | robots(self.site, maps, hidden=hidden) | rules(self.site, moved)

    @property
    def is_searched(self) -> bool:
        """Tell whether the site has a search index. A preview has none: making it takes longer than all else."""
        return self.project.config.features.search and not self.project.preview

    def is_text(self, name: str) -> bool:
        """Tell whether a unit is a story or a page that the site shows, by its name."""
        return name in self._texts

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(text.domain for text in (*self.library.stories, *self.library.pages))

    @cached_property
    def names(self) -> dict[str, Phrase]:
        """The name of the site in each of its languages."""
        return {tag: planner.frames.name for tag, planner in self._planners.items()}

    @cached_property
    def state(self) -> str:
        """The digest of what the site has once depends on besides its units."""
        return join(
            (self.shared.settings, *(part for item in self.assets.recipes.items() for part in (item[0], key(item[1]))))
        )

    def noticed(self) -> list[Diagnostic]:
        """Return what is wrong with the site's fonts."""
        fonts = [self._font_missing(font.package) for font in self.assets.missing]
        return [*fonts, *check_cards(self.project)]

    def note(self, fault: Diagnostic) -> None:
        """Note what is wrong in the unit that is being planned."""
        self.found.append(fault)

    def kit(self, story: Story, tag: str) -> Kit | None:
        """Return what shows a story in other networks, in a language; None without cards, or where it is not offered.

        What is wrong stands in `found`.
        """
        self.found = []
        return self._planners[tag].kit(story)

    def _names(self) -> dict[str, str]:
        """Return, by language, its own name and the name of the site in it."""
        source = self.project.config.source_language
        shared = (self.project.config, self.site, self.library, self.addresses)
        voices = [Voice(self.project.translations, self.site, language, source) for language in self.site.languages]
        return {voice.tag: native_name(voice.tag) + FramePlanner(*shared, voice).name.text for voice in voices}

    def _font_missing(self, package: str) -> Diagnostic:
        span = Span(f"{self.project.theme.path}/theme.yaml")
        hint = "run `make site`, which installs it; until then the reader's own fonts are used"
        return warning("font-missing", span, f"the font package {package} is not installed", hint)
