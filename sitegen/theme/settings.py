"""What stands in a theme's `theme.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sitegen.shape import Choice, Field, ListOf, Number, Record, Text
from sitegen.theme.model import PICTURE_FORMATS, SYSTEM_FONTS, Font


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a theme as they are written, with the lines at which they stand."""

    line: int
    lines: Mapping[str, int]
    styles: tuple[str, ...]
    widths: tuple[float, ...]
    formats: tuple[str, ...]
    fonts: tuple[Font, ...]


def _font(*, line: int, lines: Mapping[str, int], **fields: Any) -> Font:
    return Font(**fields)


_FONT: Record[Font] = Record(
    _font,
    {
        "family": Field(Text(), required=True),
        "package": Field(Text(r"(@[\w-][\w.-]*/)?[\w-][\w.-]*", "the name of an npm package"), required=True),
        "file": Field(Text(r"(?!/|.*\.\.)[\w./-]+", "a path inside the package"), required=True),
        "weight": Field(Text(r"\d+( \d+)?", "one weight or two, as in 400 700"), "400"),
        "style": Field(Choice(("normal", "italic"), kind="style"), "normal"),
        "unicode_range": Field(Text(r"[-U+0-9A-Fa-f, ]+", "ranges as in U+0100-02BA"), ""),
        "characters": Field(Text(), ""),
        "names": Field(ListOf(Text()), ()),
        "headlines": Field(ListOf(Text()), ()),
        "like": Field(ListOf(Choice(SYSTEM_FONTS, kind="system font")), ()),
    },
)
SETTINGS: Record[Settings] = Record(
    Settings,
    {
        "styles": Field(ListOf(Text(r"[\w./-]+", "a path below assets/")), required=True),
        "widths": Field(ListOf(Number(16, 8000)), (480.0, 960.0, 1600.0)),
        "formats": Field(ListOf(Choice(PICTURE_FORMATS, kind="picture format")), ("avif", "jpeg")),
        "fonts": Field(ListOf(_FONT), ()),
    },
)
