"""Catalogs that were cut into messages by other rules: by older ones of ours, by newer ones, by other programs.

The number of the rules stands in the header (`X-Sitegen-Segmentation`). When the normal form of a text changes (rule
S3), `markdown.SEGMENTATION` is raised, and `STEPS` gets a function that makes a source text of the old form one of the
new. So translations move on with their texts, finished as they were. A catalog without the number is of another
program; nothing is done to it here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence

from sitegen.catalog import Catalog, Key, Message, with_field
from sitegen.diagnostics import Diagnostic, Span, error

FIELD = "X-Sitegen-Segmentation"

#: Makes a source text as one set of rules wrote it to what the next one writes.
Step = Callable[[str], str]

#: The first step leads from 1 to 2, and so on.
STEPS: tuple[Step, ...] = ()


def version(catalog: Catalog) -> int | None:
    """Return by which rules a catalog was cut; None when its header does not say so."""
    written = catalog.fields.get(FIELD, "")
    return int(written) if written.isascii() and written.isdecimal() and int(written[:9]) > 0 else None


def is_present(catalog: Catalog) -> bool:
    """Tell whether a catalog was cut by the present rules, or by no rules of ours."""
    return version(catalog) in (None, len(STEPS) + 1)


def check(catalog: Catalog, path: str, steps: Sequence[Step] = STEPS) -> tuple[Diagnostic, ...]:
    """Refuse a catalog of newer rules: its texts would not be found, and an update would put them all aside."""
    found = version(catalog)
    if found is None or found <= len(steps) + 1:
        return ()
    line = catalog.header.line if catalog.header else 0
    message = f"this catalog has {FIELD} {found}, and this sitegen knows {len(steps) + 1}"
    hint = "it was made by a newer sitegen; install that, or take the catalog from before"
    return (error("segmentation-newer", Span(path, line), message, hint),)


def migrated(catalog: Catalog, steps: Sequence[Step] = STEPS) -> Catalog:
    """Return a catalog of older rules as one of the present ones; any other as it is.

    Source texts are rewritten, obsolete and previous ones too. Translations stay as they are.
    """
    found = version(catalog)
    if found is None or found > len(steps):
        return catalog
    messages: Iterable[Message] = catalog.messages
    for step in steps[found - 1 :]:
        messages = [_rewritten(message, step) for message in messages]
    return with_field(dataclasses.replace(catalog, messages=_merged(messages)), FIELD, str(len(steps) + 1))


def _rewritten(message: Message, step: Step) -> Message:
    return dataclasses.replace(
        message,
        id=step(message.id),
        plural_id=None if message.plural_id is None else step(message.plural_id),
        previous_id=None if message.previous_id is None else step(message.previous_id),
        previous_plural=None if message.previous_plural is None else step(message.previous_plural),
    )


def _merged(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Return messages with those made one that became equal: the best stays, other translations are noted on it.

    One of them being live, so is what they become.
    """
    groups: dict[Key, list[Message]] = {}
    for message in messages:
        groups.setdefault(message.key, []).append(message)
    found = []
    for group in groups.values():
        best, *others = sorted(group, key=lambda message: (not any(message.strings), message.obsolete, message.fuzzy))
        texts = dict.fromkeys(text for other in others for text in other.strings if text and text not in best.strings)
        notes = tuple(f"msgstr: {text}" for text in texts)
        obsolete = all(message.obsolete for message in group)
        found.append(dataclasses.replace(best, comments=(*best.comments, *notes), obsolete=obsolete))
    return tuple(found)
