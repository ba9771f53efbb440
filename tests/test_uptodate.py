"""A build of what did not change is answered from stamps alone; whatever did change is noticed."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sitegen import cli, shortcuts, software, stamps, uptodate
from sitegen.cli import commands, starting
from tests.conftest import ProjectFactory
from tests.support import SmallProject, snapshot

NOW = "2026-06-01T00:00+00:00"
STORY = "content/stories/tea/index.md"
PAGE = "public/portal/en/stories/tea/index.html"
#: What stands for a build that was looked at properly.
LOOKED = 77


@pytest.fixture
def tea(project: ProjectFactory) -> SmallProject:
    """A story, another that comes in July, and a warning; built, with all stamps settled."""
    made = project("""
        -- content/stories/tea/index.md --
        ---
        title: Tea
        date: 2026-01-01
        ---
        Pour it from high.
        -- content/stories/milk.md --
        ---
        title: Milk
        date: 2026-01-02
        publish: 2026-07-01T00:00+00:00
        ---
        Drink it.
        -- locales/fr/LC_MESSAGES/stories/gone.po --
        msgid ""
        msgstr "Content-Type: text/plain; charset=UTF-8\\n"
        """)
    assert build(made) == cli.FINE
    return made


def build(project: SmallProject, *arguments: str, now: str = NOW) -> int:
    """Build as the command line does."""
    return cli.main(["build", "-C", str(project.root), "--now", now, *arguments])


@pytest.fixture
def asks(monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    """Tell whether a build is answered early."""

    def is_early(project: SmallProject, *arguments: str, now: str = NOW) -> bool:
        with monkeypatch.context() as patch:
            patch.setattr(commands, "run", lambda given: LOOKED)  # all arguments but the most usual
            patch.setattr(starting, "start", lambda parsed: LOOKED)
            status = build(project, *arguments, now=now)
        assert status in (cli.FINE, LOOKED)
        return status == cli.FINE

    return is_early


def test_it_says_what_a_full_look_would_say(tea: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    for arguments in ([], ["--json"]):
        assert build(tea, *arguments) == cli.FINE
        early = capsys.readouterr()
        with shortcuts.off():
            assert build(tea, *arguments) == cli.FINE
        assert early == capsys.readouterr()
        assert "unread-file" in early.err + early.out or "orphan" in early.err + early.out


def test_nothing_heavy_is_imported(tea: SmallProject) -> None:
    code = (
        "import sys; from sitegen import cli; assert cli.main(sys.argv[1:]) == 0;"
        "print(*sorted(name for name in sys.modules if name.startswith('sitegen')));"
        "heavy = {'argparse', 'babel', 'dataclasses', 'hashlib', 'importlib.metadata', 'jinja2', 'json', 'markdown',"
        " 'nh3', 'PIL', 'typing', 'yaml'} & sys.modules.keys(); assert not heavy, heavy"
    )
    settle(tea)
    # What an environment imports by itself at the start is none of our business.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    arguments = [sys.executable, "-S", "-c", code, "build", "-C", str(tea.root), "--now", NOW]

    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)

    assert done.stderr.startswith("locales/fr/"), done.stderr
    assert done.stdout.splitlines()[-1].split() == [
        "sitegen",
        "sitegen.cli",
        "sitegen.cli.early",
        "sitegen.cli.exits",
        "sitegen.software",
        "sitegen.stamps",
        "sitegen.uptodate",
    ]


def settle(project: SmallProject) -> None:
    """Take all doubts away, as time does."""
    for path in (project.root / ".sitegen/store/state").iterdir():
        if path.name.startswith(("output-", "tree-")) or path.stem.endswith("-asides"):
            record = stamps.Record.load(str(path))
            assert record is not None
            record.doubts = []
            record.save_again(str(path))


def _edit(tea: SmallProject) -> None:
    tea.edit(STORY, "from high", "with care")


def _edit_alike(tea: SmallProject) -> None:
    """As long as before, and within the same step of the clock as far as stamps tell."""
    status = (tea.root / STORY).stat()
    tea.edit(STORY, "from high", "from HIGH")
    os.utime(tea.root / STORY, ns=(status.st_atime_ns, status.st_mtime_ns))


def _add(tea: SmallProject) -> None:
    tea.write("content/stories/coffee.md", "---\ntitle: Coffee\ndate: 2026-01-03\n---\nDrink it slowly.\n")


def _add_folder(tea: SmallProject) -> None:
    tea.write("locales/ur/LC_MESSAGES/stories/tea.po", 'msgid "Tea"\nmsgstr "چائے"\n')


def _remove(tea: SmallProject) -> None:
    shutil.rmtree((tea.root / STORY).parent)


def _link(tea: SmallProject) -> None:
    (tea.root / STORY).rename(tea.root / "elsewhere.md")
    (tea.root / STORY).symlink_to(tea.root / "elsewhere.md")


def _edit_template(tea: SmallProject) -> None:
    tea.edit("themes/plain/templates/story.html", "</h1>", " </h1>")


def _delete_page(tea: SmallProject) -> None:
    (tea.root / PAGE).unlink()


def _deface_page(tea: SmallProject) -> None:
    (tea.root / PAGE).write_text("defaced")


def _deface_page_alike(tea: SmallProject) -> None:
    content, status = (tea.root / PAGE).read_bytes(), (tea.root / PAGE).stat()
    (tea.root / PAGE).write_bytes(content.replace(b"high", b"HIGH"))
    os.utime(tea.root / PAGE, ns=(status.st_atime_ns, status.st_mtime_ns))


def _link_page(tea: SmallProject) -> None:
    (tea.root / PAGE).rename(tea.root / "elsewhere.html")
    (tea.root / PAGE).symlink_to(tea.root / "elsewhere.html")


def _delete_site(tea: SmallProject) -> None:
    shutil.rmtree(tea.root / "public/portal")


def _edit_manifest(tea: SmallProject) -> None:
    manifest = tea.root / "public/portal/.sitegen.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"en/404", b"en/405"))


def _build_otherwise(tea: SmallProject) -> None:
    assert build(tea, "--drafts", "--site", "portal", now="2026-08-01T00:00+00:00") == cli.FINE


def _leave_a_site(tea: SmallProject) -> None:
    shutil.copytree(tea.root / "public/portal", tea.root / "public/left")


CHANGES = [
    _edit,
    _edit_alike,
    _add,
    _add_folder,
    _remove,
    _link,
    _edit_template,
    _delete_page,
    _deface_page,
    _deface_page_alike,
    _link_page,
    _delete_site,
    _edit_manifest,
    _build_otherwise,
    _leave_a_site,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
@pytest.mark.parametrize("is_asked_before", [False, True], ids=["at once", "after an early answer"])
def test_whatever_changed_is_noticed(
    tea: SmallProject, asks: Callable[..., bool], change: Callable[[SmallProject], None], is_asked_before: bool
) -> None:
    if is_asked_before:
        assert asks(tea)
    change(tea)

    assert not asks(tea)


@pytest.mark.parametrize("path", [STORY, PAGE, "public/portal/.sitegen.json"])
def test_what_is_touched_and_not_changed_is_read_and_found_the_same(
    tea: SmallProject, asks: Callable[..., bool], path: str
) -> None:
    os.utime(tea.root / path, (1, 1))

    assert asks(tea)
    assert asks(tea)


def test_files_of_editors_and_of_others_change_nothing(tea: SmallProject, asks: Callable[..., bool]) -> None:
    (tea.root / "public/portal/en/theirs.txt").write_text("mine")
    (tea.root / "notes.txt").write_text("mine")

    assert asks(tea)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--drafts"],
        ["--strict"],
        ["--pseudo"],
        ["--verify"],
        ["--site", "portal"],
        ["--output", "other"],
        ["--store", "other"],
        ["--dra"],
        ["--help"],
        ["--now=soon"],
        ["--site"],
        ["more"],
    ],
    ids=" ".join,
)
def test_another_request_is_looked_at(tea: SmallProject, asks: Callable[..., bool], arguments: list[str]) -> None:
    assert not asks(tea, *arguments)


def test_a_request_in_other_words_is_the_same(
    tea: SmallProject, asks: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tea.root / "content")

    assert asks(tea, f"--output={tea.root}/public", "--store", "../.sitegen/store", "-C", "..")


def test_each_request_is_remembered_by_itself(tea: SmallProject, asks: Callable[..., bool]) -> None:
    build(tea, "--output", str(tea.root / "other"), "--drafts")

    assert asks(tea)
    assert asks(tea, "--output", str(tea.root / "other"), "--drafts")


@pytest.mark.parametrize(
    ("now", "is_early"),
    [
        ("2026-05-31T23:59+00:00", False),
        ("2026-06-30T23:59+00:00", True),
        ("2026-07-01T04:59+05:00", True),
        ("2026-07-01T00:00+00:00", False),
        ("2027-01-01T00:00+00:00", False),
    ],
)
def test_it_holds_until_a_text_comes(tea: SmallProject, asks: Callable[..., bool], now: str, is_early: bool) -> None:
    assert asks(tea, now=now) is is_early


def test_the_present_and_the_epoch_of_the_environment_count_as_now(
    tea: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "start", lambda parsed: LOOKED)
    command = ["build", "-C", str(tea.root)]

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1781000000")
    assert cli.main(command) == cli.FINE
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert cli.main(command) == LOOKED


def test_with_shortcuts_off_everything_is_looked_at(tea: SmallProject, asks: Callable[..., bool]) -> None:
    with shortcuts.off():
        assert not asks(tea)


def test_another_version_of_a_library_is_noticed(
    tea: SmallProject, asks: Callable[..., bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "packages/jinja2-9.0.dist-info").mkdir(parents=True)
    assert asks(tea)

    monkeypatch.syspath_prepend(tmp_path / "packages")

    assert not asks(tea)


def test_other_code_is_noticed(
    tea: SmallProject, asks: Callable[..., bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "code"
    shutil.copytree(software.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))

    monkeypatch.setattr(software, "PACKAGE", str(copy))

    assert not asks(tea)


def test_a_file_outside_of_the_sources_that_was_asked_for_is_looked_at(
    tea: SmallProject, asks: Callable[..., bool]
) -> None:
    asked = uptodate.request(str(tea.root), str(tea.root / "public"), (), {})
    asides = {f"{tea.root}/font.woff2": (stamps.MISSING, "")}
    uptodate.write(
        str(tea.root / ".sitegen/store"),
        asked,
        window=(0, None),
        code="",
        records=(),
        asides=asides,
        said={"told": [], "lines": ["all is well"]},
    )
    assert asks(tea)

    (tea.root / "font.woff2").write_text("a font")

    assert not asks(tea)


def test_what_a_former_build_asked_for_is_still_looked_at(tea: SmallProject, asks: Callable[..., bool]) -> None:
    asked = uptodate.request(str(tea.root), str(tea.root / "public"), (), {})
    for name in ("first", "second"):
        uptodate.write(
            str(tea.root / ".sitegen/store"),
            asked,
            window=(0, None),
            code="",
            records=(),
            asides={f"{tea.root}/{name}.woff2": (stamps.MISSING, "")},
            said={"told": [], "lines": []},
        )
    assert asks(tea)

    (tea.root / "first.woff2").write_text("a font")

    assert not asks(tea)


def test_what_was_seen_is_not_looked_at_again(tea: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    take = stamps.take

    def noted(names: Iterable[str], base: str = "") -> bytes:
        names = list(names)
        looked.extend(base + name for name in names)
        return take(names, base)

    settle(tea)
    (tea.root / STORY).write_text((tea.root / STORY).read_text("utf-8") + "\nOr from low.\n", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(stamps, "take", noted)
        assert build(tea) == cli.FINE
    assert "Or from low." in (tea.root / PAGE).read_text("utf-8")
    assert sum(path.endswith(STORY) for path in looked) == 1


def test_the_output_is_looked_at_by_another_process_while_a_build_starts(
    tea: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    begun: list[int] = []
    fork = os.fork
    take = stamps.take

    def noted(names: Iterable[str], base: str = "") -> bytes:
        names = list(names)
        looked.extend(base + name for name in names)
        return take(names, base)

    def counted() -> int:
        begun.append(process := fork())
        return process

    settle(tea)
    _edit(tea)
    build(tea)  # its page is young, and looked at again
    settle(tea)
    (tea.root / STORY).write_text((tea.root / STORY).read_text("utf-8") + "\nOr from low.\n", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(stamps, "take", noted)
        patch.setattr(os, "fork", counted)
        patch.setattr(os, "cpu_count", lambda: 2)
        assert build(tea) == cli.FINE
    assert not any(path.startswith(f"{tea.root}/public/portal/") for path in looked)
    assert begun
    for process in begun:  # none is left behind
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


@pytest.mark.parametrize("cores", [1, 2])
@pytest.mark.parametrize("with_edit", [False, True], ids=["alone", "with an edit of another text"])
@pytest.mark.parametrize("do", [_delete_page, _deface_page, _deface_page_alike, _link_page, _delete_site])
def test_a_page_that_others_touched_is_mended(
    tea: SmallProject,
    monkeypatch: pytest.MonkeyPatch,
    do: Callable[[SmallProject], None],
    *,
    with_edit: bool,
    cores: int,
) -> None:
    settle(tea)
    sound = (tea.root / PAGE).read_bytes()
    if with_edit:
        tea.edit("content/stories/milk.md", "Drink it", "Drink all of it")
    do(tea)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)

    assert build(tea) == cli.FINE

    assert (tea.root / PAGE).read_bytes() == sound
    assert not (tea.root / PAGE).is_symlink()


def test_what_others_put_beside_pages_stays_with_an_edit(tea: SmallProject) -> None:
    settle(tea)
    theirs = tea.root / "public/portal/en/stories/tea/their.txt"
    theirs.write_text("Keep.", "utf-8")
    for words in ("Or from low.", "Or not."):
        (tea.root / STORY).write_text((tea.root / STORY).read_text("utf-8") + f"\n{words}\n", "utf-8")

        assert build(tea) == cli.FINE

        assert words in (tea.root / PAGE).read_text("utf-8")
        assert theirs.read_text("utf-8") == "Keep."
        settle(tea)


@pytest.mark.parametrize("is_late", [False, True], ids=["at once", "after another build"])
def test_a_change_after_the_look_is_made_by_the_next_build(
    tea: SmallProject, monkeypatch: pytest.MonkeyPatch, is_late: bool
) -> None:
    settle(tea)
    story, other = tea.root / STORY, tea.root / "content/stories/cake.md"
    story.write_text(story.read_text("utf-8") + "\nOr from low.\n", "utf-8")
    start = starting.start

    def late(parsed: argparse.Namespace) -> int:
        story.write_text(story.read_text("utf-8") + "\nOr not at all.\n", "utf-8")
        other.write_text("---\ntitle: Cake\ndate: 2026-01-03\n---\nEat it.\n", "utf-8")
        if is_late:
            uptodate.forget_glances()  # as who waits for another build does
        return start(parsed)

    with monkeypatch.context() as patch:
        patch.setattr(starting, "start", late)
        assert build(tea) == cli.FINE
    cake = tea.root / "public/portal/en/stories/cake/index.html"
    # At once: another process may look before the change or after it.
    assert cake.exists() or not is_late
    assert build(tea) == cli.FINE
    assert "Or not at all." in (tea.root / PAGE).read_text("utf-8")
    assert cake.exists()


def test_faults_are_found_again_each_time(tea: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    tea.edit(STORY, "date: 2026-01-01", "date: soon")
    told = []
    for _ in range(2):
        capsys.readouterr()
        assert build(tea) == cli.FAULTS
        told.append(capsys.readouterr())

    assert told[0] == told[1]


def test_pages_that_are_gone_are_told_once(tea: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    _remove(tea)
    build(tea)
    assert "page-gone" in capsys.readouterr().err

    build(tea)

    assert "page-gone" not in capsys.readouterr().err


def test_sites_that_stay_behind_are_told_each_time(tea: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    _leave_a_site(tea)
    for _ in range(3):
        capsys.readouterr()
        build(tea)
        assert "site-gone" in capsys.readouterr().err

    shutil.rmtree(tea.root / "public/left")
    build(tea)
    assert "site-gone" not in capsys.readouterr().err


def test_what_is_in_doubt_is_read_until_it_has_rested(tea: SmallProject, asks: Callable[..., bool]) -> None:
    path = next((tea.root / ".sitegen/store/state").glob("output-*"))
    record = stamps.Record.load(str(path))
    assert record is not None
    assert record.doubts
    settle(tea)

    assert asks(tea)
    _deface_page(tea)
    assert not asks(tea)


def test_a_build_that_publishes_nothing_new_leaves_nothing_in_doubt(
    tea: SmallProject,
    asks: Callable[..., bool],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.rmtree(tea.root / "public/.portal.idle")
    tea.edit(STORY, "from high.\n", "from high.\n\n")
    capsys.readouterr()
    assert build(tea) == cli.FINE
    assert "3 made, 26 reused, 0 written" in capsys.readouterr().out
    settle(tea)

    monkeypatch.setattr(uptodate, "_digest", lambda path, numbers: "")

    assert asks(tea)


def test_damaged_state_is_never_believed(tea: SmallProject, asks: Callable[..., bool]) -> None:
    for path in sorted((tea.root / ".sitegen/store/state").iterdir()):
        if not path.name.startswith(("build-", "output-", "software", "tree-")):
            continue  # of no use to an early answer
        content = path.read_bytes()
        for place in (0, 5, 30, len(content) // 2, len(content) - 1):
            for damaged in (
                content[:place],
                content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :],
                content[:place] + b"\0" * (len(content) - place),
            ):
                if damaged != content:
                    path.write_bytes(damaged)
                    assert not asks(tea), (path.name, place)
        path.write_bytes(content)
        assert asks(tea)


@pytest.mark.long
def test_state_damaged_at_every_byte_is_never_believed(tea: SmallProject) -> None:
    for path in sorted((tea.root / ".sitegen/store/state").iterdir()):
        content = path.read_bytes()
        if stamps.unpacked(content) is None:
            continue
        for place in range(len(content)):
            assert stamps.unpacked(content[:place]) is None
            assert stamps.unpacked(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]) is None


def test_a_store_that_cannot_be_written_to_does_not_matter(
    tea: SmallProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: str, content: bytes) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(stamps, "replace", refuse)
    capsys.readouterr()

    assert build(tea) == cli.FINE
    assert capsys.readouterr().out.startswith("0 made")


def test_an_early_answer_is_right_after_any_edit(tea: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    for change in (_edit, _add, _add_folder, _delete_page, _deface_page, _remove):
        change(tea)
        for _ in range(2):
            capsys.readouterr()
            assert build(tea) == cli.FINE
        assert capsys.readouterr().out.startswith("0 made")
        assert build(tea, "--output", str(tea.root / "cold"), "--store", str(tea.root / "cold-store")) == cli.FINE
        assert snapshot(tea.root / "cold/portal") == snapshot(tea.root / "public/portal")
        shutil.rmtree(tea.root / "cold")


def test_the_answer_for_machines_is_json(tea: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    build(tea, "--json")

    told = json.loads(capsys.readouterr().out)

    assert (told["published"], told["made"], told["next_change"]) == (True, [], "2026-07-01T00:00+00:00")
