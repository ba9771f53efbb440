"""Bad input, one case file a fault: the whole message, the exit status, and the published site as it was.

A case holds the files that are put into a sound project, then what `sitegen build` says. Adding a case
needs no code.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen import cli
from tests.support import SmallProject, parse_files, picture, snapshot

CASES = sorted((Path(__file__).parent / "cases" / "errors").glob("*.txt"))
#: A sound project into which each case brings its fault.
SOUND = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    topics: [hills]
    ---
    Drink it slowly.

    ## Second cup

    See [tea](../tea/index.md).
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-01
    ---
    Pour it from high.
    -- locales/fr/LC_MESSAGES/stories/tea.po --
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Language: fr\\n"

    msgid "Tea"
    msgstr "Thé"
    """


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_fault_is_named_with_its_place_and_the_remedy(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = SmallProject(tmp_path, parse_files(SOUND) | {"content/stories/coffee/cup.jpg": picture()})
    assert project.build().published
    files = parse_files(case.read_text("utf-8"))
    expected = files.pop("said")
    strict = expected.startswith("warning")
    for path, content in files.items():
        project.write(path, _bytes(content))
    before = snapshot(tmp_path / "public")

    status = cli.main(["build", "-C", str(tmp_path), "--now", "2026-06-01T00:00+00:00", *(["--strict"] * strict)])

    assert capsys.readouterr().err.splitlines() == expected.removeprefix("warning\n").splitlines()
    configured = any(
        line.startswith(("content/site.yaml", "content/map.yaml", "portal"))
        or re.match(r"content/missions/[^/]+\.yaml", line)
        for line in expected.splitlines()
    )
    assert status == (cli.USAGE if configured else cli.FAULTS)
    assert snapshot(tmp_path / "public") == before


def _bytes(content: str) -> bytes:
    r"""Return the bytes of a file of a case; `\xNN` in a line that starts with `bytes:` stands for a byte."""
    if content.startswith("bytes:"):
        return content.removeprefix("bytes:").rstrip("\n").encode("latin-1").decode("unicode_escape").encode("latin-1")
    return content.encode()


def test_every_fault_of_the_list_has_a_case() -> None:
    documented = {
        line.split("`")[1] for line in Path("docs/faults.md").read_text("utf-8").splitlines() if line.startswith("| `")
    }
    shown = {
        part.split("[")[1].split("]")[0]
        for case in CASES
        for part in case.read_text("utf-8").splitlines()
        if ": error[" in part or ": warning[" in part
    }

    assert shown <= documented
