"""What is read of a project, and what is refused before it can hurt."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from sitegen import digest, stamps
from sitegen.limits import YAML_LEVELS
from sitegen.scanning import scan
from sitegen.shape import Entries, Faults, Scalar, compose
from sitegen.tree import ChangedError, Known
from tests.conftest import ProjectFactory
from tests.support import SmallProject, picture

STORY = "---\ntitle: Coffee\ndate: 2026-01-02\n---\n![A cup](cup.jpg)\n"


def test_text_stays_text() -> None:
    node = compose("a: no\nb: 1.10\nc: 12:30\nd: 2026-02-30\n", Faults("x.yaml"))

    assert isinstance(node, Entries)
    assert [value.text for _, _, value in node.entries if isinstance(value, Scalar)] == [
        "no",
        "1.10",
        "12:30",
        "2026-02-30",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- " * 100_000 + "a", "yaml-limit"),
        ("[" * 100_000, "yaml-limit"),
        ("a: &a [x]\nb: *a\n", "yaml-alias"),
        ("a: &a {b: *a}\n", "yaml-alias"),
        ("<<: {a: 1}\n", "yaml-alias"),
        ("a: !!binary aGk=\n", "yaml-tag"),
        ("a: 1\na: 2\n", "duplicate-key"),
        ("? [a]\n: b\n", "yaml-key"),
        ("a: b\n---\nc: d\n", "yaml-syntax"),
        ('a: "\\ud83d"\n', "yaml-syntax"),
        ("a: \x07\n", "yaml-syntax"),
        ("a: 'open\n", "yaml-syntax"),
        ("x" * 70_000, "yaml-limit"),
    ],
)
def test_yaml_that_could_hurt_is_refused_with_its_line(text: str, code: str) -> None:
    faults = Faults("x.yaml")

    compose(text, faults)

    assert [fault.code for fault in faults.found][:1] == [code]


def test_yaml_as_deep_as_allowed_is_read() -> None:
    faults = Faults("x.yaml")

    compose("[" * (YAML_LEVELS - 1) + "a" + "]" * (YAML_LEVELS - 1), faults)

    assert faults.found == []


@pytest.mark.parametrize("kind", ["file", "folder", "pipe"])
def test_links_and_pipes_are_refused_by_name(tmp_path: Path, kind: str) -> None:
    project = SmallProject(tmp_path, {"content/stories/coffee/index.md": STORY, "secret.txt": "secret"})
    place = tmp_path / "content/stories/coffee/cup.jpg"
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(tmp_path / "secret.txt" if kind == "file" else tmp_path)

    built = project.build()

    assert not built.published
    assert "content/stories/coffee/cup.jpg" in {fault.span.path for fault in built.found if fault.code == "not-a-file"}


#: Nanoseconds: a moment at which what was written just now has rested for long enough.
LATER = 10_000_000_000


def test_a_file_changed_behind_its_stamp_is_seen_when_verified(tmp_path: Path) -> None:
    project = SmallProject(tmp_path, {"content/stories/coffee.md": STORY.replace("![A cup](cup.jpg)", "Slowly.")})
    path = tmp_path / "content/stories/coffee.md"
    first, _ = scan(tmp_path, at=path.stat().st_mtime_ns + LATER)
    numbers, _ = first.known.files["content/stories/coffee.md"]
    assert first.known.digest_of("content/stories/coffee.md", numbers) is not None

    project.edit("content/stories/coffee.md", "Slowly.", "Gently.")

    assert scan(tmp_path, first.known)[0].digests != first.digests


@pytest.mark.parametrize("change", ["nothing", "edit", "add", "remove", "folder", "file for folder", "folder for file"])
def test_a_scan_with_knowledge_sees_what_one_without_sees(tmp_path: Path, change: str) -> None:
    project = SmallProject(tmp_path, {"content/stories/coffee.md": STORY, "content/stories/tea/index.md": STORY})
    first, _ = scan(tmp_path, at=(tmp_path / "content/stories").stat().st_mtime_ns + LATER)
    if change == "edit":
        project.edit("content/stories/coffee.md", "Coffee", "Cocoa")
    elif change == "add":
        project.write("content/stories/milk.md", STORY)
    elif change == "remove":
        project.remove("content/stories/coffee.md")
    elif change == "folder":
        project.write("locales/fr/LC_MESSAGES/site.po", "")
    elif change == "file for folder":
        project.remove("content/stories/tea/index.md")
        (tmp_path / "content/stories/tea").rmdir()
        project.write("content/stories/tea", STORY)
    elif change == "folder for file":
        project.remove("content/stories/coffee.md")
        project.write("content/stories/coffee.md/index.md", STORY)

    again, found = scan(tmp_path, first.known)

    assert (again.digests, found) == (scan(tmp_path)[0].digests, ())
    assert (again.digests == first.digests) == (change == "nothing")


def test_a_file_written_just_before_the_last_look_is_read_again(tmp_path: Path) -> None:
    SmallProject(tmp_path, {"content/stories/coffee.md": STORY})
    path = tmp_path / "content/stories/coffee.md"

    known = scan(tmp_path, at=path.stat().st_mtime_ns + 50_000_000)[0].known

    assert known.digest_of("content/stories/coffee.md", known.files["content/stories/coffee.md"][0]) is None


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 99, b"x" * 100, b"x" * 101, b"x" * 300_000])
def test_a_file_is_read_as_it_was_or_not_at_all(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "content").mkdir()
    path = tmp_path / "content/words.md"
    path.write_bytes(content)
    tree, _ = scan(tmp_path, Known())
    assert tree.read("content/words.md") == content
    assert tree.digests == {"content/words.md": digest.of_bytes(content)}
    assert tree.find("content/words.md") == digest.of_bytes(content)

    for other in (b"y" * len(content) + b"y", content[1:] + b"yz", content + b"x" * 70_000):
        path.write_bytes(other)
        with pytest.raises(ChangedError):
            tree.read("content/words.md")


@pytest.mark.parametrize(
    ("mtime", "ctime", "seconds", "is_settled"),
    [
        (5.123456789, 5.123456789, 0.09, False),
        (5.123456789, 5.123456789, 0.11, True),
        (5.0, 5.0, 0.11, False),
        (5.0, 5.0, 1.9, False),
        (5.0, 5.0, 2.1, True),
        (1.0, 5.5, 0.05, False),
        (5.0, 1.5, 1.9, False),
    ],
)
def test_a_stamp_rests_for_longer_where_time_is_counted_in_seconds(
    mtime: float, ctime: float, seconds: float, is_settled: bool
) -> None:
    numbers = (1, round(mtime * 10**9), round(ctime * 10**9), 1)

    at = max(numbers[1:3]) + round(seconds * 10**9)

    assert (stamps.unsettled([numbers], at) == []) is is_settled


def test_a_picture_for_one_language_is_picked_by_itself(project: ProjectFactory) -> None:
    made = project("")
    made.write("content/stories/coffee/index.md", STORY)
    made.write("content/stories/coffee/cup.jpg", picture(80, 60))
    made.write("content/stories/coffee/cup.ur.jpg", picture(80, 40, (10, 90, 60)))

    made.build()

    assert "coffee-cup-64." in made.page("en/stories/coffee/index.html")
    assert "coffee-cup.ur-64." in made.page("ur/stories/coffee/index.html")


def test_names_in_two_unicode_forms_are_one_file(tmp_path: Path) -> None:
    project = SmallProject(tmp_path, {})
    for name in ("caf\u00e9", "cafe\u0301"):
        project.write(f"content/stories/{name}.md", STORY.replace("![A cup](cup.jpg)", "Slowly."))

    found = project.build().found

    assert [(fault.code, fault.span.path) for fault in found] == [("path-collision", "content/stories/caf\u00e9.md")]


def test_a_byte_order_mark_and_windows_line_ends_are_read(project: ProjectFactory) -> None:
    made = project("")
    made.write(
        "content/stories/coffee.md", b"\xef\xbb\xbf---\r\ntitle: Coffee\r\ndate: 2026-01-02\r\n---\r\nSlowly.\r\n"
    )

    assert made.messages(made.build()) == []
    assert "<p>Slowly.</p>" in made.page("en/stories/coffee/index.html")


def test_a_field_left_empty_counts_as_not_written(project: ProjectFactory) -> None:
    made = project("""
        -- content/stories/coffee.md --
        ---
        title: Coffee
        date: 2026-01-02
        updated:
        topics:
        region: ~
        cover:
        ---
        Slowly.
        """)

    assert made.messages(made.build()) == []


@pytest.mark.parametrize(
    "path",
    ["content/stories/tea/tea.md", "content/stories/a/b/index.md", "content/missions/rome.yml", "locales/ur/tea.po"],
)
def test_a_file_that_nobody_reads_is_named(tmp_path: Path, path: str) -> None:
    project = SmallProject(tmp_path, {path: "---\ntitle: Tea\ndate: 2026-01-02\n---\nSlowly.\n"})

    assert [(fault.span.path, fault.code) for fault in project.build().found] == [(path, "unread-file")]


@pytest.mark.parametrize("name", ["हिन्दी", "مُحَمَّد", "λόγος", "k2"])
def test_names_of_every_script_can_be_addresses(tmp_path: Path, name: str) -> None:
    text = "---\ntitle: Tea\ndate: 2026-01-02\n---\nSlowly.\n"
    project = SmallProject(tmp_path, {f"content/stories/{name}.md": text})

    assert project.messages(project.build()) == []


def test_a_figure_template_may_say_things(project: ProjectFactory) -> None:
    made = project("")
    made.write("content/stories/coffee/index.md", STORY)
    made.write("content/stories/coffee/cup.jpg", picture())
    made.edit("themes/plain/templates/parts/figure.html", "<figcaption>", '<figcaption>{{ t("Photo") }}: ')

    made.build()

    assert "<figcaption>Photo: " in made.page("en/stories/coffee/index.html")


def test_what_was_read_for_a_digest_is_not_taken_for_another_state_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    path = tmp_path / "content/tea.md"
    path.write_text("Pour it.")
    tree, _ = scan(tmp_path)
    path.write_text("Drink it.")
    later = dataclasses.replace(tree, digests={**tree.digests, "content/tea.md": digest.of_bytes(b"Drink it.")})

    assert later.read("content/tea.md") == b"Drink it."
    path.write_text("Pour it.")
    assert tree.read("content/tea.md") == b"Pour it."
