"""Feeds to Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from sitegen.recipes import Feed, FeedEntry, FeedRecipe
from sitegen.render.xml import add, xml
from sitegen.views import Phrase


def make(recipe: FeedRecipe) -> bytes:
    """Return the bytes of a feed."""
    return _atom(recipe.id, recipe.url, recipe.feed) if recipe.format == "xml" else _json(recipe.url, recipe.feed)


# Atom -----------------------------------------------------------------------------------------------------


def _atom(id: str, url: str, feed: Feed) -> bytes:
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language})
    add(root, "id", id)
    _phrase(root, "title", feed.title, feed.language)
    _phrase(root, "subtitle", feed.subtitle, feed.language)
    add(root, "updated", feed.updated)
    _author(root, feed.publisher, feed.language, feed.home)
    add(root, "link", "", {"rel": "self", "type": "application/atom+xml", "href": url})
    add(root, "link", "", {"rel": "alternate", "type": "text/html", "hreflang": feed.language, "href": feed.page})
    for entry in feed.entries:
        _entry(ElementTree.SubElement(root, "entry"), entry, feed.language)
    return xml(root)


def _entry(element: ElementTree.Element, entry: FeedEntry, language: str) -> None:
    add(element, "id", entry.id)
    _phrase(element, "title", entry.title, language)
    add(element, "published", entry.published)
    add(element, "updated", entry.updated)
    for name in entry.authors:
        _author(element, name, language)
    add(element, "link", "", {"rel": "alternate", "type": "text/html", "hreflang": language, "href": entry.url})
    if entry.picture:
        add(element, "link", "", {"rel": "enclosure", "type": entry.picture.type, "href": entry.picture.url})
    for term, label in entry.topics:
        add(element, "category", "", {"term": term, "label": label.text} | _mark(label, language))
    _phrase(element, "summary", entry.summary, language)


def _phrase(parent: ElementTree.Element, tag: str, phrase: Phrase, language: str) -> None:
    """Add a text, marked when it is in another language than the feed; nothing when there is none."""
    if phrase:
        add(parent, tag, phrase.text, {"type": "text"} | _mark(phrase, language))


def _mark(phrase: Phrase, language: str) -> dict[str, str]:
    return {"xml:lang": phrase.language} if phrase.language != language else {}


def _author(parent: ElementTree.Element, name: Phrase, language: str, url: str = "") -> None:
    author = ElementTree.SubElement(parent, "author", _mark(name, language))
    add(author, "name", name.text)
    if url:
        add(author, "uri", url)


# JSON Feed --------------------------------------------------------------------------------------------------


def _json(url: str, feed: Feed) -> bytes:
    value: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title.text,
        "description": feed.subtitle.text,
        "home_page_url": feed.page,
        "feed_url": url,
        "language": feed.language,
        "authors": [{"name": feed.publisher.text, "url": feed.home}],
        "items": [_item(entry, feed.language) for entry in feed.entries],
    }
    return (json.dumps(_filled(value), ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: FeedEntry, language: str) -> dict[str, object]:
    """Return a story. An item must have some content, and there the summary is it."""
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title.text,
        "content_text": entry.summary.text or entry.title.text,
        "image": entry.picture.url if entry.picture else "",
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": name.text} for name in entry.authors],
        "tags": [label.text for _, label in entry.topics],
        "language": language,
    }
    return _filled(item)


def _filled(value: dict[str, object]) -> dict[str, object]:
    """Leave out what is empty; a feed without items has an empty list of them."""
    return {name: part for name, part in value.items() if part not in ("", []) or name == "items"}
