"""A preview after an edit: what is made of it, and that nothing else is."""

from __future__ import annotations

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
