"""Templates on their own: rendered without a site around them."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.render import renderer
from sitegen.store import Store
from sitegen.theme import FUNCTIONS, Answers, Renderer, load
from sitegen.tree import MemoryTree
from tests.support import theme_files

#: Answers that say the last of the words they are asked for.
ANSWERS = Answers({name: lambda *words, **values: words[-1] for name in FUNCTIONS}, "strings", "assets")


def tree_of(templates: Mapping[str, str]) -> MemoryTree:
    """Return the small theme with some templates replaced."""
    files = {f"themes/plain/templates/{name}": text.encode() for name, text in templates.items()}
    return MemoryTree(theme_files() | files)


def renderer_of(templates: Mapping[str, str], store: Store | None = None) -> Renderer:
    """Return a renderer of sound templates."""
    tree = tree_of(templates)
    theme, found = load(tree, "plain", store)
    assert found == ()
    assert theme is not None
    return renderer(tree, theme, store)
