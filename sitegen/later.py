"""Values that are made when they are asked for: most of a site is as it was, and nobody looks into it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

_T = TypeVar("_T", bound="Later")


class Later:
    """A value of which some fields may be known, and the others are made when one of them is asked for.

    For frozen dataclasses without slots. Nobody can tell such a value from one that was made at once.
    """

    @classmethod
    def later(cls: type[_T], make: Callable[[], _T], **known: object) -> _T:
        """Return a value of which `known` fields are there, and `make` gives the whole."""
        if "_is_bare" not in cls.__dict__:
            _bare(cls)
        made = object.__new__(cls)
        made.__dict__.update(known, _make=make)
        return made

    def __getattr__(self, name: str) -> Any:
        make = self.__dict__.get("_make")
        if make is None:
            raise AttributeError(f"{type(self).__name__} has no {name}")
        # What cannot be made now may be when it is asked for again.
        made = vars(make())
        for field, value in made.items():
            self.__dict__.setdefault(field, value)
        # What was made may itself have fields that are made later.
        if "_make" in made:
            self.__dict__["_make"] = made["_make"]
        else:
            self.__dict__.pop("_make", None)
        return getattr(self, name) if name else None

    def __getstate__(self) -> dict[str, Any]:
        """Make the whole before it is sent anywhere."""
        while "_make" in self.__dict__:
            self.__getattr__("")
        return self.__dict__


def _bare(kind: Any) -> None:
    """Take the defaults of fields off a class, where they stand for what is to be made; `__init__` has its own."""
    for field in dataclasses.fields(kind):
        if field.name in vars(kind):
            delattr(kind, field.name)
    kind._is_bare = True
