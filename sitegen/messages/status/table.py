"""Status for a terminal: summaries first, then the texts that need work. No line is longer than 80 columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sitegen.messages.status.model import Row, Status, percent, waiting
from sitegen.translations import STATES, TRANSLATED, Tally

_COLUMNS = 80
_LABEL = 22
_HEADS = ("done", *STATES)
_WIDTHS = (7, *(max(len(state), 6) for state in STATES))


def table(status: Status, *, complete: bool) -> list[str]:
    """Return the lines of the tables; with `complete` also what is all translated is counted."""
    if not status.rows:
        return ["nothing is to be translated"]
    lines = [_line("languages", _HEADS)]
    for total in status.languages:
        lines += _tally(total.tag, total.tally)
    lines += ["", _line("sites", _HEADS), *_sites(status, complete=complete)]
    return [*lines, *_texts(status, complete=complete)]


def _sites(status: Status, *, complete: bool) -> Iterator[str]:
    """Yield the lines of the sites; languages in which all is translated are only named, unless asked for."""
    for site, totals in groupby(status.sites, key=lambda total: total.site):
        seen = list(totals)
        folded = [] if complete else [total for total in seen if not waiting(total.tally.messages)]
        yield f"{site}  complete: {', '.join(total.tag for total in folded)}" if folded else site
        for total in seen:
            if total not in folded:
                yield from _tally(f"  {total.tag}", total.tally)


def _texts(status: Status, *, complete: bool) -> Iterator[str]:
    """Yield the lines of the texts that need work, the longest waiting first, and of the others."""
    due = status.due
    done = [row for row in status.rows if row.counts and row.is_complete]
    gone = [row for row in status.rows if not row.counts]
    if due:
        yield from ("", _line("texts to work on", _HEADS))
    for row in due:
        yield from _row(row)
    if complete and done:
        yield from ("", _line("complete texts", _HEADS))
        for row in done:
            yield from _row(row)
    yield ""
    yield f"{_counted(len(done), 'catalog')} complete" + (" (--all lists them)" if done and not complete else "")
    if gone:
        yield f"{_counted(len(gone), 'catalog')} of texts that are withdrawn or expired left out"
    if status.history != "git" and due:
        yield _UNSURE[status.history]


_UNSURE = {
    "none": "git knows nothing here: texts wait since they were written",
    "shallow": "the clone is shallow: texts may wait longer than it knows",
}


def _row(row: Row) -> Iterator[str]:
    notes = [row.tag, row.domain]
    if row.state not in ("", "published"):
        notes.append(f"({row.state})")
    if not row.readable:
        notes.append("the catalog cannot be read")
    elif not row.has_catalog:
        notes.append("no catalog yet")
    name = "  ".join(notes)
    since = f"since {row.since}" if row.since else ""
    gap = _COLUMNS - width(name) - len(since)
    if gap > 1 or not since:
        yield f"{name}{' ' * gap}{since}".rstrip()
    else:
        yield from (name, since.rjust(_COLUMNS))
    yield from _tally("", row.tally)


def _tally(label: str, tally: Tally) -> Iterator[str]:
    """Yield a line of words and one of segments."""
    for unit, counts, total in (("words", tally.words, tally.total_words), ("segments", tally.messages, tally.total)):
        share = f"{_share(counts, total)} %"
        yield _line(_padded(label, _LABEL - 9) + unit.rjust(9), (share, *(str(counts[state]) for state in STATES)))
        label = ""


def _share(counts: Mapping[str, int], total: int) -> str:
    done = percent(counts[TRANSLATED], total)
    return str(int(done)) if done == int(done) else str(done)


def _line(label: str, cells: Sequence[str]) -> str:
    right = " ".join(cell.rjust(size) for cell, size in zip(cells, _WIDTHS, strict=True))
    return f"{_padded(label, _LABEL)} {right}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _padded(text: str, size: int) -> str:
    return text + " " * max(size - width(text), 0)


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: marks none, East Asian characters two."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
