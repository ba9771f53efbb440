"""`sitegen why`: which field of an output's recipe changed since the last build."""

from __future__ import annotations

from sitegen import digest
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.session import Options, Session
from sitegen.shape import suggest


def why(session: Session, path: str, options: Options) -> tuple[list[str], tuple[Diagnostic, ...]]:
    """Return lines that say what a build would do with an output, and why.

    `path` is `<site>/<path>`, as `sitegen build` names outputs; a path below the output folder is
    taken as well.
    """
    planned, _, found = session.plan(options)
    if planned is None:
        return [], found
    site, _, inner = _inside(session, path).partition("/")
    recipes = planned.sites.get(site, {})
    before = session.last_fields(site).get(inner)
    recipe = recipes.get(inner)
    if recipe is None:
        if before is not None:
            return [f"{site}/{inner}: is not planned any more; the next build removes it"], ()
        known = [f"{id}/{name}" for id, names in planned.sites.items() for name in names]
        hint = suggest(path, known) if len(known) < 5000 else "name it as in portal/en/index.html"
        return [], (error("unknown-output", Span(path), "no site has such an output", hint),)
    now = digest.fields(recipe)
    if before is None:
        return [f"{site}/{inner}: was never made; the next build makes it"], ()
    changed = sorted(name for name in now.keys() | before.keys() if now.get(name) != before.get(name))
    if not changed:
        return [f"{site}/{inner}: nothing changed since it was made"], ()
    return [f"{site}/{inner}: changed since it was made:", *(f"  {name}" for name in changed)], ()


def _inside(session: Session, path: str) -> str:
    folder = session.output.name
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
    if folder in parts:
        parts = parts[len(parts) - parts[::-1].index(folder) :]
    return "/".join(parts)
