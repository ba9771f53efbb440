"""A WebVTT file to cues, by the steps of https://www.w3.org/TR/webvtt1/#file-parsing.

Blocks end where a browser ends them. Style sheets, regions and what else is not text are not taken over: a file
beside a story says words, and how they look is the theme's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import field
from itertools import pairwise

from sitegen.characters import forbidden, is_balanced, turns_letters
from sitegen.diagnostics import Diagnostic, Span, has_errors, note, warning
from sitegen.limits import CUE_CHARACTERS, CUES, SUBTITLE_BYTES
from sitegen.patterns import late
from sitegen.shape import Faults, decode
from sitegen.values import dataclass
from sitegen.webvtt.markup import TIMESTAMP, markup, visible
from sitegen.webvtt.writing import LINE_CHARACTERS, LINES, long_lines

_TIMING = late(rf"[ \t]*(?P<start>{TIMESTAMP})[ \t]*-->[ \t]*(?P<end>{TIMESTAMP})(?:[ \t]+(?P<settings>.*))?[ \t]*")
_SUBRIP = late(r"[0-9]:[0-9]{2},[0-9]{3}")
_PERCENT = r"(?:100(?:\.0{1,9})?|[0-9]{1,2}(?:\.[0-9]{1,9})?)%"
#: The settings of https://www.w3.org/TR/webvtt1/#webvtt-cue-settings-list, but `region`: regions are not taken over.
_SETTINGS = {
    "vertical": late("rl|lr"),
    "line": late(rf"(?:-?[0-9]{{1,4}}|{_PERCENT})(?:,(?:start|center|end))?"),
    "position": late(rf"{_PERCENT}(?:,(?:line-left|center|line-right))?"),
    "size": late(_PERCENT),
    "align": late("start|center|end|left|right"),
}
_DIRECTIVE = late(r"i18n:\s*(?P<words>.*)", re.DOTALL)
_KNOWN = 'known are: note …, context="…", skip'
_ARROW = "-->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One subtitle. `start` and `end` are in milliseconds, `timing` is the line that says so, with its settings.

    `text` is in normal form. `note` and `context` are what the writer tells translators; a cue that is
    not `translated` is shown as it is in all languages.
    """

    id: str
    start: int
    end: int
    timing: str
    text: str
    line: int
    note: str = ""
    context: str | None = None
    translated: bool = True

    @property
    def has_words(self) -> bool:
        """Whether there is a letter in it; a number or a note of music is in no language (rule S2)."""
        return any(character.isalpha() for character in visible(self.text))


def read(content: bytes, path: str) -> tuple[tuple[Cue, ...], tuple[Diagnostic, ...]]:
    """Return the cues of a file, and what is wrong with it. With an error among that, they are not to be shown."""
    faults = Faults(path)
    if len(content) > SUBTITLE_BYTES:
        message = f"the file has {len(content):,} bytes; {SUBTITLE_BYTES:,} are read"
        faults.add("subtitle-limit", 0, message, "leave out what is not text")
        return (), tuple(faults.found)
    text = decode(content, faults)
    if text is None:
        return (), tuple(faults.found)
    lines = text.split("\n")
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        hint = "write WEBVTT on the first line and leave the next one empty"
        faults.add("subtitle-format", 1, "the file does not begin with WEBVTT", hint)
        return (), tuple(faults.found)
    for number, line in enumerate(lines, 1):
        _check_characters(line.replace("\t", " "), number, faults)
    reader = _Reader(faults)
    for block in _blocks(lines):
        reader.read(block)
    reader.finish()
    if not reader.cues and not has_errors(faults.found):
        faults.add("subtitle-format", 0, "the file has no cues", "write some, or remove the file")
    return tuple(reader.cues), tuple(faults.found)


def normal(text: str) -> str:
    """Return the normal form of a cue's text: NFC, lines without blanks around them, none of them empty.

    Line ends stay: where a subtitle breaks is part of how it is read.
    """
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(filter(None, lines))


def clock(milliseconds: int) -> str:
    """Return a moment of a film in minutes and seconds, with hours where there are any."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


@dataclass
class _Block:
    """Lines without an empty one between them: those above the arrow, the one with it, those below."""

    line: int
    above: list[str] = field(default_factory=list)
    timing: str | None = None
    below: list[str] = field(default_factory=list)


def _blocks(lines: list[str]) -> list[_Block]:
    """Part the lines below the header as a browser does.

    A line with an arrow begins a cue with at most one line above it, its id; anywhere else it begins a new block.
    """
    blocks: list[_Block] = []
    block: _Block | None = None
    at = 1
    while at < len(lines) and lines[at] and _ARROW not in lines[at]:
        at += 1  # lines of the header are for nobody
    for number, line in enumerate(lines[at:], at + 1):
        if not line:
            block = None
        elif _ARROW in line:
            if block is None or block.timing is not None or len(block.above) > 1:
                blocks.append(block := _Block(number))
            block.timing = line
        else:
            if block is None:
                blocks.append(block := _Block(number))
            (block.above if block.timing is None else block.below).append(line)
    return blocks


class _Reader:
    """Reads blocks in order: cues, comments, and what is not taken over."""

    def __init__(self, faults: Faults) -> None:
        self.cues: list[Cue] = []
        self._faults = faults
        self._ids: set[str] = set()
        self._latest = 0
        #: What waits for the next cue, with its line.
        self._waiting: dict[str, tuple[str, int]] = {}

    def read(self, block: _Block) -> None:
        """Take in a block."""
        if block.timing is not None:
            self._cue(block, block.timing)
            return
        first = block.above[0]
        if re.match(r"NOTE(?:[ \t]|$)", first):
            self._comment("\n".join((first[4:], *block.above[1:])), block.line)
        elif re.fullmatch(r"(?:STYLE|REGION|ATTRIBUTES)[ \t]*", first):
            message = f"the block {first.strip()} is left out; subtitles look as the theme wants"
            self._warn("subtitle-dropped", block.line, message, "remove it")
        else:
            message = f"“{_short(first)}” belongs to no cue: there is no timing above it"
            hint = "take out the empty line before it, or write the times at which it is shown"
            self._faults.add("subtitle-format", block.line, message, hint)

    def finish(self) -> None:
        """Note what nothing came after, and how much there is."""
        self._unused()
        if len(self.cues) > CUES:
            message = f"the file has {len(self.cues):,} cues; {CUES:,} are read"
            self._faults.add("subtitle-limit", self.cues[CUES].line, message, "leave out what is not text")
            del self.cues[CUES:]

    def _comment(self, text: str, line: int) -> None:
        directive = _DIRECTIVE.fullmatch(text.strip())
        if directive is None:
            return
        words = " ".join(directive["words"].split())
        if words == "skip":
            self._waiting["skip"] = ("", line)
        elif match := re.fullmatch(r'context="([^"]+)"', words):
            self._waiting["context"] = (match[1], line)
        elif match := re.fullmatch(r"note:? (.+)", words):
            self._waiting["note"] = (match[1], line)
        else:
            self._faults.add("i18n-directive", line, f'there is no directive "i18n: {words}"', _KNOWN)

    def _cue(self, block: _Block, timing: str) -> None:
        line = block.line + len(block.above)
        times = self._times(timing, line)
        if times is None:
            return
        start, end, written = times
        text = normal("\n".join(block.below))
        if not visible(text).strip():
            self._warn("subtitle-empty", line, "this cue has no text and is left out", "write some, or remove the cue")
            return
        cue = Cue(
            id=self._id(block.above[0] if block.above else "", block.line),
            start=start,
            end=end,
            timing=written,
            text=text,
            line=line,
            note=self._taken("note") or "",
            context=self._taken("context"),
            translated=self._taken("skip") is None,
        )
        if self._is_sound(cue, line + 1):
            self.cues.append(cue)

    def _times(self, timing: str, line: int) -> tuple[int, int, str] | None:
        """Return start, end and the line that says so, without unknown settings; None when it cannot be read."""
        match = _TIMING.fullmatch(timing)
        if match is None:
            point = "a point, not a comma, " if _SUBRIP.search(timing) else "a point "
            hint = f"write 00:01.500 --> 00:04.000, with {point}before the thousandths"
            self._faults.add("subtitle-timing", line, f"“{_short(timing)}” is not a timing", hint)
            return None
        start, end = milliseconds(match["start"]), milliseconds(match["end"])
        if end <= start:
            message = "the cue ends before it starts" if end < start else "the cue ends when it starts"
            self._faults.add("subtitle-timing", line, message, "put a later end")
            return None
        before = self.cues[-1].start if self.cues else 0
        if start < before:
            message = f"the cue starts at {clock(start)}, before the one above it"
            self._faults.add("subtitle-timing", line, message, "put the cues in the order in which they start")
        elif start < self._latest:
            message = "the cue starts before an earlier one ends, so both are shown"
            self._warn("subtitle-overlap", line, message, "let it start later, if that is not meant")
        self._latest = max(self._latest, end)
        settings = [word for word in (match["settings"] or "").split() if self._is_setting(word, line)]
        return start, end, " ".join((match["start"], _ARROW, match["end"], *settings))

    def _is_setting(self, word: str, line: int) -> bool:
        name, _, value = word.partition(":")
        if name in _SETTINGS and _SETTINGS[name].fullmatch(value):
            return True
        hint = "known are: vertical, line, position, size, align, each with a colon and its value"
        self._warn("subtitle-dropped", line, f"the setting “{_short(word)}” is left out", hint)
        return False

    def _is_sound(self, cue: Cue, line: int) -> bool:
        """Note what is wrong with the text of a cue, which begins at `line`; tell whether it can be shown."""
        text, before = cue.text, len(self._faults.found)
        if len(text) > CUE_CHARACTERS:
            message = f"the cue has {len(text):,} characters; {CUE_CHARACTERS:,} are read"
            self._faults.add("subtitle-limit", line, message, "make several cues of it")
            return False
        readable = visible(text)
        if not forbidden(text):  # those are told by now; what is left are references to characters
            _check_characters(readable, line, self._faults)
        if not is_balanced(readable):
            self._faults.add("bidi-unbalanced", line, "a direction control is opened and not closed", "close it")
        elif turns_letters(readable):
            self._faults.add("bidi-override", line, "a control turns the order of letters", "delete it")
        if len(self._faults.found) > before:
            return False
        found = markup(text)
        for message, hint in found.faults:
            self._warn("subtitle-markup", line, message, hint)
        times = [cue.start, *map(milliseconds, found.times), cue.end]
        if any(later <= earlier for earlier, later in pairwise(times)):
            hint = "each is later than the one before it, and lies between start and end of the cue"
            self._warn("subtitle-markup", line, "the times within the cue are not in order", hint)
        if long_lines(text) or text.count("\n") >= LINES:
            message = f"the cue is large: more than {LINES} lines of {LINE_CHARACTERS} characters cover the film"
            place = Span(self._faults.path, line)
            self._faults.found.append(note("subtitle-large", place, message, "shorten it, or make two cues of it"))
        return True

    def _id(self, id: str, line: int) -> str:
        """Return the id of a cue; one that another has is left out."""
        id = id.strip()
        if not id or id not in self._ids:
            self._ids.add(id)
            return id
        self._warn("subtitle-dropped", line, f"the id “{_short(id)}” is left out", "give each cue an id of its own")
        return ""

    def _taken(self, name: str) -> str | None:
        """Return what a directive says of this cue; None when there is none."""
        words, _ = self._waiting.pop(name, (None, 0))
        return words

    def _unused(self) -> None:
        for name, (_, line) in self._waiting.items():
            message = f"i18n: nothing comes after this {name}"
            self._faults.add("i18n-directive", line, message, "put it before the cue it is for")

    def _warn(self, code: str, line: int, message: str, hint: str) -> None:
        self._faults.found.append(warning(code, Span(self._faults.path, line), message, hint))


def _check_characters(text: str, line: int, faults: Faults) -> None:
    if bad := forbidden(text):
        faults.add("bad-character", line, f"the character U+{ord(bad[0]):04X} is not allowed", "delete it")


def milliseconds(text: str) -> int:
    """Return a timestamp as a number."""
    *hours, minutes, seconds = text.split(":")
    whole, _, thousandths = seconds.partition(".")
    return (int(*hours or (0,)) * 3600 + int(minutes) * 60 + int(whole)) * 1000 + int(thousandths)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
