"""Front matter and text to stories and pages, and the library that holds them.

Checks what can be told from the sources alone: fields, topics, pictures, alternative texts, and links
to other stories and their headings. Knows nothing of translations or of what is built.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sitegen import images
from sitegen.config import MAX_SLUG_BYTES, SLUG, SLUG_LIKE, Config
from sitegen.diagnostics import Diagnostic, Span, error, has_errors, warning
from sitegen.locales import parse_tag, suggest_tag
from sitegen.markdown import Document, Figure, TargetKind, classify, figures, parse, targets, walk
from sitegen.segments import Segment, extract, role_words
from sitegen.shape import (
    Choice,
    Day,
    Faults,
    Field,
    ListOf,
    MapOf,
    Moment,
    Node,
    Number,
    Record,
    Scalar,
    Text,
    decode,
    front_matter,
    suggest,
)
from sitegen.tree import Tree

#: `brief` and `draft` are being written, `review` is being checked; none of them is published.
STATUSES = ("brief", "draft", "review", "published", "withdrawn")
ROLES = ("writer", "reviewer", "translator", "illustrator", "photographer")
#: The two kinds of text, by the name of their folder.
STORY, PAGE = "stories", "pages"
#: Addresses that sitegen uses itself.
RESERVED_PAGES = frozenset({"stories", "topics", "regions", "places", "search", "feeds", "assets", "pictures"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a story happens; coordinates in decimal degrees."""

    name: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Who did what."""

    role: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a story rests on."""

    title: str
    publisher: str
    year: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that a story shows: its file in the project, its size, what is known of it.

    `variants` are pictures of the same thing for one language, by its tag.
    """

    path: str
    digest: str
    width: int
    height: int
    credit: str = ""
    focus: tuple[float, float] = (0.5, 0.5)
    variants: tuple[tuple[str, Picture], ...] = ()

    def for_language(self, tag: str) -> Picture:
        """Return the picture that was drawn for a language, else this one (rule S5)."""
        return dict(self.variants).get(tag, self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A story's picture for its head and for cards."""

    picture: Picture
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story, or a page such as "about" (`kind` says which), as its writer left it.

    `pictures` are those its text shows, by the address written there; `links` the stories, pages and
    headings its text leads to, by the address written there, as (domain, fragment).
    """

    kind: str
    slug: str
    path: str
    language: str
    title: str
    date: datetime.date
    summary: str
    document: Document
    status: str
    updated: datetime.date | None = None
    topics: tuple[str, ...] = ()
    region: str | None = None
    place: Place | None = None
    cover: Cover | None = None
    pictures: tuple[tuple[str, Picture], ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    credits: tuple[Credit, ...] = ()
    sources: tuple[Source, ...] = ()
    publish: datetime.datetime | None = None
    expires: datetime.datetime | None = None
    lines: tuple[tuple[str, int], ...] = ()

    @property
    def domain(self) -> str:
        """The gettext domain of its messages: `stories/<slug>` or `pages/<slug>`."""
        return f"{self.kind}/{self.slug}"

    @property
    def all_pictures(self) -> tuple[Picture, ...]:
        """The cover's picture, then those of the text."""
        return (*((self.cover.picture,) if self.cover else ()), *(picture for _, picture in self.pictures))

    def line(self, name: str) -> int:
        """Return the line of a front-matter field."""
        return dict(self.lines).get(name, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All stories and pages of a project, newest story first, pages by slug.

    `faulty` are the domains of texts that were left out because of errors.
    """

    stories: tuple[Story, ...]
    pages: tuple[Story, ...]
    faulty: frozenset[str] = frozenset()

    @property
    def all(self) -> tuple[Story, ...]:
        """Stories and pages."""
        return (*self.stories, *self.pages)


#: Tells the size of a picture file from its path, and what is wrong with it.
ProbePicture = Callable[[str], tuple[images.Probe | None, tuple[Diagnostic, ...]]]


def load(tree: Tree, config: Config, probe: ProbePicture) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Read all stories and pages; those with errors are left out, and all faults are returned."""
    found: list[Diagnostic] = []
    texts: list[Story] = []
    faulty: dict[str, str] = {}
    for kind, slug, path in _sources(tree, found, faulty):
        story, faults = _Loader(tree, config, probe).load(kind, slug, path)
        found += faults
        if story is None:
            faulty[path] = f"{kind}/{slug}"
        else:
            texts.append(story)
    by_path = {story.path: story for story in texts}
    resolved = []
    unread = frozenset(faulty)
    for story in texts:
        linked, faults = _resolve(story, by_path, unread)
        found += faults
        if linked is None:
            faulty[story.path] = story.domain
        else:
            resolved.append(linked)
    stories = sorted((s for s in resolved if s.kind == STORY), key=lambda s: (-s.date.toordinal(), s.slug))
    pages = sorted((s for s in resolved if s.kind == PAGE), key=lambda s: s.slug)
    library = Library(stories=tuple(stories), pages=tuple(pages), faulty=frozenset(faulty.values()))
    return library, tuple(found)


def segments(story: Story) -> tuple[Segment, ...]:
    """Return all that is to be translated of a story: its front matter by name, then its text (rule S8)."""
    head: list[Segment] = []

    def add(text: str, field: str, role: str, context: str | None) -> None:
        if text:
            span = Span(story.path, story.line(field.partition(".")[0]))
            head.append(Segment(text=text, span=span, context=context, comments=role_words(role), prose=False))

    add(story.title, "title", "title, at most 70 characters", None)
    add(story.summary, "summary", "summary for lists and search results, at most 160 characters", None)
    if story.cover:
        add(story.cover.alt, "cover", "alternative text of the cover", "cover.alt")
    for picture in story.all_pictures:
        add(picture.credit, "cover" if story.cover and picture is story.cover.picture else "pictures", *_CREDIT)
    if story.place:
        add(story.place.name, "place", "name of the place", "place.name")
    for credit in story.credits:
        add(credit.name, "credits", *_CREDIT)
    for source in story.sources:
        add(source.title, "sources", "title or description of a source", "source")
        add(source.publisher, "sources", "publisher of a source", "publisher")
    return (*head, *extract(story.document, story.path))


_CREDIT = ("who is credited", "credit")


def _sources(tree: Tree, found: list[Diagnostic], faulty: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, slug, path) of each source text, and note those with names that cannot be addresses."""
    seen: dict[str, str] = {}
    for path in tree.digests:
        match = re.fullmatch(r"content/(stories|pages)/([^/]+?)(?:/index)?\.md", path)
        if match is None or (match[2] == "index" and path.endswith("/index.md") and path.count("/") == 2):
            continue
        kind, slug = match[1], match[2]
        if not re.fullmatch(SLUG, slug) or len(slug.encode()) > MAX_SLUG_BYTES or slug != slug.casefold():
            found.append(error("bad-name", Span(path), f'"{slug}" cannot be an address', f"rename it: {SLUG_LIKE}"))
        elif f"{kind}/{slug}" in seen:
            other = seen[f"{kind}/{slug}"]
            faulty[path] = f"{kind}/{slug}"
            found.append(error("path-collision", Span(path), f"{other} is the same text", "remove one of them"))
        elif kind == PAGE and slug in RESERVED_PAGES:
            found.append(error("bad-name", Span(path), f'the address "{slug}" is taken', "rename the page"))
        else:
            seen[f"{kind}/{slug}"] = path
            yield kind, slug, path


# One text ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _CoverField:
    file: str
    alt: str
    credit: str
    focus: tuple[float, ...]
    line: int
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _PictureField:
    credit: str
    focus: tuple[float, ...]
    line: int
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Front:
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
    topics: tuple[str, ...] = ()
    region: str | None = None
    place: Place | None = None
    cover: _CoverField | None = None
    pictures: tuple[tuple[str, _PictureField], ...] = ()
    credits: tuple[Credit, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tag:
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


_FOCUS = Field(ListOf(Number(0, 1)), (0.5, 0.5))
_PLACE: Record[Place] = Record(
    _drop_place(Place),
    {
        "name": Field(Text(), required=True),
        "latitude": Field(Number(-90, 90)),
        "longitude": Field(Number(-180, 180)),
    },
)
_COVER: Record[_CoverField] = Record(
    _CoverField,
    {"file": Field(Text(), required=True), "alt": Field(Text(), ""), "credit": Field(Text(), ""), "focus": _FOCUS},
)
_PICTURE: Record[_PictureField] = Record(_PictureField, {"credit": Field(Text(), ""), "focus": _FOCUS})
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


def _fields(config: Config, kind: str) -> dict[str, Field[Any]]:
    common: dict[str, Field[Any]] = {
        "title": Field(Text(), required=True),
        "date": Field(Day(), required=True),
        "updated": Field(Day()),
        "summary": Field(Text(), ""),
        "language": Field(_Tag(config.tags)),
        "status": Field(Choice(STATUSES, kind="status"), "published"),
        "publish": Field(Moment()),
        "expires": Field(Moment()),
    }
    if kind == PAGE:
        return common
    topics, regions = (tuple(key for key, _ in pairs) for pairs in (config.topics, config.regions))
    return common | {
        "topics": Field(ListOf(Choice(topics, "unknown-topic", "topic")), ()),
        "region": Field(Choice(regions, "unknown-region", "region")),
        "place": Field(_PLACE),
        "cover": Field(_COVER),
        "pictures": Field(MapOf(_PICTURE), ()),
        "credits": Field(ListOf(_CREDITS), ()),
        "sources": Field(ListOf(_SOURCE), ()),
    }


class _Loader:
    """Loads one text and collects its faults."""

    def __init__(self, tree: Tree, config: Config, probe: ProbePicture) -> None:
        self.tree = tree
        self.config = config
        self.probe = probe

    def load(self, kind: str, slug: str, path: str) -> tuple[Story | None, tuple[Diagnostic, ...]]:
        """Return the story of one source file, and what is wrong with it."""
        faults = Faults(path)
        text = decode(self.tree.read(path), faults)
        if text is None:
            return None, tuple(faults.found)
        node, body, first_line = front_matter(text, faults)
        document, noticed = parse(body, path, first_line)
        faults.found += noticed
        front = Record(_Front, _fields(self.config, kind)).read(node, faults, path) if node else None
        if front is None:
            if not faults.found:
                faults.add("missing-title", 1, "the front matter is empty", "add title: … and date: …")
            return None, tuple(faults.found)
        story = self._story(kind, slug, path, front, document, faults)
        return (None if has_errors(faults.found) else story), tuple(faults.found)

    def _story(self, kind: str, slug: str, path: str, front: _Front, document: Document, faults: Faults) -> Story:
        return Story(
            kind=kind,
            slug=slug,
            path=path,
            language=front.language or self.config.source_language,
            title=front.title,
            date=front.date,
            updated=front.updated,
            summary=front.summary,
            document=document,
            status=front.status,
            publish=front.publish,
            expires=front.expires,
            topics=tuple(dict.fromkeys(front.topics)),
            region=front.region,
            place=front.place,
            cover=self._cover(path, front, faults),
            pictures=self._pictures(path, front, document, faults),
            credits=front.credits,
            sources=front.sources,
            lines=tuple(sorted(front.lines.items())),
        )

    def _cover(self, path: str, front: _Front, faults: Faults) -> Cover | None:
        field = front.cover
        if field is None:
            return None
        if not field.alt:
            faults.add("missing-alt", field.line, "the cover has no alternative text", 'add alt: "what it shows"')
        picture = self._picture(path, field.file, field.lines["file"], faults)
        if picture is None:
            return None
        return Cover(picture=_described(picture, field.credit, field.focus), alt=field.alt)

    def _pictures(
        self, path: str, front: _Front, document: Document, faults: Faults
    ) -> tuple[tuple[str, Picture], ...]:
        known = dict(front.pictures)
        used: dict[str, Picture] = {}
        shown = figures(document)
        for figure in shown:
            _check_alt(figure, faults)
        lines = {figure.src: figure.line for figure in shown}
        for src in dict.fromkeys((*lines, *(address for kind, address in targets(document) if kind == "src"))):
            picture = self._picture(path, src, lines.get(src, 0), faults)
            if picture is not None:
                field = known.get(src)
                used[src] = _described(picture, field.credit, field.focus) if field else picture
        for name, field in front.pictures:
            if name not in lines and (front.cover is None or front.cover.file != name):
                hint = suggest(name, tuple(lines)) or "remove the entry"
                faults.found.append(warning("unused-picture", Span(path, field.line), f"{name} is not shown", hint))
        return tuple(used.items())

    def _picture(self, path: str, address: str, line: int, faults: Faults) -> Picture | None:
        target = classify(address)
        if target.kind is not TargetKind.RELATIVE:
            hint = "put the file beside the text and name it"
            faults.add("missing-picture", line, f"{address} is not a file of this story", hint)
            return None
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), target.path))
        if place not in self.tree.digests:
            folder = posixpath.dirname(place) + "/"
            near = [name.removeprefix(folder) for name in self.tree.digests if name.startswith(folder)]
            faults.add("missing-picture", line, f"there is no picture {target.path}", suggest(target.path, near))
            return None
        stem, dot, extension = place.rpartition(".")
        variants = []
        for tag in self.config.tags:
            other = f"{stem}.{tag}{dot}{extension}"
            if other in self.tree.digests and (found := self._probed(other, faults)):
                variants.append((tag, found))
        picture = self._probed(place, faults)
        return replace(picture, variants=tuple(variants)) if picture else None

    def _probed(self, path: str, faults: Faults) -> Picture | None:
        probe, found = self.probe(path)
        faults.found += found
        if probe is None:
            return None
        return Picture(path=path, digest=self.tree.digests[path], width=probe.width, height=probe.height)


def _described(picture: Picture, credit: str, focus: tuple[float, ...]) -> Picture:
    x, y = focus if len(focus) == 2 else (0.5, 0.5)
    variants = tuple((tag, replace(other, credit=credit, focus=(x, y))) for tag, other in picture.variants)
    return replace(picture, credit=credit, focus=(x, y), variants=variants)


def _check_alt(figure: Figure, faults: Faults) -> None:
    if not figure.alt and not figure.decorative:
        hint = "describe it between the brackets, or mark it {: .decorative} when it tells nothing"
        faults.add("missing-alt", figure.line, f"{figure.src} has no alternative text", hint)


# Links ------------------------------------------------------------------------------------------------


def _resolve(
    story: Story, by_path: Mapping[str, Story], unread: frozenset[str]
) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    """Find what a story's relative links lead to; None when a link leads nowhere.

    A link to a text that has errors itself is not a second error.
    """
    found: list[Diagnostic] = []
    links: list[tuple[str, str, str]] = []
    for attribute, address in targets(story.document):
        if attribute != "href":
            continue
        target = classify(address)
        span = Span(story.path, _line_of(story, address))
        if target.kind is TargetKind.REFUSED:
            hint = "write an https, mailto or tel address, or a path to another story"
            found.append(error("address-refused", span, f'the address "{address[:60]}" is not allowed', hint))
        elif target.kind is TargetKind.FRAGMENT and not target.fragment.startswith(("fn:", "fnref")):
            found += _check_fragment(story, target.fragment, span)
        elif target.kind is TargetKind.RELATIVE:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(story.path), target.path))
            other = by_path.get(path)
            if other is not None:
                links.append((address, other.domain, target.fragment))
                found += _check_fragment(other, target.fragment, span)
            elif path not in unread:
                message = f"the link leads to {target.path}, which is no story or page"
                near = [posixpath.relpath(known, posixpath.dirname(story.path)) for known in by_path]
                found.append(error("missing-story", span, message, suggest(target.path, near)))
    return (None if has_errors(found) else replace(story, links=tuple(links))), tuple(found)


def _check_fragment(story: Story, fragment: str, span: Span) -> Iterator[Diagnostic]:
    ids = heading_ids(story)
    if fragment and fragment not in ids:
        message = f'{story.path} has no heading "#{fragment}"'
        yield error("missing-heading", span, message, suggest(fragment, ids) or f"take #{fragment} off the link")


def heading_ids(story: Story) -> tuple[str, ...]:
    """Return the ids of a story's headings, by which links lead to them."""
    return tuple(value for block in walk(story.document.blocks) if (value := block.attribute("id")))


def _line_of(story: Story, address: str) -> int:
    """Return the line of the block that holds an address."""
    for block in walk(story.document.blocks):
        if address in block.text:
            return block.line
    return story.line("title")
