"""What an editor would see in a translation: numbers, letters, punctuation, terms.

Pure rules: one message in, findings out, each with the shortest way to mend it. Knows nothing of catalogs, of files or
of pages. That a translation may be shown at all is decided elsewhere (rule S16).
"""

from typing import TYPE_CHECKING

from sitegen.lazily import lazily
from sitegen.proof.ignoring import ignored

if TYPE_CHECKING:
    from sitegen.proof.glossary import Glossary, check_terms, read_glossary
    from sitegen.proof.markup import uncounted
    from sitegen.proof.model import SEVERITIES, Finding, Pair
    from sitegen.proof.proofreading import proofread
else:
    # Builds only ask what is to be let pass.
    __getattr__ = lazily(
        __name__,
        glossary="Glossary check_terms read_glossary",
        markup="uncounted",
        model="SEVERITIES Finding Pair",
        proofreading="proofread",
    )

__all__ = [
    "SEVERITIES",
    "Finding",
    "Glossary",
    "Pair",
    "check_terms",
    "ignored",
    "proofread",
    "read_glossary",
    "uncounted",
]
