"""Small projects for tests: written in one string, built for real in a temporary folder."""

from __future__ import annotations

import datetime
import io
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from sitegen.session import Built, Options, Session

#: The theme of small projects: every template, little else.
THEME = Path(__file__).parent / "cases" / "theme"
#: The idle folder of a site, and its journal.
_BESIDE = re.compile(r"\.[^/]+\.(idle/|journal$)")
NOW = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)

SITE = """\
name: Tales
tagline: Short ones
base_url: https://tales.example.org/
languages: [en, fr, ur]
theme: plain
topics: {hills: Hills, towns: Towns}
regions: {north: North, south: South}
navigation: [stories]
"""


class SmallProject:
    """A project on disk that can be edited and built."""

    def __init__(self, root: Path, files: Mapping[str, str | bytes]) -> None:
        self.root = root
        for path, content in (theme_files() | {"content/site.yaml": SITE} | dict(files)).items():
            self.write(path, content)

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file of the project."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace text in a file; the old text must be there."""
        before = (self.root / path).read_text("utf-8")
        assert old in before, f"{old!r} is not in {path}"
        self.write(path, before.replace(old, new))

    def remove(self, path: str) -> None:
        """Delete a file of the project."""
        (self.root / path).unlink()

    def session(self, output: str = "public", store: str = ".sitegen/store") -> Session:
        """Return a session as a new process would have it."""
        return Session(self.root, self.root / output, self.root / store)

    def build(self, *, output: str = "public", store: str = ".sitegen/store", **options: object) -> Built:
        """Build the project as a new process would; `options` are those of `Options`."""
        return self.session(output, store).build(Options(**{"now": NOW, **options}))  # type: ignore[arg-type]

    def page(self, path: str) -> str:
        """Return a built page of the portal."""
        return (self.root / "public" / "portal" / path).read_text("utf-8")

    def messages(self, built: Built) -> list[str]:
        """Return what a build found, each as it is printed."""
        return [str(fault) for fault in built.found]


def theme_files() -> dict[str, bytes]:
    """Return the small theme as files of a project."""
    return {
        f"themes/plain/{path.relative_to(THEME).as_posix()}": path.read_bytes()
        for path in THEME.rglob("*")
        if path.is_file()
    }


def parse_files(text: str) -> dict[str, str]:
    """Split `-- path --` sections of a string into files; the indentation of the string is taken off."""
    files: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in textwrap.dedent(text).splitlines():
        if line.startswith("-- ") and line.endswith(" --"):
            lines = files.setdefault(line[3:-3], [])
        elif files:
            lines.append(line)
    return {path: "\n".join(content).strip("\n") + "\n" for path, content in files.items()}


def picture(width: int = 80, height: int = 60, colour: tuple[int, int, int] = (120, 60, 20)) -> bytes:
    """Return a small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


def shown(folder: Path) -> dict[str, bytes]:
    """Return all files below an output folder that readers see, by path: not the manifests."""
    return {path: content for path, content in snapshot(folder).items() if "/." not in f"/{path}"}


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder, by path, without what nobody sees beside the sites of an output folder."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {path: file.read_bytes() for path, file in files.items() if not _BESIDE.match(path)}
