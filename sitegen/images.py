"""Look at pictures, and make smaller ones that carry nothing but pixels.

The home of Pillow. Bytes in, bytes out: knows nothing of files, stories or pages. Pictures come from
outside and are trusted with nothing: the bytes decide the type, limits hold before anything is decoded,
and what is made is always encoded anew, so that no place, name or thumbnail travels along.
"""

from __future__ import annotations

import struct
import threading
import warnings
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from typing import Literal

import PIL
from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError

from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.limits import (
    PICTURE_BYTES,
    PICTURE_FRAMES,
    PICTURE_PIXELS,
    PICTURE_SIDE,
)
from sitegen.signatures import ExcessError, check_parts, kind

#: Goes into recipes: the first number grows when this module makes other bytes from the same input.
VERSION = f"images 1, Pillow {PIL.__version__}"

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


def probe(content: bytes, span: Span) -> tuple[Probe | None, tuple[Diagnostic, ...]]:
    """Look at a picture and decode it once, so that a damaged one is found before anything is planned with it.

    There is no probe when the picture cannot be used; `picture-format`, `picture-too-large` or
    `picture-broken` at `span` says why. Complaints that leave it usable are warnings.
    """
    if len(content) > PICTURE_BYTES:
        return None, (_too_large(span, f"the file is larger than {PICTURE_BYTES >> 20} MB"),)
    try:
        opened = _open(content)
        found = _describe(opened)
        _decode(opened.image, content)
    except ExcessError as excess:
        return None, (_too_large(span, str(excess)),)
    except UnidentifiedImageError:
        return None, (_unidentified(content, span),)
    except _FAULTS as fault:
        return None, (_broken(span, str(fault) or type(fault).__name__),)
    return found, tuple(_complaint(span, complaint) for complaint in opened.complaints)


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


def derive(content: bytes, derivation: Derivation) -> bytes:
    """Make a picture of the derivation's size and format: upright, in sRGB, without any metadata.

    Of an animation only the first frame is taken. Transparent parts of a JPEG are white. The same arguments
    give the same bytes. `content` has been probed: on bytes that `probe` refuses this raises what Pillow
    raises, and a size larger than the picture's is a `ValueError`.
    """
    opened = _open(content)
    found = _describe(opened)
    if derivation.width > found.width or derivation.height > found.height:
        raise ValueError(
            f"{derivation.width} × {derivation.height} is larger than the picture, {found.width} × {found.height}"
        )
    image = _resize(opened, derivation.width, derivation.height)
    image = _to_srgb(image, opened.image.info.get("icc_profile"))
    if opened.orientation in _TURNS:
        image = image.transpose(_TURNS[opened.orientation])
    return _encode(image, derivation)


def placeholder_colour(content: bytes) -> str:
    """Return a picture's average colour as `#rrggbb`, to stand in its place until it has come.

    `content` has been probed: on bytes that `probe` refuses this raises what Pillow raises.
    """
    opened = _open(content)
    dot = _average(opened.image)
    dot = _on_white(_to_srgb(dot, opened.image.info.get("icc_profile")))
    return "#" + dot.tobytes().hex()


# Opening and judging

#: The only decoders that are let near a file. Without this list an EPS named .jpg starts Ghostscript.
_DECODERS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")

#: What Pillow raises on damaged pictures, as seen on 677 files of its own tests and on altered bytes.
_FAULTS = (
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
_TURNS: Mapping[int, Image.Transpose] = MappingProxyType(
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
_FIRST_SIDEWAYS = 5

#: `warnings.catch_warnings` changes the filters of the whole process, so one thread at a time may use it.
_CATCHING = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A picture within the limits, and which way up it is; in general its pixels have not been decoded."""

    image: Image.Image
    orientation: int
    complaints: tuple[str, ...]


def _open(content: bytes) -> _Opened:
    """Read a picture's header, raising `ExcessError` when it passes a limit, or what Pillow raises."""
    check_parts(content)
    with _listening() as about_header:
        try:
            image = Image.open(BytesIO(content), formats=_DECODERS)
        except Image.DecompressionBombError:
            raise ExcessError(f"the picture has more than {PICTURE_PIXELS // 1_000_000} million pixels") from None
    _limit(image)
    if image.format == "PNG":
        # Its orientation may stand after the pixels. Pillow would load it to look there, limits or not.
        image.load()
    with _listening() as about_metadata:
        orientation = _orientation(image)
    return _Opened(image=image, orientation=orientation, complaints=(*about_header, *about_metadata))


@contextmanager
def _listening() -> Iterator[list[str]]:
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
    except _FAULTS:
        return 1
    return orientation if orientation in _TURNS else 1


def _describe(opened: _Opened) -> Probe:
    image = opened.image
    width, height = image.size
    if opened.orientation >= _FIRST_SIDEWAYS:
        width, height = height, width
    # Telephones append a depth map or a brighter exposure to a JPEG; Pillow calls that MPO and its parts frames.
    is_jpeg = image.format in {"JPEG", "MPO"}
    return Probe(
        width=width,
        height=height,
        format="jpeg" if is_jpeg else str(image.format).lower(),
        animated=not is_jpeg and bool(getattr(image, "is_animated", False)),
    )


def _decode(image: Image.Image, content: bytes) -> None:
    """Read a picture to its end, raising what Pillow raises on a damaged one."""
    # Averaging takes every step of a derivation but the encoding; on some damaged GIFs only resizing notices.
    _average(image)
    if image.format == "PNG":
        # Loading passes over the checksums, and after looking at them nothing can be loaded any more.
        with _listening():
            Image.open(BytesIO(content), formats=("PNG",)).verify()


def _too_large(span: Span, message: str) -> Diagnostic:
    return error("picture-too-large", span, message, "export a smaller copy: 3000 pixels on the long side are plenty")


def _broken(span: Span, reason: str) -> Diagnostic:
    hint = "copy it again from where it came, or open it in a picture program and export it anew"
    return error("picture-broken", span, f"the picture is damaged: {reason}", hint)


def _complaint(span: Span, complaint: str) -> Diagnostic:
    # A broken EXIF block or preview does no harm to the pixels, and neither is published.
    hint = "it can be used; exporting it anew from a picture program mends it"
    return warning("picture-broken", span, f"a part of the picture file is damaged: {complaint}", hint)


#: How files begin that Pillow's five decoders should know, so that what it cannot identify must be damaged.
_KNOWN_STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")


def _unidentified(content: bytes, span: Span) -> Diagnostic:
    if not content:
        return _broken(span, "the file is empty")
    if content.startswith(_KNOWN_STARTS) or content[4:12] in {b"ftypavif", b"ftypavis"}:
        return _broken(span, "its beginning cannot be read")
    message = f"this is {kind(content)}, not a JPEG, PNG, WebP, GIF or AVIF picture"
    return error("picture-format", span, message, "export it as PNG or JPEG")


# Making


def _shrink_while_loading(image: Image.Image, width: int, height: int) -> None:
    """Let a JPEG decode at 1/2, 1/4 or 1/8 of its size, as long as this many pixels remain; others stay as they are.

    The whole file is still read, so that a truncated one is still found.
    """
    image.draft(None, (width, height))


def _resize(opened: _Opened, width: int, height: int) -> Image.Image:
    """Return the picture, not yet upright, so that turned upright it measures `width` × `height`."""
    size = (height, width) if opened.orientation >= _FIRST_SIDEWAYS else (width, height)
    # Twice the size leaves the filter enough to work with: the result cannot be told from one without the shortcut.
    _shrink_while_loading(opened.image, 2 * size[0], 2 * size[1])
    return _smooth(opened.image).resize(size, Image.Resampling.LANCZOS)


def _average(image: Image.Image) -> Image.Image:
    _shrink_while_loading(image, 1, 1)
    return _smooth(image).resize((1, 1), Image.Resampling.BOX)


def _smooth(image: Image.Image) -> Image.Image:
    """Return the pixels in a mode that can be resized smoothly, with transparency as a channel."""
    image.load()  # Until then a GIF does not know its mode.
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode.startswith("I"):
        # Sixteen bits of grey: Pillow's own conversion would cut everything above 255 to white.
        return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.mode == "P":
        return image.convert("RGB")
    return image


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture as RGB or RGBA, its colours brought from its own profile to sRGB.

    A profile that cannot be read or is made for other channels is passed over, as browsers do.
    """
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            managed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (OSError, ImageCms.PyCMSError):
            managed = None
        if managed:
            return managed
    return image.convert(mode)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _encode(image: Image.Image, derivation: Derivation) -> bytes:
    # What Pillow remembers of the source would be written again: a comment by JPEG, a profile by PNG and AVIF.
    image.info.clear()
    written = BytesIO()
    match derivation.format:
        case "avif":
            # The number of threads decides how the picture is cut into tiles, and so the bytes.
            options = {"speed": derivation.speed, "max_threads": 1, "subsampling": "4:2:0"}
            image.save(written, "AVIF", quality=derivation.quality, **options)
        case "webp":
            image.save(written, "WEBP", quality=derivation.quality, method=4)
        case "jpeg":
            options = {"progressive": True, "optimize": True, "subsampling": "4:2:0"}
            _on_white(image).save(written, "JPEG", quality=derivation.quality, **options)
        case "png":
            image.save(written, "PNG", optimize=True)
    return written.getvalue()
