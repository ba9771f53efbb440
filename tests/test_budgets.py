"""Budgets: what pages may weigh, told at build, and remembered while nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.firstview import weigh
from tests.support import SITE, SmallProject

STORY = "---\ntitle: A well\ndate: 2026-01-05\nsummary: Deep.\n---\n\nWater.\n"
#: Text that hardly gets smaller, in paragraphs.
LONG = "\n\n".join(" ".join(str(number**3) for number in range(start, start + 100)) for start in range(0, 2000, 100))
PAGE = """<!doctype html><html lang="{lang}"><head><title>Ж</title>
<link rel="stylesheet" href="../a/s.css"><link rel="canonical" href="https://example.org/x">
<script src="../a/x.js" defer></script></head><body><p>{words}</p>{more}</body></html>"""
CSS = """
@font-face { font-family: "Latin"; src: url("l.woff2"); unicode-range: U+0-FF; }
@font-face { font-family: "Nastaliq"; src: url("n.woff2"); unicode-range: U+600-6FF; }
@font-face { font-family: "Russian"; src: url("r.woff2"); unicode-range: U+400-4FF; }
"""


def files(lang: str, words: str, more: str = "") -> dict[str, bytes]:
    return {
        "p/index.html": PAGE.format(lang=lang, words=words, more=more).encode(),
        "a/s.css": CSS.encode(),
        "a/x.js": b"alert(1)" * 100,
        **{f"a/{name}.woff2": b"f" * size for name, size in (("l", 10), ("n", 200), ("r", 30))},
    }


@pytest.mark.parametrize(
    ("lang", "words", "loaded"),
    [
        ("en", "Water", {"a/l.woff2": 10}),
        ("en", "Water پانی", {"a/l.woff2": 10}),
        ("ur", "پانی", {"a/n.woff2": 200}),
        ("ur-PK", "پانی Water", {"a/l.woff2": 10, "a/n.woff2": 200}),
        ("ru", "Вода", {"a/r.woff2": 30}),
    ],
)
def test_a_page_loads_the_faces_of_its_letters_and_language(lang: str, words: str, loaded: dict[str, int]) -> None:
    weight = weigh("p/index.html", files(lang, words).__getitem__, {"Nastaliq": ("ur",)})

    assert weight.fonts == loaded
    assert 0 < weight.scripts < 100
    assert weight.first_view == weight.html + weight.styles + weight.scripts + sum(loaded.values())
    assert weight.hosts == ()


def test_what_comes_from_other_hosts_is_told() -> None:
    more = '<img src="https://pictures.example/a.jpg" alt=""><a href="https://fine.example/">x</a>'
    more += '<script src="//s.example/x.js"></script>'

    weight = weigh("p/index.html", files("en", "Water", more).__getitem__, {})

    assert weight.hosts == ("pictures.example", "s.example")


@pytest.fixture
def light(tmp_path: Path) -> SmallProject:
    project = SmallProject(tmp_path, {"content/stories/well.md": STORY})
    project.write("content/site.yaml", SITE + "budgets: {page: 1, first_view: 100}\n")
    return project


def test_a_build_tells_of_the_heaviest_story_and_goes_on_telling(light: SmallProject) -> None:
    light.write("content/stories/deep.md", STORY.replace("Water.", LONG))

    built = light.build()

    assert built.published
    assert {fault.code for fault in built.found} == {"over-budget"}
    assert any("portal/en/stories/deep/index.html" in fault.message for fault in built.found)
    assert built.found[0].span.path == "content/site.yaml"
    assert light.build().found == built.found
    assert not light.build(strict=True).published


def test_without_budgets_nothing_is_weighed(light: SmallProject) -> None:
    light.write("content/site.yaml", SITE)

    assert light.build().found == ()


def test_a_preview_weighs_nothing(light: SmallProject) -> None:
    light.write("content/stories/deep.md", STORY.replace("Water.", LONG))

    assert light.build(preview=True).found == ()


def test_budgets_are_checked_where_they_are_written(light: SmallProject) -> None:
    light.write("content/site.yaml", SITE + "budgets: {page: much, languages: {klingon-x: 3}}\n")

    assert {fault.code for fault in light.build().found} == {"wrong-value"}
