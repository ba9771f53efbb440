"""Parts of pictures: as large as can be in other proportions, around the point that must stay."""

from __future__ import annotations

from PIL import Image

from sitegen.images.opening import TURNS, open_picture
from sitegen.images.pixels import on_white, smooth, to_srgb

#: How many times the pixels of the result are left to the dear filter, as for other pictures.
_GAP = 2.0


def upright(content: bytes, side: int) -> Image.Image:
    """Return a picture as a viewer sees it, in sRGB and on white, decoded no larger than a side needs.

    `content` has been probed: on bytes that `probe` refuses this raises what Pillow raises.
    """
    opened = open_picture(content)
    profile = opened.image.info.get("icc_profile")
    # A JPEG is decoded at half its size, or a quarter, as long as its shorter side stays as long as asked for.
    if min(opened.image.size) >= 2 * side:
        opened.image.draft(None, (side, side))
    image = on_white(to_srgb(smooth(opened.image), profile))
    if opened.orientation in TURNS:
        image = image.transpose(TURNS[opened.orientation])
    image.info.clear()
    return image


def cropped(image: Image.Image, size: tuple[int, int], focus: tuple[float, float]) -> Image.Image:
    """Return the largest part of a picture that has the proportions of a size, in that size.

    `focus` is the point, in parts of the width and the height, that is kept as near to the middle as edges allow.
    """
    width, height = size
    scale = min(image.width / width, image.height / height)
    # Rounded up by a last bit, either would reach out of the picture.
    across, down = min(width * scale, image.width), min(height * scale, image.height)
    left = min(max(focus[0] * image.width - across / 2, 0.0), image.width - across)
    top = min(max(focus[1] * image.height - down / 2, 0.0), image.height - down)
    box = (left, top, left + across, top + down)
    return image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=_GAP)
