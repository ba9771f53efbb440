"""What a translation must keep of its source (rule S16), and what it may add.

Equal multisets of placeholders, footnote references, pictures, code spans and relative links. Between
382,030 real segments and their translations, honest translators re-ordered, dropped emphasis, used
joiners and direction marks and a few inline tags, and pointed some links to localised pages: that is
allowed. Whatever could act or mislead makes the message broken, so that the source is shown instead.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TypeVar

from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.markdown import Document, TargetKind, classify, inline_html
from sitegen.segments.extract import Segment

_T = TypeVar("_T")

#: Tags a translator may add although the source has none, and the attributes that may stand in them.
ADDABLE = frozenset({"bdi", "span", "em", "strong", "sup", "br"})
ATTRIBUTES = frozenset({"lang", "dir"})
MAX_LENGTH = 5_000

_PLACEHOLDER = re.compile(r"\{[^{}\s]*\}")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]")
#: Characters that only matter to markup; a text without them needs no parsing.
_MARKUP = re.compile(r"[\[\]<>`*_\\&!]|://|@")
_OPENS, _CLOSES = "\u2066\u2067\u2068", "\u2069"
_EMBEDS, _POPS = "\u202a\u202b\u202d\u202e", "\u202c"
_ALLOWED_FORMAT = frozenset("\u200c\u200d\u200e\u200f\u061c\u00ad\u2060" + _OPENS + _CLOSES + _EMBEDS + _POPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What holds for all segments of one text: the document they stand in and hosts that links may name."""

    document: Document
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a translation may be shown, and what to tell its translator."""

    broken: bool
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """What counts of a text's markup. `tags` and `attributes` are those of raw HTML only."""

    footnotes: tuple[str, ...]
    relative: tuple[str, ...]
    external: tuple[tuple[str, str], ...]
    refused: tuple[str, ...]
    pictures: tuple[str, ...]
    code: tuple[str, ...]
    tags: tuple[str, ...]
    attributes: tuple[str, ...]


def compare(source: Segment, translation: str, contract: Contract, span: Span) -> Verdict:
    """Hold a translation of prose against its source. `span` is the place of the message in its catalog."""
    reports = _Reports(span, source.span)
    _check_text(source.text, translation, reports)
    if _MARKUP.search(source.text) or _MARKUP.search(translation):
        _check_markup(source.text, translation, contract, reports)
    return reports.verdict()


def compare_phrase(source: str, translations: Sequence[str], span: Span, *, shown: Span, plural: str = "") -> Verdict:
    """Hold translations of a plain phrase against it: placeholders and characters.

    A plural form may leave `{n}` out, since "one day" needs no digit. `shown` is the source's place.
    """
    reports = _Reports(span, shown)
    wanted = set(_PLACEHOLDER.findall(source)) | set(_PLACEHOLDER.findall(plural))
    for translation in translations:
        found = set(_PLACEHOLDER.findall(translation))
        missing = wanted - found - ({"{n}"} if plural else set())
        for name in sorted(missing):
            reports.broken("placeholder-changed", f"the translation drops {name}", f"keep {name} as it is")
        for name in sorted(found - wanted):
            reports.broken("placeholder-changed", f"{name} is not in the source", f"remove {name}")
        _check_characters(translation, reports)
    return reports.verdict()


@functools.lru_cache(maxsize=65_536)
def _signature(text: str, references: tuple[tuple[str, str, str], ...], footnotes: tuple[str, ...]) -> Signature:
    scope = Document(blocks=(), references=references, footnotes=footnotes)
    collector = _Collector()
    collector.feed(inline_html(text, scope))
    collector.close()
    return collector.signature(tuple(_FOOTNOTE.findall(text)))


def signature(text: str, document: Document) -> Signature:
    """Return what counts of an inline Markdown text's markup, by rendering it as a page would."""
    return _signature(text, document.references, document.footnotes)


class _Reports:
    """Collects what is wrong with one message."""

    def __init__(self, span: Span, source: Span) -> None:
        self.span = span
        self.source = source
        self.found: list[Diagnostic] = []
        self.is_broken = False

    def broken(self, code: str, message: str, hint: str) -> None:
        self.is_broken = True
        consequence = "The source text is shown until then."
        self.found.append(warning(code, self.span, message, f"{hint}. {consequence}"))

    def advice(self, code: str, message: str, hint: str) -> None:
        self.found.append(warning(code, self.span, message, hint))

    def verdict(self) -> Verdict:
        return Verdict(self.is_broken, tuple(self.found))


def _check_text(source: str, translation: str, reports: _Reports) -> None:
    if len(translation) > MAX_LENGTH:
        message = f"the translation has {len(translation):,} characters; {MAX_LENGTH:,} are read"
        reports.broken("translation-too-long", message, "shorten it")
    _check_characters(translation, reports)
    ours, theirs = _PLACEHOLDER.findall(source), _PLACEHOLDER.findall(translation)
    _multiset(ours, theirs, reports, "placeholder-changed", "the placeholder")


def _check_characters(text: str, reports: _Reports) -> None:
    for character in sorted(set(text)):
        category = unicodedata.category(character)
        bad_format = category == "Cf" and character not in _ALLOWED_FORMAT and not "\u0600" <= character <= "\u0605"
        if character != "\n" and (category in ("Cc", "Co", "Cs", "Cn") or bad_format):
            message = f"the translation holds the invisible character U+{ord(character):04X}"
            reports.broken("bad-character", message, "delete it")
    if not _balanced(text, _OPENS, _CLOSES) or not _balanced(text, _EMBEDS, _POPS):
        reports.broken("bidi-unbalanced", "a direction control is opened and not closed", "close it, or use <bdi>")


def _balanced(text: str, opens: str, closes: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in opens) - (character in closes)
        if depth < 0:
            return False
    return depth == 0


def _check_markup(source: str, translation: str, contract: Contract, reports: _Reports) -> None:
    theirs = signature(translation, contract.document)
    ours = signature(source, contract.document)
    _multiset(ours.footnotes, theirs.footnotes, reports, "footnote-changed", "the footnote")
    _multiset(ours.pictures, theirs.pictures, reports, "picture-changed", "the picture")
    _multiset(ours.code, theirs.code, reports, "code-changed", "the code")
    _check_links(ours, theirs, contract, reports)
    for address in theirs.refused:
        if address not in ours.refused:
            reports.broken("address-refused", f'the address "{address[:60]}" is not allowed', "remove the link")
    for tag in sorted(set(_added(ours.tags, theirs.tags)) - ADDABLE):
        reports.broken("markup-not-allowed", f"<{tag}> is not in the source", f"remove <{tag}>")
    for name in sorted(set(_added(ours.attributes, theirs.attributes)) - ATTRIBUTES):
        reports.broken("markup-not-allowed", f'the attribute "{name}" is not in the source', "remove it")


def _check_links(ours: Signature, theirs: Signature, contract: Contract, reports: _Reports) -> None:
    for target in _added(theirs.relative, ours.relative):
        hint = f"keep [words]({target}); only the words change"
        reports.broken("link-dropped", f"the translation drops the link to {target}", hint)
    for target in _added(ours.relative, theirs.relative):
        reports.broken("link-added", f"the link to {target} is not in the source", "remove the link, keep its words")
    known = {host for host, _ in ours.external} | set(contract.hosts)
    for host, address in _added(ours.external, theirs.external):
        if _is_known(host, known):
            hint = f"was it meant? The source has {', '.join(address for _, address in ours.external) or 'none'}"
            reports.advice("link-changed", f"the translation links to {address}", hint)
        else:
            message = f"the translation links to {host or address}, which the source does not"
            reports.broken("link-host", message, "keep the source's address, or name the host under link_hosts")
    for _, address in _added(theirs.external, ours.external):
        if len(theirs.external) < len(ours.external):
            reports.advice("link-dropped", f"the translation drops the link to {address}", "keep it, if it serves")


def _is_known(host: str, known: set[str]) -> bool:
    """Tell whether a host is one of the known ones, or its sister in another language (`ur.` for `en.`)."""
    return host in known or any(_sister(host) == _sister(other) and _sister(host) for other in known)


def _sister(host: str) -> str:
    first, _, rest = host.partition(".")
    return rest if 2 <= len(first) <= 3 and rest.count(".") >= 1 else ""


def _multiset(ours: Sequence[str], theirs: Sequence[str], reports: _Reports, code: str, what: str) -> None:
    for item in _added(theirs, ours):
        reports.broken(code, f"the translation drops {what} {item}", f"put {item} back")
    for item in _added(ours, theirs):
        reports.broken(code, f"{what} {item} is not in the source as often", f"remove {item}")


def _added(before: Sequence[_T], after: Sequence[_T]) -> Iterator[_T]:
    """Yield what `after` has more of than `before`."""
    return (Counter(after) - Counter(before)).elements()


class _Collector(HTMLParser):
    """Reads off the HTML of a segment what its markup does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.relative: list[str] = []
        self.external: list[tuple[str, str]] = []
        self.refused: list[str] = []
        self.pictures: list[str] = []
        self.code: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self._in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("href", given.get("id", "")).startswith(("#fn:", "fnref:")):
            return  # a footnote reference, counted by its `[^name]`
        self.tags.append(tag)
        own = {"a": {"href", "title"}, "img": {"src", "alt", "title"}}.get(tag, set())
        self.attributes += [name for name in given if name not in own]
        if tag == "a" and "href" in given:
            self._address(given["href"])
        if tag == "img":
            self.pictures.append(given.get("src", ""))
        if tag == "code":
            self._in_code = True
            self.code.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_code = self._in_code and tag != "code"

    def handle_data(self, data: str) -> None:
        if self._in_code:
            self.code[-1] += data

    def _address(self, address: str) -> None:
        target = classify(address)
        if target.kind is TargetKind.EXTERNAL:
            self.external.append((target.host, address))
        elif target.kind is TargetKind.REFUSED:
            self.refused.append(address)
        else:
            self.relative.append(address)

    def signature(self, footnotes: tuple[str, ...]) -> Signature:
        """Return what was read."""
        plain = {"p", "a", "img", "code", "em", "strong"}
        return Signature(
            footnotes=footnotes,
            relative=tuple(self.relative),
            external=tuple(self.external),
            refused=tuple(self.refused),
            pictures=tuple(self.pictures),
            code=tuple(self.code),
            tags=tuple(tag for tag in self.tags if tag not in plain),
            attributes=tuple(self.attributes),
        )
