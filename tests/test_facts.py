"""What is kept of texts and catalogs from one build to the next, and what damage to it does."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sitegen import catalog, shortcuts
from sitegen.locales import tags
from sitegen.session import hearing
from sitegen.session.facts import Facts
from sitegen.shape import Faults, compose
from sitegen.theme import loading
from tests.support import SmallProject, picture, snapshot

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Sitegen-Segmentation: 1\\n"\n'


@pytest.fixture
def tea(tmp_path: Path) -> SmallProject:
    made = SmallProject(
        tmp_path,
        {
            "content/stories/tea/index.md": "---\ntitle: Tea\ndate: 2026-01-01\n---\nPour it.\n\n![A pot](pot.jpg)\n",
            "content/stories/tea/pot.jpg": picture(),
            "content/stories/salt.md": "---\ntitle: Salt\ndate: 2026-01-02\n---\nA [pinch](tea/index.md).\n",
            "locales/fr/LC_MESSAGES/stories/tea.po": f'{HEADER}\nmsgid "Pour it."\nmsgstr "Versez."\n',
        },
    )
    assert made.build().published
    return made


def _kept(project: SmallProject) -> list[Path]:
    found = sorted((project.root / ".sitegen/store/state").glob("facts-*"))
    assert [path.suffix for path in found] == [".pack", ".json"]
    return found


def _assert_sound(project: SmallProject) -> None:
    """Build after an edit, and compare with a build from nothing."""
    project.edit("content/stories/salt.md", "A [pinch]", "One [pinch]")
    assert project.build().published
    shutil.rmtree(project.root / "cold", ignore_errors=True)
    shutil.rmtree(project.root / "cold-store", ignore_errors=True)
    assert project.build(output="cold", store="cold-store").published
    assert snapshot(project.root / "public") == snapshot(project.root / "cold")


def test_what_did_not_change_is_not_read_again(tea: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(content: bytes, path: str) -> object:
        read.append(path)
        return catalog.read(content, path)

    monkeypatch.setattr(hearing, "read_plain", lambda content: None)
    monkeypatch.setattr(hearing, "read_catalog", noted)

    _assert_sound(tea)
    assert [path for path in read if "stories" in path] == [
        "locales/fr/LC_MESSAGES/stories/tea.po"
    ]  # by the build from nothing


@pytest.mark.parametrize("share", [0, 0.3, 0.6, 0.99])
@pytest.mark.parametrize("which", [0, 1])
def test_files_that_are_cut_off_are_read_anew(tea: SmallProject, which: int, share: float) -> None:
    path = _kept(tea)[which]
    path.write_bytes(path.read_bytes()[: int(share * path.stat().st_size)])

    _assert_sound(tea)


@pytest.mark.parametrize("which", [0, 1])
def test_flipped_bytes_are_read_anew(tea: SmallProject, which: int) -> None:
    path = _kept(tea)[which]
    content = bytearray(path.read_bytes())
    for at in range(0, len(content), 7):
        content[at] ^= 0x10
    path.write_bytes(content)

    _assert_sound(tea)


@pytest.mark.parametrize("which", [0, 1])
def test_a_lost_file_is_made_anew(tea: SmallProject, which: int) -> None:
    _kept(tea)[which].unlink()

    _assert_sound(tea)


def test_a_picture_that_comes_and_goes_is_seen(tea: SmallProject) -> None:
    tea.write("content/stories/tea/pot.jpg", picture(90, 40))
    _assert_sound(tea)

    tea.write("content/stories/tea/pot.fr.jpg", picture(50, 50))
    tea.edit("content/stories/salt.md", "One [pinch]", "A [pinch]")
    _assert_sound(tea)


def test_a_fault_is_told_by_every_build(tea: SmallProject) -> None:
    tea.write("content/stories/milk.md", "---\ntitle: Milk\ndate: 2026-01-03\ntopic: hills\n---\nWarm it.\n")

    first, second = tea.messages(tea.build()), tea.messages(tea.build())
    assert first == second
    assert "topic" in first[0]


def test_the_slow_ways_give_the_same_bytes(tea: SmallProject) -> None:
    with shortcuts.off():
        assert tea.build(output="slow", store="slow-store").published

    assert snapshot(tea.root / "slow") == snapshot(tea.root / "public")
    assert not list((tea.root / "slow-store").glob("state/facts-*"))


def test_a_pack_does_not_grow_for_ever(tea: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    words = os.urandom(19_000).hex()
    damaged: list[str] = []
    monkeypatch.setattr(Facts, "forget", lambda facts: damaged.append("forgotten"))
    for number in range(60):
        tea.write("content/stories/milk.md", f"---\ntitle: Milk\ndate: 2026-01-03\n---\nCup {number}.\n\n    {words}\n")
        tea.write("content/stories/salt.md", f"---\ntitle: Salt {number}\ndate: 2026-01-02\n---\nA pinch.\n")
        assert tea.build().published

    assert _kept(tea)[0].stat().st_size < 2_200_000
    # What a run has recalled stays where it is while the run lasts.
    assert damaged == []


def test_the_theme_is_read_again_when_one_of_its_files_changes(
    tea: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noted(text: str, faults: Faults) -> object:
        read.append(faults.path)
        return compose(text, faults)

    monkeypatch.setattr(loading, "compose", noted)
    template = next((tea.root / "themes").rglob("templates/story.html"))
    tea.edit("content/stories/tea/index.md", "Pour it.", "Pour it slowly.")
    assert tea.build().published
    assert read == []

    template.write_text(template.read_text("utf-8").replace("{% block main %}", "{% block main %}<hr>"), "utf-8")
    assert tea.build().published

    assert [Path(path).name for path in read] == ["theme.yaml"]
    assert "<hr>" in (tea.root / "public/portal/en/stories/salt/index.html").read_text("utf-8")
    _assert_sound(tea)


def test_a_fault_of_the_theme_is_told_by_every_build(tea: SmallProject) -> None:
    template = next((tea.root / "themes").rglob("templates/story.html"))
    text = template.read_text("utf-8")
    template.write_text(f"{text}{{{{ asset('img/none.svg') }}}}", "utf-8")
    for _ in range(2):
        assert "missing-asset" in {fault.code for fault in tea.build().found}

    template.write_text(text, "utf-8")
    assert tea.build().published


def test_languages_are_called_what_they_were(tea: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tags, "_native_names", {})
    monkeypatch.setattr(tags, "_native_name", lambda tag: pytest.fail(f"{tag} was looked up again"))

    tea.edit("content/stories/salt.md", "A [pinch]", "One [pinch]")

    assert tea.build().published
    assert "Français" in (tea.root / "public/portal/en/stories/salt/index.html").read_text("utf-8")
