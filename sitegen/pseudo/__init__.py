"""Pseudo-languages: every message translated by rule, to see what no translator could change and what does not fit.

`en-XA` is longer and accented, `ar-XB` runs from right to left; CLDR has the codes set aside for this. They are
languages of a build that was asked for them and of no project, so that nobody publishes them unawares.
"""

from typing import TYPE_CHECKING

from sitegen.lazily import lazily

if TYPE_CHECKING:
    from sitegen.pseudo.catalogs import catalog, with_pseudo
    from sitegen.pseudo.letters import disguise
else:
    # Only `--pseudo` needs them.
    __getattr__ = lazily(__name__, catalogs="catalog with_pseudo", letters="disguise")

__all__ = ["catalog", "disguise", "with_pseudo"]
