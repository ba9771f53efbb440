"""Make the virtual environment, of the fastest Python that this machine has.

    python3 tools/make_venv.py .venv
    PYTHON=/usr/local/bin/python3.12 python3 tools/make_venv.py .venv

How a Python was built decides how fast it is: one that was compiled without profiles and with a shared library, as
tools that manage versions often do, takes up to one and a half times as long as that of the distribution. So each
Python that will do runs a short loop, and the one that calls this stays unless another of its version is clearly
faster. With PYTHON in the environment that one is taken and no other. Needs nothing but the standard library.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

OLDEST = (3, 11)
#: A Python that is not the caller's has to take less than this part of its time.
CLEARLY = 0.85
#: Prints the version, and the least seconds that a loop of five takes: objects, tables and texts, as a build has them.
PROBE = """
import sys, time
def loop():
    class Item:
        __slots__ = ("number", "name")
        def __init__(self, number, name):
            self.number, self.name = number, name
    begun, known = time.perf_counter(), {}
    for number in range(100_000):
        item = Item(number, "%d" % (number & 255))
        known[item.name] = item.number
    return time.perf_counter() - begun
import venv
print(*sys.version_info[:2], min(loop() for _ in range(5)))
"""


class Speed(NamedTuple):
    """The version of a Python, and how many seconds the loop takes it."""

    version: tuple[int, int]
    seconds: float


def main(arguments: Sequence[str]) -> int:
    """Make the environment in the folder that is named; return the exit status."""
    (folder,) = arguments
    asked = os.environ.get("PYTHON", "")
    program = best(_found((asked,) if asked else _candidates()))
    if program is None:
        what = f"Python {'.'.join(map(str, OLDEST))} or later with venv"
        sys.stderr.write(
            f"{f'{asked} is no' if asked else 'there is no'} {what}\n  hint: install one, or name it with PYTHON\n"
        )
        return 1
    return 0 if _made(program, folder) else 1


def _candidates() -> Iterator[str]:
    """Yield the programs that may be a Python: the one that runs this first."""
    yield sys.executable
    names = ["python3", *(f"python3.{minor}" for minor in range(OLDEST[1], OLDEST[1] + 9))]
    for folder in ("", "/usr/bin", "/usr/local/bin"):
        for name in names:
            path = shutil.which(f"{folder}/{name}" if folder else name)
            if path:
                yield path


def _found(programs: Iterable[str]) -> dict[str, Speed]:
    """Return those programs that will do, each once."""
    found: dict[str, Speed] = {}
    seen = set()
    for program in programs:
        if os.path.realpath(program) in seen:
            continue
        seen.add(os.path.realpath(program))
        try:
            done = subprocess.run((program, "-I", "-c", PROBE), capture_output=True, text=True, check=True, timeout=60)
            major, minor, seconds = done.stdout.split()
        except (OSError, ValueError, subprocess.SubprocessError):
            continue
        if (int(major), int(minor)) >= OLDEST:
            found[program] = Speed((int(major), int(minor)), float(seconds))
    return found


def best(found: Mapping[str, Speed]) -> str | None:
    """Return the first program, or the fastest of its version where that is clearly faster."""
    if not found:
        return None
    first, speed = next(iter(found.items()))
    alike = {program: other.seconds for program, other in found.items() if other.version == speed.version}
    fastest = min(alike, key=alike.__getitem__)
    return fastest if alike[fastest] < CLEARLY * speed.seconds else first


def _made(program: str, folder: str) -> bool:
    """Make the environment with pip in it; tell whether that went well.

    Debian has the part of venv that brings pip in a package of its own. Without it the pip of this Python does.
    """
    if subprocess.run((program, "-m", "venv", folder), capture_output=True, check=False).returncode == 0:
        return True
    bare = (program, "-m", "venv", "--clear", "--without-pip", folder)
    pip = (sys.executable, "-m", "pip", "--python", f"{folder}/bin/python", "install", "--quiet", "pip")
    for command in (bare, pip):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            shutil.rmtree(folder, ignore_errors=True)
            sys.stderr.write(
                f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr}"
                "  hint: install venv and pip (on Debian python3-venv), or name another Python with PYTHON\n"
            )
            return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
