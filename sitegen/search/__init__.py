"""Search: the pages of a site in a language to an index that the theme's script asks, by Pagefind.

`folding` writes a word as people may type it, `documents` tells what of a page is looked through, `indexing` runs
Pagefind, `bundle` keeps what came of it.
"""

from sitegen.search.bundle import Bundle, make, merge, recipe
from sitegen.search.indexing import Program, SearchError, program

__all__ = ["Bundle", "Program", "SearchError", "make", "merge", "program", "recipe"]
