"""What a kit consists of, as files by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sitegen import cards
from sitegen.diagnostics import Diagnostic, FaultError, Severity, Span, arrange, error, has_errors
from sitegen.kit.page import page
from sitegen.plan import Kit, Planner, SitePlanner
from sitegen.recipes import Recipe
from sitegen.session import Options, Session
from sitegen.shape import suggest
from sitegen.stories import Story
from sitegen.values import dataclass

INDEX = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a kit is asked for: a story by its name, the site that shares it, languages; none means all it is in."""

    slug: str
    site: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeKit:
    """The files of a kit by name, and the languages that are in it; without files `found` says why."""

    files: Mapping[str, bytes]
    tags: tuple[str, ...]
    found: tuple[Diagnostic, ...]


def make(session: Session, options: Options, wanted: Wanted) -> MadeKit:
    """Make the kit of a story that is published at the point in time of the options."""
    planner, tree, found = session.planner(options)
    if planner is None:
        return _nothing(found)
    site, story, faults = _asked(planner, wanted)
    if site is None or story is None:
        return _nothing((*found, *faults))
    kits, noticed = _kits(site, story, wanted)
    found = (*found, *noticed)
    if not kits or any(fault.severity is Severity.ERROR for fault in noticed):
        return _nothing(found)
    kitchen = session.kitchen(planner, tree)
    files: dict[str, bytes] = {}
    try:
        for kit in kits:
            files |= _files(kit, story, kitchen.make)
    except FaultError as fault:
        return _nothing((*found, fault.diagnostic))
    files[INDEX] = page(story, kits, {kit.tag: _names(kit, story) for kit in kits})
    return MadeKit(files=dict(sorted(files.items())), tags=tuple(kit.tag for kit in kits), found=arrange(found))


def _nothing(found: tuple[Diagnostic, ...]) -> MadeKit:
    return MadeKit(files={}, tags=(), found=arrange(found))


def _asked(planner: Planner, wanted: Wanted) -> tuple[SitePlanner | None, Story | None, tuple[Diagnostic, ...]]:
    """Return the site and the story that are meant, or why there are none."""
    site = planner.sites.get(wanted.site)
    if site is None:
        hint = suggest(wanted.site, tuple(planner.sites))
        return None, None, (error("unknown-site", Span("content/missions"), f'there is no site "{wanted.site}"', hint),)
    stories = {story.slug: story for story in site.library.stories}
    story = stories.get(wanted.slug)
    if story is None:
        message = f'no story "{wanted.slug}" is published'
        return (
            None,
            None,
            (error("unknown-text", Span("content/stories"), message, suggest(wanted.slug, list(stories))),),
        )
    return site, story, ()


def _kits(site: SitePlanner, story: Story, wanted: Wanted) -> tuple[list[Kit], list[Diagnostic]]:
    """Return what there is in each language, and what keeps it from being there in one that was asked for."""
    kits: list[Kit] = []
    found = list(site.noticed())
    for tag in wanted.tags or site.site.tags:
        if tag not in site.site.tags:
            hint = suggest(tag, site.site.tags)
            found.append(error("unknown-language", Span(site.site.path), f'the site has no language "{tag}"', hint))
            continue
        kit = site.kit(story, tag)
        found += site.found
        if kit is not None:
            kits.append(kit)
        elif wanted.tags and not site.found:
            found.append(_no_card(story, tag))
    if not kits and not has_errors(found):
        found.append(_no_card(story, story.language))
    return kits, found


def _no_card(story: Story, tag: str) -> Diagnostic:
    hint = "translate more of it; if that is done, see that `cards` are on in site.yaml and their fonts are installed"
    return error("no-card", Span(story.path), f"the story has no share card in {tag}", hint)


def _names(kit: Kit, story: Story) -> dict[cards.Size, str]:
    """Return the names of the pictures by size."""
    stem = f"{kit.tag}/{story.slug}-{kit.tag}"
    return {size: f"{stem}-{width}x{height}.jpg" for size, (width, height) in cards.SIZES.items()}


def _files(kit: Kit, story: Story, cook: Callable[[Recipe], bytes]) -> dict[str, bytes]:
    names = _names(kit, story)
    pictures = {names[size]: cook(recipe) for size, recipe in kit.recipes.items()}
    return {**pictures, f"{kit.tag}/caption.txt": _text(kit.caption), f"{kit.tag}/alt.txt": _text(kit.alt)}


def _text(words: str) -> bytes:
    return f"{words}\n".encode()
