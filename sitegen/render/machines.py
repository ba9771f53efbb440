"""What is there for machines alone to text: XML, JSON, and what a page says in the words of schema.org.

XML is built as a tree and JSON from values, so no text can end where it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from xml.etree import ElementTree

from sitegen.recipes import Fact, RobotsRecipe, SitemapIndexRecipe, SitemapRecipe, Thing
from sitegen.views import Markup

#: All that https://www.w3.org/TR/xml/#charsets does not list, not even as a reference. (Python takes 4 ms to compile
#: the opposite of what is listed there.)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What could end a script element or begin a comment in it, and the ends of lines that JSON alone allows in a text.
_IN_SCRIPT = tuple((character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029")
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
_XHTML = "http://www.w3.org/1999/xhtml"


def xml(root: ElementTree.Element) -> bytes:
    """Return a tree as an XML document. Characters that XML cannot hold are left out of texts and attributes."""
    for element in root.iter():
        element.text = _NO_XML.sub("", element.text) if element.text else None
        for name, value in element.attrib.items():
            element.set(name, _NO_XML.sub("", value))
    ElementTree.indent(root, " ")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def add(parent: ElementTree.Element, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> None:
    """Add an element with a text to a tree."""
    ElementTree.SubElement(parent, tag, dict(attributes or {})).text = text


def graph(things: tuple[Thing, ...]) -> Markup:
    """Return a script element that holds things as JSON-LD; nothing when there are none.

    Browsers never run it: its type is none of a script, so a policy against inline scripts does not touch it.
    """
    if not things:
        return Markup("")
    value = {"@context": "https://schema.org", "@graph": [_plain(thing) for thing in things]}
    text = _JSON.encode(value)
    for character, written in _IN_SCRIPT:  # five searches; `translate` takes a hundred times as long outside of Latin
        text = text.replace(character, written)
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _plain(fact: Fact) -> object:
    if isinstance(fact, tuple):
        return [_plain(item) for item in fact]
    if not isinstance(fact, Thing):
        return fact
    names = {"@type": fact.type, **({"@id": fact.id} if fact.id else {})}
    return names | {
        name: value if type(value) is str else _plain(value)
        for name, value in fact.properties
        if value or isinstance(value, (int, float))
    }


def sitemap(recipe: SitemapRecipe) -> bytes:
    """Return a sitemap with translations and pictures."""
    root = ElementTree.Element("urlset", {"xmlns": _SITEMAP, "xmlns:image": _IMAGE, "xmlns:xhtml": _XHTML})
    for entry in recipe.entries:
        url = ElementTree.SubElement(root, "url")
        add(url, "loc", entry.url)
        if entry.modified:
            add(url, "lastmod", entry.modified)
        for other in entry.alternates:
            add(url, "xhtml:link", "", {"rel": "alternate", "hreflang": other.hreflang, "href": other.url})
        for picture in entry.pictures:
            image = ElementTree.SubElement(url, "image:image")
            add(image, "image:loc", picture)
    return xml(root)


def sitemap_index(recipe: SitemapIndexRecipe) -> bytes:
    """Return the index of a site's sitemaps."""
    root = ElementTree.Element("sitemapindex", {"xmlns": _SITEMAP})
    for url, modified in recipe.sitemaps:
        sitemap = ElementTree.SubElement(root, "sitemap")
        add(sitemap, "loc", url)
        if modified:
            add(sitemap, "lastmod", modified)
    return xml(root)


def robots(recipe: RobotsRecipe) -> bytes:
    """Return robots.txt (RFC 9309)."""
    if not recipe.sitemap:
        return b"User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {recipe.sitemap}\n".encode()
