"""Catalogs of ours as Babel's and back, for its checkers, its compiled files and its extraction.

Babel knows less than a PO file: unknown header fields, the order of flags, previous contexts and line breaks do not
come back. Files are therefore never written by way of it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from babel.messages import catalog as babel

from sitegen.catalog.model import HEADER_KEY, Catalog, Message, new

#: Babel asks the clock where it is given no date.
_NO_DATE = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)

_LINE = re.compile(r"(?P<path>.+):(?P<line>\d+)", re.DOTALL)


def to_babel(catalog: Catalog) -> babel.Catalog:
    """Return a catalog as one of Babel's, with the plural rule that is in force."""
    found = babel.Catalog(
        locale=catalog.language or None, creation_date=_NO_DATE, revision_date=_NO_DATE, charset="utf-8", fuzzy=False
    )
    found.mime_headers = [("Plural-Forms", catalog.plural_forms)]
    for message in catalog.messages:
        entry = _entry(message)
        if not message.obsolete:
            found[entry.id] = entry
        elif message.context is None:
            found.obsolete[message.id] = entry
        else:
            found.obsolete[message.id, message.context] = entry
    return found


def from_babel(found: babel.Catalog, domain: str) -> Catalog:
    """Return a catalog of Babel's as one of ours, with a fresh header."""
    header = new(found.locale_identifier or "", found.plural_forms, domain).header
    live = (_message(entry, obsolete=False) for entry in found)
    obsolete = (_message(entry, obsolete=True) for entry in found.obsolete.values())
    messages = (*live, *obsolete)
    return Catalog(header=header, messages=tuple(message for message in messages if message.key != HEADER_KEY))


def _entry(message: Message) -> babel.Message:
    plural = message.plural_id is not None
    previous = tuple(text for text in (message.previous_id, message.previous_plural) if text is not None)
    return babel.Message(
        id=(message.id, message.plural_id or "") if plural else message.id,
        string=message.strings if plural else message.strings[0],
        locations=list(_locations(message.references)),  # type: ignore[arg-type]
        flags=message.flags,
        auto_comments=message.extracted,
        user_comments=message.comments,
        previous_id=previous,
        lineno=message.line or None,
        context=message.context,
    )


def _locations(references: tuple[str, ...]) -> Iterator[tuple[str, int | None]]:
    """Yield references as Babel has them: without a line the number is None, whatever its types say."""
    for reference in references:
        found = _LINE.fullmatch(reference)
        yield (found["path"], int(found["line"])) if found else (reference, None)


def _message(entry: babel.Message, *, obsolete: bool) -> Message:
    ids = _several(entry.id)
    strings = _several(entry.string or "")
    previous = (*entry.previous_id, None, None)
    return Message(
        id=ids[0],
        strings=strings,
        context=entry.context,
        plural_id=ids[1] if len(ids) > 1 else None,
        comments=tuple(entry.user_comments),
        extracted=tuple(entry.auto_comments),
        references=tuple(f"{path}:{line}" if line else path for path, line in entry.locations),
        flags=tuple(sorted(entry.flags)),
        previous_id=previous[0],
        previous_plural=previous[1],
        obsolete=obsolete,
    )


def _several(texts: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)
