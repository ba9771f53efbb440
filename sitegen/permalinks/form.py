"""What a translated slug must look like, and what the nearest sound one is."""

from __future__ import annotations

import unicodedata

from sitegen.limits import SLUG_BYTES
from sitegen.locales import is_written_in, native_name
from sitegen.slugs import SLUG_LIKE, is_slug
from sitegen.stories import STORY, reserved

#: Languages in which the small form of I is ı, and that of İ is i (Unicode's SpecialCasing.txt).
_DOTLESS = ("tr", "az")
#: The decompositions of characters that only look other than those they stand for, such as ﻪ, Ａ and ².
_SHAPES = tuple(
    f"<{name}"
    for name in (
        "circle",
        "final",
        "font",
        "fraction",
        "initial",
        "isolated",
        "medial",
        "narrow",
        "square",
        "su",
        "wide",
    )
)
_COMBINING_DOT = "\u0307"


def fault(slug: str, tag: str, kind: str) -> tuple[str, str] | None:
    """Return what is wrong with the slug of something of a kind in a language, and what to do; None when nothing is."""
    if len(slug.encode("utf-8", "surrogatepass")) > SLUG_BYTES:
        return f"the address has more than {SLUG_BYTES} bytes", "shorten it"
    if not is_slug(slug) or _is_disguised(slug):
        nearest = suggestion(slug, tag)
        return f'"{slug}" cannot be an address', f'write "{nearest}"' if nearest else f"write {SLUG_LIKE}"
    for part in slug.split("-"):
        if not is_written_in(part, tag):
            message = f'"{part}" is not written as {native_name(tag)} is'
            return message, "write all letters of a word in the script of the language, or all in a to z"
    if slug in _reserved(kind):
        return f'the address "{slug}" is one of sitegen\'s own', "take another word"
    return None


def suggestion(text: str, tag: str) -> str:
    """Return the slug that somebody who wrote a text most likely meant; empty when there is none."""
    if tag.split("-")[0] in _DOTLESS:
        text = text.replace("İ", "i").replace("I", "ı")
    shaped = "".join(unicodedata.normalize("NFKC", c) if _is_shape(c) else c for c in text)
    small = unicodedata.normalize("NFC", shaped).lower().replace(f"i{_COMBINING_DOT}", "i")
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else "" if c in "'’ʼ" else " " for c in small)
    slug = "-".join(kept.split())
    return slug if is_slug(slug) and not _is_disguised(slug) else ""


def _is_disguised(slug: str) -> bool:
    """Tell whether a slug has characters that nobody would type who reads it."""
    return f"i{_COMBINING_DOT}" in slug or any(map(_is_shape, slug))


def _is_shape(character: str) -> bool:
    return unicodedata.decomposition(character).startswith(_SHAPES)


def _reserved(kind: str) -> frozenset[str]:
    return frozenset() if kind in ("topics", "regions") else reserved(STORY if kind == STORY else kind)
