"""Values to bytes and back, for what is kept between runs: frozen dataclasses, tuples, mappings, texts and numbers.

The bytes are those of `marshal`, which knows plain values only: nothing in them can name a class or call anything, as
a pickle can. A codec knows its classes beforehand and writes an instance as a tuple of the number of its class and
its fields. Whoever keeps the bytes makes sure that they are whole, and that they were written by the same code.
"""

from __future__ import annotations

import datetime
import enum
import marshal
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from sitegen.values import is_data, names_of

_PLAIN = (str, int, float, bool, bytes, type(None))
#: The numbers of kinds that are no dataclass.
_TUPLE, _DATE, _MOMENT, _ENUM, _FROZENSET = -1, -2, -3, -4, -5


class Codec:
    """Packs values made of the given frozen dataclasses and enums."""

    def __init__(self, *classes: type) -> None:
        self._classes = classes
        self._numbers = {kind: number for number, kind in enumerate(classes)}
        self._fields = {kind: _getter(kind) for kind in classes if is_data(kind)}
        self._makers = [_maker(kind) if is_data(kind) else None for kind in classes]

    def pack(self, value: object) -> bytes:
        """Return the bytes of a value. Raises `TypeError` for what is none of the codec's kinds."""
        return marshal.dumps(self._down(value), 4)

    def unpack(self, content: bytes) -> Any:
        """Return the value of bytes that `pack` gave."""
        return self._up(marshal.loads(content))

    def _down(self, value: Any) -> Any:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple:
            return [item if type(item) in _PLAIN else self._down(item) for item in value]
        fields = self._fields.get(kind)
        if fields is not None:
            items = [item if type(item) in _PLAIN else self._down(item) for item in fields(value)]
            return (self._numbers[kind], *items)
        return self._special(value, kind)

    def _special(self, value: Any, kind: type) -> Any:
        if isinstance(value, Mapping):
            return {self._key(key): self._down(item) for key, item in value.items()}
        if kind is datetime.date:
            return (_DATE, value.toordinal())
        if kind is datetime.datetime:
            return (_MOMENT, value.isoformat())
        if kind is frozenset:
            return (_FROZENSET, *map(self._down, sorted(value)))
        if isinstance(value, enum.Enum) and kind in self._numbers:
            return (_ENUM, self._numbers[kind], value.name)
        raise TypeError(f"a {kind.__qualname__} cannot be packed")

    def _key(self, key: Any) -> Any:
        """Return the key of a mapping: a text, or a plain tuple, which is one here as well."""
        if type(key) is tuple and all(type(item) in _PLAIN for item in key):
            return key
        if type(key) in _PLAIN:
            return key
        raise TypeError(f"a {type(key).__qualname__} cannot be a key of what is packed")

    def _up(self, value: Any) -> Any:
        kind = type(value)
        if kind is list:
            return tuple([item if type(item) in _PLAIN else self._up(item) for item in value])
        if kind is tuple:
            number = value[0]
            if number >= 0:
                maker = self._makers[number]
                assert maker is not None, "what is no dataclass has a number below zero"
                return maker([item if type(item) in _PLAIN else self._up(item) for item in value[1:]])
            return self._back(value)
        if kind is dict:
            return {key: self._up(item) for key, item in value.items()}
        return value

    def _back(self, value: tuple[Any, ...]) -> Any:
        match value[0]:
            case -2:
                return datetime.date.fromordinal(value[1])
            case -3:
                return datetime.datetime.fromisoformat(value[1])
            case -4:
                return self._classes[value[1]][value[2]]
            case _:
                return frozenset(map(self._up, value[1:]))


def _getter(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """Return what takes all fields off an instance."""
    names = names_of(kind)
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    get = attrgetter(*names)
    return lambda value: tuple(get(value))


def _maker(kind: type) -> Callable[[list[Any]], Any]:
    """Return what makes an instance of the values of all its fields; checks of `__post_init__` were passed before."""
    names = names_of(kind)
    new, put = object.__new__, object.__setattr__

    def make(values: list[Any]) -> Any:
        made: Any = new(kind)
        for name, value in zip(names, values, strict=True):
            put(made, name, value)
        return made

    return make
