"""The values of proofreading: a translation beside its source, and what a reader noticed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sitegen.diagnostics import Severity
from sitegen.values import dataclass

#: All codes of proofreading. A warning is most likely a mistake; a note is advice, and never counts.
SEVERITIES: Mapping[str, Severity] = MappingProxyType(
    {
        "doubled-word": Severity.WARNING,
        "end-punctuation": Severity.NOTE,
        "foreign-punctuation": Severity.NOTE,
        "glossary-term": Severity.WARNING,
        "invisible-character": Severity.WARNING,
        "length-advised": Severity.NOTE,
        "markup-typo": Severity.WARNING,
        "mixed-script": Severity.WARNING,
        "needless-mark": Severity.NOTE,
        "not-nfc": Severity.WARNING,
        "number-changed": Severity.WARNING,
        "other-script": Severity.WARNING,
        "plural-without-number": Severity.WARNING,
        "presentation-form": Severity.WARNING,
        "straight-quotes": Severity.NOTE,
        "stray-space": Severity.NOTE,
        "unbalanced-mark": Severity.WARNING,
        "wrong-digits": Severity.WARNING,
        "wrong-letter": Severity.WARNING,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A translation beside its source; the languages are BCP 47 tags.

    `prose` tells inline Markdown from plain text. `limit` is the number of characters its place has room for, 0 for
    any. With `singular` the message counts something: then that is its source for one, and `source` for more.
    """

    source: str
    translation: str
    source_language: str
    language: str
    prose: bool = True
    limit: int = 0
    singular: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was noticed in a translation: `message` says what is wrong, `hint` is the shortest way to mend it."""

    code: str
    message: str
    hint: str

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return SEVERITIES[self.code]
