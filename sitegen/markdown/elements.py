"""The tree that a text is read into before it becomes blocks: elements as Python-Markdown makes them.

Both readers make one: `machine` out of that of Python-Markdown, `usual` by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sitegen.values import dataclass

#: The text of a way back from a footnote, for which Python-Markdown puts the arrow when it writes HTML.
BACKLINK = "\x02zz1337820767766393qq\x03"
#: The class of a box, and that of its title.
BOX, BOX_TITLE = "admonition", "admonition-title"

#: The name of the attribute that holds a start tag as it was written; no HTML has such a name.
WRITTEN = "<"
#: The attribute by which Markdown is asked for where HTML begins; here it is understood without.
MARKDOWN = re.compile(r"\smarkdown(?:=(?:\"[^\"]*\"|[^\s>]*))?(?=[\s>]|$)")


class Element:
    """An element: its text stands before its children, `tail` behind its end."""

    __slots__ = ("attributes", "children", "tag", "tail", "text")

    def __init__(self, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> None:
        self.tag = tag
        self.text = text
        self.attributes = dict(attributes) if attributes else {}
        self.children: list[Element] = []
        self.tail = ""

    def add(self, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Element:
        """Add a child and return it."""
        child = Element(tag, text, attributes)
        self.children.append(child)
        return child

    def last(self) -> Element | None:
        """Return the last child, if there is one."""
        return self.children[-1] if self.children else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A text as elements, with what `Document` keeps beside its blocks; the texts of footnotes are in `root`."""

    root: Element
    raw: tuple[str, ...]
    references: tuple[tuple[str, str, str], ...]
    footnotes: tuple[str, ...]
    abbreviations: tuple[tuple[str, str], ...] = ()
