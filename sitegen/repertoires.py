"""Which characters the font files of installed packages have.

Finding out takes HarfBuzz, so it is kept in the store. A file is known by its package's `package.json`, which names the
version: no published version ever changes, and fonts of Chinese or Japanese take 15 MB to read.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Set

from sitegen import lettering
from sitegen.patterns import late
from sitegen.store import Store, memo
from sitegen.tree import ChangedError, Tree

#: The file of a package that says which version it is.
PACKAGE = "package.json"
_IN_PACKAGE = late(r"(.*/node_modules/(?:@[^/]+/)?[^/]+/).+")


def letters(tree: Tree, store: Store) -> Callable[[str], Set[str] | None]:
    """Return a function from the path of a font file to its characters; None where it is not there, or is no font."""

    @functools.cache
    def known(path: str) -> frozenset[str] | None:
        match = _IN_PACKAGE.fullmatch(path)
        source = tree.find(match[1] + PACKAGE) if match else None
        if source is None:
            return None
        try:
            content = memo(store, ("letters", path, source), lambda: _read(tree, path), "lettering", "repertoires")
        except (OSError, ChangedError, lettering.LetteringError):
            return None
        return frozenset(content.decode("utf-8", "surrogatepass"))

    return known


def _read(tree: Tree, path: str) -> bytes:
    return "".join(sorted(lettering.coverage(tree.read(path)))).encode("utf-8", "surrogatepass")
