"""What of a page is looked through: the parts that its template names, and their words as people may type them.

Templates say it in Pagefind's words: `data-pagefind-body` on an element that is looked through, `data-pagefind-ignore`
on one within it that is not, `data-pagefind-weight` for how much its words count. See https://pagefind.app/docs/.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from sitegen.patterns import late
from sitegen.search.folding import typed

#: Stands before the words that no reader sees; the theme's script shows no part of a text behind it.
UNSEEN = "\u241e"
_MAIN = late(r"<main\b.*</main>", re.DOTALL)
_TOKEN = late(r"""<(/?)([a-zA-Z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)""")
_WEIGHT = late(r'\bdata-pagefind-weight="([\d.]+)"')
#: Footnotes name sources, and the signs that lead to them are no words.
_NOTE = late(r'<(div(?= class="footnote")|sup(?= id="fnref))')
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"))


def document(page: str, language: str) -> str:
    """Return a page as it is indexed in a language; empty when nothing on it is looked through."""
    found = _MAIN.search(page)
    main = _unnoted(found[0]) if found else ""
    parts = list(_parts(main))
    if not parts:
        return ""
    by_weight: dict[str, dict[str, None]] = {}
    for weight, text in parts:
        by_weight.setdefault(weight, {}).update(typed(html.unescape(text), language))
    extra = "".join(
        f'<p data-pagefind-body data-pagefind-weight="{weight}">{UNSEEN} {" ".join(words)}</p>'
        for weight, words in by_weight.items()
        if words
    )
    return f'<!doctype html><html lang="{language}"><body>{main}{extra}</body></html>'


def _unnoted(main: str) -> str:
    """Return the main part of a page with its footnotes, and what leads to them, marked as not looked through."""
    return _NOTE.sub(r"<\1 data-pagefind-ignore", main)


def _parts(main: str) -> Iterator[tuple[str, str]]:
    """Yield the texts that are looked through, each with its weight."""
    # Of each open element: whether it is looked through, and the weight of its words.
    open_: list[tuple[bool, str]] = [(False, "1")]
    for closing, name, attributes, text in _TOKEN.findall(main):
        if text:
            if open_[-1][0] and not text.isspace():
                yield open_[-1][1], text
        elif closing:
            if len(open_) > 1:
                open_.pop()
        elif name.lower() not in _VOID and not attributes.endswith("/"):
            is_within, weight = open_[-1]
            if "data-pagefind-body" in attributes:
                is_within = True
            if "data-pagefind-ignore" in attributes:
                is_within = False
            own = _WEIGHT.search(attributes)
            open_.append((is_within, own[1] if own else weight))
