"""The files of history: one for each text, topic and region, written by program and, if need be, by hand."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Protocol

from sitegen.characters import forbidden, is_balanced, turns_letters
from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.history.model import Former, Heading, History
from sitegen.limits import YAML_CHARACTERS
from sitegen.locales import parse_tag
from sitegen.patterns import late
from sitegen.shape import Faults, Field, ListOf, MapOf, Record, Text, compose, decode
from sitegen.slugs import HISTORY, Slug, is_slug
from sitegen.tree import Tree
from sitegen.values import dataclass

FOLDER = f"locales/{HISTORY}/"
_FILE = late(rf"{FOLDER}((?:stories|pages|topics|regions|missions/[^/]+)/([^/]+))\.yaml")
_COMMENT = """\
# Former addresses, which lead on to the present ones. `sitegen messages update` keeps this file;
# what may be changed by hand stands in docs/formats.md.
"""
#: Ids that are longer are not kept: nobody types them, and the file is to be read by people.
_LONGEST_ID = 300


def path(place: str) -> str:
    """Return where the history of a text stands, by its domain, or of a topic or region: `topics/<key>`."""
    return f"{FOLDER}{place}.yaml"


class Recall(Protocol):
    """What is known of files of history from an earlier run."""

    def history(self, path: str) -> History | None:
        """Return what a file says, if nothing is wrong with it; None when it is not known."""
        ...

    def keep_history(self, path: str, history: History) -> None:
        """Keep what a file without faults says."""
        ...


def load(tree: Tree, recall: Recall | None = None) -> tuple[dict[str, History], tuple[Diagnostic, ...]]:
    """Read the history of all texts, topics and regions, also of those that are gone; faulty files are left out.

    What `recall` has is not read again.
    """
    histories: dict[str, History] = {}
    found: list[Diagnostic] = []
    for name in tree.digests:
        if not name.startswith(FOLDER) or name.endswith(".po"):
            continue  # who reads catalogs tells of one that stands here
        match = _FILE.fullmatch(name)
        if match is None or not is_slug(match[2]):
            hint = f"a file of history is {FOLDER}stories/<slug>.yaml, or below pages/, missions/, topics/ or regions/"
            found.append(warning("unread-file", Span(name), "nobody reads this file", hint))
            continue
        history = recall.history(name) if recall else None
        if history is None:
            faults = Faults(name)
            history = _read(tree.read(name), faults)
            found += faults.found
            if history is None or faults.found:
                continue
            if recall:
                recall.keep_history(name, history)
        histories[match[1]] = history
    return histories, tuple(found)


def write(history: History) -> bytes:
    """Return the bytes of a file of history: one fact a line, so that two people's changes meet without conflict."""
    lines = [*_slug_lines(history.slugs)]
    size = len(_COMMENT) + sum(map(len, lines)) + len(lines)
    headings: list[str] = []
    for heading in history.headings:
        own = list(_heading_lines(heading))
        size += sum(map(len, own)) + len(own)
        if size > YAML_CHARACTERS - len("headings:\n"):
            break  # a text with thousands of headings, of which the last ones are not followed
        headings += own
    if headings:
        lines += ["headings:", *headings]
    return (_COMMENT + "".join(f"{line}\n" for line in lines)).encode()


# Reading ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Former:
    """The slugs of one language as read."""

    line: int
    lines: Mapping[str, int]
    now: str
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """A heading as read."""

    line: int
    lines: Mapping[str, int]
    id: str
    words: str
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _History:
    """A file as read."""

    line: int
    lines: Mapping[str, int]
    slugs: tuple[tuple[str, _Former], ...]
    headings: tuple[_Heading, ...]


_FORMER: Record[_Former] = Record(_Former, {"now": Field(Slug(), ""), "former": Field(ListOf(Slug()), ())})
_HEADING: Record[_Heading] = Record(
    _Heading,
    {"id": Field(Text(), required=True), "words": Field(Text(), ""), "former": Field(ListOf(Text()), ())},
)
_HISTORY: Record[_History] = Record(
    _History,
    {
        "slugs": Field(MapOf(_FORMER, lambda tag: parse_tag(tag) is not None, "the tag of a language, as in ur"), ()),
        "headings": Field(ListOf(_HEADING), ()),
    },
)


def _read(content: bytes, faults: Faults) -> History | None:
    text = decode(content, faults)
    node = compose(text, faults) if text is not None else None
    if node is None:
        return None if faults.found else History()
    read = _HISTORY.read(node, faults, "the file")
    if read is None:
        return None
    _check_ids(read.headings, faults)
    _check_twice(read.headings, faults)
    return History(
        slugs={tag: Former(now=former.now, before=former.former) for tag, former in read.slugs},
        headings=tuple(
            Heading(id=heading.id, words=heading.words or heading.id, former=heading.former)
            for heading in read.headings
        ),
    )


def _check_ids(headings: tuple[_Heading, ...], faults: Faults) -> None:
    """Note ids that HTML does not allow: what is written by hand may be anything."""
    for heading in headings:
        for name in (heading.id, *heading.former):
            if any(map(str.isspace, name)):
                hint = "write it as it stands behind the # of an address"
                faults.add("wrong-value", heading.line, f'"{name}" is no id of a heading', hint)


def _check_twice(headings: tuple[_Heading, ...], faults: Faults) -> None:
    """Note headings that stand twice, as they do when two people's changes were put together."""
    lines: dict[str, int] = {}
    for heading in headings:
        first = lines.setdefault(heading.id, heading.line)
        if first != heading.line:
            message = f'the heading "{heading.id}" stands here for the second time, first in line {first}'
            faults.add("duplicate-key", heading.line, message, "keep one of them, with the former ids of both")


# Writing ----------------------------------------------------------------------------------------------------


def _slug_lines(slugs: Mapping[str, Former]) -> Iterator[str]:
    if slugs:
        yield "slugs:"
    for tag, former in slugs.items():
        yield f"  {tag}:"
        if former.now:
            yield f"    now: {_scalar(former.now)}"
        if former.before:
            yield "    former:"
            yield from (f"      - {_scalar(slug)}" for slug in former.before)


def _heading_lines(heading: Heading) -> Iterator[str]:
    """Yield the lines of a heading; nothing for one whose id cannot be read back."""
    if not _is_writable(heading.id):
        return
    yield f"  - id: {_scalar(heading.id)}"
    if heading.words != heading.id:
        yield f"    words: {_scalar(heading.words)}"
    former = [name for name in heading.former if _is_writable(name)]
    if former:
        yield "    former:"
        yield from (f"      - {_scalar(name)}" for name in former)


def _is_writable(text: str) -> bool:
    sound = not forbidden(text) and is_balanced(text) and not turns_letters(text)
    return bool(text) and len(text) <= _LONGEST_ID and not any(map(str.isspace, text)) and sound


def _scalar(text: str) -> str:
    """Return a text as YAML: in quotes, unless nobody can take it for anything else."""
    plain = all(unicodedata.category(c)[0] in "LNM" or c == "-" for c in text) and text[:1].isalnum()
    return text if plain and text != "null" else json.dumps(text, ensure_ascii=False)
