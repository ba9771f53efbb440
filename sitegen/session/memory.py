"""What a build remembers of each unit: what it was made of, and what it gave.

Kept as plain values in one file a site, so that reading it costs little; whatever is odd counts as nothing known.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen import digest
from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.plan import Planned, Unit, material_key, page_key
from sitegen.recipes import SitemapEntry
from sitegen.store import write_whole
from sitegen.views import Alternate

#: Grows when the form of the file changes.
_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What came of a unit.

    `parts` are the digests of what it was planned from, `paths` its pages, `materials` the keys of the files they
    show by path, `entries` what sitemaps say of its pages.
    """

    key: str
    parts: tuple[tuple[str, str], ...]
    paths: tuple[str, ...]
    materials: tuple[tuple[str, str], ...] = ()
    entries: tuple[tuple[str, str, SitemapEntry], ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    found: tuple[Diagnostic, ...] = ()


#: The records of a site, by language and name of the unit.
Records = dict[tuple[str, str], Record]


def record(unit: Unit, planned: Planned) -> Record:
    """Return what is to be remembered of a unit that was planned."""
    return Record(
        key=page_key(unit, ""),
        parts=unit.parts,
        paths=tuple(planned.pages),
        materials=tuple((path, material_key(recipe)) for path, recipe in planned.materials.items()),
        entries=planned.entries,
        moved=tuple(planned.moved.items()),
        found=planned.found,
    )


@dataclass(kw_only=True)
class Memory:
    """What is remembered of one site; `fields` are the digests of the fields of recipes of no unit, by path."""

    records: Records = field(default_factory=dict)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)

    def parts(self, path: str) -> dict[str, str]:
        """Return the digests, by name, of what the unit of a page was planned from."""
        return next((dict(record.parts) for record in self.records.values() if path in record.paths), {})


def load(path: Path) -> Memory:
    """Read what a site's last build remembered."""
    try:
        content = path.read_bytes()
        if content[:40] != digest.of_bytes(content[40:]).encode():
            return Memory()
        version, records, fields = marshal.loads(content[40:])
        if version != _VERSION:
            return Memory()
        return Memory(records={(tag, name): _unpacked(*rest) for tag, name, *rest in records}, fields=fields)
    except (OSError, ValueError, TypeError, EOFError):
        return Memory()


def save(path: Path, memory: Memory) -> None:
    """Write down what a site's next build can use."""
    records = [(tag, name, *_packed(record)) for (tag, name), record in memory.records.items()]
    content = marshal.dumps((_VERSION, records, memory.fields))
    write_whole(path, digest.of_bytes(content).encode() + content)


def _packed(record: Record) -> tuple[Any, ...]:
    entries = tuple(
        (tag, path, entry.url, entry.modified, tuple((a.hreflang, a.url) for a in entry.alternates), entry.pictures)
        for tag, path, entry in record.entries
    )
    found = tuple((d.code, d.severity.value, d.span.path, d.span.line, d.message, d.hint) for d in record.found)
    return record.key, record.parts, record.paths, record.materials, entries, record.moved, found


def _unpacked(key: str, parts: Any, paths: Any, materials: Any, entries: Any, moved: Any, found: Any) -> Record:
    return Record(
        key=key,
        parts=parts,
        paths=paths,
        materials=materials,
        entries=tuple((tag, path, _entry(*rest)) for tag, path, *rest in entries),
        moved=moved,
        found=tuple(_diagnostic(*fault) for fault in found),
    )


def _entry(url: str, modified: str, alternates: Any, pictures: Any) -> SitemapEntry:
    others = tuple(Alternate(hreflang=hreflang, url=address) for hreflang, address in alternates)
    return SitemapEntry(url=url, modified=modified, alternates=others, pictures=pictures)


def _diagnostic(code: str, severity: str, path: str, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity(severity), span=Span(path, line), message=message, hint=hint)
