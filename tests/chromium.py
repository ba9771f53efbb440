"""Where Chromium is, and how it is started here."""

from __future__ import annotations

import shutil

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


def program() -> str:
    """Return the path of the system's own Chromium."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    assert found, "Chromium is missing: `make test` installs it, or says how"
    return found
