"""Markdown documents to translatable segments, and translations back into documents.

Works on the blocks of one text. Knows nothing of files, catalogs or pages; what a catalog says comes
in as a function from a segment's key to a translation.
"""

from sitegen.segments.contract import Contract, Verdict, compare, compare_phrase, is_plain
from sitegen.segments.cues import compare_cue
from sitegen.segments.extract import Said, Segment, count_words, extract, localize, localized_html, role_words
from sitegen.segments.signature import signature

__all__ = [
    "Contract",
    "Said",
    "Segment",
    "Verdict",
    "compare",
    "compare_cue",
    "compare_phrase",
    "count_words",
    "extract",
    "is_plain",
    "localize",
    "localized_html",
    "role_words",
    "signature",
]
