"""What a build remembers of each unit: what it was made of, and what it gave.

Kept as plain values in one file a site (`ledger`); whatever is odd counts as nothing known. Each record is packed by
itself and unpacked when somebody looks at it: after an edit of a text that is a few of thousands.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from sitegen import digest
from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.ledger import Ledger
from sitegen.plan import Planned, Unit, material_key, page_key
from sitegen.recipes import SitemapEntry
from sitegen.values import dataclass
from sitegen.views import Alternate

#: Grows when the form of the file changes.
_VERSION = 5


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


_NONE: Mapping[tuple[str, str], bytes] = MappingProxyType({})


class Records(MutableMapping[tuple[str, str], Record]):
    """The records of a site, by language and name of the unit; what was read stays packed until it is asked for.

    `faulty` are the names of those in which something is wrong.
    """

    def __init__(self, packed: Mapping[tuple[str, str], bytes] = _NONE, faulty: Iterable[tuple[str, str]] = ()) -> None:
        self._packed = dict(packed)
        self._known: dict[tuple[str, str], Record] = {}
        self.faulty = set(faulty)

    def __getitem__(self, name: tuple[str, str]) -> Record:
        if name not in self._known:
            self._known[name] = Record._make(marshal.loads(self._packed[name]))
        return self._known[name]

    def __setitem__(self, name: tuple[str, str], record: Record) -> None:
        self._known[name] = record
        # Its place among the others, until it is packed.
        self._packed[name] = b""
        self.faulty.discard(name)
        if record.faults:
            self.faulty.add(name)

    def __delitem__(self, name: tuple[str, str]) -> None:
        del self._packed[name]
        self._known.pop(name, None)
        self.faulty.discard(name)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, name: object) -> bool:
        return name in self._packed

    def copy(self) -> Records:
        """Return records that can be changed without changing these."""
        copied = Records(self._packed, self.faulty)
        copied._known = dict(self._known)
        return copied

    def packed(self) -> dict[tuple[str, str], bytes]:
        """Return each record as plain bytes."""
        for name, content in self._packed.items():
            if not content:
                self._packed[name] = marshal.dumps(tuple(self._known[name]))
        return self._packed


def is_alike(now: Record, before: Record | None) -> bool:
    """Tell whether a unit gives the same pages, shows the same files and says the same in sitemaps, without a fault."""
    return before is not None and now._replace(key="", parts=(), entries=()) == before._replace(
        key="", parts=(), entries=()
    )


class Standing(NamedTuple):
    """What a site was made from besides its records, so that a run can tell that nothing but words of texts changed.

    `asked` is the digest of what was asked for, from `since` until the plan changes by the clock; `files` are the
    digests of the project's files, `installed` those of packages. `outward` has for each text the digest of what all
    others know of it, `addresses` is that of all addresses. `token` is that of the folder. With no `asked` nothing is
    told.
    """

    asked: str
    since: float
    until: float | None
    installed: dict[str, str]
    addresses: str
    token: str
    files: dict[str, str]
    outward: dict[str, str]


#: What is known of a build that nobody remembers.
UNKNOWN = Standing("", 0, None, {}, "", "", {}, {})


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
    are the digests of the fields of recipes of no unit, by path. `indexed` is the site's search index, `ledger` the
    file that it was read from.
    """

    records: Records = field(default_factory=Records)
    once: str = ""
    files: tuple[tuple[str, str], ...] = ()
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    indexed: Indexed = field(default_factory=Indexed)
    standing: Standing = UNKNOWN
    ledger: Ledger | None = None

    def parts(self, path: str) -> dict[str, str]:
        """Return the digests, by name, of what the unit of a page was planned from."""
        return next((dict(record.parts) for record in self.records.values() if path in record.paths), {})


def load(path: Path) -> Memory:
    """Read what a site's last build remembered."""
    ledger = Ledger(str(path))
    kept = ledger.load()
    if kept.pop("version", None) != _VERSION:
        return Memory(ledger=ledger)
    try:
        standing = Standing._make((*kept["standing"], kept["sources"], kept["outward"]))
        return Memory(
            records=Records(kept["records"], kept["faulty"]),
            once=kept["once"],
            files=kept["files"],
            fields=kept["fields"],
            indexed=Indexed._make(kept["indexed"]),
            standing=standing,
            ledger=ledger,
        )
    except (KeyError, TypeError):
        return Memory(ledger=ledger)


def save(path: Path, memory: Memory) -> None:
    """Write down what a site's next build can use. Raises `OSError`."""
    ledger = memory.ledger or Ledger(str(path))
    *rest, files, outward = memory.standing
    ledger.save(
        {
            "version": _VERSION,
            "records": memory.records.packed(),
            "faulty": sorted(memory.records.faulty),
            "once": memory.once,
            "files": memory.files,
            "fields": memory.fields,
            "indexed": tuple(memory.indexed),
            "standing": tuple(rest),
            "sources": files,
            "outward": outward,
        }
    )
