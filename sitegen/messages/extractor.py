"""Lets `pybabel extract` read stories: the entry point `sitegen` of `babel.extractors`.

It yields a story's title, summary and running text. `sitegen messages extract` knows the whole project and
writes the rest as well: credits, sources, names of places, the sites' own texts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import IO, Any

from sitegen.markdown import parse
from sitegen.segments import extract as extract_segments
from sitegen.shape import Entries, Faults, Node, Scalar, decode, front_matter

_HEAD = ("title", "summary")


def extract(
    fileobj: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: dict[str, Any]
) -> Iterator[tuple[int, str | None, Any, list[str]]]:
    """Yield (line, function, message, comments) for each message of a Markdown file, as Babel wants it."""
    faults = Faults("")
    text = decode(fileobj.read(), faults)
    if text is None:
        return
    node, body, first_line = front_matter(text, faults)
    for key, line, value in _head(node):
        yield line, None, value, [key]
    document, _ = parse(body, "", first_line)
    for segment in extract_segments(document, ""):
        if segment.context is None:
            yield segment.span.line, None, segment.text, list(segment.comments)
        else:
            yield segment.span.line, "pgettext", (segment.context, segment.text), list(segment.comments)


def _head(node: Node | None) -> Iterator[tuple[str, int, str]]:
    if isinstance(node, Entries):
        for key, line, value in node.entries:
            if key in _HEAD and isinstance(value, Scalar) and value.text:
                yield key, line, value.text
