"""HTML elements around Markdown: `<details>` and `<div>` on lines of their own, with blocks between.

In CommonMark an element that starts a block ends it at the next empty line, so what follows is Markdown again
(https://spec.commonmark.org, "HTML blocks", kind 6). Python-Markdown keeps all up to the end tag as raw HTML,
which nobody could translate. Here the two tags are found, each becomes a line that stands for it, and the
blocks between them become its children.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from sitegen.markdown.elements import MARKDOWN, WRITTEN
from sitegen.markdown.htmlreading import HtmlReader
from sitegen.values import dataclass

#: Elements that may stand around blocks. Those that no page may have are left out of it with their blocks kept.
#: A paragraph cannot hold blocks, so `<p>` becomes a division.
TAGS = frozenset({"details", "div", "section", "article", "center", "p"})
#: How many lines a start tag and its summary may take.
_LONGEST = 20
_START = re.compile(
    rf" {{0,3}}<(?P<tag>{'|'.join(sorted(TAGS))})(?P<attributes>(?:\s(?:[^<>\"]|\"[^\"]*\")*)?)>"
    r"(?:\s*<summary(?:\s[^<>]*)?>(?P<summary>.*?)</summary>)?\s*",
    re.DOTALL,
)
_END = re.compile(rf"\s{{0,3}}</({'|'.join(sorted(TAGS))})>\s*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A start tag, with the text of its summary; `end` is the line after it."""

    tag: str
    attributes: str
    summary: str | None
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """An end tag; `end` is the line after it."""

    tag: str
    end: int


def pairs(lines: Sequence[str]) -> dict[int, Start | End]:
    """Return the tags around blocks among some lines, by the line at which they stand; each has its counterpart."""
    found: dict[int, Start | End] = {}
    opened: list[tuple[int, Start]] = []
    fence = ""
    for at, line in enumerate(lines):
        if mark := _FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        if fence or "<" not in line:
            continue
        if start := _start(lines, at):
            opened.append((at, start))
        elif (end := _END.fullmatch(line)) and any(start.tag == end[1] for _, start in opened):
            while opened[-1][1].tag != end[1]:
                opened.pop()
            place, start = opened.pop()
            found |= {place: start, at: End(tag=end[1], end=at + 1)}
    return found


def gather(parent: ET.Element, tags: Mapping[str, Start | End]) -> None:
    """Put the blocks between two tags into an element, in a whole tree. `tags` are by the text that stands for them.

    The element keeps its start tag as it was written under `WRITTEN`.
    """
    kept: list[ET.Element] = []
    opened: list[ET.Element] = []
    for element in parent:
        tag = tags.get((element.text or "").strip()) if element.tag == "p" and not len(element) else None
        if tag is None:
            gather(element, tags)
        inner = opened[-1] if opened else None
        if isinstance(tag, Start):
            element = _wrapper(tag)
            opened.append(element)
        elif isinstance(tag, End) and opened:
            opened.pop()
            continue
        kept.append(element) if inner is None else inner.append(element)
    parent[:] = kept


def _wrapper(start: Start) -> ET.Element:
    written = f"<{start.tag}{start.attributes}>"
    reader = _First()
    reader.feed(written)
    wrapper = ET.Element("div" if start.tag == "p" else start.tag, reader.attributes | {WRITTEN: written})
    if start.summary is not None:
        ET.SubElement(wrapper, "summary").text = start.summary
    return wrapper


def _start(lines: Sequence[str], at: int) -> Start | None:
    """Read a start tag with nothing behind it up to the next empty line, or that asks for Markdown."""
    if not lines[at].lstrip().startswith("<"):
        return None
    end = at + 1
    match = _START.fullmatch(lines[at])
    if match is None or not MARKDOWN.search(match["attributes"]):
        while end < len(lines) and lines[end].strip() and end - at < _LONGEST:
            end += 1
        match = _START.fullmatch("\n".join(lines[at:end]))
    if match is None or end == len(lines):
        return None
    return Start(tag=match["tag"], attributes=match["attributes"], summary=match["summary"], end=end)


class _First(HtmlReader):
    """Takes the attributes of a tag."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in the tag."""
        self.attributes = {name: value or "" for name, value in attrs if name != "markdown"}
