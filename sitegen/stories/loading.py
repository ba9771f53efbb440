"""Source files to stories: names, front matter, text, pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from sitegen import images
from sitegen.config import SLUG_LIKE, Config, is_slug
from sitegen.diagnostics import Diagnostic, Span, error, has_errors, warning
from sitegen.markdown import Document, Figure, TargetKind, classify, figures, line_of, parse, walk
from sitegen.shape import Faults, Record, decode, front_matter, suggest
from sitegen.stories.fields import Front, fields
from sitegen.stories.links import resolve
from sitegen.stories.model import PAGE, RESERVED_PAGES, STORY, Cover, Library, Picture, Story
from sitegen.tree import Tree

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
        linked, faults = resolve(story, by_path, unread)
        found += faults
        if linked is None:
            faulty[story.path] = story.domain
        else:
            resolved.append(linked)
    stories = sorted((s for s in resolved if s.kind == STORY), key=lambda s: (-s.date.toordinal(), s.slug))
    pages = sorted((s for s in resolved if s.kind == PAGE), key=lambda s: s.slug)
    library = Library(stories=tuple(stories), pages=tuple(pages), faulty=frozenset(faulty.values()))
    return library, tuple(found)


def _sources(tree: Tree, found: list[Diagnostic], faulty: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, slug, path) of each source text, and note those with names that cannot be addresses."""
    seen: dict[str, str] = {}
    for path in tree.digests:
        match = re.fullmatch(r"content/(stories|pages)/([^/]+?)(?:/index)?\.md", path)
        if match is None or path == f"content/{match[1]}/index.md":
            if path.startswith("content/") and path.lower().endswith((".md", ".markdown")):
                hint = "a story is content/stories/<slug>/index.md or content/stories/<slug>.md; a page likewise"
                found.append(warning("unread-file", Span(path), "nobody reads this text", hint))
            continue
        kind, slug = match[1], match[2]
        if not is_slug(slug):
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
        front = Record(Front, fields(self.config, kind)).read(node, faults, path) if node else None
        if front is None:
            if not faults.found:
                faults.add("missing-title", 1, "the front matter is empty", "add title: … and date: …")
            return None, tuple(faults.found)
        story = self._story(kind, slug, path, front, document, faults)
        return (None if has_errors(faults.found) else story), tuple(faults.found)

    def _story(self, kind: str, slug: str, path: str, front: Front, document: Document, faults: Faults) -> Story:
        if front.publish and front.expires and front.expires <= front.publish:
            message = '"expires" is not later than "publish", so the text would never be seen'
            faults.add("wrong-value", front.lines["expires"], message, "put a later time")
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

    def _cover(self, path: str, front: Front, faults: Faults) -> Cover | None:
        field = front.cover
        if field is None:
            return None
        if not field.alt:
            faults.add("missing-alt", field.line, "the cover has no alternative text", 'add alt: "what it shows"')
        picture = self._picture(path, field.file, field.lines["file"], faults)
        if picture is None:
            return None
        return Cover(picture=_described(picture, field.credit, field.focus), alt=field.alt)

    def _pictures(self, path: str, front: Front, document: Document, faults: Faults) -> tuple[tuple[str, Picture], ...]:
        known = dict(front.pictures)
        used: dict[str, Picture] = {}
        shown = figures(document)
        for figure in shown:
            _check_alt(figure, faults)
        _check_inline_alt(document, faults)
        lines = {figure.src: figure.line for figure in shown}
        inline = [address for kind, address in document.targets if kind == "src"]
        for src in dict.fromkeys((*lines, *inline)):
            picture = self._picture(path, src, lines.get(src) or line_of(document, src), faults)
            if picture is not None:
                field = known.get(src)
                used[src] = _described(picture, field.credit, field.focus) if field else picture
        for name, field in front.pictures:
            if name not in used and (front.cover is None or front.cover.file != name):
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


def _described(picture: Picture, credit: str, focus: tuple[float, float]) -> Picture:
    x, y = focus
    variants = tuple((tag, replace(other, credit=credit, focus=(x, y))) for tag, other in picture.variants)
    return replace(picture, credit=credit, focus=(x, y), variants=variants)


def _check_alt(figure: Figure, faults: Faults) -> None:
    if not figure.alt and not figure.decorative:
        hint = "describe it between the brackets, or mark it {: .decorative} when it tells nothing"
        faults.add("missing-alt", figure.line, f"{figure.src} has no alternative text", hint)


_SILENT = re.compile(r"!\[\s*\]\([^()]*\)(?!\{[^}]*\.decorative)|<img\b(?![^>]*\balt\s*=)[^>]*>", re.IGNORECASE)


def _check_inline_alt(document: Document, faults: Faults) -> None:
    """Find pictures within sentences that have no alternative text."""
    for block in walk(document.blocks):
        if block.tag != "figure" and _SILENT.search(block.text):
            hint = "describe it between the brackets, or mark it {: .decorative} when it tells nothing"
            faults.add("missing-alt", block.line, "a picture in this text has no alternative text", hint)
