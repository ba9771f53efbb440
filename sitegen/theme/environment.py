"""The strict sandbox in which templates are compiled and run.

Jinja's sandbox asks of each dot and each call whether it is safe, which takes a microsecond. `ShortSandbox` knows
the answer where most dots stand: the fields of views. It allows less than the sandbox there, and asks it for the rest.
"""

from __future__ import annotations

import contextvars
import posixpath
from collections.abc import Callable, Mapping, MutableMapping
from types import CodeType
from typing import Any

import jinja2
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from sitegen.theme.compiling import Generator, having, printed
from sitegen.theme.fragments import Fragments
from sitegen.theme.model import FUNCTIONS, Answers, Fields, Template
from sitegen.tree import Tree

#: What a template may call besides our own functions.
BUILT_IN = ("range", "dict", "cycler", "joiner", "namespace")
#: What a loop tells of itself in plain numbers and truth values.
_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0"})
#: What the compiler hands to calls for functions that want their context; ours do not.
_FOR_CONTEXT = ("_block_vars", "_loop_vars")

#: The variables that a page is rendered with.
VARIABLES = frozenset({"page", "content", "body", "graph"})
#: What has one meaning wherever a part stands, unless a template gives one of these names to something else.
_OF_PAGES = VARIABLES | {*FUNCTIONS, *BUILT_IN}

#: What the functions of a template answer while one page is rendered.
answering: contextvars.ContextVar[Answers] = contextvars.ContextVar("answering")


class Function:
    """One of t, nt, pt and asset as templates call it: answered for the page that is being rendered."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, *args: object, **values: object) -> object:
        return answering.get().functions[self._name](*args, **values)


class Part(str):
    """What a page includes itself, under the name of its template; `sole` when it knows what all of the page knows."""

    __slots__ = ("name", "sole")
    name: str
    sole: bool


class PlainTemplate(jinja2.Template):
    """A template that keeps nothing of the page it was imported into."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """Return the module of an import without context. Jinja makes one for all pages, with the first's words."""
        return self.make_module()


class ShortTemplate(PlainTemplate):
    """A template that is imported once when it holds nothing but macros that see no variables."""

    environment: ShortSandbox

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """Return a compiled template that knows what `Generator` wrote it for."""
        template = super().from_code(environment, code, globals, uptodate)
        assert isinstance(environment, ShortSandbox)
        template.root_render_func.__globals__.update(environment.compiled)
        return template

    def pieces(self, variables: Mapping[str, Any]) -> tuple[list[str], list[Part]]:
        """Return what a page is joined of, and all parts that it included itself, wherever those have gone."""
        context = self.new_context(dict(variables))
        self.environment.begin(context)
        try:
            return list(self.root_render_func(context)), self.environment.parts
        except Exception:
            self.environment.handle_exception()  # as `render` does; it raises

    def make_module(
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> TemplateModule:
        """Return the template as a module that sees the variables of the importing one."""
        name = self.name or ""
        if not self.environment.is_shelf(name, vars or {}, locals or {}):
            return super().make_module(vars, shared, locals)
        shelves = self.environment.shelves
        if name not in shelves:
            shelves[name] = super().make_module()
            self.environment.add_macros(self, shelves[name])
        return shelves[name]


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with what the templates of a theme may call."""

    template_class: type[jinja2.Template] = PlainTemplate

    def __init__(self, **options: Any) -> None:
        super().__init__(
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            **options,
        )
        del self.filters["random"]  # equal views, equal pages
        self.globals = {name: self.globals[name] for name in BUILT_IN}
        for name in FUNCTIONS:
            self.globals[name] = Function(name)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the variables that all templates see; a plain mapping, since each page copies them."""
        return super().make_globals(d) if d else self.globals


class ShortSandbox(Sandbox):
    """The sandbox with short ways: to the fields of views, for printing, for calls of macros and of our functions.

    Parts that look alike are rendered once in its life. `compiled` is what templates look up that `Generator` wrote.
    """

    template_class = ShortTemplate
    code_generator_class = Generator
    printed = staticmethod(printed)

    def __init__(self, templates: Mapping[str, Template], fields: Fields, **options: Any) -> None:
        super().__init__(**options)
        self.shelves: dict[str, TemplateModule] = {}
        self.parts: list[Part] = []
        self._page: Context | None = None
        self._depth = 0
        self._templates = templates
        self._ready: dict[str, jinja2.Template] = {}
        self._fields = {**fields, LoopContext: _LOOP}
        self.compiled = having(self._fields)
        self._fragments = Fragments(templates, fields, self.globals)

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        """Return a template, compiled once."""
        ready = self._ready.get(name) if isinstance(name, str) else None
        if ready is None or globals:
            ready = super().get_template(name, parent, globals)
            if not globals:
                self._ready[ready.name or ""] = ready
        return ready

    def add_macros(self, template: jinja2.Template, shelf: TemplateModule) -> None:
        """Know the macros of a template that is a shelf, of which each gives the same for the same arguments."""
        for value in vars(shelf).values():
            if type(value) is Macro and value._environment is self:
                self._fragments.add(value, self._templates[template.name or ""])

    def is_shelf(self, name: str, variables: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
        """Tell whether a template is the same wherever it is imported: it sees nothing of these variables."""
        template = self._templates.get(name)
        if template is None or not template.shelf:
            return False
        return all(
            known.get(read, missing) is missing and variables.get(read, self.globals[read]) is self.globals[read]
            for read, _ in template.reads or ()
        )

    def begin(self, page: Context) -> None:
        """Begin a page: `parts` are those that it includes itself, not such as stand within others."""
        self.parts, self._page, self._depth = [], page, 0

    def include(self, name: str, context: Context, known: Mapping[str, Any]) -> str:
        """Return what a part looks like where it stands; `known` are the variables of that place."""
        self._depth += 1
        try:
            html = self._included(name, context, known)
        finally:
            self._depth -= 1
        if self._depth:
            return html
        part = Part(html)
        part.name = name
        part.sole = (
            context is self._page
            and _OF_PAGES.isdisjoint(context.vars)
            and (not known or all(known[word] is missing for word in _OF_PAGES & known.keys()))
        )
        self.parts.append(part)
        return part

    def _included(self, name: str, context: Context, known: Mapping[str, Any]) -> str:
        try:
            asked = self._fragments.key(name, answering.get(), context, known)
        except TypeError:  # something in a view cannot be told from others
            asked = None
        html = self._fragments.find(*asked) if asked is not None else None
        if html is None:
            template = self.get_template(name)
            inner = template.new_context(context.get_all(), shared=True, locals=known)
            html = self.concat(template.root_render_func(inner))
            if asked is not None:
                self._fragments.keep(*asked, html)
        return html

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of a view or a macro of a module, or what the sandbox allows.

        Only exact types are known: no subclass can lie.
        """
        kind = type(obj)
        names = self._fields.get(kind)
        if names is not None and attribute in names:
            return getattr(obj, attribute)
        if kind is TemplateModule and type(macro := vars(obj).get(attribute)) is Macro:
            return macro  # a module exports no name that begins with an underscore
        return super().getattr(obj, attribute)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call a macro or one of our functions, or ask the sandbox whether the call is safe."""
        kind = type(__obj)
        if kind is not Macro and kind is not Function:
            return super().call(__context, __obj, *args, **kwargs)
        for name in _FOR_CONTEXT:
            kwargs.pop(name, None)
        if kind is Function:
            return __obj(*args, **kwargs)
        part = __self._fragments.macros.get(__obj)
        if part is None:
            return __obj(__context.eval_ctx, *args, **kwargs)
        if part.rest:
            part.rest -= 1
            return __obj(__context.eval_ctx, *args, **kwargs)
        try:
            key = __self._fragments.call(part, answering.get(), args, kwargs)
        except TypeError:  # as above
            key = None
        html = __self._fragments.find(part, key) if key is not None else None
        if html is None:
            html = __obj(__context.eval_ctx, *args, **kwargs)
            if key is not None:
                __self._fragments.keep(part, key, html)
        return html


def loader(tree: Tree, path: str) -> jinja2.BaseLoader:
    """Return what finds the templates of the theme in a folder."""

    def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        place = f"{path}/templates/{name}"
        if posixpath.normpath(place) != place or place not in tree.digests:
            return None
        return tree.read(place).decode("utf-8-sig", "replace"), place, lambda: True

    return jinja2.FunctionLoader(source)


def parser() -> jinja2.Environment:
    """Return an environment for reading templates, in which no name stands for anything."""
    environment = Sandbox()
    environment.globals.clear()
    return environment
