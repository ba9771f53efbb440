"""`content/site.yaml` and `content/missions/*.yaml` to sites: the portal's and one for each mission.

Knows the fields of these files and nothing of stories; whether a featured story exists is checked
where stories are known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.locales import NUMBERING_SYSTEMS, Locale, gettext_name, parse_tag, suggest_tag
from sitegen.locales import locale as make_locale
from sitegen.moments import Zone
from sitegen.shape import (
    Choice,
    Faults,
    Field,
    Items,
    ListOf,
    MapOf,
    Node,
    Number,
    Record,
    Scalar,
    Text,
    compose,
    decode,
    suggest,
)
from sitegen.slugs import SLUG_LIKE, Slug, is_slug
from sitegen.tree import Tree

SITE_FILE = "content/site.yaml"
MISSIONS = "content/missions/"
#: The site id of the portal; no mission may have it.
PORTAL = "portal"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of a site: its tag, how it writes dates and numbers, and where it falls back first."""

    tag: str
    locale: Locale
    fallback: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Where readers may write to."""

    label: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One web root to be built: the portal's (id `portal`) or a mission's.

    `language` is the language in which its own texts (name, tagline, greeting …) are written in
    `path`. `base_url` ends with a slash. `time_zone` is that in which its days begin.
    """

    id: str
    path: str
    name: str
    tagline: str
    base_url: str
    language: str
    languages: tuple[Language, ...]
    time_zone: str = "UTC"
    city: str = ""
    country: str = ""
    greeting: str = ""
    contact: Contact | None = None
    featured: tuple[str, ...] = ()
    featured_line: int = 0

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of its languages, in order."""
        return tuple(language.tag for language in self.languages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that `site.yaml` and the mission files say. `sites` has the portal first, then missions by id.

    In `time_zone` points in time are meant that are written without an offset.
    """

    source_language: str
    time_zone: str
    theme: str
    topics: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]
    navigation: tuple[str, ...]
    navigation_line: int
    link_hosts: tuple[str, ...]
    listed_at: float
    sites: tuple[Site, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of all languages of all sites, once each, in order of first mention."""
        return tuple(dict.fromkeys(tag for site in self.sites for tag in site.tags))


def load(tree: Tree) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Read the configuration of a project; None when the portal's own file cannot be used."""
    faults = Faults(SITE_FILE)
    if SITE_FILE not in tree.digests:
        hint = "run sitegen in the folder that holds content/, or name it with -C"
        return None, (error("missing-site", Span(SITE_FILE), "there is no such file", hint),)
    portal = _read(tree, SITE_FILE, _PORTAL, faults)
    missions, found = _missions(tree)
    found = (*faults.found, *found)
    if portal is None:
        return None, found
    languages = portal.languages
    known = {language.tag for language in languages} | {tag for site in missions for tag in site.tags}
    if portal.source_language not in known:
        span = Span(SITE_FILE, portal.lines.get("source_language", 0))
        found = (*found, error("unknown-language", span, "source_language is not one of the languages", "add it there"))
    site = Site(
        id=PORTAL,
        path=SITE_FILE,
        name=portal.name,
        tagline=portal.tagline,
        base_url=portal.base_url,
        language=portal.source_language,
        languages=languages,
        time_zone=portal.time_zone,
    )
    config = Config(
        source_language=portal.source_language,
        time_zone=portal.time_zone,
        theme=portal.theme,
        topics=portal.topics,
        regions=portal.regions,
        navigation=portal.navigation,
        navigation_line=portal.lines.get("navigation", 0),
        link_hosts=portal.link_hosts,
        listed_at=portal.coverage,
        sites=(site, *missions),
    )
    return config, (*found, *_folders(tree, config))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Portal:
    """The fields of `site.yaml` as read."""

    line: int
    lines: Mapping[str, int]
    name: str
    tagline: str
    base_url: str
    source_language: str
    languages: tuple[Language, ...]
    topics: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]
    navigation: tuple[str, ...]
    theme: str
    link_hosts: tuple[str, ...]
    coverage: float
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mission:
    """The fields of a mission's file as read."""

    line: int
    lines: Mapping[str, int]
    name: str
    city: str
    country: str
    time_zone: str
    language: str | None
    languages: tuple[Language, ...]
    base_url: str
    tagline: str
    greeting: str
    contact: Contact | None
    featured: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Tag:
    """A language tag that CLDR knows, in its canonical form."""

    def read(self, node: Node, faults: Faults, name: str) -> str | None:
        """Read a tag."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        tag = parse_tag(text)
        if tag is None:
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
            tag = _Tag().read(node, faults, name)
            return Language(tag=tag, locale=make_locale(tag)) if tag else None
        return _LANGUAGE.read(node, faults, name)


@dataclass(frozen=True, slots=True)
class _Languages:
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
class _BaseUrl:
    """An absolute web address that ends with a slash."""

    def read(self, node: Node, faults: Faults, name: str) -> str | None:
        """Read an address and add the slash it needs."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?", text):
            faults.add("wrong-value", node.line, f'"{text}" is no web address', "write https://example.org/")
            return None
        return text if text.endswith("/") else text + "/"


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
        "tag": Field(_Tag(), required=True),
        "locale": Field(_Tag()),
        "digits": Field(Choice(tuple(_DIGITS), kind="numbering system")),
        "fallback": Field(ListOf(_Tag()), ()),
    },
)


_EMAIL = Text(pattern=r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", like="a mail address")
_CONTACT: Record[Contact] = Record(
    _make_contact, {"label": Field(Text(), required=True), "email": Field(_EMAIL, required=True)}
)

_PORTAL: Record[_Portal] = Record(
    _Portal,
    {
        "name": Field(Text(), required=True),
        "tagline": Field(Text(), ""),
        "base_url": Field(_BaseUrl(), required=True),
        "source_language": Field(_Tag(), "en"),
        "languages": Field(_Languages(), required=True),
        "topics": Field(MapOf(Text(), is_slug, SLUG_LIKE), ()),
        "regions": Field(MapOf(Text(), is_slug, SLUG_LIKE), ()),
        "navigation": Field(ListOf(Slug()), ("stories",)),
        "theme": Field(Slug(), "safar"),
        "link_hosts": Field(ListOf(Text()), ()),
        "coverage": Field(Number(0, 100), 80.0),
        "time_zone": Field(Zone(), "UTC"),
    },
)
_MISSION: Record[_Mission] = Record(
    _Mission,
    {
        "name": Field(Text(), required=True),
        "city": Field(Text(), required=True),
        "country": Field(Text(), ""),
        "time_zone": Field(Zone(), "UTC"),
        "language": Field(_Tag()),
        "languages": Field(_Languages(), required=True),
        "base_url": Field(_BaseUrl(), required=True),
        "tagline": Field(Text(), ""),
        "greeting": Field(Text(), ""),
        "contact": Field(_CONTACT),
        "featured": Field(ListOf(Slug()), ()),
    },
)


def _read(tree: Tree, path: str, record: Record[T], faults: Faults) -> T | None:
    text = decode(tree.read(path), faults)
    node = compose(text, faults) if text is not None else None
    if node is None:
        if not faults.found:
            faults.add("empty-file", 1, "the file is empty", "write " + ", ".join(f"{key}: …" for key in record.fields))
        return None
    return record.read(node, faults, path)


def _missions(tree: Tree) -> tuple[tuple[Site, ...], tuple[Diagnostic, ...]]:
    sites: list[Site] = []
    found: list[Diagnostic] = []
    for path in tree.digests:
        name = path.removeprefix(MISSIONS)
        if name == path:
            continue
        if "/" in name or not name.endswith(".yaml"):
            if name.endswith((".yml", ".yaml")):
                hint = "a mission's file is content/missions/<id>.yaml"
                found.append(warning("unread-file", Span(path), "nobody reads this file", hint))
            continue
        faults = Faults(path)
        id = name.removesuffix(".yaml")
        if id == PORTAL or not is_slug(id):
            faults.add("bad-name", 0, f'a mission cannot be called "{id}"', f"rename the file: {SLUG_LIKE}")
        mission = _read(tree, path, _MISSION, faults)
        found += faults.found
        if mission is not None and not faults.found:
            sites.append(_site(id, path, mission))
    return tuple(sites), tuple(found)


def _site(id: str, path: str, mission: _Mission) -> Site:
    return Site(
        id=id,
        path=path,
        name=mission.name,
        tagline=mission.tagline,
        base_url=mission.base_url,
        language=mission.language or mission.languages[0].tag,
        languages=mission.languages,
        time_zone=mission.time_zone,
        city=mission.city,
        country=mission.country,
        greeting=mission.greeting,
        contact=mission.contact,
        featured=mission.featured,
        featured_line=mission.lines.get("featured", 0),
    )


def _folders(tree: Tree, config: Config) -> tuple[Diagnostic, ...]:
    """Refuse folders of catalogs that no site has: most often a hyphen where gettext wants `_`."""
    names = {gettext_name(tag) for tag in config.tags}
    found = []
    for folder in sorted({path.split("/")[1] for path in tree.digests if path.startswith("locales/")}):
        if folder in names or "." in folder:
            continue
        tag = parse_tag(folder.replace("_", "-"))
        if tag and gettext_name(tag) != folder:
            hint = f"rename it to locales/{gettext_name(tag)}"
        else:
            hint = suggest(folder, sorted(names)) + ", or add the language to content/site.yaml"
        found.append(error("unknown-language", Span(f"locales/{folder}"), "no site has this language", hint))
    return tuple(found)
