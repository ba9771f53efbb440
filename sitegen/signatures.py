"""What picture files say of themselves before any decoder is let near them: their kind, how many parts they have, and
whether a JPEG need be decoded to find it whole.

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
#: A segment before the pixels of a sequential JPEG: its marker and its length.
_HEADER = re.compile(rb"\xff([\xc0\xc4\xda\xdb\xdd\xe0-\xef\xfe])([\x00-\xff]{2})")
_FRAME = 0xC0
#: The segments that tell a decoder how to read the pixels: tables, frame, scan, restarts, JFIF and Adobe's colours.
_NEEDED = frozenset({_FRAME, 0xC4, _SCAN, 0xDB, 0xDD, 0xE0, 0xEE})
#: How high a picture without pixels is: one row of blocks.
_BLOCK = 8
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


def without_pixels(content: bytes) -> bytes | None:
    """Return the headers of a JPEG as a JPEG of eight rows, which any decoder refuses that would refuse the whole.

    None when only decoding the whole can tell: when its pixels do not stand in one sequential scan that is
    followed at once by its end. Within such a scan, decoders pass over what is damaged or missing, up to the next
    marker (libjpeg counts a warning for it, JWRN_HUFF_BAD_CODE or JWRN_HIT_MARKER); only headers and a missing
    end stop them.
    """
    if not content.startswith(b"\xff\xd8"):
        return None
    place, parts, frame = 2, [b"\xff\xd8"], b""
    while header := _HEADER.match(content, place):
        marker, end = header[1][0], place + 2 + int.from_bytes(header[2], "big")
        segment = content[place:end]
        if marker == _FRAME:
            if frame:
                return None
            frame = segment
            segment = segment[:5] + _BLOCK.to_bytes(2, "big") + segment[7:]
        if marker in _NEEDED:
            parts.append(segment)
        if marker == _SCAN:
            return b"".join([*parts, b"\xff\xd9"]) if _ends(content, end) and _is_single(frame, segment) else None
        place = end
    return None


def _ends(content: bytes, place: int) -> bool:
    """Tell whether the end of a JPEG is the next marker that follows a place."""
    marker = _MARKER.search(content, place)
    return marker is not None and marker[1][0] == _END


def _is_single(frame: bytes, scan: bytes) -> bool:
    """Tell whether a scan has all colours of a frame, and the frame a height and a colour."""
    return frame[5:7] not in (b"", b"\0\0") and frame[9:10] == scan[4:5] not in (b"", b"\0")


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
