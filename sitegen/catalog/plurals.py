"""Plural rules: which of its forms a language uses for a number.

A rule is written as in the `Plural-Forms` field of a catalog, `nplurals=2; plural=(n != 1);`
(https://www.gnu.org/software/gettext/manual/html_node/Plural-forms.html). Such a field comes from outside and is
not trusted: it is read by the grammar of the standard library's `gettext`, which refuses every token it does not know.
"""

from __future__ import annotations

import functools
import gettext
import re
from collections.abc import Callable

from sitegen.limits import PLURAL_FORMS
from sitegen.patterns import late

#: A rule has to give a form for each of these numbers, as `msgfmt --check` wants it.
_TRIED = range(1001)

_ENGLISH = (2, "(n != 1)")

#: Babel has the last two forms of Arabic the other way round; translators' editors name them by their order in CLDR.
#: It lacks the dual of Hebrew, which CLDR has.
_CUSTOMARY = {
    "ar": (6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"),
    "he": (3, "(n==1 ? 0 : n==2 ? 1 : 2)"),
}

_COUNT = late(r"nplurals\s*=\s*(\d{1,9})")
_RULE = late(r"(?<!n)plural\s*=\s*([^;\n]+)")


@functools.lru_cache(maxsize=256)
def plural_forms(language: str) -> str:
    """Return the rule of a language, given in gettext's form (`ur`, `zh_Hans`); of an unknown one that of English.

    Babel's table of customary rules is right where CLDR has three or more forms, of which some only serve fractions.
    But it gives one form to Turkish, Persian and others that have two in CLDR, Weblate and Poedit, and counts zero
    wrongly in Hindi, Bengali and Punjabi: languages of one or two forms follow CLDR.
    """
    # Few builds ask, since catalogs tell their rule themselves.
    from babel import Locale, UnknownLocaleError
    from babel.messages.plurals import PLURALS
    from babel.plural import to_gettext

    base = re.split("[_@-]", language)[0]
    customary = _CUSTOMARY.get(base) or PLURALS.get(language) or PLURALS.get(base)
    try:
        rule = Locale.parse(language).plural_form
    except (UnknownLocaleError, ValueError):
        return _written(*(customary or _ENGLISH))
    if not rule.tags:
        return _written(1, "0")
    for two_forms in ("(n != 1)", "(n > 1)"):
        second = gettext.c2py(two_forms)
        if len(rule.tags) == 1 and all((rule(number) == "other") == second(number) for number in _TRIED):
            return _written(2, two_forms)
    if customary:
        return _written(*customary)
    cldr = to_gettext(rule)
    return cldr if not fault(cldr) else _written(*_ENGLISH)  # rules for compact numbers have no gettext form


def plural_index(forms: str, number: int) -> int:
    """Return which form (counted from 0) a sound rule gives to a number."""
    count, choose = _parsed(forms)
    try:
        return min(max(choose(abs(number)), 0), count - 1)
    except ZeroDivisionError:  # possible only beyond the numbers `fault` has tried
        return count - 1


def plural_count(forms: str) -> int:
    """Return how many forms a sound rule has."""
    return _parsed(forms)[0]


@functools.lru_cache(maxsize=256)
def fault(forms: str) -> str:
    """Say what is wrong with a rule, or return the empty string when it is sound."""
    if not forms:
        return "there is no Plural-Forms field"
    try:
        count, choose = _parsed(forms)
    except ValueError:
        return f"the Plural-Forms {forms[:80]!r} are no rule that can be read"
    if not 1 <= count <= PLURAL_FORMS:
        return f"nplurals={count} is not between 1 and {PLURAL_FORMS}"
    try:
        fits = all(0 <= choose(number) < count for number in _TRIED)
    except ZeroDivisionError:
        return "the plural rule divides by zero"
    return "" if fits else f"nplurals={count}, but the rule gives other forms than 0 to {count - 1}"


def _written(count: int, rule: str) -> str:
    return f"nplurals={count}; plural={rule};"


@functools.lru_cache(maxsize=256)
def _parsed(forms: str) -> tuple[int, Callable[[int], int]]:
    """Return the number of forms and the rule as a function; raise `ValueError` when either cannot be read.

    The standard library makes Python of a rule, and not always Python that can be compiled: of `n%!2` it makes
    `n % not 2`.
    """
    count, rule = _COUNT.search(forms), _RULE.search(forms)
    if not count or not rule:
        raise ValueError(forms)
    try:
        return int(count[1]), gettext.c2py(rule[1].strip())
    except (SyntaxError, RecursionError, MemoryError) as fault:
        raise ValueError(forms) from fault
