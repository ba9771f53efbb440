"""What is sent to a machine that has nothing of the project, and what comes back: values to bytes, and back again.

One `Basis` for all units of a build; a batch of units with the texts they are of, in all languages; what came of a
batch. The basis has of each text what others show of it. Texts of which others may show more are in it whole.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import ModuleType
from typing import Any, NamedTuple

from sitegen import diagnostics, images, lettering, locales, recipes, shortcuts, structured, webvtt
from sitegen.cards import model as cards_model
from sitegen.config import Config
from sitegen.config import model as config_model
from sitegen.events import EVENTS, Event, Occurrence
from sitegen.markdown import Block, Document
from sitegen.packing import Codec
from sitegen.permalinks import Permalinks
from sitegen.plan import Project, Unit
from sitegen.repertoires import PACKAGE
from sitegen.session.making import Made, Workshop
from sitegen.session.memory import Record
from sitegen.session.mending import Seams
from sitegen.stories import Story
from sitegen.stories import model as stories_model
from sitegen.theme import LICENCES, Theme
from sitegen.theme import model as theme_model
from sitegen.translations import SITE, THEME, Holding, Key, Translations
from sitegen.values import dataclass

#: What is said, by key; empty for what is not translated.
Strings = Mapping[Key, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a catalog gives: all of its `strings`, or where it is not `whole` what others show of a text."""

    domain: str
    tag: str
    plural_forms: str
    messages: Mapping[str, int]
    words: Mapping[str, int]
    wanted: bool
    strings: Strings
    whole: bool
    front: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What units of all sites are made from, but for the texts themselves.

    `stories` and `pages` are without their blocks, each with the addresses in it; `whole` are some of them with all,
    packed. `overrides` are the missions' own words by mission, domain and language, each with its rule for plurals.
    """

    shortcuts: bool
    config: Config
    theme: Theme
    templates: Mapping[str, bytes]
    permalinks: Permalinks
    digests: Mapping[str, str]
    installed: Mapping[str, str | None]
    licences: Mapping[str, str]
    letters: Mapping[str, str]
    now: datetime.datetime
    drafts: bool
    preview: bool
    stories: tuple[tuple[Story, tuple[tuple[str, str], ...]], ...]
    pages: tuple[tuple[Story, tuple[tuple[str, str], ...]], ...]
    faulty: frozenset[str]
    events: tuple[Event, ...]
    holdings: tuple[Held, ...]
    overrides: Mapping[tuple[str, str, str], tuple[str, Strings]]
    whole: Mapping[str, bytes]


class Batch(NamedTuple):
    """Units with their texts, packed, by domain; `known` are digests, by site and path, of pages that are there."""

    units: tuple[Unit, ...]
    texts: Mapping[str, bytes]
    known: Mapping[tuple[str, str], str]


#: What came of a unit, with the bytes of the pages that were not known; None for one that takes more than was sent.
Result = tuple[Made, dict[str, bytes]] | None


def _kinds(*modules: ModuleType) -> Iterator[type]:
    """Yield the classes of values that modules define."""
    for module in modules:
        for kind in vars(module).values():
            own = isinstance(kind, type) and kind.__module__ == module.__name__
            if own and (issubclass(kind, enum.Enum) or (dataclasses.is_dataclass(kind) and dataclasses.fields(kind))):
                yield kind


_CODEC = Codec(
    *(
        Basis,
        Held,
        Block,
        Document,
        Event,
        Occurrence,
        Permalinks,
        Unit,
        lettering.Typeface,
        locales.Locale,
        images.Derivation,
        webvtt.Cue,
        webvtt.Shown,
    ),
    *_kinds(cards_model, config_model, diagnostics, recipes, stories_model, structured, theme_model),
)
_NO_BLOCKS = Document(blocks=())


def pack(value: object) -> bytes:
    """Return the bytes of a basis, or of a text with what is said of it."""
    return _CODEC.pack(value)


def unpack(content: bytes) -> Any:
    """Return the value of bytes that `pack` gave."""
    return _CODEC.unpack(content)


def text(story: Story, translations: Translations, tags: Iterable[str]) -> bytes:
    """Return the blocks of a text, and by language all that is said of it."""
    held = ((tag, translations.holdings.get((story.domain, tag))) for tag in tags)
    return pack((story.document, {tag: dict(holding.strings) for tag, holding in held if holding is not None}))


def pack_batch(batch: Batch) -> bytes:
    """Return the bytes of a batch."""
    return pack(tuple(batch))


def unpack_batch(content: bytes) -> Batch:
    """Return the batch of bytes."""
    return Batch._make(unpack(content))


def pack_results(results: Sequence[Result]) -> bytes:
    """Return the bytes of what came of a batch."""
    return pack(tuple(result and (*_plain(result[0]), result[1]) for result in results))


def _plain(made: Made) -> tuple[Any, ...]:
    plain: dict[str, Any] = {"record": tuple(made.record), "seams": tuple(map(tuple, made.seams))}
    return tuple(plain.get(field.name, getattr(made, field.name)) for field in dataclasses.fields(made))


def unpack_results(content: bytes) -> list[Result]:
    """Return what came of a batch."""
    return [result and _result(*result) for result in unpack(content)]


def _result(*values: Any) -> Result:
    names = [field.name for field in dataclasses.fields(Made)]
    made = Made(**dict(zip(names, values[:-1], strict=True)))
    seams = tuple(map(Seams._make, made.seams))
    return replace(made, record=Record._make(made.record), seams=seams), values[-1]


def basis(workshop: Workshop) -> Basis:
    """Return what all units of a build are made from."""
    project = workshop.planner.project
    translations, theme, library = project.translations, project.theme, project.library
    names = [f"{theme.path}/templates/{name}" for name in theme.templates]
    shown_whole = [story for story in library.all if _is_shown_whole(story, translations, project.config.tags)]
    return Basis(
        shortcuts=shortcuts.on(),
        config=project.config,
        theme=theme,
        templates={name: workshop.sources(name) for name in names},
        permalinks=replace(project.permalinks, known={}),
        digests=project.digests,
        installed={path: project.installed(path) for path in _packages(theme)},
        licences=project.licences,
        letters=_letters(project),
        now=project.now,
        drafts=project.drafts,
        preview=project.preview,
        stories=tuple(map(_light, library.stories)),
        pages=tuple(map(_light, library.pages)),
        faulty=library.faulty,
        events=project.events,
        holdings=tuple(_held(translations, *item) for item in translations.holdings.items()),
        overrides={
            name: (holding.plural_forms, dict(holding.strings))
            for name, holding in translations.overrides.items()
            if holding.strings
        },
        whole={story.domain: text(story, translations, project.config.tags) for story in shown_whole},
    )


def _is_shown_whole(story: Story, translations: Translations, tags: Iterable[str]) -> bool:
    """Tell whether others may show of a text what only its blocks tell: a summary, or the language most of it is in."""
    return not story.summary or not all(translations.is_listed(story.domain, tag) for tag in tags)


def _light(story: Story) -> tuple[Story, tuple[tuple[str, str], ...]]:
    return replace(story, document=_NO_BLOCKS), story.document.targets


def _held(translations: Translations, name: tuple[str, str], holding: Holding) -> Held:
    domain, tag = name
    whole = domain in (SITE, THEME, EVENTS)
    strings: Strings = dict(holding.strings)
    if not whole:
        strings = {key: strings.get(key, ()) for key in translations.domains[domain].front}
    return Held(
        domain=domain,
        tag=tag,
        plural_forms=holding.plural_forms,
        messages=holding.tally.messages,
        words=holding.tally.words,
        wanted=holding.wanted,
        strings=strings,
        whole=whole,
        front=holding.front,
    )


def _packages(theme: Theme) -> Iterator[str]:
    """Yield the files of installed packages that a plan asks for."""
    for font in theme.fonts:
        yield f"{theme.path}/node_modules/{font.package}/{font.file}"
        yield from (f"{theme.path}/node_modules/{font.package}/{name}" for name in LICENCES)
    for card_font in theme.cards.fonts if theme.cards else ():
        yield theme.in_package(card_font.package, PACKAGE)


def _letters(project: Project) -> dict[str, str]:
    """Return the characters of each font for share cards, of those that are there; nothing without cards."""
    cards = project.theme.cards
    if cards is None or project.preview or not project.config.features.cards:
        return {}
    paths = {project.theme.in_package(font.package, font.file) for font in cards.fonts}
    known = ((path, project.letters(path)) for path in sorted(paths))
    return {path: "".join(sorted(found)) for path, found in known if found is not None}
