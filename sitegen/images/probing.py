"""Look at pictures, so that a damaged one is found before anything is planned with it."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from sitegen import shortcuts
from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.images.model import Probe
from sitegen.images.opening import FAULTS, describe, listening, open_picture
from sitegen.images.pixels import average
from sitegen.limits import PICTURE_BYTES
from sitegen.signatures import ExcessError, kind, without_pixels


def probe(content: bytes, span: Span) -> tuple[Probe | None, tuple[Diagnostic, ...]]:
    """Look at a picture, so that a damaged one is found before anything is planned with it.

    There is no probe when the picture cannot be used; `picture-format`, `picture-too-large` or
    `picture-broken` at `span` says why. Complaints that leave it usable are warnings.
    """
    if len(content) > PICTURE_BYTES:
        return None, (_too_large(span, f"the file is larger than {PICTURE_BYTES >> 20} MB"),)
    try:
        opened = open_picture(content)
        found = describe(opened)
        _decode(opened.image, content)
    except ExcessError as excess:
        return None, (_too_large(span, str(excess)),)
    except UnidentifiedImageError:
        return None, (_unidentified(content, span),)
    except FAULTS as fault:
        return None, (_broken(span, str(fault) or type(fault).__name__),)
    return found, tuple(_complaint(span, complaint) for complaint in opened.complaints)


def _decode(image: Image.Image, content: bytes) -> None:
    """Read a picture to its end, raising what Pillow raises on a damaged one."""
    # What most cameras write need not be decoded: what stands between its headers and its end stops no decoder.
    headers = without_pixels(content) if image.format in {"JPEG", "MPO"} and shortcuts.on() else None
    if headers is not None:
        average(Image.open(BytesIO(headers), formats=("JPEG",)))
        return
    # Averaging takes every step of a derivation but the encoding; on some damaged GIFs only resizing notices.
    average(image)
    if image.format == "PNG":
        # Loading passes over the checksums, and after looking at them nothing can be loaded any more.
        with listening():
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
