"""The command line: exit status, what goes where, and what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.cli import sites
from tests.support import SmallProject

STORY = "---\ntitle: Coffee\ndate: 2026-01-02\n---\nDrink it slowly.\n"


@pytest.fixture
def coffee(tmp_path: Path) -> SmallProject:
    """A project with one story."""
    return SmallProject(tmp_path, {"content/stories/coffee.md": STORY})


def _run(project: SmallProject, *arguments: str) -> int:
    return cli.main([*arguments, "-C", str(project.root), "--now", "2026-06-01T00:00+00:00"])


def test_a_build_says_in_one_line_what_it_did(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(coffee, "build") == cli.FINE
    assert _run(coffee, "build") == cli.FINE

    first, second = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"(\d+) made, 0 reused, \1 written, 0 removed in \d+\.\d s", first)
    assert second == f"0 made, {first.split()[0]} reused, 0 written, 0 removed"


def test_the_result_comes_as_json_for_a_machine(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    coffee.write("content/stories/tea.md", "---\ntitle: Tea\ndate: soon\n---\nPour it.\n")

    code = _run(coffee, "build", "--json")

    told = json.loads(capsys.readouterr().out)
    assert code == cli.FAULTS
    assert told["published"] is False
    assert told["diagnostics"] == [
        {
            "code": "bad-date",
            "hint": "write year-month-day, as in 2026-10-14",
            "line": 3,
            "message": '"date" is not a date: "soon"',
            "path": "content/stories/tea.md",
            "severity": "error",
        }
    ]


def test_a_folder_without_content_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["build", "-C", str(tmp_path)])

    assert code == cli.USAGE
    assert capsys.readouterr().err.endswith("hint: run sitegen in a project, or name one with -C\n")


@pytest.mark.parametrize("option", ["--output", "--store"])
@pytest.mark.parametrize("folder", [".", "content", "content/stories/public", "themes/plain"])
def test_nothing_is_written_among_the_sources(coffee: SmallProject, option: str, folder: str) -> None:
    before = sorted(path for path in coffee.root.rglob("*"))

    assert _run(coffee, "build", option, str(coffee.root / folder)) == cli.USAGE
    assert sorted(path for path in coffee.root.rglob("*")) == before


@pytest.mark.parametrize("command", sites.COMMANDS)
def test_commands_about_sites_are_known_without_the_others(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main([command, "--help"])

    assert end.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: sitegen {command} ")


def test_help_names_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])

    named = set(re.findall(r"^    (\w+) ", capsys.readouterr().out, flags=re.M))
    assert named == {*sites.COMMANDS, "cards", "messages", "new", "status"}


def test_an_unknown_site_is_named_with_the_nearest(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(coffee, "build", "--site", "portel") == cli.USAGE
    assert 'there is no site "portel"\n  hint: did you mean "portal"?' in capsys.readouterr().err


def test_a_moment_without_offset_is_refused(coffee: SmallProject) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["build", "-C", str(coffee.root), "--now", "2026-06-01T00:00"])

    assert ended.value.code == cli.USAGE


def test_source_date_epoch_says_what_counts_as_now(coffee: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    coffee.edit("content/stories/coffee.md", "date:", "publish: 2026-01-02T00:00+00:00\ndate:")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")

    cli.main(["build", "-C", str(coffee.root)])

    assert not (coffee.root / "public/portal/en/stories/coffee").exists()


def test_why_names_the_nearest_output(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(coffee, "why", "portal/en/stories/cofee/index.html") == cli.FAULTS
    assert 'did you mean "portal/en/stories/coffee/index.html"?' in capsys.readouterr().err
