"""The output folder: what others have in it stays, and nobody ever sees half a site."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from sitegen import session
from sitegen.output import MANIFEST, places
from sitegen.output.manifest import Made, packed, repacked
from sitegen.session import Options
from sitegen.store import DiskStore
from sitegen.tree import DiskTree
from sitegen.why import why
from tests.conftest import ProjectFactory
from tests.support import NOW, SmallProject, picture, snapshot

STORY = "content/stories/tea.md"
TEXT = """
    -- content/stories/tea.md --
    ---
    title: Tea
    date: 2026-01-01
    topics: [hills]
    ---
    Pour it from high.
    """
MISSION = """
    -- content/missions/paris.yaml --
    name: Tales in Paris
    city: Paris
    languages: [fr, en]
    base_url: https://paris.example.org/
    """


@pytest.fixture
def tea(project: ProjectFactory) -> SmallProject:
    """One story, built."""
    made = project(TEXT)
    assert made.build().published
    return made


def _edit(project: SmallProject) -> None:
    project.edit(STORY, "from high", "from very high")


def test_links_and_empty_folders_of_others_stay(tea: SmallProject) -> None:
    portal = tea.root / "public/portal"
    (tea.root / "uploads").mkdir()
    (portal / "uploads").symlink_to(tea.root / "uploads")
    (portal / ".git/refs/heads").mkdir(parents=True)
    (portal / ".git/HEAD").write_text("ref: refs/heads/main\n")
    _edit(tea)

    assert tea.build().published

    assert (portal / "uploads").is_symlink()
    assert (portal / ".git/refs/heads").is_dir()
    assert (portal / ".git/HEAD").read_text() == "ref: refs/heads/main\n"


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link", "file in the way"])
def test_a_name_that_others_took_is_refused_and_left(tea: SmallProject, kind: str) -> None:
    place = tea.root / "public/portal/en/stories/milk"
    if kind == "file in the way":
        place.write_text("mine")
    elif kind == "dangling link":
        place.mkdir()
        (place / "index.html").symlink_to("nowhere")
    elif kind == "folder":
        (place / "index.html").mkdir(parents=True)
    else:
        place.mkdir()
        (place / "index.html").write_text("mine")
    tea.write("content/stories/milk.md", "---\ntitle: Milk\ndate: 2026-01-02\n---\nDrink it.\n")
    before = snapshot(tea.root / "public")

    built = tea.build()

    assert not built.published
    assert {fault.code for fault in built.found} == {"foreign-output"}
    assert snapshot(tea.root / "public") == before


def test_what_a_killed_build_left_is_never_written_to(tea: SmallProject) -> None:
    live = tea.root / "public/portal/en/stories/tea/index.html"
    witness = tea.root / "witness.html"
    os.link(live, witness)
    text = live.read_bytes()
    left = tea.root / "public/.portal.idle/en/stories/tea"
    (tea.root / "public/.portal.journal").unlink()
    (left / "half.html").write_text("<!doct")
    _edit(tea)

    tea.build()

    assert live.read_bytes() != text
    assert witness.read_bytes() == text
    assert not live.with_name("half.html").exists()


def test_a_damaged_manifest_is_said_once_with_the_way_out(tea: SmallProject) -> None:
    tea.write(f"public/portal/{MANIFEST}", "")

    built = tea.build()

    assert tea.messages(built) == [
        f"portal: error[manifest-damaged]: {MANIFEST}, which says what sitegen wrote here, cannot be read\n"
        "  hint: move the folder away and build again"
    ]


def test_a_full_disk_leaves_all_sites_as_they_were(project: ProjectFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project(TEXT + MISSION)
    made.build()
    before = snapshot(made.root / "public")
    _edit(made)
    create = places.create

    def full(path: str, content: bytes, *, durably: bool = False) -> None:
        if "paris" in path:
            raise OSError(28, "No space left on device", path)
        create(path, content, durably=durably)

    monkeypatch.setattr(places, "create", full)
    with pytest.raises(OSError, match="No space left"):
        made.build()
    monkeypatch.undo()

    assert snapshot(made.root / "public") == before
    assert made.build().published


def test_a_file_that_changes_while_it_is_read_is_read_again(tea: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    style = "themes/plain/assets/css/plain.css"
    read = DiskTree.read
    times: list[str] = []

    def restless(tree: DiskTree, path: str) -> bytes:
        if path == style and len(times) < 2:
            times.append(path)
            tea.write(style, f"body {{ margin: {len(times)}rem; }}\n")
        return read(tree, path)

    tea.edit(style, "1rem", "9rem")
    monkeypatch.setattr(DiskTree, "read", restless)
    assert tea.build().published
    monkeypatch.undo()

    assert tea.build(output="cold", store="cold-store").published
    assert snapshot(tea.root / "cold") == snapshot(tea.root / "public")


def test_a_project_that_never_rests_is_not_built(tea: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session.session, "_ATTEMPTS", 0)

    assert [fault.code for fault in tea.build().found] == ["changed-while-reading"]


def test_pictures_stay_in_the_store_as_long_as_pages_show_them(tea: SmallProject) -> None:
    tea.write("content/stories/cup.jpg", picture())
    tea.edit(STORY, "Pour it from high.", "![A cup](cup.jpg)")
    tea.build()
    entries = DiskStore(tea.root / ".sitegen/store").root / "objects"
    before = sorted(path.name for path in entries.rglob("*") if path.is_file())

    for number in range(12):
        tea.edit(STORY, "![A cup](cup.jpg)", f"![A cup](cup.jpg)\n\nNumber {number}.")
        tea.build()

    assert sorted(path.name for path in entries.rglob("*") if path.is_file()) == before


def test_what_nothing_shows_any_more_is_swept_from_the_store(tea: SmallProject) -> None:
    tea.write("content/stories/cup.jpg", picture())
    tea.edit(STORY, "Pour it from high.", "![A cup](cup.jpg)")
    tea.build()
    tea.edit(STORY, "![A cup](cup.jpg)", "Pour it.")
    assert _pictures(tea.root / ".sitegen/store/objects")

    for number in range(12):
        tea.edit(STORY, "Pour it.", f"Pour it. {number}")
        tea.build()

    assert not _pictures(tea.root / ".sitegen/store/objects")


def _pictures(entries: Path) -> list[str]:
    return [path.name for path in entries.rglob("*") if path.is_file() and b"\xff\xd8\xff" in path.read_bytes()]


def test_why_tells_a_defaced_file_from_a_changed_recipe(tea: SmallProject) -> None:
    tea.write("public/portal/en/index.html", "defaced")

    lines, _ = why(tea.session(), "portal/en/index.html", Options(now=NOW))

    assert lines == ["portal/en/index.html: the file was changed or removed; the next build makes it again"]


def test_why_finds_a_page_called_like_the_output_folder(tea: SmallProject) -> None:
    tea.write("content/pages/public.md", "---\ntitle: Public\ndate: 2026-01-02\n---\nFor all.\n")
    tea.build()

    for path in ("portal/en/public/index.html", "public/portal/en/public/index.html"):
        assert why(tea.session(), path, Options(now=NOW))[0] == [
            "portal/en/public/index.html: nothing changed since it was made"
        ]


def test_why_returns_the_errors_that_keep_a_build_from_running(tea: SmallProject) -> None:
    tea.edit(STORY, "date: 2026-01-01", "date: soon")

    lines, found = why(tea.session(), "portal/en/stories/tea/index.html", Options(now=NOW))

    assert (lines, [fault.code for fault in found]) == ([], ["bad-date"])


def test_a_manifest_with_a_few_other_entries_is_what_it_would_be_anew() -> None:
    chance = random.Random(3)
    odd = ['a"b', 'x"a":["', "é", "a\\b", '"]}', "q\u2028"]
    names = [*odd, *(f"{number}/index.html" for number in range(40))]

    def made() -> Made:
        return Made(str(chance.randint(0, 3)), str(chance.randint(0, 3)))

    for _ in range(1000):
        before = {path: made() for path in chance.sample(names, chance.randint(0, len(names)))}
        now = dict(before)
        for path in chance.sample(names, chance.randint(0, 4)):
            if chance.random() < 0.1:
                now.pop(path, None)
            elif path in now or chance.random() < 0.1:
                now[path] = made()

        assert repacked(packed(before), before, now) == packed(now)
        assert repacked(b"", {}, now) == packed(now)
