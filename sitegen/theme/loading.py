"""A theme's folder to a `Theme`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sitegen import digest
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.shape import Faults, compose, decode, suggest
from sitegen.store import Store
from sitegen.theme.model import Theme
from sitegen.theme.settings import SETTINGS
from sitegen.theme.templates import read_templates, retain
from sitegen.tree import Tree, below


class Recall(Protocol):
    """What is known of the theme from an earlier run."""

    def theme(self, key: str) -> Theme | None:
        """Return the theme that would be read from what has this digest; None when it is not known."""
        ...

    def keep_theme(self, key: str, theme: Theme) -> None:
        """Keep a theme without faults."""
        ...


def load(
    tree: Tree, name: str, store: Store | None = None, recall: Recall | None = None
) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """Read the theme `themes/<name>`; None when its `theme.yaml` cannot be used.

    What was read off the syntax trees of its templates is kept in the `store`; what `recall` has is not read again.
    """
    files = below(tree.digests, f"themes/{name}/") if recall else ()
    key = digest.of((name, tuple((path, tree.digests[path]) for path in files))) if recall else ""
    theme = recall.theme(key) if recall else None
    if theme is not None:
        if store is not None:
            retain(store, theme.path)
        return theme, ()
    theme, found = _load(tree, name, store)
    if theme is not None and recall and not found:
        recall.keep_theme(key, theme)
    return theme, found


def _load(tree: Tree, name: str, store: Store | None) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    path = f"themes/{name}"
    file = f"{path}/theme.yaml"
    faults = Faults(file)
    if file not in tree.digests:
        names = sorted({place.split("/")[1] for place in tree.digests if place.startswith("themes/")})
        return None, (error("missing-theme", Span(file), "there is no such theme", suggest(name, names)),)
    text = decode(tree.read(file), faults)
    node = compose(text, faults) if text is not None else None
    if node is None and not faults.found:
        faults.add("empty-file", 1, "the file is empty", "write styles: […] and the other keys of docs/formats.md")
    settings = SETTINGS.read(node, faults, file) if node else None
    if settings is None:
        return None, tuple(faults.found)
    assets = {
        place.removeprefix(f"{path}/assets/"): place for place in tree.digests if place.startswith(f"{path}/assets/")
    }
    for style in settings.styles:
        if style not in assets:
            faults.add(
                "missing-asset", settings.lines["styles"], f"there is no assets/{style}", suggest(style, list(assets))
            )
    for drawing in (settings.cards.mark, settings.cards.ornament) if settings.cards else ():
        if drawing not in assets:
            hint = suggest(drawing, list(assets))
            faults.add("missing-asset", settings.lines["cards"], f"there is no assets/{drawing}", hint)
    roles = {font.role for font in settings.cards.fonts} if settings.cards else {"title", "text"}
    for role in ("title", "text"):
        if role not in roles:
            faults.add("missing-role", settings.lines["cards"], f"no font of cards has the role {role}", "name one")
    found_styles = _check_styles(tree, settings.styles, assets)
    for field, values in (("formats", settings.formats), ("widths", settings.widths)):
        if not values:
            faults.add("empty-field", settings.lines[field], f'"{field}" is empty', "remove the line, or name one")
    templates, found = read_templates(tree, path, assets, store)
    theme = Theme(
        name=name,
        path=path,
        templates=templates,
        assets=assets,
        styles=settings.styles,
        widths=tuple(int(width) for width in settings.widths),
        formats=settings.formats,
        fonts=settings.fonts,
        cards=settings.cards,
    )
    return theme, (*faults.found, *found_styles, *found)


def _check_styles(tree: Tree, styles: tuple[str, ...], assets: Mapping[str, str]) -> list[Diagnostic]:
    """Find style files that are not text: they are joined into one."""
    found = []
    for style in styles:
        if style in assets:
            faults = Faults(assets[style])
            decode(tree.read(assets[style]), faults)
            found += faults.found
    return found
