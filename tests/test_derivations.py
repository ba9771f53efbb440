"""Many pictures made of one: decoded once, side by side, and each as if it were made alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sitegen import images, theme
from sitegen.images import Derivation, Format
from sitegen.recipes import PictureRecipe
from sitegen.render import Kitchen
from sitegen.store import MemoryStore, key, software
from sitegen.theme import Renderer
from sitegen.tree import MemoryTree
from tests.support import theme_files

FORMATS: tuple[Format, ...] = ("avif", "webp", "jpeg", "png")
#: Of a photo of 401 × 301: larger than its half, just its half, one less, a quarter, very small, of another shape.
SIZES = ((401, 301), (240, 180), (201, 150), (200, 150), (199, 149), (100, 75), (5, 4), (1, 1), (300, 20), (20, 300))
ORIENTATION = 0x0112


# The law: what is made does not depend on what else is made


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]),
    st.sampled_from([1, 3, 6]),
    st.lists(st.tuples(st.sampled_from(SIZES), st.sampled_from(FORMATS)), min_size=1, max_size=5),
)
def test_a_picture_is_the_same_whichever_others_are_made(
    source: str, orientation: int, wanted: list[tuple[tuple[int, int], Format]]
) -> None:
    content = photo(source, orientation)
    derivations = [derivation(format, *size) for size, format in wanted]
    if orientation == 6 and source != "GIF":
        derivations = [derivation(one.format, one.height, one.width) for one in derivations]

    together = derived(content, derivations)

    assert together == {one: images.derive(content, one) for one in derivations}


def test_a_size_larger_than_the_picture_is_refused_before_anything_is_made() -> None:
    with pytest.raises(ValueError, match="402 × 301 is larger than the picture, 401 × 301"):
        derived(photo("JPEG"), [derivation("jpeg", 100, 75), derivation("jpeg", 402, 301)])


# What decoding at half the size does to a photo


@pytest.mark.parametrize("width", [360, 320, 240, 190])
def test_a_jpeg_decoded_at_half_its_size_looks_like_one_decoded_whole(width: int) -> None:
    content = photo("JPEG", size=(800, 600))
    size = (width, width * 3 // 4)

    made = images.derive(content, derivation("png", *size))

    whole = Image.open(BytesIO(content)).resize(size, Image.Resampling.LANCZOS)
    with Image.open(BytesIO(made)) as image:
        difference = [abs(a - b) for a, b in zip(image.tobytes(), whole.tobytes(), strict=True)]
    assert sum(difference) / len(difference) < 1


# The kitchen


def test_a_photo_is_read_once_for_all_that_is_made_of_it() -> None:
    kitchen, store, read = kitchen_with({"a.jpg": photo("JPEG"), "b.png": photo("PNG")})

    kitchen.prepare([recipe(path, size, "jpeg") for path in ("a.jpg", "b.png") for size in SIZES[:4]])

    assert sorted(read) == ["a.jpg", "b.png"]
    assert len(store.entries) == 8


def test_only_what_the_store_lacks_is_made() -> None:
    kitchen, store, read = kitchen_with({"a.jpg": photo("JPEG")})
    recipes = [recipe("a.jpg", size, format) for size in SIZES[:4] for format in ("webp", "jpeg")]
    kitchen.prepare(recipes)
    complete = dict(store.entries)
    lost = [key(recipe, "images") for recipe in recipes[1::3]]
    kept = {name: f"kept {name}".encode() for name in complete if name not in lost}
    store.entries = dict(kept)

    kitchen.prepare(recipes)

    assert store.entries == kept | {name: complete[name] for name in lost}
    read.clear()
    kitchen.prepare(recipes)
    assert read == []


def test_what_was_prepared_is_what_is_made_alone() -> None:
    recipes = [recipe("a.jpg", size, "webp") for size in SIZES[:4]]
    prepared, _, _ = kitchen_with({"a.jpg": photo("JPEG")})
    prepared.prepare(recipes)
    alone, _, _ = kitchen_with({"a.jpg": photo("JPEG")})

    assert [prepared.make(one) for one in recipes] == [alone.make(one) for one in recipes]


def test_what_goes_wrong_with_one_photo_is_heard_of() -> None:
    kitchen, _, _ = kitchen_with({"a.jpg": photo("JPEG"), "b.jpg": photo("JPEG")[:1000]})

    with pytest.raises(OSError, match="truncated"):
        kitchen.prepare([recipe("a.jpg", SIZES[0], "jpeg"), recipe("b.jpg", SIZES[0], "jpeg")])


def test_the_key_of_a_result_covers_each_file_of_a_package_that_makes_it() -> None:
    assert software("images") != software("images/making")
    assert software("images", "fonts") not in {software("images"), software("fonts")}


# Photos to try


def kitchen_with(files: dict[str, bytes]) -> tuple[Kitchen, MemoryStore, list[str]]:
    """Return a kitchen, its store, and a list of the files it has read."""
    tree = MemoryTree(theme_files() | files)
    design, _ = theme.load(tree, "plain")
    assert design is not None
    read: list[str] = []

    def noted(path: str) -> bytes:
        read.append(path)
        return tree.read(path)

    store = MemoryStore()
    return Kitchen(store, noted, Renderer(tree, design, {})), store, read


def recipe(path: str, size: tuple[int, int], format: Format) -> PictureRecipe:
    return PictureRecipe(path=path, source=path, derivation=derivation(format, *size), maker=images.VERSION)


def derived(content: bytes, derivations: list[Derivation]) -> dict[Derivation, bytes]:
    with ThreadPoolExecutor(3) as executor:
        return dict(images.derive_all(content, derivations, executor))


def derivation(format: Format, width: int, height: int) -> Derivation:
    return Derivation(width=width, height=height, format=format, quality=images.QUALITY[format], speed=10)


def photo(format: str, orientation: int = 1, size: tuple[int, int] = (401, 301)) -> bytes:
    """Return soft waves with some noise in them."""
    wave = Image.linear_gradient("L").resize(size)
    rings = Image.radial_gradient("L").resize(size)
    image = Image.blend(
        Image.merge("RGB", (wave, wave.rotate(180), rings)),
        Image.frombytes("L", (50, 40), bytes(at * at % 251 for at in range(2000))).resize(size).convert("RGB"),
        0.3,
    )
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    written = BytesIO()
    options = {"exif": exif.tobytes()} if orientation != 1 and format != "GIF" else {}
    image.save(written, format, **options)
    return written.getvalue()
