"""A language's glossary: which words are used for which terms, and which stand as they are.

`locales/<l>/glossary.yaml` is read strictly, like all YAML of a project. Matching is forgiving: it must not complain of
an inflection. So an accepted form counts where a word begins with it, whatever the case, the vowel signs, the joiners
and, in Arabic, what is written together with a word.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from sitegen.diagnostics import Diagnostic
from sitegen.proof.folding import fold
from sitegen.proof.model import Finding, Pair
from sitegen.proof.visible import BLOT, blotted
from sitegen.shape import Entries, Faults, Field, Items, ListOf, MapOf, Node, Record, Text, compose, decode
from sitegen.values import dataclass

CODE = "glossary-term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the source language, and the forms that may stand for it; with none it stays as it is."""

    text: str
    forms: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The terms of one language, the longest first: "Indus Valley" is another term than "Indus"."""

    terms: tuple[Term, ...] = ()


def read_glossary(content: bytes, path: str) -> tuple[Glossary, tuple[Diagnostic, ...]]:
    """Read a glossary; what is wrong is an error with its line, and the other terms count."""
    faults = Faults(path)
    text = decode(content, faults)
    node = compose(text, faults) if text is not None else None
    glossary = _GLOSSARY.read(node, faults, "glossary") if node is not None else None
    return glossary or Glossary(), tuple(faults.found)


def check_terms(pair: Pair, glossary: Glossary) -> Iterator[Finding]:
    """Report the terms of a source for which its translation has none of the accepted forms."""
    source = pair.source if pair.singular is None else f"{pair.singular}\n{pair.source}"
    present = list(_present(blotted(source, pair.source_language), pair.source_language, glossary))
    if not present:
        return
    translation = blotted(pair.translation, pair.language)
    folded = fold(translation, pair.language)
    for term in present:
        if not term.forms:
            if not _kept(term.text).search(translation):
                message = f"“{term.text}” is a term that stays as it is, and is not in the translation"
                yield Finding(code=CODE, message=message, hint=f"write {term.text}")
        elif not any(_form(form, pair.language).search(folded) for form in term.forms):
            forms = " or ".join(form.rstrip("*") for form in term.forms[:4])
            note = f" ({term.note})" if term.note else ""
            message = f"the term “{term.text}”{note} is translated in another way than the glossary wants"
            yield Finding(code=CODE, message=message, hint=f"write {forms}, in the form that the sentence needs")


# Terms in a source -----------------------------------------------------------------------------------------


def _present(source: str, language: str, glossary: Glossary) -> Iterator[Term]:
    """Yield the terms that stand in a source, once each; a longer term hides the shorter ones in it."""
    pattern, terms = _terms(glossary, language.split("-")[0])
    if pattern is None:
        return
    seen: set[str] = set()
    for match in pattern.finditer(source):
        term = terms[int((match.lastgroup or "t0")[1:])]
        if term.text not in seen:
            seen.add(term.text)
            yield term


@functools.lru_cache(maxsize=64)
def _terms(glossary: Glossary, language: str) -> tuple[re.Pattern[str] | None, tuple[Term, ...]]:
    """Return one pattern of all terms, with a group for each."""
    parts = [f"(?P<t{at}>{_term(term.text, language)})" for at, term in enumerate(glossary.terms)]
    if not parts:
        return None, ()
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])"), glossary.terms


def _term(text: str, language: str) -> str:
    """Return the pattern of a term: without regard to case unless it has a capital, in English also as a plural."""
    words = r"[\s-]+".join(re.escape(word) for word in text.split())
    if language == "en":
        words = f"{words[:-1]}(?:y|ies)" if text.endswith("y") else f"{words}(?:e?s)?"
    return words if text != text.lower() else f"(?i:{words})"


# Forms in a translation ------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=8192)
def _kept(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(text)}(?![0-9])")


@functools.lru_cache(maxsize=8192)
def _form(form: str, language: str) -> re.Pattern[str]:
    """Return the pattern of an accepted form in a folded text: each of its words may go on with an inflection."""
    base = language.split("-")[0]
    words = [fold(word.rstrip("*"), language) for word in form.split()]
    if base in _PREFIXES:
        prefix, article = _PREFIXES[base]
        words = [f"{prefix}{re.escape(_without(word, article))}" for word in words]
    else:
        words = [re.escape(word) for word in words]
    joint = rf"(?:['-]?\w+)*['-]?[\s{BLOT}*_-]+"
    start = "" if language.split("-")[0] in _UNSPACED else r"(?<![^\W_])"
    return re.compile(start + joint.join(words))


#: What may be written before a word and together with it, and the article that a form may be listed with.
_PREFIXES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"ar": ("[وف]?[بكلس]?(?:ال|لل)?", "ال"), "he": ("[ושהבכלמ]{0,4}", "ה")}
)
#: Written without blanks, so that a word may begin anywhere.
_UNSPACED = frozenset({"bo", "ja", "km", "lo", "my", "th", "yue", "zh"})


def _without(word: str, article: str) -> str:
    return word.removeprefix(article) if len(word) > len(article) + 1 else word


# The file --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Forms:
    """What a term is mapped to: a list of forms, or a mapping with `forms` and a `note`."""

    def read(self, node: Node, faults: Faults, name: str) -> tuple[tuple[str, ...], str] | None:
        """Read the forms of one term."""
        if isinstance(node, Items):
            forms = _LIST.read(node, faults, name)
            if forms is not None and not node.items:
                faults.add("empty-field", node.line, f'"{name}" has no form', "write one, or move the term to keep")
            return (forms, "") if forms else None
        if isinstance(node, Entries):
            return _DETAILED.read(node, faults, name)
        faults.add("wrong-type", node.line, f'"{name}" is a list of forms', f"write {name.split('.')[-1]}: [one, two]")
        return None


_FORM = Text(r"[^*\s]+\*?(?:\s+[^*\s]+\*?)*", "words; a * stands only at the end of one, which is cut there")
_LIST = ListOf(_FORM)
_DETAILED: Record[tuple[tuple[str, ...], str]] = Record(
    lambda *, line, lines, forms, note: (forms, note),
    {"forms": Field(_LIST, required=True), "note": Field(Text(), "")},
)
_TERMS: MapOf[tuple[tuple[str, ...], str]] = MapOf(
    _Forms(),
    lambda key: bool(re.fullmatch(r"\w.*", key)),
    "a term that begins with a letter or digit",
)


def _glossary(
    *,
    line: int,
    lines: Mapping[str, int],
    terms: Iterable[tuple[str, tuple[tuple[str, ...], str]]],
    keep: Iterable[str],
) -> Glossary:
    found = [Term(text=text, forms=forms, note=note) for text, (forms, note) in terms]
    found += [Term(text=text, forms=()) for text in keep]
    return Glossary(terms=tuple(sorted(found, key=lambda term: (-len(term.text), term.text))))


_GLOSSARY: Record[Glossary] = Record(_glossary, {"terms": Field(_TERMS, ()), "keep": Field(ListOf(Text()), ())})
