"""PO text ↔ `Catalog`, without loss; merging, states; to and from Babel's catalogs.

Text and bytes go in, text and bytes come out: nothing here reads the disk, and nothing knows what the messages are
used for.
"""

from typing import TYPE_CHECKING

from sitegen.catalog.model import FUZZY, Catalog, Key, Message, State, new, state, with_field
from sitegen.catalog.plain import Plain, read_plain
from sitegen.catalog.plurals import plural_count, plural_forms, plural_index
from sitegen.catalog.po import read, write
from sitegen.lazily import lazily

if TYPE_CHECKING:
    from sitegen.catalog.bridge import from_babel, to_babel
    from sitegen.catalog.merge import adopt, departed, update, without_obsolete
    from sitegen.catalog.opaque import carry, tokens
    from sitegen.catalog.pairing import Wanted
    from sitegen.catalog.spellings import Compendium, compendium
else:
    # Builds read catalogs; merging and converting them is for the commands about messages.
    __getattr__ = lazily(
        __name__,
        bridge="from_babel to_babel",
        spellings="Compendium compendium",
        merge="adopt departed update without_obsolete",
        opaque="carry tokens",
        pairing="Wanted",
    )

__all__ = [
    "FUZZY",
    "Catalog",
    "Compendium",
    "Key",
    "Message",
    "Plain",
    "State",
    "Wanted",
    "adopt",
    "carry",
    "compendium",
    "departed",
    "from_babel",
    "new",
    "plural_count",
    "plural_forms",
    "plural_index",
    "read",
    "read_plain",
    "state",
    "to_babel",
    "tokens",
    "update",
    "with_field",
    "without_obsolete",
    "write",
]
