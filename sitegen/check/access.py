"""What keeps readers out of one page: pictures without words, broken outlines, missing labels and languages.

Pure rules over the tree of a page; each fault comes with the page's place and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sitegen.check.markup import Element
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.locales import direction, parse_tag, suggest_tag

#: Attributes that hold the ids of other elements of the page.
_NAMING = frozenset(
    {
        "aria-activedescendant",
        "aria-controls",
        "aria-describedby",
        "aria-details",
        "aria-errormessage",
        "aria-flowto",
        "aria-labelledby",
        "aria-owns",
        "for",
        "form",
        "headers",
        "list",
        "popovertarget",
    }
)
_HEADING = re.compile(r"h[1-6]")
_PIXELS = re.compile(r"[1-9][0-9]*")
#: The form of a BCP 47 tag (RFC 5646, section 2.1), for languages that CLDR has no data of.
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-x(-\w+)+)?")
_BUTTON_TYPES = frozenset({"submit", "reset"})
_CONTROLS = frozenset({"a", "button", "iframe", "input", "meter", "progress", "select", "summary", "textarea"})
_BY_CONTENT = frozenset({"a", "button", "summary"})


def faults(root: Element, place: str) -> Iterator[Diagnostic]:
    """Yield what keeps readers out of a page that is found at `place`."""
    elements = list(root.walk())
    by_id = {element.attributes["id"]: element for element in elements if "id" in element.attributes}
    yield from _title(root, place)
    yield from _page_language(root, place)
    yield from _outline(elements, place)
    labelled = {element.attributes.get("for", "") for element in elements if element.tag == "label" and element.text}
    for element in elements:
        if element.tag == "img":
            yield from _picture(element, place)
        if "lang" in element.attributes and element is not root:
            yield from _language(element, place)
        if element.tag in _CONTROLS and not _is_named(element, by_id, labelled):
            hint = "give it words, a <label>, or aria-label"
            yield _fault("unlabelled-control", place, element, f"<{element.tag}> has no name", hint)
        yield from _references(element, by_id, place)


def _title(root: Element, place: str) -> Iterator[Diagnostic]:
    heads = [child for child in root.children if isinstance(child, Element) and child.tag == "head"]
    titles = [title for head in heads for title in head.find("title")]
    if len(titles) != 1 or not titles[0].text:
        element = titles[-1] if titles else root
        yield _fault("page-without-title", place, element, "the page has no title, or several", "print one <title>")


def _page_language(root: Element, place: str) -> Iterator[Diagnostic]:
    tag, way = root.attributes.get("lang", ""), root.attributes.get("dir", "")
    known = parse_tag(tag)
    if known is None:
        close = suggest_tag(tag) if tag else None
        hint = f'did you mean "{close}"?' if close else 'write <html lang="en" dir="ltr">'
        yield _fault("page-language", place, root, f'"{tag}" is not the tag of a language', hint)
    elif (way or "ltr") != direction(known):
        hint = f'write dir="{direction(known)}"'
        yield _fault("page-language", place, root, f'the page is in "{tag}" and has dir="{way}"', hint)


def _language(element: Element, place: str) -> Iterator[Diagnostic]:
    tag = element.attributes["lang"]
    known = parse_tag(tag)
    if known is None and not _TAG.fullmatch(tag):
        close = suggest_tag(tag) if tag else None
        hint = f'did you mean "{close}"?' if close else "write a tag of BCP 47, as in ur or zh-Hans"
        yield _fault("page-language", place, element, f'"{tag}" is not the tag of a language', hint)
    elif known is not None and (element.direction or "ltr") not in (direction(known), "auto"):
        hint = f'write lang="{tag}" dir="{direction(known)}"'
        message = f'<{element.tag} lang="{tag}"> runs in the wrong direction'
        yield _fault("page-language", place, element, message, hint)


def _outline(elements: list[Element], place: str) -> Iterator[Diagnostic]:
    headings = [element for element in elements if _HEADING.fullmatch(element.tag)]
    main = [element for element in headings if element.tag == "h1"]
    if len(main) != 1:
        element = main[1] if main else elements[0]
        yield _fault("heading-order", place, element, f"the page has {len(main)} h1", "every page has one h1")
    before = 1
    for element in headings:
        level = int(element.tag[1])
        if level > before + 1:
            message = f"<{element.tag}> follows <h{before}>, so a level is missing"
            yield _fault("heading-order", place, element, message, f"make it <h{before + 1}>")
        if not _content(element):
            yield _fault("heading-order", place, element, f"<{element.tag}> is empty", "give it words, or remove it")
        before = level


def _picture(element: Element, place: str) -> Iterator[Diagnostic]:
    source = element.attributes.get("src", "").rpartition("/")[2][:60]
    if "alt" not in element.attributes:
        hint = 'say what it shows; alt="" when it tells nothing'
        yield _fault("image-without-alt", place, element, f"{source} has no alternative text", hint)
    if not all(_PIXELS.fullmatch(element.attributes.get(name, "")) for name in ("width", "height")):
        hint = "print width and height in pixels, so that the text does not jump when it comes"
        yield _fault("image-without-size", place, element, f"{source} has no width and height", hint)


def _references(element: Element, by_id: Mapping[str, Element], place: str) -> Iterator[Diagnostic]:
    for name in element.attributes.keys() & _NAMING:
        for target in element.attributes[name].split():
            if target not in by_id:
                message = f'<{element.tag} {name}="{target}">: there is no such element on the page'
                yield _fault("unresolved-reference", place, element, message, "name the id of an element")


def _is_named(element: Element, by_id: Mapping[str, Element], labelled: set[str]) -> bool:
    """Tell whether a control has a name that can be read out."""
    attributes = element.attributes
    kind = attributes.get("type", "").lower() if element.tag == "input" else ""
    if (element.tag == "a" and "href" not in attributes) or kind == "hidden" or _is_hidden(element):
        return True
    if attributes.get("aria-label", "").strip() or attributes.get("title", "").strip():
        return True
    if any(_content(by_id[id]) for id in attributes.get("aria-labelledby", "").split() if id in by_id):
        return True
    if element.tag in _BY_CONTENT and _content(element):
        return True
    if kind in _BUTTON_TYPES or (kind == "button" and attributes.get("value", "").strip()):
        return True  # a browser has words of its own for the first two
    if kind == "image" and attributes.get("alt", "").strip():
        return True
    return attributes.get("id", "-") in labelled or _is_in_label(element)


def _is_hidden(element: Element) -> bool:
    around: Element | None = element
    while around is not None and "hidden" not in around.attributes:
        around = around.parent
    return around is not None


def _is_in_label(element: Element) -> bool:
    around = element.parent
    while around is not None and around.tag != "label":
        around = around.parent
    return around is not None and bool(_content(around))


def _content(element: Element) -> str:
    """Return the words that stand in an element, those of its pictures among them."""
    words = [inner.attributes.get("alt", "") or inner.attributes.get("aria-label", "") for inner in element.walk()]
    return " ".join((element.text, *words)).strip()


def _fault(code: str, place: str, element: Element, message: str, hint: str) -> Diagnostic:
    return error(code, Span(place, element.line), message, hint)
