"""What looks like a secret: names of keys, and values. All files of a project are published, or may be.

Knows the forms of keys and tokens that services hand out, and what random letters look like.
"""

from __future__ import annotations

import math
import re
from collections import Counter

from sitegen.patterns import late

_NAMES = late(r"passw(or)?d|passphrase|secret|token|credential|(api|private|access|deploy|ssh)key")
_FORMS = late(
    r"-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|\bgh[pousr]_\w{30}|\bgithub_pat_\w{20}|\bglpat-[\w-]{20}|\bAKIA[0-9A-Z]{16}\b|\bxox[abeoprs]-[\w-]{10}"
    r"|\bsk[-_](live[-_])?[\w-]{20}|\bAIza[\w-]{35}|\bnpm_\w{30}|\bnf[a-z]_\w{30}|\beyJ[\w-]{10,}\.[\w-]{10,}\."
    r"|\b[0-9a-f]{40,}\b|://[^/\s:@]+:[^/\s@]+@"
)
#: Words long enough to be tokens; addresses and names fall apart at their dots and slashes.
_WORD = late(r"[A-Za-z0-9+=_-]{32,}")
#: Bits a letter. Random letters and digits have 4.2 and more at this length, words joined by hyphens have no mix.
_ENTROPY = 4.0


def names_secret(key: str) -> bool:
    """Tell whether the name of a key says that its value is a secret."""
    return bool(_NAMES.search(re.sub(r"[\W_]", "", key.lower())))


def is_secret(text: str) -> bool:
    """Tell whether a text holds what looks like a key or token."""
    return bool(_FORMS.search(text)) or any(_is_random(word) for word in _WORD.findall(text))


def _is_random(word: str) -> bool:
    mixed = re.search(r"[a-z]", word) and re.search(r"[A-Z]", word) and re.search(r"\d", word)
    if not mixed:
        return False
    counts = Counter(word).values()
    return -sum(n / len(word) * math.log2(n / len(word)) for n in counts) >= _ENTROPY
