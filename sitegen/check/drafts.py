"""What would give away a text that is not published: its address, and its words in any language.

Words are compared in runs, so that one that stands in a published text as well gives nothing away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from urllib.parse import unquote

from sitegen.values import dataclass

#: How many words in a row are looked for at once, and how many a shorter text must have to be looked for at all.
_RUN = 8
_LEAST = 3
#: How many letters a text must have; in scripts without spaces, where a word may be a sentence, each counts three.
_LETTERS = 12
_LONE_LETTERS = 24
_EAST_ASIAN = "\u2e80"
_WORD = re.compile(r"\w+")
_LINK_TARGET = re.compile(r"\]\([^)]*\)")
_TAG = re.compile(r"<[^>]*>")
_SLUG = re.compile(r"/stories/([^/\"'<>\s#?]+)/")
#: A derived picture: the names of its folder and file, then its width and what it was made of.
_PICTURE = re.compile(r"pictures/(.+)-\d+\.[0-9a-f]+\.\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A text that is not published: its source, its paths below languages, and all it says, translated too.

    `site` is the only one that it would stand on; empty for all. `pictures` are the names that files made of
    its own pictures begin with. `is_announced` tells that a page at its address may say that it is gone.
    """

    source: str
    addresses: tuple[str, ...]
    texts: tuple[str, ...]
    pictures: tuple[str, ...] = ()
    is_announced: bool = False
    site: str = ""


@dataclass(frozen=True, slots=True)
class Traces:
    """What to look for: runs of words, by their number and by the source they are from; paths, picture names.

    Paths go with the only site on which they stand, empty for all.
    """

    runs: Mapping[int, Mapping[tuple[str, ...], str]]
    addresses: Mapping[tuple[str, str], str]
    pictures: Mapping[str, str]

    def in_text(self, text: str) -> str | None:
        """Return the source of a hidden text whose words or address stand in a file; None when there is none."""
        for slug in _SLUG.findall(text) if self.addresses else ():
            source = self.addresses.get(("", f"stories/{unquote(slug)}/index.html"))
            if source is not None:
                return source
        if not self.runs:
            return None
        for words in (_words(_TAG.sub(" ", text)), _words(text)):
            for size, known in self.runs.items():
                for run in _windows(words, size):
                    if run in known:
                        return known[run]
        return None

    def in_path(self, path: str, site: str) -> str | None:
        """Return the source of a hidden text to which a file of a site belongs by its path; None when there is none."""
        picture = _PICTURE.match(path)
        if picture is not None:
            return self.pictures.get(picture[1])
        address = path.partition("/")[2]
        return self.addresses.get(("", address)) or self.addresses.get((site, address))


def traces(hidden: Iterable[Hidden], public: Iterable[str]) -> Traces:
    """Return what gives hidden texts away; whatever stands in `public` texts as well does not."""
    runs: dict[int, dict[tuple[str, ...], str]] = {}
    addresses: dict[tuple[str, str], str] = {}
    pictures: dict[str, str] = {}
    for text in hidden:
        pictures |= dict.fromkeys(text.pictures, text.source)
        if not text.is_announced:
            addresses |= dict.fromkeys(((text.site, address) for address in text.addresses), text.source)
        for words in text.texts:
            for run in _runs(_of_markdown(words)):
                runs.setdefault(len(run), {})[run] = text.source
    for words in public if runs else ():
        listed = _of_markdown(words)
        for size, known in runs.items():
            for run in _windows(listed, size):
                known.pop(run, None)
    return Traces({size: known for size, known in runs.items() if known}, addresses, pictures)


def _windows(words: list[str], size: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(size)), strict=False)


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    if len(words) >= _RUN:
        yield from _windows(words, _RUN)
        return
    letters = sum(3 if letter >= _EAST_ASIAN else 1 for word in words for letter in word)
    if letters >= _LONE_LETTERS or (len(words) >= _LEAST and letters >= _LETTERS):
        yield tuple(words)


def _of_markdown(text: str) -> list[str]:
    return _words(_TAG.sub(" ", _LINK_TARGET.sub("] ", text)))


def _words(text: str) -> list[str]:
    return _WORD.findall(unescape(text).casefold())
