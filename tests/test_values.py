"""Data classes whose methods are made late: they are those of the standard library in all that can be told."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from sitegen.values import dataclass, is_data, names_of


class Usual:
    """What nearly all are like."""

    name: str
    size: int = 3
    tags: tuple[str, ...] = ()
    known: dict[str, int] = dataclasses.field(default_factory=dict)
    note: str = dataclasses.field(default="", compare=False, repr=False)


class Plain:
    name: str
    size: int = 3
    tags: tuple[str, ...] = ()
    known: dict[str, int] = dataclasses.field(default_factory=dict)
    note: str = dataclasses.field(default="", compare=False, repr=False)
    KIND: ClassVar[str] = "plain"

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError(self.size)


LIKE = pytest.mark.parametrize("like", [Usual, Plain])
OPTIONS: tuple[dict[str, bool], ...] = (
    {},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "kw_only": True},
    {"kw_only": True},
    {"slots": True, "eq": False},
)


def _both(options: dict[str, bool], like: type) -> tuple[Any, Any]:
    """Return a class as we make it, and as the standard library does."""
    ours, theirs = (
        type("Kind", (), {name: value for name, value in vars(like).items() if name not in ("__dict__", "__weakref__")})
        for _ in range(2)
    )
    return dataclass(**options)(ours), dataclasses.dataclass(**options)(theirs)


def _outcome(make: Any, *values: object, **named: object) -> object:
    try:
        made = make(*values, **named)
    except (TypeError, ValueError) as problem:
        return type(problem), str(problem)
    return repr(made), dataclasses.asdict(made), dataclasses.astuple(made)


@LIKE
@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_instances_are_made_told_and_refused_alike(options: dict[str, bool], like: type) -> None:
    ours, theirs = _both(options, like)

    for values, named in (
        ((), {"name": "a"}),
        (("a",), {}),
        (("a", 4, ("x",)), {}),
        ((), {"name": "a", "known": {"b": 1}, "note": "n"}),
        ((), {}),
        ((), {"name": "a", "size": -1}),
        ((), {"name": "a", "colour": "red"}),
    ):
        assert _outcome(ours, *values, **named) == _outcome(theirs, *values, **named)


@LIKE
@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_instances_are_compared_changed_and_copied_alike(options: dict[str, bool], like: type) -> None:
    for kind in (ours_and_theirs := _both(options, like)):
        one, same, other = kind(name="a", note="x"), kind(name="a", note="y"), kind(name="b")
        assert (one == same) is options.get("eq", True)
        assert one != other
        assert one != "a"
        assert kind(name="a").known is not one.known
        assert copy.copy(one).name == copy.deepcopy(one).name == "a"
        assert dataclasses.replace(one, size=5).size == 5
        assert (kind.__hash__ is None) is (options.get("eq", True) and not options.get("frozen", False))
        if options.get("frozen"):
            with pytest.raises(dataclasses.FrozenInstanceError):
                one.name = "c"
            with pytest.raises(dataclasses.FrozenInstanceError):
                del one.name
        else:
            one.name = "c"
            assert one.name == "c"
    ours, theirs = (kind.__dataclass_params__ for kind in ours_and_theirs)
    for name in ("init", "repr", "eq", "frozen"):
        assert getattr(ours, name) == getattr(theirs, name)


@LIKE
@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_fields_are_told_alike_by_whatever_tells_them_first(options: dict[str, bool], like: type) -> None:
    asks: list[Callable[[Any], object]] = [
        lambda kind: [(f.name, f.type, f.default, f.kw_only, f.compare, f.repr) for f in dataclasses.fields(kind)],
        lambda kind: kind.__match_args__,
        lambda kind: getattr(kind, "__slots__", None),
        lambda kind: sorted(name for name in vars(kind) if not name.startswith("_")),
        dataclasses.is_dataclass,
        is_data,
        names_of,
    ]
    for ask in asks:
        ours, theirs = _both(options, like)
        assert ask(ours) == ask(theirs)
    assert not is_data(Usual)


@pytest.mark.parametrize("wrong", [{"tags": []}, {"other": dataclasses.field()}], ids=["mutable", "without type"])
def test_classes_that_the_standard_library_refuses_are_refused(wrong: dict[str, object]) -> None:
    inside = {"__annotations__": {"name": "str", "tags": "list[str]"}, **wrong}
    for make in (dataclass, dataclasses.dataclass):
        with pytest.raises((ValueError, TypeError)):
            make(type("Wrong", (), inside))


@dataclass(frozen=True, slots=True)
class Sent:
    """A value that goes to another process."""

    name: str
    parts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Base:
    """A value of which there is a kind."""

    name: str


@dataclass(frozen=True)
class Kind(Base):
    """A kind of it."""

    size: int = 0


def test_values_can_be_sent_and_are_keys() -> None:
    value = Sent("a", (1, 2))

    assert pickle.loads(pickle.dumps(value)) == value
    assert {value: 1}[Sent("a", (1, 2))] == 1
    assert not hasattr(value, "__dict__")


def test_a_class_can_be_made_of_another() -> None:
    assert Kind("a", 2) == Kind("a", 2)
    assert Kind("a") != Base("a")
    assert [field.name for field in dataclasses.fields(Kind)] == ["name", "size"]


@dataclass(frozen=True, slots=True)
class Many:
    """So many fields that it is filled while it is of another class."""

    a: int
    b: int
    c: int
    d: int = 4


class OfMany(Many):
    """No data class itself, and with other slots than its base."""


@pytest.mark.parametrize("kind", [Many, OfMany])
def test_a_frozen_value_of_many_fields_is_of_its_class_and_frozen(kind: type[Many]) -> None:
    value = kind(1, 2, c=3)

    assert type(value) is kind
    assert value == kind(1, 2, 3, 4) and value != kind(1, 2, 3, 5)
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.a = 2  # type: ignore[misc]
    assert dataclasses.replace(value, d=7).d == 7


def test_a_class_of_which_nobody_makes_an_instance_compiles_nothing() -> None:
    program = (
        "import builtins, sys\n"
        "real, ran = exec, []\n"
        "import sitegen.values\n"
        "from sitegen.values import dataclass\n"
        "builtins.exec = lambda *given: (ran.append(given), real(*given))\n"
        "@dataclass(frozen=True, slots=True, kw_only=True)\n"
        "class A:\n    a: int\n    b: str = ''\n"
        "before = len(ran)\n"
        "assert A(a=1) == A(a=1) and hash(A(a=1)) == hash(A(a=1)) and str(A(a=1))\n"
        "print(before, len(ran))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["0", "1"]
