"""YAML to nodes, by the events of its parser. The home of PyYAML, together with `editing`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from sitegen.limits import YAML_LEVELS
from sitegen.shape.nodes import Entries, Items, Node, Scalar
from sitegen.shape.reading import Faults


def compose_events(text: str, faults: Faults, first_line: int) -> Node | None:
    """Compose YAML text into nodes; None when it is empty or a fault was noted.

    Works on events, which never expand an alias and never recurse in C.
    """
    composer = _Composer(faults, first_line)
    try:
        return composer.document(yaml.parse(text, Loader=_LOADER))
    except _RefusedError:
        return None
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line = first_line + (mark.line if mark else 0)
        faults.add("yaml-syntax", line, f"this is not YAML: {problem.problem or problem.context}", _SYNTAX_HINT)
    except yaml.reader.ReaderError as problem:
        line = first_line + text.count("\n", 0, problem.position)
        faults.add("yaml-syntax", line, "a character that YAML does not allow", "remove the invisible character")
    except (yaml.YAMLError, ValueError) as problem:
        faults.add("yaml-syntax", first_line, f"this is not YAML: {problem}", _SYNTAX_HINT)
    return None


_SYNTAX_HINT = "put text that holds `: ` or ` #`, or starts with a quote or bracket, between double quotes"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _RefusedError(Exception):
    """Ends the composing of a text in which a fault was noted that makes the rest meaningless."""


class _Composer:
    """Builds nodes from events, refusing what the project's files may not hold."""

    def __init__(self, faults: Faults, first_line: int) -> None:
        self.faults = faults
        self.first_line = first_line

    def document(self, events: Iterator[Any]) -> Node | None:
        node = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and node is not None:
                self._refuse("yaml-syntax", event, "a second document starts here", "keep one")
            if isinstance(event, yaml.NodeEvent):
                node = self.node(event, events, 1)
        return None if isinstance(node, Scalar) and node.empty else node

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._refuse("yaml-alias", event, "anchors and aliases are not allowed here", "write the value out")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse("yaml-tag", event, f"the tag {tag} is not allowed here", "write the plain value")
        if depth > YAML_LEVELS:
            self._refuse("yaml-limit", event, f"more than {YAML_LEVELS} levels of YAML", "nest less")
        line = self._line(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(text=event.value, line=line, quoted=event.style not in (None, ""))
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                items.append(self.node(item, events, depth + 1))
            return Items(items=tuple(items), line=line)
        return self.mapping(line, events, depth)

    def mapping(self, line: int, events: Iterator[Any], depth: int) -> Entries:
        entries: dict[str, tuple[str, int, Node]] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.faults.add("yaml-key", key.line, "a key must be one word", "write `key: value`")
            elif key.text == "<<":
                self.faults.add("yaml-alias", key.line, "merge keys are not allowed here", "write the fields out")
            elif key.text in entries:
                first = entries[key.text][1]
                message = f'the field "{key.text}" stands here for the second time, first in line {first}'
                self.faults.add("duplicate-key", key.line, message, "keep one of them")
            else:
                entries[key.text] = (key.text, key.line, value)
        return Entries(entries=tuple(entries.values()), line=line)

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first_line

    def _refuse(self, code: str, event: Any, message: str, hint: str) -> None:
        self.faults.add(code, self._line(event), message, hint)
        raise _RefusedError
