"""Which characters a font is asked for, as CSS says it."""

from __future__ import annotations

from collections.abc import Iterable


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
