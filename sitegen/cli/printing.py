"""What a command says, and the exit status that goes with it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

from sitegen.cli.exits import FAULTS as FAULTS
from sitegen.cli.exits import FINE as FINE
from sitegen.cli.exits import USAGE as USAGE
from sitegen.diagnostics import Diagnostic, Severity, report

#: Faults that are the configuration's, wherever they are found.
_CONFIGURATION = (
    "compendium-language",
    "compendium-unread",
    "executor-differs",
    "executor-lost",
    "executor-missing",
    "executor-unreachable",
    "foreign-output",
    "manifest-damaged",
    "missing-theme",
    "no-history",
    "pseudo-over-site",
    "unknown-revision",
    "unknown-site",
    "unknown-text",
)


def tell(found: Iterable[Diagnostic]) -> None:
    """Print faults for people."""
    for line in report(found):
        print(line, file=sys.stderr)


def print_json(value: object) -> None:
    """Print a result for machines."""
    print(json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True))


def as_json(found: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """Return faults for machines."""
    return [
        {
            "path": d.span.path,
            "line": d.span.line,
            "severity": d.severity.value,
            "code": d.code,
            "message": d.message,
            "hint": d.hint,
        }
        for d in found
    ]


def usage(message: str, hint: str) -> int:
    """Say what is wrong with a call, and return its exit status."""
    print(f"{message}\n  hint: {hint}", file=sys.stderr)
    return USAGE


def status_of(found: Iterable[Diagnostic]) -> int:
    """Return the exit status of a run: what is wrong with the configuration weighs more than with content."""
    from sitegen.config import is_settings

    errors = [fault for fault in found if fault.severity is Severity.ERROR]
    configured = any(fault.code in _CONFIGURATION or is_settings(fault.span.path) for fault in errors)
    return USAGE if configured else FAULTS if errors else FINE
