"""Translations from outside of a project, to be used again: `--compendium`, as `msgmerge` calls it.

Other tools write the same source text in other ways, so a text is looked up by a form in which the ways are one. What
that form is, this module is told.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field

from sitegen.catalog.model import Catalog, Message
from sitegen.catalog.pairing import Wanted
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Compendium:
    """Finished translations by the form of their text. `form` gives that of a wanted message."""

    by_form: Mapping[str, tuple[Message, ...]] = field(default_factory=dict)
    form: Callable[[Wanted], str] = lambda want: want.id

    def find(self, want: Wanted) -> tuple[Message, ...]:
        """Return the translations of a text, however it was written; for a plural message those with a plural."""
        if not self.by_form:
            return ()
        found = self.by_form.get(self.form(want), ())
        return tuple(message for message in found if (message.plural_id is None) == (want.plural_id is None))

    @property
    def messages(self) -> tuple[Message, ...]:
        """All translations, in the order of their files."""
        return tuple(message for messages in self.by_form.values() for message in messages)

    def asked_by(self, form: Callable[[Wanted], str]) -> Compendium:
        """Return the compendium with another way to see the form of a wanted message."""
        return dataclasses.replace(self, form=form)


NOTHING = Compendium()


def compendium(
    catalogs: Iterable[Catalog], form: Callable[[str], str], tidy: Callable[[str], str] = lambda text: text
) -> Compendium:
    """Collect the finished translations of catalogs, obsolete ones too.

    `form` makes one of all ways to write a source text, `tidy` makes a translation fit to be ours.
    """
    found: dict[str, tuple[Message, ...]] = {}
    for catalog in catalogs:
        for message in catalog.messages:
            if all(message.strings) and not message.fuzzy:
                kept = Message(
                    id=message.id,
                    context=message.context,
                    plural_id=message.plural_id,
                    strings=tuple(map(tidy, message.strings)),
                    comments=message.comments,
                )
                key = form(message.id)
                found[key] = (*found.get(key, ()), kept)
    return Compendium(by_form=found, form=lambda want: form(want.id))
