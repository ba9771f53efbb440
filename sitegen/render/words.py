"""What t, nt, pt and asset answer in templates: strings of the theme with their placeholders filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from sitegen.catalog import plural_index
from sitegen.locales import Locale, direction, format_number
from sitegen.recipes import StringEntry, Strings
from sitegen.theme import Answers
from sitegen.values import dataclass
from sitegen.views import Markup, Phrase

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: The rule of a source string, which is in a language with one and other.
_SOURCE_PLURAL = "nplurals=2; plural=(n != 1);"
#: How many sets of answers are held for the pages to come: each template has one in each site, language and depth.
_HELD = 4_096


@dataclass(frozen=True, slots=True)
class Sentence:
    """A string of the theme with its placeholders filled: as HTML, and as plain text for attributes."""

    html: str
    plain: str
    attributes: Markup

    def __html__(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.plain

    def __bool__(self) -> bool:
        return bool(self.plain)


class Dictionary:
    """Gives pages their answers; pages with the same strings and assets get the same ones, if it is to `hold` them."""

    def __init__(self, *, hold: bool) -> None:
        self._hold = hold
        self._held: dict[tuple[int, tuple[tuple[str, str], ...]], tuple[Strings, Answers]] = {}
        self._words: dict[Strings, _Words] = {}

    def answers(self, strings: Strings, assets: tuple[tuple[str, str], ...]) -> Answers:
        """Return what the functions of templates answer on a page."""
        if not self._hold:
            return _Words(strings, hold=False).answers(assets)
        name = (id(strings), assets)
        held = self._held.get(name)
        if held is None:
            if len(self._held) >= _HELD:
                self._held.clear()
                self._words.clear()
            words = self._words.get(strings)
            if words is None:
                words = self._words[strings] = _Words(strings, hold=True)
            # The strings are held as well, so that no others take over their identity.
            held = self._held[name] = (strings, words.answers(assets))
        return held[1]


class _Words:
    """What t, nt and pt answer with some strings. It stands for them where parts of pages are compared."""

    def __init__(self, strings: Strings, *, hold: bool) -> None:
        self._locale = strings.locale
        self._entries = {(entry.context, entry.id): entry for entry in strings.entries}
        self._hold = hold
        self._forms: dict[tuple[str | None, str, int, str], _Form] = {}

    def answers(self, assets: tuple[tuple[str, str], ...]) -> Answers:
        """Return all answers of a page with these assets."""
        functions: dict[str, Callable[..., object]] = {
            "t": self.t,
            "pt": self.pt,
            "nt": self.nt,
            "asset": dict(assets).__getitem__,
        }
        return Answers(functions, self, assets)

    def t(self, id: str, **values: object) -> Sentence:
        """Return a string with its placeholders filled."""
        return self._form(None, id, 0, id).fill(values)

    def pt(self, context: str, id: str, **values: object) -> Sentence:
        """Return a string that has another meaning elsewhere."""
        return self._form(context, id, 0, id).fill(values)

    def nt(self, one: str, many: str, n: int, **values: object) -> Sentence:
        """Return the form of a string for a number."""
        entry = self._entries[(None, one)]
        forms = entry.forms or (one, many)
        rule = entry.plural_forms if entry.forms and entry.plural_forms else _SOURCE_PLURAL
        index = min(plural_index(rule, n), len(forms) - 1)
        return self._form(None, one, index, forms[index]).fill({"n": n, **values})

    def _form(self, context: str | None, id: str, index: int, source: str) -> _Form:
        """Return a form of a string, ready to be filled; `source` is what it says where it is not translated."""
        name = (context, id, index, source)
        form = self._forms.get(name)
        if form is None:
            entry = self._entries[(context, id)]
            form = _Form(entry, entry.forms[index] if entry.forms else source, self._locale)
            if self._hold:
                self._forms[name] = form
        return form


class _Form:
    """A text with its placeholders found: what stands before each, and the last piece of text."""

    def __init__(self, entry: StringEntry, text: str, locale: Locale) -> None:
        pieces = _PLACEHOLDER.split(text)
        self._before = [(text, escape(text), name) for text, name in zip(pieces[::2], pieces[1::2], strict=False)]
        self._last = pieces[-1]
        self._language = entry.language
        self._locale = locale
        self._foreign = entry.language != locale.tag
        marks = f' lang="{entry.language}" dir="{direction(entry.language)}"' if self._foreign else ""
        self._attributes = Markup(marks)
        self._unfilled = None if self._before else self._sentence(escape(text), text)

    def fill(self, values: Mapping[str, object]) -> Sentence:
        """Fill placeholders; what is put in is isolated, so that a name in another script does not turn the line.

        One without a value stays as it stands.
        """
        if self._unfilled is not None:
            return self._unfilled
        plain: list[str] = []
        html: list[str] = []
        for text, escaped, name in self._before:
            value = values.get(name, f"{{{name}}}")
            plain += [text, _plain(value, self._locale)]
            html += [escaped, _isolated(value, self._locale, self._language)]
        return self._sentence("".join(html) + escape(self._last), "".join(plain) + self._last)

    def _sentence(self, html: str, plain: str) -> Sentence:
        whole = f"<span{self._attributes}>{html}</span>" if self._foreign else html
        return Sentence(whole, plain, self._attributes)


def _plain(value: object, locale: Locale) -> str:
    return format_number(locale, value) if isinstance(value, (int, float)) else str(value)


def _isolated(value: object, locale: Locale, language: str) -> str:
    """Return a value as HTML inside a string that is in `language`, marked when it is in another."""
    if isinstance(value, (int, float)):
        return escape(format_number(locale, value))
    own = value.language if isinstance(value, Phrase) else locale.tag
    marks = f' lang="{own}" dir="{direction(own)}"' if own != language else ""
    return f"<bdi{marks}>{escape(str(value))}</bdi>"
