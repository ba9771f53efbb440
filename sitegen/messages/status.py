"""`messages status`: how much of each domain is translated into each language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic
from sitegen.session import Options, Session
from sitegen.translations import STATES, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One domain in one language."""

    tag: str
    domain: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """All rows, by language and domain, and what is wrong with sources and catalogs."""

    rows: tuple[Row, ...]
    found: tuple[Diagnostic, ...]


def status(session: Session, options: Options) -> Status:
    """Count what is translated, fuzzy, untranslated, broken and obsolete."""
    reading, _, found = session.read(options)
    if reading is None:
        return Status(rows=(), found=found)
    rows = []
    for tag in reading.config.tags:
        for domain in reading.domains.values():
            tally = reading.translations.coverage(domain.name, tag)
            if tally is not None:
                rows.append(Row(tag=tag, domain=domain.name, tally=tally))
    return Status(rows=tuple(rows), found=found)


def table(rows: Iterable[Row]) -> list[str]:
    """Return the lines of a table for the terminal: messages in each state, and words translated."""
    heads = ("language", "domain", *STATES, "words")
    cells = [heads, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(heads))]
    return [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    ]


def _cells(row: Row) -> tuple[str, ...]:
    tally = row.tally
    share = 100 * tally.words["translated"] // max(tally.total_words, 1)
    return (row.tag, row.domain, *(str(tally.messages[state]) for state in STATES), f"{share} %")
