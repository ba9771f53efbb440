"""What on one page could act or tell on its readers: inline code, other hosts, a missing policy.

Pure rules over the tree of a page; each fault comes with the page's place and line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from sitegen.check.markup import Element
from sitegen.check.pages import Reference, Use, relations
from sitegen.diagnostics import Diagnostic, Span, error

_POLICY = "content-security-policy"
#: A type of script that browsers never run: what it holds is data for search engines.
_DATA = "application/ld+json"
#: Schemes of addresses that name no file and load nothing from anywhere.
_SELF_CONTAINED = frozenset({"data", "blob"})
#: Relations by which a browser speaks to a host before anybody asked for it.
_CONNECTING = frozenset({"preconnect", "dns-prefetch", "prefetch"})


def faults(root: Element, place: str) -> Iterator[Diagnostic]:
    """Yield what could act on a page that is found at `place`."""
    policies = []
    for element in root.walk():
        if element.tag == "meta" and element.attributes.get("http-equiv", "").lower() == _POLICY:
            policies.append(element)
        yield from _inline(element, place)
        if element.tag == "script" and element.attributes.get("type") == _DATA:
            yield from _data(element, place)
        if element.tag == "link" and relations(element) & _CONNECTING:
            hint = "remove it; nothing is loaded from other hosts"
            yield error("foreign-request", Span(place, element.line), "the page speaks to another host", hint)
    if len(policies) != 1 or "default-src" not in policies[0].attributes.get("content", ""):
        hint = 'print one <meta http-equiv="Content-Security-Policy"> with default-src, as base.html of safar does'
        yield error("missing-policy", Span(place), "the page has no Content-Security-Policy", hint)
    elif (early := _before(root, policies[0])) is not None:
        hint = "move the policy up; it holds only for what stands below it"
        yield error("missing-policy", Span(place, early.line), f"<{early.tag}> stands before the policy", hint)


def foreign(reference: Reference, place: str) -> Diagnostic | None:
    """Return the fault of an address that makes a browser ask another host by itself; None for any other."""
    parts = urlsplit(reference.address.strip())
    sends = reference.use is Use.LINK and reference.by in ("form", "button", "input", "meta")
    if reference.use is not Use.LOAD and not sends:
        return None
    if not parts.netloc and (not parts.scheme or parts.scheme in _SELF_CONTAINED):
        return None
    verb = "sends to" if sends else "loads from"
    hint = "put the file into the project, or make it a link that readers may follow"
    message = f"the page {verb} another host by itself: {reference.address[:80]}"
    return error("foreign-request", Span(place, reference.line), message, hint)


def _inline(element: Element, place: str) -> Iterator[Diagnostic]:
    hint = "scripts and styles are files of the theme; the policy forbids any others"
    if element.tag == "style":
        yield error("inline-code", Span(place, element.line), "<style> on the page", hint)
    if element.tag == "script" and "src" not in element.attributes and element.attributes.get("type") != _DATA:
        yield error("inline-code", Span(place, element.line), "a script on the page itself", hint)
    for name, value in element.attributes.items():
        if name in ("style", "srcdoc") or name.startswith("on"):
            yield error("inline-code", Span(place, element.line), f"<{element.tag} {name}>", hint)
        elif name in ("href", "src", "action") and value.strip().lower().startswith(("javascript:", "vbscript:")):
            yield error("inline-code", Span(place, element.line), f"<{element.tag} {name}> runs a script", hint)


def _data(element: Element, place: str) -> Iterator[Diagnostic]:
    text = "".join(child for child in element.children if isinstance(child, str))
    try:
        value = json.loads(text)
    except ValueError as problem:
        line = element.line + getattr(problem, "lineno", 1) - 1
        yield error("bad-structured-data", Span(place, line), f"this is not JSON: {problem}", "mend the template")
        return
    if not isinstance(value, (dict, list)) or not value:
        hint = "write an object with @context and @type"
        yield error("bad-structured-data", Span(place, element.line), "there is no object in it", hint)


def _before(root: Element, policy: Element) -> Element | None:
    """Return the first element that loads something and stands before the policy."""
    for element in root.walk():
        if element is policy:
            return None
        if element.tag in ("script", "img", "style") or (element.tag == "link" and "stylesheet" in relations(element)):
            return element
    return None
