"""The fields of front matter: their shapes, and the values they are read into."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from sitegen.config import Config
from sitegen.locales import parse_tag, suggest_tag
from sitegen.moments import Moment
from sitegen.shape import Choice, Day, Faults, Field, ListOf, MapOf, Node, Number, Record, Scalar, Text, suggest
from sitegen.slugs import Slug
from sitegen.stories.aliases import AliasShape
from sitegen.stories.model import PUBLISHED, ROLES, STATUSES, STORY, Alias, Credit, Place, Source, Withdrawal
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverField:
    file: str
    alt: str
    credit: str
    focus: tuple[float, float]
    line: int
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureField:
    credit: str
    focus: tuple[float, float]
    line: int
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front matter of a story as read; a page has fewer fields."""

    line: int
    lines: Mapping[str, int]
    title: str
    date: datetime.date
    updated: datetime.date | None
    summary: str
    language: str | None
    status: str
    publish: datetime.datetime | None
    expires: datetime.datetime | None
    withdrawn: Withdrawal | None
    aliases: tuple[Alias, ...]
    template: str
    topics: tuple[str, ...] = ()
    region: str | None = None
    place: Place | None = None
    cover: CoverField | None = None
    pictures: tuple[tuple[str, PictureField], ...] = ()
    credits: tuple[Credit, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownTag:
    """A language that some site is built in."""

    known: tuple[str, ...]

    def read(self, node: Node, faults: Faults, name: str) -> str | None:
        """Read a tag."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        tag = parse_tag(text)
        if tag in self.known:
            return tag
        hint = suggest(suggest_tag(text) or text, self.known)
        faults.add("unknown-language", node.line, f'there is no language "{text}"', hint)
        return None


def _drop_place(value: type[Any]) -> Callable[..., Any]:
    """Return a maker of values that have no room for the line they were written in."""

    def make(*, line: int, lines: Mapping[str, int], **fields: Any) -> Any:
        return value(**fields)

    return make


@dataclass(frozen=True, slots=True)
class _Focus:
    """What must stay visible of a picture: across and down, each from 0 to 1."""

    def read(self, node: Node, faults: Faults, name: str) -> tuple[float, float] | None:
        """Read two numbers."""
        numbers = ListOf(Number(0, 1)).read(node, faults, name)
        if numbers is None or len(numbers) == 2:
            return numbers
        faults.add("wrong-value", node.line, f'"{name}" is two numbers, across and down', "write [0.5, 0.3]")
        return None


_FOCUS = Field(_Focus(), (0.5, 0.5))
PLACE: Record[Place] = Record(
    _drop_place(Place),
    {
        "name": Field(Text(), required=True),
        "latitude": Field(Number(-90, 90)),
        "longitude": Field(Number(-180, 180)),
    },
)
_COVER: Record[CoverField] = Record(
    CoverField,
    {"file": Field(Text(), required=True), "alt": Field(Text(), ""), "credit": Field(Text(), ""), "focus": _FOCUS},
)
_PICTURE: Record[PictureField] = Record(PictureField, {"credit": Field(Text(), ""), "focus": _FOCUS})
_WITHDRAWAL: Record[Withdrawal] = Record(_drop_place(Withdrawal), {"date": Field(Day()), "reason": Field(Text(), "")})
_CREDITS: Record[Credit] = Record(
    _drop_place(Credit),
    {"role": Field(Choice(ROLES, kind="role"), required=True), "name": Field(Text(), required=True)},
)
_SOURCE: Record[Source] = Record(
    _drop_place(Source),
    {
        "title": Field(Text(), required=True),
        "publisher": Field(Text(), ""),
        "year": Field(Text(r"\d{4}(?:[-–]\d{4})?", "a year, as in 2011"), ""),
        "url": Field(Text(r"https?://[^\s/@]+(/\S*)?", "an address that starts with https://"), ""),
    },
)


def fields(config: Config, kind: str) -> dict[str, Field[Any]]:
    """Return the fields that the front matter of a kind of text may have."""
    common: dict[str, Field[Any]] = {
        "title": Field(Text(), required=True),
        "date": Field(Day(), required=True),
        "updated": Field(Day()),
        "summary": Field(Text(), ""),
        "language": Field(KnownTag(config.tags)),
        "status": Field(Choice(STATUSES, kind="status"), PUBLISHED),
        "publish": Field(Moment(config.time_zone)),
        "expires": Field(Moment(config.time_zone, through=True)),
    }
    later: dict[str, Field[Any]] = {
        "withdrawn": Field(_WITHDRAWAL),
        "aliases": Field(ListOf(AliasShape(kind)), ()),
        "template": Field(Slug(), ""),
    }
    if kind != STORY:
        return common | later
    topics, regions = (tuple(key for key, _ in pairs) for pairs in (config.topics, config.regions))
    own: dict[str, Field[Any]] = {
        "topics": Field(ListOf(Choice(topics, "unknown-topic", "topic")), ()),
        "region": Field(Choice(regions, "unknown-region", "region")),
        "place": Field(PLACE),
        "cover": Field(_COVER),
        "pictures": Field(MapOf(_PICTURE), ()),
        "credits": Field(ListOf(_CREDITS), ()),
        "sources": Field(ListOf(_SOURCE), ()),
    }
    return common | own | later
