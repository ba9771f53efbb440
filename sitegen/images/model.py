"""What is said of pictures: what one is, and what is to be made of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import PIL

from sitegen.values import dataclass

#: Goes into recipes: the first number grows when this package makes other bytes from the same input.
VERSION = f"images 3, Pillow {PIL.__version__}"

#: What can be made of a picture.
Format = Literal["avif", "webp", "jpeg", "png"]

#: The quality to ask of each format: these look alike, at about 0.3, 0.4 and 1 times the bytes. PNG loses nothing.
QUALITY: Mapping[Format, int] = MappingProxyType({"avif": 52, "webp": 77, "jpeg": 80, "png": 100})
#: The AVIF speed to ask for: 4 takes fourteen times as long for about a seventh fewer bytes.
SPEED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What a picture is.

    Width and height are in pixels and as a viewer sees them, after the turn that EXIF asks for. The format
    is `jpeg`, `png`, `webp`, `gif` or `avif`, whatever the file is called.
    """

    width: int
    height: int
    format: str
    animated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """What to make of a picture: its size in pixels and how to encode it.

    Quality goes from 0 to 100 and says nothing to PNG; speed goes from 0 to 10 and speaks to AVIF only.
    """

    width: int
    height: int
    format: Format
    quality: int
    speed: int = SPEED


def widths(original: int, wanted: tuple[int, ...]) -> tuple[int, ...]:
    """Return the widths to make of a picture `original` pixels wide: ascending, at least one, none larger than it.

    A picture narrower than the widest one wanted is also made in its own width, so that no pixel is lost.
    """
    fitting = {width for width in wanted if width <= original}
    if not wanted or original < max(wanted):
        fitting.add(original)
    return tuple(sorted(fitting))


def fitted_height(probe: Probe, width: int) -> int:
    """Return the height that keeps a picture's proportions at this width."""
    return max(1, round(probe.height * width / probe.width))
