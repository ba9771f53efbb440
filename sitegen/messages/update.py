"""`messages extract` and `messages update`: sources to templates, templates into catalogs (rules S9 to S15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen import catalog as po
from sitegen.catalog import Catalog, Wanted
from sitegen.diagnostics import Diagnostic, Span, error, has_errors
from sitegen.locales import gettext_name
from sitegen.markdown import SEGMENTATION
from sitegen.session import Options, Reading, Session
from sitegen.shape import suggest
from sitegen.store import write_durably
from sitegen.translations import THEME, Domain, Entry, catalog_path
from sitegen.tree import Tree

TEMPLATES = "locales/templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What was written: project paths. `found` tells why nothing was, if there were errors."""

    written: tuple[str, ...] = ()
    found: tuple[Diagnostic, ...] = ()


def extract(session: Session, options: Options) -> Updated:
    """Write a template of every domain to `locales/templates/<domain>.pot`."""
    reading, _, found = session.read(options)
    if reading is None or has_errors(found):
        return Updated(found=found)
    files = {
        f"{TEMPLATES}/{domain.name}.pot": po.write(po.update(_template(domain), wanted(domain.entries, domain.name)))
        for domain in reading.domains.values()
    }
    return Updated(written=_write(session.root, files), found=())


def update(session: Session, options: Options, tags: tuple[str, ...] = ()) -> Updated:
    """Bring the catalogs of all languages, or of `tags`, up to date with the sources.

    With errors in any source or catalog nothing is written: an update from half a story would make the
    other half obsolete. A catalog in which nothing would change is not touched.
    """
    reading, tree, found = session.read(options)
    if reading is None or has_errors(found):
        return Updated(found=found)
    unknown = tuple(
        error("unknown-language", Span("content/site.yaml"), f'no site has the language "{tag}"', suggest(tag, known))
        for tag in tags
        if tag not in (known := reading.config.tags)
    )
    if unknown:
        return Updated(found=unknown)
    files: dict[str, bytes] = {}
    for tag in tags or reading.config.tags:
        files |= dict(_updated(reading, tree, tag))
    return Updated(written=_write(session.root, files), found=())


def catalogs_of(reading: Reading, tree: Tree, tag: str) -> dict[str, bytes]:
    """Return the catalogs of a language as `update` would write them, by path; those that stay are not among them."""
    return dict(_updated(reading, tree, tag))


def _updated(reading: Reading, tree: Tree, tag: str) -> Iterator[tuple[str, bytes]]:
    """Yield the path and new content of each catalog of a language."""
    held = {domain: catalog for (domain, other), catalog in reading.catalogs.items() if other == tag}
    for domain in reading.domains.values():
        entries = domain.for_language(tag)
        old = held.get(domain.name)
        if old is None and not entries:
            continue
        name = gettext_name(tag)
        old = old or new_catalog(name, po.plural_forms(name), domain.name)
        elsewhere = [catalog for other, catalog in sorted(held.items()) if other != domain.name]
        content = po.write(po.update(old, wanted(entries, domain.name), elsewhere=elsewhere))
        path = catalog_path(domain.name, tag)
        if path not in tree.digests or tree.read(path) != content:
            yield path, content


def new_catalog(language: str, plural_forms: str, domain: str) -> Catalog:
    """Return an empty catalog of a domain; `language` is in gettext's form."""
    return po.with_field(po.new(language, plural_forms, domain), "X-Sitegen-Segmentation", str(SEGMENTATION))


def _template(domain: Domain) -> Catalog:
    """Return an empty template; the rule of plurals is the two forms of a source, as Babel cannot read a blank."""
    return new_catalog("", "nplurals=2; plural=(n != 1);", domain.name)


def wanted(entries: tuple[Entry, ...], domain: str) -> list[Wanted]:
    """Return entries as messages of a catalog; strings with placeholders are flagged so that msgfmt checks them."""
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
                references=(segment.span.path,),
                flags=("python-brace-format",) if formatted else (),
            )
        )
    return messages


def _write(root: Path, files: dict[str, bytes]) -> tuple[str, ...]:
    """Write what differs from what is there, each file whole or not at all."""
    written = []
    for path, content in sorted(files.items()):
        target = root / path
        if not target.exists() or target.read_bytes() != content:
            write_durably(target, content)
            written.append(path)
    return tuple(written)
