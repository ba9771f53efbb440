"""Keeps what is not for readers out of the folders that are published."""

from __future__ import annotations

from collections.abc import Collection

from sitegen import urls
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.locales import PSEUDO_TAGS


def check_pseudo(site: str, before: Collection[str]) -> list[Diagnostic]:
    """Refuse to build pseudo-languages into a folder that holds a site without them; `before` are its files."""
    if not before or any(urls.home(tag) in before for tag in PSEUDO_TAGS):
        return []
    message = "a site for readers stands here, and pseudo-languages are not for readers"
    hint = "leave --output out, or name another folder"
    return [error("pseudo-over-site", Span(site), message, hint)]
