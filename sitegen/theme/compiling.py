"""Templates compiled for the short ways: to the fields of views, for printing, and for parts of pages.

What is compiled asks the environment, as it does with Jinja's own compiler, wherever it does not know better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame


def having(fields: Mapping[type, frozenset[str]]) -> dict[str, frozenset[type]]:
    """Return under which names compiled templates look for the types that have a field: `has_title`."""
    names = sorted({name for known in fields.values() for name in known})
    return {f"has_{name}": frozenset(kind for kind, known in fields.items() if name in known) for name in names}


def is_plain(node: nodes.Include) -> bool:
    """Tell whether a part is named in quotes, sees all that is known where it stands, and has to be there."""
    return isinstance(node.template, nodes.Const) and not node.ignore_missing and node.with_context


class Generator(CodeGenerator):
    """Jinja's compiler, but fields of views are read at once, and the environment prints values and includes parts.

    What stands between parts is collected and handed on at once: each piece would go through all templates that extend
    each other.
    """

    #: The names of the lists in which pages, and not macros and the like, collect what they say.
    _collected: frozenset[str] = frozenset()

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Write statements; those of a page or a block collect what they say until the end."""
        if frame.buffer is not None or not (frame.rootlevel or frame.block_frame):
            super().blockvisit(nodes, frame)
            return
        name = self.temporary_identifier()
        self._collected |= {name}
        self.writeline(f"{name} = []")
        frame.buffer = name
        super().blockvisit(nodes, frame)
        frame.buffer = None
        self.writeline(f"yield concat({name})")

    def _handing_on(self, frame: Frame) -> Frame:
        """Write what hands on all that a page has collected; return a frame in which what comes goes straight on."""
        if frame.buffer not in self._collected:
            return frame
        self.writeline(f"yield concat({frame.buffer})")
        self.writeline(f"{frame.buffer}.clear()")
        straight = frame.copy()
        straight.buffer = None
        return straight

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802
        """Write what shows a block: it comes as it is."""
        is_shown = not (frame.toplevel and self.has_known_extends)
        super().visit_Block(node, self._handing_on(frame) if is_shown else frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write what reads a field of a view: it looks at the exact type, and asks the sandbox for any other.

        `v` is used right after it is set, so one name serves also where dots follow each other.
        """
        if f"has_{node.attr}" not in self.environment.compiled:  # type: ignore[attr-defined]
            super().visit_Getattr(node, frame)
            return
        self.write(f"(v.{node.attr} if type(v := ")
        self.visit(node.node, frame)
        self.write(f") in has_{node.attr} else environment.getattr(v, {node.attr!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        """Write what includes a part that is named in quotes and sees all that is known where it stands."""
        if not is_plain(node):
            super().visit_Include(node, self._handing_on(frame))
            return
        assert isinstance(node.template, nodes.Const), "a plain one is named in quotes"
        known = self.dump_local_context(frame)
        frame = self._handing_on(frame)
        self.simple_write(f"environment.include({node.template.value!r}, context, {known})", frame, node)


def printed(value: Any) -> str:
    """Return a value escaped as `markupsafe.escape` does it, but for making a `Markup` of what is joined at once."""
    if type(value) is not str:
        if hasattr(value, "__html__"):
            html: str = value.__html__()
            return html
        value = str(value)
    if "&" in value or "<" in value or ">" in value or '"' in value or "'" in value:
        for character, entity in _ENTITIES:
            value = value.replace(character, entity)
    escaped: str = value
    return escaped


_ENTITIES = (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("'", "&#39;"), ('"', "&#34;"))
