"""Plain YAML to typed values, with every fault at once and each at its line.

YAML lives here. A file's events are composed into nodes that keep their lines, and a `Shape` reads a
node into a value: text stays text (`no`, `1.10` and `12:30` are words until a shape says otherwise),
and tags, aliases, merge keys, duplicate keys and unknown keys are refused. Knows nothing of stories.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from sitegen import shortcuts
from sitegen.characters import forbidden, is_balanced, turns_letters
from sitegen.credentials import names_secret
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.limits import YAML_CHARACTERS
from sitegen.shape.nodes import Entries, Items, Node, Scalar
from sitegen.shape.usual import usual
from sitegen.values import dataclass

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Faults:
    """Collects the faults of one file while it is read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Diagnostic] = []

    def add(self, code: str, line: int, message: str, hint: str = "") -> None:
        """Note an error at a line of the file."""
        self.found.append(error(code, Span(self.path, line), message, hint))


def compose(text: str, faults: Faults, first_line: int = 1) -> Node | None:
    """Compose YAML text into nodes; None when it is empty or a fault was noted.

    `first_line` is the line of the file at which the text starts, for front matter.
    """
    if len(text) > YAML_CHARACTERS:
        faults.add("yaml-limit", first_line, f"more than {YAML_CHARACTERS:,} characters of YAML", "move text out of it")
        return None
    if shortcuts.on() and (quickly := usual(text, first_line)):
        return quickly
    # PyYAML takes long to import, and usual front matter needs none.
    from sitegen.shape.events import compose_events

    return compose_events(text, faults, first_line)


# Shapes ---------------------------------------------------------------------------------------------


class Shape(Protocol[T_co]):
    """What a node must look like. `read` returns None where it noted a fault."""

    def read(self, node: Node, faults: Faults, name: str) -> T_co | None:
        """Read a node into a value; `name` is what messages call it."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """One text without control characters. With `pattern` all of it must match; `like` says so in words."""

    pattern: str = ""
    like: str = ""

    def read(self, node: Node, faults: Faults, name: str) -> str | None:
        """Read a text that is not blank."""
        if not isinstance(node, Scalar):
            faults.add("wrong-type", node.line, f'"{name}" is one text, not a list or mapping', "write it on one line")
            return None
        text = node.text.strip()
        if not text:
            faults.add("empty-field", node.line, f'"{name}" is empty', "fill it in or remove the line")
            return None
        if bad := forbidden(text) or ("\n",) * ("\n" in text):
            message = f'the character U+{ord(bad[0]):04X} is not allowed in "{name}"'
            faults.add("bad-character", node.line, message, "delete it")
            return None
        if not is_balanced(text):
            message = f'a direction control is opened and not closed in "{name}"'
            faults.add("bidi-unbalanced", node.line, message, "close it, or delete it")
            return None
        if turns_letters(text):
            faults.add("bidi-override", node.line, f'a control turns the order of letters in "{name}"', "delete it")
            return None
        if self.pattern and not re.fullmatch(self.pattern, text):
            faults.add("wrong-value", node.line, f'"{text}" is no good for "{name}"', f"write {self.like}")
            return None
        return text


@dataclass(frozen=True, slots=True)
class Number:
    """A number, whole or with a decimal point, between two limits."""

    least: float = -math.inf
    most: float = math.inf

    def read(self, node: Node, faults: Faults, name: str) -> float | None:
        """Read a number."""
        text = node.text if isinstance(node, Scalar) else ""
        if not re.fullmatch(r"[-+]?\d{1,15}(\.\d{1,15})?", text) or not self.least <= float(text) <= self.most:
            between = f" from {self.least:g} to {self.most:g}" if math.isfinite(self.most) else ""
            faults.add("wrong-value", node.line, f'"{name}" is not a number{between}', "write digits, as in 36.33")
            return None
        return float(text)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]
    code: str = "wrong-value"
    kind: str = "value"

    def read(self, node: Node, faults: Faults, name: str) -> str | None:
        """Read one of the words."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if text not in self.words:
            message = f'there is no {self.kind} "{text}"' if text else f'"{name}" is one word'
            faults.add(self.code, node.line, message, suggest(text, self.words))
            return None
        return text


@dataclass(frozen=True, slots=True)
class Switch:
    """Whether something is so."""

    def read(self, node: Node, faults: Faults, name: str) -> bool | None:
        """Read `true` or `false`."""
        word = Choice(("true", "false")).read(node, faults, name)
        return None if word is None else word == "true"


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date as in 2026-10-14."""

    def read(self, node: Node, faults: Faults, name: str) -> datetime.date | None:
        """Read a date."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                return datetime.date.fromisoformat(text)
        except ValueError:
            pass  # a date that is not in the calendar is reported like one that is no date
        faults.add("bad-date", node.line, f'"{name}" is not a date: "{text}"', "write year-month-day, as in 2026-10-14")
        return None


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list of like things."""

    item: Shape[T]

    def read(self, node: Node, faults: Faults, name: str) -> tuple[T, ...] | None:
        """Read each item; faulty ones are noted and left out."""
        if not isinstance(node, Items):
            faults.add("wrong-type", node.line, f'"{name}" is a list', f"write {name}: [one, two]")
            return None
        found = [self.item.read(item, faults, name) for item in node.items]
        return tuple(value for value in found if value is not None)


@dataclass(frozen=True, slots=True)
class MapOf(Generic[T]):
    """A mapping from names to like things, in the order written."""

    item: Shape[T]
    is_key: Callable[[str], bool] = bool
    like: str = "a name"

    def read(self, node: Node, faults: Faults, name: str) -> tuple[tuple[str, T], ...] | None:
        """Read each entry; faulty ones are noted and left out."""
        if not isinstance(node, Entries):
            faults.add("wrong-type", node.line, f'"{name}" is a mapping', f"write {name}: and below it `key: value`")
            return None
        found = []
        for key, line, value in node.entries:
            if not self.is_key(key):
                faults.add("wrong-value", line, f'"{key}" is no good as a key of "{name}"', f"write {self.like}")
                continue
            read = self.item.read(value, faults, f"{name}.{key}")
            if read is not None:
                found.append((key, read))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A field of a record: its shape, and what it is when nobody wrote it."""

    shape: Shape[T]
    default: T | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """A mapping with known fields, made into a value by calling `make` with one keyword for each.

    `make` also gets `line`, the line of the mapping, and `lines`, the line of each field written.
    """

    make: Callable[..., T]
    fields: Mapping[str, Field[Any]]

    def read(self, node: Node, faults: Faults, name: str) -> T | None:
        """Read all fields, note unknown and missing ones, and make the value if none is faulty."""
        if not isinstance(node, Entries):
            hint = "write " + ", ".join(f"{field}: …" for field in self.fields)
            faults.add("wrong-type", node.line, f'"{name}" is a mapping', hint)
            return None
        before = len(faults.found)
        values = {field: known.default for field, known in self.fields.items()}
        written = {key: line for key, line, _ in node.entries}
        for key, line, value in node.entries:
            if key not in self.fields and names_secret(key):
                hint = "take it out and change it where it is used: no key holds a secret, and files are published"
                faults.add("secret", line, f'"{key}" sounds like a secret', hint)
            elif key not in self.fields:
                faults.add("unknown-key", line, f'there is no field "{key}"', suggest(key, tuple(self.fields)))
            elif not (isinstance(value, Scalar) and value.empty):
                values[key] = self.fields[key].shape.read(value, faults, key)
        for field, known in self.fields.items():
            if known.required and field not in written:
                faults.add(f"missing-{field}", node.line, f'the field "{field}" is missing', f"add {field}: …")
            elif known.required and values[field] is None and len(faults.found) == before:
                faults.add("empty-field", written[field], f'"{field}" is empty', "fill it in")
        if len(faults.found) > before:
            return None
        return self.make(line=node.line, lines=written, **values)


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield all words and texts of a node."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from scalars(item)
    else:
        for _, _, value in node.entries:
            yield from scalars(value)


def suggest(word: str, known: Sequence[str]) -> str:
    """Return a hint that names the known word most like `word`, or the known words when none is."""
    import difflib  # only faults ask for it

    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f'did you mean "{close[0]}"?'
    shown = ", ".join(known[:12])
    return f"known are: {shown}" + (" …" if len(known) > 12 else "") if known else ""


def decode(content: bytes, faults: Faults) -> str | None:
    """Return a file's text: UTF-8, without byte order mark, with `\\n` at line ends; None with a fault noted."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        faults.add("bad-encoding", line, f"the byte 0x{content[problem.start]:02x} is not UTF-8", "save it as UTF-8")
        return None


def front_matter(text: str, faults: Faults) -> tuple[Node | None, str, int]:
    """Split a Markdown file into its front matter, its text and the line at which the text starts."""
    if not re.match(r"---[ \t]*\n", text):
        faults.add("missing-front-matter", 1, "the file does not start with front matter", "start it with a line `---`")
        return None, text, 1
    end = re.search(r"^---[ \t]*$\n?", text[4:], re.MULTILINE)
    if end is None:
        faults.add("missing-front-matter", 1, "the front matter has no end", "close it with a line `---`")
        return None, "", 1
    start = text.index("\n") + 1
    head, body = text[start : 4 + end.start()], text[4 + end.end() :]
    return compose(head, faults, 2), body, text.count("\n", 0, 4 + end.end()) + 1
