"""Draw share cards: a story's cover, its title and whose it is, as one picture for networks and messengers.

Bytes and words in, bytes out: knows nothing of stories, sites or addresses. Words are set by `lettering`, pictures
opened by `images`; what a theme draws in SVG is drawn here in its colours.
"""

from typing import TYPE_CHECKING

from sitegen.cards.model import QUALITY, SIZES, VERSION, Card, CardError, Cover, Drawing, Palette, Size, Words, contrast
from sitegen.lazily import lazily

if TYPE_CHECKING:
    from sitegen.cards.studio import Studio
else:
    # Pillow and HarfBuzz are large, and most builds draw no card.
    __getattr__ = lazily(__name__, studio="Studio")

__all__ = [
    "QUALITY",
    "SIZES",
    "VERSION",
    "Card",
    "CardError",
    "Cover",
    "Drawing",
    "Palette",
    "Size",
    "Studio",
    "Words",
    "contrast",
]
