"""What picture files say of themselves before any decoder is let near them: their kind, and how many parts they have.

Reads bytes only; knows nothing of pixels.
"""

from __future__ import annotations

import re

from sitegen.limits import PICTURE_PARTS, PICTURE_SCANS


class ExcessError(ValueError):
    """A picture passes a limit; the text says which one."""


#: A marker of a JPEG that is none of those within pixels: stuffed bytes, fill bytes, restarts.
_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_PNG_START = b"\x89PNG\r\n\x1a\n"


def check_parts(content: bytes) -> None:
    """Refuse files of many parts, which take Pillow or its decoder long however few pixels or bytes they have."""
    if content.startswith(b"\xff\xd8"):
        _limit_jpeg(content)
    elif content.startswith(_PNG_START):
        parts, place = 0, len(_PNG_START)
        while place + 12 <= len(content):
            place += 12 + int.from_bytes(content[place : place + 4], "big")
            parts += 1
            _check_parts(parts)


def _limit_jpeg(content: bytes) -> None:
    """Go through the segments of a JPEG up to its end; behind it telephones put pictures and films."""
    parts = scans = place = 0
    while (marker := _MARKER.search(content, place)) and marker[1][0] != _END:
        place = marker.end()
        if marker[1][0] == _START:
            continue
        place += int.from_bytes(content[place : place + 2], "big")
        parts += 1
        scans += marker[1][0] == _SCAN
        _check_parts(parts)
        if scans > PICTURE_SCANS:
            raise ExcessError(f"the picture has more than {PICTURE_SCANS} scans")


def _check_parts(parts: int) -> None:
    if parts > PICTURE_PARTS:
        raise ExcessError(f"the picture file has more than {PICTURE_PARTS:,} parts")


#: How files begin that people take for pictures of the web.
_FOREIGN_STARTS = (
    (b"%!PS", "an EPS drawing"),
    (b"\xc5\xd0\xd3\xc6", "an EPS drawing"),
    (b"%PDF", "a PDF document"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"8BPS", "a Photoshop file"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (b"version https://git-lfs", "a Git LFS pointer, not the picture itself"),
)

#: How far into a file to look for the root of an SVG drawing, past declaration and comments, in bytes.
_SVG_HEAD = 4096


def kind(content: bytes) -> str:
    """Say what a file that is not one of our pictures seems to be."""
    for start, kind in _FOREIGN_STARTS:
        if content.startswith(start):
            return kind
    if content[4:8] == b"ftyp":
        return "a HEIC picture or a film"
    if b"<svg" in content[:_SVG_HEAD].lower():
        return "an SVG drawing"
    return "a file of another kind"
