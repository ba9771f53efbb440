"""Where a segment's links lead, at a glance, when it has no other markup than links, footnotes and emphasis.

Python-Markdown takes footnotes and links out of a text before it looks for emphasis, so that neither changes where
they lead. Whatever could stand in their way, such as code or an escape, is left to those who read the whole text.
"""

from __future__ import annotations

from collections.abc import Container

from sitegen.limits import LEAF_CHARACTERS
from sitegen.markdown.inline import ADDRESS, REFUSED
from sitegen.markdown.pieces import is_known_address
from sitegen.patterns import late

#: Stands where code stood; where it could be a part of an address, nothing is told.
_CODE = ","
_FOUND = late(rf"\[\^(?P<footnote>[\w.-]+)\]|\[(?P<label>[^\[\]^][^\[\]]*)\]\((?P<address>{ADDRESS})\)")


def glance(text: str, footnotes: Container[str]) -> tuple[tuple[str, str], ...] | None:
    """Return the links (`href` and the address) and footnotes (`^` and the name) of a segment, then its code, in order.

    None where it takes a reader of the whole text to tell. `footnotes` are the names of those that there are.
    """
    if "`" in text:
        parts = text.split("`")
        # Code is taken out before all else, so that nothing in it is markup.
        codes = [part.strip() for part in parts[1::2]]
        if len(parts) % 2 == 0 or "``" in text or "\\" in text or not all(codes):
            return None
        around = glance(_CODE.join(parts[::2]), footnotes)
        if around is None or any(_CODE in value for _, value in around):
            return None
        return (*around, *(("`", code) for code in codes))
    if "<" in text or "\\" in text or "{" in text or "![" in text:
        return None
    if "_" in text or "***" in text:
        # Emphasis within emphasis within emphasis can swallow a link.
        return None
    if len(text) > LEAF_CHARACTERS or REFUSED.search(text):
        return None
    found: list[tuple[str, str]] = []
    for match in _FOUND.finditer(text):
        if name := match["footnote"]:
            if name not in footnotes:
                return None
            found.append(("^", name))
        elif match["label"].strip() and is_known_address(match["address"]):
            found.append(("href", match["address"]))
        else:
            return None
    return tuple(found) if text.count("[") == len(found) == text.count("]") else None
