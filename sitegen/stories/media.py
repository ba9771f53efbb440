"""The pictures and films that a text shows: which files they are, and whether they can be used."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import replace

from sitegen import images
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.limits import FILM_BYTES
from sitegen.markdown import Document, Figure, TargetKind, classify, figures, inserts, line_of, pictures
from sitegen.patterns import late
from sitegen.shape import Faults, suggest
from sitegen.stories import subtitles
from sitegen.stories.fields import Front
from sitegen.stories.model import Cover, Film, Picture
from sitegen.structured import Video
from sitegen.tree import Tree

#: Tells the size of a picture file from its path, and what is wrong with it.
ProbePicture = Callable[[str], tuple[images.Probe | None, tuple[Diagnostic, ...]]]
#: Where the first bytes of a film say what it is: offset, bytes, extension, media type.
_FILMS = (
    (0, b"\x1a\x45\xdf\xa3", ".webm", "video/webm"),
    (4, b"ftyp", ".mp4", "video/mp4"),
)


class Media:
    """Finds the pictures and films of texts."""

    def __init__(self, tree: Tree, config: Config, probe: ProbePicture) -> None:
        self.tree = tree
        self.config = config
        self.probe = probe

    def cover(self, path: str, front: Front, faults: Faults) -> Cover | None:
        """Return the cover of a text."""
        field = front.cover
        if field is None:
            return None
        if not field.alt:
            faults.add("missing-alt", field.line, "the cover has no alternative text", 'add alt: "what it shows"')
        picture = self._picture(path, field.file, field.lines["file"], faults)
        if picture is None:
            return None
        return Cover(picture=_described(picture, field.credit, field.focus), alt=field.alt)

    def pictures(self, path: str, front: Front, document: Document, faults: Faults) -> tuple[tuple[str, Picture], ...]:
        """Return the pictures that a text shows, by the address written there."""
        known = dict(front.pictures)
        used: dict[str, Picture] = {}
        for figure in figures(document):
            _check_alt(figure, faults)
        _check_inline_alt(document, faults)
        lines = pictures(document)
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

    def films(self, path: str, language: str, document: Document, faults: Faults) -> tuple[tuple[str, Film], ...]:
        """Return the films that a text in a language shows, by the address written there."""
        found: dict[str, Film] = {}
        for video in (insert for insert in inserts(document) if isinstance(insert, Video) and insert.file):
            line = dict(video.lines)["file"]
            place = posixpath.normpath(posixpath.join(posixpath.dirname(path), video.file))
            if place not in self.tree.digests:
                faults.add("missing-video", line, f"there is no video {video.file}", "put the file beside the text")
            elif type := self._film_type(place, line, faults):
                beside = subtitles.find(self.tree, self.config, place, language, faults)
                digest = self.tree.digests[place]
                found[video.file] = Film(path=place, digest=digest, type=type, subtitles=beside)
        return tuple(found.items())

    def _film_type(self, place: str, line: int, faults: Faults) -> str:
        """Return the media type that the first bytes of a file tell; empty, and a fault, when it is no video."""
        content = self.tree.read(place)
        if len(content) > FILM_BYTES:
            size = f"{len(content) / 1e6:,.0f} MB; {FILM_BYTES // 1_000_000} are published"
            hint = "make it smaller, or show it elsewhere and name its page with url: …"
            faults.add("video-too-large", line, f"{place} has {size}", hint)
        for start, magic, extension, type in _FILMS:
            if content.startswith(magic, start) and place.endswith(extension):
                return type if len(content) <= FILM_BYTES else ""
        faults.add("video-format", line, f"{place} is not the video its name says", "export it as WebM or MP4")
        return ""

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


_SILENT = late(r"!\[\s*\]\([^()]*\)(?!\{[^}]*\.decorative)|<img\b(?![^>]*\balt\s*=)[^>]*>", re.IGNORECASE)


def _check_inline_alt(document: Document, faults: Faults) -> None:
    """Find pictures within sentences that have no alternative text."""
    for block in document.all_blocks:
        if ("![" in block.text or "<" in block.text) and block.tag != "figure" and _SILENT.search(block.text):
            hint = "describe it between the brackets, or mark it {: .decorative} when it tells nothing"
            faults.add("missing-alt", block.line, "a picture in this text has no alternative text", hint)
