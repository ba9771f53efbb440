"""Pages that take their places in a site's folder one by one, as a preview does it: nobody but its server reads that.

The manifest stays what it was, so nothing has to be written but the pages, and nothing to be mended when the preview is
killed: whoever looks at the folder next finds files that are not what the manifest says, and makes them again.
"""

from __future__ import annotations

from sitegen import digest
from sitegen.output import places
from sitegen.output.folder import Folder
from sitegen.output.fresh import beside


class Showing:
    """What is shown of a site: what its folder holds as it was looked at, and the pages that were put since."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._live = str(folder.path)
        self._part = f"{beside(self._live)[0]}.page"
        self._shown: dict[str, str] = {}

    def put(self, path: str, content: bytes) -> bool:
        """Put a page in the place of the one that is there, whole or not at all; tell whether it is another one.

        Raises `OSError`.
        """
        value = digest.of_bytes(content)
        if self._digest(path) == value:
            return False
        places.remove(self._part)
        places.create(self._part, content)
        places.supplant(self._part, f"{self._live}/{path}")
        self._shown[path] = value
        return True

    def _digest(self, path: str) -> str:
        """Return the digest of the page that is shown; of one that is not as it was written, nothing."""
        if path in self._shown:
            return self._shown[path]
        made = self._folder.files.get(path)
        return made.digest if made is not None and self._folder.is_intact(path) else ""
