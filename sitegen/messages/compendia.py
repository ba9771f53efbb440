"""Translations of other projects and programs, read for `--compendium FILE`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen import catalog as po
from sitegen.catalog import Catalog, Compendium
from sitegen.catalog import read as read_catalog
from sitegen.diagnostics import Diagnostic, Severity, Span, error
from sitegen.limits import CATALOG_BYTES
from sitegen.locales import from_gettext_name, suggest_tag
from sitegen.segments import foreign, migration


def load(
    paths: Sequence[str], tags: Sequence[str], known: Sequence[str]
) -> tuple[dict[str, Compendium], tuple[Diagnostic, ...]]:
    """Read files, and return what they have for each language of the project.

    The header of a file says which language it is in. With one tag asked for (`tags`), a file without a header of use
    is taken to be in that. `known` are the tags of the project. Nothing is returned beside an error.
    """
    catalogs: dict[str, list[Catalog]] = {}
    found: list[Diagnostic] = []
    for path in paths:
        catalog, faults = _read(path)
        found += (fault for fault in faults if fault.severity is Severity.ERROR)
        if catalog is None:
            continue
        tag = _tag(catalog, tags, known)
        if tag is None:
            found.append(_unfit(path, catalog.language, known))
        else:
            catalogs.setdefault(tag, []).append(catalog)
    if found:
        return {}, tuple(found)
    return {tag: _compendium(several) for tag, several in catalogs.items()}, ()


def _read(path: str) -> tuple[Catalog | None, tuple[Diagnostic, ...]]:
    try:
        with Path(path).open("rb") as file:
            content = file.read(CATALOG_BYTES + 1)
    except OSError as problem:
        message = f"the compendium cannot be read: {problem.strerror or problem}"
        return None, (error("compendium-unread", Span(path), message, "name a PO file"),)
    return read_catalog(content, path)


def _tag(catalog: Catalog, tags: Sequence[str], known: Sequence[str]) -> str | None:
    """Return the project's language that a catalog is in."""
    if len(tags) == 1:
        return tags[0]
    for candidate in _candidates(catalog.language):
        if candidate in known:
            return candidate
    return None


def _candidates(name: str) -> Iterator[str]:
    """Yield the tags that a name in a header may mean: itself, as it is usually written, and without its region."""
    tag = from_gettext_name(name.partition(".")[0].partition("@")[0])
    yield tag
    with contextlib.suppress(ValueError):
        if meant := suggest_tag(name):
            yield meant
            yield meant.partition("-")[0]
    if len(tag) > 2 and not tag.lower().startswith("zh"):
        yield tag.partition("-")[0]


def _unfit(path: str, language: str, known: Sequence[str]) -> Diagnostic:
    said = f'is in "{language}", which no site has' if language else "does not say which language it is in"
    hint = f"name its language with --language; the sites have {', '.join(known)}"
    return error("compendium-language", Span(path), f"the compendium {said}", hint)


def _compendium(catalogs: Sequence[Catalog]) -> Compendium:
    """Return the translations of catalogs; those of other programs are made fit to be ours."""
    ours = po.compendium([one for one in catalogs if migration.version(one) is not None], foreign.form)
    theirs = po.compendium([one for one in catalogs if migration.version(one) is None], foreign.form, foreign.tidy)
    return Compendium(by_form={**theirs.by_form, **ours.by_form}, form=ours.form)
