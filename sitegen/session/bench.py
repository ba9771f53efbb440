"""A place where units are made out of what was sent: the part of a build that runs on another machine.

The basis of a build is unpacked once in a process and known by its digest. Texts stay once they have come, for other
pages show them too.
"""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Iterator, Mapping

from sitegen import shortcuts
from sitegen.markdown import Document
from sitegen.plan import Planner, Project, Unit
from sitegen.render import Kitchen, renderer
from sitegen.session import parcels
from sitegen.session.making import cook
from sitegen.session.parcels import Basis, Held, Result, Strings
from sitegen.store import MemoryStore, software
from sitegen.stories import Library, Story
from sitegen.translations import Holding, Key, Tally, Translations
from sitegen.tree import MemoryTree

#: How many builds a process serves by turns without unpacking their bases again.
_HELD = 2


class LackingError(Exception):
    """Raised when a unit asks for more of a text than was sent."""


class Bench:
    """Makes units of one build."""

    def __init__(self, basis: Basis) -> None:
        self._shortcuts = basis.shortcuts
        self._packed = dict(basis.whole)
        self._texts: dict[str, tuple[Document, Mapping[str, Strings]]] = {}
        tree = MemoryTree(basis.templates)
        with self._ways():
            self._planner = Planner(self._project(basis))
            self._kitchen = Kitchen(MemoryStore(), tree.read, renderer(tree, basis.theme))

    def make(self, content: bytes) -> bytes:
        """Make the units of a batch."""
        batch = parcels.unpack_batch(content)
        for domain, packed in batch.texts.items():
            self._packed.setdefault(domain, packed)
        with self._ways():
            return parcels.pack_results([self._make(unit, batch.known) for unit in batch.units])

    def _make(self, unit: Unit, known: Mapping[tuple[str, str], str]) -> Result:
        try:
            made, contents = cook(self._planner, self._kitchen, unit)
        except LackingError:
            return None
        there = {path for path, value, _ in made.pages if known.get((unit.site, path)) == value}
        return made, {path: content for path, content in contents.items() if path not in there}

    def text(self, domain: str) -> tuple[Document, Mapping[str, Strings]]:
        """Return the blocks of a text, and by language what is said of it. Raises `LackingError`."""
        if domain not in self._texts:
            packed = self._packed.get(domain)
            if packed is None:
                raise LackingError(domain)
            self._texts[domain] = parcels.unpack(packed)
        return self._texts[domain]

    def has(self, domain: str) -> bool:
        """Tell whether a text is here as a whole."""
        return domain in self._packed

    def _ways(self) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext() if self._shortcuts else shortcuts.off()

    def _project(self, basis: Basis) -> Project:
        library = Library(
            stories=tuple(self._story(*pair) for pair in basis.stories),
            pages=tuple(self._story(*pair) for pair in basis.pages),
            faulty=basis.faulty,
        )
        translations = Translations(
            source_language=basis.config.source_language,
            domains={},
            holdings={(held.domain, held.tag): self._holding(held) for held in basis.holdings},
            overrides={name: _holding(strings, plural) for name, (plural, strings) in basis.overrides.items()},
            listed_at=basis.config.listed_at,
            digests={},
        )
        return Project(
            config=basis.config,
            library=library,
            theme=basis.theme,
            translations=translations,
            permalinks=basis.permalinks,
            digests=basis.digests,
            installed=basis.installed.__getitem__,
            now=basis.now,
            licences=basis.licences,
            letters=functools.cache(lambda path: frozenset(basis.letters[path]) if path in basis.letters else None),
            drafts=basis.drafts,
            preview=basis.preview,
            events=basis.events,
        )

    def _story(self, story: Story, targets: tuple[tuple[str, str], ...]) -> Story:
        document = Document.later(lambda: self.text(story.domain)[0], targets=targets)
        # It was unpacked here, and nobody has it yet.
        object.__setattr__(story, "document", document)
        return story

    def _holding(self, held: Held) -> Holding:
        strings = held.strings if held.whole else _Shown(self, held)
        tally = Tally(messages=held.messages, words=held.words)
        return _holding(strings, held.plural_forms, tally, held.wanted, held.front)


def _holding(
    strings: Strings,
    plural_forms: str,
    tally: Tally | None = None,
    wanted: bool = True,
    front: tuple[str, ...] = (),
) -> Holding:
    return Holding(
        strings=strings,
        standings={},
        plural_forms=plural_forms,
        tally=tally or Tally(messages={}, words={}),
        found=(),
        wanted=wanted,
        front=front,
    )


class _Shown(Mapping[Key, tuple[str, ...]]):
    """What is said of a text in a language: all if the text is here, else what others show of it."""

    def __init__(self, bench: Bench, held: Held) -> None:
        self._bench = bench
        self._held = held

    def __getitem__(self, key: Key) -> tuple[str, ...]:
        if self._bench.has(self._held.domain):
            return self._bench.text(self._held.domain)[1][self._held.tag][key]
        if key not in self._held.strings:
            raise LackingError(self._held.domain)
        found = self._held.strings[key]
        if not found:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[Key]:
        return iter(self._bench.text(self._held.domain)[1][self._held.tag])

    def __len__(self) -> int:
        return len(self._bench.text(self._held.domain)[1][self._held.tag])


_benches: dict[str, Bench] = {}
#: Whoever runs tasks may run several at once; planning and rendering are for one at a time.
_turn = threading.Lock()


def make_batch(program: str, name: str, basis: bytes, batch: bytes) -> bytes:
    """Make a batch of units.

    `program` is the digest of the program that asks, `name` that of the basis. Returns nothing where the program is
    another one: it would make other pages.
    """
    with _turn:
        if program != software():
            return b""
        if name not in _benches:
            while len(_benches) >= _HELD:
                del _benches[next(iter(_benches))]
            _benches[name] = Bench(parcels.unpack(basis))
        return _benches[name].make(batch)
