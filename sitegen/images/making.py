"""Make smaller pictures that carry nothing but pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from sitegen.images.model import Derivation, Probe
from sitegen.images.opening import FIRST_SIDEWAYS, TURNS, Opened, describe, open_picture
from sitegen.images.pixels import average, on_white, smooth, to_srgb

if TYPE_CHECKING:
    from concurrent.futures import Executor


def derive(content: bytes, derivation: Derivation) -> bytes:
    """Make a picture of the derivation's size and format: upright, in sRGB, without any metadata.

    Of an animation only the first frame is taken. Transparent parts of a JPEG are white. The same arguments
    give the same bytes. `content` has been probed: on bytes that `probe` refuses this raises what Pillow
    raises, and a size larger than the picture's is a `ValueError`.
    """
    ((_, image),) = _shrink(content, [(derivation.width, derivation.height)])
    return _encode(image, derivation)


def derive_all(
    content: bytes, derivations: Iterable[Derivation], executor: Executor
) -> Iterator[tuple[Derivation, bytes]]:
    """Make several pictures of one, which is decoded for all of them together.

    Each has the bytes that `derive` gives, whichever others are made. `executor` encodes the sizes side by
    side; it runs threads, and its threads must not wait for this. Raises what `derive` raises.
    """
    by_size: dict[_Size, list[Derivation]] = {}
    for derivation in derivations:
        by_size.setdefault((derivation.width, derivation.height), []).append(derivation)
    waiting = [executor.submit(_encode_each, image, by_size[size]) for size, image in _shrink(content, by_size)]
    for encoding in waiting:
        yield from encoding.result()


def placeholder_colour(content: bytes) -> str:
    """Return a picture's average colour as `#rrggbb`, to stand in its place until it has come.

    `content` has been probed: on bytes that `probe` refuses this raises what Pillow raises.
    """
    opened = open_picture(content)
    dot = average(opened.image)
    dot = on_white(to_srgb(dot, opened.image.info.get("icc_profile")))
    return "#" + dot.tobytes().hex()


#: Width and height, upright.
_Size = tuple[int, int]
#: How many times the pixels of the result are left to the dear filter; a cheap one brings the picture down to that.
#: Of twice as many the result cannot be told from one without the shortcut.
_GAP = 2.0
#: How hard to try for WebP. 4 takes twice as long for 2 % fewer bytes, and looks like half a step of quality more.
_WEBP_METHOD = 2


def _shrink(content: bytes, sizes: Iterable[_Size]) -> Iterator[tuple[_Size, Image.Image]]:
    """Return the picture in several sizes, the large ones first.

    A JPEG is decoded at half its size for all that fit into that, which takes half the time, and whole for
    the others. So what a size is made of depends on that size alone. Close below the half that costs as much as
    two or three steps of quality (see benchmarks/README.md); enlarged twice, the two could not be told apart.
    """
    opened = open_picture(content)
    found = describe(opened)
    largest_first = sorted(sizes, reverse=True)
    for width, height in largest_first:
        if width > found.width or height > found.height:
            raise ValueError(f"{width} × {height} is larger than the picture, {found.width} × {found.height}")
    whole = [size for size in largest_first if not _fits_half(found, size)]
    halved = [size for size in largest_first if _fits_half(found, size)]
    if whole:
        yield from _resize(opened, whole)
    if halved:
        opened = open_picture(content) if whole else opened
        width, height = opened.image.size
        opened.image.draft(None, (width // 2, height // 2))
        yield from _resize(opened, halved)


def _fits_half(picture: Probe, size: _Size) -> bool:
    """Tell whether a size can be made of the picture decoded at half its own."""
    return picture.format == "jpeg" and size[0] <= picture.width // 2 and size[1] <= picture.height // 2


def _resize(opened: Opened, sizes: Iterable[_Size]) -> Iterator[tuple[_Size, Image.Image]]:
    pixels = smooth(opened.image)
    profile = opened.image.info.get("icc_profile")
    for size in sizes:
        stored = size[::-1] if opened.orientation >= FIRST_SIDEWAYS else size
        image = to_srgb(pixels.resize(stored, Image.Resampling.LANCZOS, reducing_gap=_GAP), profile)
        if opened.orientation in TURNS:
            image = image.transpose(TURNS[opened.orientation])
        # What Pillow remembers of the source would be written again: a comment by JPEG, a profile by PNG and AVIF.
        image.info.clear()
        yield size, image


def _encode_each(image: Image.Image, derivations: Iterable[Derivation]) -> list[tuple[Derivation, bytes]]:
    """Write a picture in several formats, one after the other: Pillow notes in it how it is being written."""
    return [(derivation, _encode(image, derivation)) for derivation in derivations]


def _encode(image: Image.Image, derivation: Derivation) -> bytes:
    written = BytesIO()
    match derivation.format:
        case "avif":
            # The number of threads decides how the picture is cut into tiles, and so the bytes.
            options = {"speed": derivation.speed, "max_threads": 1, "subsampling": "4:2:0"}
            image.save(written, "AVIF", quality=derivation.quality, **options)
        case "webp":
            image.save(written, "WEBP", quality=derivation.quality, method=_WEBP_METHOD)
        case "jpeg":
            options = {"progressive": True, "optimize": True, "subsampling": "4:2:0"}
            on_white(image).save(written, "JPEG", quality=derivation.quality, **options)
        case "png":
            image.save(written, "PNG", optimize=True)
    return written.getvalue()
