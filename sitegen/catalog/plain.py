"""Read what a build needs of a catalog whose entries are plain: source text and translation, a line each.

That is the form in which `messages update` writes them. One pattern finds all entries of a file at once, and passes
over comments, which builds do not ask for. A file with a flag, a plural or an obsolete entry, and any with something
odd in it, is left to `read`, which alone tells of faults.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from sitegen.catalog.model import Catalog, Key
from sitegen.catalog.po import read
from sitegen.limits import CATALOG_BYTES, CATALOG_MESSAGES, MESSAGE_CHARACTERS
from sitegen.patterns import late

#: What is for `read` alone: line ends of other systems, and characters that no text may hold.
_ODD = late("[\r\0\x04\ufeff]")
_COMMENTS = r"(?>(?:#(?![~|,=])[^\\\n]*+\n)*)"
_HEADER = late(rf'{_COMMENTS}(msgid ""\nmsgstr ""\n(?>(?:"[^\n]*"\n)+))')
_TEXT = r'[^"\\\n]*+(?>(?:\\["\\][^"\\\n]*+)*)'
_ENTRY = late(rf'(\n++{_COMMENTS}(?:msgctxt "(?!")({_TEXT})"\n)?msgid "(?!")({_TEXT})"\nmsgstr "({_TEXT})"\n)(?=\n|\Z)')
_ESCAPE = late(r"\\(.)")


class Plain(NamedTuple):
    """A catalog without its messages, and the translation of each, which may be empty; `text` is the whole file."""

    header: Catalog
    strings: dict[Key, str]
    text: str


def read_plain(content: bytes) -> Plain | None:
    """Return what a catalog says; None when it takes `read` to tell, or something may be wrong with it."""
    if len(content) > CATALOG_BYTES:
        return None
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    head = _HEADER.match(text)
    if head is None or _ODD.search(text):
        return None
    entries = _ENTRY.findall(text, head.end())
    if head.end() + sum([len(entry) for entry, *_ in entries]) != len(text) or len(entries) > CATALOG_MESSAGES:
        return None
    if "\\" in text[head.end() :]:
        entries = [(entry, *map(_unescaped, texts)) for entry, *texts in entries]
    strings = {(context or None, id): string for _, context, id, string in entries}
    if len(strings) != len(entries) or any(len(entry) > MESSAGE_CHARACTERS for entry, *_ in entries):
        return None
    header = _header(head[1])
    return Plain(header, strings, text) if header is not None else None


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


@functools.lru_cache(maxsize=64)
def _header(text: str) -> Catalog | None:
    """Return the catalog that a header alone makes; None when something is wrong with it."""
    catalog, faults = read(text.encode(), "")
    return catalog if not faults and catalog is not None and catalog.charset.upper() == "UTF-8" else None
