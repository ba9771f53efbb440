"""The limits stand in one place, and docs/formats.md says what stands there."""

from __future__ import annotations

import re
from pathlib import Path

from sitegen import limits

FORMATS = (Path(__file__).parents[1] / "docs" / "formats.md").read_text("utf-8")
#: How the table tells each limit.
TOLD = {
    "FILE_BYTES": f"{limits.FILE_BYTES >> 20} MiB",
    "PATH_BYTES": f"{limits.PATH_BYTES} bytes with its folders",
    "NAME_BYTES": f"{limits.NAME_BYTES} bytes",
    "SLUG_BYTES": f"{limits.SLUG_BYTES} bytes",
    "YAML_CHARACTERS": f"{limits.YAML_CHARACTERS:,} characters",
    "YAML_LEVELS": f"{limits.YAML_LEVELS} levels",
    "BLOCK_ITEMS": f"{limits.BLOCK_ITEMS} pictures, rows or stops",
    "TEXT_CHARACTERS": f"{limits.TEXT_CHARACTERS:,} characters",
    "TEXT_LINES": f"{limits.TEXT_LINES:,} lines",
    "TEXT_BLOCKS": f"{limits.TEXT_BLOCKS:,} blocks",
    "BLOCK_CHARACTERS": f"{limits.BLOCK_CHARACTERS:,} characters",
    "LEAF_CHARACTERS": f"{limits.LEAF_CHARACTERS:,} characters",
    "LEAF_MARKS": f"{limits.LEAF_MARKS:,} of each",
    "NESTING": f"{limits.NESTING} levels",
    "DEEP_LINES": f"{limits.DEEP_LINES} lines",
    "DEFINITIONS": f"{limits.DEFINITIONS} link definitions",
    "ABBREVIATED_CHARACTERS": f"{limits.ABBREVIATED_CHARACTERS:,} with abbreviations",
    "FOOTNOTE_MARKS": f"{limits.FOOTNOTE_MARKS:,} footnote marks",
    "TAGS": f"{limits.TAGS:,} `<`",
    "FENCES": f"{limits.FENCES:,} fences",
    "BOXES": f"{limits.BOXES:,} boxes",
    "BARS": f"{limits.BARS:,} bars",
    "LEAF_WORK": f"{limits.LEAF_WORK:,} in one paragraph",
    "TEXT_WORK": f"{limits.TEXT_WORK:,} in all",
    "LINE_WORK": f"{limits.LINE_WORK:,}",
    "TAG_WORK": f"{limits.TAG_WORK:,}",
    "PICTURE_BYTES": f"{limits.PICTURE_BYTES >> 20} MiB",
    "PICTURE_PIXELS": f"{limits.PICTURE_PIXELS // 1_000_000} million pixels",
    "PICTURE_SIDE": f"{limits.PICTURE_SIDE:,} on a side",
    "PICTURE_FRAMES": f"{limits.PICTURE_FRAMES} frames",
    "PICTURE_SCANS": f"{limits.PICTURE_SCANS} scans",
    "PICTURE_PARTS": f"{limits.PICTURE_PARTS:,} parts",
    "FILM_BYTES": f"{limits.FILM_BYTES // 1_000_000} MB",
    "SUBTITLE_BYTES": f"{limits.SUBTITLE_BYTES >> 20} MiB, {limits.CUES:,} cues",
    "CUES": f"{limits.CUES:,} cues",
    "CUE_CHARACTERS": f"{limits.CUE_CHARACTERS:,} characters in one cue",
    "CATALOG_BYTES": f"{limits.CATALOG_BYTES >> 20} MiB",
    "CATALOG_MESSAGES": f"{limits.CATALOG_MESSAGES:,} messages",
    "MESSAGE_CHARACTERS": f"{limits.MESSAGE_CHARACTERS:,} characters",
    "CATALOG_FAULTS": f"{limits.CATALOG_FAULTS:,} faults",
    "PLURAL_FORMS": f"| {limits.PLURAL_FORMS} |",
}
#: What shortens a name and refuses nothing.
SILENT = {"STEM_BYTES"}


def test_the_table_of_limits_tells_every_limit_as_it_is() -> None:
    table = FORMATS.partition("\n## Limits\n")[2]
    constants = {name for name in vars(limits) if name.isupper()}

    assert constants - SILENT == TOLD.keys()
    assert [name for name, words in TOLD.items() if words not in table] == []


def test_no_module_has_limits_of_its_own() -> None:
    package = Path(limits.__file__).parent
    found = [
        f"{path.name}: {match[0]}"
        for path in sorted(package.rglob("*.py"))
        for match in re.finditer(r"^(?:MAX|MOST)_\w+", path.read_text("utf-8"), re.MULTILINE)
    ]

    # How far a merge looks for a message that was reworded: more would only find less likely ones.
    assert {line for line in found if not line.startswith("similar.py: ")} == set()
