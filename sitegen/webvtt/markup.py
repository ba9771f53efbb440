"""The markup in the text of a cue: tags, timestamps, references to characters.

The tokenizer of https://www.w3.org/TR/webvtt1/#webvtt-cue-text-parsing-rules takes every `<` for the beginning of
a tag and swallows what follows; here one that begins none is text, so that no words are lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from html import unescape

from sitegen.patterns import late
from sitegen.values import dataclass

#: Moments as https://www.w3.org/TR/webvtt1/#webvtt-timestamp writes them; hours may be left out.
TIMESTAMP = r"(?:[0-9]{2,4}:)?[0-5][0-9]:[0-5][0-9]\.[0-9]{3}"
#: What each tag needs behind its name: nothing, a voice, a language.
TAGS = {"b": "", "c": "", "i": "", "lang": "a language", "rt": "", "ruby": "", "u": "", "v": "the name of a voice"}
#: Possessive, so that no row of blanks is looked through twice.
_TAG = late(
    rf"<(?:(?P<time>{TIMESTAMP})"
    r"|(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<classes>(?>(?:\.[^\s.<>&]++)*))(?:[ \t\n]++(?P<more>[^<>]*+))?)>"
)
_LANGUAGE = late(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
#: A reference to a character, and an ampersand that begins none: without a semicolon it is text.
_NAMED = r"#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};"
_REFERENCE = late(rf"&(?:{_NAMED})")
_LONE_AMPERSAND = late(rf"&(?!{_NAMED})")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a cue's text: `text`, `start`, `end` or `time`. `value` is the text, the tag's name or the moment.

    `more` is what stands behind a name: its classes with their points, then a blank and the annotation.
    """

    kind: str
    value: str
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What the markup of a cue does. `tags` are the names that start, with classes and without annotations.

    `faults` are what is wrong with it and what to do, in words.
    """

    tags: tuple[str, ...]
    times: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]


def markup(text: str) -> Markup:
    """Return what the markup of a cue's text does, and what is wrong with it."""
    reading = _Reading()
    tags, times = [], []
    for token in _tokens(text):
        if token.kind == "time":
            times.append(token.value)
        elif token.kind == "start":
            tags.append(token.value + token.more.split(" ")[0])
        reading.take(token)
    reading.finish()
    return Markup(tags=tuple(tags), times=tuple(times), faults=tuple(reading.faults))


def safe(text: str) -> str:
    """Return a cue's text as a valid file has it.

    Tags that are not known, or that close nothing, are left out, their words stay; what is open is closed; every
    other `<`, `&` and arrow is written as a reference.
    """
    written: list[str] = []
    reading = _Reading()
    for token in _tokens(text):
        open_before = list(reading.open)
        if not reading.take(token):
            continue
        if token.kind == "end":
            written += [f"</{name}>" for name in reversed(open_before[len(reading.open) :])]
        else:
            written.append(_written(token))
    text = "".join((*written, *(f"</{name}>" for name in reversed(reading.open))))
    # What was left out may have parted an arrow, or have been all of a line.
    return "\n".join(filter(None, text.replace("-->", "--&gt;").split("\n")))


def visible(text: str) -> str:
    """Return the words of a cue as they are read, without tags and with references resolved."""
    words = "".join(token.value for token in _tokens(text) if token.kind == "text")
    return _REFERENCE.sub(lambda reference: unescape(reference[0]), words)


@dataclass
class _Reading:
    """What is open while tokens are read, and what is wrong with them."""

    open: list[str] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def take(self, token: Token) -> bool:
        """Take in a token; tell whether it stays."""
        if token.kind == "start":
            return self._start(token)
        if token.kind == "end":
            return self._end(token)
        if token.kind == "text" and "<" in token.value:
            self._fault("a < begins no tag", "write &lt; for the character")
        return True

    def finish(self) -> None:
        """Note what was opened and is not closed; a voice may speak to the end."""
        for name in self.open:
            if name != "v":
                self._fault(f"<{name}> is not closed", f"write </{name}> where it ends")

    def _start(self, token: Token) -> bool:
        name, annotation = token.value, token.more.partition(" ")[2]
        if name not in TAGS:
            self._fault(f"there is no tag <{name}> in subtitles", "use <i>, <b>, <u>, <c>, <v>, <lang> or <ruby>")
            return False
        if name == "lang" and not _LANGUAGE.fullmatch(annotation):
            self._fault("<lang> names no language", "write it behind the word, as in <lang ur>")
            return False
        if TAGS[name] and not annotation:
            self._fault(f"<{name}> lacks {TAGS[name]}", f"write <{name} …>")
            return False
        if name == "rt" and "ruby" not in self.open:
            self._fault("<rt> stands outside of <ruby>", "write <ruby>base<rt>reading</rt></ruby>")
            return False
        self.open.append(name)
        return True

    def _end(self, token: Token) -> bool:
        name = token.value
        if name not in self.open:
            if name in TAGS:
                self._fault(f"</{name}> closes nothing", "remove it, or open the tag before")
            return False
        if self.open[-1] != name:
            self._fault(f"</{name}> stands before </{self.open[-1]}>", "close first what was opened last")
        while self.open.pop() != name:
            pass
        return True

    def _fault(self, message: str, hint: str) -> None:
        if (message, hint) not in self.faults:
            self.faults.append((message, hint))


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    for match in _TAG.finditer(text):
        if match.start() > at:
            yield Token("text", text[at : match.start()])
        at = match.end()
        if match["time"]:
            yield Token("time", match["time"])
        else:
            more = " ".join((match["more"] or "").split())
            yield Token("end" if match["end"] else "start", match["name"], f"{match['classes']} {more}".rstrip())
    if at < len(text):
        yield Token("text", text[at:])


def _written(token: Token) -> str:
    if token.kind == "time":
        return f"<{token.value}>"
    if token.kind == "start":
        # Dashes at its end would make an arrow of the tag.
        return f"<{token.value}{_LONE_AMPERSAND.sub('&amp;', token.more.rstrip('-'))}>"
    return _LONE_AMPERSAND.sub("&amp;", token.value).replace("<", "&lt;")
