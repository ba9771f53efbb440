"""The page of a kit: all pictures and words of a story, to be looked at and copied from.

A tree until it is written, so that no title can say anything to a browser; it has no script and loads nothing but the
pictures beside it. It is in English, as it is for those who post; what is in another language is marked.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib import resources
from urllib.parse import quote
from xml.etree import ElementTree as ET

from sitegen import cards
from sitegen.locales import direction, name_in, native_name
from sitegen.plan import Kit
from sitegen.stories import Story


def page(story: Story, kits: Sequence[Kit], names: Mapping[str, Mapping[cards.Size, str]]) -> bytes:
    """Return the page of a kit; `names` are those of the pictures by language and size."""
    title = f"Share cards: {story.title}"
    root = ET.Element("html", {"lang": "en"})
    root.append(_head(title))
    body = ET.SubElement(root, "body")
    main = ET.SubElement(body, "main")
    heading = _add(main, "h1", "Share cards: ")
    _add(heading, "span", story.title, _marks(story.language))
    _add(main, "p", "Post the text with a picture, and give the alternative text where the network asks for one.")
    contents = ET.SubElement(main, "ul")
    for kit in kits:
        _add(ET.SubElement(contents, "li"), "a", native_name(kit.tag), {"href": f"#{kit.tag}", **_marks(kit.tag)})
    for kit in kits:
        main.append(_section(kit, names[kit.tag]))
    return f"<!doctype html>\n{ET.tostring(root, encoding='unicode', method='html')}\n".encode()


def _head(title: str) -> ET.Element:
    styles = resources.files(__package__).joinpath("kit.css").read_text("utf-8")
    known = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; img-src 'self' file:; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
    )
    head = ET.Element("head")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    ET.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    ET.SubElement(head, "meta", {"name": "color-scheme", "content": "light dark"})
    _add(head, "title", title)
    _add(head, "style", styles)
    return head


def _section(kit: Kit, names: Mapping[cards.Size, str]) -> ET.Element:
    section = ET.Element("section", {"id": kit.tag})
    heading = _add(section, "h2", f"{name_in(kit.tag, 'en')} ")
    if native_name(kit.tag) != name_in(kit.tag, "en"):
        _add(heading, "span", native_name(kit.tag), _marks(kit.tag))
    pictures = ET.SubElement(section, "ul", {"class": "cards"})
    for size, name in names.items():
        width, height = cards.SIZES[size]
        item = ET.SubElement(pictures, "li")
        link = ET.SubElement(item, "a", {"href": quote(name)})
        shown = {"src": quote(name), "alt": kit.alt, "width": str(width), "height": str(height), "loading": "lazy"}
        ET.SubElement(link, "img", {**shown, **_marks(kit.tag)})
        _add(item, "p", f"{width} × {height}")
    for label, text in (("Text", kit.caption), ("Alternative text", kit.alt)):
        _add(section, "h3", label)
        _add(section, "p", text, {"class": "words", **_marks(kit.tag)})
    return section


def _marks(tag: str) -> dict[str, str]:
    return {} if tag == "en" else {"lang": tag, "dir": direction(tag)}


def _add(parent: ET.Element, name: str, text: str, attributes: Mapping[str, str] | None = None) -> ET.Element:
    made = ET.SubElement(parent, name, dict(attributes or {}))
    made.text = text
    return made
