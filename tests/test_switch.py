"""The switch from one state of a site to the next: a folder beside it is brought into step and takes its place.

Whatever happened to that folder, to its journal or to what is remembered, the site is what a build from nothing makes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.output import Folder, places
from sitegen.output.manifest import packed
from tests.conftest import ProjectFactory
from tests.support import SmallProject, snapshot

STORY = "content/stories/tea/index.md"
PAGE = "en/stories/tea/index.html"


@pytest.fixture
def tea(project: ProjectFactory) -> SmallProject:
    """Two stories, built three times, so that the folder beside the site is in use."""
    made = project("""
        -- content/stories/tea/index.md --
        ---
        title: Tea
        date: 2026-01-01
        topics: [hills]
        ---
        Pour it from high.
        -- content/stories/milk.md --
        ---
        title: Milk
        date: 2026-01-02
        ---
        Drink it.
        """)
    assert made.build().published
    for _ in range(2):
        edit(made)
        made.build()
    return made


def edit(project: SmallProject) -> None:
    """Change a word, in another way each time."""
    project.edit(STORY, "Pour it", "Pour it well and")


def check(project: SmallProject) -> None:
    """Compare what is built now with what is built from nothing."""
    assert project.build().published
    assert project.build(output="cold", store="cold-store").published
    now, cold = snapshot(project.root / "public/portal"), snapshot(project.root / "cold/portal")
    assert {path for path in now if path not in cold} <= {"theirs.txt", f"{PAGE}.txt"}
    assert {path: now[path] for path in cold} == cold
    shutil.rmtree(project.root / "cold")
    shutil.rmtree(project.root / "cold-store")


def _inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_a_switch_makes_the_files_that_changed_and_shares_the_others(tea: SmallProject) -> None:
    portal, idle = tea.root / "public/portal", tea.root / "public/.portal.idle"
    before, beside = _inodes(portal), portal.stat().st_ino
    edit(tea)

    built = tea.build()

    now = _inodes(portal)
    other = {f"portal/{path}" for path in now if now[path] != before.get(path)}
    assert other == built.written | {"portal/.sitegen.json"}
    assert idle.stat().st_ino == beside
    assert {path for path, inode in _inodes(idle).items() if now[path] != inode} == {
        path.removeprefix("portal/") for path in other
    }


def test_a_first_build_prepares_the_next(project: ProjectFactory) -> None:
    made = project("-- content/stories/tea.md --\n---\ntitle: Tea\ndate: 2026-01-01\n---\nPour it.\n")
    made.build()
    portal, idle = made.root / "public/portal", made.root / "public/.portal.idle"
    shared = {path: inode for path, inode in _inodes(portal).items() if path != ".sitegen.json"}
    assert _inodes(idle) == {**shared, ".sitegen.json": (idle / ".sitegen.json").stat().st_ino}
    beside = idle.stat().st_ino

    made.edit("content/stories/tea.md", "Pour", "Drink")
    made.build()

    assert portal.stat().st_ino == beside


def test_a_build_that_changes_nothing_leaves_both_folders_alone(tea: SmallProject) -> None:
    before = {path: path.stat().st_mtime_ns for path in (tea.root / "public").rglob("*")}

    tea.build(verify=True)

    assert {path: path.stat().st_mtime_ns for path in (tea.root / "public").rglob("*")} == before


def test_a_manifest_is_the_same_bytes_wherever_it_is_written(tea: SmallProject) -> None:
    folder = Folder(tea.root / "public/portal")

    content = (folder.path / folder.manifest).read_bytes()

    assert content == packed(dict(sorted(folder.files.items(), reverse=True)))


def _lose(idle: Path) -> None:
    shutil.rmtree(idle)


def _empty(idle: Path) -> None:
    shutil.rmtree(idle)
    idle.mkdir()


def _lose_file(idle: Path) -> None:
    (idle / "en/stories/milk/index.html").unlink()


def _replace_file(idle: Path) -> None:
    _lose_file(idle)
    (idle / "en/stories/milk/index.html").write_text("not ours")


def _lose_folder(idle: Path) -> None:
    shutil.rmtree(idle / "en/stories/milk")


def _rename_folder(idle: Path) -> None:
    (idle / "en/stories/milk").rename(idle / "en/stories/cream")


def _plant_file(idle: Path) -> None:
    (idle / "en/planted.html").write_text("not ours")


def _link_folder(idle: Path) -> None:
    (idle / "en/stories").rename(idle.parent / "elsewhere")
    (idle / "en/stories").symlink_to(idle.parent / "elsewhere")


def _link_all(idle: Path) -> None:
    idle.rename(idle.parent / "elsewhere")
    idle.symlink_to(idle.parent / "elsewhere")


def _lose_journal(idle: Path) -> None:
    (idle.parent / ".portal.journal").unlink()


def _keep_old_journal(idle: Path) -> None:
    """A journal of two folders of which one is another now."""
    live = idle.parent / "portal"
    shutil.copytree(live, idle.parent / "copy")
    shutil.rmtree(live)
    (idle.parent / "copy").rename(live)


@pytest.mark.parametrize(
    "damage",
    [
        _lose,
        _empty,
        _lose_file,
        _replace_file,
        _lose_folder,
        _rename_folder,
        _plant_file,
        _link_folder,
        _link_all,
        _lose_journal,
        _keep_old_journal,
    ],
    ids=lambda damage: damage.__name__.strip("_"),
)
@pytest.mark.parametrize("is_noticed_late", [False, True], ids=["at once", "after a build without changes"])
def test_whatever_happened_to_the_folder_beside_a_site_is_not_seen(
    tea: SmallProject, damage: Callable[[Path], None], is_noticed_late: bool
) -> None:
    damage(tea.root / "public/.portal.idle")
    if is_noticed_late:
        tea.build()
    edit(tea)

    check(tea)

    edit(tea)
    check(tea)


@pytest.mark.parametrize("length", [0, 1, 9, 40, 100, -30, -1])
def test_a_journal_cut_off_anywhere_is_not_believed(tea: SmallProject, length: int) -> None:
    journal = tea.root / "public/.portal.journal"
    journal.write_bytes(journal.read_bytes()[:length])
    edit(tea)

    check(tea)


@pytest.mark.long
@pytest.mark.parametrize("damage", ["cut", "flip"])
def test_a_journal_cut_off_or_flipped_at_every_byte_is_not_believed(tea: SmallProject, damage: str) -> None:
    journal = tea.root / "public/.portal.journal"
    place = 0
    while place < len(journal.read_bytes()):
        content = journal.read_bytes()
        rest = bytes([content[place] ^ 1]) + content[place + 1 :] if damage == "flip" else b""
        journal.write_bytes(content[:place] + rest)
        now, then = ("high.", "higher.") if place % 2 == 0 else ("higher.", "high.")
        tea.edit(STORY, now, then)
        assert tea.build().published
        place += 1
    check(tea)


@pytest.mark.parametrize("damage", ["cut", "flip"])
@pytest.mark.parametrize("share", [0, 0.3, 1])
def test_what_is_remembered_can_be_damaged_in_any_way(tea: SmallProject, damage: str, share: float) -> None:
    for path in sorted((tea.root / ".sitegen/store/state").iterdir()):
        if not path.exists():
            continue  # a build has put another in its place
        content = path.read_bytes()
        place = int(share * (len(content) - 1))
        rest = bytes([content[place] ^ 16]) + content[place + 1 :] if damage == "flip" else b""
        path.write_bytes(content[:place] + rest)
        edit(tea)
        assert tea.build().published, path.name
    check(tea)


def test_files_of_others_go_with_the_site_wherever_they_stand(tea: SmallProject) -> None:
    portal = tea.root / "public/portal"
    (portal / "theirs.txt").write_text("mine")
    (portal / f"{PAGE}.txt").write_text("mine")
    for _ in range(3):
        edit(tea)
        check(tea)
        assert (portal / "theirs.txt").read_text() == (portal / f"{PAGE}.txt").read_text() == "mine"

    (portal / "theirs.txt").unlink()
    (portal / f"{PAGE}.txt").write_text("mine too")
    for _ in range(3):
        edit(tea)
        check(tea)

    assert not (portal / "theirs.txt").exists()
    assert (portal / f"{PAGE}.txt").read_text() == "mine too"


def test_a_file_of_others_that_is_replaced_is_the_new_one_after_every_switch(tea: SmallProject) -> None:
    theirs = tea.root / "public/portal/theirs.txt"
    for number in range(4):
        theirs.with_suffix(".new").write_text(str(number))
        theirs.with_suffix(".new").replace(theirs)
        edit(tea)
        check(tea)
        assert theirs.read_text() == str(number)


def test_a_story_that_goes_and_comes_back_leaves_no_folder_and_finds_its_own(tea: SmallProject) -> None:
    text = (tea.root / STORY).read_bytes()
    for _ in range(2):
        tea.remove(STORY)
        check(tea)
        assert not (tea.root / "public/portal" / PAGE).parent.exists()
        tea.write(STORY, text)
        check(tea)


def test_a_touched_or_defaced_page_is_the_right_one_after_every_switch(tea: SmallProject) -> None:
    page = tea.root / "public/portal/en/stories/milk/index.html"
    for number in range(3):
        os.utime(page, (number, number))
        edit(tea)
        check(tea)
        page.write_text("defaced")
        check(tea)
        edit(tea)
        check(tea)


def test_where_there_are_no_hard_links_sites_are_copied(tea: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: str, target: str, **options: object) -> None:
        raise PermissionError(1, "Operation not permitted", source)

    monkeypatch.setattr(os, "link", refuse)
    theirs = tea.root / "public/portal/theirs.txt"
    for number in range(3):
        theirs.write_text(str(number))
        edit(tea)
        check(tea)
        assert theirs.read_text() == str(number)

    (tea.root / "public/portal/en/stories/milk/index.html").write_text("defaced")
    check(tea)


@pytest.fixture
def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot exchange two names in one step."""
    monkeypatch.setattr(places, "_renameat2", lambda: None)


@pytest.mark.usefixtures("without_exchange")
def test_where_names_cannot_be_exchanged_two_steps_do_it(tea: SmallProject) -> None:
    for _ in range(3):
        edit(tea)
        check(tea)


@pytest.mark.usefixtures("without_exchange")
@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_run_that_ends_between_the_steps_is_mended_by_the_next(
    tea: SmallProject, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    theirs = tea.root / "public/portal/theirs.txt"
    theirs.write_text("mine")
    edit(tea)
    tea.build()
    rename, count = os.rename, 0

    def stop(source: str, target: str) -> None:
        nonlocal count
        count += 1
        if count == step:
            raise KeyboardInterrupt
        rename(source, target)

    edit(tea)
    monkeypatch.setattr(os, "rename", stop)
    with pytest.raises(KeyboardInterrupt):
        tea.build()
    monkeypatch.setattr(os, "rename", rename)

    check(tea)

    assert theirs.read_text() == "mine"
    assert not (tea.root / "public/.portal.old").exists()


def test_the_folder_beside_a_site_goes_with_it(tea: SmallProject) -> None:
    idle = tea.root / "public/.portal.idle"
    (tea.root / "public/portal").rename(tea.root / "elsewhere")
    tea.remove("content/stories/milk.md")

    # What is open keeps its number; without that, the number could be given to the folder that is made anew.
    descriptor = os.open(idle, os.O_RDONLY)
    try:
        tea.build()
        assert not os.path.samestat(os.fstat(descriptor), idle.stat())
    finally:
        os.close(descriptor)

    assert not (tea.root / "public/.portal.idle/en/stories/milk").exists()
