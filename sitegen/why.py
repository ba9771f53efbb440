"""`sitegen why`: which field of an output's recipe changed since the last build."""

from __future__ import annotations

from sitegen import digest
from sitegen.diagnostics import Diagnostic, Span, error, has_errors
from sitegen.session import Options, Session
from sitegen.shape import suggest
from sitegen.urls import SEARCH_INDEX

#: With more outputs than this, looking for the nearest name takes too long.
_TOO_MANY = 5000


def why(session: Session, path: str, options: Options) -> tuple[list[str], tuple[Diagnostic, ...]]:
    """Return lines that say what a build would do with an output, and why.

    `path` is `<site>/<path>`, as `sitegen build` names outputs; the output folder may stand before it.
    With errors in the project nothing would be built, and they are returned instead.
    """
    planned, _, found = session.plan(options)
    if planned is None or has_errors(found):
        return [], found
    site, _, inner = _inside(session, path).partition("/")
    name = f"{site}/{inner}"
    recipe = planned.sites.get(site, {}).get(inner)
    folder = session.folder(site, options)
    made = folder.files.get(inner)
    if recipe is None and made is None:
        known = [f"{id}/{other}" for id, others in planned.sites.items() for other in others]
        hint = suggest(name, known) if len(known) < _TOO_MANY else "name it as in portal/en/index.html"
        return [], (error("unknown-output", Span(path), "no site has such an output", hint),)
    if recipe is None and inner.startswith(f"{SEARCH_INDEX}/"):
        return [f"{name}: is part of the search index, which is made anew when a page that it covers changes"], ()
    if recipe is None:
        return [f"{name}: is not planned any more; the next build removes it"], ()
    if made is None:
        return [f"{name}: was never made; the next build makes it"], ()
    if made.key != planned.keys(site)[inner]:
        unit, last = planned.units[site].get(inner), session.last(site)
        now = dict(unit.parts) if unit else digest.fields(recipe)
        before = last.parts(inner) if unit else last.fields.get(inner, {})
        changed = sorted(field for field in now.keys() | before.keys() if now.get(field) != before.get(field))
        reasons = changed or ["sitegen itself, or a library it uses"]
        return [f"{name}: changed since it was made:", *(f"  {reason}" for reason in reasons)], ()
    if not folder.is_intact(inner):
        return [f"{name}: the file was changed or removed; the next build makes it again"], ()
    return [f"{name}: nothing changed since it was made"], ()


def _inside(session: Session, path: str) -> str:
    """Return a path without the output folder in front of it."""
    parts = [part for part in path.split("/") if part not in ("", ".")]
    for lead in (session.output.parts, (session.output.name,)):
        lead = tuple(part for part in lead if part != "/")
        if lead and tuple(parts[: len(lead)]) == lead:
            return "/".join(parts[len(lead) :])
    return "/".join(parts)
