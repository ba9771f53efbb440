"""What a translator says is right as it is: comments `sitegen: ignore`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.patterns import late

_IGNORED = late(r"^\s*sitegen:\s*ignore\s+([\w\s,-]+?)\s*$")


def ignored(comments: Iterable[str]) -> tuple[str, ...]:
    """Return the codes that a message's comments `sitegen: ignore number-changed` say to let pass, in order."""
    found: dict[str, None] = {}
    for comment in comments:
        for line in comment.split("\n"):
            match = _IGNORED.match(line)
            if match:
                found |= dict.fromkeys(re.split(r"[\s,]+", match[1].strip(", ")))
    return tuple(found)
