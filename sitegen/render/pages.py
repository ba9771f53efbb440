"""Page recipes to HTML: the running text from its blocks, then the template around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from sitegen.catalog import plural_index
from sitegen.locales import Locale, direction, format_number
from sitegen.markdown import Document, Rendering, Skeleton, skeleton
from sitegen.recipes import BodyRecipe, PageRecipe, StringEntry, Strings
from sitegen.render.machines import graph
from sitegen.segments import Said, localized_html
from sitegen.store import Store
from sitegen.theme import INSERT_TEMPLATES, Answers, Renderer, Theme
from sitegen.tree import Tree
from sitegen.views import FIELDS, BoxView, InsertView, Markup, Phrase

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: Stands for the blocks of a box while its template is rendered; no text may hold such a character.
_BODY = "\ue002"
#: How many skeletons of texts are held.
_HELD = 64
#: The rule of a source string, which is in a language with one and other.
_SOURCE_PLURAL = "nplurals=2; plural=(n != 1);"


def renderer(tree: Tree, theme: Theme, store: Store | None = None) -> Renderer:
    """Return what renders the templates of a theme for `PageMaker`; `store` keeps what they are compiled to."""
    return Renderer(tree, theme, {**FIELDS, Sentence: frozenset({"html", "plain", "attributes"})}, store)


class PageMaker:
    """Makes pages with the templates of one theme."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._skeletons: dict[str, Skeleton | None] = {}

    def make(self, recipe: PageRecipe, documents: Mapping[str, Document]) -> bytes:
        """Return the bytes of a page, whose text is among `documents` by the digest that its recipe names."""
        answers = _answers(recipe.strings, dict(recipe.assets))
        variables: dict[str, object] = {"page": recipe.page, "content": recipe.content, "graph": graph(recipe.graph)}
        if recipe.body is not None:
            variables["body"] = self._body(recipe, recipe.body, documents[recipe.body.document], answers)
        html = self._renderer.render(recipe.template, answers, variables, recipe.about)
        return (html.strip() + "\n").encode()

    def _body(self, recipe: PageRecipe, body: BodyRecipe, document: Document, answers: Answers) -> Markup:
        said = {(w.context, w.id): Said(text=w.text, language=w.language) for w in body.wordings}
        inserts = tuple(self._insert(recipe, answers, view, template) for view, template, _ in body.inserts)
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
        return Markup(html)

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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A string of the theme with its placeholders filled: as HTML, and as plain text for attributes."""

    html: str
    plain: str
    attributes: Markup

    def __html__(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.plain

    def __bool__(self) -> bool:
        return bool(self.plain)


def _answers(strings: Strings, assets: Mapping[str, str]) -> Answers:
    """Return what the functions of a template answer on one page."""
    entries = {(entry.context, entry.id): entry for entry in strings.entries}
    locale = strings.locale

    def t(id: str, **values: object) -> Sentence:
        return _sentence(entries[(None, id)], id, values, locale)

    def pt(context: str, id: str, **values: object) -> Sentence:
        return _sentence(entries[(context, id)], id, values, locale)

    def nt(one: str, many: str, n: int, **values: object) -> Sentence:
        entry = entries[(None, one)]
        forms = entry.forms or (one, many)
        rule = entry.plural_forms if entry.forms and entry.plural_forms else _SOURCE_PLURAL
        form = forms[min(plural_index(rule, n), len(forms) - 1)]
        return _fill(form, entry, {"n": n, **values}, locale)

    def asset(name: str) -> str:
        return assets[name]

    return {"t": t, "pt": pt, "nt": nt, "asset": asset}


def _sentence(entry: StringEntry, id: str, values: Mapping[str, object], locale: Locale) -> Sentence:
    return _fill(entry.forms[0] if entry.forms else id, entry, values, locale)


def _fill(text: str, entry: StringEntry, values: Mapping[str, object], locale: Locale) -> Sentence:
    """Fill placeholders; what is put in is isolated, so that a name in another script does not turn the line."""
    plain: list[str] = []
    html: list[str] = []
    start = 0
    for match in _PLACEHOLDER.finditer(text):
        before = text[start : match.start()]
        value = values.get(match[1], match[0])
        plain += [before, _plain(value, locale)]
        html += [escape(before), _isolated(value, locale, entry.language)]
        start = match.end()
    plain.append(text[start:])
    html.append(escape(text[start:]))
    foreign = entry.language != locale.tag
    marks = f' lang="{entry.language}" dir="{direction(entry.language)}"' if foreign else ""
    whole = "".join(html)
    return Sentence(f"<span{marks}>{whole}</span>" if foreign else whole, "".join(plain), Markup(marks))


def _plain(value: object, locale: Locale) -> str:
    return format_number(locale, value) if isinstance(value, (int, float)) else str(value)


def _isolated(value: object, locale: Locale, language: str) -> str:
    """Return a value as HTML inside a string that is in `language`, marked when it is in another."""
    if isinstance(value, (int, float)):
        return escape(format_number(locale, value))
    own = value.language if isinstance(value, Phrase) else locale.tag
    marks = f' lang="{own}" dir="{direction(own)}"' if own != language else ""
    return f"<bdi{marks}>{escape(str(value))}</bdi>"
