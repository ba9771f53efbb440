"""From Python-Markdown's element tree to blocks: what is a message, where it stands, what it is called.

Takes off attribute lists and comments, recognises figures and boxes, and gives headings their ids.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from sitegen import structured
from sitegen.characters import is_balanced, turns_letters
from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.limits import NESTING, TEXT_WORK
from sitegen.markdown import limits, markup
from sitegen.markdown.blocks import RAW, STASHED, STRUCTURED, TEXT_RUN, WORDS, Block, Document
from sitegen.markdown.directives import Directives
from sitegen.markdown.elements import BOX, BOX_TITLE, MARKDOWN, WRITTEN, Element, Tree
from sitegen.markdown.lines import Lines
from sitegen.markdown.normal import has_words, heading_id, is_attribute_list, normalise, plain, without_comments
from sitegen.markdown.sanitise import attributes_of

_FIGURE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\(\s*<?(?P<src>[^\s<>()]+)>?(?:\s+(?P<quote>[\"'])(?P<caption>.*)(?P=quote))?\s*\)"
    r"(?: ?\{:?\s*(?P<list>[^}]*)\})?"
)
_FENCE = re.compile(r'<pre><code class="language-([^"]+)">(.*)</code></pre>\s*', re.DOTALL)
_ALIGNED = {
    "text-align: left;": "align-start",
    "text-align: right;": "align-end",
    "text-align: center;": "align-center",
}
_LIST_AT_END = re.compile(r"[ ]+\{:?[ ]*([^}\n ][^}\n]*)\}[ ]*$")
_LIST_ON_LAST_LINE = re.compile(r"\n[ ]*\{:?[ ]*([^}\n ][^}\n]*)\}[ ]*$")
#: An attribute list of ids and classes alone.
_NAMES = re.compile(r"(?: *[#.][\w-]+(?= |$))+ *")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Elements whose own text is a message (rule S1).
_LEAVES = frozenset({"p", *_HEADINGS, "li", "dt", "dd", "th", "td", "caption", "figcaption", "summary", TEXT_RUN})
#: Elements that count as levels of nesting.
_LEVELS = frozenset({"ul", "ol", "dl", "blockquote", "div"})


def read(tree: Tree, text: str, path: str, first_line: int) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Make a document of a text's elements, without its targets; None where it is over the limits.

    Raises RecursionError where they are nested too deep for the stack.
    """
    reader = Reader(text, path, first_line, tree.raw)
    blocks = reader.blocks(tree.root)
    found = tuple(reader.found)
    if any(fault.code == "text-limit" for fault in found):
        return None, found
    document = Document(
        blocks=blocks,
        raw=tree.raw,
        references=tree.references,
        footnotes=tree.footnotes,
        abbreviations=tree.abbreviations,
    )
    return document, found


class Reader:
    """Reads one text's element tree. `found` collects what is wrong with the text."""

    def __init__(self, text: str, path: str, first_line: int, raw: tuple[str, ...]) -> None:
        self.found: list[Diagnostic] = []
        self._lines = Lines(text, first_line)
        self._directives = Directives(path)
        self._path = path
        self._first_line = first_line
        self._raw = raw
        self._ids: set[str] = set()
        self._repeated: dict[str, int] = {}
        self._level = 0
        self._work = 0

    def blocks(self, root: Element) -> tuple[Block, ...]:
        """Return the blocks of a whole tree."""
        blocks = self._children(root, False)
        self._directives.finish()
        self.found += self._directives.found
        if self._work > TEXT_WORK:
            self.found.append(limits.too_much_work(self._path, self._first_line))
        return blocks

    def _children(self, parent: Element, skipped: bool) -> tuple[Block, ...]:
        blocks: list[Block] = []
        self._level += parent.tag in _LEVELS
        if self._level > NESTING:
            self.found.append(limits.too_deep(self._path, self._lines.last))
            parent = Element(parent.tag)
        for element in parent.children:
            block = self._block(element, skipped)
            if block is not None:
                blocks.append(block)
            if element.tail and element.tail.strip():
                blocks.append(self._leaf(TEXT_RUN, {}, element.tail, [], skipped))
        self._level -= parent.tag in _LEVELS
        return tuple(blocks)

    def _block(self, element: Element, skipped: bool) -> Block | None:
        text = element.text
        if not (skipped or element.attributes or element.children) and self._is_words(element.tag, text):
            return self._words(element.tag, text)
        if element.tag == "p" and (only := STASHED.fullmatch(text)):
            return self._stashed(int(only.group(1)), text.strip(), skipped)
        if element.tag == "p" and not element.children and self._is_comment(text):
            return None
        if element.attributes.get("class") == "footnote":
            self._directives.settle()
        skipped = self._directives.skips_next() or skipped
        is_pictured = element.tag == "p" and "![" in text
        if is_pictured and (figure := _FIGURE.fullmatch(normalise(without_comments(text)[0]))):
            return self._figure(figure, text, skipped)
        attributes = dict(element.attributes)
        if element.tag in ("td", "th") and (style := attributes.pop("style", None)):
            attributes["class"] = _ALIGNED.get(style, "")
        if element.tag == "div" and BOX in attributes.get("class", "").split():
            return self._box(element, attributes, skipped)
        if written := attributes.pop(WRITTEN, ""):
            self._check_wrapper(written, element.tag, attributes)
        if element.tag in _LEAVES and text.strip():
            return self._leaf(element.tag, attributes, text, element.children, skipped)
        if element.tag == "li" and attributes.get("id", "").startswith("fn:"):
            self._lines.go_to_footnote(attributes["id"].removeprefix("fn:"))
        if element.tag == "code":
            self._lines.find(unescape(text))
        children = self._children(element, skipped)
        return Block(tag=element.tag, attributes=tuple(attributes.items()), text=text, children=children)

    def _is_words(self, tag: str, text: str) -> bool:
        """Tell whether an element holds nothing but a message, and no directive is for it."""
        if tag not in _LEAVES or "{" in text or "\x02" in text or "<!--" in text or "![" in text:
            return False
        return self._directives.is_idle and not text.isspace() and text != ""

    def _words(self, tag: str, text: str) -> Block:
        """Read such an element, as `_leaf` does."""
        line = self._lines.find(text, tag)
        normal = normalise(text)
        self._check(text, line)
        attributes = (("id", self._unique(heading_id(normal))),) if tag in _HEADINGS else ()
        return Block(tag=tag, attributes=attributes, text=normal, message=has_words(normal), line=line)

    def _check_wrapper(self, written: str, tag: str, attributes: dict[str, str]) -> None:
        """Take off what no page may have of an element that its writer put around blocks."""
        span = Span(self._path, self._lines.find_comment(written))
        end = f"</{written[1:].split()[0].rstrip('>')}>"
        self.found += markup.report(MARKDOWN.sub("", written) + end, span)
        for name in attributes.keys() - attributes_of(tag):
            del attributes[name]
        if "id" in attributes:
            attributes["id"] = self._unique(attributes["id"])

    def _leaf(self, tag: str, attributes: dict[str, str], text: str, inner: list[Element], skipped: bool) -> Block:
        line = self._lines.find(text, "title" if attributes.get("class") == "box-title" else tag)
        text = self._without_comments(text, line)
        text = self._take_attributes(tag, text, attributes, line)
        normal = normalise(text)
        if tag in _HEADINGS or "id" in attributes:
            attributes["id"] = self._unique(attributes.get("id") or heading_id(normal))
        self._check(text, line)
        skipped = self._directives.skips_next() or skipped
        message = self._is_message(normal, skipped)
        context, note = self._directives.words() if message or skipped else (None, "")
        children: tuple[Block, ...] = ()
        if inner:
            parent = Element(tag)
            parent.children = inner
            children = self._children(parent, skipped)
        return Block(
            tag=tag,
            attributes=tuple(attributes.items()),
            text=normal,
            children=children,
            message=message,
            line=line,
            context=context if message else None,
            note=note if message else "",
        )

    def _is_message(self, text: str, skipped: bool) -> bool:
        return has_words(text) and "\x02" not in text and not (skipped or self._directives.in_region)

    def _check(self, text: str, line: int) -> None:
        """Note what is too much about a leaf, or hidden in it."""
        self._work += limits.work(text)
        if reason := limits.excess(text):
            self.found.append(limits.too_long(reason, self._path, line))
        if text.isascii():
            return
        if not is_balanced(text):
            message = "a direction control is opened and not closed"
            hint = 'close it, or write <bdi> or <span dir="rtl">'
            self.found.append(error("bidi-unbalanced", Span(self._path, line), message, hint))
        elif turns_letters(text):
            message = "a control turns the order of letters, so that readers see other words than are written"
            hint = 'delete it; for words in another direction write <bdi> or <span dir="rtl">'
            self.found.append(warning("bidi-override", Span(self._path, line), message, hint))

    def _is_comment(self, text: str) -> bool:
        """Read a paragraph that holds nothing but comments, as those in boxes and lists do."""
        rest, comments = without_comments(text)
        if rest.strip() or not comments:
            return False
        for comment in comments:
            self._directives.read(comment, self._lines.find_comment(comment))
        return True

    def _without_comments(self, text: str, line: int) -> str:
        rest, comments = without_comments(text)
        for comment in comments:
            self._directives.read(comment, line)
        return rest

    def _take_attributes(self, tag: str, text: str, attributes: dict[str, str], line: int) -> str:
        """Split a trailing attribute list off a block's text; only ids and classes are taken."""
        if "{" not in text:
            return text
        pattern = _LIST_AT_END if tag in (*_HEADINGS, "dt", "td", "th") else _LIST_ON_LAST_LINE
        match = pattern.search(text)
        if match is None or "\x02" in match.group(1) or not is_attribute_list(match.group()):
            return text
        self._apply(match.group(1), attributes, line)
        rest = text[: match.start()]
        return rest.rstrip("#").rstrip() if tag in _HEADINGS else rest

    def _apply(self, words: str, attributes: dict[str, str], line: int) -> None:
        for name, value in _pairs(words):
            if name == "." and value:
                attributes["class"] = f"{attributes.get('class', '')} {value}".strip()
            elif name == "id" and value:
                attributes["id"] = value
            else:
                message = f'the attribute "{name}" is left out: only ids and classes may be set'
                span = Span(self._path, line)
                self.found.append(warning("attribute-dropped", span, message, "write {: #id .class }"))

    def _unique(self, wanted: str) -> str:
        name, number = wanted, self._repeated.get(wanted, 2)
        while name in self._ids:
            name, number = f"{wanted}-{number}", number + 1
        # Where to go on, since a text may have ten thousand headings with the same words.
        self._repeated[wanted] = number
        self._ids.add(name)
        return name

    def _figure(self, match: re.Match[str], text: str, skipped: bool) -> Block:
        line = self._lines.find(text)
        self._without_comments(text, line)
        attributes = {"src": match["src"]}
        if match["list"]:
            self._apply(match["list"], attributes, line)
        skipped = self._directives.skips_next() or skipped
        note = self._directives.words_of_figure()
        children = []
        for tag, written in (("alt", match["alt"]), ("figcaption", match["caption"] or "")):
            words = normalise(plain(written))
            self._check(words, line)
            message = self._is_message(words, skipped)
            children.append(Block(tag=tag, text=words, message=message, line=line, note=note if message else ""))
        return Block(tag="figure", attributes=tuple(attributes.items()), children=tuple(children), line=line)

    def _box(self, element: Element, attributes: dict[str, str], skipped: bool) -> Block:
        """Make an admonition an aside; its title is a heading, or nothing when none was written."""
        kinds = [word for word in attributes["class"].split() if word != BOX]
        title, rest = None, element.children
        if rest and rest[0].attributes.get("class") == BOX_TITLE:
            title, *rest = rest
        first: list[Block] = []
        if title is not None:
            first.append(self._leaf("h2", {"class": "box-title"}, title.text, [], skipped))
        # In a tight list the text of a box stands in no paragraph.
        loose = element.text + (title.tail if title is not None else "")
        if loose.strip():
            first.append(self._leaf(TEXT_RUN, {}, loose, [], skipped))
        body = Element("div")
        body.children = rest
        classes = " ".join(["box", *kinds])
        children = (*first, *self._children(body, skipped))
        return Block(tag="aside", attributes=(("class", classes),), children=children)

    def _structured(self, kind: str, text: str, line: int, skipped: bool) -> Block | None:
        """Read a fence of a known kind; None when it is code."""
        if kind not in structured.KINDS:
            if hint := structured.near(kind, text):
                message = f'there is no structured block "{kind}", so it is shown as code'
                self.found.append(warning("unknown-block", Span(self._path, max(line - 1, 1)), message, hint))
            return None
        value, faults = structured.read(kind, text, self._path, line)
        self.found += faults.found
        skipped = self._directives.skips_next() or skipped
        note = self._directives.words_of_figure()
        children = []
        for words in structured.words(value) if value else ():
            normal = normalise(words.text)
            self._check(normal, words.line)
            children.append(
                Block(
                    tag=WORDS,
                    attributes=(("role", words.role),),
                    text=normal,
                    message=self._is_message(normal, skipped),
                    line=words.line,
                    context=words.context,
                    note=note,
                )
            )
            note = ""
        return Block(tag=STRUCTURED, children=tuple(children), line=line, structured=value)

    def _stashed(self, index: int, text: str, skipped: bool) -> Block | None:
        """Read a stashed block: code, raw HTML, or comments, which are left out."""
        content = self._raw[index]
        if content.startswith("<pre"):
            line = self._lines.find(unescape(re.sub(r"<[^<>]*>", "", content))) or self._lines.last
            fence = _FENCE.fullmatch(content)
            if fence and (block := self._structured(fence[1], unescape(fence[2]), line, skipped)):
                return block
            self._directives.skips_next()
            return Block(tag=RAW, text=text, line=line)
        rest, comments = without_comments(content)
        for comment in comments:
            self._directives.read(comment, self._lines.find_comment(comment))
        if not rest.strip():
            return None
        skipped = self._directives.skips_next() or self._directives.in_region or skipped
        line = self._lines.find(rest)
        self.found += markup.report(rest, Span(self._path, line))
        if markup.read(rest).has_text and not skipped:
            hint = "write it in Markdown, or say that it is meant with <!-- i18n: skip --> above"
            message = "words in raw HTML are not translated"
            self.found.append(warning("raw-html", Span(self._path, line), message, hint))
        return Block(tag=RAW, text=text, line=line)


def _pairs(words: str) -> Sequence[tuple[str, str | None]]:
    """Return what an attribute list sets, as Python-Markdown reads it; the name of a class is a stop."""
    if _NAMES.fullmatch(words):
        return [("." if word[0] == "." else "id", word[1:]) for word in words.split(" ") if word]
    # Large to import.
    from markdown.extensions.attr_list import get_attrs_and_remainder

    return get_attrs_and_remainder(words)[0]
