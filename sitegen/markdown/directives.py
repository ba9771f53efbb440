"""What a writer tells translators and extraction in comments (rule S11)."""

from __future__ import annotations

import re

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.markdown.normal import normalise
from sitegen.slugs import is_slug_context

_DIRECTIVE = re.compile(r"<!--\s*i18n:\s*(?P<words>.*?)\s*-->", re.DOTALL)
_KNOWN = 'known are: note …, context="…", skip, skip-start, skip-end'


class Directives:
    """The directives of one text, read in order, and what they say of the blocks between them.

    A note or a context is for the next message, `skip` for the next block with all that is in it.
    `found` collects what is wrong with them.
    """

    def __init__(self, path: str) -> None:
        self.found: list[Diagnostic] = []
        self._path = path
        self._region: int | None = None
        #: What waits for the next block or message, with the line it stands at.
        self._waiting: dict[str, tuple[str, int]] = {}

    def read(self, comment: str, line: int) -> None:
        """Take in the directives of a comment; other comments say nothing."""
        for directive in _DIRECTIVE.finditer(comment):
            self._direct(directive["words"], line)

    @property
    def is_idle(self) -> bool:
        """Whether no directive is for what comes next."""
        return self._region is None and not self._waiting

    @property
    def in_region(self) -> bool:
        """Whether a `skip-start` has been read and its `skip-end` has not."""
        return self._region is not None

    def skips_next(self) -> bool:
        """Tell whether the block that starts here is to be skipped."""
        return self._waiting.pop("skip", None) is not None

    def words(self) -> tuple[str | None, str]:
        """Return the context and the note of the message that starts here."""
        context, _ = self._waiting.pop("context", (None, 0))
        note, _ = self._waiting.pop("note", ("", 0))
        return context, note

    def words_of_figure(self) -> str:
        """Return the note of the figure that starts here; the words of a figure have no context."""
        if "context" in self._waiting:
            _, line = self._waiting.pop("context")
            self._fault(line, "i18n: a picture takes no context", "remove it, or write a note")
        return self._waiting.pop("note", ("", 0))[0]

    def finish(self) -> None:
        """Note what was opened and not closed, and what nothing came after."""
        if self._region is not None:
            self._fault(self._region, "i18n: skip-start has no skip-end", "add <!-- i18n: skip-end --> below")
        self.settle()

    def settle(self) -> None:
        """Note what nothing came after, at the end of the text; footnotes are gathered below it."""
        for name, (_, line) in self._waiting.items():
            self._fault(line, f"i18n: nothing comes after this {name}", "put it before the text it is for")
        self._waiting = {}

    def _direct(self, words: str, line: int) -> None:
        if words == "skip":
            self._waiting["skip"] = ("", line)
        elif words == "skip-start":
            if self._region is not None:
                self._fault(line, "i18n: skip-start stands inside another", "close the first with skip-end")
            self._region = line
        elif words == "skip-end":
            if self._region is None:
                self._fault(line, "i18n: skip-end has no skip-start", "remove it or add skip-start above")
            self._region = None
        elif match := re.fullmatch(r'context="([^"]+)"', words):
            self._set_context(match.group(1), line)
        elif match := re.fullmatch(r"note:?\s+(.+)", words, re.DOTALL):
            self._waiting["note"] = (normalise(match.group(1)), line)
        else:
            self._fault(line, f'there is no directive "i18n: {words}"', _KNOWN)

    def _set_context(self, context: str, line: int) -> None:
        if is_slug_context(context):
            self._fault(line, f'i18n: the context "{context}" is that of addresses', "choose another word")
        else:
            self._waiting["context"] = (context, line)

    def _fault(self, line: int, message: str, hint: str) -> None:
        self.found.append(error("i18n-directive", Span(self._path, line), message, hint))
