"""Find the removed texts that new ones may have been made from.

Likeness is that of word bigrams: twice the common ones by all of both, between 0 and 1. Compared with edit distance it
does not care about the length of a paragraph, and an index makes 500 new texts against 5,000 removed ones a matter of
a second, where `difflib` (Babel) takes minutes.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

#: How alike two texts are at least for one to be shown as a draft for the other (rule S15).
LEAST_RATIO = 0.6

#: How many removed texts a new one is compared with, beginning with those that share its rarest bigrams. Bounds the
#: work on 5,000 rows of a table that all have the same words (25 s without it).
MOST_COMPARED = 100

# Chinese and Japanese set no blanks between words, so each of their characters is one; so are Thai and Khmer ones.
_WORD = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")

#: A bigram with how often it occurred before in the text, so that a set keeps repetitions apart.
_Bigrams = frozenset[tuple[str, str, int]]


def candidates(new: Sequence[str], removed: Sequence[str]) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs that are alike enough: how much they are, and their places in `new` and `removed`."""
    old_bigrams = [_bigrams(text) for text in removed]
    index: defaultdict[tuple[str, str, int], list[int]] = defaultdict(list)
    for at, bigrams in enumerate(old_bigrams):
        for bigram in bigrams:
            index[bigram].append(at)
    for at, text in enumerate(new):
        bigrams = _bigrams(text)
        # Dice ≥ r with sizes a and b means that at least r/(2-r) of the a are common; so one of the rarest a - that + 1
        # is common too, and the frequent bigrams ("of the") need no look at their long lists.
        common = LEAST_RATIO / (2 - LEAST_RATIO) * len(bigrams)
        rarest = sorted(bigrams, key=lambda bigram: (len(index.get(bigram, ())), bigram))
        others: dict[int, None] = {}
        for bigram in rarest[: len(bigrams) - int(common) + 1]:
            if len(others) < MOST_COMPARED:
                others |= dict.fromkeys(index.get(bigram, ())[:MOST_COMPARED])
        for other in others:
            alike = _ratio(bigrams, old_bigrams[other])
            if alike >= LEAST_RATIO:
                yield alike, at, other


def _bigrams(text: str) -> _Bigrams:
    words = ["", *_WORD.findall(text.casefold()), ""]
    seen: Counter[tuple[str, str]] = Counter()
    found = set()
    for pair in itertools.pairwise(words):
        found.add((*pair, seen[pair]))
        seen[pair] += 1
    return frozenset(found)


def _ratio(one: _Bigrams, other: _Bigrams) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
