"""Pages mended where a part changed: the same bytes as a build from nothing, and only where that is certain."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from sitegen import shortcuts
from sitegen.plan import SitePlanner, Unit
from sitegen.plan.units import Planned
from sitegen.session import Options, Session
from sitegen.session.making import Local
from tests.support import NOW, SmallProject, picture, snapshot

TEMPLATES = "themes/plain/templates"
STORY = """\
---
title: {title}
date: 2026-02-{day}
topics: [hills]
cover: {{file: cover.jpg, alt: Hills}}
status: published
---

A walk with *friends*, and [tea](../tea/index.md).

![Hills](cover.jpg)
"""
FOOT = '<footer>{{ t("Made by hand") }} {% for link in page.languages %}{{ link.name }} {% endfor %}</footer>\n'


@pytest.fixture
def portal(tmp_path: Path) -> SmallProject:
    """A project of three stories, of which each page ends with a part `parts/foot.html`."""
    project = SmallProject(tmp_path, {})
    for day, slug in enumerate(("tea", "coffee", "walk"), 10):
        project.write(f"content/stories/{slug}/index.md", STORY.format(title=slug.title(), day=day))
        project.write(f"content/stories/{slug}/cover.jpg", picture(40, 30))
    project.write(f"{TEMPLATES}/parts/foot.html", FOOT)
    project.edit(f"{TEMPLATES}/base.html", "</body>", '{% include "parts/foot.html" %}\n</body>')
    project.write(
        "content/missions/paris.yaml", "name: Paris\ncity: Paris\nlanguages: [fr]\nbase_url: https://p.org/\n"
    )
    return project


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the units that are planned."""
    names: list[str] = []
    plan = SitePlanner.plan

    def noted(self: SitePlanner, unit: Unit) -> Planned:
        names.append(unit.name)
        return plan(self, unit)

    monkeypatch.setattr(SitePlanner, "plan", noted)
    return names


def _as_from_nothing(project: SmallProject) -> bool:
    """Tell whether the sites have the bytes that a build from nothing gives them, which takes no short ways."""
    shutil.rmtree(project.root / "cold", ignore_errors=True)
    with shortcuts.off():
        built = project.build(output="cold", store="cold-store")
    shutil.rmtree(project.root / "cold-store")
    assert built.published, project.messages(built)
    return snapshot(project.root / "public") == snapshot(project.root / "cold")


def test_stories_are_not_planned_when_a_part_that_stands_by_itself_changes(
    portal: SmallProject, planned: list[str]
) -> None:
    portal.build()
    planned.clear()
    portal.edit(f"{TEMPLATES}/parts/foot.html", "<footer>", '<footer class="low">')
    built = portal.build()

    assert '<footer class="low">Made by hand English' in portal.page("en/stories/tea/index.html")
    assert "portal/ur/stories/walk/index.html" in built.written
    assert not [name for name in planned if name.startswith("stories/")]
    assert _as_from_nothing(portal)


def test_a_page_can_be_mended_again_and_again(portal: SmallProject, planned: list[str]) -> None:
    portal.build()
    for number in range(3):
        planned.clear()
        portal.edit(f"{TEMPLATES}/parts/foot.html", "<footer", f"<p>{'more ' * number}</p><footer")
        portal.build()
        assert not [name for name in planned if name.startswith("stories/")]
        assert _as_from_nothing(portal)


def test_a_part_that_asks_for_what_a_page_says_is_mended(portal: SmallProject) -> None:
    portal.build()
    portal.edit(f"{TEMPLATES}/parts/foot.html", "<footer>", "<footer>{{ page.title.plain }}{{ graph }}")
    portal.build()

    assert "<footer>Tea" in portal.page("en/stories/tea/index.html")
    assert _as_from_nothing(portal)


@pytest.mark.parametrize(
    ("template", "old", "new"),
    [
        ("base.html", "<main>", '<main id="more">'),
        ("story.html", "{{ body }}", "<div>{{ body }}</div>"),
        ("parts/figure.html", "<figure>", '<figure class="wide">'),
        ("parts/foot.html", "<footer>", '<footer data-css="{{ asset("css/plain.css") }}">'),
        ("parts/foot.html", "<footer>", '<footer>{% include "parts/links.html" %}'),
        ("parts/foot.html", "<footer>", "<footer>{{ body is defined }}"),
        ("parts/foot.html", FOOT, "  \n"),
    ],
)
def test_whatever_is_edited_the_pages_are_as_from_nothing(
    portal: SmallProject, template: str, old: str, new: str
) -> None:
    portal.write(f"{TEMPLATES}/parts/links.html", "<i>{{ page.direction }}</i>\n")
    portal.build()
    portal.edit(f"{TEMPLATES}/{template}", old, new)
    portal.build()

    assert _as_from_nothing(portal)


#: Ways in which the same part shows itself, or does not stand by itself.
WAYS = {
    "twice": '{% include "parts/foot.html" %}<hr>{% include "parts/foot.html" %}',
    "in a macro": '{% macro low() %}{% include "parts/foot.html" %}{% endmacro %}{{ low() }}',
    "in a variable": '{% set low %}{% include "parts/foot.html" %}{% endset %}{{ low|upper }}{{ low }}',
    "through a filter": '{% filter upper %}{% include "parts/foot.html" %}{% endfilter %}',
    "once as it is, once through a filter": (
        '{% include "parts/foot.html" %}{% filter upper %}{% include "parts/foot.html" %}{% endfilter %}'
    ),
    "without what is known": '{% include "parts/foot.html" %}{% include "parts/plain.html" without context %}',
    "where a name stands for something else": (
        '{% for page in [page, content] %}{% include "parts/any.html" %}{% endfor %}'
    ),
    "where a function is another": '{% macro t(words) %}!{{ words }}{% endmacro %}{% include "parts/any.html" %}',
    "within another part": '{% include "parts/outer.html" %}',
    "in a block of its own": '{% block low scoped %}{% include "parts/foot.html" %}{% endblock %}',
    "in a block that is shown twice": '{% block low %}{% include "parts/foot.html" %}{% endblock %}{{ self.low() }}',
    "at the end": '{% include "parts/foot.html" %}\n\n',
}


@pytest.mark.parametrize("way", WAYS)
def test_however_a_part_is_included_the_pages_are_as_from_nothing(portal: SmallProject, way: str) -> None:
    portal.write(f"{TEMPLATES}/parts/outer.html", '<div>{% include "parts/foot.html" %}</div>\n')
    portal.write(f"{TEMPLATES}/parts/any.html", '<i>{{ t("Low") }}</i>\n')
    portal.write(f"{TEMPLATES}/parts/plain.html", "<i>Low</i>\n")
    text = (portal.root / f"{TEMPLATES}/base.html").read_text()
    portal.write(f"{TEMPLATES}/base.html", text.replace('{% include "parts/foot.html" %}', "") + WAYS[way])
    portal.build()
    for name, words in (
        ("foot", "{{ page.language|default('') }}"),
        ("any", "{{ t('More') }}"),
        ("plain", ""),
        ("outer", ""),
    ):
        path = portal.root / f"{TEMPLATES}/parts/{name}.html"
        path.write_text(f"<b>{words}</b>{path.read_text()}")
    portal.build()

    assert _as_from_nothing(portal)


def test_a_part_at_the_end_of_a_page_may_end_with_blanks(portal: SmallProject) -> None:
    portal.edit(
        f"{TEMPLATES}/base.html", '{% include "parts/foot.html" %}\n</body>\n</html>', '{% include "parts/foot.html" %}'
    )
    portal.write(f"{TEMPLATES}/parts/foot.html", "<footer></footer>")
    portal.build()
    portal.write(f"{TEMPLATES}/parts/foot.html", "<footer></footer>\n\n\n")
    portal.build()

    assert _as_from_nothing(portal)


def test_with_an_edit_of_something_else_the_page_is_made_as_a_whole(portal: SmallProject) -> None:
    portal.build()
    portal.edit(f"{TEMPLATES}/parts/foot.html", "<footer>", "<footer>Low")
    portal.edit("content/stories/tea/index.md", "A walk", "A long walk")
    portal.build()

    assert "A long walk" in portal.page("en/stories/tea/index.html")
    assert _as_from_nothing(portal)


def test_a_page_that_somebody_changed_is_made_as_a_whole(portal: SmallProject) -> None:
    portal.build()
    page = portal.root / "public/portal/en/stories/tea/index.html"
    page.write_bytes(page.read_bytes().replace(b"walk", b"talk"))
    portal.edit(f"{TEMPLATES}/parts/foot.html", "<footer>", "<footer>Low")
    portal.build()

    assert _as_from_nothing(portal)


def test_nothing_is_believed_of_what_is_kept_when_it_is_damaged(portal: SmallProject) -> None:
    portal.build()
    (kept,) = (
        file for file in _kept(portal) if b"parts/foot.html" in file.read_bytes() and b"en/" in file.read_bytes()
    )
    whole = kept.read_bytes()
    for number, damaged in enumerate((b"", whole[:-1], whole[: len(whole) // 2], whole.replace(b"foot", b"fool"))):
        kept.write_bytes(damaged)
        portal.edit(f"{TEMPLATES}/parts/foot.html", "<footer", f"<p>{number}</p><footer")
        assert portal.build().published
        assert _as_from_nothing(portal)


def test_what_was_kept_of_other_bytes_is_not_believed(portal: SmallProject) -> None:
    portal.build()
    before = {file: file.read_bytes() for file in _kept(portal)}
    portal.edit(f"{TEMPLATES}/base.html", "<main>", "<main>More words.")
    portal.build()
    for file, content in before.items():
        file.write_bytes(content)
    portal.edit(f"{TEMPLATES}/parts/foot.html", "<footer>", "<footer>Low")
    portal.build()

    assert _as_from_nothing(portal)


def test_pages_are_mended_by_several_processes_alike(portal: SmallProject) -> None:
    for day in range(10, 28):
        portal.write(
            f"content/stories/day-{day}.md",
            f"---\ntitle: Day {day}\ndate: 2026-02-{day}\nstatus: published\n---\n\nA day.\n",
        )
    _build(portal, 3)
    portal.edit(f"{TEMPLATES}/parts/foot.html", "<footer>", "<footer>Low")
    _build(portal, 3)
    portal.edit(f"{TEMPLATES}/parts/foot.html", "<footer>", "<footer>Lower")
    _build(portal, 3)

    assert _as_from_nothing(portal)


def test_a_preview_shows_an_edited_part(portal: SmallProject) -> None:
    session = portal.session()
    options = Options(now=NOW + datetime.timedelta(days=1), preview=True)
    session.build(options)
    portal.edit(f"{TEMPLATES}/parts/foot.html", "<footer>", "<footer>Low")
    session.build(options)

    assert "<footer>Low" in portal.page("en/stories/tea/index.html")


def _kept(project: SmallProject) -> list[Path]:
    """Return the files that tell where parts of pages stand."""
    return sorted((project.root / ".sitegen/store/state").glob("seams-*"))


def _build(project: SmallProject, jobs: int) -> None:
    session = Session(project.root, project.root / "public", project.root / ".sitegen/store", hands=Local(jobs=jobs))
    assert session.build(Options(now=NOW)).published
