"""What of a text are words: the rest, such as addresses and code, is blotted out character by character.

A blotted text is as long as it was, so that a place in it is the same place in the text.
"""

from __future__ import annotations

import functools
import re

#: Stands where something was that is no words. No rule takes it for a letter, a digit, a mark or a blank.
BLOT = "\ufffc"

_FOREIGN = re.compile(r"<(\w+)\b[^<>]*\blang=[\"']?(?P<lang>[\w-]+)[^<>]*>(?P<words>.*?)</\1>", re.DOTALL)
_OPAQUE = re.compile(
    r"""(?<![\\`])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)    # code
    |!?\[\^[^\]]*\]                                             # footnote marks
    |(?<=\])\([^()]*(?:\([^()]*\)[^()]*)*\)                     # where links lead
    |(?<=\])\[[^\[\]]*\]
    |<[^<>]*>                                                   # tags and addresses
    |&\#?\w+;
    |(?:https?|ftp|mailto|tel):[^\s<>()\[\]"]+|\bwww\.[^\s<>()\[\]"]+
    |[\w.+-]+@[\w-]+\.[\w.-]+
    |\$?\{[^{}\s]*\}                                            # placeholders: ours, and those of other projects
    |%\([^()\s]+\)[-\#0+]*\d*(?:\.\d+)?[a-zA-Z]
    |%[-\#0+]*\d*(?:\.\d+)?(?:l|ll|h)?[sdifgxXu](?!\w)
    |\\.""",
    re.VERBOSE | re.DOTALL,
)


@functools.lru_cache(maxsize=4096)
def blotted(text: str, language: str) -> str:
    """Return a text with all that is not words of its language blotted out, those marked as another's included."""
    text = _FOREIGN.sub(functools.partial(_blot_foreign, language.split("-")[0]), text)
    return _OPAQUE.sub(_blot, text)


def _blot(match: re.Match[str]) -> str:
    return BLOT * len(match[0])


def _blot_foreign(language: str, match: re.Match[str]) -> str:
    if match["lang"].split("-")[0] == language:
        return match[0]
    return BLOT * len(match[0])


def around(text: str, start: int, end: int, instead: str) -> str:
    """Return a text's words near a place, with others put into it: the corrected snippet that a hint shows."""
    before = text[max(start - 24, 0) : start]
    after = text[end : end + 24]
    if start > 24 and " " in before:
        before = "…" + before.split(" ", 1)[1]
    if end + 24 < len(text) and " " in after:
        after = after.rsplit(" ", 1)[0] + "…"
    return f"{before}{instead}{after}".replace("\n", " ").strip()
