"""Pictures come from outside: what is refused, what is kept, and what must never leave the house."""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from sitegen import images
from sitegen.diagnostics import Severity, Span
from sitegen.images import Derivation, Format, Probe
from sitegen.limits import PICTURE_BYTES, PICTURE_FRAMES

SPAN = Span("content/stories/hunza/fort.jpg")
FORMATS: tuple[Format, ...] = ("avif", "webp", "jpeg", "png")
SECRETS = (b"Exif", b"GPS", b"secret", b"ICC_PROFILE", b"iCCP", b"ICCP", b"colrprof", b"tEXt", b"http://ns.adobe.com")

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


# What is refused


@pytest.mark.parametrize(
    ("content", "code", "message", "hint"),
    [
        (
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "picture-format",
            "this is an SVG drawing, not a JPEG, PNG, WebP, GIF or AVIF picture",
            "export it as PNG or JPEG",
        ),
        (
            b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n",
            "picture-format",
            "this is an EPS drawing, not a JPEG, PNG, WebP, GIF or AVIF picture",
            "export it as PNG or JPEG",
        ),
        (
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            "picture-format",
            "this is a HEIC picture or a film, not a JPEG, PNG, WebP, GIF or AVIF picture",
            "export it as PNG or JPEG",
        ),
        (
            b"Photograph to follow.",
            "picture-format",
            "this is a file of another kind, not a JPEG, PNG, WebP, GIF or AVIF picture",
            "export it as PNG or JPEG",
        ),
        (
            b"",
            "picture-broken",
            "the picture is damaged: the file is empty",
            "copy it again from where it came, or open it in a picture program and export it anew",
        ),
        (
            b"\x89PNG\r\n\x1a\n\0\0",
            "picture-broken",
            "the picture is damaged: its beginning cannot be read",
            "copy it again from where it came, or open it in a picture program and export it anew",
        ),
        (
            bytes(PICTURE_BYTES + 1),
            "picture-too-large",
            "the file is larger than 30 MB",
            "export a smaller copy: 3000 pixels on the long side are plenty",
        ),
    ],
    ids=["svg", "eps", "heic", "text", "empty", "header", "bytes"],
)
def test_the_bytes_decide_what_a_picture_is(content: bytes, code: str, message: str, hint: str) -> None:
    found, diagnostics = images.probe(content, SPAN)

    assert found is None
    assert [(d.code, d.severity, d.span, d.message, d.hint) for d in diagnostics] == [
        (code, Severity.ERROR, SPAN, message, hint)
    ]


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_truncated_picture_is_broken(format: str) -> None:
    whole = picture(format=format)

    found, diagnostics = images.probe(whole[: len(whole) * 2 // 3], SPAN)

    assert (found, [d.code for d in diagnostics]) == (None, ["picture-broken"])


def test_a_damaged_byte_is_found_by_the_checksum() -> None:
    content = bytearray(picture(format="PNG"))
    content[len(content) // 2] ^= 0xFF

    found, diagnostics = images.probe(bytes(content), SPAN)

    assert (found, [d.code for d in diagnostics]) == (None, ["picture-broken"])


@pytest.mark.parametrize("side", [6_400, 12_000, 60_000], ids=["41 Mpx", "144 Mpx", "3600 Mpx"])
def test_a_header_that_promises_too_many_pixels_is_refused_undecoded(side: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found, diagnostics = images.probe(png_header(side, side), SPAN)

    assert (found, [d.code for d in diagnostics]) == (None, ["picture-too-large"])


def test_too_many_frames_are_refused() -> None:
    found, diagnostics = images.probe(animation(frames=PICTURE_FRAMES + 1), SPAN)

    assert found is None
    assert [d.message for d in diagnostics] == ["the picture has 201 frames, more than 200"]


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "AVIF"]), st.data())
def test_altered_bytes_never_raise_or_warn(format: str, data: st.DataObject) -> None:
    content = bytearray(picture(format=format, size=(24, 16), metadata=True))
    places = st.integers(min_value=0, max_value=len(content) - 1)
    for place, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=8)):
        content[place] = byte
    length = data.draw(st.integers(0, len(content)))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found, diagnostics = images.probe(bytes(content[:length]), SPAN)

    assert (found is None) == any(d.severity is Severity.ERROR for d in diagnostics)


# What is seen


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_picture_is_measured(format: str) -> None:
    assert images.probe(picture(format=format, size=(60, 40)), SPAN) == (
        Probe(width=60, height=40, format=format.lower(), animated=False),
        (),
    )


def test_an_animation_is_named_as_one() -> None:
    assert images.probe(animation(frames=3), SPAN) == (Probe(width=8, height=8, format="gif", animated=True), ())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_sideways_picture_is_measured_as_it_is_seen(orientation: int) -> None:
    found, _ = images.probe(picture(size=(60, 40), orientation=orientation), SPAN)

    assert found is not None
    assert (found.width, found.height) == ((40, 60) if orientation >= 5 else (60, 40))


def test_the_second_exposure_of_a_telephone_is_no_animation() -> None:
    written = BytesIO()
    still = Image.new("RGB", (30, 20), "teal")
    still.save(written, "MPO", save_all=True, append_images=[still])

    assert images.probe(written.getvalue(), SPAN) == (Probe(width=30, height=20, format="jpeg", animated=False), ())


def test_damaged_metadata_is_a_warning_and_the_picture_stays() -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, MAKER, 2, 500, 0x0FFF)
    content = picture(size=(60, 40), exif=exif)

    found, diagnostics = images.probe(content, SPAN)

    assert found == Probe(width=60, height=40, format="jpeg", animated=False)
    assert {(d.code, d.severity) for d in diagnostics} == {("picture-broken", Severity.WARNING)}


# What is made


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("source", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_but_pixels_is_published(source: str, format: Format) -> None:
    content = picture(format=source, metadata=True)
    assert b"secret" in content

    made = images.derive(content, derivation(format, 60, 40))

    assert [secret for secret in SECRETS if secret in made] == []
    with Image.open(BytesIO(made)) as image:
        assert dict(image.getexif()) == {}
        assert image.info.keys() & {"comment", "exif", "icc_profile", "xmp", "Comment"} == set()


@pytest.mark.parametrize("format", FORMATS)
def test_the_comment_of_an_animation_is_not_published(format: Format) -> None:
    made = images.derive(animation(frames=2, comment=b"secret"), derivation(format, 8, 8))

    assert b"secret" not in made
    with Image.open(BytesIO(made)) as image:
        assert getattr(image, "n_frames", 1) == 1


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_picture_gives_the_same_bytes(format: Format) -> None:
    content = picture(metadata=True)
    wanted = derivation(format, 60, 40)

    assert images.derive(content, wanted) == images.derive(content, wanted)


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_has_the_size_and_format_that_were_asked_for(format: Format) -> None:
    made = images.derive(picture(size=(900, 600)), derivation(format, 90, 60))

    assert images.probe(made, SPAN) == (Probe(width=90, height=60, format=format, animated=False), ())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_upright(orientation: int) -> None:
    upright = Image.new("RGB", (64, 48), "white")
    upright.paste("black", (0, 0, 32, 24))
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = upright if undo is None else upright.transpose(undo)

    made = images.derive(encode(stored, "PNG", exif=exif_of(orientation)), derivation("png", 32, 24))

    with Image.open(BytesIO(made)) as image:
        corners = [image.getpixel(place) for place in ((4, 4), (27, 4), (4, 19), (27, 19))]
    assert corners == [(0, 0, 0), (255, 255, 255), (255, 255, 255), (255, 255, 255)]


def test_colours_of_another_profile_are_brought_to_srgb() -> None:
    swapped = swap_red_and_green(srgb_profile())
    content = encode(Image.new("RGB", (8, 8), (200, 20, 20)), "PNG", icc_profile=swapped)

    made = images.derive(content, derivation("png", 8, 8))

    with Image.open(BytesIO(made)) as image:
        assert near(image.getpixel((0, 0)), (20, 200, 20), 3)


def test_a_profile_that_cannot_be_read_is_passed_over() -> None:
    content = encode(Image.new("RGB", (8, 8), (200, 20, 20)), "PNG", icc_profile=b"not a profile")

    made = images.derive(content, derivation("png", 8, 8))

    with Image.open(BytesIO(made)) as image:
        assert image.getpixel((0, 0)) == (200, 20, 20)


def test_transparent_parts_of_a_jpeg_are_white() -> None:
    made = images.derive(encode(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"), derivation("jpeg", 8, 8))

    with Image.open(BytesIO(made)) as image:
        assert near(image.getpixel((4, 4)), (255, 255, 255), 1)


@pytest.mark.parametrize("format", ["avif", "webp", "png"])
def test_transparency_stays_where_the_format_has_it(format: Format) -> None:
    made = images.derive(encode(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"), derivation(format, 4, 4))

    with Image.open(BytesIO(made)) as image:
        clearest, densest = image.convert("RGBA").getchannel("A").getextrema()
    assert (clearest, densest) <= (1, 1), "AVIF keeps transparency with the loss its quality asks for"


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [
        ("1", 1, (255, 255, 255)),
        ("L", 120, (120, 120, 120)),
        ("LA", (120, 255), (120, 120, 120)),
        ("P", 0, (0, 0, 0)),
        ("I;16", 120 * 256, (120, 120, 120)),
    ],
)
def test_every_kind_of_pixel_keeps_its_colour(mode: str, colour: int | tuple[int, int], expected: object) -> None:
    content = encode(Image.new(mode, (8, 8), colour), "PNG")

    made = images.derive(content, derivation("png", 4, 4))

    with Image.open(BytesIO(made)) as image:
        assert image.convert("RGB").getpixel((2, 2)) == expected


def test_a_picture_for_print_becomes_one_for_screens() -> None:
    content = encode(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG")

    made = images.derive(content, derivation("png", 4, 4))

    with Image.open(BytesIO(made)) as image:
        assert image.mode == "RGB"
        assert near(image.getpixel((2, 2)), (255, 0, 0), 3)


def test_a_size_larger_than_the_picture_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="80 × 40 is larger than the picture, 60 × 40"):
        images.derive(picture(size=(60, 40)), derivation("png", 80, 40))


def test_a_large_jpeg_decoded_small_looks_like_one_decoded_whole() -> None:
    content = picture(size=(1600, 1200))

    made = images.derive(content, derivation("png", 160, 120))

    whole = Image.open(BytesIO(content)).resize((160, 120), Image.Resampling.LANCZOS)
    with Image.open(BytesIO(made)) as image:
        difference = [abs(a - b) for a, b in zip(image.tobytes(), whole.tobytes(), strict=True)]
    assert sum(difference) / len(difference) < 1


# Sizes and colours


@given(st.integers(1, 10_000), st.lists(st.integers(1, 4_000), max_size=6).map(tuple))
def test_widths_are_never_larger_than_the_picture(original: int, wanted: tuple[int, ...]) -> None:
    made = images.widths(original, wanted)

    assert made
    assert made == tuple(sorted(set(made)))
    assert max(made) <= original
    assert set(made) <= {*wanted, original}


@pytest.mark.parametrize(
    ("original", "expected"),
    [(3000, (480, 960, 1600)), (1600, (480, 960, 1600)), (1200, (480, 960, 1200)), (300, (300,))],
)
def test_a_picture_narrower_than_wanted_is_made_in_its_own_width(original: int, expected: tuple[int, ...]) -> None:
    assert images.widths(original, (960, 480, 1600)) == expected


@pytest.mark.parametrize(("width", "height"), [(30, 20), (20, 13), (1, 1)])
def test_the_height_keeps_the_proportions(width: int, height: int) -> None:
    assert images.fitted_height(Probe(width=60, height=40, format="png", animated=False), width) == height


def test_the_placeholder_is_the_average_colour() -> None:
    image = Image.new("RGB", (40, 40), (200, 100, 0))
    image.paste((0, 100, 200), (0, 0, 40, 20))

    assert images.placeholder_colour(encode(image, "PNG")) == "#646464"


def test_the_placeholder_of_nothing_is_white() -> None:
    assert images.placeholder_colour(encode(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG")) == "#ffffff"


# Pictures to try


def derivation(format: Format, width: int, height: int) -> Derivation:
    return Derivation(width=width, height=height, format=format, quality=images.QUALITY[format])


def encode(image: Image.Image, format: str, **options: object) -> bytes:
    written = BytesIO()
    image.save(written, format, **options)
    return written.getvalue()


def exif_of(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKER] = "secret camera"
    exif[GPS] = {1: "N", 2: (36.0, 19.0, 48.0), 3: "E", 4: (74.0, 40.0, 12.0)}
    return exif.tobytes()


def picture(
    *,
    format: str = "JPEG",
    size: tuple[int, int] = (120, 80),
    orientation: int = 1,
    metadata: bool = False,
    exif: bytes = b"",
) -> bytes:
    """Make a picture of soft waves, with everything a camera and a program may leave in it if `metadata`."""
    wave = Image.linear_gradient("L").resize(size)
    image = Image.merge("RGB", (wave, wave.rotate(180), Image.radial_gradient("L").resize(size)))
    options: dict[str, object] = {}
    if exif or orientation != 1:
        options["exif"] = exif or exif_of(orientation)
    if metadata and format != "GIF":
        text = PngInfo()
        text.add_text("Comment", "secret text")
        options = {
            "exif": exif_of(1),
            "icc_profile": srgb_profile(),
            "xmp": b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- secret --></x:xmpmeta>',
            "comment": b"secret comment",
            "pnginfo": text,
        }
        if format != "JPEG":
            del options["comment"]
    return encode(image, format, **options)


def animation(*, frames: int, comment: bytes = b"") -> bytes:
    stills = [Image.new("L", (8, 8), number) for number in range(frames)]
    return encode(stills[0], "GIF", save_all=True, append_images=stills[1:], comment=comment, optimize=False)


def png_header(width: int, height: int) -> bytes:
    """Make a PNG of a few bytes that says it has these dimensions."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def srgb_profile() -> bytes:
    """Make a colour profile without the time of its making, so that pictures with it repeat."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[:24] + bytes(12) + profile[36:]


def swap_red_and_green(profile: bytes) -> bytes:
    """Exchange two channels of a colour profile, so that it is plain to see whether it was applied."""
    return profile.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")


def near(found: object, expected: tuple[int, int, int], tolerance: int) -> bool:
    assert isinstance(found, tuple)
    return all(abs(a - b) <= tolerance for a, b in zip(found, expected, strict=True))
