"""What is compared: a generator with its project, how it is built and served, and what is edited in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: The story that is edited, by its place in the corpus.
EDITED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change to one file. `page` is where it can be seen, below the output folder, and `old` stands in the file once.

    Each edit says something new, with a number in the place of `#`, so that no build can have its result already.
    """

    path: Path
    old: str
    new: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How a project is served: the command, and the folder where its pages are made."""

    command: tuple[str, ...]
    output: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """A generator with a project of its own.

    `commands` build it, one after the other. `made` are the files and folders that are removed before a cold build.
    `edits` are those of the story, the message and the template, by these names. `languages` says by what name each
    language's folder goes. `incremental` tells whether the generator can leave out what did not change; of one that
    cannot, a full build is the figure of every edit.
    """

    name: str
    version: str
    folder: Path
    commands: tuple[tuple[str, ...], ...]
    output: Path
    made: tuple[Path, ...]
    edits: Mapping[str, Edit]
    incremental: bool = False
    serving: Serving | None = None
    notes: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
