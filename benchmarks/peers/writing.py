"""What the projects of all peers have in common: translated Markdown files, layouts, style sheet.

Peers know no catalogs. They get the translations as Markdown, which spares them reading PO and putting segments
together.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from benchmarks.around import ROOT
from benchmarks.contestants import EDITED
from benchmarks.corpus import Story, linked, markdown

LAYOUTS = Path(__file__).parents[1] / "layouts"
_MARKS = re.compile(r"[*`\[\]()]")


def write(path: Path, text: str) -> None:
    """Write a file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def copy_layouts(name: str, folder: Path) -> None:
    """Copy the layouts of a generator into its project."""
    shutil.copytree(LAYOUTS / name, folder, dirs_exist_ok=True)


def copy_assets(folder: Path) -> None:
    """Write the style sheet and the sign of the shipped theme, under fixed names."""
    assets = ROOT / "themes/safar/assets"
    style = "".join(path.read_text("utf-8") for path in sorted((assets / "css").glob("*.css")))
    write(folder / "style.css", style)
    shutil.copy(assets / "img/mark.svg", folder / "mark.svg")


def front(fields: Mapping[str, str]) -> str:
    """Return front matter in YAML."""
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\n\n"


def text_of(story: Story, language: str, ending: str = "/") -> str:
    """Return the running text of a story as peers get it, with links to folders."""
    return linked(markdown(story, language), ending)


def edited(stories: tuple[Story, ...]) -> Story:
    """Return the story that is edited."""
    return stories[min(EDITED, len(stories) - 1)]


def some_words(story: Story, language: str) -> str:
    """Return the longest run of words without markup in the first paragraph of a story: what edits of it change."""
    text = story.blocks[0].texts[0][language]
    return max((piece.strip() for piece in _MARKS.split(text)), key=len)
