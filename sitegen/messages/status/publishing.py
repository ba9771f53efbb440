"""The folder of pages about translations: all pages change together, and nobody else's file is touched."""

from __future__ import annotations

from pathlib import Path

from sitegen import digest
from sitegen.diagnostics import Diagnostic
from sitegen.messages.status.model import Status
from sitegen.messages.status.page import pages
from sitegen.output import Folder, locked, mend

#: Stands in the folder and marks it as ours. It has another name than that of sites: neither is taken for the other.
MANIFEST = ".sitegen-status.json"


def publish(status: Status, folder: Path, lock: Path, catalogs: str) -> tuple[Diagnostic, ...]:
    """Make a folder hold the pages of a status; return why it was left alone, if it was.

    `lock` is the folder in which two runs are kept apart, `catalogs` what addresses of catalogs begin with. Raises
    `OSError` when the pages cannot be written; what was there is then there still.
    """
    made = pages(status, catalogs)
    with locked(lock, lambda: None):
        mend(str(folder))
        target = Folder(folder, manifest=MANIFEST)
        refused = target.check(made)
        if refused:
            return refused
        stage = target.stage()
        try:
            for name, content in made.items():
                stage.put(name, digest.of_bytes(content), content)
            stage.only(made)
            stage.complete()
            stage.switch()
        finally:
            stage.discard()
    return ()
