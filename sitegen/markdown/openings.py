"""What the lines of a text begin, as far as it leaves no doubt, and which words hold nothing but words.

Each pattern is narrower than, or the same as, those of `layout` and of Python-Markdown 3.11: what only one of the two
would take for the start of something is unknown here.
"""

from __future__ import annotations

import re

ITEM = re.compile(r" {0,3}(?P<marker>[-*+]|\d{1,9}\.)(?P<gap> +)(?=\S)")
HEADING = re.compile(r"(#{1,6}) +([^\s#][^\n]*)")
BREAK = re.compile(r"-{3,} *|\*{3,} *|_{3,} *|\* \* \*|- - -|_ _ _")
UNDERLINE = re.compile(r"=+ *|-+ *")
#: What could be the line below the head of a table.
RULE = re.compile(r"[|:\- ]+")
DEFINITION = re.compile(r": {1,3}(?=\S)")
#: A block of code, and one that Python-Markdown reads by itself; what else it might read is neither.
FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,}) *(?P<info>.*?) *")
PLAIN_FENCE = re.compile(r"(?:`{3,}|~{3,}) *(?P<language>[\w#+-][\w#.+-]*)? *")
ODD_FENCE = re.compile(r"\{.*|\.?[\w#.+-]* *(?:hl_lines=.*)?")
LANGUAGE = re.compile(r"\.?([\w#.+-]+)")
BOX = re.compile(r"!!! ?(?P<kinds>[\w\-]+(?: +[\w\-]+)*)(?: +\"(?P<title>[^\"]*)\")? *")
NOTE = re.compile(r"\[\^(?P<name>[\w.-]+)\]:(?P<gap> +)(?=\S)")
REFERENCE = re.compile(r"\[(?P<key>[^\[\]^\s][^\[\]]*)\]: +(?P<address>\S+)(?: +\"(?P<title>[^\"]+)\")? *")
#: The start of a definition of a link, footnote or abbreviation; the name may go over lines.
DEFINING = re.compile(r"(?:^|\n) *(?:\[[^\[\]]*\]:|\[\^[^\]]*\]:|\*\[[^\\]*?\] ?:)")
#: A comment on lines of its own.
COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--|```|~~~).)*-->", re.DOTALL)

#: Elements that may begin a line, as they begin no block.
_INLINE = (
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var"
)
#: Elements in which readers of HTML look for nothing but their end.
_OPAQUE = "iframe noembed noframes noscript plaintext script style textarea title xmp"
_ATTRIBUTES = r"(?: +[a-zA-Z][\w-]*(?:=(?:\"[^\"<>`\n]*\"|'[^'<>`\n]*'))?)*"
#: Tags, autolinks and signs that pass through Python-Markdown's reader of HTML as they are: some anywhere, any but
#: a few behind other words.
_TAG = re.compile(
    rf"</?(?:{'|'.join(_INLINE.split())}){_ATTRIBUTES} ?/?>"
    r"|<https?://[^\s<>\"'`]+>|<[A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+>|<(?![a-zA-Z/!?])"
    rf"|(?<=\S)(?<![\n])(?: {{0,3}})</?(?!(?:{'|'.join(_OPAQUE.split())})\b)[a-zA-Z][\w.:-]*{_ATTRIBUTES} ?/?>",
    re.IGNORECASE,
)
#: A character by its number that has no end: one would be put to it.
_ENDLESS = re.compile(r"&#(?![0-9]+;|[xX][0-9a-fA-F]+;)")


#: The number of an item for whoever asks least.
_NUMBER = re.compile(r"\d+\.(?: |$)")


class UnknownError(Exception):
    """Something that takes Python-Markdown to tell."""


def words(text: str) -> str:
    """Return the text of a paragraph, heading or the like, out of which Python-Markdown takes nothing before it."""
    if ("]:" in text or "] :" in text) and DEFINING.search(text):
        raise UnknownError
    return without_blocks(text)


def without_blocks(text: str) -> str:
    """Return a text in which nothing is for Python-Markdown's reader of HTML."""
    if "<" in text and "<" in _TAG.sub("", text):
        raise UnknownError
    if "&#" in text and _ENDLESS.search(text):
        raise UnknownError
    return text


def begins_words(line: str) -> bool:
    """Tell whether a line begins a paragraph, and nothing else for any reader."""
    first = line[0]
    return first.isalpha() or not (first.isspace() or _begins(line, first))


def goes_on(line: str) -> bool:
    """Tell whether a line goes on with the paragraph above it; where not, it begins something by itself."""
    first = line[0]
    if first.isalpha():
        return True
    if first in "#>" or (first in "`~" and line.startswith(("```", "~~~"))):
        return False
    stripped = line.lstrip(" ")
    item = ITEM.match(line)
    if item is None:
        first = stripped[0]
        if first.isspace() or _begins(stripped, first) or (first.isdigit() and ITEM.match(stripped)):
            raise UnknownError
        return True
    if BREAK.fullmatch(line) or RULE.fullmatch(line):
        raise UnknownError
    # In a paragraph a number other than one begins no list.
    return item["marker"] not in ("-", "*", "+", "1.")


def _begins(line: str, first: str) -> bool:
    """Tell whether a line that begins with no letter may begin something else than a paragraph."""
    if first in "-+*_=":
        return ITEM.match(line) is not None or line[1:2] == " " or not line.strip("-+*_= ")
    if first.isdigit():
        return _NUMBER.match(line) is not None
    if first in "`~":
        return line.startswith(("```", "~~~"))
    if first == "!":
        return line.startswith("!!!")
    if first == "<":
        return line.startswith(("<!", "<?", "</>"))
    return first in "#>|" or (first == ":" and line[1:2] in ("", " "))
