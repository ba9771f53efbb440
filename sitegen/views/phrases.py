"""Text that knows its language, and prints itself so."""

from __future__ import annotations

from html import escape

from sitegen.values import dataclass


class Markup(str):
    """HTML that needs no escaping because it was made here, of known-safe pieces."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Text that knows its language.

    Printed in a template it is escaped and, where it is not in the language of the page (`foreign`),
    wrapped in `<span lang dir>`. `plain` is for attributes, titles and feeds. `attributes` is for an
    element that holds nothing but this phrase: `<h1{{ title.attributes }}>{{ title.plain }}</h1>`.
    """

    text: str
    language: str
    direction: str
    foreign: bool = False

    def __html__(self) -> str:
        text = escape(self.text, quote=True)
        return f"<span{self._marks()}>{text}</span>" if self.foreign and text else text

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def plain(self) -> str:
        """The text without its language, to be escaped by the template."""
        return self.text

    @property
    def attributes(self) -> Markup:
        """` lang="…" dir="…"` when the phrase is foreign to the page, else nothing."""
        return Markup(self._marks() if self.foreign else "")

    def _marks(self) -> str:
        return f' lang="{escape(self.language)}" dir="{self.direction}"'
