"""What is to be translated, and what each language says of it.

A `Domain` lists the messages of one story, page, theme or of the sites, in source order. `Translations` holds what the
catalogs say, message by message: only a translation of the current text that keeps its contract is ever said; for the
rest the next language of the chain speaks (rules S14, S16 and S18).
"""

from sitegen.translations.domains import (
    BACKLINK,
    NAME_ON_MAP,
    PAGED,
    RIVER,
    SITE,
    TABLE,
    TENTATIVE,
    THEME,
    Domain,
    Entry,
    Key,
    catalog_folder,
    catalog_path,
    domain_of,
    domains,
)
from sitegen.translations.holding import (
    ADVICE,
    BROKEN,
    FUZZY,
    STATES,
    TRANSLATED,
    UNTRANSLATED,
    Holding,
    Tally,
    hold,
    hold_plain,
    is_slug_message,
    tally,
)
from sitegen.translations.speaking import Speaker, Translations, said_of

__all__ = [
    "ADVICE",
    "BACKLINK",
    "BROKEN",
    "FUZZY",
    "NAME_ON_MAP",
    "PAGED",
    "RIVER",
    "SITE",
    "STATES",
    "TABLE",
    "TENTATIVE",
    "THEME",
    "TRANSLATED",
    "UNTRANSLATED",
    "Domain",
    "Entry",
    "Holding",
    "Key",
    "Speaker",
    "Tally",
    "Translations",
    "catalog_folder",
    "catalog_path",
    "domain_of",
    "domains",
    "hold",
    "hold_plain",
    "is_slug_message",
    "said_of",
    "tally",
]
