"""A cut font sets a text exactly as the whole font does, and holds no more than it must."""

from __future__ import annotations

import functools
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools carries no types
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import fonts
from sitegen.fonts import FontError, Metrics

#: Installed by `make`, see tools/fonts_install.py.
PACKAGES = Path(__file__).parent.parent / "themes" / "safar" / "node_modules"

NASTALIQ = "@fontsource-variable/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-wght-normal.woff2"
NASKH = "@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2"
AMIRI = "@fontsource/amiri/files/amiri-arabic-700-normal.woff2"
ALEGREYA = "@fontsource-variable/alegreya/files/alegreya-latin-wght-normal.woff2"
ITALIC = "@fontsource-variable/alegreya/files/alegreya-latin-wght-italic.woff2"
SANS = "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2"

URDU = "ءآأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہۂۃھیےۓ،؛؟۔\u064e\u0650\u064f\u0651\u0654۰۱۲۳۴۵۶۷۸۹"
ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652،؛؟٠١٢٣٤٥٦٧٨٩"
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?'()-–—‘’“”çéèêüöäß"

TEXTS = {
    NASTALIQ: "پاکستان کے شمال میں، جہاں پہاڑ آسمان سے ملتے ہیں۔",
    NASKH: "القلعة القديمة فوق الوادي، وتحتها النهر؟",
    AMIRI: "لله ما أجمل القلعة القديمة",
    ALEGREYA: "The first flight of fine stairs: “AVATAR”, 1981.",
    ITALIC: "The first flight of fine stairs: “AVATAR”, 1981.",
    SANS: "The first flight of fine stairs: “AVATAR”, 1981.",
}
ALPHABETS = {NASTALIQ: URDU, NASKH: ARABIC, AMIRI: ARABIC, ALEGREYA: LATIN, ITALIC: LATIN, SANS: LATIN}


# Shaping


@pytest.mark.parametrize("name", TEXTS)
def test_a_cut_font_shapes_its_text_like_the_whole_font(name: str) -> None:
    text = TEXTS[name]

    made = fonts.cut(whole(name), text)

    assert len(made) < len(whole(name))
    assert placed(made, text) == placed(whole(name), text)


@pytest.mark.parametrize("name", ALPHABETS)
@settings(deadline=None, max_examples=80)
@given(data=st.data())
def test_a_cut_font_shapes_any_text_of_its_characters_like_the_whole_font(name: str, data: st.DataObject) -> None:
    text = data.draw(st.text(ALPHABETS[name] + " ", min_size=1, max_size=12))
    weight = data.draw(st.sampled_from([400, 437, 600, 700]))

    assert placed(cut_to_alphabet(name), text, weight) == placed(unpacked(name), text, weight)


@pytest.mark.parametrize("text", ["ہ\u0654", "و\u0654", "ا\u0653", "ا\u0654\u064e"])
def test_a_letter_and_a_mark_that_the_font_draws_as_one_stay_one(text: str) -> None:
    made = fonts.cut(unpacked(AMIRI), text)

    assert placed(made, text) == placed(unpacked(AMIRI), text)


def test_joining_marks_are_kept_without_being_asked_for() -> None:
    made = fonts.cut(whole(NASTALIQ), "میخواہ")

    text = "می\u200cخواہ\u200d"
    assert placed(made, text) == placed(whole(NASTALIQ), text)


def test_letters_outside_the_cut_are_gone() -> None:
    made = fonts.cut(whole(ALEGREYA), "Fort")

    assert [glyph.number == 0 for glyph in fonts.shape(made, "Forty")] == [False, False, False, False, True]


def test_a_range_of_weights_is_smaller_and_sets_the_same_text() -> None:
    text = TEXTS[SANS]

    every = fonts.cut(whole(SANS), text)
    some = fonts.cut(whole(SANS), text, weights=(400, 700))
    one = fonts.cut(whole(SANS), text, weights=(400, 400))

    assert len(one) < len(some) <= len(every)
    assert placed(one, text) == placed(whole(SANS), text, 400)
    assert furthest(placed(some, text, 650), placed(whole(SANS), text, 650)) <= 2


def test_weights_of_a_font_without_a_weight_axis_are_passed_over() -> None:
    assert fonts.cut(whole(AMIRI), "قلعة", weights=(400, 700)) == fonts.cut(whole(AMIRI), "قلعة")


# Bytes


def test_the_same_characters_give_the_same_bytes() -> None:
    assert fonts.cut(whole(NASKH), "قلعة") == fonts.cut(whole(NASKH), ["ة", "ع", "ل", "ق", "ق"])


def test_a_cut_font_keeps_its_date_and_its_licence() -> None:
    made = opened(fonts.cut(whole(NASKH), "قلعة"))
    source = opened(whole(NASKH))

    assert made.flavor == "woff2"
    assert made["head"].modified == source["head"].modified
    assert [made["name"].getDebugName(number) for number in (0, 13, 14)] == [
        source["name"].getDebugName(number) for number in (0, 13, 14)
    ]


def test_a_plain_font_is_taken_as_well() -> None:
    made = fonts.cut(unpacked(NASKH), "قلعة")

    assert fonts.coverage(made) == fonts.coverage(fonts.cut(whole(NASKH), "قلعة"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Not a TrueType or OpenType font (not enough data)"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "bad sfntVersion"),
    ],
)
def test_what_is_no_font_is_named_so(content: bytes, reason: str) -> None:
    with pytest.raises(FontError, match="this is not a usable font: ") as raised:
        fonts.cut(content, "a")

    assert reason in str(raised.value)


def test_a_truncated_font_is_named_so() -> None:
    with pytest.raises(FontError):
        fonts.coverage(whole(NASKH)[:5000])


# What a font holds


def test_a_cut_font_covers_what_was_asked_for_and_what_is_always_kept() -> None:
    asked = frozenset("پاکستان")

    found = fonts.coverage(fonts.cut(whole(NASTALIQ), asked | {"漢"}))

    assert found == asked | (fonts.ALWAYS_KEPT & fonts.coverage(whole(NASTALIQ)))
    assert {" ", "\u200c", "\u200d", "\u200e"} <= found


def test_the_line_height_stays() -> None:
    expected = Metrics(ascent=1904, descent=-596, line_gap=0, units_per_em=1000)

    assert fonts.metrics(whole(NASTALIQ)) == expected
    assert fonts.metrics(fonts.cut(whole(NASTALIQ), "پاکستان")) == expected


# Ranges


@pytest.mark.parametrize(
    ("characters", "expected"),
    [
        ("", ""),
        ("a", "U+61"),
        ("cab", "U+61-63"),
        ("ace", "U+61,U+63,U+65"),
        (" ~\u200c\u200dیہ\U0001f600", "U+20,U+7E,U+6C1,U+6CC,U+200C-200D,U+1F600"),
    ],
)
def test_a_range_is_compact(characters: str, expected: str) -> None:
    assert fonts.unicode_range(characters) == expected


@given(st.frozensets(st.characters(), min_size=1))
def test_a_range_means_exactly_its_characters(characters: frozenset[str]) -> None:
    found: list[str] = []
    for part in fonts.unicode_range(characters).removeprefix("U+").split(",U+"):
        first, _, last = part.partition("-")
        found += map(chr, range(int(first, 16), int(last or first, 16) + 1))

    assert found == sorted(characters)


# Fonts to try


def whole(name: str) -> bytes:
    return (PACKAGES / name).read_bytes()


@functools.cache
def unpacked(name: str) -> bytes:
    return unpack(whole(name))


@functools.cache
def cut_to_alphabet(name: str) -> bytes:
    return unpack(fonts.cut(whole(name), ALPHABETS[name]))


def opened(content: bytes) -> TTFont:
    return TTFont(BytesIO(content), recalcTimestamp=False)


def unpack(content: bytes) -> bytes:
    """Take the compression off once, which is what costs when one font shapes many texts."""
    font = opened(content)
    font.flavor = None
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def placed(content: bytes, text: str, weight: int | None = None) -> list[tuple[int, ...]]:
    """Shape a text and return everything but the glyphs' numbers, which every cut gives anew."""
    glyphs = fonts.shape(content, text, weight=weight)
    assert all(glyph.number for glyph in glyphs), "a letter has no glyph"
    return [(glyph.cluster, glyph.advance, glyph.right, glyph.up) for glyph in glyphs]


def furthest(found: list[tuple[int, ...]], expected: list[tuple[int, ...]]) -> int:
    """Return the largest difference of any length, in font units."""
    return max(abs(a - b) for one, other in zip(found, expected, strict=True) for a, b in zip(one, other, strict=True))
