"""The project's own pages and style sheet before the Nu HTML checker, the one behind validator.w3.org.

The default run takes a page of each kind, in a language that changes with the sources and the code; `pytest -m long`
takes all pages in all languages.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.turns import Turn
from tests.kinds import Kind
from tests.pages import Sites

JAR = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
#: For a page read from disk the checker takes 'self' for no host at all, so that the policy would forbid the site's own
#: files. Browsers do not (tests/e2e/test_pages.py opens pages from disk), and what the policy says is tested elsewhere.
EXCUSED = "Resource violates Content Security Policy (meta tag): "
#: It takes a block of data for a script. Browsers leave what is of no type they run before they ask the policy, see
#: https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element
EXCUSED_DATA = "Inline script violates Content Security Policy (meta tag): "
DATA = '<script type="application/ld+json">'


def check(files: Sequence[Path], *options: str) -> list[str]:
    """Return what the checker says of files; one Java for all of them, which takes a second to start."""
    java = shutil.which("java")
    assert java, "Java is missing: `make test` installs it, or says how"
    # Deep pages need more than the small stack that Java gives by itself, says the checker's manual.
    command = (java, "-Xss4m", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always", *options)
    done = subprocess.run((*command, *map(str, files)), capture_output=True, check=True)
    return [_line(message) for message in json.loads(done.stdout)["messages"] if not _is_excused(message)]


def _is_excused(message: dict[str, Any]) -> bool:
    text = str(message["message"])
    is_data = text.startswith(EXCUSED_DATA) and DATA in str(message.get("extract"))
    return message.get("subType") == "warning" and (text.startswith(EXCUSED) or is_data)


def _line(message: dict[str, Any]) -> str:
    return f"{message.get('url', '')}:{message.get('lastLine', 0)}: {message['type']}: {message['message']}"


def test_a_page_of_each_kind_is_valid(sites: Sites, kinds: tuple[Kind, ...], turn: Turn) -> None:
    sample = sorted({look.page for look in turn.looks(kinds, "Nu HTML checker")})

    assert check([sites.folder / path for path in sample]) == []
    assert len(sample) > 10


def test_the_style_sheet_is_valid(sites: Sites) -> None:
    assert check(sorted((sites.folder / "portal" / "assets" / "css").iterdir()), "--css") == []


def test_drawings_are_valid(sites: Sites) -> None:
    assert check(sorted((sites.folder / "portal").rglob("*.svg")), "--svg") == []


@pytest.mark.long
def test_every_page_is_valid(sites: Sites) -> None:
    assert check([sites.folder / site / path for site, path in sites.pages]) == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html>\n<html lang="en"><title>Tea</title>\n<p><ul></ul><img src="a.jpg">', "utf-8")

    (found,) = check([page])

    assert found.endswith(
        "page.html:3: error: An “img” element must have an “alt” attribute, except under certain"
        " conditions. For details, consult guidance on providing text alternatives for images."
    )
