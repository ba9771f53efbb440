"""Tell how much of the Markdown below some folders is rendered without Python-Markdown.

    .venv/bin/python tools/inline_share.py FOLDER...

Each `*.md` and, as translations of them, each `*.po` below the folders is read. Told are for each folder the texts
whose blocks are left to it, those that have a skeleton, the segments that the compact reader knows, and some of those
that it hands back. Each text is also read and rendered both ways: documents and pages that differ are a bug.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from sitegen import catalog, shortcuts
from sitegen.markdown import Document, Rendering, inserts, names_of, parse, read_inline, skeleton, usual
from sitegen.segments import Said, extract, localized_html

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_EXAMPLES = 8
_T = TypeVar("_T")


def main(folders: list[str]) -> None:
    """Print the shares of some folders."""
    for folder in folders:
        texts = read = whole = known = 0
        handed_back: list[str] = []
        differing: list[str] = []
        said = dict(_translations(Path(folder)))
        for path in sorted(path for path in Path(folder).rglob("*.md") if path.is_file()):
            text = _FRONT_MATTER.sub("", path.read_text("utf-8", errors="replace").lstrip("\ufeff"))
            document, words = _read(text, path, said)
            if not document.blocks:
                continue
            texts += 1
            read += usual.read(text) is not None
            whole += skeleton(document) is not None
            unknown = [text for text in words if read_inline(text, names_of(document)) is None]
            known += len(words) - len(unknown)
            handed_back += unknown
            slowly = _slowly(lambda text=text, path=path: parse(text, str(path), 1)[0])
            differing += [str(path)] if document != slowly or _differs(document) else []
        share = 100 * len(handed_back) / max(1, known + len(handed_back))
        lines = [
            f"{folder}: {texts:,} texts, {100 * (texts - read) / max(1, texts):.1f} % handed back whole;",
            f"    {100 * whole / max(1, texts):.1f} % with a skeleton;",
            f"    {known + len(handed_back):,} segments, {share:.2f} % handed back; {len(differing)} texts differ",
            *(f"    differs: {path}" for path in differing),
            *(f"    {text[:100]!r}" for text in handed_back[:: max(1, len(handed_back) // _EXAMPLES)][:_EXAMPLES]),
        ]
        sys.stdout.write("\n".join(lines) + "\n")


def _translations(folder: Path) -> Iterator[tuple[str, list[str]]]:
    said: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.po")):
        held, _ = catalog.read(path.read_bytes(), str(path))
        for message in held.messages if held else ():
            said.setdefault(message.id, []).extend(filter(None, message.strings))
    yield from said.items()


def _read(text: str, path: Path, said: dict[str, list[str]]) -> tuple[Document, list[str]]:
    """Return a text, and its segments with their translations."""
    document, _ = parse(text, str(path), 1)
    sources = [segment.text for segment in extract(document, str(path)) if segment.prose]
    return document, [words for source in sources for words in (source, *said.get(source, ()))]


def _differs(document: Document) -> bool:
    addresses = [address for _, address in document.targets]
    rendering = Rendering(
        links={address: address for address in addresses},
        images={address: (address, 4, 3) for address in addresses},
        inserts=tuple((f"<p>{number}</p>", "") for number, _ in enumerate(inserts(document))),
        backlink="Back to {number}",
        table="Table",
    )

    def say(key: tuple[str | None, str]) -> Said:
        return Said(text=key[1], language="ur" if len(key[1]) % 3 else "en")

    def page() -> str:
        return localized_html(document, skeleton(document), say, "en", rendering, own="en", label="ur")

    return page() != _slowly(page)


def _slowly(make: Callable[[], _T]) -> _T:
    with shortcuts.off():
        return make()


if __name__ == "__main__":
    main(sys.argv[1:])
