"""What a translation must keep of its source (rule S16), and what it may add.

Equal multisets of placeholders, footnote references, pictures, code spans and relative links. Between
382,030 real segments and their translations, honest translators re-ordered, dropped emphasis, used
joiners and direction marks and a few inline tags, and pointed some links to localised pages: that is
allowed. Whatever could act or mislead makes the message broken, so that the source is shown instead.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from typing import TypeVar

from sitegen import shortcuts
from sitegen.characters import turns_letters
from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.locales import parse_tag
from sitegen.markdown import Document, excess, forbidden, glance, is_balanced, without_code
from sitegen.patterns import late
from sitegen.segments.extract import Segment
from sitegen.segments.signature import Signature, signature
from sitegen.values import dataclass

_T = TypeVar("_T")

#: Tags a translator may add although the source has none, and the attributes that may stand in them.
ADDABLE = frozenset({"bdi", "span", "em", "strong", "sup", "br"})
ATTRIBUTES = frozenset({"lang", "dir"})

_BLOCKS = """
    aside blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody
    td tfoot th thead tr ul
"""
#: Raw HTML of a source that a translation may not drop, since it makes blocks of their own.
BLOCKS = frozenset(_BLOCKS.split())
_PLACEHOLDER = late(r"\{[^{}\s]*\}")
#: Characters that only matter to markup; a text without them needs no parsing.
_MARKUP = late(r"[\[\]<>`*_\\&!]|://|@")
#: What stands behind a first label and is no site by itself, as in bbc.co.uk.
_SUFFIX = late(r"(?:ac|co|com|edu|go|gob|gov|mil|ne|net|or|org)\.[a-z]{2}")


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


_KEPT = Verdict(False)


def compare(source: Segment, translation: str, contract: Contract, span: Span) -> Verdict:
    """Hold a translation of prose against its source. `span` is the place of the message in its catalog."""
    if shortcuts.on() and _says_alike(source.text, translation, contract.document):
        return _KEPT
    reports = _Reports(span)
    readable = _check_text(source.text, translation, reports)
    ours, theirs = _placeholders(source.text), _placeholders(translation)
    if ours != theirs:
        _multiset(ours, theirs, reports, "placeholder-changed", "the placeholder")
    if readable and (_MARKUP.search(source.text) or _MARKUP.search(translation)):
        _check_markup(source.text, translation, contract, reports)
    return reports.verdict()


def _says_alike(source: str, translation: str, document: Document) -> bool:
    """Tell whether two texts have neither placeholders nor odd characters, and markup that does the same.

    Then no rule of the contract has anything to say, and none need be asked.
    """
    if not _is_readable(translation) or excess(translation):
        return False
    readable, ours = _seen(source, document.footnotes)
    if not readable:
        return False
    if ours is not None and ours == glance(translation, document.footnotes):
        return True
    return signature(source, document) == signature(translation, document)


@functools.lru_cache(maxsize=256)
def _seen(source: str, footnotes: tuple[str, ...]) -> tuple[bool, tuple[tuple[str, str], ...] | None]:
    """Return whether a source is readable, and what it looks like at a glance, for each of its translations."""
    return _is_readable(source), glance(source, footnotes)


def _is_readable(text: str) -> bool:
    return "&" not in text and "{" not in text and text.isprintable()


def is_plain(text: str) -> bool:
    """Tell whether nothing in a text matters to the contract: no markup but emphasis, no placeholder, no odd character.

    A plain translation of a plain source, prose or phrase, keeps its contract; `compare` need not be asked. Looking
    for one character after the other takes a quarter of the time of one pattern for all.
    """
    return not (
        "[" in text
        or "{" in text
        or "&" in text
        or "<" in text
        or "\\" in text
        or "`" in text
        or "@" in text
        or ">" in text
        or "]" in text
        or "://" in text
        or (not text.isprintable() and (forbidden(text) or not is_balanced(text) or turns_letters(text)))
        or excess(text)
    )


def compare_phrase(source: str, translations: Sequence[str], span: Span, *, plural: str = "") -> Verdict:
    """Hold translations of a plain phrase against it: placeholders and characters.

    A plural form may leave `{n}` out, since "one day" needs no digit.
    """
    reports = _Reports(span)
    wanted = set(_PLACEHOLDER.findall(source)) | set(_PLACEHOLDER.findall(plural))
    for translation in translations:
        found = set(_PLACEHOLDER.findall(translation))
        missing = wanted - found - ({"{n}"} if plural else set())
        for name in sorted(missing):
            reports.broken("placeholder-changed", f"the translation drops {name}", f"keep {name} as it is")
        for name in sorted(found - wanted):
            reports.broken("placeholder-changed", f"{name} is not in the source", f"remove {name}")
        _check_text(source + plural, translation, reports)
    return reports.verdict()


class _Reports:
    """Collects what is wrong with one message."""

    def __init__(self, span: Span) -> None:
        self.is_broken = False
        self._span = span
        self._found: list[Diagnostic] = []

    def broken(self, code: str, message: str, hint: str) -> None:
        """Note what makes the message unfit to be shown."""
        self.is_broken = True
        consequence = "The source text is shown until then."
        self._found.append(warning(code, self._span, message, f"{hint}. {consequence}"))

    def advice(self, code: str, message: str, hint: str) -> None:
        """Note what should be looked at."""
        self._found.append(warning(code, self._span, message, hint))

    def verdict(self) -> Verdict:
        """Return all that was noted."""
        return Verdict(self.is_broken, tuple(self._found))


def _check_text(source: str, translation: str, reports: _Reports) -> bool:
    """Check length and characters, and tell whether the text can be parsed: in good time, without surprises.

    Characters that are written as entities (`&#x202E;`) count like any others.
    """
    reason = excess(translation)
    if reason:
        reports.broken("translation-too-long", f"the translation has {reason}", "shorten it")
    ours, theirs = unescape(source), unescape(translation)
    odd = sorted(set(forbidden(theirs)) - set(forbidden(ours)))
    for character in odd:
        message = f"the translation holds the invisible character U+{ord(character):04X}"
        reports.broken("bad-character", message, "delete it")
    if not is_balanced(theirs) and is_balanced(ours):
        reports.broken("bidi-unbalanced", "a direction control is opened and not closed", "close it, or use <bdi>")
    elif turns_letters(theirs) and not turns_letters(ours):
        reports.broken("bidi-override", "a control turns the order of letters", "delete it, or use <bdi>")
    return not reason and not odd


def _check_markup(source: str, translation: str, contract: Contract, reports: _Reports) -> None:
    theirs = signature(translation, contract.document)
    ours = signature(source, contract.document)
    if ours == theirs:
        return
    _multiset(ours.footnotes, theirs.footnotes, reports, "footnote-changed", "the footnote")
    _multiset(ours.pictures, theirs.pictures, reports, "picture-changed", "the picture")
    _check_code(source, translation, ours, theirs, reports)
    _check_links(ours, theirs, contract, reports)
    for address in _added(ours.refused, theirs.refused):
        reports.broken("address-refused", f'the address "{_short(address)}" is not allowed', "remove the link")
    for tag in sorted(set(_added(ours.tags, theirs.tags)) - ADDABLE):
        reports.broken("markup-not-allowed", f"<{tag}> is not in the source", f"remove <{tag}>")
    for tag in sorted(BLOCKS.intersection(_added(theirs.tags, ours.tags))):
        reports.broken("markup-not-allowed", f"the translation drops <{tag}>", f"put <{tag}> back")
    for attribute in sorted(set(_added(ours.attributes, theirs.attributes)) - ATTRIBUTES):
        reports.broken("markup-not-allowed", f"the attribute {_short(attribute)} is not in the source", "remove it")
    if theirs.unclosed not in ("", ours.unclosed):
        message = f"<{theirs.unclosed}> has no counterpart in the translation"
        reports.broken("markup-unclosed", message, "open and close each tag")


def _check_code(source: str, translation: str, ours: Signature, theirs: Signature, reports: _Reports) -> None:
    """Check that no code is lost, translated or made up; to say it once more or without marks does no harm."""
    said, told = unescape(source), unescape(translation)
    for code in _added(theirs.code, ours.code):
        message, hint = f"the translation drops the code {_short(code)}", f"put {_short(code)} back"
        if code in theirs.code or (code.strip() and code in told):
            reports.advice("code-changed", f"the code {_short(code)} is in the source more often", "was it meant?")
        else:
            reports.broken("code-changed", message, hint)
    for code in _added(ours.code, theirs.code):
        message = f"the code {_short(code)} is not in the source as often"
        if code in ours.code or (code.strip() and code in said):
            reports.advice("code-changed", message, "was it meant?")
        else:
            reports.broken("code-changed", message, f"remove {_short(code)}")


def _placeholders(text: str) -> list[str]:
    """Return the placeholders of some prose; braces in code are code."""
    return _PLACEHOLDER.findall(without_code(text) if "`" in text else text) if "{" in text else []


def _check_links(ours: Signature, theirs: Signature, contract: Contract, reports: _Reports) -> None:
    for target in _added(theirs.relative, ours.relative):
        hint = f"keep [words]({_short(target)}); only the words change"
        reports.broken("link-dropped", f"the translation drops the link to {_short(target)}", hint)
    for target in _added(ours.relative, theirs.relative):
        message = f"the link to {_short(target)} is not in the source"
        reports.broken("link-added", message, "remove the link, keep its words")
    known = {host for host, _ in ours.external} | set(contract.hosts)
    for host, address in _added(ours.external, theirs.external):
        if _is_known(host, known):
            meant = ", ".join(_short(address) for _, address in ours.external) or "none"
            message = f"the translation links to {_short(address)}"
            reports.advice("link-changed", message, f"was it meant? The source has {meant}")
        else:
            message = f"the translation links to {_short(host)}, which the source does not"
            reports.broken("link-host", message, "keep the source's address, or name the host under link_hosts")
    if len(theirs.external) < len(ours.external):
        for _, address in _added(theirs.external, ours.external):
            message = f"the translation drops the link to {_short(address)}"
            reports.advice("link-dropped", message, "keep it, if it serves")


def _is_known(host: str, known: set[str]) -> bool:
    """Tell whether a host is one of the known ones, or its sister in another language (`ur.` for `en.`)."""
    first, _, site = host.partition(".")
    if host in known or not 2 <= len(first) <= 3 or "." not in site or _SUFFIX.fullmatch(site):
        return host in known
    labels = [other.removesuffix(f".{site}") for other in known if other.endswith(f".{site}")]
    return any(label == "www" or parse_tag(label) for label in labels)


def _multiset(ours: Sequence[str], theirs: Sequence[str], reports: _Reports, code: str, what: str) -> None:
    for item in map(_short, _added(theirs, ours)):
        reports.broken(code, f"the translation drops {what} {item}", f"put {item} back")
    for item in map(_short, _added(ours, theirs)):
        reports.broken(code, f"{what} {item} is not in the source as often", f"remove {item}")


def _added(before: Sequence[_T], after: Sequence[_T]) -> Iterator[_T]:
    """Yield what `after` has more of than `before`."""
    return iter(()) if after == before else (Counter(after) - Counter(before)).elements()


def _short(text: str) -> str:
    """Return a text as a message quotes it."""
    return text if len(text) <= 60 else f"{text[:59]}…"
