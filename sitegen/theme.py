"""A theme: its folder, what each template depends on, and the strict sandbox it is rendered in.

Jinja lives here. A template sees views and nothing else; its closure (itself and all it extends,
includes and imports), the strings it shows and the assets it names are read off its syntax tree, so
that a recipe can hold just those. Content is never compiled as a template.
"""

from __future__ import annotations

import contextvars
import functools
import posixpath
import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sitegen import digest
from sitegen.diagnostics import Diagnostic, FaultError, Span, error
from sitegen.shape import Choice, Faults, Field, ListOf, Number, Record, Text, compose, decode, suggest
from sitegen.tree import ChangedError, Tree

#: The formats in which pictures may be published, best first in a theme's list.
PICTURE_FORMATS = ("avif", "webp", "jpeg", "png")
#: What stands in running text and is rendered by itself, with the template of the theme that shows it.
INSERT_TEMPLATES = {
    name: f"parts/{name}.html" for name in ("figure", "gallery", "quote", "video", "chart", "itinerary", "box")
}
#: What a template may call; `asset` gives an address, the others words in the page's language.
FUNCTIONS = ("t", "nt", "pt", "asset")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMessage:
    """A string of a template, with the first place at which it stands."""

    id: str
    plural: str | None
    context: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template with all it depends on. `digest` covers its whole closure."""

    name: str
    digest: str
    messages: tuple[ThemeMessage, ...]
    assets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font file of an installed package and how style sheets call it.

    `characters` cuts it to these; empty keeps the file as it is. `names` makes it the face for names of
    these languages in menus, cut to just their letters.
    """

    family: str
    package: str
    file: str
    weight: str
    style: str
    unicode_range: str
    characters: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme as read. `assets` maps names below `assets/` to project paths."""

    name: str
    path: str
    templates: Mapping[str, Template]
    assets: Mapping[str, str]
    styles: tuple[str, ...]
    widths: tuple[int, ...]
    formats: tuple[str, ...]
    fonts: tuple[Font, ...]

    @property
    def messages(self) -> tuple[ThemeMessage, ...]:
        """All strings of all templates, once each, in order of place."""
        seen: dict[tuple[str | None, str], ThemeMessage] = {}
        for template in self.templates.values():
            for message in template.messages:
                key = (message.context, message.id)
                if key not in seen or message.span < seen[key].span or (message.plural and not seen[key].plural):
                    seen[key] = message
        return tuple(sorted(seen.values(), key=lambda message: (message.span, message.id, message.context or "")))


def load(tree: Tree, name: str) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """Read the theme `themes/<name>`; None when its `theme.yaml` cannot be used."""
    path = f"themes/{name}"
    file = f"{path}/theme.yaml"
    faults = Faults(file)
    if file not in tree.digests:
        names = sorted({place.split("/")[1] for place in tree.digests if place.startswith("themes/")})
        return None, (error("missing-theme", Span(file), "there is no such theme", suggest(name, names)),)
    text = decode(tree.read(file), faults)
    node = compose(text, faults) if text is not None else None
    if node is None and not faults.found:
        faults.add("empty-file", 1, "the file is empty", "write styles: […] and the other keys of docs/formats.md")
    settings = _SETTINGS.read(node, faults, file) if node else None
    if settings is None:
        return None, tuple(faults.found)
    assets = {
        place.removeprefix(f"{path}/assets/"): place for place in tree.digests if place.startswith(f"{path}/assets/")
    }
    for style in settings.styles:
        if style not in assets:
            faults.add(
                "missing-asset", settings.lines["styles"], f"there is no assets/{style}", suggest(style, list(assets))
            )
    found_styles = _check_styles(tree, settings.styles, assets)
    for field, values in (("formats", settings.formats), ("widths", settings.widths)):
        if not values:
            faults.add("empty-field", settings.lines[field], f'"{field}" is empty', "remove the line, or name one")
    templates, found = _templates(tree, path, assets)
    theme = Theme(
        name=name,
        path=path,
        templates=templates,
        assets=assets,
        styles=settings.styles,
        widths=tuple(int(width) for width in settings.widths),
        formats=settings.formats,
        fonts=settings.fonts,
    )
    return theme, (*faults.found, *found_styles, *found)


def _check_styles(tree: Tree, styles: tuple[str, ...], assets: Mapping[str, str]) -> list[Diagnostic]:
    """Find style files that are not text: they are joined into one."""
    found = []
    for style in styles:
        if style in assets:
            faults = Faults(assets[style])
            decode(tree.read(assets[style]), faults)
            found += faults.found
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settings:
    line: int
    lines: Mapping[str, int]
    styles: tuple[str, ...]
    widths: tuple[float, ...]
    formats: tuple[str, ...]
    fonts: tuple[Font, ...]


def _font(*, line: int, lines: Mapping[str, int], **fields: Any) -> Font:
    return Font(**fields)


_FONT: Record[Font] = Record(
    _font,
    {
        "family": Field(Text(), required=True),
        "package": Field(Text(r"(@[\w-][\w.-]*/)?[\w-][\w.-]*", "the name of an npm package"), required=True),
        "file": Field(Text(r"(?!/|.*\.\.)[\w./-]+", "a path inside the package"), required=True),
        "weight": Field(Text(r"\d+( \d+)?", "one weight or two, as in 400 700"), "400"),
        "style": Field(Choice(("normal", "italic"), kind="style"), "normal"),
        "unicode_range": Field(Text(r"[-U+0-9A-Fa-f, ]+", "ranges as in U+0100-02BA"), ""),
        "characters": Field(Text(), ""),
        "names": Field(ListOf(Text()), ()),
    },
)
_SETTINGS: Record[_Settings] = Record(
    _Settings,
    {
        "styles": Field(ListOf(Text(r"[\w./-]+", "a path below assets/")), required=True),
        "widths": Field(ListOf(Number(16, 8000)), (480.0, 960.0, 1600.0)),
        "formats": Field(ListOf(Choice(PICTURE_FORMATS, kind="picture format")), ("avif", "jpeg")),
        "fonts": Field(ListOf(_FONT), ()),
    },
)

# Reading templates --------------------------------------------------------------------------------------


def _templates(tree: Tree, path: str, assets: Mapping[str, str]) -> tuple[dict[str, Template], tuple[Diagnostic, ...]]:
    prefix = f"{path}/templates/"
    names = [place.removeprefix(prefix) for place in tree.digests if place.startswith(prefix)]
    environment = _environment(tree, path)
    found: list[Diagnostic] = []
    parts: dict[str, _Part] = {}
    for name in names:
        part = _Part.read(environment, tree, prefix, name, names, assets, found)
        if part is not None:
            parts[name] = part
    templates = {}
    for name in parts:
        closure = sorted(_closure(name, parts))
        members = [parts[member] for member in closure]
        templates[name] = Template(
            name=name,
            digest=digest.of(tuple((member, tree.digests[prefix + member]) for member in closure)),
            messages=tuple(message for part in members for message in part.messages),
            assets=tuple(sorted({asset for part in members for asset in part.assets})),
        )
    return templates, tuple(found)


def _closure(name: str, parts: Mapping[str, _Part]) -> set[str]:
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in seen and current in parts:
            seen.add(current)
            waiting += parts[current].references
    return seen


@dataclass(frozen=True, slots=True)
class _Part:
    """What one template file holds itself."""

    references: tuple[str, ...]
    messages: tuple[ThemeMessage, ...]
    assets: tuple[str, ...]

    @staticmethod
    def read(
        environment: jinja2.Environment,
        tree: Tree,
        prefix: str,
        name: str,
        names: list[str],
        assets: Mapping[str, str],
        found: list[Diagnostic],
    ) -> _Part | None:
        faults = Faults(prefix + name)
        source = decode(tree.read(prefix + name), faults)
        try:
            syntax = environment.parse(source or "", name)
        except jinja2.TemplateSyntaxError as problem:
            trans = "tag 'trans'" in str(problem.message)
            hint = 'write {{ t("…") }}: what {% trans %} says is not escaped' if trans else "mend the template"
            faults.add("template-syntax", problem.lineno, str(problem.message), hint)
            found += faults.found
            return None
        except Exception as problem:  # the parser calls itself, and Python's own parser of numbers and texts
            message = f"the template cannot be parsed ({type(problem).__name__})"
            faults.add("template-syntax", 1, message, "nest less, and write shorter numbers")
            found += faults.found
            return None
        for node in syntax.find_all(nodes.Filter):
            if node.name == "safe":
                faults.add("template-safe", node.lineno, "the filter `safe` is not allowed", "show a view's own value")
            elif node.name not in environment.filters:
                hint = suggest(node.name, sorted(environment.filters))
                faults.add("template-syntax", node.lineno, f'there is no filter "{node.name}"', hint)
        for scope in syntax.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
            faults.add("template-safe", scope.lineno, "autoescape cannot be turned off", "show a view's own value")
        references = _references(syntax, names, faults)
        messages, named = _calls(syntax, prefix + name, assets, faults)
        found += faults.found
        return _Part(references, messages, named)


def _references(syntax: nodes.Template, names: list[str], faults: Faults) -> tuple[str, ...]:
    references = []
    for node in syntax.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = getattr(node, "template", None)
        reference = named.value if isinstance(named, nodes.Const) else None
        if not isinstance(reference, str):
            hint = "write the name of the template in quotes"
            faults.add("template-syntax", node.lineno, "a template is named by a value", hint)
        elif reference not in names:
            message = f"there is no template {reference}"
            faults.add("missing-template", node.lineno, message, suggest(reference, names))
        else:
            references.append(reference)
    return tuple(references)


def _calls(
    syntax: nodes.Template, path: str, assets: Mapping[str, str], faults: Faults
) -> tuple[tuple[ThemeMessage, ...], tuple[str, ...]]:
    """Collect the strings and assets of a template; they must be written out to be found."""
    messages, named = [], []
    for call in syntax.find_all(nodes.Call):
        function = call.node.name if isinstance(call.node, nodes.Name) else ""
        if function not in FUNCTIONS:
            continue
        count = {"t": 1, "asset": 1, "pt": 2, "nt": 2}[function]
        words = [arg.value for arg in call.args[:count] if isinstance(arg, nodes.Const) and isinstance(arg.value, str)]
        if len(words) < count:
            hint = f'write {function}("…") with the words in quotes'
            faults.add("template-string", call.lineno, f"{function} is called with a value", hint)
        elif function == "asset":
            if words[0] not in assets and words[0] != STYLESHEET:
                message = f"there is no assets/{words[0]}"
                faults.add("missing-asset", call.lineno, message, suggest(words[0], [STYLESHEET, *assets]))
            named.append(words[0])
        else:
            context = words[0] if function == "pt" else None
            id, plural = (words[1], None) if function == "pt" else (words[0], words[1] if function == "nt" else None)
            messages.append(ThemeMessage(id=id, plural=plural, context=context, span=Span(path, call.lineno)))
    return tuple(messages), tuple(named)


# Rendering ------------------------------------------------------------------------------------------------

#: The name by which templates ask for the one style sheet made of the theme's styles and its fonts.
STYLESHEET = "css/style.css"

#: What the functions of a template answer while one page is rendered.
Answers = Mapping[str, Callable[..., object]]
_answers: contextvars.ContextVar[Answers] = contextvars.ContextVar("answers")


class Renderer:
    """Renders the templates of one theme; templates are compiled once."""

    def __init__(self, tree: Tree, theme: Theme) -> None:
        self._environment = _environment(tree, theme.path)

    def render(self, template: str, answers: Answers, variables: Mapping[str, object], about: str) -> str:
        """Return what a template makes of the variables.

        `answers` are the functions t, nt, pt and asset for this page; `about` names what is rendered,
        for messages. Raises `FaultError` with the template's line for whatever goes wrong.
        """
        token = _answers.set(answers)
        try:
            return self._environment.get_template(template).render(variables)
        except ChangedError:
            raise
        except Exception as problem:  # a template can raise anything, and each must become a message
            raise FaultError(_fault(problem, about)) from problem
        finally:
            _answers.reset(token)


def _environment(tree: Tree, path: str) -> jinja2.Environment:
    def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        place = f"{path}/templates/{name}"
        if posixpath.normpath(place) != place or place not in tree.digests:
            return None
        return tree.read(place).decode("utf-8-sig", "replace"), place, lambda: True

    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.globals.pop("lipsum", None)
    for name in FUNCTIONS:
        environment.globals[name] = functools.partial(_ask, name)
    return environment


def _ask(name: str, /, *args: object, **values: object) -> object:
    return _answers.get()[name](*args, **values)


_NO_FIELD = re.compile(r"'(?:[\w.]*\.)?(\w+) object' has no attribute '(\w+)'")


def _fault(problem: Exception, about: str) -> Diagnostic:
    """Return the diagnostic of an exception out of a template, at the line of the innermost template."""
    places = [Span(f.filename, f.lineno or 0) for f in _frames(problem) if f.filename.startswith("themes/")]
    span = places[-1] if places else Span(about)
    text = re.sub(r"\s+", " ", str(problem)) or type(problem).__name__
    if isinstance(problem, jinja2.UndefinedError):
        text = _NO_FIELD.sub(r'\1 has no field "\2"', text)
        hint = "what a template sees stands in docs/themes.md"
        return error("template-undefined", span, f"{text} (seen while rendering {about})", hint)
    message = f"{text} ({type(problem).__name__}, seen while rendering {about})"
    return error("template-error", span, message, "mend the template")


def _frames(problem: Exception) -> Iterator[traceback.FrameSummary]:
    yield from traceback.extract_tb(problem.__traceback__)
