"""`messages extract` and `messages update`: sources to templates, templates into catalogs (rules S9 to S15)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import replace

from sitegen import catalog as po
from sitegen.diagnostics import Diagnostic, Span, arrange, error, has_errors
from sitegen.messages import compendia, files
from sitegen.messages.addresses import histories
from sitegen.messages.merging import Merged, Wishes, merge
from sitegen.messages.wanting import template
from sitegen.session import Options, Reading, Session
from sitegen.shape import suggest
from sitegen.translations import catalog_path
from sitegen.tree import ChangedError, Tree
from sitegen.values import dataclass

TEMPLATES = "locales/templates"

#: How often an update begins anew when catalogs are saved while it runs.
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of an update. Empty `tags` mean all languages.

    `minor` are texts, by slug or domain, whose edits change no meaning; `compendia` are paths of PO files with other
    translations; `no_obsolete` clears away what was obsolete already; with `lines` references have line numbers.
    """

    tags: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()
    compendia: tuple[str, ...] = ()
    no_obsolete: bool = False
    lines: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What was done: project paths that were written, and pairs of those that have another name now.

    `carried` counts by language the translations that a writer vouched for. `found` tells why nothing was done, if
    there were errors, and what is worth knowing.
    """

    written: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    carried: tuple[tuple[str, int], ...] = ()
    found: tuple[Diagnostic, ...] = ()


def extract(session: Session, options: Options, *, lines: bool = False) -> Updated:
    """Write a template of every domain to `locales/templates/<domain>.pot`, its references with `lines` if asked."""
    reading, _, found = session.read(options)
    if reading is None or has_errors(found):
        return Updated(found=found)
    templates = {
        f"{TEMPLATES}/{domain.name}.pot": po.write(template(domain, lines=lines)) for domain in reading.domains.values()
    }
    return Updated(written=files.write(session.root, templates))


def update(session: Session, options: Options, tags: tuple[str, ...] = (), request: Request | None = None) -> Updated:
    """Bring the catalogs of all languages, or of `tags`, up to date with the sources, and history with both.

    With errors in any source or catalog nothing is written: an update from half a story would make the
    other half obsolete. A catalog in which nothing would change is not touched.
    """
    request = request or Request(tags=tags)
    with session.alone():
        files.clear(session.root)
        for _ in range(_ATTEMPTS):
            with contextlib.suppress(ChangedError):
                return _update(session, options, request)
    message, hint = "catalogs keep changing while they are brought up to date", "wait, then run it again"
    return Updated(found=(error("changed-while-reading", Span("locales"), message, hint),))


def _update(session: Session, options: Options, request: Request) -> Updated:
    reading, tree, found = session.read(options)
    if reading is None or has_errors(found):
        return Updated(found=found)
    minor, unknown = _domains(request.minor, reading)
    known = reading.config.tags
    unknown += [
        error("unknown-language", Span("content/site.yaml"), f'no site has the language "{tag}"', suggest(tag, known))
        for tag in request.tags
        if tag not in known
    ]
    others, faults = compendia.load(request.compendia, request.tags, known)
    if unknown or faults:
        return Updated(found=arrange((*unknown, *faults)))
    wishes = Wishes(minor=minor, no_obsolete=request.no_obsolete, lines=request.lines)
    merged = {
        tag: merge(reading, tag, replace(wishes, compendium=others.get(tag, wishes.compendium)))
        for tag in request.tags or known
    }
    return _written(session, reading, tree, merged)


def _written(session: Session, reading: Reading, tree: Tree, merged: dict[str, Merged]) -> Updated:
    """Write what is new, and tell what was done."""
    moves = [
        (catalog_path(name, tag), catalog_path(to, tag)) for tag, result in merged.items() for name, to in result.moves
    ]
    former = {to: name for name, to in moves}
    contents = {
        catalog_path(name, tag): po.write(catalog)
        for tag, result in merged.items()
        for name, catalog in result.catalogs.items()
    }
    fresh = {
        path: content
        for path, content in contents.items()
        if (known := former.get(path, path)) not in tree.digests or tree.read(known) != content
    }
    fresh |= histories(reading, tree, {tag: result.catalogs for tag, result in merged.items()})
    return Updated(
        written=files.replace(session.root, tree, fresh, moves),
        moved=tuple(moves),
        carried=tuple((tag, result.carried) for tag, result in merged.items() if result.carried),
        found=arrange(fault for result in merged.values() for fault in result.found),
    )


def catalogs_of(reading: Reading, tree: Tree, tag: str) -> dict[str, bytes]:
    """Return the catalogs of a language as `update` would write them, by path; those that stay are not among them."""
    catalogs = merge(reading, tag, Wishes()).catalogs
    contents = {catalog_path(name, tag): po.write(catalog) for name, catalog in catalogs.items()}
    return {path: text for path, text in contents.items() if path not in tree.digests or tree.read(path) != text}


def _domains(texts: Iterable[str], reading: Reading) -> tuple[frozenset[str], list[Diagnostic]]:
    """Return the domains of texts given by slug or domain. One that none has, or several, is an error."""
    names: set[str] = set()
    found = []
    for text in texts:
        meant = [text] if text in reading.domains else [name for name in reading.domains if name.endswith(f"/{text}")]
        if len(meant) == 1:
            names.add(meant[0])
            continue
        slugs = [name.rpartition("/")[2] for name in reading.domains]
        hint = f"write {' or '.join(sorted(meant))}" if meant else suggest(text, (*slugs, *reading.domains))
        message = f'there are several texts "{text}"' if meant else f'there is no text "{text}"'
        found.append(error("unknown-text", Span("content"), message, hint))
    return frozenset(names), found
