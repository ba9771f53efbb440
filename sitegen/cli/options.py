"""What all commands are told: where the project is, and what counts as now."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sitegen.stages import QUIET, Stages

if TYPE_CHECKING:
    import argparse
    from decimal import Decimal

    from sitegen.revisions import Repository
    from sitegen.session import Hands, Options, Session

#: What commands are added to; argparse keeps the name of its type to itself.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def common() -> argparse.ArgumentParser:
    """Return the arguments that every command takes."""
    import argparse  # a plain build does without, here and below

    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("-C", default=".", metavar="DIR", help="the project (default: this folder)")
    common.add_argument("--output", metavar="DIR", help="holds one folder a site (default: public)")
    common.add_argument("--store", metavar="DIR", help="keeps what was dear to make (default: .sitegen/store)")
    common.add_argument("--now", type=_moment, metavar="TIME", help="what counts as now, as in 2026-10-20T08:00+05:00")
    common.add_argument("--json", action="store_true", help="print the result for a machine")
    return common


def options(parsed: argparse.Namespace) -> Options:
    """Return what a run is asked for."""
    from sitegen.session import Options

    return Options(
        now=_now(parsed),
        sites=tuple(getattr(parsed, "site", ())),
        drafts=getattr(parsed, "drafts", False),
        verify=getattr(parsed, "verify", False),
        strict=getattr(parsed, "strict", False),
        pseudo=getattr(parsed, "pseudo", False),
    )


def session(
    root: Path,
    parsed: argparse.Namespace,
    stages: Stages = QUIET,
    clear: Callable[[], None] = lambda: None,
    hands: Hands | None = None,
) -> Session:
    """Return the session of a project.

    `stages` are told how far a build is; `clear` is called before words are; `hands` make its pages.
    """
    from sitegen.session import Local, Session

    def waiting() -> None:
        clear()
        print("another sitegen is writing here; waiting for it", file=sys.stderr)

    usual = root / ".sitegen" / "pseudo" if getattr(parsed, "pseudo", False) else root / "public"
    output = Path(parsed.output) if parsed.output else usual
    return Session(root, output, store_folder(root, parsed), waiting, stages, hands or Local())


def store_folder(root: Path, parsed: argparse.Namespace) -> Path:
    """Return where what was dear to make is kept."""
    return Path(parsed.store) if parsed.store else root / ".sitegen" / "store"


def history(root: Path) -> Repository:
    """Return the history of a project."""
    from sitegen.revisions import Repository

    return Repository(root=root, environment=dict(os.environ))


def _refusal(hint: str) -> Exception:
    """Return what tells argparse that an argument is not of its type."""
    import argparse

    return argparse.ArgumentTypeError(hint)


def share(text: str) -> Decimal:
    """Return a number of per cent; the type of an argument."""
    from decimal import Decimal, InvalidOperation

    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal(-1)
    if not (number.is_finite() and 0 <= number <= 100):
        raise _refusal("write a number from 0 to 100, as in 80 or 99.5")
    return number


def address(text: str) -> str:
    """Return a web address that paths can be put behind; the type of an argument."""
    if not re.fullmatch(r"https?://[^\s\"'<>\\]+", text):
        raise _refusal("write an address, as in https://git.example.org/safar/blob/main")
    return f"{text.rstrip('/')}/"


def port(text: str) -> int:
    """Return the number of a port; the type of an argument."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise _refusal("write a number from 1 to 65535")
    return int(text)


def jobs(text: str) -> int:
    """Return a number of processes; the type of an argument."""
    if not re.fullmatch(r"[0-9]+", text) or not 1 <= int(text) <= 999:
        raise _refusal("write a number from 1 to 999")
    return int(text)


def executor(text: str) -> str:
    """Return where a scheduler of dask.distributed listens, as `host:port`; the type of an argument."""
    match = re.fullmatch(r"dask://((?:[\w.-]+|\[[0-9a-fA-F:.]+\]):[0-9]{1,5})", text)
    if match is None:
        raise _refusal("write it as dask://HOST:PORT")
    return match[1]


def _moment(text: str) -> datetime.datetime:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.datetime.min
    if moment.tzinfo is None:
        raise _refusal("write it with its offset, as in 2026-10-20T08:00+05:00")
    return moment


def _now(parsed: argparse.Namespace) -> datetime.datetime:
    if parsed.now is not None:
        return parsed.now  # type: ignore[no-any-return]  # argparse keeps no types
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch(r"[0-9]{1,11}", epoch):
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return datetime.datetime.now(datetime.UTC)
