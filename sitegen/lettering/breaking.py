"""Where a line of words may end, and how words are spread over lines of like width.

A subset of UAX #14 for headings: blanks and hyphens, and for Chinese and Japanese any place but those that kinsoku
forbids (JIS X 4051; https://www.w3.org/TR/jlreq/#characters_not_starting_a_line). Works on text and widths alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from sitegen.patterns import late

#: Must not begin a line.
_NOT_FIRST = frozenset(
    "!%),.:;?]}¢°»›’”‰′″℃、。〃々〉》」』】〕〗〙〟！％），．：；？］｝～｠｡｣､･ーｰ・…‥—–―‐゠〜〻ヽヾゝゞ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ؟،؛۔٪"
)
#: Must not end a line.
_NOT_LAST = frozenset("([{«‹‘“£$¥〈《「『【〔〖〘〝（［｛｟｢＄￥￡№#")
#: Of two of the same, none may be parted from the other.
_PAIRED = frozenset("—―…‥")
#: After these a phrase of Chinese or Japanese has ended.
_MARKS = frozenset("、。，．：；？！｡､〉》」』】〕〗〙〟）］｝～")
_WIDE = late("[\u2e80-\u2fdf\u3001-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f"
                   "\U00020000-\U0003ffff]")  # fmt: skip
_HIRAGANA = late("[\u3041-\u309f]")
_KATAKANA = late("[\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f]")
_HYPHENS = frozenset("-\u2010\u2013\u2014/\u200b")
_BLANK = late(r"[ \u2002-\u2006\u2008-\u200a\u3000\u1680]")
#: How much a line may be further from the others before a place within a run of Chinese or Japanese is taken that is
#: no end of a phrase; within a word of katakana, which is a name most often, hardly ever.
WITHIN, _WITHIN_NAME = 0.06, 1.5


def opportunities(text: str) -> tuple[tuple[int, float], ...]:
    """Return where a line may begin, each place with what it costs to begin one there: 0 between words."""
    found = []
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if _BLANK.match(after) or _is_kept(text[:at].rstrip()[-1:], after):
            continue
        if _BLANK.match(before) or (before in _HYPHENS and after.isalnum() and text[at - 2 : at - 1].strip()):
            found.append((at, 0.0))
        elif _WIDE.match(before) or _WIDE.match(after):
            found.append((at, _cost(before, after)))
    return tuple(found)


def _is_kept(before: str, after: str) -> bool:
    """Tell whether two characters stay on one line, whatever blanks are between them."""
    return after in _NOT_FIRST or before in _NOT_LAST or (before in _PAIRED and before == after)


def _cost(before: str, after: str) -> float:
    """Return what it costs to part two characters of Chinese or Japanese.

    A phrase most likely ends at a mark, and after a particle or an ending in hiragana.
    """
    if _KATAKANA.match(before) and _KATAKANA.match(after):
        return _WITHIN_NAME
    ends = before in _MARKS or (_HIRAGANA.match(before) and not _HIRAGANA.match(after))
    return 0.0 if ends else WITHIN


def balance(
    places: Sequence[tuple[int, float]],
    end: int,
    width: Callable[[int, int], float],
    room: float,
    lines: int,
) -> tuple[tuple[int, int], ...] | None:
    """Spread a text over that many lines that are as like in width as can be; None when they do not fit the room.

    `places` are those of `opportunities`, `width` tells how wide the text is between two of them.
    """
    if width(0, end) > room * lines:
        return None
    starts = (0, *(at for at, _ in places))
    costs = (0.0, *(cost for _, cost in places))
    wanted = width(0, end) / lines
    best: list[list[tuple[float, int]]] = [[(math.inf, 0)] * (len(starts) + 1) for _ in range(lines + 1)]
    best[0][0] = (0.0, 0)
    for line in range(1, lines + 1):
        for last in range(line, len(starts) + 1):
            stop = starts[last] if last < len(starts) else end
            for first in range(last - 1, line - 2, -1):
                taken = width(starts[first], stop)
                if taken > room:
                    break
                cost = best[line - 1][first][0] + ((taken - wanted) / room) ** 2 + costs[first]
                if cost < best[line][last][0]:
                    best[line][last] = (cost, first)
    if math.isinf(best[lines][-1][0]):
        return None
    found, last = [], len(starts)
    for line in range(lines, 0, -1):
        first = best[line][last][1]
        found.append((starts[first], starts[last] if last < len(starts) else end))
        last = first
    return tuple(reversed(found))
