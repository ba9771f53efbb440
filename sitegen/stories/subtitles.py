"""The subtitles beside a film: which files they are, which of them is translated, what translators see of it.

`clip.en.vtt` belongs to `clip.webm`. The file in the language of the text, else the first in the order of the
portal's languages, is the source; those in other languages were made by hand and are shown as they are.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator

from sitegen import webvtt
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.segments import Segment
from sitegen.shape import Faults
from sitegen.stories.model import Story, Subtitles
from sitegen.tree import Tree
from sitegen.webvtt import LINE_CHARACTERS, Cue, clock

#: Sets a subtitle apart from the same words in the text, which have other room and other markup (rule S10).
CONTEXT = "subtitle"
_SUFFIX = ".vtt"
#: How much of a neighbour is quoted.
_QUOTED = 120


def find(tree: Tree, config: Config, film: str, language: str, faults: Faults) -> tuple[Subtitles, ...]:
    """Return the subtitles of the film at a path, the source first. `language` is that of the text."""
    stem = posixpath.splitext(film)[0]
    found = []
    for tag in sorted(config.tags, key=lambda tag: tag != language):
        path = f"{stem}.{tag}{_SUFFIX}"
        if path in tree.digests:
            cues, noticed = webvtt.read(tree.read(path), path)
            faults.found += noticed
            if cues:
                found.append(Subtitles(path=path, language=tag, cues=cues))
    return tuple(found)


def unread_subtitles(
    tree: Tree, config: Config, texts: Iterable[Story], faulty: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield a warning for each file of subtitles that belongs to no film of a text.

    What lies beside a text with errors, at one of the paths `faulty`, may belong to it.
    """
    read = {subtitles.path for text in texts for _, film in text.films for subtitles in film.subtitles}
    unknown = {posixpath.dirname(path) for path in faulty}
    named = f"film.{config.source_language}{_SUFFIX}"
    hint = f"name them {named}, like the film that a text shows and their language: {', '.join(config.tags)}"
    for path in tree.digests:
        is_ours = path.startswith("content/") and path.lower().endswith(_SUFFIX)
        if is_ours and path not in read and posixpath.dirname(path) not in unknown:
            yield warning("unread-file", Span(path), "nobody reads these subtitles", hint)


def cue_segments(story: Story) -> Iterator[tuple[Segment, str]]:
    """Yield what is to be translated of the films of a text, with the language it is in (rules S1, S2, S12)."""
    for _, film in story.films:
        for source in film.subtitles[:1]:
            for number, cue in enumerate(source.cues):
                if is_message(cue):
                    comments = tuple(_comments(source.cues, number))
                    span = Span(source.path, cue.line + 1)
                    yield (
                        Segment(
                            text=cue.text, span=span, context=context(cue), comments=comments, prose=False, cue=True
                        ),
                        source.language,
                    )


def is_message(cue: Cue) -> bool:
    """Tell whether a cue has words to translate."""
    return cue.translated and cue.has_words


def context(cue: Cue) -> str:
    """Return the context of a cue's message."""
    return cue.context or CONTEXT


def _comments(cues: tuple[Cue, ...], number: int) -> Iterator[str]:
    cue = cues[number]
    room = f"at most {LINE_CHARACTERS} characters a line"
    yield f"subtitle, {clock(cue.start)}–{clock(cue.end)}, {room}"
    if cue.note:
        yield f"note: {cue.note}"
    if number > 0:
        yield f"before: {_quoted(cues[number - 1])}"
    if number + 1 < len(cues):
        yield f"after: {_quoted(cues[number + 1])}"


def _quoted(cue: Cue) -> str:
    words = " ".join(webvtt.visible(cue.text).split())
    return words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"
