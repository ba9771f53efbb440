"""`sitegen cards`: a story for other networks: its cards in all sizes and languages, and the words to go with them.

A kit is a folder or a ZIP file with the same content: per language three pictures, a text to post and an alternative
text, and a page that shows all of it.
"""

from sitegen.kit.making import MadeKit, Wanted, make
from sitegen.kit.publishing import archive, publish

__all__ = ["MadeKit", "Wanted", "archive", "make", "publish"]
