"""Inline Markdown to HTML without Python-Markdown, for the markup that stories use.

Gives what Python-Markdown with our extensions, the sanitiser and the finisher give, byte for byte, or nothing:
whatever it does not know for certain is left to them. It goes through a text in their order (code, escapes,
footnotes, links, addresses, breaks, entities, emphasis), and each thing found becomes one private character, which
no text may hold. It makes no tag and no attribute but those below, escapes all text, and lets no address pass
whose form it does not know.
"""

from __future__ import annotations

import re
from html.entities import html5

from sitegen import shortcuts
from sitegen.limits import LEAF_CHARACTERS
from sitegen.markdown import emphasis, quick
from sitegen.markdown.emphasis import MARK
from sitegen.markdown.names import Names
from sitegen.markdown.pieces import ENTITY, Address, Footnote, Inline, attribute_text, is_known_address, text_html
from sitegen.patterns import late
from sitegen.values import dataclass

#: Characters without which a text is its own HTML. The last are not for pages, or private.
_SPECIAL = late("[\x00-\x1f&*<>\\[\\\\_`\x7f-\xa0\ud800-\uf8ff]")
#: Characters that no text on a page may hold, or that are private.
REFUSED = late("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\uf8ff]")
#: A list of attributes may follow an element.
_LIST = late(f"{MARK}.\\{{", re.DOTALL)
#: The first character that stands for something found, behind those of emphasis.
_FIRST = 0xE110
_MOST = 0xF800 - _FIRST
_TICKS = late("`+")
_ESCAPE = late(r"\\(.?)", re.DOTALL)
_ESCAPED = frozenset("\\`*_{}[]()>#+-.!|")
_FOOTNOTE = late(r"\[\^([\w.-]+)\]")
_PLAIN = "[^\\s()<>\"'\\[\\]\\\\\x01]"
#: An address as it may stand between the parentheses of a link.
ADDRESS = rf"{_PLAIN}*(?:\({_PLAIN}*\){_PLAIN}*)*"
_LABEL = rf"[^\[\]]*(?:!\[[^\[\]]*\]\({ADDRESS}\)[^\[\]]*)*"
_BRACKETS = late(
    rf"\[(?P<label>{_LABEL})\](?:"
    rf"\( *(?P<address>{ADDRESS})(?: +\"(?P<title>[^\"()\[\]\n\\\x01]+)\")? *\)"
    r"|[^\S\n]?\[(?P<key>[^\[\]]*)\])?"
)
#: What makes of a label that stands alone something else.
_GOES_ON = late(r"\(|\s*\[")
#: What no word has that Python-Markdown puts in a text for a while: capitals, and all beyond ASCII.
_CAPITAL = late(r"[^\x00-@\[-\x7f]")
_BLANKS = late(r"\s+")
_AUTOLINK = late(r"<(https?://[^<>\s\\\x01]+)>")
_AUTOMAIL = late(r"<([A-Za-z0-9.+-]+@[A-Za-z0-9.-]+)>")
#: Tags that Python-Markdown passes on and the sanitiser leaves as they are.
_TAG = late(
    r"<(?:(?P<tag>bdi|kbd|small|span|sub|sup)(?P<attributes>(?: (?:lang|dir)=\"[A-Za-z-]+\")*)"
    r"|/(?P<end>bdi|kbd|small|span|sub|sup)|(?P<br>br))>"
)
#: What is no tag, whatever comes behind it.
_LESS = late(r"<[ =\d](?![^<>]*@)")


def shows_itself(text: str, names: Names) -> bool:
    """Tell whether a text is its own HTML in every place, and nothing needs be read."""
    return _SPECIAL.search(text) is None and not names.abbreviations and text == text.strip() and bool(text)


def is_plain(text: str) -> bool:
    """Tell whether a text has no character that could be markup or must be escaped: it is its own HTML.

    So it is unless there are abbreviations, or a blank at either end.
    """
    return _SPECIAL.search(text) is None


def read(text: str, names: Names) -> Inline | None:
    """Return the HTML of a segment's inline Markdown; None where it takes Python-Markdown to tell."""
    if not shortcuts.on() or not text or text != text.strip():
        return None
    if names.abbreviations and any(short in text or not _CAPITAL.search(short) for short in names.abbreviations):
        return None
    if is_plain(text):
        return Inline((text,))
    if len(text) > LEAF_CHARACTERS:
        return None
    if (simple := quick.pieces(text)) is not None:
        return Inline(simple)
    if REFUSED.search(text):
        return None
    try:
        reading = _Reading(names)
        return reading.written(reading.marked(text))
    except _UnknownError:
        return None


class _UnknownError(Exception):
    """Something that takes Python-Markdown to tell."""


@dataclass(frozen=True, slots=True)
class _Link:
    """A link, with its words as `_Reading` has them, or a picture, which has none."""

    start: str
    address: Address
    words: str | None


@dataclass(frozen=True, slots=True)
class _Code:
    text: str


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag that was written as HTML; `end` is the one that it ends, if it does."""

    html: str
    name: str
    end: str
    attributes: tuple[str, ...]


#: What a private character stands for: HTML, or one of these.
_Found = str | _Link | _Code | Footnote | _Tag


class _Reading:
    """One text on its way. `_found` is what its private characters stand for."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._found: list[_Found] = []
        self._code: list[str] = []
        self._tags: list[str] = []
        self._attributes: list[str] = []
        self._opened: list[str] = []
        self._has_tags = False
        self._pieces: list[str | Address | Footnote] = []

    def marked(self, text: str) -> str:
        """Return a text with private characters for its markup."""
        if "`" in text:
            text = self._with_code(text)
        if "\\" in text:
            text = self._with_escapes(text)
        if "[" in text:
            if "[^" in text:
                text = _FOOTNOTE.sub(self._footnote, text)
            text = self._with_links(text)
        return self._with_the_rest(text)

    def _with_the_rest(self, text: str) -> str:
        """Return a text, or the words of a link, with all that comes after links."""
        if "<" in text:
            text = self._with_tags(text)
        if "\n" in text:
            text = self._with_breaks(text)
        if "&" in text:
            text = ENTITY.sub(self._entity, text)
        if "*" in text or "_" in text:
            told = emphasis.tagged(text)
            if told is None:
                raise _UnknownError
            text = told
        if "{" in text and _LIST.search(text):
            raise _UnknownError
        return text

    def _keep(self, found: _Found) -> str:
        if len(self._found) == _MOST:
            raise _UnknownError
        self._found.append(found)
        return MARK + chr(_FIRST + len(self._found) - 1)

    def _found_by(self, piece: str) -> _Found:
        """Return what the character stands for with which a piece of text behind a mark begins."""
        return self._found[ord(piece[0]) - _FIRST]

    def _with_code(self, text: str) -> str:
        """Take out code: what stands between two rows of as many back-ticks."""
        runs = list(_TICKS.finditer(text))
        pieces: list[str] = []
        at = 0
        while runs:
            opening, *runs = runs
            closing = next((run for run in runs if len(run[0]) == len(opening[0])), None)
            if closing is None or text[opening.start() - 1 : opening.start()] == "\\":
                raise _UnknownError
            code = text[opening.end() : closing.start()]
            if "\n" in code or not code.strip():
                raise _UnknownError
            pieces += (text[at : opening.start()], self._keep(_Code(code.strip())))
            at = closing.end()
            runs = [run for run in runs if run.start() >= at]
        return "".join(pieces) + text[at:]

    def _with_escapes(self, text: str) -> str:
        if "&" in text:
            # `&\#39;` is an entity after all.
            raise _UnknownError

        def escaped(match: re.Match[str]) -> str:
            if match[1] in _ESCAPED:
                return self._keep(text_html(match[1]))
            if match[1] in ("", "\n", "<", MARK):
                raise _UnknownError
            return match[0]

        return _ESCAPE.sub(escaped, text)

    def _footnote(self, match: re.Match[str]) -> str:
        number = self._names.footnotes.get(match[1])
        if number is None:
            raise _UnknownError
        return self._keep(Footnote(match[1], number))

    def _with_links(self, text: str) -> str:
        """Take out links and pictures; brackets around other words are text."""
        pieces: list[str] = []
        at = 0
        while (place := text.find("[", at)) >= 0:
            match = _BRACKETS.match(text, place)
            if match is None:
                raise _UnknownError
            picture = place > at and text[place - 1] == "!"
            start = place - picture
            end, link = self._bracketed(match, picture)
            pieces += (text[at:start], link)
            at = end
        return "".join(pieces) + text[at:]

    def _bracketed(self, match: re.Match[str], picture: bool) -> tuple[int, str]:
        """Return what stands for brackets, and where that ends."""
        make = self._picture if picture else self._link
        label, key, end = match["label"], match["key"], match.end("label") + 1
        if match["address"]:
            title = (match["title"] or "").strip()
            if title.startswith("'") or (match["title"] and not title):
                raise _UnknownError
            return match.end(), make(label, match["address"], title)
        if "\n" in label or "[" in label or (_GOES_ON.match(match.string, end) and (key is None or "\n" in key)):
            raise _UnknownError
        references = self._names.references
        target = references.get(_BLANKS.sub(" ", (key or label).lower())) if references else None
        if target is not None and picture and key is not None and _GOES_ON.match(match.string, match.end()):
            # To Python-Markdown the key is a link.
            raise _UnknownError
        if target is not None:
            return end if key is None else match.end(), make(label, _checked(target[0]), target[1])
        if picture or label.startswith("^") or (references and key is not None):
            raise _UnknownError
        return end, match.string[match.start() : end]

    def _link(self, label: str, address: str, title: str) -> str:
        if not label.strip() or "<" in label:
            raise _UnknownError
        if MARK in label and any(isinstance(self._found_by(mark), Footnote | _Link) for mark in label.split(MARK)[1:]):
            raise _UnknownError
        if "[" in label:
            label = self._with_links(label)
        words = self._with_the_rest(label)
        return self._keep(_Link("<a", _address("href", address, title), words))

    def _picture(self, label: str, address: str, title: str) -> str:
        if "\n" in label or MARK in label:
            raise _UnknownError
        return self._keep(_Link(f'<img alt="{attribute_text(_checked(label))}"', _address("src", address, title), None))

    def _with_tags(self, text: str) -> str:
        """Take out addresses between `<` and `>`, and some tags; any other is left to Python-Markdown."""
        pieces: list[str] = []
        at = 0
        while (place := text.find("<", at)) >= 0:
            if web := _AUTOLINK.match(text, place):
                address, end = _address("href", web[1], ""), web.end()
                found: _Found = _Link("<a", address, self._keep(text_html(web[1])))
            elif mail := _AUTOMAIL.match(text, place):
                address, end = _address("href", f"mailto:{mail[1]}", ""), mail.end()
                found = _Link("<a", address, self._keep(text_html(mail[1])))
            elif tag := _TAG.match(text, place):
                found, end = _tag(tag), tag.end()
                self._has_tags = True
            elif _LESS.match(text, place):
                found, end = "&lt;", place + 1
            else:
                raise _UnknownError
            pieces += (text[at:place], self._keep(found))
            at = end
        return "".join(pieces) + text[at:]

    def _with_breaks(self, text: str) -> str:
        lines = text.split("\n")
        if any(line != line.strip() or not line for line in lines):
            raise _UnknownError
        return self._keep(_Tag("<br>\n", "br", "", ())).join(lines)

    def _entity(self, match: re.Match[str]) -> str:
        return self._keep(text_html(_character(match[1])))

    def written(self, text: str) -> Inline:
        """Return the HTML of a text with private characters."""
        self._write(text)
        if self._opened:
            raise _UnknownError
        pieces: list[str | Address | Footnote] = []
        run: list[str] = []
        for piece in self._pieces:
            if isinstance(piece, str):
                run.append(piece)
            else:
                pieces += ("".join(run), piece)
                run = []
        pieces.append("".join(run))
        return Inline(tuple(pieces), tuple(self._code), tuple(self._tags), tuple(self._attributes))

    def _write(self, text: str) -> None:
        write = self._pieces.append
        first, *pieces = text.split(MARK)
        write(text_html(first))
        for piece in pieces:
            tag = emphasis.TAGS.get(piece[0])
            if tag is None:
                self._write_found(self._found_by(piece))
            else:
                if self._has_tags:
                    self._open_or_close(tag)
                write(tag)
            if len(piece) > 1:
                write(text_html(piece[1:]))

    def _open_or_close(self, tag: str) -> None:
        """Hold the tags of a text to the order in which they must be closed."""
        if tag[1] != "/":
            self._opened.append(tag[1:-1])
        elif not self._opened or self._opened.pop() != tag[2:-1]:
            raise _UnknownError

    def _write_found(self, found: _Found) -> None:
        write = self._pieces.append
        if isinstance(found, _Link):
            self._pieces += (found.start, found.address)
            if found.words is not None:
                # Links and emphasis are one within the other as they are found, but not with tags that were written.
                self._opened.append("a")
                self._write(found.words)
                self._open_or_close("</a>")
                write("</a>")
        elif isinstance(found, _Tag):
            self._write_tag(found)
        elif isinstance(found, _Code):
            self._code.append(found.text)
            write(f"<code>{text_html(found.text)}</code>")
        else:
            write(found)

    def _write_tag(self, tag: _Tag) -> None:
        if tag.end:
            self._open_or_close(f"</{tag.end}>")
        elif tag.name != "br":
            self._opened.append(tag.name)
        if tag.name:
            self._tags.append(tag.name)
            self._attributes += tag.attributes
        self._pieces.append(tag.html)


def _tag(match: re.Match[str]) -> _Tag:
    names = tuple(word.partition("=")[0] for word in (match["attributes"] or "").split())
    if len(set(names)) != len(names):
        raise _UnknownError
    return _Tag(match[0], match["tag"] or match["br"] or "", match["end"] or "", names)


def _address(attribute: str, value: str, title: str) -> Address:
    if not is_known_address(value):
        raise _UnknownError
    return Address(attribute, value, f' title="{attribute_text(_checked(title))}"' if title else "")


def _checked(value: str) -> str:
    """Return the value of an attribute that holds neither entities nor controls."""
    if ("&" in value and ENTITY.search(value)) or REFUSED.search(value) or "\n" in value:
        raise _UnknownError
    return value


def _character(name: str) -> str:
    """Return what an entity stands for."""
    if name[0] != "#":
        known = html5.get(f"{name};", "")
    else:
        code = -1 if name[1] == "X" else int(name[2:], 16) if name[1] == "x" else int(name[1:])
        known = chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFDD0 or 0x1F000 <= code < 0x1FB00 else ""
    if not known or REFUSED.search(known) or "\n" in known:
        raise _UnknownError
    return known
