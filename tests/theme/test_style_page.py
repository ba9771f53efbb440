"""The page that shows what a theme is made of: for those at work on it, and for nobody else."""

from __future__ import annotations

from pathlib import Path

from tests.support import SmallProject

SHEET = """
{% extends "base.html" %}
{% block main %}<h1>{{ content.cards|length }} {{ content.lead.title.plain }}</h1>{% endblock %}
"""
STORY = "---\ntitle: A well\ndate: 2026-01-05\nsummary: Deep.\n---\n\nWater.\n"


def test_drafts_and_previews_have_it_in_every_language(tmp_path: Path) -> None:
    project = SmallProject(tmp_path, {"content/stories/well.md": STORY, "themes/plain/templates/style.html": SHEET})

    assert project.build(drafts=True).published
    assert "<h1>0 A well</h1>" in project.page("en/style/index.html")
    assert project.build(preview=True, drafts=True).published
    assert "<h1>0 A well</h1>" in project.page("en/style/index.html")


def test_readers_do_not_get_it(tmp_path: Path) -> None:
    project = SmallProject(tmp_path, {"content/stories/well.md": STORY, "themes/plain/templates/style.html": SHEET})
    project.build(drafts=True)

    built = project.build()

    assert built.published
    assert "portal/en/style/index.html" in built.removed
    assert not (tmp_path / "public/portal/en/style").exists()


def test_a_theme_without_its_template_has_none(tmp_path: Path) -> None:
    project = SmallProject(tmp_path, {"content/stories/well.md": STORY})

    assert project.build(drafts=True).published
    assert not (tmp_path / "public/portal/en/style").exists()
