"""Find the removed texts that new ones may have been made from.

Likeness is the best of three measures between 0 and 1, each "twice the common by all of both": of word bigrams, which
do not mind that sentences change places; of words in order; and, for texts that have enough words in common not to be
strangers, of characters in order, the measure of `msgmerge`. The last sees what a word is too coarse for: a typo in a
heading of two words, a name that is spelt otherwise everywhere. Alone it would not do, for any two English paragraphs
have half of their characters in common in some order, and `msgmerge` offers drafts of such.

Texts that may be alike are found by an index of words, and of what words are made of where a text is short. So 500 new
texts against 5,000 removed ones are a matter of a second, where `difflib` (Babel) takes minutes.
"""

from __future__ import annotations

import bisect
import functools
import heapq
import itertools
import zlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from sitegen.patterns import late
from sitegen.values import dataclass

#: How alike two texts are at least for one to be shown as a draft for the other (rule S15).
LEAST_RATIO = 0.6

#: How many removed texts a new one is compared with, those that share most of its rare features, and how many when it
#: is short: then many share as much, and looking at one takes little.
MOST_COMPARED, MOST_SHORT_COMPARED = 8, 32

#: How many entries of the index are looked at for a new text, those of its rarest features first, and how
#: many of one feature. Bounds the work on 5,000 rows of a table that all have the same words.
MOST_VISITED = 1_000
_WINDOW = 100

#: How many features a text is found by: of a long one a sample, which is the same for the same features.
_SAMPLE = 64

#: The longest text of which all measures are taken, in words; the longest of which words are put in order; and the
#: longest of which characters are. Of 2,000 texts of 5,000 characters each, all alike, a second look takes too long.
_LONG, _LONGEST, _MOST_CHARACTERS = 200, 2_000, 2_000

#: How much of their words in order two texts share at least for their characters to be compared.
_LEAST_KINSHIP = 0.25

#: A text is a part of another from so many words on, and from such a share of its words.
_LEAST_PART, _LEAST_SHARE = 3, 1 / 6

#: A text of at most so many words is also found by parts of its words, and compared by its characters always.
_SHORT = 12

#: Texts of at most so many words need not have one in common.
_FEW = 4

# Chinese and Japanese set no blanks between words, so each of their characters is one; so are Thai, Burmese and Khmer
# ones. Vowel signs and other marks belong to their word, though Python does not count them among letters.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = (
    r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0df3\u200c\u200d"
)
#: A letter of a script that sets no blanks between words.
UNSPACED = late(f"[{_UNSPACED}]")
_WORD = late(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_]|[{_MARKS}])+")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as it is compared."""

    folded: str
    words: tuple[str, ...]
    bigrams: frozenset[tuple[str, str, int]]


def candidates(
    new: Sequence[str], removed: Sequence[str], least: float = LEAST_RATIO
) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs that are alike enough: how much they are, and their places in `new` and `removed`.

    Of pairs that are alike, those whose likeness is below `least` are left out.
    """
    olds = [_text(text) for text in removed]
    index = _index(olds)
    for at, text in enumerate(new):
        wanted = _text(text)
        for other in _nearest(wanted, index, at * len(olds) // len(new)):
            alike = _likeness(wanted, olds[other])
            if alike >= least:
                yield alike, at, other


def bigrams(text: str) -> frozenset[tuple[str, str, int]]:
    """Return the pairs of words within a text, each with how often it occurred before."""
    return frozenset(pair for pair in _text(text).bigrams if pair[0] and pair[1])


def containers(new: Sequence[str], removed: Sequence[str]) -> list[list[int]]:
    """Return for each text the places of removed ones that may have it as a part."""
    olds = [_text(text) for text in removed]
    index = _index(olds)
    return [
        [
            other
            for other in _nearest(text, index, at * len(olds) // len(new))
            if len(text.words) >= max(_LEAST_PART, _LEAST_SHARE * len(olds[other].words))
        ]
        for at, text in enumerate(map(_text, new))
    ]


def _index(texts: Sequence[_Text]) -> Mapping[str, Sequence[int]]:
    index: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        for feature in _features(text):
            index[feature].append(at)
    return index


def _nearest(text: _Text, index: Mapping[str, Sequence[int]], near: int) -> list[int]:
    """Return the removed texts that share most of what is rare in a text; of equals, those closest to a place.

    The place decides which entries of a long list are looked at, too. Else all rows of a table would have the same few
    candidates, and all but a few would come away empty.
    """
    known = [(len(index[feature]), feature) for feature in _features(text) if feature in index]
    votes: defaultdict[int, float] = defaultdict(float)
    visited = 0
    for count, feature in sorted(known):
        if visited >= MOST_VISITED:
            break
        places = index[feature]
        begin = max(0, bisect.bisect(places, near) - _WINDOW // 2) if count > _WINDOW else 0
        for other in places[begin : begin + _WINDOW]:
            votes[other] += 1 / count
        visited += min(count, _WINDOW)
    number = MOST_SHORT_COMPARED if len(text.words) <= _SHORT else MOST_COMPARED
    return heapq.nsmallest(number, votes, key=lambda other: (-votes[other], abs(other - near), other))


def _features(text: _Text) -> list[str]:
    """Return what a text is found by: its words and pairs of words, and of a short one each three characters."""
    pairs = (f"{one} {other}" for one, other in itertools.pairwise(text.words))
    features = list(dict.fromkeys((*text.words, *pairs)))
    if len(text.words) <= _SHORT:
        padded = (f" {word[:_SAMPLE]} " for word in text.words)
        return list(dict.fromkeys((*features, *(word[at : at + 3] for word in padded for at in range(len(word) - 2)))))
    if len(features) <= _SAMPLE:
        return features
    return heapq.nsmallest(_SAMPLE, features, key=lambda feature: (zlib.crc32(feature.encode()), feature))


@functools.lru_cache(maxsize=4_096)
def _text(text: str) -> _Text:
    folded = text.casefold()
    words = tuple(_WORD.findall(folded))
    seen: Counter[tuple[str, str]] = Counter()
    bigrams = set()
    for pair in itertools.pairwise(("", *words, "")):
        bigrams.add((*pair, seen[pair]))
        seen[pair] += 1
    return _Text(folded, words, frozenset(bigrams))


def _likeness(one: _Text, other: _Text) -> float:
    """Return how alike two texts are."""
    pairs = 2 * len(one.bigrams & other.bigrams) / (len(one.bigrams) + len(other.bigrams))
    shorter, longer = sorted((len(one.words), len(other.words)))
    if (longer > _LONG and pairs >= LEAST_RATIO) or longer > _LONGEST:
        return pairs
    ordered = _ratio(one.words, other.words)
    best = max(pairs, ordered)
    if (shorter > _SHORT and best >= LEAST_RATIO) or (shorter > _FEW and ordered < _LEAST_KINSHIP):
        return best
    if max(len(one.folded), len(other.folded)) > _MOST_CHARACTERS:
        return best
    return max(best, _ratio(one.folded, other.folded))


def _ratio(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Return how much two sequences have in common in the same order: 1 for equal ones, 0 for strangers.

    The length of the longest common subsequence is found with one row of bits (H. Hyyrö, "Bit-parallel LCS-length
    computation revisited", 2004): each step of the loop does a whole row of the table in one addition.
    """
    if not one or not other:
        return 0.0
    places: defaultdict[Hashable, int] = defaultdict(int)
    for at, item in enumerate(one):
        places[item] |= 1 << at
    row = full = (1 << len(one)) - 1
    for item in other:
        if matches := row & places.get(item, 0):
            row = ((row + matches) | (row - matches)) & full
    return 2 * (len(one) - row.bit_count()) / (len(one) + len(other))
