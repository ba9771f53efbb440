"""Regular expressions that are compiled when they are first used.

Some take milliseconds, and a build after an edit that reads no catalog and draws no card has no use for them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

__all__ = ["late"]

_USES = (
    *("findall", "finditer", "flags", "fullmatch", "groupindex", "groups"),
    *("match", "pattern", "search", "split", "sub", "subn"),
)


class _Made:
    """What can be asked of a pattern."""


class _Late(_Made):
    """What can be asked of a pattern, from the first time on that anything is."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _USES:
            raise AttributeError(name)
        made = re.compile(*self._given)
        for use in _USES:
            setattr(self, use, getattr(made, use))
        # A class that may be asked for what it has not is asked slowly for what it has.
        self.__class__ = _Made  # type: ignore[assignment]
        return getattr(made, name)


if TYPE_CHECKING:

    def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
        """Return what stands for `re.compile(pattern, flags)`; the first use tells what is wrong with these."""
        ...
else:
    late = _Late
