"""What becomes of translations: the merge of `messages update`, in memory, from the texts before to those of now.

A catalog of the working tree is first brought to the texts of the revision, then from there to those of now. So it does
not matter whether it was behind before the edit, or has been updated, or even translated since: only the edit counts.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen import catalog as po
from sitegen.catalog import Catalog, State, state
from sitegen.locales import gettext_name
from sitegen.messages.impact.comparing import Comparison, Difference
from sitegen.messages.impact.model import Outcome
from sitegen.messages.wanting import new_catalog, wanted
from sitegen.translations import Domain, Entry


class Translated:
    """What the catalogs of one language say of the texts before and after an edit. `catalogs` are by domain."""

    def __init__(self, comparison: Comparison, tag: str, catalogs: Mapping[str, Catalog]) -> None:
        self._comparison = comparison
        self._tag = tag
        self._catalogs = catalogs
        self._before: dict[str, Catalog] = {}

    def outcomes(self, name: str, differences: list[Difference]) -> list[Outcome | None]:
        """Return what becomes of each difference of a text; None for what is not translated into the language."""
        domain = self._comparison.now[name]
        entries = domain.for_language(self._tag)
        keys = {entry.key for entry in entries}
        if not keys:
            return [None] * len(differences)
        after = self._merged(self._former(name), entries, name)
        return [self._outcome(d, after) if d.entry.key in keys else None for d in differences]

    def _outcome(self, difference: Difference, after: Catalog) -> Outcome:
        if _is_translated(after, difference.entry):
            return Outcome.CARRIED
        origin = difference.origin
        if origin is None:
            return Outcome.UNTRANSLATED
        return Outcome.STALE if _is_translated(self._former(origin.domain), origin.entry) else Outcome.WAITING

    def _former(self, name: str) -> Catalog:
        """Return the catalog of a text as it is at the revision; that of a renamed text is found by either name."""
        base = self._comparison.base(name)
        if name not in self._before:
            old = self._comparison.former.get(name, name)
            held = self._catalogs.get(name) or self._catalogs.get(old) or self._blank(name)
            self._before[name] = self._merged(held, base.for_language(self._tag) if base else (), name)
        return self._before[name]

    def _merged(self, old: Catalog, entries: tuple[Entry, ...], name: str) -> Catalog:
        elsewhere = [catalog for other, catalog in sorted(self._catalogs.items()) if other != name]
        return po.update(old, wanted(entries, name), elsewhere=elsewhere)

    def _blank(self, name: str) -> Catalog:
        language = gettext_name(self._tag)
        return new_catalog(language, po.plural_forms(language), name)


def _is_translated(catalog: Catalog, entry: Entry) -> bool:
    message = catalog.find(*entry.key)
    return message is not None and state(message) is State.TRANSLATED


def all_domains(comparison: Comparison) -> tuple[Domain, ...]:
    """Return the texts as they are now, then those that are no more."""
    gone = set(comparison.before) - set(comparison.now) - set(comparison.former.values())
    return (*comparison.now.values(), *(comparison.before[name] for name in sorted(gone)))
