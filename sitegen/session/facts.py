"""What was read of texts and catalogs, kept from one run to the next, so that a run reads what changed.

Two files: an index with all that a plan asks of every text, and a pack that is only ever added to, with blocks and
translations, of which a run reads those of the pages it makes. An entry is found by the digests of all it was made
from, and only what is without fault is kept, so that what is wrong is told again by every run.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from sitegen import structured, webvtt
from sitegen.diagnostics import Span
from sitegen.events import Event, Occurrence
from sitegen.markdown import Block, Document
from sitegen.packing import Codec
from sitegen.permalinks import Proposed
from sitegen.plan import join
from sitegen.store import software, write_whole
from sitegen.stories import model
from sitegen.stories.model import Story
from sitegen.translations import Holding, Tally

_CODEC = Codec(
    *(model.Alias, model.Cover, model.Credit, model.Film, model.Picture, model.Place, model.Source),
    *(Event, Occurrence, model.Story, model.Subtitles, model.Withdrawal, Block, Document, Proposed, Span, webvtt.Cue),
    *(structured.Chart, structured.ChartRow, structured.Gallery, structured.GalleryPicture),
    *(structured.Itinerary, structured.Quote, structured.Stop, structured.Video),
)
_NO_BLOCKS = Document(blocks=())
#: From this size on, a pack of which less than half is in use is written anew.
_WASTE = 1 << 20


class Facts:
    """What is known of a project. `path` is that of the index; without one all is forgotten with the object.

    `digests` are those of the project's files; `settings` tells apart what depends on more than files. Ask and keep,
    then `save`.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._texts: dict[str, _Text] = {}
        self._catalogs: dict[str, _Held] = {}
        self._events: dict[str, _EventKept] = {}
        self._pack = _Pack(path.with_suffix(".pack") if path else None)
        self._digests: Mapping[str, str] = {}
        self._settings = ""
        self._used: set[str] = set()
        self._changed = False
        if path is not None:
            self._load(path)

    def begin(self, digests: Mapping[str, str], settings: str) -> None:
        """Start a run over the files with these digests, all else being as `settings` says."""
        self._digests, self._settings, self._used = digests, join((software(), settings)), set()

    # Texts --------------------------------------------------------------------------------------------------

    def text(self, path: str) -> Story | None:
        """Return the text that would be read from a source file, without links; None when it is not known."""
        known = self._texts.get(path)
        if known is None or known[0] != self._settings:
            return None
        if any(self._digests.get(name, "") != value for name, value in known[1]):
            return None
        self._used.add(path)
        story: Story = _CODEC.unpack(known[2])
        document = Document.later(partial(self._unpacked, known[4]), targets=_CODEC.unpack(known[3]))
        # It was made here, and nobody has it yet.
        object.__setattr__(story, "document", document)
        return story

    def keep_text(self, path: str, story: Story, looked: Mapping[str, str]) -> Story:
        """Keep a text without faults, which depends on the files `looked` at."""
        place = self._pack.add(_CODEC.pack(story.document))
        light = _CODEC.pack(replace(story, document=_NO_BLOCKS))
        targets = _CODEC.pack(story.document.targets)
        self._texts[path] = (self._settings, tuple(looked.items()), light, targets, place)
        self._used.add(path)
        self._changed = True
        return story

    # Events -------------------------------------------------------------------------------------------------

    def event(self, path: str) -> Event | None:
        """Return the event that would be read from a file, if nothing is wrong with it; None when it is not known."""
        known = self._events.get(path)
        if known is None or known[:2] != (self._settings, self._digests.get(path, "")):
            return None
        self._used.add(path)
        event: Event = _CODEC.unpack(known[2])
        return event

    def keep_event(self, event: Event) -> None:
        """Keep an event without faults."""
        self._events[event.path] = (self._settings, self._digests[event.path], _CODEC.pack(event))
        self._used.add(event.path)
        self._changed = True

    # Catalogs -----------------------------------------------------------------------------------------------

    def holding(self, path: str, domain: str) -> tuple[Holding, tuple[Proposed, ...]] | None:
        """Return what the catalog at a path gives a domain, with the slugs in it; None when it is not known.

        `domain` tells what the catalog was held against. The standing of single messages is not kept.
        """
        known = self._catalogs.get(path)
        if known is None or known[0] != self._key(path, domain):
            return None
        self._used.add(path)
        _, plural_forms, messages, words, wanted, front, proposed, place = known
        holding = Holding.later(
            partial(self._strings, place),
            plural_forms=plural_forms,
            tally=Tally(messages=messages, words=words),
            found=(),
            wanted=wanted,
            front=front,
        )
        return holding, _CODEC.unpack(proposed) if proposed else ()

    def has(self, path: str) -> bool:
        """Tell whether this run has recalled or kept something of a file."""
        return path in self._used

    def keep_holding(self, path: str, domain: str, holding: Holding, proposed: tuple[Proposed, ...]) -> None:
        """Keep what a catalog without faults gives a domain."""
        place = self._pack.add(marshal.dumps(dict(holding.strings)))
        self._catalogs[path] = (
            self._key(path, domain),
            holding.plural_forms,
            dict(holding.tally.messages),
            dict(holding.tally.words),
            holding.wanted,
            holding.front,
            _CODEC.pack(proposed) if proposed else b"",
            place,
        )
        self._used.add(path)
        self._changed = True

    def _key(self, path: str, domain: str) -> str:
        return join((self._settings, domain, self._digests.get(path, "")))

    def _strings(self, place: _Place) -> Holding:
        strings = marshal.loads(self._pack.get(place))
        nothing: Any = {}
        return Holding(strings=strings, standings={}, plural_forms="", tally=nothing, found=())

    def _unpacked(self, place: _Place) -> Document:
        document: Document = _CODEC.unpack(self._pack.get(place))
        return document

    def forget(self) -> None:
        """Forget everything."""
        self._texts, self._catalogs, self._pack = {}, {}, _Pack(self._path.with_suffix(".pack") if self._path else None)
        self._events = {}
        self._changed = True

    # Files --------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write down what is known, without what this run had no use for. What cannot be written is forgotten."""
        gone = (self._texts.keys() | self._catalogs.keys() | self._events.keys()) - self._used
        if self._path is None or not (self._changed or gone):
            return
        for path in gone:
            self._texts.pop(path, None)
            self._catalogs.pop(path, None)
            self._events.pop(path, None)
        with contextlib.suppress(OSError):
            self._pack.flush()
            index = marshal.dumps((self._texts, self._catalogs, self._events, self._pack.name))
            write_whole(self._path, zlib.crc32(index).to_bytes(4, "big") + index)
        self._changed = False

    def _load(self, path: Path) -> None:
        try:
            content = path.read_bytes()
            if zlib.crc32(content[4:]).to_bytes(4, "big") != content[:4]:
                return
            texts, catalogs, events, pack = marshal.loads(content[4:])
        except (OSError, ValueError, TypeError, EOFError):
            return
        places = [*(known[4] for known in texts.values()), *(known[7] for known in catalogs.values())]
        if self._pack.open(pack, places):
            self._texts, self._catalogs, self._events = texts, catalogs, events
            with contextlib.suppress(DamagedError):
                self._tidy()

    def _tidy(self) -> None:
        """Begin the pack anew when most of it is of no use any more: now, as nobody holds a place in it yet."""
        places = [*(known[4] for known in self._texts.values()), *(known[7] for known in self._catalogs.values())]
        if self._pack.size > _WASTE and sum(length for _, length, _ in places) * 2 < self._pack.size:
            moved = self._pack.rewrite(places)
            self._changed = True
            self._texts = {path: (*known[:4], moved[known[4]]) for path, known in self._texts.items()}
            self._catalogs = {path: (*known[:7], moved[known[7]]) for path, known in self._catalogs.items()}


#: Where something stands in the pack: offset, length, checksum.
_Place = tuple[int, int, int]
#: Key, files it depends on, the text without blocks, its addresses, its blocks.
_Text = tuple[str, tuple[tuple[str, str], ...], bytes, bytes, _Place]
#: Key, the digest of the file, the event.
_EventKept = tuple[str, str, bytes]
#: Key, plural rule, messages and words by state, whether any is wanted, what is shown, slugs, translations.
_Held = tuple[str, str, dict[str, int], dict[str, int], bool, tuple[str, ...], bytes, _Place]


class DamagedError(Exception):
    """Raised when a pack does not hold what its index says; all is read anew then."""


class _Pack:
    """A file that is only added to. Its name changes when it is written anew, so no index names a wrong place."""

    def __init__(self, stem: Path | None) -> None:
        self._stem = stem
        self.name = ""
        self.size = 0
        self._written = 0
        self._new: dict[int, bytes] = {}
        self._file = -1

    def open(self, name: str, places: Iterable[_Place]) -> bool:
        """Open the file of this name; False when it cannot hold what is to be found in it."""
        assert self._stem is not None, "only what is kept can be opened"
        if not name:
            return not tuple(places)
        try:
            self._file = os.open(self._stem.with_name(name), os.O_RDONLY)
            size = os.fstat(self._file).st_size
        except OSError:
            return False
        if any(start + length > size for start, length, _ in places):
            return False
        self.name, self.size, self._written = name, size, size
        return True

    def add(self, content: bytes) -> _Place:
        """Add something; it is written by `flush`."""
        place = (self.size, len(content), zlib.crc32(content))
        self._new[self.size] = content
        self.size += len(content)
        return place

    def get(self, place: _Place) -> bytes:
        """Return what stands at a place. Raises `DamagedError`."""
        start, length, checksum = place
        content = self._new.get(start)
        if content is None:
            content = os.pread(self._file, length, start) if self._file >= 0 else b""
        if len(content) != length or zlib.crc32(content) != checksum:
            raise DamagedError
        return content

    def flush(self) -> None:
        """Write what was added. Raises `OSError`."""
        if self._stem is None or not self._new:
            return
        self.name = self.name or f"{self._stem.stem}-{os.urandom(4).hex()}.pack"
        self._stem.parent.mkdir(parents=True, exist_ok=True)
        target = self._stem.with_name(self.name)
        with target.open("r+b" if self._written else "wb") as file:
            file.seek(self._written)
            file.write(b"".join(self._new[start] for start in sorted(self._new)))
            file.truncate()
        self._new, self._written = {}, self.size
        if self._file < 0:
            self._file = os.open(target, os.O_RDONLY)
        for other in self._stem.parent.glob(f"{self._stem.stem}-*.pack"):
            if other.name != self.name:
                other.unlink(missing_ok=True)

    def rewrite(self, places: Iterable[_Place]) -> dict[_Place, _Place]:
        """Begin a new file with what stands at places; return where each stands then."""
        contents = {place: self.get(place) for place in places}
        self.__init__(self._stem)  # type: ignore[misc]  # a new file, and nothing of the old one
        return {place: self.add(content) for place, content in contents.items()}
