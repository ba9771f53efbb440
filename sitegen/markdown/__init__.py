"""The one Markdown dialect: text to a tree of blocks, and such a tree to safe HTML.

Python-Markdown and the sanitiser live here. Knows nothing of stories, catalogs or pages.
"""

from sitegen.markdown.blocks import Block, Document, Figure, figures, walk
from sitegen.markdown.dialect import Rendering, inline_html, parse, render, targets
from sitegen.markdown.normal import has_words, heading_id, normalise
from sitegen.markdown.sanitise import Target, TargetKind, classify

__all__ = [
    "Block",
    "Document",
    "Figure",
    "Rendering",
    "Target",
    "TargetKind",
    "classify",
    "figures",
    "has_words",
    "heading_id",
    "inline_html",
    "normalise",
    "parse",
    "render",
    "targets",
    "walk",
]
