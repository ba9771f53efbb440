"""Text on built pages that no translator could have changed: what on the pages of a pseudo-language is not in it.

Looks at whatever a person may read or hear: text, the attributes that are read out or shown, titles and descriptions
for search engines and previews, schema.org's words, feeds, drawings, and what style sheets put on a page.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from sitegen.check.markup import Element, read
from sitegen.locales import direction
from sitegen.pseudo import disguise

#: Attributes that people read or hear, whatever element they stand on.
_READ = (
    "alt",
    "title",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "placeholder",
    "label",
)
#: `<meta>` whose content is in words. The other names and properties are for machines.
_WORDED = ("description", "author", "keywords", "application-name", "apple-mobile-web-app-title")
_WORDED_PROPERTIES = re.compile(r"(?:og|twitter):(?:title|description|site_name|.*:alt)|article:(?:section|tag)")
#: Elements whose text is code, or runs.
_CODE = ("code", "pre", "kbd", "samp", "script", "style")
#: The words of schema.org; what else a thing says is an address, a date, a number or a type.
_SCHEMA = ("name", "headline", "description", "caption", "articleSection", "alternateName", "keywords")
_ATOM = {"title", "subtitle", "summary", "content", "name", "rights"}
_CSS_TEXT = re.compile(r"""\bcontent:[^;}]*?(?:"([^"]*)"|'([^']*)')""")
_CSS_ESCAPE = re.compile(r"\\(?:[0-9A-Fa-f]{1,6}\s?|.)")
_STROKE = "\N{ARABIC TATWEEL}"
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)[^\s\])]+|[^\s\[\]()]+@[^\s\[\]()]+\.\w+")


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """What may stand on a page as it is: texts by the reason, and what is known by its form."""

    texts: Mapping[str, frozenset[str]]
    forms: tuple[re.Pattern[str], ...] = (_ADDRESS,)
    #: The texts as one expression, the longest first.
    _known: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        texts = sorted(
            {" ".join(text.split()) for group in self.texts.values() for text in group if text},
            key=lambda t: (-len(t), t),
        )
        object.__setattr__(self, "_known", re.compile("|".join(map(re.escape, texts)) or r"(?!)"))

    def rest(self, text: str) -> str:
        """Return what is left of a text when all that may stand there is taken out."""
        rest = self._known.sub(" ", " ".join(text.split()))
        for form in self.forms:
            rest = form.sub(" ", rest)
        return rest


@dataclass(frozen=True, order=True)
class Escaped:
    """A text that was not translated: the file below the site's folder, what it stands in, and the text."""

    path: str
    where: str
    text: str


def is_pseudo(text: str, tag: str) -> bool:
    """Tell whether all words of a text are in the letters of a pseudo-language.

    Those of `ar-XB` are Arabic ones; there every word has a stroke behind its first letter.
    """
    drawn = (disguise(letter, tag, longer=True) for letter in string.ascii_letters)
    letters = set("".join(drawn))
    words = _WORD.findall(text)
    marked = direction(tag) == "ltr" or all(word[1:2] == _STROKE for word in words)
    return marked and all(letters.issuperset(word) for word in words)


def escaped(site: Path, tag: str, allowed: Allowed) -> list[Escaped]:
    """Return all that is not in a pseudo-language of what is there in it in the folder of a site, each text once."""
    found: dict[tuple[str, str], Escaped] = {}
    for path, where, text in _texts(site, tag):
        if not is_pseudo(allowed.rest(text), tag):
            found.setdefault((where, text), Escaped(path, where, " ".join(text.split())))
    return sorted(found.values())


def _texts(site: Path, tag: str) -> Iterator[tuple[str, str, str]]:
    """Yield (path, what it stands in, text) of whatever is read on the pages of a language."""
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if path.startswith(f"{tag}/") and path.endswith(".html"):
            yield from ((path, where, text) for where, text in _of_page(read(file.read_text("utf-8")).root))
        elif path.startswith(f"{tag}/") and path.endswith("feed.xml"):
            yield from ((path, where, text) for where, text in _of_atom(ElementTree.parse(file).getroot()))
        elif path.startswith(f"{tag}/") and path.endswith("feed.json"):
            yield from ((path, where, text) for where, text in _of_json_feed(json.loads(file.read_bytes())))
        elif path.endswith(".css"):
            yield from ((path, "content", text) for text in _of_style(file.read_text("utf-8")))
        elif path.endswith(".svg"):
            yield from ((path, where, text) for where, text in _of_page(read(file.read_text("utf-8")).root))


def _of_page(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.walk():
        yield from _of_element(element)
        if element.tag in _CODE:
            continue
        # All the text of an element at once: a letter by itself in a <b> belongs to the word around it.
        yield from ((element.tag, child) for child in element.children if isinstance(child, str) and child.strip())


def _of_element(element: Element) -> Iterator[tuple[str, str]]:
    attributes = element.attributes
    yield from ((f"{element.tag} {name}", attributes[name]) for name in _READ if name in attributes)
    if element.tag == "meta":
        named = attributes.get("name", "") in _WORDED or _WORDED_PROPERTIES.fullmatch(attributes.get("property", ""))
        if named or _WORDED_PROPERTIES.fullmatch(attributes.get("name", "")):
            yield f"meta {attributes.get('name') or attributes.get('property')}", attributes.get("content", "")
    if element.tag == "input" and attributes.get("type") in ("button", "submit", "reset", "image"):
        yield "input value", attributes.get("value", "")
    if attributes.get("type") == "application/ld+json":
        text = "".join(child for child in element.children if isinstance(child, str))
        yield from _of_thing(json.loads(text))


def _of_thing(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _of_thing(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _of_thing(inner, name)
    elif isinstance(value, str) and name in _SCHEMA:
        yield f"schema.org {name}", value


def _of_atom(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name in _ATOM and element.text:
            yield f"atom {name}", element.text
        yield from ((f"atom {name} {key}", element.attrib[key]) for key in ("label", "title") if key in element.attrib)


def _of_json_feed(feed: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name in ("title", "description", "user_comment", "content_text", "summary"):
        if isinstance(text := feed.get(name), str):
            yield f"json feed {name}", text
    tags, authors, items = (_list(feed.get(name)) for name in ("tags", "authors", "items"))
    yield from (("json feed tags", str(tag)) for tag in tags)
    yield from (("json feed authors", str(author["name"])) for author in authors if isinstance(author, dict))
    for item in items:
        if isinstance(item, dict):
            yield from _of_json_feed(item)


def _list(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


def _of_style(css: str) -> Iterator[str]:
    for groups in _CSS_TEXT.findall(css):
        yield _CSS_ESCAPE.sub(" ", "".join(groups))
