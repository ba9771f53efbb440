"""A kit as a folder that changes as a whole, or as one ZIP file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from sitegen import digest
from sitegen.diagnostics import Diagnostic
from sitegen.output import Folder, locked, mend

#: Stands in the folder and marks it as ours. It has another name than that of sites: neither is taken for the other.
MANIFEST = ".sitegen-cards.json"
#: The earliest day that ZIP can say: equal kits have equal bytes.
_DAY = (1980, 1, 1, 0, 0, 0)
#: Read and write for who unpacks it, read for others; a plain file.
_MODE = 0o100644 << 16


def publish(files: Mapping[str, bytes], folder: Path, lock: Path) -> tuple[Diagnostic, ...]:
    """Make a folder hold the files of a kit; return why it was left alone, if it was.

    `lock` is the folder in which two runs are kept apart. Raises `OSError` when they cannot be written; what was there
    is then there still.
    """
    with locked(lock, lambda: None):
        folder.parent.mkdir(parents=True, exist_ok=True)
        mend(str(folder))
        target = Folder(folder, manifest=MANIFEST)
        refused = target.check(files)
        if refused:
            return refused
        stage = target.stage()
        try:
            for name, content in files.items():
                stage.put(name, digest.of_bytes(content), content)
            stage.only(files)
            stage.complete()
            stage.switch()
        finally:
            stage.discard()
    return ()


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return the files of a kit as a ZIP file. Nothing is packed, as pictures would get no smaller."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as packed:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr = _MODE
            entry.create_system = 3
            packed.writestr(entry, content)
    return written.getvalue()
