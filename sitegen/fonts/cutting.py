"""Fonts with HarfBuzz, which cuts and shapes, and fontTools, which packs and unpacks WOFF2.

Cutting with fontTools takes 80 times as long.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO

# None of the three carries types.
import brotli  # type: ignore[import-untyped]
import fontTools  # type: ignore[import-untyped]
import uharfbuzz as hb  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

from sitegen.values import dataclass

#: Goes into recipes: the first number grows when this module makes other bytes from the same input.
VERSION = f"fonts 1, HarfBuzz {hb.version_string()}, fontTools {fontTools.version}, brotli {brotli.__version__}"

#: Kept whenever the font has them, because texts hold them unseen or the browser puts them in.
ALWAYS_KEPT = frozenset(
    "\N{SPACE}"
    "\N{NO-BREAK SPACE}"
    "\N{NARROW NO-BREAK SPACE}"
    "\N{ZERO WIDTH SPACE}"
    "\N{ZERO WIDTH NON-JOINER}"
    "\N{ZERO WIDTH JOINER}"
    "\N{WORD JOINER}"
    "\N{COMBINING GRAPHEME JOINER}"
    "\N{LEFT-TO-RIGHT MARK}"
    "\N{RIGHT-TO-LEFT MARK}"
    "\N{ARABIC LETTER MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}"
    "\N{RIGHT-TO-LEFT EMBEDDING}"
    "\N{POP DIRECTIONAL FORMATTING}"
    "\N{LEFT-TO-RIGHT OVERRIDE}"
    "\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}"
    "\N{RIGHT-TO-LEFT ISOLATE}"
    "\N{FIRST STRONG ISOLATE}"
    "\N{POP DIRECTIONAL ISOLATE}"
    # Put in by the browser: at the end of a hyphenated line, at a cut one, and under a mark without a letter.
    "\N{SOFT HYPHEN}"
    "\N{HYPHEN-MINUS}"
    "\N{HYPHEN}"
    "\N{HORIZONTAL ELLIPSIS}"
    "\N{DOTTED CIRCLE}"
)


class FontError(ValueError):
    """The bytes are not a font that can be used; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """The height of a line, in units of which `units_per_em` make one em; the descent is negative."""

    ascent: int
    descent: int
    line_gap: int
    units_per_em: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """One shaped glyph, lengths in font units.

    `number` is the glyph's place in its font, which another cut of the same font numbers differently;
    `cluster` is the index of the character it came from.
    """

    number: int
    cluster: int
    advance: int
    right: int
    up: int


def cut(
    content: bytes,
    characters: Iterable[str],
    *,
    weights: tuple[int, int] | None = None,
    features: Collection[str] = (),
) -> bytes:
    """Cut a WOFF2, TTF or OTF font down to these characters and return it as WOFF2.

    A text of these characters is shaped as by the whole font: every layout feature stays, with all glyphs
    it can lead to, and so do the characters of `ALWAYS_KEPT`. Characters the font does not have are passed
    over. `weights` narrows a variable font's weight axis to this range, or pins it when both are the same,
    which may move an advance by 2/1000 em through rounding; other axes stay. `features` keeps only these, so that
    the text is shaped alike only while no others are asked for: in a Japanese font half of the glyphs are for vertical
    lines and older forms. The same arguments give the same bytes. Raises `FontError`.
    """
    with _font_errors():
        face = hb.Face(_unpack(content))
        wanted = hb.SubsetInput()
        wanted.unicode_set.update(ord(character) for character in _compose(ALWAYS_KEPT.union(characters)))
        _keep_features(wanted.layout_feature_tag_set, features)
        wanted.name_id_set.update(_LICENCE_NAMES)
        if weights:
            _narrow(face, wanted, weights)
        return _pack(hb.subset(face, wanted).blob.data)


def coverage(content: bytes) -> frozenset[str]:
    """Return the characters a WOFF2, TTF or OTF font has glyphs for. Raises `FontError`."""
    with _font_errors():
        return frozenset(chr(point) for point in _read(content).getBestCmap())


def metrics(content: bytes) -> Metrics:
    """Return the line height in the `hhea` table of a WOFF2, TTF or OTF font. Raises `FontError`."""
    with _font_errors():
        font = _read(content)
        line = font["hhea"]
        return Metrics(
            ascent=line.ascent,
            descent=line.descent,
            line_gap=line.lineGap,
            units_per_em=font["head"].unitsPerEm,
        )


def shape(content: bytes, text: str, *, weight: int | None = None) -> tuple[Glyph, ...]:
    """Shape a text of one script and direction with a font, at a weight of its axis or its default.

    The glyphs come in visual order, from left to right. Raises `FontError`.
    """
    with _font_errors():
        font = hb.Font(hb.Face(_unpack(content)))
        if weight is not None:
            font.set_variations({_WEIGHT: weight})
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
    return tuple(
        Glyph(
            number=info.codepoint,
            cluster=info.cluster,
            advance=place.x_advance,
            right=place.x_offset,
            up=place.y_offset,
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


# Cutting

#: The tag of the weight axis.
_WEIGHT = "wght"

#: The licence's text and address in the name table, which the Open Font License wants in every copy.
_LICENCE_NAMES = (13, 14)


def _compose(characters: frozenset[str]) -> frozenset[str]:
    """Add what a letter and a mark become together.

    A shaper draws ہ with U+0654 by the glyph of ۂ if the font has one, so that the cut must have it too.
    """
    marks = [character for character in characters if unicodedata.combining(character)]
    pairs = (unicodedata.normalize("NFC", letter + mark) for letter in characters for mark in marks)
    return characters.union(pair for pair in pairs if len(pair) == 1)


def _keep_features(names: hb.Set, features: Collection[str]) -> None:
    """Make HarfBuzz keep these layout features, or all: without being asked it drops lining figures."""
    names.clear()
    if features:
        names.update(int.from_bytes(feature.encode("ascii"), "big") for feature in features)
    else:
        names.invert()


def _narrow(face: hb.Face, wanted: hb.SubsetInput, weights: tuple[int, int]) -> None:
    if any(axis.tag == _WEIGHT for axis in face.axis_infos):
        lightest, boldest = weights
        wanted.set_axis_range(face, _WEIGHT, lightest, boldest)


# Packing


@contextmanager
def _font_errors() -> Iterator[None]:
    """Turn what the libraries raise on damaged fonts into `FontError`."""
    try:
        yield
    except (
        TTLibError,
        brotli.error,
        struct.error,
        AssertionError,
        LookupError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as fault:
        raise FontError(f"this is not a usable font: {str(fault) or type(fault).__name__}") from fault


def _read(content: bytes) -> TTFont:
    """Open a font without decoding its tables before they are asked for, and without dating it anew when saved."""
    return TTFont(BytesIO(content), lazy=True, recalcTimestamp=False, recalcBBoxes=False)


def _unpack(content: bytes) -> bytes:
    """Return a font as HarfBuzz takes it, not compressed."""
    font = _read(content)
    return content if font.flavor is None else _save(font, None)


def _pack(content: bytes) -> bytes:
    return _save(_read(content), "woff2")


def _save(font: TTFont, flavor: str | None) -> bytes:
    font.flavor = flavor
    written = BytesIO()
    font.save(written, reorderTables=None)
    return written.getvalue()
