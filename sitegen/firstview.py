"""What a page loads before it looks as it should: its style sheets, scripts and fonts.

Weights are those of what goes over the line: text compressed with gzip as hosts do it, fonts as they are. Pictures do
not count. Of the faces that a style sheet names a page loads those that are for its language and have a letter of it.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser

from sitegen import urls
from sitegen.budgets import Weight
from sitegen.theme import is_in

_FACE = re.compile(r"@font-face\s*\{([^}]*)\}")
_URL = re.compile(r"url\(\"?([^\")]+)\"?\)")
_RANGE = re.compile(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?")
_SILENT = frozenset({"script", "style", "title", "template"})
#: Attributes by which a page loads something, and the kinds of `link` that load what they name.
_LOADS = frozenset({"audio", "iframe", "img", "script", "source", "track", "video"})
_LOADING = frozenset({"stylesheet", "icon", "preload", "modulepreload"})


def weigh(path: str, read: Callable[[str], bytes], languages: Mapping[str, Sequence[str]]) -> Weight:
    """Weigh the page at a path of a site.

    `read` gives the files of the site. `languages` are those on whose pages the faces of a family are used, by family;
    of one that is not in it, all.
    """
    content = read(path)
    page = _Page()
    page.feed(content.decode("utf-8", "replace"))
    page.close()
    styles = [urls.target(path, link) for link in page.styles]
    scripts = [urls.target(path, link) for link in page.scripts]
    return Weight(
        html=_compressed(content),
        styles=sum(_compressed(read(style)) for style in styles),
        scripts=sum(_compressed(read(script)) for script in scripts),
        fonts={
            font: len(read(font))
            for style in styles
            for font in _fonts(style, read(style).decode("utf-8", "replace"), page, languages)
        },
        hosts=tuple(dict.fromkeys(page.hosts)),
    )


def _compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6, mtime=0))


def _fonts(style: str, css: str, page: _Page, languages: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the font files that a page loads for a style sheet."""
    for match in _FACE.finditer(css):
        fields = dict(part.strip().partition(":")[::2] for part in match[1].split(";") if ":" in part)
        address = _URL.search(fields.get("src", ""))
        wanted = languages.get(fields.get("font-family", "").strip(" \"'"), ())
        if address is None or (wanted and not any(is_in(page.language, tag) for tag in wanted)):
            continue
        ranges = [(int(low, 16), int(high or low, 16)) for low, high in _RANGE.findall(fields.get("unicode-range", ""))]
        if not ranges or any(low <= letter <= high for letter in page.letters for low, high in ranges):
            yield urls.target(style, address[1])


class _Page(HTMLParser):
    """What a page loads, its language and its letters."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self.hosts: list[str] = []
        self.language = ""
        self.letters: set[int] = set()
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element."""
        given = {name: value or "" for name, value in attrs}
        loaded = given.get("src", "") if tag in _LOADS else ""
        if tag == "script" and loaded:
            self.scripts.append(loaded)
        if tag == "link" and _LOADING.intersection(given.get("rel", "").split()):
            loaded = given.get("href", "")
            if given["rel"] == "stylesheet":
                self.styles.append(loaded)
        if re.match(r"(?:[a-z]+:)?//", loaded):
            self.hosts.append(loaded.partition("//")[2].partition("/")[0])
            self.styles = [style for style in self.styles if style != loaded]
            self.scripts = [script for script in self.scripts if script != loaded]
        if tag == "html":
            self.language = given.get("lang", "")
        self._silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        """Take in the end of an element."""
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if not self._silent:
            self.letters.update(map(ord, data.replace("\n", "")))
