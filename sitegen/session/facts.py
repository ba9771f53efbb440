"""What was read of texts and catalogs, kept from one run to the next, so that a run reads what changed.

Two files: an index (`ledger`) with all that a plan asks of every text, and a pack that is only ever added to, with
blocks and translations, of which a run reads those of the pages it makes. An entry is found by the digests of all it
was made from, and only what is without fault is kept, so that what is wrong is told again by every run. Entries of the
index are bytes that are unpacked one by one when somebody asks.
"""

from __future__ import annotations

import contextlib
import datetime
import marshal
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from sitegen import structured, webvtt
from sitegen.config import Config
from sitegen.config import model as settings_model
from sitegen.diagnostics import Span
from sitegen.events import Event, Occurrence
from sitegen.history import Former, Heading, History
from sitegen.ledger import Ledger
from sitegen.locales import Locale, native_names, recall_native_names
from sitegen.markdown import Block, Document
from sitegen.packing import Codec
from sitegen.permalinks import Proposed
from sitegen.session.packs import DamagedError, Pack, Place
from sitegen.store import software
from sitegen.stories import model
from sitegen.stories.model import Story
from sitegen.theme import Font, Template, Theme, ThemeMessage
from sitegen.theme import model as theme_model
from sitegen.translations import Holding, Tally
from sitegen.values import names_of

_CODEC = Codec(
    *(model.Alias, model.Cover, model.Credit, model.Film, model.Picture, model.Place, model.Source),
    *(Event, Former, Heading, Occurrence, model.Story, model.Subtitles, model.Withdrawal),
    *(Block, Document, Proposed, Span, webvtt.Cue),
    *(structured.Chart, structured.ChartRow, structured.Gallery, structured.GalleryPicture),
    *(structured.Itinerary, structured.Quote, structured.Stop, structured.Video),
)
_SETTINGS = Codec(
    *(Config, Locale, settings_model.Budgets, settings_model.Contact, settings_model.Features, settings_model.Language),
    *(settings_model.MapName, settings_model.MapSettings, settings_model.River, settings_model.Site),
)
_THEME = Codec(
    *(Theme, Template, ThemeMessage, Span, Font),
    *(theme_model.CardDesign, theme_model.CardColours, theme_model.CardFont),
)
_NO_BLOCKS = Document(blocks=())
_FIELDS = tuple(name for name in names_of(Story) if name != "document")
#: From this size on, a pack of which less than half is in use is written anew.
_WASTE = 1 << 20


class Facts:
    """What is known of a project. `path` is that of the index; without one all is forgotten with the object.

    Ask and keep, then `save`.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._ledger = Ledger(str(path)) if path is not None else None
        self._index = _nothing()
        self._pack = Pack(path.with_suffix(".pack") if path else None)
        self._digests: Mapping[str, str] = {}
        self._used: set[str] = set()
        self._changed = False
        if self._ledger is not None:
            self._load(self._ledger)

    def begin(self, digests: Mapping[str, str]) -> None:
        """Start a run over the files with these digests."""
        self._digests, self._used = digests, set()

    # Settings -----------------------------------------------------------------------------------------------

    def settings(self, key: str) -> Config | None:
        """Return the configuration that would be read from what has this digest; None when it is not known."""
        known = self._index.config
        config: Config | None = _SETTINGS.unpack(known[1]) if known[0] == key else None
        if config is not None:
            recall_native_names(known[2])
        return config

    def keep_settings(self, key: str, config: Config) -> None:
        """Keep a configuration without faults."""
        self._index = self._index._replace(config=(key, _SETTINGS.pack(config), native_names(config.tags)))
        self._changed = True

    def theme(self, key: str) -> Theme | None:
        """Return the theme that would be read from what has this digest; None when it is not known."""
        known = self._index.theme
        theme: Theme | None = _THEME.unpack(known[1]) if known[0] == key else None
        return theme

    def keep_theme(self, key: str, theme: Theme) -> None:
        """Keep a theme without faults."""
        self._index = self._index._replace(theme=(key, _THEME.pack(theme)))
        self._changed = True

    def rely(self, settings: str) -> None:
        """Say what texts, events and catalogs depend on besides files; those of other settings are forgotten."""
        if self._index.settings != settings:
            self._index = self._index._replace(settings=settings, texts={}, events={}, catalogs={})
            self._changed = True

    # Texts --------------------------------------------------------------------------------------------------

    def text(self, path: str) -> tuple[Story, tuple[str, ...] | None] | None:
        """Return the text that would be read from a source file, and the sources that its links lead to.

        It has its links only with these. None when it is not known.
        """
        known = self._index.texts.get(path)
        if known is None:
            return None
        looked, plain, dates, rest, leads = marshal.loads(known[0])
        digests = self._digests
        for name, value in looked:
            if digests.get(name, "") != value:
                return None
        self._used.add(path)
        fields: dict[str, Any] = dict(plain)
        for name, value in dates:
            fields[name] = datetime.date.fromordinal(value)
        document = Document.later(partial(self._blocks, known[1]))
        return Story.later(partial(_whole, rest), document=document, **fields), leads

    def keep_text(self, path: str, story: Story, looked: Mapping[str, str], leads: tuple[str, ...] | None) -> None:
        """Keep a text without faults, which depends on the files `looked` at; its links are right if `leads` are."""
        place = self._pack.add(_CODEC.pack(story.document))
        self._index.texts[path] = marshal.dumps((tuple(looked.items()), *_parted(story), leads)), place
        self._used.add(path)
        self._changed = True

    def _blocks(self, place: Place) -> Document:
        document: Document = _CODEC.unpack(self._pack.get(place))
        return document

    # Histories ----------------------------------------------------------------------------------------------

    def history(self, path: str) -> History | None:
        """Return what a file of history says, if nothing is wrong with it; None when it is not known."""
        known = self._index.histories.get(path)
        if known is None or known[0] != self._digests.get(path, ""):
            return None
        self._used.add(path)
        # Few texts have other addresses than they had; of all others, nobody asks for the headings they had.
        slugs = _CODEC.unpack(known[1]) if known[1] else {}
        return History.later(partial(_headings, slugs, known[2]), slugs=slugs)

    def keep_history(self, path: str, history: History) -> None:
        """Keep what a file of history without faults says."""
        slugs = _CODEC.pack(history.slugs) if history.slugs else b""
        self._index.histories[path] = (self._digests[path], slugs, _CODEC.pack(history.headings))
        self._used.add(path)
        self._changed = True

    # Events -------------------------------------------------------------------------------------------------

    def event(self, path: str) -> Event | None:
        """Return the event that would be read from a file, if nothing is wrong with it; None when it is not known."""
        known = self._index.events.get(path)
        if known is None or known[0] != self._digests.get(path, ""):
            return None
        self._used.add(path)
        event: Event = _CODEC.unpack(known[1])
        return event

    def keep_event(self, event: Event) -> None:
        """Keep an event without faults."""
        self._index.events[event.path] = (self._digests[event.path], _CODEC.pack(event))
        self._used.add(event.path)
        self._changed = True

    # Catalogs -----------------------------------------------------------------------------------------------

    def holdings(
        self, wanted: Iterable[tuple[str, tuple[str, str], str]]
    ) -> Iterator[tuple[str, tuple[str, str], Holding, tuple[Proposed, ...]]]:
        """Yield the path and name of each catalog that is known, with what it gives its domain and the slugs in it.

        What is wanted is its path, its name, and what tells what the catalog was held against. The standing of single
        messages is not kept.
        """
        catalogs, digests, used, held = self._index.catalogs, self._digests, self._used, self._held
        for path, name, domain in wanted:
            known = catalogs.get(path)
            if known is not None and known[0] == domain and known[1] == digests.get(path, ""):
                used.add(path)
                _, _, proposed, told, place = known
                holding = Holding.later(partial(held, told, place), found=())
                yield path, name, holding, _CODEC.unpack(proposed) if proposed else ()

    def has(self, path: str) -> bool:
        """Tell whether this run has recalled or kept something of a file."""
        return path in self._used

    def keep_holding(self, path: str, domain: str, holding: Holding, proposed: tuple[Proposed, ...]) -> None:
        """Keep what a catalog without faults gives a domain."""
        tally = holding.tally
        told = (holding.plural_forms, dict(tally.messages), dict(tally.words), holding.wanted, holding.front)
        place = self._pack.add(marshal.dumps(dict(holding.strings)))
        slugs = _CODEC.pack(proposed) if proposed else b""
        self._index.catalogs[path] = (domain, self._digests.get(path, ""), slugs, marshal.dumps(told), place)
        self._used.add(path)
        self._changed = True

    def _held(self, told: bytes, place: Place) -> Holding:
        plural_forms, messages, words, wanted, front = marshal.loads(told)
        return Holding.later(
            partial(self._strings, place),
            plural_forms=plural_forms,
            tally=Tally(messages=messages, words=words),
            wanted=wanted,
            front=front,
        )

    def _strings(self, place: Place) -> Holding:
        strings = marshal.loads(self._pack.get(place))
        nothing: Any = {}
        return Holding(strings=strings, standings={}, plural_forms="", tally=nothing, found=())

    # Files --------------------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Forget everything."""
        self._index, self._pack = _nothing(), Pack(self._path.with_suffix(".pack") if self._path else None)
        self._changed = True

    def save(self) -> None:
        """Write down what is known, without what this run had no use for. What cannot be written is forgotten."""
        kinds = self._index.kinds
        gone = {path for kind in kinds for path in kind} - self._used
        if self._ledger is None or not (self._changed or gone):
            return
        for path in gone:
            for kind in kinds:
                kind.pop(path, None)
        with contextlib.suppress(OSError):
            self._pack.flush()
            self._ledger.save({"software": software(), "pack": self._pack.name, **self._index._asdict()})
        self._changed = False

    def _load(self, ledger: Ledger) -> None:
        kept = ledger.load()
        program, pack = kept.pop("software", ""), kept.pop("pack", "")
        # What another version of the program has kept may have another form.
        if program == software() and kept.keys() == set(_Index._fields):
            index = _Index(**kept)
            if self._pack.open(pack, index.places()):
                self._index = index
                with contextlib.suppress(DamagedError):
                    self._tidy()

    def _tidy(self) -> None:
        """Begin the pack anew when most of it is of no use any more: now, as nobody holds a place in it yet."""
        index, places = self._index, self._index.places()
        if self._pack.size > _WASTE and sum(length for _, length, _ in places) * 2 < self._pack.size:
            moved = self._pack.rewrite(places)
            self._changed = True
            for kind in (index.texts, index.catalogs):
                for path, known in kind.items():
                    kind[path] = (*known[:-1], moved[known[-1]])


class _Index(NamedTuple):
    """Entries by path, in plain values. Those of `texts` and `catalogs` end with their place in the pack."""

    #: The digest of its files, the configuration, what its languages call themselves.
    config: tuple[str, bytes, dict[str, str]]
    theme: tuple[str, bytes]
    settings: str
    #: What a text depends on with its plain fields, dates and all others, and the sources it leads to; its blocks.
    texts: dict[str, Any]
    #: The digest of a file of history, its slugs, its headings.
    histories: dict[str, Any]
    #: The digest of the file, the event.
    events: dict[str, Any]
    #: What a catalog was held against, its digest, its slugs, what it gives, its translations.
    catalogs: dict[str, Any]

    @property
    def kinds(self) -> tuple[dict[str, Any], ...]:
        """All that is kept by path."""
        return self.texts, self.histories, self.events, self.catalogs

    def places(self) -> list[Place]:
        """Return all places in the pack that are in use."""
        return [known[-1] for kind in (self.texts, self.catalogs) for known in kind.values()]


def _nothing() -> _Index:
    return _Index(("", b"", {}), ("", b""), "", {}, {}, {}, {})


def _headings(slugs: Mapping[str, Former], packed: bytes) -> History:
    return History(slugs=slugs, headings=_CODEC.unpack(packed))


def _parted(story: Story) -> tuple[dict[str, Any], tuple[tuple[str, int], ...], bytes]:
    """Return the fields of a text that are plain values, its dates as numbers, and all of it but its blocks, packed.

    A run looks at the plain ones of all texts.
    """
    plain: dict[str, Any] = {}
    dates: list[tuple[str, int]] = []
    for name in _FIELDS:
        value = getattr(story, name)
        if type(value) is datetime.date:
            dates.append((name, value.toordinal()))
        elif _is_plain(value):
            plain[name] = value
    return plain, tuple(dates), _CODEC.pack(replace(story, document=_NO_BLOCKS))


def _is_plain(value: object) -> bool:
    """Tell whether a value comes back from `marshal` as it is."""
    return value is None or type(value) in (str, int) or (type(value) is tuple and all(map(_is_plain, value)))


def _whole(packed: bytes) -> Story:
    story: Story = _CODEC.unpack(packed)
    return story
