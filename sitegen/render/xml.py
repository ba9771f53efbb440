"""XML to text: sitemaps, and what feeds are written with. It is built as a tree, so no text can end where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from sitegen.recipes import SitemapIndexRecipe, SitemapRecipe

#: All that https://www.w3.org/TR/xml/#charsets does not list, not even as a reference. (Python takes 4 ms to compile
#: the opposite of what is listed there.)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
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
