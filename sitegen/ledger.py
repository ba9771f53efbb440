"""Values by name in a file, to which a run adds what it changed.

After an edit of one text a few of thousands of entries are others. To write all of them again took a tenth of such a
build; so what changed is written behind what is there, until that is a good part of it.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sitegen import stamps

#: What is added may be one part in so many of what it is added to; then all is written anew.
_PART = 8
#: What is added to a small file may be as long as this.
_LITTLE = 4096
_NOTHING = object()


class Ledger:
    """A file of named values, plain as `marshal` takes them; of those that are dictionaries, entries are added.

    Whoever changes a value that was loaded or saved, rather than an own copy of it, has the change lost.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._values: dict[str, Any] = {}
        #: What the file looked like when these were its values, and how long the first of its blocks is.
        self._seen = stamps.MISSING
        self._first = 0

    def load(self) -> dict[str, Any]:
        """Return the values; none when there is no file, or not a whole one."""
        self._values, self._seen = {}, stamps.MISSING
        before = stamps.of(self.path)
        try:
            raw = Path(self.path).read_bytes()
            values = self._read(raw)
        except (OSError, ValueError, TypeError, EOFError, KeyError, AttributeError):
            return {}
        if len(raw) == before[0]:
            self._seen = before
        self._values = values
        return {name: dict(value) if type(value) is dict else value for name, value in values.items()}

    def save(self, values: Mapping[str, Any]) -> None:
        """Write down values. Raises `OSError`."""
        before, now = self._values, {n: dict(v) if type(v) is dict else v for n, v in values.items()}
        self._values = {}
        if before and before.keys() == now.keys() and self._seen == stamps.of(self.path):
            added = [(name, *change) for name in now if (change := _change(before[name], now[name])) is not None]
            block = stamps.sealed(marshal.dumps(added)) if added else b""
            if self._seen[0] - self._first + len(block) <= max(self._first // _PART, _LITTLE):
                self._add(block)
                self._values, self._seen = now, stamps.of(self.path)
                return
        Path(self.path).parent.mkdir(parents=True, exist_ok=True)
        content = stamps.sealed(marshal.dumps(list(now.items())))
        stamps.replace(self.path, content)
        self._values, self._seen, self._first = now, stamps.of(self.path), len(content)

    def _add(self, block: bytes) -> None:
        if not block:
            return
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
        try:
            stamps.write(descriptor, block)
        finally:
            os.close(descriptor)

    def _read(self, raw: bytes) -> dict[str, Any]:
        """Read blocks, one after the other: what was written at once, and what was added. Raises `ValueError`."""
        first, *others = stamps.unsealed(raw)
        self._first = len(first)
        values: dict[str, Any] = dict(marshal.loads(first))
        for added in others:
            for name, value, entries, gone in marshal.loads(added):
                if entries is None:
                    values[name] = value
                    continue
                values[name].update(entries)
                for key in gone:
                    del values[name][key]
        return values


def _change(before: Any, now: Any) -> tuple[Any, dict[Any, Any] | None, list[Any]] | None:
    """Return what makes of a value another: that, or entries and which are gone; None when they are equal."""
    if before is now:
        return None
    if type(before) is not dict or type(now) is not dict:
        return None if before == now else (now, None, [])
    entries = {}
    for key, value in now.items():
        known = before.get(key, _NOTHING)
        if known is not value and known != value:
            entries[key] = value
    gone = [key for key in before if key not in now] if len(before) + len(entries) > len(now) else []
    return (None, entries, gone) if entries or gone else None
