"""`messages status`: how much of each text is translated into each language, and what has been waiting longest.

`counting` counts, `waiting` asks history since when; `table`, `data` and `page` say it to people at a terminal, to
programs, and to whoever is sent a page; `publishing` writes that page's folder.
"""

from sitegen.messages.status.counting import status
from sitegen.messages.status.model import Row, Selection, SiteTotal, Status, Total

__all__ = ["Row", "Selection", "SiteTotal", "Status", "Total", "status"]
