"""`sitegen build` when nothing changed: told by stamps, before Jinja or anything else is imported.

Arguments that are as plain as usual are read here, since argparse takes as long as ten pages.
"""

from __future__ import annotations

import os
import sys
import time

from sitegen import uptodate
from sitegen.cli.exits import FINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_VALUES = ("-C", "--output", "--store", "--now", "--site", "--jobs")
_FLAGS = ("--drafts", "--json", "--pseudo", "--strict")


def build(arguments: list[str]) -> int | None:
    """Answer a build that would do nothing; None when it has to be looked at properly."""
    given = _given(arguments)
    if given is None or not _shortcuts():
        return None
    now = _now(given["--now"])
    root = given["-C"][-1] if given["-C"] else "."
    usual = f"{root}/.sitegen/pseudo" if given["--pseudo"] else f"{root}/public"
    store = given["--store"][-1] if given["--store"] else f"{root}/.sitegen/store"
    flags = {name: bool(given[f"--{name}"]) for name in uptodate.FLAGS}
    asked = uptodate.request(root, given["--output"][-1] if given["--output"] else usual, given["--site"], flags)
    said = None if now is None else uptodate.check(store, asked, now)
    if said is None:
        return None
    say(said, as_json=bool(given["--json"]))
    return FINE


def read(arguments: list[str]) -> Any:
    """Return the arguments of a plain build as argparse would; None for what only that understands."""
    given = _given(arguments)
    if given is None or given["--now"] or given["--jobs"]:
        return None
    from types import SimpleNamespace

    values = {name: next(reversed(given[f"--{name}"]), None) for name in ("output", "store")}
    flags = {name.removeprefix("--"): bool(given[name]) for name in _FLAGS}
    rest = {"now": None, "jobs": None, "executor": None, "verify": False, "profile": False}
    return SimpleNamespace(C=(given["-C"] or ["."])[-1], site=given["--site"], **values, **flags, **rest)


def say(said: Mapping[str, Any], *, as_json: bool) -> None:
    """Print what a build has to say: for a machine, or faults and then what was done for people."""
    if as_json:
        import json

        print(json.dumps(said["data"], indent=2, ensure_ascii=False, sort_keys=True))
        return
    for line in said["told"]:
        print(line, file=sys.stderr)
    print("\n".join(said["lines"]))


def _given(arguments: list[str]) -> dict[str, list[str]] | None:
    """Return the values of each option of a build; None for another command, or what only argparse understands."""
    if arguments[:1] != ["build"]:
        return None
    given: dict[str, list[str]] = {name: [] for name in (*_VALUES, *_FLAGS)}
    rest = iter(arguments[1:])
    for argument in rest:
        name, is_joined, value = argument.partition("=")
        if argument in _FLAGS:
            given[argument].append("")
            continue
        if name not in _VALUES or (is_joined and name == "-C"):
            return None
        if not is_joined:
            value = next(rest, "-")
        if not value or value.startswith("-") or (name == "--jobs" and not _is_count(value)):
            return None
        given[name].append(value)
    return given


def _is_count(value: str) -> bool:
    """Tell whether argparse would take a number of processes, which says nothing where there is no page to make."""
    return value.isascii() and value.isdigit() and 0 < int(value) <= 999


def _shortcuts() -> bool:
    """Tell whether a fast way may be taken; whoever turned them off has imported the module that knows."""
    module = sys.modules.get("sitegen.shortcuts")
    return module is None or module.on()


def _now(given: list[str]) -> float | None:
    """Return what counts as now, in seconds since 1970; None for a time that cannot be read."""
    if given:
        from datetime import datetime

        try:
            moment = datetime.fromisoformat(given[-1])
        except ValueError:
            return None
        return moment.timestamp() if moment.tzinfo else None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return float(epoch) if epoch.isascii() and epoch.isdigit() and len(epoch) <= 11 else time.time()
