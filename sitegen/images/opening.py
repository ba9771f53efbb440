"""Open picture files that are trusted with nothing: limits hold before anything is decoded."""

from __future__ import annotations

import struct
import threading
import warnings
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from types import MappingProxyType

from PIL import ExifTags, Image

from sitegen.images.model import Probe
from sitegen.limits import PICTURE_FRAMES, PICTURE_PIXELS, PICTURE_SIDE
from sitegen.signatures import ExcessError, check_parts
from sitegen.values import dataclass

#: The only decoders that are let near a file. Without this list an EPS named .jpg starts Ghostscript.
_DECODERS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")

#: What Pillow raises on damaged pictures, as seen on 677 files of its own tests and on altered bytes.
FAULTS = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    zlib.error,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    MemoryError,
    RuntimeError,
    AssertionError,
    Image.DecompressionBombError,
)

#: How to bring a picture upright, by EXIF orientation.
TURNS: Mapping[int, Image.Transpose] = MappingProxyType(
    {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
)

#: From this EXIF orientation on, width and height change places.
FIRST_SIDEWAYS = 5

#: `warnings.catch_warnings` changes the filters of the whole process, so one thread at a time may use it.
_CATCHING = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A picture within the limits, and which way up it is; in general its pixels have not been decoded."""

    image: Image.Image
    orientation: int
    complaints: tuple[str, ...]


def open_picture(content: bytes) -> Opened:
    """Read a picture's header, raising `ExcessError` when it passes a limit, or what Pillow raises."""
    check_parts(content)
    with listening() as about_header:
        try:
            image = Image.open(BytesIO(content), formats=_DECODERS)
        except Image.DecompressionBombError:
            raise ExcessError(f"the picture has more than {PICTURE_PIXELS // 1_000_000} million pixels") from None
    _limit(image)
    if image.format == "PNG":
        # Its orientation may stand after the pixels. Pillow would load it to look there, limits or not.
        image.load()
    with listening() as about_metadata:
        orientation = _orientation(image)
    return Opened(image=image, orientation=orientation, complaints=(*about_header, *about_metadata))


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect what Pillow warns of, so that nothing is printed; its warning of too many pixels is left to `_limit`."""
    complaints: list[str] = []
    with _CATCHING, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield complaints
    complaints += [str(caution.message) for caution in caught if caution.category is UserWarning]


def _limit(image: Image.Image) -> None:
    width, height = image.size
    if width * height > PICTURE_PIXELS:
        millions = PICTURE_PIXELS // 1_000_000
        raise ExcessError(f"the picture has {width} × {height} pixels, more than {millions} million")
    if max(width, height) > PICTURE_SIDE:
        raise ExcessError(f"the picture has {width} × {height} pixels, more than {PICTURE_SIDE:,} on a side")
    frames = int(getattr(image, "n_frames", 1))
    if frames > PICTURE_FRAMES:
        raise ExcessError(f"the picture has {frames} frames, more than {PICTURE_FRAMES}")


def _orientation(image: Image.Image) -> int:
    """Return the EXIF orientation; 1, upright, when the metadata cannot be read, as browsers take it."""
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    except FAULTS:
        return 1
    return orientation if orientation in TURNS else 1


def describe(opened: Opened) -> Probe:
    image = opened.image
    width, height = image.size
    if opened.orientation >= FIRST_SIDEWAYS:
        width, height = height, width
    # Telephones append a depth map or a brighter exposure to a JPEG; Pillow calls that MPO and its parts frames.
    is_jpeg = image.format in {"JPEG", "MPO"}
    return Probe(
        width=width,
        height=height,
        format="jpeg" if is_jpeg else str(image.format).lower(),
        animated=not is_jpeg and bool(getattr(image, "is_animated", False)),
    )
