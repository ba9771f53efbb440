"""Inline Markdown to HTML in one look, for texts with nothing but links and emphasis side by side.

Nine of ten texts with markup are of this kind. What is in any way else is left to `inline`, which gives the same
for these.
"""

from __future__ import annotations

from sitegen.markdown.pieces import Address, is_known_address
from sitegen.patterns import late

#: Characters that may stand for other markup, must be escaped, are not for pages, or are private.
_ODD = late("[\x00-\x1f&<>\\\\_`{\x7f-\xa0\ud800-\uf8ff]|!\\[")
_WORDS = r"[^*\[\]\s](?:[^*\[\]]*[^*\[\]\s])?"
_MARKED = late(
    rf"\*\*({_WORDS})\*\*(?!\*)|(?<!\*)\*({_WORDS})\*(?!\*)"
    r"|\[([^*\[\]^\s][^*\[\]]*)\]\(([^*\s()<>\"'\[\]]+)\)"
)


def pieces(text: str) -> tuple[str | Address, ...] | None:
    """Return the HTML of a text around its addresses; None where `inline` must read it.

    The text has no blanks at its ends, and abbreviations have nothing to do with it.
    """
    if _ODD.search(text):
        return None
    parts = _MARKED.split(text)
    found: list[str | Address] = []
    run = ""
    for at in range(0, len(parts) - 1, 5):
        words, strong, emphasis, label, address = parts[at : at + 5]
        if "*" in words or "[" in words:
            return None
        if label is None:
            run += f"{words}<strong>{strong}</strong>" if emphasis is None else f"{words}<em>{emphasis}</em>"
        elif is_known_address(address):
            found += (f"{run}{words}<a", Address("href", address, ""))
            run = f"{label}</a>"
        else:
            return None
    words = parts[-1]
    if "*" in words or "[" in words:
        return None
    found.append(run + words)
    return tuple(found)
