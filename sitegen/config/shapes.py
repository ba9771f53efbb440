"""The shapes of what stands in configuration files: languages, addresses, topics."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.config.model import Budgets, Contact, Features, Language
from sitegen.locales import NUMBERING_SYSTEMS, is_pseudo_tag, parse_tag, suggest_tag
from sitegen.locales import locale as make_locale
from sitegen.patterns import late
from sitegen.shape import (
    Choice,
    Entries,
    Faults,
    Field,
    Items,
    ListOf,
    MapOf,
    Node,
    Number,
    Record,
    Scalar,
    Switch,
    Text,
)
from sitegen.values import dataclass, names_of


@dataclass(frozen=True, slots=True)
class TagShape:
    """A language tag that CLDR knows, in its canonical form."""

    def read(self, node: Node, faults: Faults, name: str) -> str | None:
        """Read a tag."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        tag = parse_tag(text)
        if is_pseudo_tag(text):
            hint = "take it out; `sitegen build --pseudo` adds it to all sites"
            faults.add("unknown-language", node.line, f'"{text}" is a pseudo-language', hint)
        elif tag is None:
            close = suggest_tag(text)
            hint = f'did you mean "{close}"?' if close else "write a BCP 47 tag, as in ur, tr or zh-Hans"
            faults.add("unknown-language", node.line, f'there is no language "{text}"', hint)
        return tag


@dataclass(frozen=True, slots=True)
class _LanguageShape:
    """A language of a site: a tag, or a mapping with more about it."""

    def read(self, node: Node, faults: Faults, name: str) -> Language | None:
        """Read a language."""
        if isinstance(node, Scalar):
            tag = TagShape().read(node, faults, name)
            return Language(tag=tag, locale=make_locale(tag)) if tag else None
        return _LANGUAGE.read(node, faults, name)


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a site in order, at least one, each once."""

    def read(self, node: Node, faults: Faults, name: str) -> tuple[Language, ...] | None:
        """Read the list."""
        languages = ListOf(_LanguageShape()).read(node, faults, name)
        if languages is None:
            return None
        tags = [language.tag for language in languages]
        for tag in sorted({tag for tag in tags if tags.count(tag) > 1}):
            faults.add("duplicate-key", node.line, f'the language "{tag}" stands here twice', "keep one of them")
        if isinstance(node, Items) and not node.items:
            faults.add("empty-field", node.line, f'"{name}" is empty', "write at least one language, as in [en, ur]")
        return languages


@dataclass(frozen=True, slots=True)
class BaseUrl:
    """An absolute web address that ends with a slash."""

    def read(self, node: Node, faults: Faults, name: str) -> str | None:
        """Read an address and add the slash it needs."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if not _ADDRESS.fullmatch(text) or any(part in ("", ".", "..") for part in _folders(text)):
            faults.add("wrong-value", node.line, f'"{text}" is no web address', "write https://example.org/")
            return None
        return text if text.endswith("/") else text + "/"


_ADDRESS = late(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?")


def _folders(address: str) -> list[str]:
    """Return the folders of an address. Browsers would read `//` at its start as another host, and undo dots."""
    path = address.partition("://")[2].partition("/")[2].removesuffix("/")
    return path.split("/") if path else []


def _make_language(
    *, tag: str, locale: str | None, digits: str | None, fallback: tuple[str, ...], **_: object
) -> Language:
    return Language(tag=tag, locale=make_locale(tag, cldr=locale, digits=digits), fallback=fallback)


def _make_contact(*, label: str, email: str, **_: object) -> Contact:
    return Contact(label=label, email=email)


_DIGITS = sorted(NUMBERING_SYSTEMS)
_LANGUAGE: Record[Language] = Record(
    _make_language,
    {
        "tag": Field(TagShape(), required=True),
        "locale": Field(TagShape()),
        "digits": Field(Choice(tuple(_DIGITS), kind="numbering system")),
        "fallback": Field(ListOf(TagShape()), ()),
    },
)


_EMAIL = Text(pattern=r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", like="a mail address")
CONTACT: Record[Contact] = Record(
    _make_contact, {"label": Field(Text(), required=True), "email": Field(_EMAIL, required=True)}
)


def _make_features(*, line: int, lines: Mapping[str, int], **switches: bool) -> Features:
    return Features(**switches)


FEATURES: Record[Features] = Record(_make_features, {name: Field(Switch(), True) for name in names_of(Features)})


def _make_budgets(
    *, page: float, scripts: float, first_view: float, languages: tuple[tuple[str, float], ...], line: int, **_: object
) -> Budgets:
    apart = tuple((tag, int(size)) for tag, size in languages)
    return Budgets(page=int(page), scripts=int(scripts), first_view=int(first_view), languages=apart, line=line)


_KILOBYTES = Number(0, 100_000)
BUDGETS: Record[Budgets] = Record(
    _make_budgets,
    {
        "page": Field(_KILOBYTES, 0.0),
        "scripts": Field(_KILOBYTES, 0.0),
        "first_view": Field(_KILOBYTES, 0.0),
        "languages": Field(MapOf(_KILOBYTES, lambda tag: parse_tag(tag) is not None, "a language tag, such as ur"), ()),
    },
)
#: How many stories may stand on one page of a list.
PAGE_SIZE = Text(pattern=r"[1-9]\d?|1\d\d|200", like="a whole number from 1 to 200")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A topic or region as it is written: its name, and what introduces its stories."""

    name: str
    introduction: str


@dataclass(frozen=True, slots=True)
class SubjectShape:
    """A topic or region: its name, or a mapping with more about it."""

    def read(self, node: Node, faults: Faults, name: str) -> Subject | None:
        """Read a topic or region."""
        if isinstance(node, Entries):
            return _SUBJECT.read(node, faults, name)
        text = Text().read(node, faults, name)
        return Subject(name=text, introduction="") if text is not None else None


def _make_subject(*, line: int, lines: Mapping[str, int], name: str, introduction: str) -> Subject:
    return Subject(name=name, introduction=introduction)


_SUBJECT: Record[Subject] = Record(
    _make_subject, {"name": Field(Text(), required=True), "introduction": Field(Text(), "")}
)
