"""What a domain wants of its catalogs: its messages in the form of a catalog, and an empty one."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen import catalog as po
from sitegen.catalog import Catalog, Wanted
from sitegen.markdown import SEGMENTATION
from sitegen.segments import migration
from sitegen.translations import THEME, Domain, Entry


def new_catalog(language: str, plural_forms: str, domain: str) -> Catalog:
    """Return an empty catalog of a domain; `language` is in gettext's form."""
    return po.with_field(po.new(language, plural_forms, domain), migration.FIELD, str(SEGMENTATION))


def template(domain: Domain, *, lines: bool = False) -> Catalog:
    """Return a template; the rule of plurals is the two forms of a source, as Babel cannot read a blank."""
    empty = new_catalog("", "nplurals=2; plural=(n != 1);", domain.name)
    return po.update(empty, wanted(domain.entries, domain.name, lines=lines))


def wanted(entries: Iterable[Entry], domain: str, *, lines: bool = False) -> list[Wanted]:
    """Return entries as messages of a catalog; strings with placeholders are flagged so that msgfmt checks them.

    References have the numbers of `lines` only when they are asked for, or every edit would churn every file (S13).
    """
    messages = []
    for entry in entries:
        segment = entry.segment
        formatted = domain == THEME and "{" in segment.text
        messages.append(
            Wanted(
                id=segment.text,
                context=segment.context,
                plural_id=entry.plural,
                extracted=segment.comments,
                references=(str(segment.span) if lines else segment.span.path,),
                flags=("python-brace-format",) if formatted else (),
            )
        )
    return messages
