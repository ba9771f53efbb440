"""The one Markdown dialect: text to a tree of blocks, and such a tree to safe HTML.

Python-Markdown and the sanitiser live here. Knows nothing of stories, catalogs or pages.
"""

from typing import TYPE_CHECKING

from sitegen.characters import forbidden, is_balanced
from sitegen.lazily import lazily
from sitegen.markdown.blocks import (
    PLAIN,
    RAW,
    Block,
    Box,
    Document,
    Figure,
    Insert,
    credited,
    figures,
    headings,
    inserts,
    line_of,
    pictures,
    walk,
    with_former_ids,
)
from sitegen.markdown.dialect import Rendering, inline_html, parse, render
from sitegen.markdown.filling import Shown, fill
from sitegen.markdown.glance import glance
from sitegen.markdown.inline import is_plain
from sitegen.markdown.inline import read as read_inline
from sitegen.markdown.limits import excess, work
from sitegen.markdown.markup import keeps_words, unclosed
from sitegen.markdown.names import names_of
from sitegen.markdown.normal import SEGMENTATION, has_words, heading_id, normalise, without_code
from sitegen.markdown.pieces import Inline
from sitegen.markdown.sanitise import Target, TargetKind, classify
from sitegen.markdown.skeleton import Backlink, Skeleton, Slot, skeleton

if TYPE_CHECKING:
    from sitegen.markdown.htmlreading import HtmlReader
else:
    # The library's reader of HTML is large, and few texts have HTML.
    __getattr__ = lazily(__name__, htmlreading="HtmlReader")

__all__ = [
    "PLAIN",
    "RAW",
    "SEGMENTATION",
    "Backlink",
    "Block",
    "Box",
    "Document",
    "Figure",
    "HtmlReader",
    "Inline",
    "Insert",
    "Rendering",
    "Shown",
    "Skeleton",
    "Slot",
    "Target",
    "TargetKind",
    "classify",
    "credited",
    "excess",
    "figures",
    "fill",
    "forbidden",
    "glance",
    "has_words",
    "heading_id",
    "headings",
    "inline_html",
    "inserts",
    "is_balanced",
    "is_plain",
    "keeps_words",
    "line_of",
    "names_of",
    "normalise",
    "parse",
    "pictures",
    "read_inline",
    "render",
    "skeleton",
    "unclosed",
    "walk",
    "with_former_ids",
    "without_code",
    "work",
]
