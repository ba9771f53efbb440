"""What picture files carry beside their pixels: camera data, places, programs, comments.

Reads how JPEG, PNG, WebP and AVIF files are put together and decodes nothing, so that it takes microseconds.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"})
#: JPEG markers without a length.
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_SCAN = 0xDA
_COMMENT = 0xFE
#: Application segments that say how pixels are to be read: JFIF, and Adobe's kind of colours.
_NEEDED = frozenset({0xE0, 0xEE})
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TELLING = {b"eXIf": "EXIF", b"tEXt": "a text", b"zTXt": "a text", b"iTXt": "a text", b"tIME": "a time"}
_WEBP_TELLING = {b"EXIF": "EXIF", b"XMP ": "XMP"}
#: Types of items in the `meta` box of an AVIF file.
_AVIF_TELLING = {b"Exif": "EXIF", b"rdf+xml": "XMP"}


def is_picture(path: str) -> bool:
    """Tell whether a file is a picture by its name."""
    return posixpath.splitext(path)[1].lower() in SUFFIXES


def metadata(content: bytes) -> tuple[str, ...]:
    """Return what a picture carries beside its pixels, once each; nothing for a file of another kind."""
    if content.startswith(b"\xff\xd8"):
        found = _jpeg(content)
    elif content.startswith(_PNG):
        found = _png(content)
    elif content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        found = _webp(content)
    elif content[4:8] == b"ftyp":
        found = _avif(content)
    else:
        return ()
    return tuple(dict.fromkeys(found))


def _jpeg(content: bytes) -> Iterator[str]:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or marker in _BARE:
            at += 1 if marker == 0xFF else 2
            continue
        size = int.from_bytes(content[at + 2 : at + 4], "big")
        body = content[at + 4 : at + 2 + size]
        if marker == _COMMENT:
            yield "a comment"
        elif 0xE0 <= marker <= 0xEF and marker not in _NEEDED:
            yield _segment(body)
        if marker == _SCAN:
            return
        at += 2 + size


def _segment(body: bytes) -> str:
    names = {b"Exif": "EXIF", b"http://ns.adobe.com/x": "XMP", b"ICC_PROFILE": "a colour profile", b"Photo": "IPTC"}
    return next((name for start, name in names.items() if body.startswith(start)), "a segment of a program")


def _png(content: bytes) -> Iterator[str]:
    at = len(_PNG)
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if kind in _PNG_TELLING:
            yield _PNG_TELLING[kind]
        at += 12 + size


def _webp(content: bytes) -> Iterator[str]:
    at = 12
    while at + 8 <= len(content):
        kind, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        if kind in _WEBP_TELLING:
            yield _WEBP_TELLING[kind]
        at += 8 + size + size % 2


def _avif(content: bytes) -> Iterator[str]:
    at = 0
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if kind == b"meta":
            box = content[at : at + size]
            yield from (name for mark, name in _AVIF_TELLING.items() if mark in box)
        if size < 8:
            return  # the rest of the file is one box, the pixels
        at += size
