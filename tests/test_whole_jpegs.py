"""Photos of the usual kind are found whole or damaged without decoding them: always as if they had been decoded."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sitegen import images, shortcuts
from sitegen.diagnostics import Span
from sitegen.signatures import without_pixels

SPAN = Span("content/stories/hunza/fort.jpg")
#: Second bytes of the markers that decoders act upon: end, start, tables, frames, scans, restarts, applications.
MARKERS = bytes.fromhex("00 ff d8 d9 da c4 db dd c0 c1 c2 c8 cc d0 d7 dc e0 ee fe 01")

#: How JPEGs are written.
KINDS: dict[str, tuple[str, dict[str, object]]] = {
    "photo": ("RGB", {"quality": 92}),
    "full colours": ("RGB", {"quality": 60, "subsampling": "4:4:4"}),
    "optimised": ("RGB", {"quality": 60, "optimize": True}),
    "restarts": ("RGB", {"quality": 60, "restart_marker_blocks": 2}),
    "progressive": ("RGB", {"quality": 60, "progressive": True}),
    "grey": ("L", {"quality": 60}),
    "print": ("CMYK", {"quality": 60}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_only_a_single_sequential_scan_is_not_decoded(kind: str) -> None:
    assert (without_pixels(photo(kind)) is None) == (kind == "progressive")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(48, 40), (700, 500)], ids=["small", "large"])
def test_a_photo_cut_off_anywhere_is_broken(kind: str, size: tuple[int, int]) -> None:
    content = photo(kind, size)
    lengths = range(len(content) - 1) if size == (48, 40) else range(0, len(content) - 1, len(content) // 40)

    for length in lengths:
        found, diagnostics = images.probe(content[:length], SPAN)

        assert found is None, length
        assert [fault.code for fault in diagnostics] == ["picture-format" if length in (1, 2) else "picture-broken"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("table", [b"\xff\xdb", b"\xff\xc4"], ids=["quantisation", "Huffman"])
def test_a_photo_whose_tables_are_spoilt_is_broken(kind: str, table: bytes) -> None:
    content = photo(kind)
    at = content.index(table)

    found, diagnostics = images.probe(content[: at + 4] + b"\xff" * 10 + content[at + 14 :], SPAN)

    assert found is None
    assert [fault.code for fault in diagnostics] == ["picture-broken"]


def test_a_film_behind_a_photo_does_no_harm() -> None:
    content = photo("photo") + random.Random(1).randbytes(5_000)

    found, diagnostics = images.probe(content, SPAN)

    assert found is not None
    assert diagnostics == ()


@settings(deadline=None, max_examples=600)
@given(st.sampled_from(list(KINDS)), st.randoms(use_true_random=False))
def test_a_spoilt_photo_is_judged_as_if_it_were_decoded(kind: str, chance: random.Random) -> None:
    content = spoilt(photo(kind, chance.choice([(1, 1), (17, 9), (48, 40), (64, 64)])), chance)

    quick = images.probe(content, SPAN)
    with shortcuts.off():
        slow = images.probe(content, SPAN)

    assert quick == slow


@pytest.mark.long
def test_thousands_of_spoilt_photos_are_judged_as_if_they_were_decoded() -> None:
    chance = random.Random(20_261_014)
    undecoded = 0
    for _ in range(20_000):
        content = spoilt(photo(chance.choice(list(KINDS)), chance.choice([(17, 9), (48, 40), (400, 300)])), chance)
        quick = images.probe(content, SPAN)
        with shortcuts.off():
            slow = images.probe(content, SPAN)
        undecoded += without_pixels(content) is not None
        assert quick == slow, content.hex()

    assert undecoded > 5_000


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """Return a JPEG with a few bytes altered, taken out or cut off; headers are hit more than their share."""
    damaged = bytearray(content)
    scan = content.index(b"\xff\xda")
    for _ in range(chance.choice([0, 1, 1, 2, 8])):
        place = chance.randrange(chance.choice([scan, len(damaged)]))
        if chance.random() < 0.5:
            damaged[place] = chance.randrange(256)
        else:
            damaged[place : place + 2] = bytes([0xFF, chance.choice(MARKERS)])
    cut = chance.randrange(len(damaged))
    match chance.randrange(8):
        case 0:
            return bytes(damaged[:cut])
        case 1:
            return bytes(damaged[:cut] + damaged[cut + chance.randrange(20) :])
        case 2:
            return bytes(damaged[: max(cut, scan)] + b"\xff\xd9")
        case 3:
            return bytes(damaged) + chance.randbytes(30)
    return bytes(damaged)


def photo(kind: str, size: tuple[int, int] = (48, 40)) -> bytes:
    """Return a JPEG with enough in it to fill its scan."""
    mode, options = KINDS[kind]
    bands = [Image.frombytes("L", size, random.Random(band).randbytes(size[0] * size[1])) for band in range(len(mode))]
    image = bands[0] if mode == "L" else Image.merge(mode, bands)
    written = BytesIO()
    image.save(written, "JPEG", **options)
    return written.getvalue()
