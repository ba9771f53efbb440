"""What is said of a card: its words, its pictures, its colours. All that its bytes depend on, but for the libraries."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import PIL

from sitegen.lettering import Typeface
from sitegen.values import dataclass

#: Goes into recipes: the first number grows when this package makes other bytes from the same input.
VERSION = f"cards 1, Pillow {PIL.__version__}"

#: The sizes of cards: for links (Open Graph), for squares in a feed, for stories on the whole screen of a telephone.
Size = Literal["wide", "square", "tall"]
SIZES: Mapping[Size, tuple[int, int]] = MappingProxyType(
    {"wide": (1200, 630), "square": (1080, 1080), "tall": (1080, 1920)}
)
#: The quality of the JPEG. Colours are kept in full: at half of them small red words get a grey rim.
QUALITY = 80


class CardError(ValueError):
    """A card cannot be drawn; `letters` are what no font of its has a glyph for, where that is why."""

    def __init__(self, message: str, letters: str = "") -> None:
        super().__init__(message)
        self.letters = letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words on a card, in their language, with the faces to set them in, the best first."""

    text: str
    language: str
    direction: str
    typefaces: tuple[Typeface, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The picture of a card; `source` is the digest of its file, `focus` what must stay when it is cropped."""

    path: str
    source: str
    focus: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A shape of the theme, as SVG; `source` is the digest of its file."""

    path: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of a card as `#rrggbb`: words on the ground, and gold on the band around it."""

    ground: str
    text: str
    accent: str
    band: str
    band_gold: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A share card. Without a cover an ornament takes its place; `kicker` may be empty."""

    size: Size
    direction: str
    title: Words
    kicker: Words
    site: Words
    cover: Cover | None
    palette: Palette
    mark: Drawing
    ornament: Drawing


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours written as `#rrggbb`, from 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
