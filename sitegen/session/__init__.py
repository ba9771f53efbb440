"""One run: read the project, plan it, bring the output up to date.

Puts the rows below together and adds nothing of its own but memory: what files looked like when they
were last read, and, in a preview, the last good state of what is broken now.
"""

from sitegen.session.indexing import index_keys
from sitegen.session.making import Hands, Local
from sitegen.session.reading import LastGood, Reading, Sources, read, read_sources
from sitegen.session.session import Session
from sitegen.session.verdicts import Built, Options

__all__ = [
    "Built",
    "Hands",
    "LastGood",
    "Local",
    "Options",
    "Reading",
    "Session",
    "Sources",
    "index_keys",
    "read",
    "read_sources",
]
