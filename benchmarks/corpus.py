"""Stories made by rule: the same for the same number, seed and share of rich ones.

A story is a list of blocks, each with its texts in all languages. `markdown` writes it in one of them. What
translations must keep (links, code, marks of footnotes) is the same in all.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.words import LANGUAGES, phrase, sentences

SEED = 20_261_123
#: The share of stories with a table, footnotes, a list of terms and nested items.
RICH = 0.25
TOPICS = (
    "mountains",
    "heritage",
    "cities",
    "craft",
    "sport",
    "coast-and-desert",
    "living-culture",
    "faith-and-welcome",
)
REGIONS = ("balochistan", "gilgit-baltistan", "khyber-pakhtunkhwa", "punjab", "sindh")
#: What links to stories end with in sitegen's sources.
SOURCE = "/index.md"
_FIRST_DAY = datetime.date(2010, 1, 1)
_DAYS = 15 * 365

#: One text in all languages.
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One part of a story. `kind` says how it is written; each of its texts is a message."""

    kind: str
    texts: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story in all languages."""

    slug: str
    date: datetime.date
    topics: tuple[str, ...]
    region: str
    title: Words
    summary: Words
    blocks: tuple[Block, ...]

    @property
    def texts(self) -> tuple[Words, ...]:
        """All its texts, in the order in which they stand."""
        return (self.title, self.summary, *(text for block in self.blocks for text in block.texts))


def stories(number: int, *, seed: int = SEED, rich: float = RICH) -> Iterator[Story]:
    """Yield so many stories. A story is made of the seed and its place alone, but for where it links to."""
    for place in range(number):
        yield _Writer(random.Random(f"{seed}/{place}"), number).story(place, rich)


def slug_of(place: int) -> str:
    """Return the name of a story."""
    return f"s{place:05}"


def markdown(story: Story, language: str) -> str:
    """Return the running text of a story in one language, with links as sitegen's sources have them."""
    return "\n\n".join(_lay(block, [text[language] for text in block.texts]) for block in story.blocks) + "\n"


def linked(text: str, ending: str) -> str:
    """Return Markdown whose links to other stories end with something else than the name of their source."""
    return text.replace(f"{SOURCE})", f"{ending})")


class _Writer:
    """Writes one story out of chances."""

    def __init__(self, chance: random.Random, number: int) -> None:
        self._chance = chance
        self._number = number

    def story(self, place: int, rich: float) -> Story:
        chance = self._chance
        is_rich = chance.random() < rich
        return Story(
            slug=slug_of(place),
            date=_FIRST_DAY + datetime.timedelta(days=chance.randrange(_DAYS)),
            topics=tuple(chance.sample(TOPICS, 2)),
            region=chance.choice(REGIONS),
            title=self._phrase(5),
            summary=self._text(18),
            blocks=tuple(self._blocks(is_rich)),
        )

    def _blocks(self, is_rich: bool) -> Iterator[Block]:
        yield self._paragraph(40)
        for section in range(4):
            yield Block(kind="heading", texts=(self._phrase(4),))
            yield self._paragraph(45)
            if section == 1:
                yield Block(kind="items", texts=tuple(self._text(8) for _ in range(4)))
            if section == 2:
                yield Block(kind="quotation", texts=(self._text(25, ["*W*"]),))
            if is_rich and section == 3:
                yield from self._rich()
            else:
                yield self._paragraph(45, note=is_rich and section == 0)
        if is_rich:
            yield Block(kind="footnote", texts=(self._text(12),))

    def _rich(self) -> Iterator[Block]:
        yield Block(kind="table", texts=tuple(self._phrase(2) for _ in range(9)))
        yield Block(kind="nested", texts=tuple(self._text(7) for _ in range(3)))
        yield Block(kind="term", texts=(self._phrase(2), self._text(10)))

    def _paragraph(self, words: int, *, note: bool = False) -> Block:
        marks = [mark for mark, share in self._marks() if self._chance.random() < share]
        text = self._text(words, marks)
        if note:
            text = {language: f"{words}[^1]" for language, words in text.items()}
        return Block(kind="paragraph", texts=(text,))

    def _marks(self) -> Sequence[tuple[str, float]]:
        """Return the marks that a paragraph may have, and how often it has them."""
        other = slug_of(self._chance.randrange(self._number))
        return (
            ("*W*", 0.5),
            ("**W**", 0.3),
            (f"[W](../{other}{SOURCE})", 0.4),
            ("[W](https://example.org/read/more)", 0.2),
            ("`make site`", 0.1),
        )

    def _phrase(self, words: int) -> Words:
        return {language: phrase(language, words, self._chance) for language in LANGUAGES}

    def _text(self, words: int, marks: Sequence[str] = ()) -> Words:
        return {language: sentences(language, words, self._chance, marks) for language in LANGUAGES}


def _lay(block: Block, texts: Sequence[str]) -> str:
    """Return a block as Markdown."""
    if block.kind == "heading":
        return f"## {texts[0]}"
    if block.kind == "quotation":
        return f"> {texts[0]}"
    if block.kind == "items":
        return "\n".join(f"- {text}" for text in texts)
    if block.kind == "nested":
        return f"1. {texts[0]}\n2. {texts[1]}\n    - {texts[2]}"
    if block.kind == "term":
        return f"{texts[0]}\n:   {texts[1]}"
    if block.kind == "footnote":
        return f"[^1]: {texts[0]}"
    if block.kind == "table":
        rows = [texts[start : start + 3] for start in range(0, len(texts), 3)]
        return "\n".join(_row(cells) for cells in (rows[0], ("---",) * 3, *rows[1:]))
    return texts[0]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
