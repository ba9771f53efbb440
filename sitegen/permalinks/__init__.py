"""Which address each text, topic and region has in each language, and which former ones lead to it.

A slug is a message that may stay empty: then the address is the source's. It counts only if it can be an address, and
if nobody else stands there. Knows catalogs, history and sources; nothing of what is shown when and where.
"""

from sitegen.permalinks.deciding import Decided, Said, decide
from sitegen.permalinks.model import Permalinks
from sitegen.permalinks.proposals import Proposed, proposals

__all__ = ["Decided", "Permalinks", "Proposed", "Said", "decide", "proposals"]
