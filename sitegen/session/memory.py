"""What a build remembers of each unit: what it was made of, and what it gave.

Kept as plain values in one file a site, so that reading it costs little; whatever is odd counts as nothing known.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import Any, NamedTuple

from sitegen import digest
from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.plan import Planned, Unit, material_key, page_key
from sitegen.recipes import SitemapEntry
from sitegen.store import write_whole
from sitegen.values import dataclass
from sitegen.views import Alternate

#: Grows when the form of the file changes.
_VERSION = 3


class Record(NamedTuple):
    """What came of a unit, in plain values.

    `parts` are the digests of what it was planned from, `paths` its pages, `materials` the keys of the files they
    show by path, `entries` what sitemaps say of its pages, with `said` as their digest.
    """

    key: str
    parts: tuple[tuple[str, str], ...]
    paths: tuple[str, ...]
    materials: tuple[tuple[str, str], ...] = ()
    said: str = ""
    entries: tuple[Any, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    faults: tuple[Any, ...] = ()

    def sitemap_entries(self) -> Iterator[tuple[str, str, SitemapEntry]]:
        """Yield what sitemaps say of the pages, with language and path."""
        for tag, path, url, modified, alternates, pictures in self.entries:
            others = tuple(Alternate(hreflang=hreflang, url=address) for hreflang, address in alternates)
            yield tag, path, SitemapEntry(url=url, modified=modified, alternates=others, pictures=pictures)

    def found(self) -> Iterator[Diagnostic]:
        """Yield what was noticed."""
        for code, severity, path, line, message, hint in self.faults:
            span = Span(path, line)
            yield Diagnostic(code=code, severity=Severity(severity), span=span, message=message, hint=hint)


class Indexed(NamedTuple):
    """A site's search index: the key of what it is made of, its files, and the keys of its languages in the store."""

    key: str = ""
    paths: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


#: The records of a site, by language and name of the unit.
Records = dict[tuple[str, str], Record]


def record(unit: Unit, planned: Planned) -> Record:
    """Return what is to be remembered of a unit that was planned."""
    entries = tuple(
        (tag, path, entry.url, entry.modified, tuple((a.hreflang, a.url) for a in entry.alternates), entry.pictures)
        for tag, path, entry in planned.entries
    )
    return Record(
        key=page_key(unit),
        parts=unit.parts,
        paths=tuple(planned.pages),
        materials=tuple((path, material_key(recipe)) for path, recipe in planned.materials.items()),
        said=digest.of(entries) if entries else "",
        entries=entries,
        moved=tuple(planned.moved.items()),
        faults=tuple((d.code, d.severity.value, d.span.path, d.span.line, d.message, d.hint) for d in planned.found),
    )


@dataclass(kw_only=True)
class Memory:
    """What is remembered of one site.

    `once` is what its units said when what it has once was last planned, and `files` the keys of that by path. `fields`
    are the digests of the fields of recipes of no unit, by path. `indexed` is the site's search index.
    """

    records: Records = field(default_factory=dict)
    once: str = ""
    files: tuple[tuple[str, str], ...] = ()
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    indexed: Indexed = field(default_factory=Indexed)

    def parts(self, path: str) -> dict[str, str]:
        """Return the digests, by name, of what the unit of a page was planned from."""
        return next((dict(record.parts) for record in self.records.values() if path in record.paths), {})


def load(path: Path) -> Memory:
    """Read what a site's last build remembered."""
    try:
        content = path.read_bytes()
        if zlib.crc32(content[4:]).to_bytes(4, "big") != content[:4]:
            return Memory()
        version, records, once, files, fields, indexed = marshal.loads(content[4:])
        if version != _VERSION:
            return Memory()
        known = {name: Record._make(values) for name, values in records.items()}
        return Memory(records=known, once=once, files=files, fields=fields, indexed=Indexed._make(indexed))
    except (OSError, ValueError, TypeError, EOFError, AttributeError):
        return Memory()


def save(path: Path, memory: Memory) -> None:
    """Write down what a site's next build can use."""
    records = {name: tuple(record) for name, record in memory.records.items()}
    content = marshal.dumps((_VERSION, records, memory.once, memory.files, memory.fields, tuple(memory.indexed)))
    write_whole(path, zlib.crc32(content).to_bytes(4, "big") + content)
