"""What languages and places do: tags, direction, fallback, dates, time zones, numbers, lists, plurals, quotation marks,
sort order.

Babel's CLDR lives here and nowhere else. Knows nothing of files, catalogs or pages.
"""

from sitegen.locales.collation import SortKey, has_known_order, has_own_order, in_order, sort_key
from sitegen.locales.dates import DateStyle, format_date, format_month
from sitegen.locales.letters import letters
from sitegen.locales.lists import format_list, list_separators
from sitegen.locales.numbers import format_length, format_minutes, format_number, plural_categories, plural_category
from sitegen.locales.quotes import QuoteMarks, quote_marks
from sitegen.locales.scripts import is_written_in
from sitegen.locales.settings import NUMBERING_SYSTEMS, Calendar, Locale, locale, translate_digits
from sitegen.locales.tags import (
    PSEUDO_TAGS,
    Direction,
    direction,
    fallbacks,
    from_gettext_name,
    gettext_name,
    is_pseudo_tag,
    language_and_territory,
    name_in,
    native_name,
    native_names,
    parse_tag,
    recall_native_names,
    script,
    suggest_tag,
)
from sitegen.locales.times import format_days, format_months, format_time, zone_name
from sitegen.locales.zones import instant, is_zone, suggest_zone, zone

__all__ = [
    "NUMBERING_SYSTEMS",
    "PSEUDO_TAGS",
    "Calendar",
    "DateStyle",
    "Direction",
    "Locale",
    "QuoteMarks",
    "SortKey",
    "direction",
    "fallbacks",
    "format_date",
    "format_days",
    "format_length",
    "format_list",
    "format_minutes",
    "format_month",
    "format_months",
    "format_number",
    "format_time",
    "from_gettext_name",
    "gettext_name",
    "has_known_order",
    "has_own_order",
    "in_order",
    "instant",
    "is_pseudo_tag",
    "is_written_in",
    "is_zone",
    "language_and_territory",
    "letters",
    "list_separators",
    "locale",
    "name_in",
    "native_name",
    "native_names",
    "parse_tag",
    "plural_categories",
    "plural_category",
    "quote_marks",
    "recall_native_names",
    "script",
    "sort_key",
    "suggest_tag",
    "suggest_zone",
    "translate_digits",
    "zone",
    "zone_name",
]
