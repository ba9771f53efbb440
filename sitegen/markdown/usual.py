"""Markdown to elements without Python-Markdown, for the blocks that stories are made of.

Gives the tree that Python-Markdown makes of a text that `layout` has laid out, element by element and character by
character, or nothing: a text with anything that is not known here for certain is left to them as a whole. Paragraphs,
headings, lists in each other, quotations, boxes, terms with their definitions, tables, code, comments, footnotes and
references are known.

Python-Markdown reads a text in blocks, which are parted by empty lines; `layout` puts one wherever something begins
that may begin anywhere. So each line is looked at once, and what it begins is told by its first character.
"""

from __future__ import annotations

import itertools
import re
from html import escape

from sitegen.markdown import items, rows
from sitegen.markdown.elements import BACKLINK, BOX_TITLE, Element, Tree
from sitegen.markdown.elements import BOX as BOX_CLASS
from sitegen.markdown.items import TAB
from sitegen.markdown.openings import (
    BOX,
    BREAK,
    COMMENT,
    DEFINING,
    DEFINITION,
    FENCE,
    HEADING,
    ITEM,
    LANGUAGE,
    NOTE,
    ODD_FENCE,
    PLAIN_FENCE,
    REFERENCE,
    UNDERLINE,
    UnknownError,
    begins_words,
    goes_on,
    without_blocks,
    words,
)

_BLANK_LINES = re.compile(r"(?<=\n) +\n")
#: Containers in each other; more are not for stories.
_DEEPEST = 8
#: Where Python-Markdown would put the footnotes.
_PLACE_OF_FOOTNOTES = "///Footnotes Go Here///"


def read(text: str) -> Tree | None:
    """Return the elements of a text; None where it takes Python-Markdown to tell.

    There may be nothing about the text that `limits.check` would refuse.
    """
    if "\t" in text:
        text = text.expandtabs(TAB)
    if "\n " in text:
        text = _BLANK_LINES.sub("\n", text)
    reading = _Reading()
    try:
        return reading.tree(text)
    except UnknownError:
        return None


class _Reading:
    """One text on its way."""

    def __init__(self) -> None:
        #: What stands in the text for what is kept apart, in the order in which it is taken out: code that `layout`
        #: takes, code that Python-Markdown takes, comments.
        self._kept: tuple[list[tuple[str, Element]], ...] = ([], [], [])
        self._references: dict[str, tuple[str, str]] = {}
        self._footnotes: dict[str, str] = {}

    def tree(self, text: str) -> Tree:
        """Return the elements of the whole text."""
        root = Element("div")
        self._blocks(root, text.split("\n"), 0, 0)
        kept = [*itertools.chain(*self._kept)]
        for number, (_, element) in enumerate(kept):
            element.text = f"\x02wzxhzdk:{number}\x03"
        if self._footnotes:
            if _PLACE_OF_FOOTNOTES in text:
                raise UnknownError
            root.children.append(self._notes())
        return Tree(
            root=root,
            raw=tuple(content for content, _ in kept),
            references=tuple((key, address, title) for key, (address, title) in self._references.items()),
            footnotes=tuple(self._footnotes),
        )

    # What the lines of a container are ---------------------------------------------------------------------

    def _blocks(self, parent: Element, lines: list[str], at: int, depth: int) -> None:
        """Add what is in a container from a line on."""
        if depth > _DEEPEST:
            raise UnknownError
        while at < len(lines):
            line = lines[at]
            if not line:
                at += 1
                continue
            if parent.tag == "li":
                items.loosen(parent)
            at = self._next(parent, lines, at, depth)

    def _next(self, parent: Element, lines: list[str], at: int, depth: int) -> int:
        """Add what begins at a line, and return the line behind it."""
        line = lines[at]
        first = line[0]
        if first.isalpha():
            return self._paragraph(parent, lines, at)
        if first in "-+*_ " or first.isdigit():
            if BREAK.fullmatch(line):
                return _break(parent, lines, at)
            if ITEM.match(line):
                return self._list(parent, lines, at, depth)[0]
        elif first == ">":
            return self._quotation(parent, lines, at, depth)
        elif first == "|":
            return _table(parent, lines, at)
        elif first in "`~" and line.startswith(("```", "~~~")):
            return self._code(parent, lines, at, depth)
        elif first == "#" and parent.tag != "li":
            return _heading(parent, lines, at)
        elif first in "!<[" and depth == 0 and (end := self._at_the_margin(parent, lines, at)):
            return end
        if not begins_words(line):
            raise UnknownError
        return self._paragraph(parent, lines, at)

    def _at_the_margin(self, parent: Element, lines: list[str], at: int) -> int:
        """Add what is known outside of containers only, and return the line behind it; 0 when there is none."""
        line = lines[at]
        if line.startswith("!!!"):
            return self._box(parent, lines, at)
        if line.startswith("<!--"):
            return self._comment(parent, lines, at)
        if line[0] == "[" and DEFINING.match(line):
            return self._note(lines, at) if line.startswith("[^") else self._reference(lines, at)
        return 0

    def _paragraph(self, parent: Element, lines: list[str], at: int) -> int:
        """Add a paragraph, or what the second line makes of the first."""
        end = at + 1
        if end < len(lines) and lines[end]:
            second = lines[end]
            if rows.is_table(lines[at], second):
                return _table(parent, lines, at)
            if UNDERLINE.fullmatch(second):
                return _underlined(parent, lines, at)
            while end < len(lines) and lines[end]:
                if lines[end][0] == ":" and DEFINITION.match(lines[end]):
                    return _definitions(parent, lines, at, end)
                if not goes_on(lines[end]):
                    break
                end += 1
        parent.children.append(Element("p", words("\n".join(lines[at:end]))))
        return end

    # Containers --------------------------------------------------------------------------------------------

    def _quotation(self, parent: Element, lines: list[str], at: int, depth: int) -> int:
        inner: list[str] = []
        while at < len(lines) and lines[at].startswith(">"):
            line = lines[at][1:].removeprefix(" ")
            inner.append(line if line.strip() else "")
            at += 1
        if not any(inner) or (at < len(lines) and lines[at] and lines[at][0] != "#"):
            raise UnknownError
        last = parent.last()
        quotation = last if last is not None and last.tag == "blockquote" else parent.add("blockquote")
        self._blocks(quotation, inner, 0, depth + 1)
        return at

    def _box(self, parent: Element, lines: list[str], at: int) -> int:
        opening = BOX.fullmatch(lines[at])
        inner: list[str] = []
        at += 1
        while at < len(lines) and (not lines[at] or lines[at].startswith(" " * TAB)):
            inner.append(lines[at][TAB:])
            at += 1
        if opening is None or (at < len(lines) and lines[at - 1]):
            raise UnknownError
        kinds = " ".join(opening["kinds"].lower().split())
        box = parent.add("div", "", {"class": f"{BOX_CLASS} {kinds}"})
        if opening["title"]:
            box.add("p", words(opening["title"]), {"class": BOX_TITLE})
        self._blocks(box, inner, 0, 1)
        return at

    def _list(self, parent: Element, lines: list[str], at: int, depth: int) -> tuple[int, bool]:
        """Add the items of a list up to the next empty line, or to what is none of them.

        Return where that is, and whether there is an empty line in an item once it is laid out.
        """
        apart, parted = True, False
        while True:
            mark = ITEM.match(lines[at])
            if mark is None or BREAK.fullmatch(lines[at]):
                raise UnknownError
            tag = "ol" if mark["marker"][0].isdigit() else "ul"
            listed, loose = items.list_for(parent, tag, mark["marker"], apart=apart)
            gap = mark["gap"] if len(mark["gap"]) <= TAB else " "
            content, end = items.content(lines, at, min(mark.end("marker") + len(gap), TAB))
            apart = self._item(listed.add("li"), lines[at][mark.end() :], content, depth + 1, loose=loose)
            parted = parted or apart
            if end == len(lines) or not lines[end]:
                return end, parted
            following = ITEM.match(lines[end])
            if following is None or following["marker"][0].isdigit() != (tag == "ol"):
                return end, True
            at = end

    def _item(self, item: Element, first: str, content: list[str], depth: int, *, loose: bool) -> bool:
        """Fill an item. What stands in a `loose` one is a paragraph. Tell whether there is an empty line in it."""
        if not begins_words(first):
            raise UnknownError
        end = 0
        while end < len(content) and content[end] and goes_on(content[end]):
            end += 1
        for line in content[:end]:
            if ITEM.match(line.lstrip(" ")):
                raise UnknownError
        if end and rows.is_table(first, content[0]):
            raise UnknownError
        # Python-Markdown does not take the columns off these lines.
        text = words("\n".join([first, *(" " * TAB + line for line in content[:end])]) if end else first)
        if loose:
            item.add("p", text)
        else:
            item.text = text
        parted = "" in content
        if end < len(content) and ITEM.match(content[end]):
            end, apart = self._list(item, content, end, depth)
            parted = parted or apart
        if end < len(content):
            self._blocks(item, content, end, depth)
        return parted or (end < len(content) and bool(content[end]))

    # Kept apart --------------------------------------------------------------------------------------------

    def _code(self, parent: Element, lines: list[str], at: int, depth: int) -> int:
        opening = FENCE.fullmatch(lines[at])
        if opening is None:
            raise UnknownError
        fence = opening["fence"]
        closing = re.compile(rf" {{0,3}}{fence[0]}{{{len(fence)},}} *")
        end = next((end for end in range(at + 1, len(lines)) if closing.fullmatch(lines[end])), 0)
        if not end:
            raise UnknownError
        margin = opening.start("fence")
        plain = PLAIN_FENCE.fullmatch(lines[at]) if lines[end].rstrip() == fence and not depth else None
        if plain is None and not (depth or margin) and ODD_FENCE.fullmatch(opening["info"]):
            raise UnknownError
        inner = [line[min(margin, len(line) - len(line.lstrip(" "))) :] for line in lines[at + 1 : end]]
        code = escape("".join(f"{line}\n" for line in inner), quote=False)
        named = LANGUAGE.match(opening["info"].removeprefix("{").lstrip(" "))
        language = f' class="language-{named[1]}"' if named else ""
        if plain is not None:
            code = code.replace('"', "&quot;")
            language = f' class="language-{plain["language"]}"' if plain["language"] else ""
        self._kept[plain is not None].append((f"<pre><code{language}>{code}</code></pre>", parent.add("p")))
        return end + 1

    def _comment(self, parent: Element, lines: list[str], at: int) -> int:
        end = at
        while end < len(lines) and "-->" not in lines[end]:
            end += 1
        comment = "\n".join(lines[at : end + 1])
        apart = (not at or not lines[at - 1]) and (end + 1 >= len(lines) or not lines[end + 1])
        if not apart or COMMENT.fullmatch(comment) is None:
            raise UnknownError
        self._kept[2].append((f"{comment}\n", parent.add("p")))
        return end + 1

    def _reference(self, lines: list[str], at: int) -> int:
        """Keep link definitions; nothing else may stand with them."""
        while at < len(lines) and lines[at]:
            found = REFERENCE.fullmatch(lines[at])
            if found is None:
                raise UnknownError
            address = found["address"].lstrip("<").rstrip(">")
            self._references[found["key"].strip().lower()] = (address, found["title"] or "")
            without_blocks(lines[at])
            at += 1
        return at

    def _note(self, lines: list[str], at: int) -> int:
        found = NOTE.match(lines[at])
        if found is None or not begins_words(lines[at][found.end() :]):
            raise UnknownError
        text = [lines[at][found.end() :]]
        at += 1
        while at < len(lines) and lines[at] and not NOTE.match(lines[at]):
            line = lines[at].removeprefix(" " * TAB)
            changes_it = UNDERLINE.fullmatch(line) or rows.is_table(text[0], line)
            if ITEM.match(line) or not goes_on(line) or (changes_it and len(text) == 1):
                raise UnknownError
            text.append(line)
            at += 1
        self._footnotes[found["name"]] = words("\n".join(text)).rstrip()
        return at

    def _notes(self) -> Element:
        """Return what Python-Markdown puts at the end for the footnotes."""
        notes = Element("div", "", {"class": "footnote"})
        notes.add("hr")
        listed = notes.add("ol")
        for number, (name, text) in enumerate(self._footnotes.items(), start=1):
            paragraph = listed.add("li", "", {"id": f"fn:{name}"}).add("p", text)
            back = {"href": f"#fnref:{name}", "class": "footnote-backref", "title": str(number)}
            paragraph.add("a", BACKLINK, back)
        return notes


def _break(parent: Element, lines: list[str], at: int) -> int:
    if at + 1 < len(lines) and UNDERLINE.fullmatch(lines[at + 1]):
        raise UnknownError
    parent.add("hr")
    return at + 1


def _heading(parent: Element, lines: list[str], at: int) -> int:
    found = HEADING.fullmatch(lines[at])
    if found is None or ("\\" in found[2] and ("#" in found[2] or found[2].rstrip(" ")[-1] == "\\")):
        raise UnknownError
    parent.add(f"h{len(found[1])}", words(found[2].rstrip("#").strip()))
    return at + 1


def _underlined(parent: Element, lines: list[str], at: int) -> int:
    if "|" in lines[at] or parent.tag == "li":
        raise UnknownError
    parent.add("h1" if lines[at + 1][0] == "=" else "h2", words(lines[at].strip()))
    return at + 2


def _table(parent: Element, lines: list[str], at: int) -> int:
    end = at
    while end < len(lines) and lines[end]:
        end += 1
    if end < at + 2 or not rows.is_table(lines[at], lines[at + 1]):
        raise UnknownError
    parent.children.append(rows.table(lines[at:end]))
    return end


def _definitions(parent: Element, lines: list[str], at: int, end: int) -> int:
    """Add terms, which stand above the line `end`, and their definitions."""
    if parent.tag == "li" or "|" in lines[at]:
        raise UnknownError
    last = parent.last()
    listed = last if last is not None and last.tag == "dl" else parent.add("dl")
    for term in lines[at:end]:
        listed.add("dt", words(term.strip()))
    while end < len(lines) and lines[end]:
        mark = DEFINITION.match(lines[end])
        if mark is None or not begins_words(lines[end][mark.end() :]):
            raise UnknownError
        listed.add("dd", words(lines[end][mark.end() :]))
        end += 1
    return end
