"""Adds a language to the settings of sites and makes its catalogs.

The settings are edited in memory and the project is read with them as any project is, so that whatever is wrong is
told by the same words as ever, before a single byte is written.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sitegen.config import PORTAL, Config, Site
from sitegen.diagnostics import Diagnostic, Severity, Span, arrange, error, has_errors
from sitegen.languages.profile import Profile, profile
from sitegen.locales import is_pseudo_tag, parse_tag, suggest_tag
from sitegen.messages import catalogs_of
from sitegen.session import Options, Reading, Session, read
from sitegen.shape import suggest, with_item
from sitegen.store import write_together
from sitegen.tree import ChangedError, EditedTree, Tree
from sitegen.values import dataclass

#: Norwegian, which other readers of YAML take for a word that means false unless it stands in quotes.
_TAKEN_FOR_FALSE = frozenset({"no"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which language is asked for, on which missions (none means the portal), and how it is to be set up."""

    tag: str
    missions: tuple[str, ...] = ()
    locale: str = ""
    fallback: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was written, as project paths, and what the language is like; nothing when `found` says why not."""

    settings: tuple[str, ...] = ()
    catalogs: tuple[str, ...] = ()
    profile: Profile | None = None
    found: tuple[Diagnostic, ...] = ()


def new_language(session: Session, options: Options, asked: Asked) -> Added:
    """Add a language to the settings of the portal or of missions, with its catalogs. All is written, or nothing.

    Raises `OSError` when there is no room; nothing is written then.
    """
    with session.alone(), contextlib.suppress(ChangedError):
        return _added(session, options, asked)
    message, hint = "files were changed while they were read", "wait, then run it again"
    return Added(found=(error("changed-while-reading", Span("content"), message, hint),))


def _added(session: Session, options: Options, asked: Asked) -> Added:
    reading, tree, found = session.read(options)
    if reading is None or has_errors(found):
        return Added(found=_errors(found))
    faults = tuple(_faults(reading.config, asked))
    if faults:
        return Added(found=faults)
    sites = [site for site in reading.config.sites if site.id in (asked.missions or (PORTAL,))]
    edits = {site.path: content for site in sites if (content := _edited(tree, site, asked)) is not None}
    after, faults = _tried(session, EditedTree(tree, edits), reading, sites, asked.tag)
    if after is None:
        return Added(found=faults)
    catalogs = catalogs_of(after, EditedTree(tree, edits), asked.tag)
    # A catalog of a language that no site has is not read, so the settings come last.
    write_together({session.root / path: content for path, content in (*sorted(catalogs.items()), *edits.items())})
    language = next(lang for site in after.config.sites for lang in site.languages if lang.tag == asked.tag)
    return Added(settings=tuple(edits), catalogs=tuple(sorted(catalogs)), profile=profile(after, tree, language))


def _faults(config: Config, asked: Asked) -> Iterator[Diagnostic]:
    """Yield what is wrong with what is asked for."""
    settings = Span(config.sites[0].path)
    for tag in dict.fromkeys((asked.tag, *((asked.locale,) if asked.locale else ()), *asked.fallback)):
        if is_pseudo_tag(tag):
            hint = "`sitegen build --pseudo` adds it to all sites"
            yield error("unknown-language", settings, f'"{tag}" is a pseudo-language', hint)
        elif parse_tag(tag) is None:
            close = suggest_tag(tag)
            hint = f'did you mean "{close}"?' if close else "write a BCP 47 tag, as in ur, tr or zh-Hans"
            yield error("unknown-language", settings, f'there is no language "{tag}"', hint)
    for tag in asked.fallback:
        if tag == asked.tag or (parse_tag(tag) and tag not in config.tags):
            message = f'"{tag}" cannot stand in for what is not translated into {asked.tag}'
            hint = f"name other languages of the project: {', '.join(config.tags)}"
            yield error("unknown-language", settings, message, hint)
    known = {site.id: site for site in config.sites}
    for id in dict.fromkeys(asked.missions):
        if id not in known or id == PORTAL:
            missions = [other for other in known if other != PORTAL]
            yield error("unknown-site", Span("content/missions"), f'there is no mission "{id}"', suggest(id, missions))
    for id in asked.missions or (PORTAL,):
        if id in known and asked.tag in known[id].tags:
            message = f'the language "{asked.tag}" is there already'
            yield error(
                "already-there", Span(known[id].path), message, "run `sitegen messages update` for its catalogs"
            )


def _edited(tree: Tree, site: Site, asked: Asked) -> bytes | None:
    """Return the settings of a site with the language as the last of the list; None when there is no place for it."""
    tag = f'"{asked.tag}"' if asked.tag in _TAKEN_FOR_FALSE else asked.tag
    parts = [f"tag: {tag}"]
    if asked.locale:
        parts.append(f"locale: {asked.locale}")
    if asked.fallback:
        parts.append(f"fallback: [{', '.join(asked.fallback)}]")
    item = tag if len(parts) == 1 else f"{{{', '.join(parts)}}}"
    text = tree.read(site.path).decode("utf-8")  # with its byte order mark, if it has one: nothing else changes
    edited = with_item(text, "languages", item)
    return edited.encode() if edited is not None else None


def _tried(
    session: Session, edited: EditedTree, before: Reading, sites: list[Site], tag: str
) -> tuple[Reading | None, tuple[Diagnostic, ...]]:
    """Read the project with its new settings; None and the reason if it is not what it was and the language."""
    after, found = read(edited, session.store)
    if after is None or has_errors(found):
        return None, _errors(found)
    wanted = {site.id: (*site.tags, tag) if site in sites else site.tags for site in before.config.sites}
    changed = {site.id: site.tags for site in after.config.sites}
    faults = tuple(
        error("languages-not-edited", Span(site.path), f'no place was found for "{tag}"', f"add {tag} to languages")
        for site in sites
        if changed.get(site.id) != wanted[site.id]
    )
    return (None, faults) if faults else (after, ())


def _errors(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return arrange(fault for fault in found if fault.severity is Severity.ERROR)
