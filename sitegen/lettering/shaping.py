"""Words to glyphs: which font each character is set in, and what HarfBuzz makes of a run."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterator, Sequence

import uharfbuzz as hb  # type: ignore[import-untyped]

from sitegen.lettering.directions import line_runs
from sitegen.lettering.letters import is_common, is_unseen
from sitegen.lettering.model import LetteringError, Style, Typeface
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph where it is drawn: lengths in ems of a face with scale 1, from the start of its line on the left.

    `cluster` is the index of the character of its line that it stands for; `advance` how far it pushes on what follows.
    """

    number: int
    cluster: int
    advance: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring glyphs of one face, from left to right."""

    case: Case
    glyphs: tuple[Glyph, ...]


class Case:
    """A font as HarfBuzz has it, kept open: making it anew for each word takes longer than shaping it."""

    def __init__(self, typeface: Typeface, content: bytes) -> None:
        face = hb.Face(content)
        if not face.glyph_count or not face.upem:
            raise LetteringError(f"{typeface.path} is not a usable font")
        self.typeface = typeface
        self.font = hb.Font(face)
        #: How many ems one unit of the font is.
        self.unit: float = typeface.scale / face.upem
        self._known = face.unicodes

    def has(self, character: str) -> bool:
        """Tell whether the font is meant for a character, and has it."""
        return ord(character) in self._known and self.typeface.takes(character)


class Cases:
    """The fonts that have been opened; `read` gives the bytes of one by its path."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._open: dict[Typeface, Case] = {}

    def of(self, typefaces: Sequence[Typeface]) -> list[Case]:
        """Return fonts, opened. Raises `LetteringError`."""
        for typeface in typefaces:
            if typeface not in self._open:
                self._open[typeface] = Case(typeface, self._read(typeface.path))
        return [self._open[typeface] for typeface in typefaces]


def coverage(content: bytes) -> frozenset[str]:
    """Return the characters that a TTF or OTF font has glyphs for. Raises `LetteringError`."""
    face = hb.Face(content)
    if not face.glyph_count:
        raise LetteringError("this is not a usable font")
    return frozenset(map(chr, face.unicodes))


def choose(text: str, cases: Sequence[Case]) -> list[Case]:
    """Return the font of each character: the first that has it, for what no script owns that of what stands before.

    Raises `LetteringError` that names the characters no font has.
    """
    chosen: list[Case] = []
    missing = set()
    for character in text:
        before = chosen[-1] if chosen else None
        if before and (is_unseen(character) or (is_common(character) and before.has(character))):
            chosen.append(before)
            continue
        found = next((case for case in cases if case.has(character)), None)
        if found is None and not is_unseen(character) and not character.isspace():
            missing.add(character)
        chosen.append(found or before or cases[0])
    if missing:
        letters = "".join(sorted(missing))
        raise LetteringError(f"no font has {letters}", letters)
    return chosen


def shape_line(text: str, of_line: Sequence[int], style: Style, cases: Sequence[Case]) -> tuple[Run, ...]:
    """Shape one line, whose characters have these levels; the runs come from left to right.

    Raises `LetteringError` that names the characters for which HarfBuzz found no glyph.
    """
    chosen = choose(text, cases)
    cuts = [at for at in range(1, len(text)) if chosen[at] is not chosen[at - 1]]
    runs = []
    missing: set[str] = set()
    at = 0.0
    for start, end, level in line_runs(of_line, cuts):
        case = chosen[start]
        glyphs = []
        for number, cluster, advance, right, up in _shape(case, text, start, end, level, style.language):
            if number == 0:
                missing.add(text[cluster])
            glyphs.append(Glyph(number, cluster, advance, at + right, up))
            at += advance
        runs.append(Run(case, tuple(glyphs)))
    missing = {character for character in missing if not is_unseen(character) and not character.isspace()}
    if missing:
        letters = "".join(sorted(missing))
        raise LetteringError(f"no glyph for {letters}", letters)
    return tuple(runs)


def _shape(
    case: Case, text: str, start: int, end: int, level: int, language: str
) -> Iterator[tuple[int, int, float, float, float]]:
    """Yield the glyphs of a run as HarfBuzz places them; what stands around it decides how its ends join."""
    buffer = hb.Buffer()
    buffer.add_str(text, start, end - start)
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.language = language
    buffer.guess_segment_properties()
    hb.shape(case.font, buffer, _FEATURES)
    unit = case.unit
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        yield info.codepoint, info.cluster, place.x_advance * unit, place.x_offset * unit, place.y_offset * unit


#: "K2" must not look like a formula: figures as high as capitals, also in faces whose own hang below the line.
_FEATURES = {"lnum": True}


@functools.lru_cache(maxsize=1024)
def composed(text: str) -> str:
    """Return a text as it is shaped: composed, on one line, with single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split(" ")).replace("\n", " ").strip()
