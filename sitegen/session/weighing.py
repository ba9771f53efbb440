"""Holds what a build makes to the budgets of its settings: in each language the heaviest story."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict

from sitegen import budgets
from sitegen.budgets import Weight
from sitegen.config import Budgets
from sitegen.diagnostics import Diagnostic
from sitegen.output import Stage
from sitegen.store import Store, key
from sitegen.theme import Font
from sitegen.values import dataclass

#: No page is in this language (BCP 47, "no linguistic content").
_NOWHERE = ("zxx",)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recipe:
    """What decides what a page weighs: its bytes name its style sheets, whose names tell all that is in them."""

    page: str
    languages: tuple[tuple[str, tuple[str, ...]], ...]
    version: str = budgets.VERSION


class Weighing:
    """Weighs pages, and remembers in a store what each weighed. `typefaces` are the theme's fonts."""

    def __init__(self, allowed: Budgets, typefaces: Sequence[Font], store: Store) -> None:
        self._allowed = allowed
        self._store = store
        #: Faces of last resort are left out: readers load them who have no other for a script.
        self._languages = {
            font.family: _NOWHERE if font.texts else font.headlines or font.languages for font in typefaces
        }

    def __bool__(self) -> bool:
        """Tell whether there is any budget."""
        return any((self._allowed.page, self._allowed.scripts, self._allowed.first_view))

    def found(self, site: str, pages: Mapping[str, Sequence[str]], stage: Stage) -> Iterator[Diagnostic]:
        """Yield what is over the budgets; `pages` are those of the stories of a site, by language."""
        for tag, paths in pages.items():
            heaviest = max(paths, key=lambda path: (stage.size(path), path), default=None)
            if heaviest is not None:
                weight = self._weight(heaviest, stage.digest(heaviest), stage.read)
                yield from budgets.judge(f"{site}/{heaviest}", tag, weight, self._allowed)

    def _weight(self, path: str, digest: str, read: Callable[[str], bytes]) -> Weight:
        name = key(_Recipe(page=digest, languages=tuple(sorted(self._languages.items()))))
        self._store.retain(name)
        known = self._store.get(name)
        if known is not None:
            values = json.loads(known)
            return Weight(**{**values, "hosts": tuple(values["hosts"])})
        # Imports a reader of HTML, and most pages were weighed before.
        from sitegen.firstview import weigh

        weight = weigh(path, read, self._languages)
        self._store.put(name, json.dumps(asdict(weight), sort_keys=True).encode())
        return weight
