"""Read the YAML that nearly all front matter is: one field a line, with a word, a text or a list of words.

What stands in it YAML would read alike, in five times the time; of all else nothing is said. The rules are those of
plain and quoted scalars on one line: https://yaml.org/spec/1.1/#id903915.
"""

from __future__ import annotations

import re

from sitegen.patterns import late
from sitegen.shape.nodes import Entries, Items, Node, Scalar

_WORD = r"[^\W_][\w-]*(?: [^\W_][\w-]*)*"
#: A field. Its plain text begins with a letter or digit, which no mark of YAML does; where ` #` or `: ` stands in it,
#: it is none, and where `:` ends it neither.
_FIELD = late(
    r"(?P<key>[A-Za-z][A-Za-z_]{0,60}):"
    r"(?:| +(?:"
    r"(?P<plain>[^\W_][^:#]*+(?>(?:(?::(?! |\Z)|(?<! )#)[^:#]*+)*))"
    r"""|"(?P<double>[^"\\]*)" *|'(?P<single>[^']*)' *"""
    rf"|\[ *(?P<list>(?:{_WORD}(?: *, *{_WORD})*)?) *\] *"
    r"))"
)


def usual(text: str, first_line: int) -> Entries | None:
    """Return what a text says whose every line is a usual field; None where one is not."""
    entries: dict[str, tuple[str, int, Node]] = {}
    for line, written in enumerate(text.removesuffix("\n").split("\n"), first_line):
        found = _FIELD.fullmatch(written)
        if found is None or not written.isprintable() or found["key"] in entries:
            return None
        key = found["key"]
        entries[key] = (key, line, _value(found, line))
    return Entries(entries=tuple(entries.values()), line=first_line)


def _value(found: re.Match[str], line: int) -> Node:
    kind = found.lastgroup
    text = found[kind] if kind else ""
    if kind == "list":
        words = [word.strip() for word in text.split(",")] if text else []
        return Items(items=tuple(Scalar(text=word, line=line) for word in words), line=line)
    if kind in ("double", "single"):
        return Scalar(text=text, line=line, quoted=True)
    return Scalar(text="" if kind == "key" else text.rstrip(" "), line=line)
