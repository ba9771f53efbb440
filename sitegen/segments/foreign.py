"""Source texts as other programs write them, made comparable with ours.

mdbook-i18n-helpers parses Markdown and writes it anew: emphasis as `_…_`, reference links with their address in place,
characters escaped that may mean something; older versions keep line breaks. po4a and mdpo keep line breaks and the
markup as typed, po4a also the mark of a list or heading in some places; Sphinx with MyST keeps lines as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from sitegen.markdown import normalise

_CODE = re.compile(r"(?<![\\`])(`++)(?!`)(?:.+?)(?<!`)\1(?!`)", re.DOTALL)
_BLOCK_MARK = re.compile(r"(?:\s*(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+)+")
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}\n]*\}\s*$")
_CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*$")
_REFERENCE = re.compile(r"\[([^\[\]]+)\](?:\[([^\[\]]*)\])?(?![(:])")
_TITLE = re.compile(r"""(\]\()\s*<?([^()\s<>]+)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*(?=\))""")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"(?<![\w\\])(_{1,3})(?=\S)|(?<=[^\s\\])(_{1,3})(?!\w)")
_BLANKS = re.compile(r"\s+")


def form(text: str, references: Iterable[tuple[str, str, str]] = ()) -> str:
    """Return a source text without what programs write in different ways: two texts of one form are the same text.

    Made one are: forms of Unicode, all line breaks and blanks, marks of a block at the start, a list of attributes at
    the end (`{: .lead}`, `{#id}`), emphasis by `*` and `_`, escaped characters, entities, addresses in `<…>`, and links
    with their address in place or elsewhere; titles of links are dropped. Code is kept as it is. `references` are
    the link definitions of the text's document: key, address, title.
    """
    known = {key.lower(): address for key, address, _ in references}
    text = _trimmed(normalise(_BLOCK_MARK.sub("", text, count=1) if _BLOCK_MARK.match(text) else text))
    pieces, start = [], 0
    for code in _CODE.finditer(text):
        pieces += [_prose(text[start : code.start()], known), code[0]]
        start = code.end()
    pieces.append(_prose(text[start:], known))
    return _BLANKS.sub(" ", "".join(pieces)).strip()


def tidy(translation: str) -> str:
    """Return a translation of another program as one of ours: in the normal form, without attributes at the end."""
    translation = _BLOCK_MARK.sub("", translation, count=1) if _BLOCK_MARK.match(translation) else translation
    return _trimmed(normalise(translation))


def _trimmed(text: str) -> str:
    return _CLOSING_HASHES.sub("", _ATTRIBUTES.sub("", text))


def _prose(text: str, references: dict[str, str]) -> str:
    def expand(link: re.Match[str]) -> str:
        address = references.get((link[2] or link[1]).lower())
        return f"[{link[1]}]({address})" if address else link[0]

    text = _REFERENCE.sub(expand, text) if references else text
    text = _ADDRESS.sub(r"\1", _TITLE.sub(r"\1\2", text))
    text = _EMPHASIS.sub(lambda marks: "*" * len(marks[0]), text)
    return unescape(_ESCAPE.sub(r"\1", text))
