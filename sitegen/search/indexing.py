"""Pagefind's program: pages in, the files of an index out, by its service on standard input and output.

Its own Python interface waits a tenth of a second for each page. Each message is JSON in Base64 with a comma behind it;
answers come in any order and are numbered like their questions. An answer must be read before the next kind of question
is asked: the service ends with its input, whatever is still to be said.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The package that holds the program, and what it is called there.
PACKAGE = "pagefind_bin_extended"
_NAMES = ("pagefind_extended", "pagefind_extended.exe")
#: Bytes that are read at once.
_PIECE = 1 << 20


class SearchError(Exception):
    """Raised when the program cannot be run, or says that something is wrong."""


class Program(NamedTuple):
    """Pagefind's program as it is installed. `path` is empty where it is not.

    `witness` is a file that is another one, or gone, when another version is installed.
    """

    path: str
    version: str
    witness: str


def program() -> Program:
    """Find the program among the installed packages, without importing any."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.startswith(f"{PACKAGE}-") and name.endswith(".dist-info"):
                version = name.removesuffix(".dist-info").rpartition("-")[2]
                for program in _NAMES:
                    path = f"{folder or '.'}/{PACKAGE}/{program}"
                    if os.path.isfile(path):
                        return Program(path, version, f"{folder or '.'}/{name}/METADATA")
    return Program("", "", f"{_libraries()}/{PACKAGE}/__init__.py")


def _libraries() -> str:
    """Return the folder in which packages are installed."""
    return next((folder for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))), sys.prefix)


def index(program: Program, pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Return the files of the index of some documents, given with their paths in the site.

    Raises `SearchError`.
    """
    import subprocess  # seldom needed, and it takes long to import

    try:
        # What it logs is for its makers, and stands among its answers if it is not kept apart.
        with subprocess.Popen(
            [program.path, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as service:
            assert service.stdin is not None
            assert service.stdout is not None
            try:
                return _asked(_Talk(service.stdin, service.stdout), pages)
            finally:
                service.kill()
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise SearchError(f"Pagefind cannot be run: {problem}") from problem


def _asked(talk: _Talk, pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    import base64

    talk.ask([{"type": "NewIndex", "config": {}}])
    added = [{"type": "AddFile", "index_id": 0, "url": path, "file_contents": html} for path, html in pages]
    talk.ask(added)
    (answer,) = talk.ask([{"type": "GetFiles", "index_id": 0}])
    return {str(file["path"]): base64.b64decode(file["content"]) for file in answer["files"]}


class _Talk:
    """Questions to the service and its answers."""

    def __init__(self, questions: IO[bytes], answers: IO[bytes]) -> None:
        self._questions = questions
        self._answers = answers
        self._asked = 0
        self._rest = b""

    def ask(self, payloads: Sequence[Mapping[str, object]]) -> list[dict[str, Any]]:
        """Send questions of one kind, and return the answers once all are there. Raises `SearchError`."""
        import base64
        import json
        import threading

        first = self._asked + 1
        self._asked += len(payloads)
        messages = [{"message_id": first + number, "payload": payload} for number, payload in enumerate(payloads)]
        content = b"".join(base64.b64encode(json.dumps(message).encode()) + b"," for message in messages)
        # Both ends wait when both pipes are full, so one thread writes and another reads.
        writing = threading.Thread(target=self._write, args=(content,), daemon=True)
        writing.start()
        found: list[dict[str, Any]] = []
        while len(found) < len(messages):
            piece = self._answers.read1(_PIECE)  # type: ignore[attr-defined]  # pipes are buffered readers
            if not piece:
                raise SearchError("Pagefind ended before it had answered")
            *parts, self._rest = (self._rest + piece).split(b",")
            found += [json.loads(base64.b64decode(part))["payload"] for part in parts]
        writing.join()
        for answer in found:
            if answer["type"] == "Error":
                raise SearchError(f"Pagefind says: {answer.get('message', '')}")
        return found

    def _write(self, content: bytes) -> None:
        try:
            self._questions.write(content)
            self._questions.flush()
        except OSError:
            pass  # it has ended, which whoever reads its answers finds out
