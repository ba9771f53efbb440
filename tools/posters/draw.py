"""Draw the pictures of the stories. See README.md; needs Pillow and numpy, no other input."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hand import EXPORT_BYTES, EXPORT_WIDTH, WIDTH, Sheet
from scenes import PICTURES, SCENES

ROOT = Path(__file__).resolve().parents[2]


def draw(name: str, path: Path, width: int = EXPORT_WIDTH) -> int:
    """Draw one scene into a file and return the JPEG quality that met the size limit."""
    scale = max(2, -(-2 * width // WIDTH))  # at least two canvas pixels to a pixel of the export
    sheet = Sheet(sum(map(ord, name)), scale)
    SCENES[name](sheet)
    return sheet.done(path, width, EXPORT_BYTES)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the stories.")
    parser.add_argument("names", nargs="*", metavar="scene", help=f"scenes to draw: {', '.join(sorted(SCENES))}")
    parser.add_argument("--all", type=Path, metavar="DIR", dest="folder", help="draw every scene into a folder")
    parser.add_argument("--width", type=int, default=EXPORT_WIDTH, help="width in pixels (default: %(default)s)")
    options = parser.parse_args(arguments)
    if unknown := sorted(set(options.names) - set(SCENES)):
        parser.error(f"no such scene: {', '.join(unknown)}")
    if options.folder is None and (homeless := [n for n in options.names if n not in PICTURES]):
        parser.error(f"no picture in the content uses {', '.join(homeless)}: name a folder with --all")
    names = options.names or sorted(PICTURES if options.folder is None else SCENES)
    for name in names:
        path = ROOT / "content" / PICTURES[name] if options.folder is None else options.folder / f"{name}.jpg"
        quality = draw(name, path, options.width)
        shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        sys.stdout.write(f"{name}: {shown}, {path.stat().st_size} bytes, quality {quality}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
