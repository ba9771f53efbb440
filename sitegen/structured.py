"""Structured blocks: fences in a text whose word names a kind and whose YAML holds the parts.

Knows the kinds, their fields and which of their texts are to be translated; nothing of Markdown, of
files or of how a theme shows them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from sitegen.limits import BLOCK_ITEMS
from sitegen.shape import Choice, Faults, Field, ListOf, Node, Number, Record, Shape, Text, compose, suggest
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text of a block that is to be translated. `role` says what it is to a translator."""

    text: str
    role: str
    line: int
    context: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryPicture:
    """A picture of a gallery. `file` is its address as written."""

    file: str
    alt: str
    caption: str
    credit: str
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """Pictures to be looked at together."""

    title: str
    pictures: tuple[GalleryPicture, ...]
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words on record: who said them, and where they were read."""

    text: str
    by: str
    source: str
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """A film: a file of the project, or the address of a page elsewhere that shows it. One of both is empty.

    `track` is what the files of subtitles beside it are, in the words of HTML's `<track kind>`.
    """

    title: str
    file: str
    url: str
    still: str
    alt: str
    length: str
    transcript: str
    track: str
    credit: str
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One bar of a chart."""

    label: str
    value: float
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Amounts of one unit beside each other."""

    title: str
    unit: str
    source: str
    rows: tuple[ChartRow, ...]
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place on a way. `distance` in kilometres from the stop before, `height` in metres; None is not known."""

    place: str
    day: int | None
    distance: float | None
    height: float | None
    time: str
    text: str
    story: str
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Itinerary:
    """A way through several places, in order."""

    title: str
    source: str
    stops: tuple[Stop, ...]
    lines: tuple[tuple[str, int], ...]


Structured = Gallery | Quote | Video | Chart | Itinerary


def read(kind: str, text: str, path: str, line: int) -> tuple[Structured | None, Faults]:
    """Read the YAML of a block of one of `KINDS`; `line` is where it starts in the file at `path`.

    There is no block where the faults hold an error.
    """
    faults = Faults(path)
    node = compose(text, faults, line)
    if node is None:
        if not faults.found:
            faults.add("empty-field", line, f"the {kind} is empty", "write " + ", ".join(_fields(kind)) + ": …")
        return None, faults
    value = KINDS[kind].read(node, faults, kind)
    if value is not None:
        _CHECKS.get(kind, _no_check)(value, faults)
    return (None if faults.found else value), faults


def near(word: str, text: str) -> str:
    """Return a hint for a fence that may have been meant as a block; empty when it is code."""
    close = suggest(word, tuple(KINDS))
    return close if close.startswith("did you mean") and re.match(r"\s*\w+:\s", text) else ""


def words(value: Structured) -> Iterator[Words]:
    """Yield the texts of a block that are to be translated, in the order in which they are shown."""
    for part in (value, *items(value)):
        for name, role, context in _WORDS[type(part)]:
            if text := getattr(part, name):
                yield Words(text=text, role=role, line=dict(part.lines).get(name, 0), context=context)


def pictures(value: Structured) -> Iterator[tuple[str, int]]:
    """Yield the addresses of the pictures that a block shows, with their lines."""
    for part in (value, *items(value)):
        if isinstance(part, GalleryPicture):
            yield part.file, dict(part.lines)["file"]
        elif isinstance(part, Video):
            yield part.still, dict(part.lines)["still"]


def links(value: Structured) -> Iterator[tuple[str, int]]:
    """Yield the addresses that a block leads to, with their lines."""
    if isinstance(value, Itinerary):
        yield from ((stop.story, dict(stop.lines)["story"]) for stop in value.stops if stop.story)
    elif isinstance(value, Video) and value.url:
        yield value.url, dict(value.lines)["url"]


def line_of(value: Structured, address: str) -> int:
    """Return the line of the first field that is an address; 0 when none is."""
    for part in (value, *items(value)):
        for name, line in part.lines:
            if name in ("file", "still", "story", "url") and getattr(part, name) == address:
                return line
    return 0


def items(value: Structured) -> tuple[GalleryPicture | ChartRow | Stop, ...]:
    """Return the parts of a block that it has several of."""
    if isinstance(value, Gallery):
        return value.pictures
    if isinstance(value, Chart):
        return value.rows
    return value.stops if isinstance(value, Itinerary) else ()


# Shapes ---------------------------------------------------------------------------------------------------


def _placed(make: Callable[..., Any]) -> Callable[..., Any]:
    """Return a maker that keeps the lines of fields and drops that of the mapping."""

    def build(*, line: int, lines: Mapping[str, int], **fields: Any) -> Any:
        return make(lines=tuple(sorted(lines.items())), **fields)

    return build


@dataclass(frozen=True, slots=True)
class _Several:
    """A list with at least `least` items."""

    item: Shape[Any]
    least: int

    def read(self, node: Node, faults: Faults, name: str) -> tuple[Any, ...] | None:
        """Read the items."""
        before = len(faults.found)
        found = ListOf(self.item).read(node, faults, name)
        if found is not None and len(faults.found) == before and not self.least <= len(found) <= BLOCK_ITEMS:
            message = f'"{name}" has {len(found)} items; {self.least} to {BLOCK_ITEMS} are shown'
            faults.add("wrong-value", node.line, message, "write one below another, each after `- `")
        return found


@dataclass(frozen=True, slots=True)
class _Count:
    """A whole number from 1 up."""

    def read(self, node: Node, faults: Faults, name: str) -> int | None:
        """Read a whole number."""
        number = Number(1, 366).read(node, faults, name)
        if number is not None and number != int(number):
            faults.add("wrong-value", node.line, f'"{name}" is not a whole number', "write 1, 2, 3 …")
            return None
        return None if number is None else int(number)


_TEXT = Field(Text(), "")
_REQUIRED: Field[str] = Field(Text(), required=True)
_FILE: Field[str] = Field(Text(r"[^\s:?#\\]+", "the name of a file beside the text"), required=True)
_LENGTH = Field(Text(r"\d{1,3}:[0-5]\d", 'minutes and seconds in quotes, as in "2:40"'), "")

_GALLERY: Record[Gallery] = Record(
    _placed(Gallery),
    {
        "title": _TEXT,
        "pictures": Field(
            _Several(
                Record(_placed(GalleryPicture), {"file": _FILE, "alt": _REQUIRED, "caption": _TEXT, "credit": _TEXT}),
                2,
            ),
            required=True,
        ),
    },
)
_QUOTE: Record[Quote] = Record(_placed(Quote), {"text": _REQUIRED, "by": _REQUIRED, "source": _REQUIRED})
_VIDEO: Record[Video] = Record(
    _placed(Video),
    {
        "title": _REQUIRED,
        "file": Field(Text(r"[^\s:?#\\]+\.(?:webm|mp4)", "the name of a .webm or .mp4 file beside the text"), ""),
        "url": Field(Text(r"https://[^\s/@]+(?:/\S*)?", "an address that starts with https://"), ""),
        "still": _FILE,
        "alt": _REQUIRED,
        "length": _LENGTH,
        "transcript": _TEXT,
        "track": Field(Choice(("subtitles", "captions"), kind="track"), "subtitles"),
        "credit": _TEXT,
    },
)
_ROW = Record(_placed(ChartRow), {"label": _REQUIRED, "value": Field(Number(0), required=True)})
_CHART: Record[Chart] = Record(
    _placed(Chart),
    {
        "title": _REQUIRED,
        "unit": _REQUIRED,
        "source": _REQUIRED,
        "rows": Field(_Several(_ROW, 2), required=True),
    },
)
_STOP = Record(
    _placed(Stop),
    {
        "place": _REQUIRED,
        "day": Field(_Count()),
        "distance": Field(Number(0, 40_000)),
        "height": Field(Number(-500, 9_000)),
        "time": _TEXT,
        "text": _TEXT,
        "story": Field(Text(r"[^\s:\\]+\.md(?:#\S+)?", "the path of a story's source file"), ""),
    },
)
_ITINERARY: Record[Itinerary] = Record(
    _placed(Itinerary),
    {"title": _REQUIRED, "source": _TEXT, "stops": Field(_Several(_STOP, 2), required=True)},
)
#: The word after the fence, and the shape of what stands in it.
KINDS: Mapping[str, Record[Any]] = {
    "gallery": _GALLERY,
    "quote": _QUOTE,
    "video": _VIDEO,
    "chart": _CHART,
    "itinerary": _ITINERARY,
}

_CREDIT = ("credit", "who is credited", "credit")
_WORDS: Mapping[type, tuple[tuple[str, str, str | None], ...]] = {
    Gallery: (("title", "title of a gallery", None),),
    GalleryPicture: (
        ("alt", "alternative text of a picture", None),
        ("caption", "caption of a picture", None),
        _CREDIT,
    ),
    Quote: (("text", "quotation", None), ("by", "who is quoted", None), ("source", "source of a quotation", None)),
    Video: (
        ("title", "title of a video", None),
        ("alt", "alternative text of a video's still", None),
        ("transcript", "transcript of a video", None),
        _CREDIT,
    ),
    Chart: (
        ("title", "title of a chart", None),
        ("unit", "unit of a chart, after each number", "unit"),
        ("source", "source of a chart", None),
    ),
    ChartRow: (("label", "label in a chart", None),),
    Itinerary: (("title", "title of an itinerary", None), ("source", "source of an itinerary", None)),
    Stop: (
        ("place", "stop of an itinerary", "place.name"),
        ("time", "how long and by what, in an itinerary", None),
        ("text", "about a stop of an itinerary", None),
    ),
}


def _fields(kind: str) -> tuple[str, ...]:
    return tuple(name for name, field in KINDS[kind].fields.items() if field.required)


def _check_video(video: Video, faults: Faults) -> None:
    lines = dict(video.lines)
    if bool(video.file) == bool(video.url):
        line = lines.get("url", lines["title"])
        faults.add(
            "wrong-value", line, "a video has a file or a url, one of them", "write file: film.webm or url: https://…"
        )
    elif video.file and not video.transcript:
        hint = "write what is seen and heard, for those who cannot"
        faults.add("missing-transcript", lines["file"], "the video has no transcript", f"add transcript: …; {hint}")


def _check_itinerary(itinerary: Itinerary, faults: Faults) -> None:
    before = 0
    for stop in itinerary.stops:
        if stop.day is not None and stop.day < before:
            message = f"day {stop.day} comes after day {before}"
            faults.add("wrong-value", dict(stop.lines)["day"], message, "put the stops in the order of the way")
        before = stop.day or before


def _no_check(value: Structured, faults: Faults) -> None:
    """Say nothing: the shape has said all."""


_CHECKS: Mapping[str, Callable[[Any, Faults], None]] = {"video": _check_video, "itinerary": _check_itinerary}


def host(url: str) -> str:
    """Return the host that an address leads to, as a reader is to see it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
