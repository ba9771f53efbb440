"""Language tags: which are right, how they are written elsewhere, what they are called, which way they run.

Knows BCP 47 and CLDR. Knows nothing of formatting, of catalogs or of a site's settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal

from sitegen.locales import tables

Direction = Literal["ltr", "rtl"]

#: Names that a language's readers expect in a menu where CLDR's is shorter or more technical.
_OWN_NAMES = {"id": "Bahasa Indonesia", "ms": "Bahasa Melayu", "pa-Arab": "پنجابی"}


#: What `native_name` has given.
_native_names: dict[str, str] = {}

#: The scripts that run to the left, of those in which CLDR has locales.
_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})

#: The languages of a build that tries a theme: left to right, and right to left.
PSEUDO_TAGS = tuple(tables.PSEUDO)


def is_pseudo_tag(tag: str) -> bool:
    """Tell whether a tag is that of a pseudo-language, whose translations are made by rule."""
    return tag in tables.PSEUDO


def parse_tag(text: str) -> str | None:
    """Return the text if it is a BCP 47 tag in canonical form that CLDR knows (`ur`, `en-GB`, `zh-Hans`), else None."""
    return text if text in tables.identifiers() else None


def suggest_tag(text: str) -> str | None:
    """Return the known tag that somebody who wrote this text most likely meant, else None.

    Understands other spellings (`zh_hans`, `ur_PK.UTF-8`), three-letter codes (`urd`), a region in place of a script
    (`zh-TW`), English names (`Urdu`) and, last, a slip of the finger.
    """
    known = tables.identifiers()
    for candidate in _candidates(text):
        if candidate in known:
            return candidate
    import difflib  # only faults ask for it

    close = difflib.get_close_matches(_in_canonical_case(text), known, n=1, cutoff=0.75)
    return close[0] if close else None


def gettext_name(tag: str) -> str:
    """Return the name that gettext tools give to a language: `zh-Hans` → `zh_Hans`."""
    return tag.replace("-", "_")


def from_gettext_name(name: str) -> str:
    """Return the tag for a gettext name: `en_GB` → `en-GB`. What comes out is not checked; see `parse_tag`."""
    return name.replace("_", "-")


@cache
def direction(tag: str) -> Direction:
    """Return which way the language is written."""
    # CLDR says it of each locale, whose tables take 4 ms to read; a test compares the two.
    return "rtl" if script(tag) in _RIGHT_TO_LEFT else "ltr"


def script(tag: str) -> str:
    """Return the ISO 15924 code of the script the language is written in: `ur` → `Arab`."""
    language, *rest = tables.identifier(tag).split("_")
    for part in rest:
        if _is_script(part):
            return part
    likely = tables.likely_subtags()
    full = likely.get("_".join([language, *rest[:1]])) or likely[language]
    return full.split("_")[1]


@cache
def language_and_territory(name: str) -> str:
    """Return a CLDR identifier as Open Graph writes locales, with CLDR's likely territory: `ur` → `ur_PK`.

    A language without a country of its own stays alone: `eo`.
    """
    language, *rest = name.split("_")
    territory = next((part for part in rest if _is_country(part)), "")
    if not territory:
        likely = tables.likely_subtags()
        scripts = [part for part in rest if _is_script(part)]
        full = likely.get("_".join([language, *scripts])) or likely.get(language, "")
        territory = next((part for part in full.split("_")[1:] if _is_country(part)), "")
    return f"{language}_{territory}" if territory else language


def native_name(tag: str) -> str:
    """Return what the language calls itself, as it stands in a menu: `fr` → `Français`, `ur` → `اردو`."""
    name = _native_names.get(tag)
    if name is None:
        name = _native_names[tag] = _native_name(tag)
    return name


def native_names(tags: Iterable[str]) -> dict[str, str]:
    """Return what languages call themselves, by tag, for `recall_native_names` of another process."""
    return {tag: native_name(tag) for tag in tags}


def recall_native_names(names: Mapping[str, str]) -> None:
    """Know names that `native_names` gave with the same CLDR. Each takes 4 ms to look up, and all menus show all."""
    _native_names.update(names)


def _native_name(tag: str) -> str:
    if is_pseudo_tag(tag):
        names = tables.data(tables.identifier(tag))
        return f"{_title(_name(tag, tag))} ({names.territories[tag.split('-')[1]]})"
    return _OWN_NAMES.get(tag) or _title(_name(tag, tag))


def name_in(tag: str, language: str) -> str:
    """Return the name of the language `tag` in `language`, as it stands within a sentence: `fr`, `es` → `francés`."""
    return _name(tag, language)


@lru_cache(maxsize=1024)
def fallbacks(tag: str, configured: tuple[str, ...], source: str, own: str) -> tuple[str, ...]:
    """Return the languages to try for a text, best first, each once.

    These are the page's language, the fallbacks configured for it, the site's source language and the story's own.
    Nothing is derived from the tag: a reader of `zh-Hant` is not shown `zh-Hans`, nor one of `sr` `sr-Latn`, because
    the tags look alike; who wants that configures it.
    """
    return tuple(dict.fromkeys((tag, *configured, source, own)))


def _candidates(text: str) -> Iterator[str]:
    """Yield tags that the text may stand for, best first; most are not known."""
    tag = _in_canonical_case(text)
    yield tag
    language, *rest = tag.split("-")
    language = tables.language_aliases().get(language, language).split("_")[0]
    if rest and not _is_script(rest[0]):
        likely = tables.likely_subtags().get(f"{language}_{rest[0]}") or tables.likely_subtags().get(language, "")
        yield "-".join([language, *likely.split("_")[1:2], *rest])
    for length in range(len(rest), -1, -1):
        yield "-".join([language, *rest[:length]])
    yield _tags_by_english_name().get(text.strip().casefold(), "")


def _in_canonical_case(text: str) -> str:
    """Write a tag as BCP 47 advises: language lower, Script title, REGION upper, variants lower case."""
    language, *rest = re.split(r"[-_]", re.split(r"[.@]", text.strip())[0])
    written = [language.lower()]
    for part in rest:
        if _is_script(part):
            written.append(part.title())
        else:
            written.append(part.upper() if len(part) <= 3 else part.lower())
    return "-".join(written)


def _is_script(part: str) -> bool:
    return len(part) == 4 and part.isalpha()


def _is_country(part: str) -> bool:
    return len(part) == 2 and part.isalpha()


@cache
def _tags_by_english_name() -> dict[str, str]:
    names = tables.data("en").languages
    return {names[name].casefold(): tag for tag, name in tables.identifiers().items() if name in names}


def _name(tag: str, language: str) -> str:
    """Return CLDR's name of a language in another; where it has none its own name, the English one or the tag."""
    name = tables.identifier(tag)
    for reader in (tables.identifier(language), name, "en"):
        names = tables.data(reader).languages
        if names.get(name):  # some regional forms have a name of their own: 简体中文
            return str(names[name])
        if names.get(name.split("_")[0]):
            return str(tables.data(name).get_display_name(reader))
    return tag


def _title(name: str) -> str:
    """Put the capital that a menu wants on the first letter.

    `title` and not `upper`, which would put Georgian names in a script that is used for nothing but headlines. A name
    that has a capital further on (`isiZulu`) is already written as its readers write it.
    """
    first_word = name.split(" ")[0]
    return name if any(letter.isupper() for letter in first_word) else name[:1].title() + name[1:]
