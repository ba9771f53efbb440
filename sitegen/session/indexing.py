"""The search index of one site in one run: as it was, or made anew of the pages that are to be published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sitegen import search
from sitegen.config import Features
from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.output import Folder
from sitegen.plan import Plan
from sitegen.recipes import PageRecipe, SearchRecipe
from sitegen.search import Bundle, Program, SearchError
from sitegen.session.memory import Indexed
from sitegen.store import Store, key
from sitegen.urls import SEARCH_INDEX
from sitegen.views import StoryView, TextView


def index_keys(plan: Plan, site: str, folder: Folder, features: Features) -> dict[str, str]:
    """Return what a build would know the files of a site's index by that are there, if its pages are as they are."""
    program = search.program()
    if not features.search or not program.path:
        return {}
    found: dict[str, list[tuple[str, str]]] = {}
    for path, recipe in plan.sites[site].items():
        if not isinstance(recipe, PageRecipe) or path not in folder.files:
            continue
        if isinstance(recipe.content, (StoryView, TextView)):
            found.setdefault(recipe.page.language, []).append((path, folder.files[path].digest))
    name = key(_recipes(program, found))
    return {path: name for path in folder.files if path.startswith(f"{SEARCH_INDEX}/")}


class Indexing:
    """Makes the indexes of sites with one program, and keeps in a store what came of each language."""

    def __init__(self, program: Program, store: Store) -> None:
        self.program = program
        self._store = store

    @property
    def missing(self) -> Diagnostic:
        """What is said where the program is not installed."""
        message = "Pagefind is not installed, so searching finds titles only"
        hint = "run `make site`, or pip install 'sitegen[search]'; or turn off search in the features of this file"
        return warning("search-missing", Span("content/site.yaml"), message, hint)

    def recipes(self, pages: Mapping[str, Sequence[tuple[str, str]]]) -> tuple[SearchRecipe, ...]:
        """Return the recipes of a site's languages, given the paths and digests of their pages."""
        return _recipes(self.program, pages)

    def retain(self, indexed: Indexed) -> None:
        """Say of what stays that the store has use for it: other languages need it when one of them changes."""
        for name in indexed.kept:
            self._store.retain(name)

    def make(
        self, recipes: Sequence[SearchRecipe], read: Callable[[str], bytes]
    ) -> tuple[Indexed, dict[str, bytes], list[Diagnostic]]:
        """Return what is to be remembered of a site's index, its files, and what is wrong."""
        # Large to import, and most builds of a large site change no page that is searched.
        from concurrent.futures import ThreadPoolExecutor
        from os import cpu_count

        def bundle(recipe: SearchRecipe) -> Bundle:
            return search.make(self.program, recipe, self._store, read)

        try:
            # The work is done by processes, which threads wait for.
            with ThreadPoolExecutor(cpu_count()) as executor:
                bundles = list(executor.map(bundle, recipes))
        except SearchError as problem:
            hint = "install it anew: `make site`; or turn off search in the features of this file"
            return Indexed(), {}, [error("search-broken", Span("content/site.yaml"), str(problem), hint)]
        files = search.merge(bundles)
        name = key(recipes)
        kept = tuple(bundle.kept for bundle in bundles)
        return Indexed(key=name, paths=tuple(files), kept=kept), files, []


def _recipes(program: Program, pages: Mapping[str, Sequence[tuple[str, str]]]) -> tuple[SearchRecipe, ...]:
    return tuple(search.recipe(program, tag, pages[tag]) for tag in sorted(pages))
