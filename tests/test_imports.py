"""What a build does not need is not imported: such a command starts for longer than it works."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support import SmallProject, parse_files

#: Never needed but for what they are named for: unusual arguments, pictures, fonts, previews, editors' rules,
#: merging, many processes, Markdown that stories do not use.
RARE = (
    "argparse",
    "PIL.Image",
    "babel.messages",
    "bidi",
    "brotli",
    "concurrent.futures",
    "fontTools",
    "livereload",
    "html.parser",
    "markdown",
    "multiprocessing",
    "nh3",
    "pygments",
    "sitegen.catalog.bridge",
    "sitegen.catalog.merge",
    "sitegen.catalog.similar",
    "sitegen.cards.studio",
    "sitegen.check",
    "sitegen.fonts.cutting",
    "sitegen.images.making",
    "sitegen.images.probing",
    "sitegen.markdown.htmlreading",
    "sitegen.markdown.machine",
    "sitegen.lettering.shaping",
    "sitegen.messages",
    "sitegen.proof.proofreading",
    "sitegen.pseudo.prose",
    "sitegen.revisions",
    "sitegen.serve",
    "subprocess",
    "tornado",
    "uharfbuzz",
    "watchfiles",
    "yaml",
)
#: Needed where the text of a story is parsed.
PARSING = ("sitegen.markdown.reading", "sitegen.markdown.usual")
#: Needed where anything at all changed.
BUILDING = ("babel", "dataclasses", "jinja2", "json", "sitegen.session")

_PROGRAM = """
import sys
from sitegen.cli import main
status = main(["build", "-C", sys.argv[1]])
sys.stderr.write("\\n".join(("", "modules", *sys.modules)))
sys.exit(status)
"""


def _modules(root: Path) -> set[str]:
    """Return what a build imports in a process of its own, apart from what `site` has imported before."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(root)], capture_output=True, text=True, env=environment, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return set(ran.stderr.rpartition("\nmodules\n")[2].split("\n"))


@pytest.fixture
def built(tmp_path: Path) -> SmallProject:
    """A project that was built, and whose files a second build has trusted."""
    project = SmallProject(tmp_path, parse_files(SOURCES))
    _modules(project.root)
    # File systems count time in steps of up to two seconds, so stamps are believed from then on.
    time.sleep(2.1)
    _modules(project.root)
    return project


SOURCES = """
    -- content/stories/fort.md --
    ---
    title: The fort
    summary: Old walls.
    date: 2026-01-01
    status: published
    ---

    Its walls *stand*, and [the rest](https://example.org/) is told.
    -- locales/fr/LC_MESSAGES/stories/fort.po --
    msgid ""
    msgstr ""
    "Language: fr\\n"
    "MIME-Version: 1.0\\n"
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Content-Transfer-Encoding: 8bit\\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\\n"

    msgid "Its walls *stand*, and [the rest](https://example.org/) is told."
    msgstr "Ses murs *tiennent*, et [le reste](https://example.org/) se dit."
"""


def test_a_build_after_which_nothing_changed_imports_next_to_nothing(built: SmallProject) -> None:
    assert _among(BUILDING + PARSING + RARE, _modules(built.root)) == []


def test_a_build_after_one_message_changed_parses_no_text(built: SmallProject) -> None:
    built.edit("locales/fr/LC_MESSAGES/stories/fort.po", "se dit", "se raconte")
    modules = _modules(built.root)

    assert _among(PARSING + RARE, modules) == []
    assert "se raconte" in built.page("fr/stories/fort/index.html")
    assert _among(BUILDING, modules) == list(BUILDING)


def test_a_build_after_one_story_changed_needs_no_tools_of_editors_or_pictures(built: SmallProject) -> None:
    built.edit("content/stories/fort.md", "is told", "is not told")
    modules = _modules(built.root)

    assert _among(RARE, modules) == []
    assert "is not told" in built.page("en/stories/fort/index.html")
    assert _among(PARSING, modules) == list(PARSING)


def _among(names: tuple[str, ...], modules: set[str]) -> list[str]:
    return [name for name in names if name in modules]
