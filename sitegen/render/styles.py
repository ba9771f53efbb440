"""Style sheets: a theme's files joined, the rules of its font faces, and those of what stands in for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from sitegen import fonts
from sitegen.patterns import late
from sitegen.recipes import Face, StandInRecipe

#: A string or an address, in which nothing is a comment, or a comment (CSS Syntax Level 3, section 4.3).
_COMMENT = late(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\([^)"']*\))|/\*.*?(?:\*/|\Z)""", re.DOTALL)

#: The weights of text, of the interface and of headings, at which fonts are measured.
_MEASURED = (400, 500, 600)


def join(parts: Iterable[bytes], faces: Iterable[Face], stand_ins: Iterable[str]) -> bytes:
    """Return a style sheet. Comments stay with the theme: they are a seventh of what a reader would load."""
    texts = (part.decode("utf-8-sig").replace("\r\n", "\n") for part in parts)
    rules = (*(_without_comments(text).strip() for text in texts), *map(_face_rule, faces), *filter(None, stand_ins))
    return ("\n\n".join(rules) + "\n").encode()


def _without_comments(text: str) -> str:
    return _COMMENT.sub(lambda found: found[1] or " ", text)


def _face_rule(face: Face) -> str:
    return _rule(
        {
            "font-family": f'"{face.family}"',
            "src": f'url("{face.url}") format("woff2")',
            "font-weight": face.weight,
            "font-style": _told(face.style),
            "font-display": "swap",
            "unicode-range": face.unicode_range,
        }
    )


def stand_in_rule(recipe: StandInRecipe, read: Callable[[], bytes]) -> bytes:
    """Return the rule of a font of readers' systems, or nothing where the two have no letters in common."""
    lightest, boldest = recipe.weights
    measured = next((weight for weight in _MEASURED if lightest <= weight <= boldest), lightest)
    slanted = recipe.style == "italic"
    found = fonts.stand_in(read(), recipe.name, slanted=slanted, weight=measured, script=recipe.script)
    if found is None:
        return b""
    return _rule(
        {
            "font-family": f'"{recipe.family}"',
            "src": ", ".join(f'local("{name}")' for name in found.names),
            "font-weight": f"{lightest} {boldest}" if lightest < boldest else str(lightest),
            "font-style": _told(recipe.style),
            "size-adjust": f"{found.size}%",
            "ascent-override": f"{found.ascent}%",
            "descent-override": f"{found.descent}%",
            "line-gap-override": "0%",
            "unicode-range": recipe.unicode_range,
        }
    ).encode()


def _told(style: str) -> str:
    """Return a style, or nothing for the one that a face has by itself."""
    return "" if style == "normal" else style


def _rule(descriptors: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in descriptors.items() if value)
    return f"@font-face {{\n{lines}}}"
