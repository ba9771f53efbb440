"""What is said of words to be set: the fonts to choose from, and the room they have."""

from __future__ import annotations

from sitegen.values import dataclass


class LetteringError(ValueError):
    """Words cannot be set: a font is no font, or no font has a glyph for what is in `letters`."""

    def __init__(self, message: str, letters: str = "") -> None:
        super().__init__(message)
        self.letters = letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """A font file, and how it is set beside others.

    `source` tells its bytes from others that stood at `path`. `letters` are the code points it is to be used for, as
    pairs of first and last; none means all that it has. Its glyphs are `scale` times as large as those of a face with
    1, and its lines stand `line` times their own size apart.
    """

    path: str
    source: str
    letters: tuple[tuple[int, int], ...] = ()
    scale: float = 1.0
    line: float = 1.2

    def takes(self, character: str) -> bool:
        """Tell whether the face is meant for a character."""
        point = ord(character)
        return not self.letters or any(first <= point <= last for first, last in self.letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How words are to be set: `typefaces` in order of choice, in a language, from the left or from the right."""

    typefaces: tuple[Typeface, ...]
    language: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The room for words, in pixels.

    Sizes are those of an em: `size` is asked for, and it does not get smaller than `least` as long as the words fit
    then in whole words; in the end they fit whatever they are. `lines` is the most of them.
    """

    width: int
    height: int
    size: float
    least: float
    lines: int
