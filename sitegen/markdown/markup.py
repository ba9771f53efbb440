"""What raw HTML in a text does: which tags it leaves open, and what of it the sanitiser will take away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.markdown.blocks import PLAIN, STASHED, Block, Document
from sitegen.markdown.normal import has_words

if TYPE_CHECKING:
    from sitegen.markdown.htmlreading import Markup


def read(html: str) -> Markup:
    """Return the markup of HTML."""
    # The library's reader is large, and few texts have HTML.
    from sitegen.markdown.htmlreading import Markup

    markup = Markup()
    markup.feed(html)
    markup.close()
    markup.finish()
    return markup


def unclosed(html: str) -> str:
    """Return the first tag that is opened and not closed in some HTML, or closed and not open; empty if none."""
    return read(html).unclosed


def keeps_words(block: Block, document: Document) -> bool:
    """Tell whether a block shows words that are no message: its writer kept them from translators. Code is none."""
    if block.message or block.tag in (*PLAIN, "code"):
        return False
    stashed = STASHED.fullmatch(block.text)
    if stashed is None:
        return has_words(block.text)
    content = document.raw[int(stashed.group(1))]
    return not content.startswith("<pre") and read(content).has_text


def report(html: str, span: Span) -> Iterator[Diagnostic]:
    """Report what of some HTML will not reach a page as it was written."""
    found = read(html)
    for tag in found.foreign_tags:
        hint = f"remove it, or write &lt;{tag}> where a reader is to see it"
        yield warning("markup-dropped", span, f"<{tag}> is left out of the page", hint)
    for name in found.foreign_attributes:
        yield warning("attribute-dropped", span, f'the attribute "{name}" is left out of the page', "remove it")
    if found.unclosed and found.unclosed.lstrip("/") not in found.foreign_tags:
        hint = "open and close a tag in the same paragraph"
        yield warning("markup-unclosed", span, f"<{found.unclosed}> has no counterpart here", hint)
