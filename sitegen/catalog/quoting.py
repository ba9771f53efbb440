"""Texts and the quoted strings a PO file has for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.patterns import late

#: The pattern of a complete quoted string; to be used with `re.DOTALL`.
STRING = r'"[^"\\\n]*+(?>(?:\\.[^"\\\n]*+)*)"'
QUOTED = late(STRING, re.DOTALL)

#: What a byte becomes that has no meaning in the encoding of the file (`surrogateescape`).
BROKEN = late("[\udc80-\udcff]")

#: How the characters that have an escape of their own are written.
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f", "\v": "\\v"}
_ESCAPED |= {"\a": "\\a", "\0": "\\000"}
_TO_ESCAPE = str.maketrans(_ESCAPED)
_CHARACTERS = {escape[1:]: character for character, escape in _ESCAPED.items()} | {"\n": ""}
_ESCAPE = late(r"\\(?:(?P<octal>[0-7]{1,3})|x(?P<hex>[0-9A-Fa-f]+)|(?P<letter>.))", re.DOTALL)
_BAD_ESCAPE = late(r'\\(?:[0-7]|x[0-9A-Fa-f]|[abfnrtv"\\\n]|(?P<bad>.))', re.DOTALL)


def quote(text: str) -> str:
    """Return a text as one quoted string."""
    return f'"{text.translate(_TO_ESCAPE)}"'


def unquote(strings: str, charset: str) -> str:
    """Return the text that quoted strings stand for.

    `\\303\\251` and `\\xc3\\xa9` are bytes in the encoding of the file, as old editors wrote them. Bytes that mean
    nothing in it stay as lone surrogates, as everywhere in a text decoded with `surrogateescape`.
    """
    if "\\" not in strings:
        return "".join(strings.split('"')[1::2])
    text = "".join(_ESCAPE.sub(_unescape, part[1:-1]) for part in QUOTED.findall(strings))
    if not BROKEN.search(text):
        return text
    return text.encode(charset, "surrogateescape").decode(charset, "surrogateescape")


def bad_escapes(strings: str) -> Iterator[tuple[int, str]]:
    """Yield the escapes that mean nothing, each with the number of line breaks before it."""
    breaks = counted = 0
    for found in _BAD_ESCAPE.finditer(strings):
        if found["bad"]:
            breaks += strings.count("\n", counted, found.start())
            counted = found.start()
            yield breaks, found[0]


def _unescape(found: re.Match[str]) -> str:
    if letter := found["letter"]:
        return _CHARACTERS.get(letter, found[0])
    byte = (int(found["octal"], 8) if found["octal"] else int(found["hex"], 16)) & 0xFF
    return chr(byte) if byte < 0x80 else chr(0xDC00 + byte)
