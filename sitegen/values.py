"""`dataclass` as the standard library has it, with methods that are made when somebody asks for them.

`dataclasses` writes six methods of a class as text and compiles each: half a millisecond a class, and a build after an
edit imports 240 classes and makes instances of a third of them. Here only `__init__` is compiled, when the first
instance is made; the others are closures over the fields. What makes the fields, their order and their defaults is
the standard library itself, so `dataclasses.fields`, `replace` and `is_dataclass` know such a class.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

#: What can be asked for; a class with anything else is left to the standard library.
_OPTIONS = {"eq", "frozen", "kw_only", "slots"}
#: From so many fields on, changing the class of a frozen value twice takes less time than filling it as it is.
_MANY = 4

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(kind: type | None = None, /, **options: bool) -> Any:
        """Make a class a data class, as `dataclasses.dataclass` does."""
        return _made(kind, options) if kind is not None else lambda kind: _made(kind, options)


def _made(kind: type, options: dict[str, bool]) -> type:
    if not options.keys() <= _OPTIONS or any(map(dataclasses.is_dataclass, kind.__mro__)):
        given: Any = options
        return dataclasses.dataclass(**given)(kind)
    frozen, eq, slots = options.get("frozen", False), options.get("eq", True), options.get("slots", False)
    # A class without a text gets its signature for one, for which the standard library imports and reads a lot.
    kind.__doc__ = kind.__doc__ or kind.__name__
    bare: Any = dataclasses.dataclass(
        init=False, repr=False, eq=False, slots=slots, kw_only=options.get("kw_only", False)
    )(kind)
    told = bare.__dataclass_params__
    told.init, told.repr, told.eq, told.frozen = True, True, eq, frozen
    fields = dataclasses.fields(bare)
    _put(bare, __init__=_starter(bare, frozen), __repr__=_teller(fields))
    if eq:
        _put(bare, __eq__=_comparer(fields), __hash__=_hasher(fields) if frozen else None)
    if frozen:
        _put(bare, __setattr__=_refuse, __delattr__=_refuse)
    if frozen and slots:
        _put(bare, __getstate__=_state, __setstate__=_restore)
    return bare  # type: ignore[no-any-return]  # the class, or with slots another one in its place


def _put(kind: Any, **methods: object) -> None:
    """Give a class methods; those that it has itself stay."""
    for name, method in methods.items():
        if name not in vars(kind):
            setattr(kind, name, method)


# Methods ------------------------------------------------------------------------------------------------------


def _starter(kind: Any, frozen: bool) -> Callable[..., None]:
    """Return an `__init__` that puts the real one in its place when the first instance is made."""

    def start(self: Any, *values: object, **named: object) -> None:
        real = _compiled(kind, frozen)
        if vars(kind).get("__init__") is start:
            kind.__init__ = real
        real(self, *values, **named)

    return start


def _compiled(kind: Any, frozen: bool) -> Callable[..., None]:
    """Return the `__init__` of a class, of the form that the standard library gives it.

    A frozen value refuses to be assigned to, and `object.__setattr__` for each field takes three times as long as an
    assignment. So while it is filled it is of a class that has the same slots and refuses nothing.
    """
    known: dict[str, Any] = {"_missing": dataclasses.MISSING, "_set": object.__setattr__, "_kind": kind}
    places: list[str] = []
    named: list[str] = []
    assigned: list[str] = []
    put: list[str] = []
    for field in dataclasses.fields(kind):
        name = field.name
        value, default = name, ""
        if field.default is not dataclasses.MISSING:
            known[f"_of_{name}"], default = field.default, f"=_of_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_of_{name}"], default = field.default_factory, "=_missing"
            value = f"_of_{name}() if {name} is _missing else {name}"
        (named if field.kw_only else places).append(name + default)
        assigned.append(f"self.{name} = {value}")
        put.append(f"_set(self, {name!r}, {value})")
    if not frozen:
        lines = assigned
    elif len(put) >= _MANY and kind.__bases__ == (object,) and "__slots__" in vars(kind):
        known["_open"] = type(kind.__name__, (), {"__slots__": kind.__slots__})
        thawed = ("_set(self, '__class__', _open)", *assigned, "self.__class__ = _kind")
        # An instance of a class made of this one has other slots.
        lines = ["if self.__class__ is _kind:", *(f" {line}" for line in thawed)]
        lines += ["else:", *(f" {line}" for line in put)]
    else:
        lines = put
    if hasattr(kind, "__post_init__"):
        lines.append("self.__post_init__()")
    head = ", ".join(("self", *places, *(("*", *named) if named else ())))
    exec(f"def __init__({head}):\n " + "\n ".join(lines or ["pass"]), known)  # the names of fields, nothing else
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _getter(names: list[str]) -> Callable[[Any], object]:
    return attrgetter(*names) if names else lambda value: ()


def _comparer(fields: tuple[dataclasses.Field[Any], ...]) -> Callable[[Any, object], Any]:
    get = _getter([field.name for field in fields if field.compare])

    def equals(self: Any, other: object) -> Any:
        if other.__class__ is self.__class__:
            return get(self) == get(other)
        return NotImplemented

    return equals


def _hasher(fields: tuple[dataclasses.Field[Any], ...]) -> Callable[[Any], int]:
    get = _getter([field.name for field in fields if (field.compare if field.hash is None else field.hash)])
    return lambda self: hash(get(self))


def _teller(fields: tuple[dataclasses.Field[Any], ...]) -> Callable[[Any], str]:
    names = [field.name for field in fields if field.repr]

    def tell(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return tell


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    """Stand for assigning to a field of a frozen value, and for deleting one."""
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[object]:
    """Return what is sent of a frozen value that has no dictionary."""
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
