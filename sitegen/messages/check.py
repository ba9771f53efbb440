"""`messages check`: what is wrong with catalogs, and what an editor would say of the translations in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sitegen import catalog as po
from sitegen.catalog import Catalog, Message
from sitegen.diagnostics import Diagnostic, Severity, Span, arrange, error, note, warning
from sitegen.limits import LEAF_CHARACTERS
from sitegen.locales import gettext_name
from sitegen.proof import SEVERITIES, Finding, Glossary, Pair, check_terms, proofread, read_glossary, uncounted
from sitegen.proof import ignored as codes_ignored
from sitegen.session import Options, Reading, Session
from sitegen.shape import suggest
from sitegen.translations import ADVICE, Entry, catalog_path
from sitegen.tree import Tree
from sitegen.values import dataclass

#: The limit of a line of subtitles is not one of the text: `subtitle-large` tells of that.
_LIMIT = re.compile(r"at most (\d+) characters(?! a line)")
#: Numbers that are tried to see which a plural form serves.
_COUNTED = range(201)


def check(
    session: Session, options: Options, tags: tuple[str, ...] = (), domains: tuple[str, ...] = ()
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with catalogs and glossaries, and what is noticed in finished translations.

    `tags` and `domains` limit that; a story may be named without the `stories/` before it. Errors of the sources are
    told in any case. Fuzzy messages are drafts, and not read.
    """
    reading, tree, found = session.read(options)
    if reading is None:
        return arrange(found)
    selected = _Selection(tags=tags, domains=tuple(_domain(reading, name) or name for name in domains))
    unknown = tuple(_unknown(reading, tags, domains))
    if unknown:
        return unknown
    glossaries, faults = _glossaries(tree, reading)
    noticed = [fault for fault in (*found, *faults) if selected.holds(fault)]
    for tag in reading.config.tags:
        for path, catalog, domain in _catalogs(reading, tag):
            if selected.has(tag, domain):
                entries = _entries(reading, tag, domain)
                proof = _Proof(path, tag, catalog, reading.config.source_language, glossaries.get(tag, Glossary()))
                noticed += (fault for entry in entries for fault in proof.of(entry))
    return arrange(noticed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Selection:
    """Which catalogs are asked for; empty means all."""

    tags: tuple[str, ...]
    domains: tuple[str, ...]

    def has(self, tag: str, domain: str) -> bool:
        """Tell whether a catalog is asked for."""
        return (not self.tags or tag in self.tags) and (not self.domains or domain in self.domains)

    def holds(self, fault: Diagnostic) -> bool:
        """Tell whether a fault belongs to what is asked for: errors of sources always do."""
        path = fault.span.path
        if not path.startswith("locales/"):
            return fault.severity is Severity.ERROR
        in_tag = not self.tags or any(path.startswith(f"locales/{gettext_name(tag)}/") for tag in self.tags)
        return in_tag and (not self.domains or any(path.endswith(f"/{name}.po") for name in self.domains))


def _unknown(reading: Reading, tags: tuple[str, ...], domains: tuple[str, ...]) -> Iterator[Diagnostic]:
    for tag in tags:
        known = reading.config.tags
        if tag not in known:
            message = f'no site has the language "{tag}"'
            yield error("unknown-language", Span("content/site.yaml"), message, suggest(tag, known))
    for name in domains:
        if _domain(reading, name) is None:
            stories = tuple(domain.removeprefix("stories/") for domain in reading.domains)
            yield error("unknown-text", Span("content"), f'there is no text "{name}"', suggest(name, stories))


def _domain(reading: Reading, name: str) -> str | None:
    candidates = (name, f"stories/{name}", f"pages/{name}")
    overrides = {f"missions/{mission}" for mission, _ in reading.overrides}
    return next((one for one in candidates if one in reading.domains or one in overrides), None)


def _catalogs(reading: Reading, tag: str) -> Iterator[tuple[str, Catalog, str]]:
    """Yield the path, the catalog and the domain of each catalog of a language, overrides of missions among them."""
    for (domain, other), catalog in reading.catalogs.items():
        if other == tag:
            yield catalog_path(domain, tag), catalog, domain
    for (mission, other), catalog in reading.overrides.items():
        if other == tag:
            yield catalog_path(f"missions/{mission}", tag), catalog, f"missions/{mission}"


def _entries(reading: Reading, tag: str, domain: str) -> tuple[Entry, ...]:
    """Return what a catalog may translate; an override of a mission anything. Addresses are no prose to be read."""
    domains = [reading.domains[domain]] if domain in reading.domains else reading.domains.values()
    entries = (entry for known in domains for entry in known.for_language(tag) if not entry.slug)
    return tuple({entry.key: entry for entry in entries}.values())


def _glossaries(tree: Tree, reading: Reading) -> tuple[Mapping[str, Glossary], list[Diagnostic]]:
    glossaries: dict[str, Glossary] = {}
    found: list[Diagnostic] = []
    for tag in reading.config.tags:
        path = f"locales/{gettext_name(tag)}/glossary.yaml"
        if path in tree.digests:
            glossaries[tag], faults = read_glossary(tree.read(path), path)
            found += faults
    return glossaries, found


@dataclass(frozen=True, slots=True)
class _Proof:
    """The reading of one catalog."""

    path: str
    tag: str
    catalog: Catalog
    source_language: str
    glossary: Glossary

    def of(self, entry: Entry) -> Iterator[Diagnostic]:
        """Yield what is noticed in the translation of an entry, less what its comments let pass."""
        message = self._message(entry)
        if message is None or not message.translated:
            return
        general = codes_ignored(self.catalog.header.comments if self.catalog.header else ())
        own = codes_ignored(message.comments)
        span = Span(self.path, message.line)
        used = set()
        for at, string in enumerate(message.strings):
            place = f"msgstr[{at}]: " if message.plural_id is not None else ""
            for finding in self._findings(entry, message, string, at):
                used.add(finding.code)
                if finding.code not in own and finding.code not in general:
                    yield Diagnostic(
                        code=finding.code,
                        severity=finding.severity,
                        span=span,
                        message=place + finding.message,
                        hint=finding.hint,
                    )
        yield from _check_ignored(own, used, span)

    def _message(self, entry: Entry) -> Message | None:
        context, text = entry.key
        found = self.catalog.find(context, text)
        return found or (self.catalog.find(None, text) if context is not None else None)

    def _findings(self, entry: Entry, message: Message, string: str, form: int) -> Iterator[Finding]:
        if len(string) > LEAF_CHARACTERS:  # is not shown anyhow, and would take long
            return
        segment = entry.segment
        limits = [int(match[1]) for comment in segment.comments if (match := _LIMIT.search(comment))]
        pair = Pair(
            source=segment.text,
            translation=string,
            source_language=entry.language,
            language=self.tag,
            prose=segment.prose,
            limit=min(limits, default=0),
        )
        if message.plural_id is not None:
            pair = replace(pair, source=message.plural_id, singular=segment.text)
            yield from uncounted(pair, _served(self.catalog.plural_forms, form))
        yield from proofread(pair)
        if entry.language == self.source_language:
            yield from check_terms(pair, self.glossary)


def _served(forms: str, form: int) -> tuple[int, ...]:
    """Return the first numbers that a plural form is used for."""
    return tuple(number for number in _COUNTED if po.plural_index(forms, number) == form)


def _check_ignored(codes: tuple[str, ...], used: set[str], span: Span) -> Iterator[Diagnostic]:
    for code in codes:
        if code not in SEVERITIES and code not in ADVICE:
            message = f'there is nothing called "{code}" that could be ignored'
            yield warning("unknown-ignore", span, message, suggest(code, (*SEVERITIES, *sorted(ADVICE))))
        elif code in SEVERITIES and code not in used:
            message = f"{code} is ignored here, and there is nothing to ignore any more"
            yield note("unused-ignore", span, message, "take it out of the comment")
