"""Which licence each font of a theme is under, as its installed package says."""

from __future__ import annotations

import json

from sitegen.theme import Theme
from sitegen.tree import Tree


def licences(tree: Tree, theme: Theme) -> dict[str, str]:
    """Return the licence of each installed font package, an SPDX identifier.

    It is empty where the package names none, or not as text. A package that is not installed is left out.
    """
    found = {}
    for package in sorted({font.package for font in theme.fonts}):
        path = f"{theme.path}/node_modules/{package}/package.json"
        if tree.find(path) is not None:
            found[package] = _licence(tree.read(path))
    return found


def _licence(package: bytes) -> str:
    try:
        named = json.loads(package).get("license", "")
    except (ValueError, AttributeError, RecursionError):
        return ""
    return named if isinstance(named, str) else ""
