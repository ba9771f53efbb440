"""Faults as values: what is wrong, where, and what to do about it.

Knows nothing of files on disk, of the terminal or of any stage of a build. A stage returns the
diagnostics it noticed beside what it could make; only `cli` prints them.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable

from sitegen.patterns import late
from sitegen.values import dataclass

#: How many diagnostics of one code are printed before only their number is.
SHOWN_PER_CODE = 50
#: How much of a text out of a file is printed.
_LONGEST = 500
#: What moves a terminal's cursor, turns its text, or begins a line that looks like another message.
_UNPRINTABLE = late("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Severity(enum.Enum):
    """How much a fault weighs: an error stops publishing, a warning does not; a note is only worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a project file: its path relative to the project, with `/`, and a line counted from 1.

    Line 0 means the file as a whole.
    """

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One fault. `code` is stable and documented; `message` says what is wrong, `hint` what to do."""

    code: str
    severity: Severity
    span: Span
    message: str
    hint: str = ""

    def __str__(self) -> str:
        line = f"{printable(str(self.span))}: {self.severity.value}[{self.code}]: {printable(self.message)}"
        return f"{line}\n  hint: {printable(self.hint)}" if self.hint else line


def printable(text: str) -> str:
    """Return a text as it may be printed: names and values in messages are whatever somebody wrote into a file."""
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return _UNPRINTABLE.sub(lambda match: ascii(match[0])[1:-1], cut)


class FaultError(Exception):
    """Carries a diagnostic out of a place that can only return what it was asked for, such as a template."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


def error(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    """Make a diagnostic that stops publishing."""
    return Diagnostic(code=code, severity=Severity.ERROR, span=span, message=message, hint=hint)


def warning(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    """Make a diagnostic that is reported and does not stop publishing."""
    return Diagnostic(code=code, severity=Severity.WARNING, span=span, message=message, hint=hint)


def note(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    """Make a diagnostic that is told and never counts against anybody, however strict a command is."""
    return Diagnostic(code=code, severity=Severity.NOTE, span=span, message=message, hint=hint)


def arrange(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each diagnostic once, sorted by place."""
    return tuple(sorted(set(found), key=lambda d: (d.span, d.severity.value, d.code, d.message)))


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Tell whether any of the diagnostics stops publishing."""
    return any(d.severity is Severity.ERROR for d in found)


def report(found: Iterable[Diagnostic]) -> list[str]:
    """Return the lines to print: sorted, once each, at most `SHOWN_PER_CODE` of one code, then the totals."""
    lines = []
    totals: Counter[str] = Counter()
    for diagnostic in arrange(found):
        totals[diagnostic.code] += 1
        if totals[diagnostic.code] <= SHOWN_PER_CODE:
            lines.append(str(diagnostic))
    lines += [
        f"… and {total - SHOWN_PER_CODE} more of [{code}], {total} in all"
        for code, total in sorted(totals.items())
        if total > SHOWN_PER_CODE
    ]
    return lines
