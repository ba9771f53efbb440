"""`sitegen status`: the shelf at a glance: every story and page, what it is now, and what is due."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence

from sitegen.diagnostics import Diagnostic
from sitegen.markdown import walk
from sitegen.moments import written
from sitegen.segments import count_words
from sitegen.session import Options, Reading, Session
from sitegen.stories import STATES, STORY, Story, next_change, state
from sitegen.translations import TRANSLATED
from sitegen.values import dataclass

#: Stands where a text is in the language it was written in.
_OWN = "source"
#: Stands where the one site that a text stands on does not have the language.
_NOWHERE = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of a text is in a language: per cent of its words; None where it was written in it.

    Pages of a mission have those languages alone in which its site is.
    """

    tag: str
    percent: int | None
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text. `next_change` is when it comes or goes, written in the time zone of the site."""

    kind: str
    slug: str
    status: str
    language: str
    date: datetime.date
    next_change: str
    words: int
    coverage: tuple[Coverage, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """All rows, stories before pages and the newest first, and what is wrong with the sources."""

    rows: tuple[Row, ...]
    found: tuple[Diagnostic, ...]


def status(session: Session, options: Options) -> Shelf:
    """Tell what each text is at the point in time of the options. Texts with errors are not among the rows."""
    reading, _, found = session.read(options)
    if reading is None:
        return Shelf(rows=(), found=found)
    pages = sorted(reading.library.pages, key=lambda page: (-page.date.toordinal(), page.slug))
    rows = tuple(_row(reading, story, options.now) for story in (*reading.library.stories, *pages))
    return Shelf(rows=rows, found=found)


def as_data(row: Row) -> dict[str, object]:
    """Return a row for a machine."""
    return {
        "kind": row.kind,
        "slug": row.slug,
        "status": row.status,
        "language": row.language,
        "date": row.date.isoformat(),
        "next_change": row.next_change or None,
        "words": row.words,
        "coverage": {item.tag: {"percent": item.percent, "listed": item.listed} for item in row.coverage},
        "topics": list(row.topics),
    }


def table(rows: Sequence[Row]) -> list[str]:
    """Return the lines of a table for the terminal, and below it the sums."""
    if not rows:
        return ["there are no stories and no pages"]
    widest = sorted(rows, key=lambda row: -len(row.coverage))
    tags = tuple(dict.fromkeys(item.tag for row in widest for item in row.coverage))
    heads = ("text", "status", "language", "date", "next change", "words", *tags, "topics")
    cells = [heads, *(_cells(row, tags) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(heads))]
    right = range(heads.index("words"), len(heads) - 1)
    lines = [
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    ]
    return [*lines, "", *_sums(rows)]


def _row(reading: Reading, story: Story, now: datetime.datetime) -> Row:
    due = next_change((story,), now)
    return Row(
        kind=story.kind,
        slug=story.slug,
        status=state(story, now),
        language=story.language,
        date=story.date,
        next_change=written(due, reading.config.time_zone) if due else "",
        words=sum(count_words(block.text) for block in walk(story.document.blocks) if block.message),
        coverage=tuple(_coverage(reading, story, tag) for tag in _tags(reading, story)),
        topics=story.topics,
    )


def _tags(reading: Reading, story: Story) -> tuple[str, ...]:
    """Return the languages in which a text stands anywhere."""
    sites = {site.id: site.tags for site in reading.config.sites}
    return sites[story.site] if story.site else reading.config.tags


def _coverage(reading: Reading, story: Story, tag: str) -> Coverage:
    tally = reading.translations.coverage(story.domain, tag)
    percent = 100 * tally.words[TRANSLATED] // max(tally.total_words, 1) if tally else None
    return Coverage(tag=tag, percent=percent, listed=reading.translations.is_listed(story.domain, tag))


def _cells(row: Row, tags: Sequence[str]) -> tuple[str, ...]:
    name = row.slug if row.kind == STORY else f"{row.kind}/{row.slug}"
    shares = {item.tag: _share(item) for item in row.coverage}
    return (
        name,
        row.status,
        row.language,
        row.date.isoformat(),
        row.next_change,
        str(row.words),
        *(shares.get(tag, _NOWHERE) for tag in tags),
        ", ".join(row.topics),
    )


def _share(coverage: Coverage) -> str:
    share = _OWN if coverage.percent is None else f"{coverage.percent} %"
    return share if coverage.listed else f"({share})"


def _sums(rows: Sequence[Row]) -> list[str]:
    counts = Counter(row.status for row in rows)
    states = ", ".join(f"{counts[name]} {name}" for name in STATES if counts[name])
    lines = [f"{len(rows)} texts: {states}; {sum(row.words for row in rows)} words"]
    if not all(item.listed for row in rows for item in row.coverage):
        lines.append("in brackets: not translated well enough to be listed in that language")
    return lines
