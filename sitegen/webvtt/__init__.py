"""WebVTT: the cues of a subtitle file, the markup in them, and a file made of them again.

Follows the syntax and the parser of https://www.w3.org/TR/webvtt1/: what is read is what a browser would show,
and what a browser would pass over in silence is told. Knows nothing of films, catalogs or pages.
"""

from sitegen.webvtt.markup import Markup, markup, safe, visible
from sitegen.webvtt.reading import Cue, clock, normal, read
from sitegen.webvtt.writing import LINE_CHARACTERS, LINES, Shown, long_lines, write

__all__ = [
    "LINES",
    "LINE_CHARACTERS",
    "Cue",
    "Markup",
    "Shown",
    "clock",
    "long_lines",
    "markup",
    "normal",
    "read",
    "safe",
    "visible",
    "write",
]
