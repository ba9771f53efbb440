"""From two states of a project to what the difference asks of translators."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping

from sitegen.catalog import Catalog
from sitegen.catalog import read as read_catalog
from sitegen.diagnostics import Diagnostic, Severity, Span, error
from sitegen.locales import gettext_name
from sitegen.messages.addresses import without_slugs
from sitegen.messages.impact.comparing import Comparison, Difference
from sitegen.messages.impact.model import Change, Effect, Impact, Outcome, TextImpact
from sitegen.messages.impact.outcomes import Translated, all_domains
from sitegen.revisions import Repository
from sitegen.segments import count_words
from sitegen.session import Options, Reading, Session, Sources, read_sources
from sitegen.translations import Domain
from sitegen.tree import Tree

#: What texts are made of; catalogs are always those of the working tree.
_SOURCES = ("content", "themes")
_CATALOG = re.compile(r"locales/([^/]+)/LC_MESSAGES/(.+)\.po")


def impact(session: Session, options: Options, history: Repository, revision: str) -> Impact:
    """Compare the texts of the working tree with those of a revision.

    Texts that have errors now, or had them then, are not compared. A revision that cannot be read is an error among
    `found`; what is wrong with the project now is there too.
    """
    commit, refused = history.commit(revision)
    if refused:
        return Impact(revision=revision, found=refused)
    reading, tree, found = session.read(options)
    if reading is None:
        return Impact(revision=revision, commit=commit, found=found)
    base, noticed = read_sources(history.tree(commit, _SOURCES))
    if base is None:
        return Impact(revision=revision, commit=commit, found=(_unreadable(revision, noticed), *found))
    return Impact(
        revision=revision,
        commit=commit,
        texts=tuple(_texts(reading, base, tree)),
        skipped=tuple(sorted(base.faulty & reading.domains.keys())),
        tags=reading.config.tags,
        found=found,
    )


def _unreadable(revision: str, noticed: tuple[Diagnostic, ...]) -> Diagnostic:
    reason = next((fault for fault in noticed if fault.severity is Severity.ERROR), None)
    why = f": {reason.span}: {reason.message}" if reason else ""
    hint = "name a revision in which the project is sound; a new project has none before its first commit"
    return error("unknown-revision", Span("content"), f'there is no project to be read in "{revision}"{why}', hint)


def _texts(reading: Reading, base: Sources, tree: Tree) -> Iterator[TextImpact]:
    """Yield what differs, text by text."""
    faulty = base.faulty | reading.library.faulty
    before, now = (
        {name: _without_slugs(domain) for name, domain in domains.items() if name not in faulty}
        for domains in (base.domains, reading.domains)
    )
    comparison = Comparison(before, now)
    languages = {tag: Translated(comparison, tag, _catalogs(tree, tag)) for tag in reading.config.tags}
    paths = {story.domain: story.path for story in reading.library.all}
    for domain in all_domains(comparison):
        if comparison.is_edited(domain.name) or domain.name in comparison.former:
            yield _text(comparison, domain.name, languages, paths.get(domain.name, ""))


def _without_slugs(domain: Domain) -> Domain:
    """Return a domain without its addresses, which nobody has to translate."""
    return dataclasses.replace(domain, entries=tuple(entry for entry in domain.entries if not entry.slug))


def _text(comparison: Comparison, name: str, languages: Mapping[str, Translated], path: str) -> TextImpact:
    is_gone = name not in comparison.now
    differences = [] if is_gone else comparison.differences(name)
    outcomes = {} if is_gone else {tag: spoken.outcomes(name, differences) for tag, spoken in languages.items()}
    effects = [
        _effect(difference, tuple((tag, found[at]) for tag, found in outcomes.items()))
        for at, difference in enumerate(differences)
    ]
    for entry in comparison.removed(name, differences):
        segment = entry.segment
        effects.append(
            Effect(change=Change.REMOVED, span=segment.span, text=segment.text, words=count_words(segment.text))
        )
    base = comparison.base(name)
    kept = 0 if is_gone else len(comparison.now[name].entries) - len(differences)
    return TextImpact(
        domain=name,
        path=path,
        former=base.name if base else "",
        removed=is_gone,
        kept=kept,
        effects=tuple(effects),
    )


def _effect(difference: Difference, outcomes: tuple[tuple[str, Outcome | None], ...]) -> Effect:
    segment, origin = difference.entry.segment, difference.origin
    return Effect(
        change=difference.change,
        span=segment.span,
        text=segment.text,
        words=count_words(segment.text),
        former=origin.entry.segment.text if origin else None,
        small=difference.is_small,
        outcomes=tuple((tag, outcome) for tag, outcome in outcomes if outcome is not None),
    )


def _catalogs(tree: Tree, tag: str) -> dict[str, Catalog]:
    """Return the catalogs of a language by domain, also those whose text is gone; those with errors are left out."""
    catalogs = {}
    for path in tree.digests:
        match = _CATALOG.fullmatch(path)
        if match and match[1] == gettext_name(tag):
            catalog, _ = read_catalog(tree.read(path), path)
            if catalog is not None:
                catalogs[match[2]] = without_slugs(catalog)
    return catalogs
