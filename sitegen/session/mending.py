"""Pages mended where a template changed, so that nothing else of them is planned or rendered.

A page is joined of what its template says and of parts that this includes. A part that stands by itself
(`theme.rendering.Shown`) can be rendered alone, and put in the place of what it was. So when a part such as the footer
is edited, a page needs the values that the part asks for, and its own bytes. It is kept where the parts of each page
stand; what is kept is believed of pages with just the bytes that it was kept of.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from sitegen import digest, shortcuts, stamps
from sitegen.diagnostics import FaultError
from sitegen.output import Folder
from sitegen.plan import OUTLINED, Outline, SitePlanner, Unit, page_key
from sitegen.recipes import PageRecipe
from sitegen.render import Kitchen
from sitegen.session.memory import Record, Records
from sitegen.theme import BUILT_IN, FUNCTIONS, INSERT_TEMPLATES, VARIABLES, Shown, Template, Theme
from sitegen.values import dataclass

#: Grows when the form of the file changes.
_VERSION = 1
#: The name of the part of a unit that tells its templates.
_TEMPLATE = "template"
#: What a part may look up. The running text is not kept apart from its page.
_ASKED = (VARIABLES - {"body"}) | {*FUNCTIONS, *BUILT_IN}
#: Where the parts of pages stand is written down when that is known anew of one page in so many.
_WORTH = 8

#: The digest of each template's own file, and the assets that it and its parts name.
_State = dict[str, tuple[str, tuple[str, ...]]]


class Seams(NamedTuple):
    """Where the parts of a page stand by themselves: its template, their names, and where each begins and ends."""

    path: str
    template: str
    names: tuple[str, ...]
    places: tuple[int, ...]


class _Kind(NamedTuple):
    """Pages with parts of the same names: the number of a state, the digest that told units of it, the template."""

    state: int
    told: str
    template: str
    names: tuple[str, ...]


class _Kept(NamedTuple):
    """A page: the digest of its bytes, the number of its kind, the places of its parts."""

    digest: str
    kind: int
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Repair:
    """The parts to be rendered anew on pages of a kind, and whether all they ask for is in an outline."""

    names: frozenset[str]
    is_light: bool


class Mended(NamedTuple):
    """A page that was mended, and what is to be remembered of its unit."""

    record: Record
    content: bytes
    digest: str
    seams: Seams


class Mender:
    """Mends the pages of a site. `records` are those of the last build, `file` has where parts stand."""

    def __init__(self, planner: SitePlanner, kitchen: Kitchen, folder: Folder, records: Records, file: Path) -> None:
        self._planner = planner
        self._kitchen = kitchen
        self._folder = folder
        self._records = records
        self._file = str(file)
        self._found: _Found | None = None
        self._repairs: dict[int, _Repair | None] = {}
        self._noted: dict[str, tuple[str, str, Seams]] = {}
        theme = planner.project.theme
        self._state: _State = {name: (known.file, known.assets) for name, known in theme.templates.items()}

    def mend(self, unit: Unit) -> Mended | None:
        """Return the page of a unit of which only templates changed; None where it has to be made as a whole."""
        record = self._records.get((unit.tag, unit.name))
        if record is None or not shortcuts.on() or not _is_restyled(unit, record):
            return None
        path = record.paths[0]
        known = self._known.pages.get(path)
        if known is None or not self._holds(record, known):
            return None
        kind = self._known.kinds[known.kind]
        repair = self._repair(known.kind)
        if repair is None or kind.told != dict(record.parts)[_TEMPLATE]:
            return None
        if self._planner.is_text(unit.name) and self._inserts_changed(kind.state):
            return None
        outline = self._planner.outline(unit)
        if outline is None or (outline.template, outline.path) != (kind.template, path):
            return None
        try:
            parts = self._parts(unit, outline, repair)
        except FaultError:  # to be told by whoever makes all of the page
            return None
        page = self._read(path, known.digest) if parts is not None else None
        made = _joined(page, kind.names, known.places, parts) if page is not None and parts is not None else None
        if made is None:
            return None
        content = made.html.encode()
        now = record._replace(key=page_key(unit), parts=unit.parts)
        return Mended(now, content, digest.of_bytes(content), Seams(path, kind.template, made.names, made.places))

    def note(self, unit: Unit, digests: Mapping[str, str], seams: Iterable[Seams]) -> None:
        """Note where parts stand on the pages of a unit, of which the digests are known by path."""
        told = next((value for name, value in unit.parts if name == _TEMPLATE), "")
        for found in seams:
            self._noted[found.path] = (digests[found.path], told, found)

    def save(self, digests: Mapping[str, str]) -> None:
        """Write down where parts stand on pages that have these digests, if enough of it is new. Raises `OSError`."""
        if len(self._noted) * _WORTH < len(digests) or not self._noted:
            return
        kept = _Keeper()
        if len(self._noted) < len(digests):
            for path, page in self._known.pages.items():
                kind = self._known.kinds[page.kind]
                if path not in self._noted and digests.get(path) == page.digest:
                    kept.add(path, page.digest, kind._replace(state=0), self._known.states[kind.state], page.places)
        for path, (value, told, seams) in self._noted.items():
            kept.add(path, value, _Kind(0, told, seams.template, seams.names), self._state, seams.places)
        kept.save(self._file)
        self._noted, self._found, self._repairs = {}, None, {}

    # What is kept -----------------------------------------------------------------------------------------

    @property
    def _known(self) -> _Found:
        if self._found is None:
            self._found = _found(self._file)
        return self._found

    def _holds(self, record: Record, known: _Kept) -> bool:
        """Tell whether the page of a unit, and all that it shows, is in the folder as the last build made it."""
        path, folder = record.paths[0], self._folder
        keys = ((path, record.key), *record.materials)
        if not all(p in folder.files and folder.files[p].key == key and folder.is_intact(p) for p, key in keys):
            return False
        return folder.files[path].digest == known.digest

    def _read(self, path: str, value: str) -> str | None:
        """Return a page as it was, if it has the bytes that this digest is of."""
        try:
            content = (self._folder.path / path).read_bytes()
        except OSError:
            return None
        return content.decode() if digest.of_bytes(content) == value else None

    # What has changed -------------------------------------------------------------------------------------

    def _changed(self, number: int) -> frozenset[str]:
        """Return the templates that are others than in a state."""
        before, now = self._known.states[number], self._state
        names = before.keys() | now.keys()
        return frozenset(name for name in names if before.get(name, ("",))[0] != now.get(name, ("",))[0])

    def _inserts_changed(self, number: int) -> bool:
        """Tell whether what templates put into running text may look otherwise than in a state."""
        return not self._changed(number).isdisjoint(_closures(self._planner.project.theme, INSERT_TEMPLATES.values()))

    def _repair(self, number: int) -> _Repair | None:
        """Return what is to be done to pages of a kind; None where more than parts changed."""
        if number not in self._repairs:
            self._repairs[number] = self._decided(self._known.kinds[number])
        return self._repairs[number]

    def _decided(self, kind: _Kind) -> _Repair | None:
        theme, changed, before = self._planner.project.theme, self._changed(kind.state), self._known.states[kind.state]
        if kind.template not in theme.templates or before[kind.template][1] != self._state[kind.template][1]:
            return None
        if any(name not in theme.templates for name in kind.names):
            return None
        if changed & theme.around(kind.template, frozenset(kind.names)):
            return None
        names = frozenset(name for name in kind.names if not changed.isdisjoint(theme.templates[name].closure))
        asked = [theme.templates[name] for name in names]
        if not all(template.reads is not None and {name for name, _ in template.reads} <= _ASKED for template in asked):
            return None
        return _Repair(names, all(map(_is_light, asked)))

    def _parts(self, unit: Unit, outline: Outline, repair: _Repair) -> dict[str, str] | None:
        """Return the parts of a page that are to be rendered anew."""
        recipe = None if repair.is_light else self._planner.plan(unit).pages.get(outline.path)
        if not (repair.is_light or isinstance(recipe, PageRecipe)):
            return None
        assert recipe is None or isinstance(recipe, PageRecipe), "looked at above"
        return {name: self._kitchen.part(self._planner.part(name, outline, recipe)) for name in repair.names}


def _is_restyled(unit: Unit, record: Record) -> bool:
    """Tell whether a unit of one page, in which nothing is wrong, differs from what it was in its templates alone."""
    if record.faults or record.moved or len(record.paths) != 1 or len(record.parts) != len(unit.parts):
        return False
    pairs = zip(unit.parts, record.parts, strict=True)
    if not all(now == before or now[0] == before[0] == _TEMPLATE for now, before in pairs):
        return False
    # Another version of the program might have made another page of the same.
    return record.key == page_key(Unit(unit.site, unit.tag, unit.name, record.parts))


def _is_light(template: Template) -> bool:
    """Tell whether a template asks a page for its outline only."""
    asked = dict(template.reads or ())
    page = asked.pop("page", None)
    return asked.keys().isdisjoint(VARIABLES) and (page is None or (bool(page) and OUTLINED.issuperset(page)))


def _closures(theme: Theme, names: Iterable[str]) -> set[str]:
    """Return templates with all that they depend on."""
    known = (theme.templates[name].closure if name in theme.templates else (name,) for name in names)
    return {name for closure in known for name in closure}


def _joined(page: str, names: tuple[str, ...], places: tuple[int, ...], parts: Mapping[str, str]) -> Shown | None:
    """Return a page with other parts; None where a blank would stand at an end of it."""
    pieces: list[str] = []
    now: list[int] = []
    end = at = 0
    for name, first, last in zip(names, places[::2], places[1::2], strict=True):
        part = parts.get(name)
        if part is None:
            part = page[first:last]
        pieces += (page[end:first], part)
        at += first - end
        now += (at, at + len(part))
        at, end = now[-1], last
    html = "".join(pieces) + page[end:]
    if html.strip() + "\n" != html:
        return None
    return Shown(html, names, tuple(now))


# The file -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """What was kept: states of the theme, kinds of pages, pages by path."""

    states: list[_State]
    kinds: list[_Kind]
    pages: dict[str, _Kept]


def _found(file: str) -> _Found:
    """Read what was kept; whatever is odd counts as nothing."""
    try:
        version, states, kinds, pages = map(marshal.loads, stamps.load(file) or ())
        if version == _VERSION:
            found = {path: _Kept._make(page) for path, page in pages.items()}
            return _Found(states, [_Kind._make(kind) for kind in kinds], found)
    except (ValueError, TypeError, EOFError):
        pass
    return _Found([], [], {})


class _Keeper:
    """Collects what is kept of pages; what many of them have in common is kept once."""

    def __init__(self) -> None:
        self._states: list[_State] = []
        self._numbers: dict[int, int] = {}
        self._kinds: dict[_Kind, int] = {}
        self._pages: dict[str, tuple[object, ...]] = {}

    def add(self, path: str, value: str, kind: _Kind, state: _State, places: tuple[int, ...]) -> None:
        """Add a page of a kind, in a state of the theme."""
        place = self._numbers.setdefault(id(state), len(self._states))
        if place == len(self._states):
            self._states.append(state)
        kind = kind._replace(state=place)
        number = self._kinds.setdefault(kind, len(self._kinds))
        self._pages[path] = (value, number, places)

    def save(self, file: str) -> None:
        """Write it down. Raises `OSError`."""
        stamps.save(file, _VERSION, self._states, [tuple(kind) for kind in self._kinds], self._pages)
