"""Put foreign Markdown through extraction and insertion, and tell what is odd about it.

    .venv/bin/python tools/markdown_corpus.py FOLDER...

Each `*.md` below the folders is read, its messages are taken out and put back. Told are, by class with a few
places each: exceptions, errors, pages that differ although each message was said as it is, messages shown more or
less often than they stand in the text, words of the source that no page and no message has, and messages
that look like more than one block. The slowest files are listed last.
"""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from sitegen.diagnostics import Severity
from sitegen.markdown import Document, Rendering, inserts, parse, render
from sitegen.segments import Said, Segment, extract, localize

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
#: What a page need not show: the first lines of fences, comments, tags, attribute lists.
_NO_WORDS = re.compile(r"^[ >\-*\d.]*(?:```|~~~)[^\n]*$|<!--[\s\S]*?-->|<[^<>]*>|\{[^{}]*\}", re.MULTILINE)
_ODD = {
    "a fence in a message": re.compile(r"(?:^|\s)(?:```|~~~)"),
    "a list in a message": re.compile(r"(?:^|\s)[-*+] \S.*\s[-*+] \S.*\s[-*+] \S"),
    "a table in a message": re.compile(r"\|\s*:?-{2,}:?\s*\|"),
    "a heading in a message": re.compile(r"#{1,6} \S"),
}
_PLACES = 5


def main(folders: list[str]) -> None:
    """Print what was found about all texts below some folders."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    slowest: list[tuple[float, int, str]] = []
    messages = 0
    for path in sorted(path for folder in folders for path in Path(folder).rglob("*.md") if path.is_file()):
        text = _FRONT_MATTER.sub("", path.read_text("utf-8", errors="replace").lstrip("\ufeff"))
        start = time.perf_counter()
        try:
            document, faults = parse(text, str(path), 1)
            segments = extract(document, str(path))
            page = _page(document)
        except Exception as exception:
            found["exception"].append(f"{path}: {exception!r}")
            continue
        slowest.append((time.perf_counter() - start, len(text), str(path)))
        messages += len(segments)
        for fault in faults:
            if fault.severity is Severity.ERROR:
                found[f"error {fault.code}"].append(f"{fault.span}: {fault.message}")
        if document.blocks:
            for kind, place in _oddities(text, document, segments, page):
                found[kind].append(f"{path}: {place}")
    lines = [f"{len(slowest):,} texts, {messages:,} messages"]
    for kind, places in sorted(found.items()):
        lines += ["", f"{len(places):,} × {kind}", *(f"    {place}" for place in places[:_PLACES])]
    lines += ["", "slowest"]
    lines += [f"    {spent:.2f} s, {size:,} characters: {name}" for spent, size, name in sorted(slowest)[-_PLACES:]]
    sys.stdout.write("\n".join(lines) + "\n")


def _oddities(text: str, document: Document, segments: tuple[Segment, ...], page: str) -> Iterator[tuple[str, str]]:
    same = _page(localize(document, lambda key: Said(text=key[1], language="en"), "en"))
    if same != page:
        yield "another page from the same words", ""
    prose = [segment.key for segment in segments if segment.prose]
    names = {key: f"q{number}q" for number, key in enumerate(dict.fromkeys(prose))}
    said = _page(localize(document, lambda key: Said(text=names.get(key, key[1]), language="en"), "en"))
    wanted = Counter(names[key] for key in prose)
    shown = Counter(re.findall(r"q\d+q", said))
    for key, name in names.items():
        if wanted[name] != shown[name]:
            yield "a message shown more or less often", f"{wanted[name]} → {shown[name]}: {key[1][:80]}"
    for segment in segments:
        for kind, pattern in _ODD.items():
            if pattern.match(segment.text) if "heading" in kind else pattern.search(segment.text):
                yield kind, f"{segment.span.line}: {segment.text[:80]}"
    if lost := _lost(text, document, segments, page):
        yield "words that nothing shows", " ".join(sorted(lost)[:12])


def _lost(text: str, document: Document, segments: tuple[Segment, ...], page: str) -> set[str]:
    """Return words of the source that stand neither on the page nor in a message, an address or a definition."""
    prose = re.sub(
        r"^[ >\-*\d.]*(?:```|~~~).*$|<!--.*?-->|<[^<>]*>|\{[^{}]*\}", " ", text, flags=re.MULTILINE | re.DOTALL
    )
    rest = "\n".join(
        [
            page,
            *(segment.text for segment in segments),
            *(address for _, address in document.targets),
            *(" ".join(reference) for reference in document.references),
            *(" ".join(abbreviation) for abbreviation in document.abbreviations),
        ]
    )
    rest = unescape(rest).lower()
    words = re.findall(r"[^\W\d_]{3,}", unicodedata.normalize("NFC", unescape(prose)).lower())
    return {word for word in words if word not in rest}


def _page(document: Document) -> str:
    """Return the HTML of a document with its addresses as written and without what templates put in."""
    addresses = [address for _, address in document.targets]
    rendering = Rendering(
        links={address: address for address in addresses},
        images={address: (address, 4, 3) for address in addresses},
        inserts=(("", ""),) * len(inserts(document)),
        backlink="{number}",
        table="",
    )
    return render(document, rendering)


if __name__ == "__main__":
    main(sys.argv[1:])
