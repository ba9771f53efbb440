"""Where things stand on cards of each size: an album leaf on a patterned margin, its panel cut into the picture."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sitegen.cards.model import Size
from sitegen.lettering import Box
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Places in pixels from the left, the top, as a card is read from the left; it is mirrored for the other half.

    `leaf` and `picture` are left, top, right and bottom. The panel ends at `panel` on its far side and reaches up as
    far as the title needs; its words stand `inset` from the leaf's edge, the last `foot` pixels are the site's. Rule,
    small words and title are `gap` apart. The picture ends `cut` pixels below the top of the panel; with 0 it stands
    beside it and keeps its place. `cell` is the size of one cell of the margin's pattern.
    """

    leaf: tuple[int, int, int, int]
    picture: tuple[int, int, int, int]
    panel: int
    inset: int
    title: Box
    kicker: Box
    site: Box
    foot: int
    gap: int
    cut: int
    cell: int
    mark: int


LAYOUTS: Mapping[Size, Layout] = MappingProxyType(
    {
        "wide": Layout(
            leaf=(40, 40, 1160, 590),
            picture=(420, 40, 1160, 590),
            panel=700,
            inset=44,
            title=Box(width=576, height=250, size=72, least=38, lines=4),
            kicker=Box(width=576, height=48, size=27, least=20, lines=1),
            site=Box(width=270, height=64, size=36, least=20, lines=1),
            foot=44,
            gap=26,
            cut=0,
            cell=40,
            mark=58,
        ),
        "square": Layout(
            leaf=(54, 54, 1026, 1026),
            picture=(54, 54, 1026, 640),
            panel=900,
            inset=54,
            title=Box(width=864, height=340, size=100, least=50, lines=4),
            kicker=Box(width=760, height=60, size=33, least=24, lines=1),
            site=Box(width=640, height=70, size=44, least=24, lines=1),
            foot=176,
            gap=32,
            cut=104,
            cell=54,
            mark=70,
        ),
        "tall": Layout(
            leaf=(54, 162, 1026, 1650),
            picture=(54, 162, 1026, 1110),
            panel=930,
            inset=60,
            title=Box(width=852, height=480, size=124, least=58, lines=5),
            kicker=Box(width=790, height=70, size=38, least=26, lines=1),
            site=Box(width=640, height=80, size=50, least=28, lines=1),
            foot=206,
            gap=42,
            cut=130,
            cell=54,
            mark=82,
        ),
    }
)
