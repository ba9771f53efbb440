"""What a run is asked for and what it did, and whether what was found on the way keeps it from publishing."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

from sitegen.config import is_settings
from sitegen.diagnostics import Diagnostic, Severity, Span, error, has_errors
from sitegen.shape import suggest
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run is to be made.

    `sites` limits it; empty means all. `drafts` shows unpublished texts, `preview` marks pages as such
    and keeps the last good state of what is broken. `verify` trusts no stamp; `strict` makes warnings
    errors. `pseudo` gives every site the pseudo-languages besides its own.
    """

    now: datetime.datetime
    sites: tuple[str, ...] = ()
    drafts: bool = False
    preview: bool = False
    verify: bool = False
    strict: bool = False
    pseudo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a run did: output paths as `<site>/<path>`, and what is wrong with the project.

    `next_change` is when the next text comes or goes; people read it in `time_zone`. `lasting` is what would be found
    again if nothing changed.
    """

    made: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    total: int = 0
    published: bool = False
    next_change: datetime.datetime | None = None
    time_zone: str = "UTC"
    found: tuple[Diagnostic, ...] = ()
    lasting: tuple[Diagnostic, ...] = ()


def is_unfit(found: tuple[Diagnostic, ...]) -> bool:
    """Tell whether the theme or the configuration is broken, so that nothing can be planned with it."""
    return has_errors(fault for fault in found if fault.span.path.startswith("themes/") or is_settings(fault.span.path))


def stops(found: tuple[Diagnostic, ...], options: Options) -> bool:
    """Tell whether nothing is to be published.

    A preview goes on when texts or catalogs are broken, which keep their last good state.
    """
    if options.preview:
        return is_unfit(found) or is_foreign(found)
    return has_errors(found) or (options.strict and any(fault.severity is not Severity.NOTE for fault in found))


def is_foreign(found: tuple[Diagnostic, ...]) -> bool:
    """Tell whether files of others are in the way."""
    return any(fault.code == "foreign-output" for fault in found)


def unknown_sites(ids: Iterable[str], known: Collection[str]) -> list[Diagnostic]:
    """Return an error for each site that was asked for and is not among the known ones."""
    return [
        error("unknown-site", Span("content/missions"), f'there is no site "{id}"', suggest(id, tuple(known)))
        for id in ids
        if id not in known
    ]
