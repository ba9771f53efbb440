"""Names that may stand in a path or an address."""

from __future__ import annotations

import unicodedata

from sitegen.limits import SLUG_BYTES
from sitegen.shape import Faults, Node, Text
from sitegen.values import dataclass

SLUG_LIKE = "letters and digits joined by hyphens, as in makran-hingol"
#: The folder of `locales/` that is no language: what was the address of a text before, and is to lead on.
HISTORY = "history"
#: The context in which catalogs hold the slug of a text, and the end of that of a topic or region.
SLUG = "slug"

#: Names that Windows keeps for devices, in every folder and with any ending.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)


def is_slug(name: str) -> bool:
    """Tell whether a name may stand in a path or an address.

    It is made of letters (lower case, of any script, with their marks, in NFC) and digits, joined by single hyphens.
    """
    if name != name.lower() or name in _DEVICES or not unicodedata.is_normalized("NFC", name):
        return False
    if len(name.encode("utf-8", "surrogatepass")) > SLUG_BYTES:
        return False
    return all(
        part and unicodedata.category(part[0])[0] in "LN" and all(unicodedata.category(c)[0] in "LNM" for c in part)
        for part in name.split("-")
    )


def is_slug_context(context: str) -> bool:
    """Tell whether a context of messages is one of addresses, so that no words may have it."""
    return context == SLUG or context.endswith(f".{SLUG}")


@dataclass(frozen=True, slots=True)
class Slug:
    """A name that may stand in an address."""

    def read(self, node: Node, faults: Faults, name: str) -> str | None:
        """Read a name."""
        text = Text().read(node, faults, name)
        if text is not None and not is_slug(text):
            faults.add("wrong-value", node.line, f'"{text}" is no good for "{name}"', f"write {SLUG_LIKE}")
            return None
        return text
