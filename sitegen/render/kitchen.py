"""Makes the bytes of any recipe, and keeps in the store what is dear."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen import cards, fonts, images, webvtt
from sitegen.diagnostics import Diagnostic, FaultError, Span, error
from sitegen.markdown import Document
from sitegen.recipes import (
    CARD_MODULES,
    CalendarRecipe,
    CardRecipe,
    CopyRecipe,
    FeedRecipe,
    FontRecipe,
    PageRecipe,
    PartRecipe,
    PictureRecipe,
    Recipe,
    RedirectsRecipe,
    SitemapIndexRecipe,
    SitemapRecipe,
    StandInRecipe,
    StyleRecipe,
    SubtitlesRecipe,
)
from sitegen.render import calendars, machines, styles
from sitegen.render.pages import PageMaker
from sitegen.stages import QUIET, Stages
from sitegen.store import Store, key, memo
from sitegen.theme import Renderer, Shown

if TYPE_CHECKING:
    from concurrent.futures import Executor


class Kitchen:
    """Makes outputs. `read` gives the bytes of a project file or an installed one by its path."""

    def __init__(self, store: Store, read: Callable[[str], bytes], renderer: Renderer) -> None:
        self._store = store
        self._read = read
        self._pages = PageMaker(renderer)

    def make(self, recipe: Recipe, documents: Mapping[str, Document] = MappingProxyType({})) -> bytes:
        """Return the bytes of a recipe, whose text is among `documents`.

        Raises `FaultError` for what a template did wrong.
        """
        if isinstance(recipe, PageRecipe):
            return self._pages.make(recipe, documents)
        if isinstance(recipe, PictureRecipe):
            return memo(
                self._store, recipe, lambda: images.derive(self._read(recipe.path), recipe.derivation), "images"
            )
        if isinstance(recipe, CardRecipe):
            return self._card(recipe)
        if isinstance(recipe, FontRecipe):
            return self._font(recipe)
        if isinstance(recipe, StyleRecipe):
            return self._style(recipe)
        if isinstance(recipe, CopyRecipe):
            return self._read(recipe.path)
        if isinstance(recipe, SubtitlesRecipe):
            return webvtt.write(recipe.cues, recipe.language)
        if isinstance(recipe, (FeedRecipe, SitemapRecipe, SitemapIndexRecipe)):
            return _xml(recipe)
        if isinstance(recipe, CalendarRecipe):
            return calendars.make(recipe)
        if isinstance(recipe, RedirectsRecipe):
            return _redirects(recipe)
        return machines.robots(recipe)

    def show(self, recipe: PageRecipe, documents: Mapping[str, Document]) -> Shown:
        """Return a page with the places of its parts; arguments and errors are those of `make`."""
        return self._pages.show(recipe, documents)

    def part(self, part: PartRecipe) -> str:
        """Return a part of a page. Raises `FaultError` for what its template did wrong."""
        return self._pages.part(part)

    def prepare(self, recipes: Iterable[Recipe], stages: Stages = QUIET) -> None:
        """Make pictures and share cards side by side, so that `make` finds them in the store.

        Threads serve, since Pillow works without holding the interpreter's lock. Each core decodes one photo at a time,
        for all that is made of it; other threads encode, so that a single new photo keeps all cores busy too. Cards of
        one story are drawn one after the other, as they share a picture. `stages` are told how many photos and stories
        are done.
        """
        photos: dict[str, list[PictureRecipe]] = {}
        stories: dict[str, list[CardRecipe]] = {}
        for recipe in recipes:
            if isinstance(recipe, PictureRecipe):
                photos.setdefault(recipe.path, []).append(recipe)
            elif isinstance(recipe, CardRecipe):
                stories.setdefault(recipe.about, []).append(recipe)
        if not photos and not stories:
            return
        # Large to import, and most builds make no picture.
        import multiprocessing
        from concurrent.futures import ThreadPoolExecutor

        cores = multiprocessing.cpu_count()
        with ThreadPoolExecutor(cores) as encoding, ThreadPoolExecutor(cores) as decoding:
            derived = decoding.map(lambda path: self._derive(path, photos[path], encoding), sorted(photos))
            drawn = decoding.map(lambda path: self._draw_all(stories[path]), sorted(stories))
            for number, _ in enumerate(chain(derived, drawn), 1):
                stages.tell("pictures", number, len(photos) + len(stories))

    def retain(self, key: str) -> None:
        """Say that what is known by a key is still of use, though it was taken from the output."""
        self._store.retain(key)

    def _derive(self, photo: str, recipes: Iterable[PictureRecipe], executor: Executor) -> None:
        """Make of one photo what the store lacks."""
        names = {recipe.derivation: key(recipe, "images") for recipe in recipes}
        missing = {derivation: name for derivation, name in names.items() if self._store.get(name) is None}
        if missing:
            for derivation, made in images.derive_all(self._read(photo), missing, executor):
                self._store.put(missing[derivation], made)

    def _draw_all(self, recipes: Iterable[CardRecipe]) -> None:
        for recipe in recipes:
            # Whatever is wrong is told by `make`.
            with contextlib.suppress(FaultError):
                self._card(recipe)

    def _card(self, recipe: CardRecipe) -> bytes:
        try:
            return memo(self._store, recipe, lambda: self._studio.draw(recipe.card), *CARD_MODULES)
        except cards.CardError as problem:
            hint = "mend the file, or take `cards` out of theme.yaml"
            raise FaultError(error("card-broken", Span(recipe.about), f"its share card: {problem}", hint)) from problem

    @functools.cached_property
    def _studio(self) -> cards.Studio:
        return cards.Studio(self._read)

    def _font(self, recipe: FontRecipe) -> bytes:
        if not recipe.characters:
            return self._read(recipe.path)
        try:
            return memo(self._store, recipe, lambda: self._cut(recipe), "fonts")
        except fonts.FontError as problem:
            raise FaultError(_broken(recipe.path, problem)) from problem

    def _cut(self, recipe: FontRecipe) -> bytes:
        content = self._read(recipe.path)
        return fonts.cut(content, recipe.characters, weights=recipe.weights, features=recipe.features)

    def _style(self, recipe: StyleRecipe) -> bytes:
        parts = (self._read(path) for path, _ in recipe.parts)
        return styles.join(parts, recipe.faces, map(self._stand_in, recipe.stand_ins))

    def _stand_in(self, recipe: StandInRecipe) -> str:
        rule = partial(styles.stand_in_rule, recipe, lambda: self._read(recipe.path))
        try:
            return memo(self._store, recipe, rule, "fonts", "render").decode()
        except fonts.FontError as problem:
            raise FaultError(_broken(recipe.path, problem)) from problem


def _xml(recipe: FeedRecipe | SitemapRecipe | SitemapIndexRecipe) -> bytes:
    # An edit seldom changes what these say, and the library of trees takes as long to import as a page to make.
    from sitegen.render import feeds, xml

    if isinstance(recipe, FeedRecipe):
        return feeds.make(recipe)
    return xml.sitemap(recipe) if isinstance(recipe, SitemapRecipe) else xml.sitemap_index(recipe)


def _broken(path: str, problem: fonts.FontError) -> Diagnostic:
    return error("font-broken", Span(path), str(problem), "install it anew")


def _redirects(recipe: RedirectsRecipe) -> bytes:
    """Return rules in the form that several hosts read. 301: moved for good.

    Netlify's `301!` would go before the page that stands at the old address, but not every host reads it.
    """
    return "".join(f"{old} {new} 301\n" for old, new in recipe.rules).encode()
