"""`dataclass` as the standard library has it, of which all is made when somebody asks for it.

`dataclasses` looks at each field of a class, and writes six methods as text and compiles each: half a millisecond for a
class. A build after an edit imports 280 of them and makes instances of a third. Here `__init__` is compiled when the
first instance is made, and the other methods are closures over the fields. What makes the fields, their order and their
defaults is the standard library itself, when the first of it is asked for: so `dataclasses.fields`, `replace` and
`is_dataclass` know such a class.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass", "is_data", "names_of"]

#: What can be asked for; a class with anything else is left to the standard library.
_OPTIONS = {"eq", "frozen", "kw_only", "slots"}
#: What a class says of itself, to the standard library.
_TOLD = ("__dataclass_fields__", "__dataclass_params__")
#: Words in the types of what is no field, or not like others.
_SPECIAL = ("ClassVar", "InitVar", "KW_ONLY")
#: From so many fields on, changing the class of a frozen value twice takes less time than filling it as it is.
_MANY = 4

#: Of classes whose fields are made later: the names and defaults of these, and whether they are given by name.
_prepared_of: dict[type, tuple[list[str], dict[str, Any], bool]] = {}

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(kind: type | None = None, /, **options: bool) -> Any:
        """Make a class a data class, as `dataclasses.dataclass` does."""
        return _made(kind, options) if kind is not None else lambda kind: _made(kind, options)


def is_data(kind: type) -> bool:
    """Tell whether a class is a data class, of which no field is made for that."""
    return any(_TOLD[0] in vars(base) for base in kind.__mro__)


def names_of(kind: type) -> list[str]:
    """Return the names of the fields of a data class, which are not made for that. Raises `TypeError` for another."""
    prepared = _prepared_of.get(kind)
    return prepared[0] if prepared is not None else [field.name for field in dataclasses.fields(kind)]


def _made(kind: type, options: dict[str, bool]) -> type:
    if not options.keys() <= _OPTIONS or is_data(kind):
        given: Any = options
        return dataclasses.dataclass(**given)(kind)
    frozen, eq, slots = options.get("frozen", False), options.get("eq", True), options.get("slots", False)
    kw_only = options.get("kw_only", False)
    # A class without a text gets its signature for one, for which the standard library imports and reads a lot.
    kind.__doc__ = kind.__doc__ or kind.__name__
    bare: Any
    if _is_plain(kind, slots=slots):
        bare = _prepared(kind, slots=slots, kw_only=kw_only, frozen=frozen, eq=eq)
    else:
        bare = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(kind)
        _tell(bare, frozen=frozen, eq=eq)
    _put(bare, __init__=_starter(bare, frozen), __repr__=_late(bare, "__repr__", _teller))
    if eq:
        _put(bare, __eq__=_late(bare, "__eq__", _comparer))
        _put(bare, __hash__=_late(bare, "__hash__", _hasher) if frozen else None)
    if frozen:
        _put(bare, __setattr__=_refuse, __delattr__=_refuse)
    if frozen and slots:
        _put(bare, __getstate__=_state, __setstate__=_restore)
    return bare  # type: ignore[no-any-return]  # the class, or with slots another one in its place


def _tell(kind: Any, *, frozen: bool, eq: bool) -> None:
    """Let a class say of itself what `_made` gives it."""
    told = kind.__dataclass_params__
    told.init, told.repr, told.eq, told.frozen = True, True, eq, frozen


# Fields -------------------------------------------------------------------------------------------------------


def _is_plain(kind: type, *, slots: bool) -> bool:
    """Tell whether a class has nothing but fields and methods, of which `_prepared` knows all that there is to know."""
    if type(kind) is not type or "__slots__" in vars(kind) or (slots and kind.__bases__ != (object,)):
        return False
    types = vars(kind).get("__annotations__", {})
    if any(not isinstance(told, str) or any(word in told for word in _SPECIAL) for told in types.values()):
        return False
    for name, value in vars(kind).items():
        if isinstance(value, dataclasses.Field):
            if name not in types or not value.init or value.kw_only is not dataclasses.MISSING:
                return False
        elif name in types and (value.__class__.__hash__ is None or isinstance(value, MemberDescriptorType)):
            return False
    return True


def _prepared(kind: type, *, slots: bool, kw_only: bool, frozen: bool, eq: bool) -> type:
    """Return a class without methods, as the standard library leaves it, but for its fields: they are made later."""
    types: dict[str, str] = vars(kind).get("__annotations__", {})
    defaults = {name: vars(kind)[name] for name in types if name in vars(kind)}

    def twin() -> Any:
        like = type(kind.__name__, (), {"__module__": kind.__module__, "__annotations__": types, **defaults})
        made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(like)
        _tell(made, frozen=frozen, eq=eq)
        return made

    bare: Any = kind
    if slots:
        hidden = {*types, "__dict__", "__weakref__"}
        namespace = {name: value for name, value in vars(kind).items() if name not in hidden}
        bare = type(kind.__name__, kind.__bases__, {**namespace, "__slots__": tuple(types)})
        bare.__qualname__ = kind.__qualname__
    else:
        for name, value in defaults.items():
            if isinstance(value, dataclasses.Field):
                if value.default is dataclasses.MISSING:
                    delattr(bare, name)
                else:
                    setattr(bare, name, value.default)
    _prepared_of[bare] = (list(types), defaults, kw_only)
    _put(bare, __match_args__=() if kw_only else tuple(types))
    for name in _TOLD:
        setattr(bare, name, _Asked(bare, name, twin))
    return bare  # type: ignore[no-any-return]  # as above


class _Asked:
    """Stands for what a class says of its fields, until somebody asks."""

    def __init__(self, kind: Any, name: str, twin: Callable[[], Any]) -> None:
        self._kind = kind
        self._name = name
        self._twin = twin

    def __get__(self, value: object, kind: object = None) -> Any:
        made = self._twin()
        for name in _TOLD:
            setattr(self._kind, name, getattr(made, name))
        return getattr(self._kind, self._name)


def _put(kind: Any, **methods: object) -> None:
    """Give a class methods and what else it has of its own; what it has itself stays."""
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
    for name, given, factory, kw_only in _given(kind):
        value, default = name, ""
        if given is not dataclasses.MISSING:
            known[f"_of_{name}"], default = given, f"=_of_{name}"
        elif factory is not dataclasses.MISSING:
            known[f"_of_{name}"], default = factory, "=_missing"
            value = f"_of_{name}() if {name} is _missing else {name}"
        (named if kw_only else places).append(name + default)
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


def _given(kind: Any) -> Iterator[tuple[str, Any, Any, bool]]:
    """Yield of each field its name, its default, what makes a default, and whether it is given by name."""
    if kind not in _prepared_of:
        for field in dataclasses.fields(kind):
            yield field.name, field.default, field.default_factory, bool(field.kw_only)
        return
    names, defaults, kw_only = _prepared_of[kind]
    for name in names:
        default = defaults.get(name, dataclasses.MISSING)
        if isinstance(default, dataclasses.Field):
            yield name, default.default, default.default_factory, kw_only
        else:
            yield name, default, dataclasses.MISSING, kw_only


def _getter(names: list[str]) -> Callable[[Any], object]:
    return attrgetter(*names) if names else lambda value: ()


def _late(kind: Any, name: str, make: Callable[[Any], Callable[..., Any]]) -> Callable[..., Any]:
    """Return a method that puts the one that is made of the fields in its place when it is first called."""

    def first(self: Any, *values: object) -> Any:
        real = make(dataclasses.fields(kind))
        if vars(kind).get(name) is first:
            setattr(kind, name, real)
        return real(self, *values)

    return first


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
