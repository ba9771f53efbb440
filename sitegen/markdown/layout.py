"""The layout that CommonMark allows, put into the one that Python-Markdown reads.

Python-Markdown wants four columns for what is in an item, an empty line before a list, and fences at the
left margin. Most Markdown in the world is written otherwise: after `- ` two columns are enough, a list may
follow its paragraph, code stands in lists and quotations. Read as Python-Markdown does, an item there runs
into the paragraph above it and code becomes prose, so that translators get messages nobody wrote.

The text is taken apart line by line as CommonMark does it (https://spec.commonmark.org, "Container
blocks"), and written again with four columns. A text that Python-Markdown reads well is left as it is. Knows
nothing of elements, messages or addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from sitegen.limits import NESTING
from sitegen.markdown import wrappers
from sitegen.markdown.htmlreading import VOID

_TAB = 4
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})[ ]*(?P<info>.*?)[ ]*$")
#: The fences that Python-Markdown reads by itself.
_PLAIN_FENCE = re.compile(r"(?:`{3,}|~{3,})[ ]*(?:\{[^\n]*\}|\.?[\w#.+-]*[ ]*(?:hl_lines=.*)?)$")
_LANGUAGE = re.compile(r"\{?[ ]*\.?([\w#.+-]+)")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r"(?P<margin> {0,3})(?P<marker>[-*+]|\d{1,9}\.)(?P<gap> +)(?=\S)")
_BOX = re.compile(r"!!! ?[\w-]")
#: A footnote, a definition: what stands before its first words.
_NOTE = re.compile(r"(?P<margin> {0,3})(?P<marker>\[\^[^\]\n]*\]:)(?P<gap> *)")
_DEFINITION = re.compile(r"(?P<margin> {0,3})(?P<marker>:)(?P<gap> {1,3})(?=\S)")
_BREAK = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
_HEADING = re.compile(r" {0,3}#{1,6}(?: |$)")
_BLOCK_TAGS = """
    address article aside blockquote body button canvas center colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hr iframe legend li main map menu nav object ol
    option p section select summary table tbody td template tfoot th thead title tr ul video
"""
_HTML = re.compile(rf" {{0,3}}<(?:/?(?P<tag>{'|'.join(_BLOCK_TAGS.split())})(?=[\s/>])|!--)", re.IGNORECASE)
#: HTML that goes on over empty lines, and its end.
_VERBATIM = re.compile(r" {0,3}<(?:(?P<tag>pre|script|style|textarea)(?=[\s>])|!--)", re.IGNORECASE)
_ROW = re.compile(r" {0,3}\|")
#: The line below the head of a table, which may look like an item.
_RULE = re.compile(r" {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$")


class Layout:
    """Lays out one text. `stash` keeps HTML and returns what stands for it; `tags` is the HTML kept of wrappers."""

    def __init__(self, stash: Callable[[str], str]) -> None:
        self.tags: dict[str, wrappers.Start | wrappers.End] = {}
        self._stash = stash

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of a text as Python-Markdown wants them."""
        return _Level(self, lines, 0).blocks()

    def inner(self, lines: list[str], depth: int, *, in_item: bool = False) -> list[str]:
        """Return what stands in an item, a quotation or a box, laid out."""
        return lines if depth > NESTING else _Level(self, lines, depth, in_item=in_item).blocks()

    def code(self, info: str, lines: list[str]) -> str:
        """Return the line that stands for a block of code."""
        named = _LANGUAGE.match(info)
        language = f' class="language-{escape(named[1])}"' if named else ""
        text = "".join(f"{line}\n" for line in lines)
        return self._stash(f"<pre><code{language}>{escape(text, quote=False)}</code></pre>")

    def raw(self, html: str) -> str:
        """Return the line that stands for raw HTML."""
        return self._stash(html)

    def tag(self, tag: wrappers.Start | wrappers.End) -> str:
        """Return the line that stands for the start or end of an element around other blocks."""
        html = f"</{tag.tag}>" if isinstance(tag, wrappers.End) else f"<{tag.tag}{tag.attributes}>"
        line = self._stash(html)
        self.tags[line] = tag
        return line


class _Level:
    """The lines of one container, read from the first to the last."""

    def __init__(self, layout: Layout, lines: list[str], depth: int, *, in_item: bool = False) -> None:
        self._layout = layout
        self._lines = lines
        self._depth = depth
        self._out: list[str] = []
        self._tags = wrappers.pairs(lines)
        #: Whether the line before is one of a paragraph, and whether that began an item: a list may follow it at once.
        self._in_paragraph = False
        self._opens_item = in_item
        #: Fences that nothing closes, so that their end is looked for once.
        self._unclosed: set[str] = set()

    def blocks(self) -> list[str]:
        """Return all lines, laid out."""
        at = 0
        while at < len(self._lines):
            at = self._next(at, self._lines[at])
        return self._out

    def _next(self, at: int, line: str) -> int:
        """Take in what starts at a line, and return where the next begins."""
        if line[:1].isalpha():
            # Whatever begins something else begins with a blank, a digit or a mark.
            self._out.append(line)
            self._in_paragraph = True
            return at + 1
        if not line.strip():
            self._out.append(line)
            self._in_paragraph = self._opens_item = False
            return at + 1
        if tag := self._tags.get(at):
            return self._alone(self._layout.tag(tag), tag.end)
        if (fence := _FENCE.match(line)) and (end := self._closing(at, fence)):
            return self._fenced(at, fence, end)
        if _QUOTE.match(line):
            return self._quote(at)
        if item := self._item(line):
            return self._marked(at, item)
        if _BOX.match(line):
            return self._box(at)
        if (mark := _NOTE.match(line)) or ((mark := _DEFINITION.match(line)) and self._out):
            return self._marked(at, mark)
        return self._other(at, line)

    def _other(self, at: int, line: str) -> int:
        """Take in a line of a paragraph, a heading or a table, or all of some HTML or indented code."""
        end = at + 1
        if line.startswith(" " * _TAB) and not self._in_paragraph:
            while end < len(self._lines) and self._lines[end].startswith(" " * _TAB):
                end += 1
        elif verbatim := _VERBATIM.match(line):
            end = self._end_of(at, f"</{verbatim['tag']}>" if verbatim["tag"] else "-->")
        elif html := _HTML.match(line):
            while end < len(self._lines) and self._lines[end].strip() and end not in self._tags:
                end += 1
            if html["tag"] and not self._is_closed(at, html["tag"]):
                # Python-Markdown would take all the rest of the text for raw HTML.
                return self._alone(self._layout.raw("\n".join(self._lines[at:end])), end)
        else:
            self._in_paragraph = not (_HEADING.match(line) or _BREAK.match(line) or _ROW.match(line))
        self._out += self._lines[at:end]
        return end

    def _is_closed(self, at: int, tag: str) -> bool:
        """Tell whether as many tags of an element are closed as are opened, from a line on."""
        either = re.compile(rf"<(/?){tag}(?=[\s/>])[^<>]*?(/?)>", re.IGNORECASE)
        depth = 0
        for number in range(at, len(self._lines)):
            for found in either.finditer(self._lines[number]) if "<" in self._lines[number] else ():
                depth += 0 if found[2] else -1 if found[1] else 1
                if depth <= 0:
                    return True
        return tag.lower() in VOID

    def _end_of(self, at: int, mark: str) -> int:
        """Return the line after the one with a mark; the next one when there is none."""
        for end in range(at, len(self._lines)):
            if mark in self._lines[end].lower():
                return end + 1
        return at + 1

    def _alone(self, line: str, end: int) -> int:
        """Write a line that must stand between empty lines."""
        self._part()
        self._out += [line, ""]
        return end

    def _part(self) -> None:
        """End the block before with an empty line, where there is none."""
        if self._out and self._out[-1].strip():
            self._out.append("")
        self._in_paragraph = self._opens_item = False

    # Fences -----------------------------------------------------------------------------------------------

    def _closing(self, at: int, fence: re.Match[str]) -> int:
        """Return the line that closes a fence; 0 when none does."""
        mark = fence["fence"]
        if mark in self._unclosed:
            return 0
        closing = re.compile(rf" {{0,3}}{mark[0]}{{{len(mark)},}} *$")
        for end in range(at + 1, len(self._lines)):
            if closing.match(self._lines[end]):
                return end
        self._unclosed.add(mark)
        return 0

    def _fenced(self, at: int, fence: re.Match[str], end: int) -> int:
        closes_alike = self._lines[end].rstrip() == fence["fence"]
        if not self._depth and closes_alike and _PLAIN_FENCE.match(self._lines[at]):
            self._out += self._lines[at : end + 1]
            self._in_paragraph = False
            return end + 1
        margin = fence.start("fence")
        lines = [line[min(margin, _margin(line)) :] for line in self._lines[at + 1 : end]]
        return self._alone(self._layout.code(fence["info"], lines), end + 1)

    # Quotations, items, boxes -------------------------------------------------------------------------------

    def _quote(self, at: int) -> int:
        if self._depth and self._in_paragraph:
            self._part()
        lines: list[str] = []
        while at < len(self._lines):
            mark = _QUOTE.match(self._lines[at])
            if mark is None and (not lines[-1].strip() or not self._goes_on(at)):
                break
            lines.append(self._lines[at][mark.end() :] if mark else self._lines[at])
            at += 1
        inner = self._layout.inner(lines, self._depth + 1)
        self._out += [f"> {line}" if line.strip() else ">" for line in inner]
        while self._out and self._out[-1] == ">":
            self._out.pop()
        return self._close(at)

    def _item(self, line: str) -> re.Match[str] | None:
        """Read what an item begins with; in a paragraph, a number other than one begins none."""
        item = _ITEM.match(line)
        if item is None or _BREAK.match(line) or _RULE.match(line):
            return None
        return item if not self._in_paragraph or item["marker"] in "-*+1." else None

    def _marked(self, at: int, mark: re.Match[str]) -> int:
        """Take in an item, a footnote or a definition."""
        is_item = mark.re is _ITEM
        if is_item and self._in_paragraph and not self._opens_item:
            self._part()
        gap = mark["gap"] if len(mark["gap"]) <= _TAB else " "
        width = mark.end("marker") + len(gap) if is_item else _TAB
        inner = self._lines[at][mark.end() :]
        lines, end = self._content(at, width, _TAB if _BOX.match(inner) else 0)
        first, *rest = self._layout.inner([inner, *lines], self._depth + 1, in_item=is_item)
        self._out.append(f"{mark['marker']}{gap}{first}")
        if _BOX.match(inner):
            # Python-Markdown does not take the columns off the lines that go on with the first block of an item.
            opening = rest.index("") if "" in rest else len(rest)
            self._out += rest[:opening]
            rest = rest[opening:]
        self._out += _indented(rest)
        following = _ITEM.match(self._lines[end]) if is_item and end < len(self._lines) else None
        if following is None:
            return self._close(end)
        # What follows an empty line in an item goes on, for Python-Markdown, until the next empty line.
        if "" in rest or following["marker"][0].isdigit() != mark["marker"][0].isdigit():
            self._part()
        self._in_paragraph = False
        return end

    def _box(self, at: int) -> int:
        lines, end = self._content(at, _TAB)
        self._out.append(self._lines[at])
        self._out += _indented(self._layout.inner(lines, self._depth + 1))
        return self._close(end)

    def _close(self, end: int) -> int:
        """End a container; what follows at once is not in it."""
        if end < len(self._lines) and self._lines[end].strip():
            self._part()
        self._in_paragraph = self._opens_item = False
        return end

    def _content(self, at: int, width: int, more: int = 0) -> tuple[list[str], int]:
        """Return the lines below the first of an item that belong to it, without its columns, and where they end.

        What is written for Python-Markdown stands at four columns although two are enough; the first line
        that begins a block tells which of both is meant. `more` is by how much what its own line begins is set in.
        """
        least = min(width, _TAB)
        found: list[str] = []
        columns = 0
        for number in range(at + 1, len(self._lines)):
            line = self._lines[number]
            margin = _margin(line)
            if not line.strip():
                found.append("")
            elif margin >= least:
                if not columns and (more or (found and not found[-1]) or _ITEM.match(line.lstrip(" "))):
                    columns = _TAB if margin >= _TAB + more else least
                found.append(line[min(margin, columns or least) :])
            elif (found and not found[-1].strip()) or not self._goes_on(number):
                break
            else:
                found.append(line)
        while found and not found[-1].strip():
            found.pop()
        return found, at + 1 + len(found)

    def _goes_on(self, at: int) -> bool:
        """Tell whether a line goes on with the paragraph of an item or quotation without being set in."""
        line = self._lines[at]
        begins = (_ITEM, _FENCE, _QUOTE, _HEADING, _BREAK, _HTML, _BOX, _NOTE, _DEFINITION)
        return bool(line.strip()) and at not in self._tags and not any(pattern.match(line) for pattern in begins)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _indented(lines: list[str]) -> list[str]:
    return [" " * _TAB + line if line.strip() else line for line in lines]
