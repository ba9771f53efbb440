"""The strict sandbox in which templates are compiled and run.

Jinja's sandbox asks of each dot and each call whether it is safe, which takes a microsecond. `ShortSandbox` knows
the answer where most dots stand: the fields of views. It allows less than the sandbox there, and asks it for the rest.
"""

from __future__ import annotations

import contextvars
import posixpath
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

import jinja2
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sitegen.theme.model import FUNCTIONS
from sitegen.tree import Tree

#: Types that templates may see, each with the names of its values that may be asked for.
Fields = Mapping[type, frozenset[str]]

#: What a template may call besides our own functions.
BUILT_IN = ("range", "dict", "cycler", "joiner", "namespace")
#: What a loop tells of itself in plain numbers and truth values.
_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0"})
#: What the compiler hands to calls for functions that want their context; ours do not.
_FOR_CONTEXT = ("_block_vars", "_loop_vars")

#: What the functions of a template answer while one page is rendered.
answering: contextvars.ContextVar[Mapping[str, Callable[..., object]]] = contextvars.ContextVar("answering")


class Function:
    """One of t, nt, pt and asset as templates call it: answered for the page that is being rendered."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, *args: object, **values: object) -> object:
        return answering.get()[self._name](*args, **values)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with what the templates of a theme may call."""

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
    """The sandbox with a short way to the fields of views, and to calls of macros and of our own functions."""

    def __init__(self, fields: Fields, **options: Any) -> None:
        super().__init__(**options)
        self._fields = {**fields, LoopContext: _LOOP}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of a view, or what the sandbox allows. Only exact types are known: no subclass can lie."""
        names = self._fields.get(type(obj))
        if names is not None and attribute in names:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call a macro or one of our functions, or ask the sandbox whether the call is safe."""
        kind = type(__obj)
        if kind is not Macro and kind is not Function:
            return super().call(__context, __obj, *args, **kwargs)
        for name in _FOR_CONTEXT:
            kwargs.pop(name, None)
        return __obj(__context.eval_ctx, *args, **kwargs) if kind is Macro else __obj(*args, **kwargs)


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
