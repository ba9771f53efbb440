"""Bring 5,000 paragraphs of which 500 were edited up to date: sitegen, GNU msgmerge and Babel side by side.

    .venv/bin/python benchmarks/merge.py [--messages 5000] [--edited 500] [--babel-limit 60]

The paragraphs are put together from parts of sentences with a fixed seed, 45 to 120 words each, so that every run
measures the same. Babel compares each edited text with all others by `difflib` and would take hours; it gets one edit
after the other until its time is over, and what all of them would take is reckoned from those, and said to be.
"""

from __future__ import annotations

import argparse
import dataclasses
import io
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from babel.messages import catalog as babel_catalog
from babel.messages.pofile import read_po

from sitegen.catalog import Catalog, Message, Wanted, new, plural_forms, update, write

#: Parts of a sentence, in their order.
PARTS = (
    (
        "the old road",
        "a caravan of traders",
        "the fort above the village",
        "our guide",
        "every second family",
        "the river in spring",
        "a potter from Hala",
        "the last train",
        "the keeper of the shrine",
        "a woman with a basket of apricots",
        "the wall of the city",
        "the polo ground",
        "a boat with one sail",
        "the school at the bridge",
        "the market behind the mosque",
    ),
    (
        "leads to",
        "was built beside",
        "remembers",
        "still smells of",
        "brings visitors to",
        "is named after",
        "looks down on",
        "cannot do without",
        "was painted for",
        "has outlived",
        "sells the best part of",
        "keeps the key of",
        "divides",
        "grew rich with",
        "tells stories about",
    ),
    (
        "the pass",
        "forty mulberry trees",
        "a workshop of wood carvers",
        "the winter of the great snow",
        "three kinds of tea",
        "the tomb of a poet",
        "a painted truck",
        "the terraces of the valley",
        "fresh bread and salt",
        "the king's garden",
        "the oldest loom of the town",
        "a court of blue tiles",
        "the bazaar of the storytellers",
        "the glacier",
        "a school for musicians",
    ),
    (
        "as people here will tell you",
        "although nobody has counted them",
        "and that has not changed since",
        "which surprises those who come in summer",
        "if you ask at the gate",
        "until the lamps are lit",
        "where the bus turns round",
        "before the first snow falls",
        "for reasons of its own",
        "and the view repays the climb",
    ),
)

SITE = """\
name: Long
tagline: A long one
base_url: https://long.example.org/
languages: [en, ur]
theme: plain
navigation: [stories]
"""

#: How many paragraphs a story has; all in one would be more than a text may have.
IN_A_STORY = 100


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=5_000)
    parser.add_argument("--edited", type=int, default=500)
    parser.add_argument("--babel-limit", type=float, default=60, metavar="SECONDS")
    asked = parser.parse_args()
    chance = random.Random(20_261_014)
    before = paragraphs(asked.messages, chance)
    after = edited(before, asked.edited, chance)
    empty = new("ur", plural_forms("ur"), "stories/long")
    old = dataclasses.replace(empty, messages=tuple(Message(id=text, strings=(f"ترجمہ: {text}",)) for text in before))
    words = sum(len(text.split()) for text in before)
    print(f"{len(before):,} messages, {words:,} words, {asked.edited} edited")
    with tempfile.TemporaryDirectory() as folder:
        ours = timed(lambda: update(old, [Wanted(id=text) for text in after]))
        gnu = msgmerge(Path(folder), old, after)
        rows = [
            ("sitegen, the merge alone", ours, ""),
            ("sitegen messages update, the whole command", command(Path(folder) / "project", before, after, old), ""),
            ("msgmerge --previous", gnu, ""),
            ("Babel, Catalog.update", *babel(old, before, after, asked.babel_limit)),
        ]
    for name, taken, note in rows:
        print(f"{name:44} {taken:9.2f} s   {taken / ours:9.1f} ×   {note}".rstrip())


def paragraphs(number: int, chance: random.Random) -> list[str]:
    """Return so many different paragraphs."""
    found: dict[str, None] = {}
    while len(found) < number:
        sentences = (" ".join(map(chance.choice, PARTS)) for _ in range(chance.randint(3, 6)))
        found[" ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences)] = None
    return list(found)


def edited(texts: list[str], number: int, chance: random.Random) -> list[str]:
    """Return the paragraphs with some of them changed: words replaced, a sentence added, removed, or moved."""
    result = list(texts)
    for at in chance.sample(range(len(texts)), number):
        sentences = texts[at].split(". ")
        kind = chance.randrange(4)
        if kind == 0:
            words = texts[at].split()
            words[chance.randrange(len(words))] = "lately"
            result[at] = " ".join(words)
        elif kind == 1:
            result[at] = f"{texts[at]} Nobody there would have it otherwise."
        elif kind == 2:
            result[at] = ". ".join(sentences[1:])
        else:
            result[at] = ". ".join((*sentences[1:], sentences[0])).replace("..", ".")
    return result


def timed(work: Callable[[], object]) -> float:
    """Return how long something takes, at its best of three."""
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def msgmerge(folder: Path, old: Catalog, after: list[str]) -> float:
    """Return how long msgmerge takes."""
    (folder / "old.po").write_bytes(write(old))
    template = update(dataclasses.replace(old, messages=()), [Wanted(id=text) for text in after])
    (folder / "new.pot").write_bytes(write(template))
    arguments = ["msgmerge", "--quiet", "--previous", "--no-wrap", "-o", "out.po", "old.po", "new.pot"]
    return timed(lambda: subprocess.run(arguments, cwd=folder, check=True))


def command(root: Path, before: list[str], after: list[str], old: Catalog) -> float:
    """Return how long the command takes, started anew, on a project with as many stories as the paragraphs need."""
    shutil.copytree(Path(__file__).parents[1] / "tests/cases/theme", root / "themes/plain")
    (root / "content").mkdir()
    (root / "content/site.yaml").write_text(SITE, "utf-8")
    arguments = [sys.executable, "-m", "sitegen.cli", "messages", "update", "-C", str(root)]
    starts = range(0, len(before), IN_A_STORY)
    taken = []
    for _ in range(3):
        for at in starts:
            _story(root, at, before[at : at + IN_A_STORY])
            part = dataclasses.replace(old, messages=old.messages[at : at + IN_A_STORY])
            catalog = root / f"locales/ur/LC_MESSAGES/stories/part-{at}.po"
            catalog.parent.mkdir(parents=True, exist_ok=True)
            catalog.write_bytes(write(part))
        subprocess.run(arguments, check=True, capture_output=True)
        for at in starts:
            _story(root, at, after[at : at + IN_A_STORY])
        started = time.perf_counter()
        done = subprocess.run(arguments, check=True, capture_output=True, text=True)
        taken.append(time.perf_counter() - started)
        assert "stories/part-0.po" in done.stdout, done.stdout
    return min(taken)


def _story(root: Path, number: int, texts: list[str]) -> None:
    file = root / f"content/stories/part-{number}/index.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = f"---\ntitle: Part {number}\ndate: 2026-01-01\nsummary: Part {number} of all.\n---\n"
    file.write_text(head + "\n\n".join(texts), "utf-8")


def babel(old: Catalog, before: list[str], after: list[str], limit: float) -> tuple[float, str]:
    """Return how long Babel takes for all edits, reckoned from as many as it does within the limit."""
    content = write(old)
    edits = [at for at, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    taken, done = 0.0, 0
    for at in edits:
        if taken > limit:
            break
        catalog = read_po(io.BytesIO(content), locale="ur")
        template = babel_catalog.Catalog(locale="ur")
        for place, text in enumerate(before):
            template.add(after[place] if place == at else text)
        started = time.perf_counter()
        catalog.update(template)
        taken += time.perf_counter() - started
        done += 1
    if done == len(edits):
        return taken, ""
    return taken / done * len(edits), f"reckoned from {done} of {len(edits)} edits, which took {taken:.0f} s"


if __name__ == "__main__":
    main()
