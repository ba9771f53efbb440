"""Cues to a WebVTT file: valid, the same bytes for the same cues, each line in its own direction."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from sitegen.locales import Direction, direction
from sitegen.values import dataclass
from sitegen.webvtt.markup import safe, visible

#: What fits on a film without covering it, as broadcasters' guides have it for Latin scripts; wide letters count two.
LINE_CHARACTERS = 42
LINES = 2
_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_MARKS = {"ltr": "&lrm;", "rtl": "&rlm;"}
_ISOLATES, _END_OF_ISOLATE = ("LRI", "RLI", "FSI"), "PDI"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A cue as it is shown: id and timing line as written in the source, and a text in a language.

    `language` is empty for what is in none, such as a note of music.
    """

    id: str
    timing: str
    text: str
    language: str


def write(cues: Iterable[Shown], language: str) -> bytes:
    """Return a file of cues in a language; the text of a cue in another one is marked with `<lang>`."""
    blocks = ["WEBVTT"]
    for cue in cues:
        head = f"{cue.id}\n{cue.timing}" if cue.id else cue.timing
        blocks.append(f"{head}\n{_text(cue, language)}")
    return ("\n\n".join(blocks) + "\n").encode()


def long_lines(text: str) -> tuple[int, ...]:
    """Return how wide the lines are that are wider than fits, in characters; those of East Asia count two."""
    widths = (sum(map(_width, line)) for line in visible(text).split("\n"))
    return tuple(width for width in widths if width > LINE_CHARACTERS)


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _text(cue: Shown, language: str) -> str:
    """Return the payload of a cue.

    Browsers give each line the direction of its first strong letter (`unicode-bidi: plaintext`), as
    https://www.w3.org/TR/webvtt1/#webvtt-cue-text-alignment says, so an Urdu line that begins with "K2" would run
    from left to right; a mark before it turns it. A cue in another language needs nothing but its mark.
    """
    way = direction(cue.language or language)
    lines = [_directed(line, way) for line in cue.text.split("\n")]
    text = safe("\n".join(lines))
    return f"<lang {cue.language}>{text}</lang>" if cue.language not in ("", language) else text


def _directed(line: str, way: Direction) -> str:
    first = _first_strong(visible(line))
    runs = first or "ltr"
    return line if runs == way else _MARKS[way] + line


def _first_strong(line: str) -> Direction | None:
    """Return the direction of the first letter that has one, outside of isolates (UAX #9, rule P2)."""
    depth = 0
    for character in line:
        kind = unicodedata.bidirectional(character)
        depth += (kind in _ISOLATES) - (kind == _END_OF_ISOLATE and depth > 0)
        if depth == 0 and kind in _STRONG:
            return _STRONG[kind]
    return None
