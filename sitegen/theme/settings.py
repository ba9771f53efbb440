"""What stands in a theme's `theme.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sitegen.shape import Choice, Field, ListOf, Number, Record, Text
from sitegen.theme.model import PICTURE_FORMATS, SCRIPTS, SYSTEM_FONTS, CardColours, CardDesign, CardFont, Font
from sitegen.values import dataclass, names_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a theme as they are written, with the lines at which they stand."""

    line: int
    lines: Mapping[str, int]
    styles: tuple[str, ...]
    widths: tuple[float, ...]
    formats: tuple[str, ...]
    fonts: tuple[Font, ...]
    cards: CardDesign | None


def _font(*, line: int, lines: Mapping[str, int], **fields: Any) -> Font:
    return Font(**fields)


def _card_font(*, line_height: float, line: int, lines: Mapping[str, int], **fields: Any) -> CardFont:
    return CardFont(line=line_height, **fields)


def _colours(*, line: int, lines: Mapping[str, int], **fields: Any) -> CardColours:
    return CardColours(**fields)


def _card_design(*, line: int, lines: Mapping[str, int], **fields: Any) -> CardDesign:
    return CardDesign(at=lines["colours"], **fields)


_PACKAGE = Text(r"(@[\w-][\w.-]*/)?[\w-][\w.-]*", "the name of an npm package")
_FILE = Text(r"(?!/|.*\.\.)[\w./-]+", "a path inside the package")
_RANGES = Text(r"[-U+0-9A-Fa-f, ]+", "ranges as in U+0100-02BA")
_FONT: Record[Font] = Record(
    _font,
    {
        "family": Field(Text(), required=True),
        "package": Field(_PACKAGE, required=True),
        "file": Field(_FILE, required=True),
        "weight": Field(Text(r"\d+( \d+)?", "one weight or two, as in 400 700"), "400"),
        "style": Field(Choice(("normal", "italic"), kind="style"), "normal"),
        "unicode_range": Field(_RANGES, ""),
        "characters": Field(Text(), ""),
        "names": Field(ListOf(Text()), ()),
        "headlines": Field(ListOf(Text()), ()),
        "script": Field(Choice(SCRIPTS, kind="script"), ""),
        "like": Field(ListOf(Choice(SYSTEM_FONTS, kind="system font")), ()),
        "languages": Field(ListOf(Text()), ()),
        "texts": Field(ListOf(Text()), ()),
    },
)
_CARD_RANGES = Text(
    r"U\+[0-9A-Fa-f]{1,6}(-[0-9A-Fa-f]{1,6})?(, ?U\+[0-9A-Fa-f]{1,6}(-[0-9A-Fa-f]{1,6})?)*", "ranges as in U+0100-02BA"
)
_CARD_FONT: Record[CardFont] = Record(
    _card_font,
    {
        "package": Field(_PACKAGE, required=True),
        "file": Field(_FILE, required=True),
        "role": Field(Choice(("title", "text"), kind="role"), required=True),
        "languages": Field(ListOf(Text()), ()),
        "unicode_range": Field(_CARD_RANGES, ""),
        "scale": Field(Number(0.2, 4), 1.0),
        "line_height": Field(Number(0.8, 4), 1.2),
    },
)
_COLOUR = Text(r"#[0-9a-fA-F]{6}", "a colour as in #1b2a52")
_CARDS: Record[CardDesign] = Record(
    _card_design,
    {
        "mark": Field(Text(r"[\w./-]+\.svg", "an SVG file below assets/"), required=True),
        "ornament": Field(Text(r"[\w./-]+\.svg", "an SVG file below assets/"), required=True),
        "colours": Field(
            Record(_colours, {name: Field(_COLOUR, required=True) for name in names_of(CardColours)}),
            required=True,
        ),
        "fonts": Field(ListOf(_CARD_FONT), required=True),
    },
)
SETTINGS: Record[Settings] = Record(
    Settings,
    {
        "styles": Field(ListOf(Text(r"[\w./-]+", "a path below assets/")), required=True),
        "widths": Field(ListOf(Number(16, 8000)), (480.0, 960.0, 1600.0)),
        "formats": Field(ListOf(Choice(PICTURE_FORMATS, kind="picture format")), ("avif", "jpeg")),
        "fonts": Field(ListOf(_FONT), ()),
        "cards": Field(_CARDS),
    },
)
