"""Handmade pages and sites for the rules of `sitegen check`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sitegen.check import markup
from sitegen.check.pages import Page, look, style_references
from sitegen.check.sites import SiteFacts, Sites
from sitegen.diagnostics import Diagnostic

POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'self'">"""
PORTAL = "https://portal.example.org/"
ANKARA = "https://ankara.example.org/below/"
BASES = {"portal": PORTAL, "ankara": ANKARA}


def html(body: str = "", head: str = "", lang: str = "en", way: str = "ltr", h1: str = "<h1>Tea</h1>") -> str:
    """Return a sound page with something added to it: the head is in line 3, the body in line 4."""
    return (
        f'<!doctype html>\n<html lang="{lang}" dir="{way}">\n<head>{POLICY}<title>Tea</title>{head}</head>\n'
        f"<body>{h1}{body}</body>\n</html>\n"
    )


def site(files: Mapping[str, str], id: str = "portal") -> SiteFacts:
    """Return the facts of a site of these files."""
    pages: dict[str, Page] = {}
    for path, text in files.items():
        if path.endswith(".html"):
            pages[path] = look(markup.read(text).root, id, path, f"public/{id}/{path}")
    return SiteFacts(
        id=id,
        base_url=BASES[id],
        place=f"public/{id}",
        files=frozenset(files),
        pages=pages,
        styles={path: style_references(text) for path, text in files.items() if path.endswith(".css")},
        texts={path: text for path, text in files.items() if path.endswith((".xml", ".json", ".txt"))},
    )


def sites(*built: SiteFacts) -> Sites:
    """Return sites as a project has them: the portal and Ankara, of which these are built."""
    return Sites({facts.id: facts for facts in built}, BASES)


def told(found: Iterable[Diagnostic]) -> list[str]:
    """Return faults in short: place, code, message."""
    return [f"{fault.span} {fault.code}: {fault.message}" for fault in found]
