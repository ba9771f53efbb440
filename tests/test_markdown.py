"""The Markdown dialect: what a text becomes, how that is shown, and how much of it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.markdown import Block, Document, Rendering, figures, heading_id, parse, render, targets, walk
from sitegen.markdown.sanitise import sanitise


def document(text: str) -> Document:
    """Return the document of a text in which nothing is wrong."""
    found, faults = parse(text, "a.md", 1)
    assert faults == ()
    return found


def html(text: str) -> str:
    """Return a text as it is shown, with figures as the plain pictures that Markdown makes of them."""
    return shown(parse(text, "a.md", 1)[0])


def shown(found: Document) -> str:
    """Return the HTML of a document."""
    pictures = tuple(
        f'<p><img src="{escape(figure.src)}" alt="{escape(figure.alt)}"'
        + (f' title="{escape(figure.caption)}"' if figure.caption else "")
        + "></p>"
        for figure in figures(found)
    )
    addresses = [address for _, address in targets(found)]
    rendering = Rendering(
        links={address: address for address in addresses},
        images={address: (address, 4, 3) for address in addresses},
        figures=pictures,
        backlink="Back to {number}",
        table="Table",
    )
    return render(found, rendering)


def faults(text: str) -> list[str]:
    """Return what is wrong with a text, as it is printed."""
    return [str(fault) for fault in parse(text, "a.md", 1)[1]]


# Equal to Python-Markdown -------------------------------------------------------------------------------

_EXTENSIONS = ["tables", "footnotes", "abbr", "def_list", "sane_lists", "admonition", "fenced_code", "attr_list"]
_BLOCKS = """
    p div aside blockquote ul ol li dl dt dd table thead tbody tr th td h1 h2 h3 h4 h5 h6 hr pre br section details
    summary figure figcaption
"""


class _Shape(HTMLParser):
    """Reads HTML into a list of tags and texts, without white space that is not shown and without what is ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._pre = 0
        self._ours: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "div" and given.get("class") == "table":
            self._ours.append(True)
            return
        if tag == "div":
            self._ours.append(False)
        if re.fullmatch("h[1-6]", tag):
            given.pop("id", None)
        if given.get("class") == "footnote-backref":
            given = {"class": "footnote-backref"}
        for name in ("tabindex", "width", "height"):
            given.pop(name, None)
        classes = [name for name in given.pop("class", "").split() if not name.startswith("align-")]
        if "box" in classes:
            tag, classes = "div", ["admonition", *classes[1:]]
        if "box-title" in classes:
            tag, classes = "p", ["admonition-title"]
        if classes:
            given["class"] = " ".join(classes)
        self._pre += tag == "pre"
        self.parts.append("<" + " ".join([tag, *(f"{name}={value}" for name, value in sorted(given.items()))]) + ">")

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._ours.pop():
            return
        self._pre -= tag == "pre"
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data if self._pre else re.sub(r"\s+", " ", data.translate({0x2191: 0x21A9})))


def shape(text: str) -> list[str]:
    """Return HTML as a list of tags and texts that can be compared."""
    reader = _Shape()
    reader.feed(text)
    reader.close()
    whole = "\0".join(reader.parts)
    whole = re.sub(r"</aside>", "</div>", whole)
    whole = re.sub(r"(<p class=admonition-title>\0[^\0]*\0)</h2>", r"\1</p>", whole)
    names = "|".join(_BLOCKS.split())
    whole = re.sub(rf"\0? ?\0?(</?(?:{names})(?: [^>]*)?>)\0? ?\0?", r"\0\1\0", whole)
    whole = re.sub(rf" *\0(</?(?:{names})(?: [^>]*)?>)\0 *", r"\0\1\0", whole)
    return [part for part in whole.split("\0") if part.strip()]


def expected(text: str) -> str:
    """Return what Python-Markdown and the sanitiser make of a text."""
    converter = markdown.Markdown(extensions=_EXTENSIONS, output_format="html")
    return sanitise(converter.convert(text), lambda attribute, value: value)


WORDS = st.sampled_from(["tea", "Lahore", "چائے", "İzmir", "1,046", "HTML", "x_y", "2 * 3", "(so)", "c:d", "a|b"])
INLINE = st.one_of(
    WORDS,
    WORDS,
    WORDS.map("*{}*".format),
    WORDS.map("**{}**".format),
    WORDS.map("_{}_ ".format),
    WORDS.map("`{}  x`".format),
    WORDS.map("[{}](../tea/index.md)".format),
    WORDS.map('[{}](https://example.org/a "Title")'.format),
    WORDS.map("[{}][here]".format),
    WORDS.map("![{}](b.jpg) here".format),
    WORDS.map("<kbd>{}</kbd>".format),
    WORDS.map('<span lang="ur" dir="rtl">{}</span>'.format),
    WORDS.map("*{}*{{: .wide }}".format),
    st.sampled_from(["[^1]", "[^note]", "&amp;", "&copy;", "\\*", "\\[no\\]", "<https://example.org>", "a<br>b", "1 < 2", "a  b"]),
)
LINE = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)


def _indented(text: str, marker: str = "    ") -> str:
    """Put a marker before the first line and blanks of its width before the others."""
    blanks = " " * len(marker)
    return "\n".join(
        (marker if number == 0 else blanks) + line if line else "" for number, line in enumerate(text.split("\n"))
    )


def _list(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(st.one_of(LINE, children), min_size=1, max_size=3)
    markers = st.sampled_from(["-   ", "1.  ", "*   "])
    gaps = st.sampled_from(["\n", "\n\n"])
    return st.builds(
        lambda items, marker, gap: gap.join(_indented(item, marker) for item in items), items, markers, gaps
    )


LINES = st.lists(LINE, min_size=1, max_size=3)
ROW = st.lists(LINE.map(lambda line: line.replace("|", "\\|")), min_size=2, max_size=2).map(
    lambda cells: f"| {' | '.join(cells)} |"
)
LEAF_BLOCKS = st.one_of(
    LINES.map("\n".join),
    LINES.map("  \n".join),
    LINE.map("para {}\n{{: .lead }}".format),
    st.builds("{} {}{}".format, st.sampled_from(["#", "##", "###"]), LINE, st.sampled_from(["", " ##", " {: #top }"])),
    LINE.map("Title {}\n-----".format),
    LINE.map("```text\n{}\n\n  more\n```".format),
    LINE.map("    code {}".format),
    st.just("***"),
    LINE.map('<div class="x">\n<p>{}</p>\n</div>'.format),
    st.builds("Term {}\n:   {}\n:   {}".format, LINE, LINE, LINE),
    st.builds("Term {}\n\n:   {}\n\n    {}".format, LINE, LINE, LINE),
    st.builds("{}\n| --- | :-: |\n{}\n{}".format, ROW, ROW, ROW),
    st.just('![A fort](b.jpg "In *snow*")'),
)
BLOCKS = st.recursive(
    LEAF_BLOCKS,
    lambda children: st.one_of(
        _list(children),
        st.lists(children, min_size=1, max_size=2).map(
            lambda blocks: "\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n"))
        ),
        st.lists(children, min_size=1, max_size=2).map(
            lambda blocks: '!!! facts "In *short*"\n' + _indented("\n\n".join(blocks), "    ")
        ),
    ),
    max_leaves=6,
)
END = """
[^1]: A note on `it`.

    It goes on[^note].

[^note]: Another.
    - with
    - a list

[here]: https://example.org/b "There"

*[HTML]: Hyper Text
"""
TEXTS = st.lists(BLOCKS, min_size=1, max_size=5).map(lambda blocks: "\n\n".join(blocks) + "\n\n" + END)
