"""What is in an item of a list, which list an item is in, and what an empty line makes of it."""

from __future__ import annotations

from sitegen.markdown.elements import Element
from sitegen.markdown.openings import ITEM, goes_on

#: The columns that Python-Markdown wants for what is in something.
TAB = 4


def loosen(item: Element) -> None:
    """Make the words of an item a paragraph, as an empty line comes after it."""
    if item.text:
        item.children.insert(0, Element("p", item.text))
        item.text = ""


def list_for(parent: Element, tag: str, marker: str, *, apart: bool) -> tuple[Element, bool]:
    """Return the list that an item is in, and whether it stands `apart` from another one of that list."""
    last = parent.last()
    if last is not None and last.tag == tag:
        if apart:
            loosen(last.children[-1])
            if parent.tag == "li":
                loosen(parent)
        return last, apart
    # The number of the first item is that of the list.
    number = marker.rstrip("-*+.")
    return parent.add(tag, "", {"start": number} if number not in ("", "1") else None), False


def content(lines: list[str], at: int, least: int) -> tuple[list[str], int]:
    """Return the lines below the first of an item that belong to it, without its columns, and where they end.

    As `layout` does it: the first line that begins a block tells how many columns there are.
    """
    found: list[str] = []
    columns = 0
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if not line:
            found.append("")
            continue
        margin = len(line) - len(line.lstrip(" "))
        if margin >= least:
            if not columns and ((found and not found[-1]) or ITEM.match(line.lstrip(" "))):
                columns = TAB if margin >= TAB else least
            found.append(line[min(margin, columns or least) :])
        elif (found and not found[-1]) or ITEM.match(line) or not goes_on(line):
            break
        else:
            found.append(line)
    while found and not found[-1]:
        found.pop()
    return found, at + 1 + len(found)
