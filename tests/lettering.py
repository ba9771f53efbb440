"""The faces of the theme's share cards, and words to set in them, for tests."""

from __future__ import annotations

from pathlib import Path

from sitegen.lettering import Cases, Style, Typeface
from sitegen.locales import direction

PACKAGES = Path(__file__).parents[1] / "themes" / "safar" / "node_modules" / "@expo-google-fonts"
ALEGREYA = "alegreya/600SemiBold/Alegreya_600SemiBold.ttf"
NASTALIQ = "noto-nastaliq-urdu/600SemiBold/NotoNastaliqUrdu_600SemiBold.ttf"
AMIRI = "amiri/700Bold/Amiri_700Bold.ttf"
MARKAZI = "markazi-text/600SemiBold/MarkaziText_600SemiBold.ttf"
CHINESE = "noto-serif-sc/600SemiBold/NotoSerifSC_600SemiBold.ttf"
JAPANESE = "noto-serif-jp/600SemiBold/NotoSerifJP_600SemiBold.ttf"

#: Of letters that Alegreya has as well, just blanks: so that Latin words in a line are set in it.
_ARABIC = ((0x20, 0x20), (0x600, 0x6FF), (0x200C, 0x200F))
_IDEOGRAPHS = ((0x2010, 0x205F), (0x2E80, 0x9FFF), (0xFF00, 0xFFEF))
_OWN = {
    "ur": (NASTALIQ, _ARABIC, 1.85),
    "ar": (AMIRI, _ARABIC, 1.3),
    "fa": (MARKAZI, _ARABIC, 1.1),
    "zh-Hans": (CHINESE, _IDEOGRAPHS, 1.28),
    "ja": (JAPANESE, _IDEOGRAPHS, 1.28),
}
#: A title in each of the twelve languages, some with what is not of their script.
TITLES = {
    "en": "A fort given back to its valley",
    "ur": "لاہور (UNESCO 1981) کے تیرہ دروازے اور ایک حمام",
    "ar": "قلعة أعيدت (UNESCO 1981) إلى واديها في هونزا",
    "tr": "Vadisine geri verilen kale: ışıltılı İndus",
    "fr": "Un mois de lavages pour une seule étoffe",
    "zh-Hans": "摩亨佐-达罗：一座会洗手的城市，四千五百年前的K2",
    "de": "Die Straße der Geschichtenerzählerinnen",
    "fa": "قلعه‌ای که به دره‌اش بازگشت (K2)",
    "ru": "Мохенджо-Даро: город, который мыл руки",
    "es": "Cuarenta torres en el horizonte, ¿y después?",
    "ja": "風が刻んだ海岸、マクラーンとヒンゴルのあいだ",
    "id": "Taman yang berganti gigi di jalan raya",
}


def typeface(name: str, letters: tuple[tuple[int, int], ...] = (), line: float = 1.05) -> Typeface:
    """Return a face by the name of its file."""
    return Typeface(path=name, source="", letters=letters, line=line)


def style(tag: str) -> Style:
    """Return how titles of a language are set."""
    own = (typeface(*_OWN[tag]),) if tag in _OWN else ()
    return Style(typefaces=(*own, typeface(ALEGREYA)), language=tag, direction=direction(tag))


def cases() -> Cases:
    """Return the faces, to be opened as they are asked for."""
    return Cases(lambda name: (PACKAGES / name).read_bytes())
