"""One canonical hash of values.

Equal values have equal digests on every machine and in every run; a value of a type that is not
listed here is refused, so that nothing with an identity or a hidden state gets into a recipe.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

#: Length of a digest in bytes; 20 bytes make an accidental collision out of the question.
SIZE = 20


def of_bytes(content: bytes) -> str:
    """Return the digest of raw bytes, in hexadecimal."""
    return hashlib.blake2b(content, digest_size=SIZE).hexdigest()


def of(value: object) -> str:
    """Return the digest of a value, in hexadecimal.

    Takes None, booleans, numbers, text, bytes, dates, enum members, tuples, frozensets, mappings with
    text keys, and frozen dataclasses of such; raises `TypeError` for anything else.
    """
    state = hashlib.blake2b(digest_size=SIZE)
    _feed(state.update, value)
    return state.hexdigest()


def fields(value: Any) -> dict[str, str]:
    """Return a short digest for each field of a frozen dataclass, those of nested dataclasses as `outer.inner`.

    Two calls on an old and a new recipe tell which part of it changed.
    """
    found: dict[str, str] = {}
    for field in dataclasses.fields(value):
        part = getattr(value, field.name)
        if dataclasses.is_dataclass(part) and not isinstance(part, type):
            found |= {f"{field.name}.{name.partition('.')[0]}": digest for name, digest in _shallow(part).items()}
        else:
            found[field.name] = of(part)[:16]
    return found


def _shallow(value: Any) -> dict[str, str]:
    return {field.name: of(getattr(value, field.name))[:16] for field in dataclasses.fields(value)}


def _feed(update: Callable[[bytes], None], value: object) -> None:
    kind = type(value)
    if kind is str:
        assert isinstance(value, str)
        _feed_sized(update, b"s", value.encode("utf-8", "surrogatepass"))
    elif value is None or kind is bool or kind is int or kind is float:
        _feed_sized(update, b"n", repr(value).encode())
    elif kind is bytes:
        assert isinstance(value, bytes)
        _feed_sized(update, b"b", value)
    elif kind is tuple:
        assert isinstance(value, tuple)
        update(b"t%d:" % len(value))
        for item in value:
            _feed(update, item)
    elif isinstance(value, frozenset):
        update(b"f%d:" % len(value))
        for part in sorted(of(item) for item in value):
            update(part.encode())
    elif isinstance(value, Mapping):
        update(b"m%d:" % len(value))
        for key in sorted(value):
            if not isinstance(key, str):
                raise TypeError(f"a mapping in a recipe has text keys, not {key!r}")
            _feed(update, key)
            _feed(update, value[key])
    elif isinstance(value, enum.Enum):
        _feed_sized(update, b"e", f"{kind.__qualname__}.{value.name}".encode())
    elif isinstance(value, (datetime.date, datetime.datetime)):
        _feed_sized(update, b"d", value.isoformat().encode())
    elif dataclasses.is_dataclass(value) and kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        names = [field.name for field in dataclasses.fields(value)]
        _feed_sized(update, b"r%d" % len(names), kind.__qualname__.encode())
        for name in names:
            _feed(update, name)
            _feed(update, getattr(value, name))
    else:
        raise TypeError(f"a recipe cannot hold a {kind.__qualname__}")


def _feed_sized(update: Callable[[bytes], None], mark: bytes, content: bytes) -> None:
    update(mark + b"%d:" % len(content))
    update(content)
