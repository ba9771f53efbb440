"""Parts of pages, and what macros give, rendered once for all pages on which they look alike.

What a part looks like is decided by what it reads: `Template.reads` names the variables and their fields, as
Jinja's compiler tells it. Where these values are the same, and t, nt, pt and asset answer alike, so is the part.
Only views and plain values count as values here, for they cannot change; a part that reads anything else is
rendered each time. A macro of a template that sees no variables is decided by its arguments.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import field
from typing import Any

from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup

from sitegen.theme.model import Answers, Fields, Template
from sitegen.values import dataclass

#: How many characters of parts are held at most, and how many values they are told apart by.
CHARACTERS = 8_000_000
VALUES = 4_096
#: A part that was rendered as often as this, and more often than found, is not looked up for a while: pages of many
#: sites and languages may come in turns, so that what is shared shows late.
TRIES = 256
REST = 8 * TRIES

#: What is a value besides views. No fractions: 0.0 and -0.0 are equal and print differently.
_PLAIN = frozenset({str, int, bool, type(None), type(missing), Markup})

_Key = tuple[Hashable, ...]


@dataclass(slots=True)
class _Part:
    """A part with how it looked in this run."""

    template: Template
    reads: tuple[tuple[str, tuple[str, ...]], ...]
    shown: dict[_Key, str] = field(default_factory=dict)
    found: int = 0
    rendered: int = 0
    rest: int = 0


#: A part, and what decides how it looks.
_Call = tuple[_Part, _Key]


class Fragments:
    """The parts of pages as they were rendered in this run. When there is too much of them, all is dropped.

    `constants` are what all templates may call, `views` the types that they see.
    """

    def __init__(self, templates: Mapping[str, Template], views: Fields, constants: Mapping[str, object]) -> None:
        self._parts = {
            name: _Part(template, template.reads) for name, template in templates.items() if template.reads is not None
        }
        self._views = views
        self._constants = constants
        self.macros: dict[Macro, _Part] = {}
        self._numbers = _Numbers()
        self._characters = 0

    def key(self, name: str, answers: Answers, context: Context, known: Mapping[str, Any]) -> _Call | None:
        """Return a part with what decides how a part looks where it stands; None when it is to be rendered each time.

        `known` are the variables of the place itself, the others are those of the `context`.
        """
        part = self._parts.get(name)
        if part is None:
            return None
        if part.rest:
            part.rest -= 1
            return None
        key: list[Hashable] = [
            answers.strings if part.template.messages else None,
            answers.assets if part.template.assets else None,
        ]
        for variable, fields in part.reads:
            value = known.get(variable, missing)
            if value is missing:
                value = context.resolve_or_missing(variable)
            if value is self._constants.get(variable, self):
                continue
            names = self._views.get(type(value))
            if names is None and type(value) not in _PLAIN:
                return None
            if names is None or not fields:
                key.append(self._told(value))
            elif names.issuperset(fields):
                key.extend([self._told(getattr(value, field)) for field in fields])
            else:
                return None
        return part, tuple(key)

    def add(self, macro: Macro, template: Template) -> None:
        """Know a macro of a shelf: it sees no variables, so its arguments decide what it gives."""
        self.macros[macro] = _Part(template, ())

    def call(self, part: _Part, answers: Answers, arguments: tuple[Any, ...], named: Mapping[str, Any]) -> _Key | None:
        """Return what decides what a macro, one of `macros`, gives; None when it is to be called each time."""
        key: list[Hashable] = [
            answers.strings if part.template.messages else None,
            answers.assets if part.template.assets else None,
            tuple(named),
        ]
        for value in (*arguments, *named.values()):
            kind = type(value)
            if kind in _PLAIN or kind in self._views:
                key.append(self._told(value))
            elif kind is tuple and all(type(item) in self._views for item in value):
                key.append(self._numbers.of(value))
            else:
                return None
        return tuple(key)

    def _told(self, value: Any) -> Hashable:
        """Return what tells a value from others, also from such as are equal and print differently, as 1 and true."""
        kind = type(value)
        if kind is str or value is None:
            return value  # type: ignore[no-any-return]
        return (kind, value) if kind in _PLAIN else self._numbers.of(value)

    def find(self, part: _Part, key: _Key) -> str | None:
        """Return how a part looked before with the same key."""
        html = part.shown.get(key)
        part.found += html is not None
        return html

    def keep(self, part: _Part, key: _Key, html: str) -> None:
        """Hold how a part looks; one that seldom looks alike is left alone for a while."""
        part.shown[key] = html
        part.rendered += 1
        self._characters += len(html)
        if part.rendered >= TRIES:
            if part.found < part.rendered:
                part.rest = REST
                self._characters -= sum(map(len, part.shown.values()))
                part.shown.clear()
            part.found = part.rendered = 0
        if self._characters > CHARACTERS or len(self._numbers) > VALUES:
            self._drop()

    def _drop(self) -> None:
        self._characters = 0
        self._numbers.clear()
        for part in (*self._parts.values(), *self.macros.values()):
            part.shown.clear()


class _Numbers:
    """Gives equal views equal numbers. One that was seen before is known by its identity, which is quick."""

    def __init__(self) -> None:
        self._by_identity: dict[int, tuple[object, int]] = {}
        self._by_value: dict[tuple[type, object], int] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._by_value)

    def of(self, value: object) -> int:
        """Return the number of a frozen value. It is held, so that no other value takes over its identity."""
        known = self._by_identity.get(id(value))
        if known is None:
            if len(self._by_identity) >= VALUES:
                self._by_identity.clear()
            number = self._by_value.setdefault((type(value), value), self._next)
            self._next += number == self._next
            known = self._by_identity[id(value)] = (value, number)
        return known[1]

    def clear(self) -> None:
        """Forget all values. Their numbers are not given to others."""
        self._by_identity.clear()
        self._by_value.clear()
