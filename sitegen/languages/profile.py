"""What a language brings along and what it still needs: for the person who has just added it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from sitegen.catalog import plural_count, plural_forms
from sitegen.config import Language
from sitegen.locales import (
    direction,
    fallbacks,
    format_date,
    gettext_name,
    has_known_order,
    has_own_order,
    letters,
    name_in,
    native_name,
    plural_categories,
    quote_marks,
    script,
)
from sitegen.session import Reading
from sitegen.theme import Font, Theme, is_in
from sitegen.tree import Tree
from sitegen.values import dataclass

#: A day to show how dates are written.
_DAY = datetime.date(2026, 3, 21)
_RANGE = re.compile(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?")
#: For each script a font that has it, as npm knows it; all are under the Open Font License.
_PACKAGES = {
    "Arab": "@fontsource-variable/noto-naskh-arabic",
    "Armn": "@fontsource-variable/noto-sans-armenian",
    "Beng": "@fontsource-variable/noto-sans-bengali",
    "Deva": "@fontsource-variable/noto-sans-devanagari",
    "Ethi": "@fontsource-variable/noto-sans-ethiopic",
    "Geor": "@fontsource-variable/noto-sans-georgian",
    "Gujr": "@fontsource-variable/noto-sans-gujarati",
    "Guru": "@fontsource-variable/noto-sans-gurmukhi",
    "Hans": "@fontsource-variable/noto-sans-sc",
    "Hant": "@fontsource-variable/noto-sans-tc",
    "Hebr": "@fontsource-variable/noto-sans-hebrew",
    "Jpan": "@fontsource-variable/noto-sans-jp",
    "Knda": "@fontsource-variable/noto-sans-kannada",
    "Kore": "@fontsource-variable/noto-sans-kr",
    "Mlym": "@fontsource-variable/noto-sans-malayalam",
    "Sinh": "@fontsource-variable/noto-sans-sinhala",
    "Taml": "@fontsource-variable/noto-sans-tamil",
    "Telu": "@fontsource-variable/noto-sans-telugu",
    "Thai": "@fontsource-variable/noto-sans-thai",
}
#: Languages that are read in another style of their script.
_STYLES = {"fa": "@fontsource-variable/vazirmatn", "ur": "@fontsource-variable/noto-nastaliq-urdu"}
#: Has Latin, Cyrillic and Greek, and is named for whatever is not listed.
_PACKAGE = "@fontsource-variable/noto-sans"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A language as it is set up.

    `fonts` are families of the theme that have all its letters, `lacking` those of its letters that no font has;
    `package` would bring them. `headlines` are families for its titles and names.
    `styled` tells whether the theme's style sheet has a rule for the language.
    """

    tag: str
    name: str
    own_name: str
    script: str
    direction: str
    date: str
    digits: str
    calendar: str
    plural_forms: str
    plurals: tuple[str, ...]
    quotes: str
    own_order: bool
    known_order: bool
    fallbacks: tuple[str, ...]
    fonts: tuple[str, ...]
    headlines: tuple[str, ...]
    lacking: str
    package: str
    styled: bool


def profile(reading: Reading, tree: Tree, language: Language) -> Profile:
    """Return what a language of a project is like. `tree` holds the theme's style files."""
    tag, known = language.tag, language.locale
    marks = quote_marks(known)
    theme = reading.theme
    faces = [font for font in theme.fonts if not font.names and not font.headlines and _is_for(tag, font)]
    headlines = (font.family for font in theme.fonts if any(is_in(tag, language) for language in font.headlines))
    found = {family: _Covered([font for font in faces if font.family == family]) for family in _families(faces)}
    wanted = letters(tag)
    return Profile(
        tag=tag,
        name=name_in(tag, "en"),
        own_name=native_name(tag),
        script=script(tag),
        direction=direction(tag),
        date=format_date(known, _DAY),
        digits=known.digits,
        calendar=known.calendar,
        plural_forms=plural_forms(gettext_name(tag)),
        plurals=plural_categories(known)[: plural_count(plural_forms(gettext_name(tag)))],
        quotes=f"{marks.opening}…{marks.closing} {marks.inner_opening}…{marks.inner_closing}",
        own_order=has_own_order(tag),
        known_order=has_known_order(tag),
        fallbacks=fallbacks(tag, language.fallback, reading.config.source_language, reading.config.source_language)[1:],
        fonts=tuple(family for family, has in found.items() if all(letter in has for letter in wanted)),
        headlines=tuple(dict.fromkeys(headlines)),
        lacking="".join(sorted(letter for letter in wanted if not any(letter in has for has in found.values()))),
        package=_STYLES.get(tag.split("-")[0]) or _PACKAGES.get(script(tag), _PACKAGE),
        styled=_is_styled(theme, tree, tag),
    )


def sentences(profile: Profile) -> Iterator[str]:
    """Yield what to tell about a language, line by line."""
    way = "from right to left" if profile.direction == "rtl" else "from left to right"
    yield f"{profile.tag} is {profile.name} ({profile.own_name}), written {way} in the script {profile.script}"
    yield f"dates: {profile.date} ({profile.calendar} calendar, digits {profile.digits})"
    yield f"plural forms: {len(profile.plurals)} ({', '.join(profile.plurals)}), {profile.plural_forms}"
    yield f"quotation marks: {profile.quotes}"
    if profile.known_order:
        yield f"sort order: {'that of the language' if profile.own_order else 'the common one of Unicode'}"
    else:
        yield "sort order: does not follow from the writing; names of topics, regions and places keep that of content/"
    yield f"what is not translated is shown in: {', '.join(profile.fallbacks)}, then the language of the text"
    yield from _about_fonts(profile)


def _about_fonts(profile: Profile) -> Iterator[str]:
    if profile.headlines:
        yield f"fonts: {', '.join(profile.headlines)} for titles and names, cut to their letters by each build;"
        yield "  running text is set in fonts of the readers' own"
    elif profile.fonts:
        yield f"fonts of the theme with all its letters: {', '.join(profile.fonts)}"
    elif profile.lacking:
        yield f"fonts: the theme has none with {profile.lacking[:40]}, so readers see fonts of their own"
        yield f"  a font with them is {profile.package}; docs/themes.md tells how to add one"
    else:
        yield "fonts: its letters are spread over several fonts of the theme; no single one has them all"
    if not profile.styled:
        yield f"style: the theme has no rule for {profile.tag}; it gets the faces and sizes for Latin letters"


def _families(fonts: list[Font]) -> dict[str, None]:
    return dict.fromkeys(font.family for font in fonts)


def _is_for(tag: str, font: Font) -> bool:
    """Tell whether a face holds the letters of a language; one of last resort is cut to those of its own languages."""
    return not font.texts or any(is_in(tag, language) for language in font.texts)


class _Covered:
    """The characters that the faces of one family are published with."""

    def __init__(self, fonts: list[Font]) -> None:
        self._characters = {character for font in fonts for character in font.characters}
        ranges = [font.unicode_range for font in fonts if not font.characters]
        self._ranges = [
            (int(first, 16), int(last or first, 16)) for text in ranges for first, last in _RANGE.findall(text)
        ]
        #: A face without either is taken as it is; what it has is not known here.
        self._all = "" in ranges

    def __contains__(self, character: str) -> bool:
        inside = any(first <= ord(character) <= last for first, last in self._ranges)
        return self._all or character in self._characters or inside


def _is_styled(theme: Theme, tree: Tree, tag: str) -> bool:
    """Tell whether a style file sets faces for a language, for it without script or region, or for its direction."""
    names = "|".join(map(re.escape, {tag, tag.split("-")[0]}))
    named = rf"""(?:\[lang[|~^]?=["']?(?:{names})["']?\]|:lang\(["']?(?:{names})["']?\))"""
    # A rule that only forbids italics, or names faces that another rule sets, leaves a language with the faces and
    # sizes for Latin letters.
    rule = re.compile(
        rf"""{named}[^{{}}]*\{{[^{{}}]*(?:\bfont(?:-family|-size)?|--font[\w-]*|--face[\w-]*)\s*:(?!\s*var\()"""
    )
    rtl = direction(tag) == "rtl"
    texts = (
        tree.read(theme.assets[style]).decode("utf-8", "replace") for style in theme.styles if style in theme.assets
    )
    known = script(tag) in ("Latn", "Cyrl", "Grek")
    return known or any(rule.search(text) or (rtl and '[dir="rtl"])[lang]' in text) for text in texts)
