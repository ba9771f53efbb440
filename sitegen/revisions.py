"""The history of a project as git keeps it: what stood in its files at a revision, and since when a line stands.

Only reads, and only with plumbing, so that nobody's settings change what is seen: no `GIT_*` variable reaches git,
paths come with `-z`, and nothing is fetched. Knows nothing of what the files are. A project may be any folder of a
repository.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import Literal

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.values import dataclass

#: How much of the past can be seen: all of it, only what a shallow clone has fetched, or nothing.
Depth = Literal["git", "shallow", "none"]

#: What every call gets. HOME stays the caller's, for there a repository is named a safe one.
_FIXED = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
#: Settings that could change what is printed, or run a program.
_SETTINGS = ("core.quotepath=off", "core.fsmonitor=false")
_NOT_FOUND = 127

#: The first line of each group in what `git blame --incremental` prints: commit, line there, line here, how many.
_GROUP = re.compile(rb"(?P<commit>[0-9a-f]{40,64}) [0-9]+ (?P<line>[0-9]+) (?P<count>[0-9]+)")
_COMMITTED = b"committer-time "
#: Files whose content a project can be read from; they are taken out of a revision in one go.
_TEXTS = (".md", ".yaml", ".html", ".css", ".js", ".json", ".po", ".svg", ".txt", ".vtt")


@dataclass(frozen=True, kw_only=True)
class Repository:
    """The git repository in which the folder `root` stands, if it does. `environment` is that of the caller."""

    root: Path
    environment: Mapping[str, str] = field(repr=False)

    @property
    def depth(self) -> Depth:
        """How much of the past can be seen."""
        done = self._git("rev-parse", "--is-shallow-repository")
        if done.returncode:
            return "none"
        return "shallow" if done.stdout.strip() == b"true" else "git"

    def commit(self, revision: str) -> tuple[str, tuple[Diagnostic, ...]]:
        """Return the id of the commit that a revision names; it is empty when there is none, with the reason."""
        inside = self._git("rev-parse", "--show-prefix")
        if inside.returncode:
            reason = inside.stderr.decode(errors="replace").partition("\n")[0].removeprefix("fatal: ")
            hint = "run it in a clone of the project's repository, and with git installed"
            return "", (error("no-history", Span("content"), f"git knows no history of this project: {reason}", hint),)
        # No name of a revision begins with a hyphen; git would take it for an option.
        if not revision.startswith("-"):
            done = self._git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
            if not done.returncode:
                return done.stdout.decode().strip(), ()
        hint = "name a commit, branch or tag that `git log` shows, as in HEAD~1 or main"
        return "", (error("unknown-revision", Span("content"), f'there is no revision "{revision}"', hint),)

    def tree(self, commit: str, folders: Iterable[str]) -> RevisionTree:
        """Return the files of some of the project's folders as they are in a commit."""
        listed = self._git("ls-tree", "-r", "-z", commit, "--", *folders)
        ids = dict(_blobs(listed.stdout))
        texts = sorted({id for path, id in ids.items() if path.endswith(_TEXTS)})
        return RevisionTree(repository=self, digests=dict(sorted(ids.items())), texts=self._contents(texts))

    def content(self, id: str) -> bytes:
        """Return the content of a blob. Raises `OSError` when the repository does not have it, as a partial clone."""
        done = self._git("cat-file", "blob", id)
        if done.returncode:
            raise OSError(f"git has no object {id}, and nothing is fetched")
        return done.stdout

    def blame(self, path: str) -> tuple[int | None, ...] | None:
        """Return for each line of a file when it was committed, in seconds since 1970, or None if it was not yet.

        None for a file that git does not know. Renames are followed. What a line says in the working tree counts, and
        the clock does not, by which git dates lines that are not committed.
        """
        done = self._git("blame", "--incremental", "--no-textconv", "--ignore-revs-file=", "--", path)
        return None if done.returncode else _times(done.stdout)

    def _contents(self, ids: list[str]) -> Mapping[str, bytes]:
        """Return the contents of blobs by id, as far as the repository has them."""
        done = self._git("cat-file", "--batch", given="".join(f"{id}\n" for id in ids).encode())
        found: dict[str, bytes] = {}
        at = 0
        while (end := done.stdout.find(b"\n", at)) >= 0:
            id, kind, *size = done.stdout[at:end].decode().split(" ")
            at = end + 1
            if kind == "blob":
                length = int(size[0])
                found[id] = done.stdout[at : at + length]
                at += length + 1
        return found

    def _git(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        settings = (part for setting in _SETTINGS for part in ("-c", setting))
        command = ["git", *settings, *arguments]
        kept = {name: value for name, value in self.environment.items() if not name.startswith("GIT_")}
        try:
            return subprocess.run(
                command, cwd=self.root, env=kept | _FIXED, input=given, capture_output=True, check=False
            )
        except FileNotFoundError:
            return subprocess.CompletedProcess(command, _NOT_FOUND, b"", b"git is not installed")


@dataclass(frozen=True, kw_only=True)
class RevisionTree:
    """The files of a project as they are in a commit; a `Tree`. What is not a text is read when it is asked for."""

    repository: Repository
    digests: Mapping[str, str]
    texts: Mapping[str, bytes] = field(repr=False)

    def read(self, path: str) -> bytes:
        """Return the content of a file. Raises `OSError` when the repository does not have it."""
        id = self.digests[path]
        return self.texts[id] if id in self.texts else self.repository.content(id)

    def find(self, path: str) -> str | None:
        """Return None: no package is installed in a commit."""
        return None


def _blobs(listed: bytes) -> Iterator[tuple[str, str]]:
    """Yield the path, in NFC as in every tree, and the id of each plain file of a list of git's."""
    for item in listed.split(b"\0")[:-1]:
        described, _, name = item.partition(b"\t")
        mode, _, id = described.decode().split(" ")
        try:
            path = unicodedata.normalize("NFC", name.decode())
        except UnicodeDecodeError:
            continue  # a snapshot of the working tree refuses such names too
        if mode.startswith("100") and not any(part.startswith(".") for part in PurePosixPath(path).parts):
            yield path, id


def _times(told: bytes) -> tuple[int | None, ...]:
    """Return the time of each line out of what `git blame --incremental` prints."""
    times: dict[int, bytes] = {}
    committed: dict[bytes, int | None] = {}
    commit = b""
    for line in told.split(b"\n"):
        if found := _GROUP.fullmatch(line):
            commit, first = found["commit"], int(found["line"])
            times |= dict.fromkeys(range(first, first + int(found["count"])), commit)
        elif line.startswith(_COMMITTED):
            # A commit of zeros stands for what is not committed.
            committed[commit] = int(line.removeprefix(_COMMITTED)) if commit.strip(b"0") else None
    return tuple(committed[times[number]] for number in sorted(times))
