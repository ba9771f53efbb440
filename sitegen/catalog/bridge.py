"""Catalogs of ours as Babel's and back, for its checkers, its compiled files and its extraction.

Babel knows less than a PO file: header fields it has no name for, the order of header fields and of flags, previous
contexts, and how a file is written do not come back; the encoding is UTF-8 from then on. Files are therefore never
written by way of it.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator

from babel import Locale, UnknownLocaleError
from babel.messages import catalog as babel

from sitegen.catalog.model import FUZZY, HEADER_KEY, Catalog, Message, new, with_field

#: Babel asks the clock where it is given no date.
_NO_DATE = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_DATE = "%Y-%m-%d %H:%M%z"

_LINE = re.compile(r"(?P<path>.+):(?P<line>\d+)", re.DOTALL)

#: The header fields that Babel keeps, besides the language and the plural rule.
_KEPT = ("Project-Id-Version", "Report-Msgid-Bugs-To", "PO-Revision-Date", "Last-Translator", "Language-Team")


def to_babel(catalog: Catalog) -> babel.Catalog:
    """Return a catalog as one of Babel's, with the plural rule that is in force."""
    found = babel.Catalog(locale=_locale(catalog.language), creation_date=_NO_DATE, charset="utf-8")
    _set_header(found, catalog)
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
    """Return a catalog of Babel's as one of ours. `domain`, if not empty, is named above a header without comments."""
    catalog = new(found.locale_identifier or "", found.plural_forms, domain)
    fields = dict(found.mime_headers)
    for name in _KEPT:
        catalog = with_field(catalog, name, fields[name].strip())
    if found.creation_date != _NO_DATE:
        catalog = with_field(catalog, "POT-Creation-Date", fields["POT-Creation-Date"])
    header = catalog.header or Message(id="")
    comments = header.comments if domain else ()
    if found.header_comment:
        comments = tuple(line.removeprefix("#").removeprefix(" ") for line in found.header_comment.split("\n"))
    header = dataclasses.replace(header, comments=comments, flags=(FUZZY,) if found.fuzzy else ())
    live = (_message(entry, obsolete=False) for entry in found)
    obsolete = (_message(entry, obsolete=True) for entry in found.obsolete.values())
    messages = (*live, *obsolete)
    return Catalog(header=header, messages=tuple(message for message in messages if message.key != HEADER_KEY))


def _locale(language: str) -> str | None:
    """Return what Babel takes for a language; it raises for a name that is no tag at all."""
    try:
        Locale.parse(language)
    except UnknownLocaleError:
        return language
    except ValueError:
        return None
    return language


def _set_header(found: babel.Catalog, catalog: Catalog) -> None:
    """Set what Babel keeps of a header; its own reader raises where a date is not written as gettext does."""
    fields = catalog.fields
    found.mime_headers = [("Plural-Forms", catalog.plural_forms)]
    found.project, _, found.version = fields.get("Project-Id-Version", "").rpartition(" ")
    found.msgid_bugs_address = fields.get("Report-Msgid-Bugs-To", "")
    found.last_translator = fields.get("Last-Translator", "")
    found.language_team = fields.get("Language-Team", "")
    created, revised = fields.get("POT-Creation-Date", ""), fields.get("PO-Revision-Date", "")
    found.creation_date = _moment(created) or _NO_DATE
    found.revision_date = _moment(revised) or revised
    header = catalog.header or Message(id="")
    found.fuzzy = header.fuzzy
    found.header_comment = "\n".join(f"# {line}".rstrip() for line in header.comments)


def _moment(written: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.strptime(written, _DATE)
    except ValueError:
        return None


def _entry(message: Message) -> babel.Message:
    """Return a message as one of Babel's, which would make its own of flags and of comments that say the same."""
    plural = message.plural_id is not None
    entry = babel.Message(
        id=(message.id, message.plural_id or "") if plural else message.id,
        string=message.strings if plural else message.strings[0],
        previous_id=tuple(text for text in (message.previous_id, message.previous_plural) if text is not None),
        lineno=message.line or None,
        context=message.context,
    )
    entry.locations = list(_locations(message.references))  # type: ignore[arg-type]
    entry.flags = set(message.flags)
    entry.auto_comments = list(message.extracted)
    entry.user_comments = list(message.comments)
    return entry


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
