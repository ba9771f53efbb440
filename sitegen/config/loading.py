"""The fields of `content/site.yaml` and of `content/missions/*.yaml`, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol, TypeVar

from sitegen import digest
from sitegen.config.mapping import MAP_FILE, load_map
from sitegen.config.model import PORTAL, Budgets, Config, Contact, Features, Language, Site
from sitegen.config.shapes import (
    BUDGETS,
    CONTACT,
    FEATURES,
    PAGE_SIZE,
    BaseUrl,
    Languages,
    Subject,
    SubjectShape,
    TagShape,
)
from sitegen.credentials import is_secret
from sitegen.diagnostics import Diagnostic, Span, error, has_errors, warning
from sitegen.locales import gettext_name, parse_tag
from sitegen.moments import Zone
from sitegen.shape import Faults, Field, ListOf, MapOf, Node, Number, Record, Text, compose, decode, scalars, suggest
from sitegen.slugs import HISTORY, SLUG_LIKE, Slug, is_slug
from sitegen.tree import Tree, below
from sitegen.values import dataclass

SITE_FILE = "content/site.yaml"
MISSIONS = "content/missions/"
#: An event of a mission below that folder, which is read where stories are known.
_EVENT = re.compile(r"[^/]+/events/[^/]+\.yaml")

T = TypeVar("T")


def is_settings(path: str) -> bool:
    """Tell whether a project path is that of the portal, the maps or a mission; what missions have is none."""
    mission = path.removeprefix(MISSIONS)
    return path in (SITE_FILE, MAP_FILE) or (mission != path and "/" not in mission and path.endswith(".yaml"))


class Recall(Protocol):
    """What is known of the configuration from an earlier run."""

    def settings(self, key: str) -> Config | None:
        """Return the configuration that would be read from what has this digest; None when it is not known."""
        ...

    def keep_settings(self, key: str, config: Config) -> None:
        """Keep a configuration without faults."""
        ...


def load(tree: Tree, recall: Recall | None = None) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Read the configuration of a project; None when the portal's own file cannot be used.

    What `recall` has is not read again.
    """
    key = digest.of(_files(tree)) if recall else ""
    config = recall.settings(key) if recall else None
    found: tuple[Diagnostic, ...] = ()
    if config is None:
        config, found = _load(tree)
        if config is not None and recall and not found:
            recall.keep_settings(key, config)
    # A mission that cannot be read may have languages that no other site has.
    folders = () if config is None or has_errors(found) else _folders(tree, config)
    return config, (*found, *folders)


def _files(tree: Tree) -> tuple[tuple[str, str], ...]:
    """Return all that the configuration depends on: the digests of its files, and which others lie beside them."""
    own = (SITE_FILE, MAP_FILE, *below(tree.digests, MISSIONS))
    return tuple((path, tree.digests.get(path, "") if is_settings(path) else "") for path in own)


def _load(tree: Tree) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    faults = Faults(SITE_FILE)
    if SITE_FILE not in tree.digests:
        hint = "run sitegen in the folder that holds content/, or name it with -C"
        return None, (error("missing-site", Span(SITE_FILE), "there is no such file", hint),)
    portal = _read(tree, SITE_FILE, _PORTAL, faults)
    if portal is not None:
        for field, subjects in (("topics", portal.topics), ("regions", portal.regions)):
            _check_keys(field, (key for key, _ in subjects), portal.lines.get(field, 0), faults)
    missions, found = _missions(tree)
    drawn = Faults(MAP_FILE)
    shown = load_map(tree, drawn)
    found = (*faults.found, *drawn.found, *found)
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
        navigation=portal.navigation,
        navigation_line=portal.lines.get("navigation", 0),
    )
    config = Config(
        source_language=portal.source_language,
        time_zone=portal.time_zone,
        theme=portal.theme,
        topics=_names(portal.topics),
        regions=_names(portal.regions),
        introductions=(*_introductions("topics", portal.topics), *_introductions("regions", portal.regions)),
        page_size=int(portal.page_size),
        link_hosts=portal.link_hosts,
        listed_at=portal.coverage,
        features=portal.features,
        budgets=replace(portal.budgets, path=SITE_FILE),
        sites=(
            site,
            *(
                mission if mission.navigation else replace(mission, navigation=portal.navigation)
                for mission in missions
            ),
        ),
        map=shown,
    )
    return config, found


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
    topics: tuple[tuple[str, Subject], ...]
    regions: tuple[tuple[str, Subject], ...]
    page_size: str
    navigation: tuple[str, ...]
    theme: str
    link_hosts: tuple[str, ...]
    coverage: float
    time_zone: str
    features: Features
    budgets: Budgets


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
    navigation: tuple[str, ...]


_PORTAL: Record[_Portal] = Record(
    _Portal,
    {
        "name": Field(Text(), required=True),
        "tagline": Field(Text(), ""),
        "base_url": Field(BaseUrl(), required=True),
        "source_language": Field(TagShape(), "en"),
        "languages": Field(Languages(), required=True),
        "topics": Field(MapOf(SubjectShape(), is_slug, SLUG_LIKE), ()),
        "regions": Field(MapOf(SubjectShape(), is_slug, SLUG_LIKE), ()),
        "page_size": Field(PAGE_SIZE, "12"),
        "navigation": Field(ListOf(Slug()), ("stories",)),
        "theme": Field(Slug(), "safar"),
        "link_hosts": Field(ListOf(Text()), ()),
        "coverage": Field(Number(0, 100), 80.0),
        "time_zone": Field(Zone(), "UTC"),
        "features": Field(FEATURES, Features()),
        "budgets": Field(BUDGETS, Budgets()),
    },
)
_MISSION: Record[_Mission] = Record(
    _Mission,
    {
        "name": Field(Text(), required=True),
        "city": Field(Text(), required=True),
        "country": Field(Text(), ""),
        "time_zone": Field(Zone(), "UTC"),
        "language": Field(TagShape()),
        "languages": Field(Languages(), required=True),
        "base_url": Field(BaseUrl(), required=True),
        "tagline": Field(Text(), ""),
        "greeting": Field(Text(), ""),
        "contact": Field(CONTACT),
        "featured": Field(ListOf(Slug()), ()),
        "navigation": Field(ListOf(Slug()), ()),
    },
)


def _read(tree: Tree, path: str, record: Record[T], faults: Faults) -> T | None:
    text = decode(tree.read(path), faults)
    node = compose(text, faults) if text is not None else None
    if node is None:
        if not faults.found:
            faults.add("empty-file", 1, "the file is empty", "write " + ", ".join(f"{key}: …" for key in record.fields))
        return None
    if _secrets(node, faults):
        return None  # other messages would quote it
    return record.read(node, faults, path)


def _secrets(node: Node, faults: Faults) -> bool:
    """Note values that look like keys and tokens, without saying them."""
    lines = [scalar.line for scalar in scalars(node) if is_secret(scalar.text)]
    for line in lines:
        hint = "take it out and change it where it is used: no key holds a secret, and files are published"
        faults.add("secret", line, "a value here looks like a password, key or token", hint)
    return bool(lines)


def _check_keys(field: str, keys: Iterable[str], line: int, faults: Faults) -> None:
    """Refuse keys that are one folder where a file system has no case: ß is ss there."""
    seen: dict[str, str] = {}
    for key in keys:
        other = seen.setdefault(key.casefold(), key)
        if other != key:
            faults.add("path-collision", line, f'"{key}" and "{other}" of {field} are one address', "rename one")


def _names(subjects: tuple[tuple[str, Subject], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((key, subject.name) for key, subject in subjects)


def _introductions(field: str, subjects: tuple[tuple[str, Subject], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{field}.{key}", subject.introduction) for key, subject in subjects if subject.introduction)


def _missions(tree: Tree) -> tuple[tuple[Site, ...], tuple[Diagnostic, ...]]:
    sites: list[Site] = []
    found: list[Diagnostic] = []
    for path in tree.digests:
        name = path.removeprefix(MISSIONS)
        if name == path:
            continue
        if "/" in name or not name.endswith(".yaml"):
            if name.endswith((".yml", ".yaml")) and not _EVENT.fullmatch(name):
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
        navigation=mission.navigation,
        navigation_line=mission.lines.get("navigation", 0),
    )


def _folders(tree: Tree, config: Config) -> tuple[Diagnostic, ...]:
    """Refuse folders of catalogs that no site has: most often a hyphen where gettext wants `_`."""
    names = {gettext_name(tag) for tag in config.tags}
    found = []
    for folder in sorted({path.split("/")[1] for path in tree.digests if path.startswith("locales/")}):
        if folder in names or folder == HISTORY or "." in folder:
            continue
        tag = parse_tag(folder.replace("_", "-"))
        if tag and gettext_name(tag) == folder:
            hint = "add the language to a site, or keep the folder for later"
            message = "no site has this language, so nobody reads its catalogs"
            found.append(warning("unread-file", Span(f"locales/{folder}"), message, hint))
            continue
        if tag and gettext_name(tag) != folder:
            hint = f"rename it to locales/{gettext_name(tag)}"
        else:
            hint = suggest(folder, sorted(names)) + ", or add the language to content/site.yaml"
        found.append(error("unknown-language", Span(f"locales/{folder}"), "no site has this language", hint))
    return tuple(found)
