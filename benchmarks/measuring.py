"""Runs a command and tells what it cost: processor, time, memory.

Processor time is that of the command and of all its processes that it waited for, as the kernel counts it (`wait4`).
Memory is the sum of the proportional set sizes of all processes of its session: shared pages count once. Its greatest
value is sampled, in runs of its own, as looking costs time.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.02
#: How much of what a command said is told when it fails.
_TOLD = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a run cost: seconds of processor and of time; megabytes, 0 where they were not looked at."""

    cpu: float
    wall: float
    memory: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        """Return the cost of two runs, one after the other."""
        memory = max(self.memory, other.memory)
        return Cost(cpu=self.cpu + other.cpu, wall=self.wall + other.wall, memory=memory)


class FailedError(Exception):
    """A command did not do what it should."""


def run(
    commands: Sequence[Sequence[str]], folder: Path, environment: Mapping[str, str], *, memory: bool = False
) -> Cost:
    """Run commands one after the other in a folder; raise `FailedError` with what one said that failed."""
    total = Cost(cpu=0, wall=0)
    for command in commands:
        total += _run(command, folder, environment, memory)
    return total


def remove(paths: Sequence[Path]) -> None:
    """Remove what a build has made."""
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


@contextmanager
def started(command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> Iterator[None]:
    """Have a command run while something else is done, and end it with all its processes."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | environment, stdout=out, stderr=out, start_new_session=True
        )
        try:
            yield
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, 15)
            process.wait()


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str], memory: bool) -> Cost:
    with (folder / "bench.log").open("w+b") as out:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | environment, stdout=out, stderr=out, start_new_session=True
        )
        watch = _Watch(process.pid) if memory else None
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        # Popen would wait for it again, and warn.
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            out.seek(0)
            said = out.read()[-_TOLD:].decode(errors="replace")
            raise FailedError(f"{' '.join(command)}: exit status {process.returncode}\n{said}")
    return Cost(cpu=used.ru_utime + used.ru_stime, wall=wall, memory=watch.end() if watch else 0.0)


class _Watch:
    """Looks again and again how much memory the processes of a session have."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._most = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> float:
        """Stop looking; return the most there was, in megabytes."""
        self._over.set()
        self._thread.join()
        return self._most / 1024

    def _look(self) -> None:
        while not self._over.wait(_EVERY):
            self._most = max(self._most, sum(map(_proportional, _members(self._session))))


def _members(session: int) -> Iterator[int]:
    """Yield the processes of a session: the sixth field of /proc/PID/stat, after the name in brackets."""
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with suppress(OSError):
                fields = Path(f"/proc/{entry.name}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
                if int(fields[3]) == session:
                    yield int(entry.name)


def _proportional(process: int) -> int:
    """Return the proportional set size of a process in kilobytes."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
