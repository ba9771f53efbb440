"""The nodes of a YAML file: words, lists and mappings, each with its line."""

from __future__ import annotations

from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A word or text of a YAML file, not yet interpreted. `quoted` tells `""` from nothing at all."""

    text: str
    line: int
    quoted: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was written."""
        return not self.quoted and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A YAML sequence."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """A YAML mapping with the line of each key."""

    entries: tuple[tuple[str, int, Node], ...]
    line: int


Node = Scalar | Items | Entries
