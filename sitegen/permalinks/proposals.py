"""The slugs that catalogs have for texts, topics and regions, as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.catalog import Catalog, State, state
from sitegen.diagnostics import Span
from sitegen.slugs import SLUG
from sitegen.translations import SITE, Domain, is_slug_message
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A slug that a catalog has for a text, by its domain, or for `topics/<key>` or `regions/<key>`.

    `source` is the slug it was written for.
    """

    place: str
    source: str
    slug: str
    span: Span


def proposals(domain: Domain, tag: str, catalog: Catalog, path: str) -> Iterator[Proposed]:
    """Yield the finished slugs that the catalog at `path` has for a domain in a language.

    They are known by their context: that the source's slug was changed is no reason to change all addresses.
    """
    known = {m.context: m for m in catalog.messages if is_slug_message(m) and state(m) is State.TRANSLATED}
    for entry in domain.for_language(tag) if known else ():
        exact = catalog.find(*entry.key) if entry.slug else None
        message = exact if exact and exact.translated else known.get(entry.segment.context)
        if entry.slug and message is not None:
            field = (entry.segment.context or "").removesuffix(f".{SLUG}").replace(".", "/", 1)
            place = field if domain.name == SITE else domain.name
            yield Proposed(place=place, source=message.id, slug=message.strings[0], span=Span(path, message.line))
