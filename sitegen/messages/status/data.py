"""Status for programs; docs/formats.md describes the form, which only ever grows."""

from __future__ import annotations

from decimal import Decimal

from sitegen.messages.status.model import Row, Status, is_under, percent, words_done
from sitegen.translations import TRANSLATED, Tally


def as_data(status: Status) -> dict[str, object]:
    """Return a status for a machine."""
    return {
        "today": status.today.isoformat(),
        "history": status.history,
        "languages": [
            {
                "language": total.tag,
                "texts": total.texts,
                "complete": total.complete,
                "since": total.since.isoformat() if total.since else None,
                **_counts(total.tally),
            }
            for total in status.languages
        ],
        "sites": [{"site": total.site, "language": total.tag, **_counts(total.tally)} for total in status.sites],
        "rows": [_row(row) for row in status.rows],
    }


def below(status: Status, least: Decimal, *, by_site: bool) -> tuple[str, ...]:
    """Return which languages, or with `by_site` which `<site>/<language>`, have less than so many per cent of words."""
    if by_site:
        return tuple(f"{total.site}/{total.tag}" for total in status.sites if is_under(total.tally, least))
    return tuple(total.tag for total in status.languages if is_under(total.tally, least))


def _row(row: Row) -> dict[str, object]:
    return {
        "language": row.tag,
        "domain": row.domain,
        "catalog": row.catalog,
        "has_catalog": row.has_catalog,
        "readable": row.readable,
        "source": row.source,
        "source_language": row.language or None,
        "title": row.title or None,
        "state": row.state or None,
        "url": row.url or None,
        "since": row.since.isoformat() if row.since else None,
        **_counts(row.tally),
    }


def _counts(tally: Tally) -> dict[str, object]:
    return {
        "messages": dict(tally.messages),
        "words": dict(tally.words),
        "percent": {
            "messages": float(percent(tally.messages[TRANSLATED], tally.total)),
            "words": float(words_done(tally)),
        },
    }
