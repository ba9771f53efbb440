"""Page recipes to HTML: the running text from its blocks, then the template around it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from functools import partial

from sitegen import shortcuts
from sitegen.locales import Locale, translate_digits
from sitegen.markdown import Document, Rendering, Skeleton, skeleton
from sitegen.patterns import late
from sitegen.recipes import BodyRecipe, PageRecipe, PartRecipe
from sitegen.render.machines import graph
from sitegen.render.words import Dictionary, Sentence
from sitegen.segments import Said, localized_html
from sitegen.store import Store
from sitegen.theme import INSERT_TEMPLATES, Answers, Renderer, Shown, Theme
from sitegen.tree import Tree
from sitegen.views import FIELDS, BoxView, InsertView, Markup

#: Stands for the blocks of a box while its template is rendered; no text may hold such a character.
_BODY = "\ue002"
#: How many skeletons of texts, and how many running texts, are held.
_HELD = 64


def renderer(tree: Tree, theme: Theme, store: Store | None = None) -> Renderer:
    """Return what renders the templates of a theme for `PageMaker`; `store` keeps what they are compiled to."""
    return Renderer(tree, theme, {**FIELDS, Sentence: frozenset({"html", "plain", "attributes"})}, store)


#: What the numbers of footnotes stand in: the mark in the text, and the label of the way back.
_NUMBERED = late(r'(?<=<a class="footnote-ref" )href="[^"]*">\d+|<a aria-label="[^"]*" class="footnote-backref"')
_HREF = late(r'(href="[^"]*")')


def _in_digits(locale: Locale, match: re.Match[str]) -> str:
    """Return a piece of HTML with its digits as the page writes them, but for those of an address."""
    parts = _HREF.split(match[0])
    return "".join(part if part.startswith("href=") else translate_digits(locale, part) for part in parts)


class PageMaker:
    """Makes pages with the templates of one theme."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._dictionary = Dictionary(hold=shortcuts.on())
        self._skeletons: dict[str, Skeleton | None] = {}
        self._bodies: dict[Hashable, tuple[BodyRecipe, Markup]] = {}

    def make(self, recipe: PageRecipe, documents: Mapping[str, Document]) -> bytes:
        """Return the bytes of a page, whose text is among `documents` by the digest that its recipe names."""
        return self.show(recipe, documents).html.encode()

    def show(self, recipe: PageRecipe, documents: Mapping[str, Document]) -> Shown:
        """Return a page with the places of its parts; the arguments are those of `make`."""
        answers = self._dictionary.answers(recipe.strings, recipe.assets)
        variables: dict[str, object] = {"page": recipe.page, "content": recipe.content, "graph": graph(recipe.graph)}
        if recipe.body is not None:
            variables["body"] = self._body(recipe, recipe.body, documents[recipe.body.document], answers)
        return self._renderer.show(recipe.template, answers, variables, recipe.about)

    def part(self, part: PartRecipe) -> str:
        """Return a part of a page as it stands there."""
        answers = self._dictionary.answers(part.strings, part.assets)
        variables = {"page": part.page, "content": part.content, "graph": graph(part.graph)}
        return self._renderer.render(part.template, answers, variables, part.about)

    def _body(self, recipe: PageRecipe, body: BodyRecipe, document: Document, answers: Answers) -> Markup:
        inserts = tuple(self._insert(recipe, answers, view, template) for view, template, _ in body.inserts)
        if not shortcuts.on():
            return self._running_text(body, document, inserts)
        # Sites that show a text alike have the same recipe. It is held, so that no other takes over its identity.
        name = (id(body), inserts)
        found = self._bodies.get(name)
        if found is None:
            if len(self._bodies) >= _HELD:
                self._bodies.clear()
            found = self._bodies[name] = body, self._running_text(body, document, inserts)
        return found[1]

    def _running_text(self, body: BodyRecipe, document: Document, inserts: tuple[tuple[str, str], ...]) -> Markup:
        """Return the HTML of a text with its inserts, of which each is what stands before and behind what is in it."""
        said = {(context, id): Said(text, language) for context, id, text, language in body.wordings}
        rendering = Rendering(
            links=dict(body.links),
            images={src: (url, width, height) for src, url, width, height in body.images},
            inserts=inserts,
            backlink=body.backlink.text,
            table=body.table,
        )
        html = localized_html(
            document,
            self._skeleton(body.document, document),
            said.__getitem__,
            body.language,
            rendering,
            own=body.own,
            label=body.backlink.language,
        )
        return Markup(html if body.locale.digits == "latn" else _NUMBERED.sub(partial(_in_digits, body.locale), html))

    def _skeleton(self, name: str, document: Document) -> Skeleton | None:
        """Return the skeleton of a text; the last ones are held, since pages of one text are made together."""
        if name not in self._skeletons:
            if len(self._skeletons) >= _HELD:
                self._skeletons.clear()
            self._skeletons[name] = skeleton(document)
        return self._skeletons[name]

    def _insert(self, recipe: PageRecipe, answers: Answers, view: InsertView, template: str) -> tuple[str, str]:
        """Return the HTML of an insert; for a box, what stands before and behind the blocks in it."""
        name = next(name for name, known in INSERT_TEMPLATES.items() if known == template)
        variables = {"page": recipe.page, name: view}
        if not isinstance(view, BoxView):
            return self._renderer.render(template, answers, variables, recipe.about).strip(), ""
        html = self._renderer.render(template, answers, variables | {"body": Markup(_BODY)}, recipe.about)
        before, _, behind = html.strip().partition(_BODY)
        return before.rstrip(), behind.lstrip()
