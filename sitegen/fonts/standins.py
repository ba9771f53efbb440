"""Fonts of readers' systems that stand in for a font until it is there, set as wide as it is.

If a text is as wide in both, its lines break alike, and nothing moves when the font comes. The widths below are of
`SAMPLES`, in ems for each character, read off these fonts' tables or those of fonts made with the same widths:
Gelasio for Georgia, Tinos for Times New Roman, Arimo for Arial.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from sitegen.fonts.cutting import metrics, shape
from sitegen.values import dataclass

#: Plain text of a script, by its code in ISO 15924, in letters that all languages and nearly all fonts of it have. The
#: files of fonts with Cyrillic letters have no space. Nastaliq is measured in Urdu, whose letters stand closer, in
#: words of the portal as wide as its Urdu is on an average. Letters of Chinese and Japanese are all of one width.
SAMPLES = {
    "Latn": (
        "The road goes up the valley by the river, past orchards and old walls, to a village of forty houses. "
        "Most people come in spring for the blossom. Stay the night; in the morning the light comes down the hill."
    ),
    "Cyrl": (
        "Дорогаидётвверхподолиневдольрекимимосадовистарыхстенкдеревневсорокдомов"
        "МногиеприезжаютвеснойкогдацветутдеревьяОстаньтесьнаночьутромсветспускаетсясгоры"
    ),
    "Aran": (
        "شام کو یہی شٹر ایک ایک کر کے نیچے آتے ہیں اور آخری دھوپ گنبدوں پر جا ٹھہرتی ہے۔ "
        "دہلی دروازہ اپنی جگہ کھڑا رہتا ہے۔ کل پھر پہلا شٹر اسی کے سامنے اٹھے گا۔"
    ),
    "Arab": "الطريق يصعد في الوادي على ضفة النهر بين البساتين والجدران القديمة حتى قرية فيها أربعون بيتا",
    "Hani": "山水日月火木土上下中大小",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemFont:
    """A font that readers may have: its names upright and slanted, and the widths of the samples in both."""

    upright: tuple[str, ...]
    slanted: tuple[str, ...] = ()
    widths: Mapping[str, float]
    slanted_widths: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """How a system's font is set in the place of another; all but `names` are percentages of the font's size."""

    names: tuple[str, ...]
    size: float
    ascent: int
    descent: int


#: By the name that themes use. `local()` finds fonts by their whole names; those named together are as wide.
SYSTEM_FONTS: Mapping[str, SystemFont] = {
    "Arial": SystemFont(
        upright=("Arial", "Liberation Sans", "Arimo"),
        slanted=("Arial Italic", "Liberation Sans Italic", "Arimo Italic"),
        widths={"Latn": 0.4317, "Cyrl": 0.5393},
        slanted_widths={"Latn": 0.4317, "Cyrl": 0.5697},
    ),
    # Two letters of Urdu, and all of Chinese, are boxes in it. Those count: browsers draw them, of the first font that
    # they tried, where a reader has no other.
    "DejaVu Sans": SystemFont(upright=("DejaVu Sans",), widths={"Arab": 0.4402, "Aran": 0.4598, "Hani": 0.6001}),
    "Georgia": SystemFont(
        upright=("Georgia", "Gelasio"),
        slanted=("Georgia Italic", "Gelasio Italic"),
        widths={"Latn": 0.43},
        slanted_widths={"Latn": 0.4381},
    ),
    "Noto Naskh Arabic": SystemFont(
        upright=("Noto Naskh Arabic", "Noto Naskh Arabic UI"), widths={"Arab": 0.3732, "Aran": 0.3767}
    ),
    "Noto Serif": SystemFont(
        upright=("Noto Serif",),
        slanted=("Noto Serif Italic",),
        widths={"Latn": 0.4644, "Cyrl": 0.5925},
        slanted_widths={"Latn": 0.4519, "Cyrl": 0.59},
    ),
    "Roboto": SystemFont(
        upright=("Roboto",),
        slanted=("Roboto Italic",),
        widths={"Latn": 0.4311, "Cyrl": 0.5583},
        slanted_widths={"Latn": 0.4192, "Cyrl": 0.5416},
    ),
    "Times New Roman": SystemFont(
        upright=("Times New Roman", "Liberation Serif", "Tinos"),
        slanted=("Times New Roman Italic", "Liberation Serif Italic", "Tinos Italic"),
        widths={"Latn": 0.3943, "Cyrl": 0.4913},
        slanted_widths={"Latn": 0.3934, "Cyrl": 0.503},
    ),
}


def stand_in(content: bytes, name: str, *, slanted: bool, weight: int = 400, script: str = "") -> StandIn | None:
    """Return how a font of `SYSTEM_FONTS` is to be set where this font is not there yet.

    Nothing if there is no sample that both have letters for; `script` names the one to take. `content` is a WOFF2, TTF
    or OTF font, which is measured at a weight of its axis. Raises `FontError`.
    The values are those of `size-adjust`, `ascent-override` and `descent-override` in CSS Fonts Level 5.
    """
    known = SYSTEM_FONTS[name]
    names, widths = (known.slanted, known.slanted_widths) if slanted else (known.upright, known.widths)
    for sample, width in widths.items():
        own = _width(content, SAMPLES[sample], weight) if script in ("", sample) else None
        if names and own is not None:
            line = metrics(content)
            size = own / width
            high, deep = (value / line.units_per_em / size for value in (line.ascent, -line.descent))
            return StandIn(names=names, size=round(100 * size, 1), ascent=round(100 * high), descent=round(100 * deep))
    return None


def _width(content: bytes, text: str, weight: int) -> float | None:
    """Return how wide a text is in a font, in ems for each character; nothing if the font lacks letters of it."""
    glyphs = shape(content, text, weight=weight)
    if not all(glyph.number for glyph in glyphs):
        return None
    return sum(glyph.advance for glyph in glyphs) / metrics(content).units_per_em / len(text)
