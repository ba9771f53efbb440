"""Edits as writers make them: a text in paragraphs becomes another, and of each paragraph it is known what it was."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

#: Paragraphs of a text after an edit, each with the places of those it was made from; none for one that is new.
Edited = list[tuple[str, frozenset[int]]]
Edit = Callable[[list[str], random.Random], Edited]

EDITS: dict[str, Edit] = {}

_SENTENCE = re.compile(r"(?<=[.!?۔؟。])\s*(?=\S)")


def apply(name: str, texts: Sequence[str], seed: str) -> Edited:
    """Return a text after an edit of the given kind; the same seed gives the same edit."""
    return EDITS[name](list(texts), random.Random(f"{name} {seed}"))


def _edit(function: Edit) -> Edit:
    EDITS[function.__name__] = function
    return function


def _each(change: Callable[[str, random.Random], str], *, every: int = 3, words: int = 4) -> Edit:
    """Make an edit of one that changes single paragraphs of so many words at least."""

    def edit(texts: list[str], chance: random.Random) -> Edited:
        found: Edited = []
        for at, text in enumerate(texts):
            changed = change(text, chance) if at % every == 1 and len(text.split()) >= words else text
            found.append((changed if changed not in texts else text, frozenset([at])))
        return found

    return edit


def _words(change: Callable[[list[str], random.Random], list[str]]) -> Callable[[str, random.Random], str]:
    return lambda text, chance: " ".join(change(text.split(), chance))


def _typo(words: list[str], chance: random.Random) -> list[str]:
    long = [at for at, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if long:
        at = chance.choice(long)
        middle = len(words[at]) // 2
        words[at] = words[at][:middle] + words[at][middle + 1] + words[at][middle] + words[at][middle + 2 :]
    return words


def _swap(words: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return words


def _replace(share: float) -> Callable[[list[str], random.Random], list[str]]:
    def change(words: list[str], chance: random.Random) -> list[str]:
        for at in chance.sample(range(len(words)), max(1, round(share * len(words)))):
            words[at] = chance.choice(words)[::-1].lower()
        return words

    return change


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE.split(text) if part]


def _without_one(text: str, chance: random.Random) -> str:
    parts = _sentences(text)
    if len(parts) > 1:
        shortest = min(range(len(parts)), key=lambda at: len(parts[at]))
        del parts[shortest]
    return " ".join(parts)


def _turned(text: str, chance: random.Random) -> str:
    parts = _sentences(text)
    return " ".join((*parts[1:], parts[0]))


def _linked(words: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(words))
    words[at] = f"[{words[at]}](../hunza/index.md)"
    return words


def _stressed(words: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(words))
    words[at] = f"*{words[at]}*"
    return words


def _short(text: str, chance: random.Random) -> str:
    """Change a text of one to three words a little."""
    kind = chance.randrange(4)
    if kind == 0:
        return f"{text}s"
    if kind == 1:
        return f"The {text}"
    if kind == 2:
        return text.swapcase()
    return f"{text[:-2]}{text[-1:]}{text[-2:-1]}"


EDITS["a typo mended"] = _each(_words(_typo))
EDITS["two words swapped"] = _each(_words(_swap))
EDITS["a word replaced"] = _each(_words(_replace(0.01)))
EDITS["a fifth replaced"] = _each(_words(_replace(0.2)), words=6)
EDITS["a third replaced"] = _each(_words(_replace(0.33)), words=9)
EDITS["a sentence removed"] = _each(_without_one, words=8)
EDITS["sentences turned round"] = _each(_turned, words=8)
EDITS["a link added"] = _each(_words(_linked))
EDITS["emphasis added"] = _each(_words(_stressed))
EDITS["a number changed"] = _each(lambda text, chance: re.sub(r"\d+", lambda found: str(int(found[0]) + 3), text))
EDITS["other quotes"] = _each(lambda text, chance: re.sub(r"[“”«»]|’(?!\w)", '"', text))
EDITS["a half added"] = _each(lambda text, chance: f"{text} {' '.join(text.split()[::-2])}", words=6)
EDITS["a part in brackets added"] = _each(lambda text, chance: f"{text} (see the map below)", words=2)
EDITS["few words changed"] = _each(
    lambda text, chance: _short(text, chance) if len(text.split()) < 4 and len(text) > 4 else text, every=2, words=1
)


@_edit
def split_in_two(texts: list[str], chance: random.Random) -> Edited:
    """Make two paragraphs of one."""
    found: Edited = []
    for at, text in enumerate(texts):
        parts = _sentences(text)
        if at % 3 == 1 and len(parts) > 1:
            middle = (len(parts) + 1) // 2
            found += [(" ".join(half), frozenset([at])) for half in (parts[:middle], parts[middle:])]
        else:
            found.append((text, frozenset([at])))
    return found


@_edit
def joined(texts: list[str], chance: random.Random) -> Edited:
    """Make one paragraph of two."""
    found: Edited = []
    at = 0
    while at < len(texts):
        if at % 4 == 1 and at + 1 < len(texts) and min(len(texts[at].split()), len(texts[at + 1].split())) > 4:
            found.append((f"{texts[at]} {texts[at + 1]}", frozenset([at, at + 1])))
            at += 2
        else:
            found.append((texts[at], frozenset([at])))
            at += 1
    return found


@_edit
def moved(texts: list[str], chance: random.Random) -> Edited:
    """Bring paragraphs into another order, and mend a word in some."""
    found = apply("a typo mended", texts, "moved")
    chance.shuffle(found)
    return found


@_edit
def added(texts: list[str], chance: random.Random) -> Edited:
    """Add paragraphs and lines that nobody has written before, and mend a word in others."""
    found = apply("a typo mended", texts, "added")
    new = [
        "Bring a torch; the lamps go out at nine.",
        "Parking",
        "Ask for Bibi at the gate, she has the key.",
        "Closed",
    ]
    for text in new:
        found.insert(chance.randint(0, len(found)), (text, frozenset()))
    return found


@_edit
def respelt(texts: list[str], chance: random.Random) -> Edited:
    """Spell the two most frequent capitalised words another way, everywhere."""
    words = re.findall(r"\b[A-Z][a-z]{4,}\b", " ".join(texts))
    for word in sorted(set(words), key=lambda word: (-words.count(word), word))[:2]:
        texts = [text.replace(word, f"{word[0]}h{word[1:-1]}") for text in texts]
    return [(text, frozenset([at])) for at, text in enumerate(texts)]
