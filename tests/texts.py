"""Markdown texts for tests: how one is shown, and texts without end for laws."""

from __future__ import annotations

import itertools
import re
from html import escape

from hypothesis import strategies as st

from sitegen import structured
from sitegen.markdown import Box, Document, Figure, Insert, Rendering, inserts, parse, render


def document(text: str) -> Document:
    """Return the document of a text in which nothing is wrong."""
    found, faults = parse(text, "a.md", 1)
    assert faults == ()
    return found


def html(text: str) -> str:
    """Return a text as it is shown."""
    return shown(parse(text, "a.md", 1)[0])


def shown(found: Document) -> str:
    """Return a document as it is shown, with every address as it was written and inserts as plainly as can be."""
    shown = tuple(_insert(insert) for insert in inserts(found))
    addresses = [address for _, address in found.targets]
    rendering = Rendering(
        links={address: address for address in addresses},
        images={address: (address, 4, 3) for address in addresses},
        inserts=shown,
        backlink="Back to {number}",
        table="Table",
    )
    return render(found, rendering)


def _insert(insert: Insert) -> tuple[str, str]:
    if isinstance(insert, Box):
        return f'<aside class="{escape(insert.classes)}">', "</aside>"
    if not isinstance(insert, Figure):
        return f"<p>{escape(' '.join(words.text for words in structured.words(insert)))}</p>", ""
    title = f' title="{escape(insert.caption)}"' if insert.caption else ""
    return f'<p><img src="{escape(insert.src)}" alt="{escape(insert.alt)}"{title}></p>', ""


def told_apart(text: str) -> str:
    """Return one of `texts` with a number in every word, so that no two words are the same."""
    numbers = itertools.count(100)
    return re.sub(rf"\b(?:{'|'.join(_WORDS)})\b", lambda _: f"w{next(numbers)}w", text)


# Texts for laws ---------------------------------------------------------------------------------------

_WORDS = ("tea", "Lahore", "چائے", "İzmir", "salt", "snow", "wool")
WORD = st.sampled_from(_WORDS)
INLINE = st.one_of(
    WORD,
    WORD,
    WORD.map("*{}*".format),
    WORD.map("**{}**".format),
    WORD.map("_{}_".format),
    WORD.map("`{}  x`".format),
    WORD.map("[{}](../to/it.md)".format),
    WORD.map('[{}](https://example.org/a "A title")'.format),
    WORD.map("[{}][here]".format),
    WORD.map("![{}](b.jpg) here".format),
    WORD.map("<kbd>{}</kbd>".format),
    WORD.map('<span lang="ur" dir="rtl">{}</span>'.format),
    WORD.map("*{}*{{: .wide }}".format),
    st.sampled_from(["HTML", "1,046", "x_y", "2 * 3", "(so)", "c:d", "a|b", "1 < 2", "a  b", "&amp;", "&copy;"]),
    st.sampled_from(["[^1]", "[^2]", "\\*", "\\[no\\]", "<https://example.org>", "a<br>b"]),
)
LINE = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)
LINES = st.lists(LINE, min_size=1, max_size=3)
CELL = LINE.map(lambda line: line.replace("|", "\\|"))
ROW = st.builds("| {} | {} |".format, CELL, CELL)
LEAF_BLOCK = st.one_of(
    LINES.map("\n".join),
    LINES.map("  \n".join),
    LINE.map("tea {}\n{{: .lead }}".format),
    st.builds("{} {}{}".format, st.sampled_from(["#", "##", "###"]), LINE, st.sampled_from(["", " ##", " {: .top }"])),
    LINE.map("tea {}\n-----".format),
    LINE.map("```text\n{}\n\n  tea\n```".format),
    LINE.map("    tea {}".format),
    st.just("***"),
    LINE.map('<div class="x">\n<p>{}</p>\n</div>'.format),
    st.builds("tea {}\n:   {}\n:   {}".format, LINE, LINE, LINE),
    st.builds("tea {}\n\n:   {}\n\n    {}".format, LINE, LINE, LINE),
    st.builds("{}\n| --- | :-: |\n{}\n{}".format, ROW, ROW, ROW),
    st.just('![A tea](b.jpg "In *snow*")'),
)


def _indented(text: str, marker: str) -> str:
    """Put a marker before the first line of a text and blanks of its width before the others."""
    first, *rest = text.split("\n")
    return "\n".join([marker + first, *(" " * len(marker) + line if line else "" for line in rest)])


def _list(block: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    # Python-Markdown hands the attribute list of a text in a box in a tight list to the box.
    item = st.one_of(LINE, block.filter(lambda text: not ("!!!" in text and "{: .lead }" in text)))
    return st.builds(
        lambda items, marker, gap: gap.join(_indented(item, marker) for item in items),
        st.lists(item, min_size=1, max_size=3),
        st.sampled_from(["-   ", "1.  ", "*   "]),
        st.sampled_from(["\n", "\n\n"]),
    )


def _quote(blocks: list[str]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n"))


def _box(blocks: list[str]) -> str:
    return '!!! facts "In *salt*"\n' + _indented("\n\n".join(blocks), "    ")


def _nested(block: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    few = st.lists(block, min_size=1, max_size=2)
    return st.one_of(_list(block), few.map(_quote), few.map(_box))


BLOCK = st.recursive(LEAF_BLOCK, _nested, max_leaves=6)
END = """
[^1]: A tea on `it`.

    It goes on[^2].

[^2]: Another tea.

    - with
    - a list

[here]: https://example.org/b "There"

*[HTML]: Hyper Text
"""


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a text in which all that the dialect knows is put together at will."""
    return "\n\n".join([*draw(st.lists(BLOCK, min_size=1, max_size=5)), END])
