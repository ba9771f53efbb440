"""Which characters a font is asked for, as CSS says it."""

from __future__ import annotations

from collections.abc import Iterable

#: The letters and signs that are as wide as they are high in Chinese and Japanese (Unicode Standard Annex 11), but for
#: emoji. Fonts without these scripts have the others that texts are written with: dashes, quotation marks, digits.
WIDE = "U+2E80-303E,U+3041-A4CF,U+AC00-D7A3,U+F900-FAFF,U+FE30-FE6F,U+FF01-FF60,U+FFE0-FFE6,U+20000-3FFFD"


def unicode_range(characters: Iterable[str]) -> str:
    """Return the shortest value of the CSS descriptor `unicode-range` that means exactly these characters.

    Nothing for no characters, which CSS has no value for.
    """
    ranges: list[tuple[int, int]] = []
    for point in sorted({ord(character) for character in characters}):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1] = (ranges[-1][0], point)
        else:
            ranges.append((point, point))
    return ",".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in ranges)
