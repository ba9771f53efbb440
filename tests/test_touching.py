"""A preview after an edit: what is made of it, and that nothing else is."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.session import Options, Session
from tests.support import NOW, SmallProject, shown

PREVIEW = Options(now=NOW, preview=True)
COFFEE = "content/stories/coffee.md"
CATALOG = "locales/fr/LC_MESSAGES/stories/coffee.po"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Sitegen-Segmentation: 1\\n"\n'


@pytest.fixture
def coffee(tmp_path: Path) -> SmallProject:
    return SmallProject(
        tmp_path,
        {
            COFFEE: "---\ntitle: Coffee\ndate: 2026-01-02\nsummary: A cup.\n---\n"
            "Slowly, then again.\n\nWith a friend, who has time.\n",
            "content/stories/tea.md": "---\ntitle: Tea\ndate: 2026-01-01\n---\nPour [it](coffee.md).\n",
            CATALOG: f'{HEADER}\nmsgid "Slowly, then again."\nmsgstr "Lentement."\n',
        },
    )


@pytest.fixture
def session(coffee: SmallProject) -> Session:
    begun = coffee.session(output="preview")
    begun.build(PREVIEW)
    return begun


def _is_begun_anew(project: SmallProject) -> bool:
    project.build(output="anew", store="anew-store", preview=True)
    return shown(project.root / "preview") == shown(project.root / "anew")


def test_an_edited_paragraph_makes_its_pages(coffee: SmallProject, session: Session) -> None:
    coffee.edit(COFFEE, "a friend", "two friends")

    built = session.build(PREVIEW, [COFFEE])

    assert built.made == {f"portal/{tag}/stories/coffee/index.html" for tag in ("en", "fr", "ur")}
    assert _is_begun_anew(coffee)


def test_an_edited_translation_makes_the_pages_of_its_text(coffee: SmallProject, session: Session) -> None:
    coffee.edit(CATALOG, "Lentement.", "Sans hâte.")

    built = session.build(PREVIEW, [CATALOG])

    assert built.written == {"portal/fr/stories/coffee/index.html"}
    assert _is_begun_anew(coffee)


def test_what_editors_put_beside_a_file_is_no_file_that_came(coffee: SmallProject, session: Session) -> None:
    coffee.edit(COFFEE, "a friend", "two friends")
    coffee.write("content/stories/coffee.md~", "what it was")

    built = session.build(
        PREVIEW, [COFFEE, "content/stories/coffee.md~", "content/stories/.coffee.md.swp", "content/4913"]
    )

    assert built.made == {f"portal/{tag}/stories/coffee/index.html" for tag in ("en", "fr", "ur")}


def test_a_mended_page_is_seen_again_and_again(coffee: SmallProject, session: Session) -> None:
    for number in range(5):
        coffee.edit(COFFEE, "With", f"With {number}")
        session.build(PREVIEW, [COFFEE])
        assert _is_begun_anew(coffee)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Coffee", "title: Strong coffee"),
        ("Slowly", "## Heading\n\nSlowly"),
        ("Slowly", "[Gone](gone.md)"),
        ("summary: A cup.", "status: draft"),
        ("date: 2026-01-02", "date: 2025-01-02"),
    ],
)
def test_what_others_show_or_lead_to_builds_everything(
    coffee: SmallProject, session: Session, old: str, new: str
) -> None:
    coffee.edit(COFFEE, old, new)

    built = session.build(PREVIEW, [COFFEE])

    # A preview that is begun anew has no last good state of a text with an error.
    assert _is_begun_anew(coffee) == ("gone.md" not in new)
    assert ("gone.md" in new) == any(fault.code == "missing-story" for fault in built.found)


def test_files_that_come_and_go_build_everything(coffee: SmallProject, session: Session) -> None:
    coffee.write("content/stories/salt.md", "---\ntitle: Salt\ndate: 2026-01-03\n---\nA pinch.\n")
    session.build(PREVIEW, ["content/stories/salt.md"])
    assert _is_begun_anew(coffee)

    coffee.remove("content/stories/salt.md")
    session.build(PREVIEW, ["content/stories/salt.md"])
    assert _is_begun_anew(coffee)


def test_nothing_is_written_but_the_pages(coffee: SmallProject, session: Session) -> None:
    before = _stamps(coffee)
    coffee.edit(COFFEE, "a friend", "two friends")

    built = session.build(PREVIEW, [COFFEE])

    after = _stamps(coffee)
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} == built.written


def _stamps(project: SmallProject) -> dict[str, tuple[int, int]]:
    folder = project.root / "preview"
    files = {path.relative_to(folder).as_posix(): path.stat() for path in folder.rglob("*") if path.is_file()}
    # A file of which another has lost its second name has another ctime.
    return {path: (status.st_ino, status.st_mtime_ns) for path, status in files.items() if ".idle/" not in path}


def test_a_translation_makes_pages_of_languages_that_say_it_only(coffee: SmallProject, session: Session) -> None:
    coffee.edit(CATALOG, "Lentement.", "Sans hâte.")

    assert session.build(PREVIEW, [CATALOG]).made == {"portal/fr/stories/coffee/index.html"}


def test_source_and_catalog_are_edited_by_turns(coffee: SmallProject, session: Session) -> None:
    for number in range(3):
        coffee.edit(COFFEE, "With", f"With {number}")
        session.build(PREVIEW, [COFFEE])
        coffee.edit(CATALOG, "Lentement", f"Lentement {number}")
        session.build(PREVIEW, [CATALOG])

        assert f"Lentement {number}" in _shown(coffee, "fr")
        assert _is_begun_anew(coffee)


def _shown(project: SmallProject, tag: str) -> str:
    return (project.root / f"preview/portal/{tag}/stories/coffee/index.html").read_text("utf-8")


def test_a_half_written_text_is_left_to_the_next_step(coffee: SmallProject, session: Session) -> None:
    text = (coffee.root / COFFEE).read_text("utf-8").replace("a friend", "two friends")
    for half in (b"", text[:20].encode(), b"\xff\xfe"):
        coffee.write(COFFEE, half)
        assert session.touch(PREVIEW, [COFFEE]) is None
    coffee.remove(COFFEE)
    assert session.touch(PREVIEW, [COFFEE]) is None
    assert "a friend" in _shown(coffee, "en")

    coffee.write(COFFEE, text)

    assert session.touch(PREVIEW, [COFFEE]) is not None
    assert _is_begun_anew(coffee)


def test_what_breaks_after_an_edit_stays_as_it_was_edited(coffee: SmallProject, session: Session) -> None:
    coffee.edit(COFFEE, "a friend", "two friends")
    coffee.edit(CATALOG, "Lentement.", "Sans hâte.")
    session.build(PREVIEW, [COFFEE, CATALOG])

    coffee.edit(COFFEE, "date: 2026", "date: 20x6")
    coffee.edit(CATALOG, "msgstr", "msgsrt")
    built = session.build(PREVIEW, [COFFEE, CATALOG])

    assert {fault.span.path for fault in built.found} >= {COFFEE, CATALOG}
    assert "two friends" in _shown(coffee, "en")
    assert "Sans hâte." in _shown(coffee, "fr")


def test_an_edit_that_is_taken_back_is_taken_back_by_a_build_of_everything(
    coffee: SmallProject, session: Session
) -> None:
    coffee.edit(COFFEE, "a friend", "two friends")
    session.build(PREVIEW, [COFFEE])
    coffee.edit(COFFEE, "two friends", "a friend")

    built = session.build(PREVIEW)

    assert built.written == {f"portal/{tag}/stories/coffee/index.html" for tag in ("en", "fr", "ur")}
    assert _is_begun_anew(coffee)


def test_a_page_whose_folder_is_gone_is_made_by_a_build_of_everything(coffee: SmallProject, session: Session) -> None:
    shutil.rmtree(coffee.root / "preview/portal/fr")
    coffee.edit(COFFEE, "a friend", "two friends")

    session.build(PREVIEW, [COFFEE])

    assert _is_begun_anew(coffee)


_KILLED = """
import os, signal, sys
from pathlib import Path
from sitegen.output import places
from sitegen.session import Options, Session
from tests.support import NOW, SmallProject

root, call, turn = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
session = Session(root, root / "preview", root / "store")
options = Options(now=NOW, preview=True)
session.build(options)
path = root / "content/stories/coffee.md"
seen = []


def until(real):
    def counted(*given, **named):
        seen.append(given)
        if len(seen) > turn:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)

    return counted


if call == "unlink":
    os.unlink = until(os.unlink)
else:
    places._swapped = until(places._swapped)
path.write_text(path.read_text().replace("a friend", "two friends"))
session.build(options, ["content/stories/coffee.md"])
"""


@pytest.mark.parametrize(("call", "turn"), [*(("unlink", n) for n in range(6)), *(("exchange", n) for n in range(4))])
@pytest.mark.parametrize("back", [False, True], ids=["as edited", "taken back"])
def test_a_preview_that_was_killed_begins_soundly(coffee: SmallProject, call: str, turn: int, back: bool) -> None:
    ran = subprocess.run([sys.executable, "-c", _KILLED, str(coffee.root), call, str(turn)], check=False)
    assert ran.returncode == (-signal.SIGKILL if (call, turn) != ("exchange", 3) else 0)
    assert "friend" in _shown(coffee, "en")
    if back:
        coffee.edit(COFFEE, "two friends", "a friend")

    again = coffee.session(output="preview")
    again.build(PREVIEW)
    assert _is_begun_anew(coffee)

    coffee.edit(COFFEE, "friend", "neighbour")
    again.build(PREVIEW, [COFFEE])
    assert _is_begun_anew(coffee)
