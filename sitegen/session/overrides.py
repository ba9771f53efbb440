"""The catalogs in which missions say a thing in their own way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.catalog import Catalog
from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.translations import Domain, catalog_path


def unused_overrides(overrides: Mapping[tuple[str, str], Catalog], known: Mapping[str, Domain]) -> Iterator[Diagnostic]:
    """Report messages of overrides that no text has, so that nobody will ever see them.

    An override with a context serves the message in just that one, without a context any (rule S10).
    """
    texts: dict[str, set[tuple[str | None, str]]] = {}
    for (mission, tag), catalog in overrides.items():
        if tag not in texts:
            entries = [entry for domain in known.values() for entry in domain.for_language(tag)]
            texts[tag] = {key for entry in entries for key in (entry.key, (None, entry.segment.text))}
        for message in catalog.messages:
            if not message.obsolete and message.key not in texts[tag]:
                shown = message.id if len(message.id) <= 60 else f"{message.id[:59]}…"
                hint = "copy msgctxt and msgid from the catalog that it stands in, or remove the entry"
                span = Span(catalog_path(f"missions/{mission}", tag), message.line)
                yield warning("unused-override", span, f"no text says “{shown}”", hint)
