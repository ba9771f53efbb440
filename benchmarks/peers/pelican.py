"""The corpus as a project of Pelican (https://getpelican.com), from its PyPI package."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.around import ABOUT, ABOUT_TEXT, site_values
from benchmarks.contestants import Contestant, Edit
from benchmarks.corpus import Story
from benchmarks.peers.installing import python_packages, python_version
from benchmarks.peers.writing import copy_assets, copy_layouts, edited, some_words, text_of, write
from benchmarks.words import LANGUAGES


def prepare(folder: Path, stories: tuple[Story, ...]) -> Contestant:
    """Install Pelican, write its project, and say how it is built: one run for each language."""
    installed = python_packages("pelican", "pelican[markdown]", "babel")
    write_project(folder, stories)
    program = (str(installed / "bin/pelican"), "--settings", "pelicanconf.py", "--quiet")
    return Contestant(
        name="Pelican",
        version=python_version(installed, "pelican"),
        folder=folder,
        commands=tuple(("env", f"LANGUAGE_OF_SITE={language}", *program) for language in LANGUAGES),
        output=folder / "public",
        made=(folder / "public",),
        edits=_edits(folder, edited(stories)),
        notes=("one run for each language, since its lists know one language; builds everything each time",),
    )


def write_project(folder: Path, stories: tuple[Story, ...]) -> None:
    """Write the project."""
    copy_layouts("pelican", folder)
    copy_assets(folder / "theme/static")
    write(folder / "site.json", json.dumps(site_values(), ensure_ascii=False, indent=1))
    for language in LANGUAGES:
        below = folder / "content" / language
        write(below / "pages/about.md", f"Title: {ABOUT[language]}\nSlug: about\n\n{ABOUT_TEXT[language]}\n")
        for story in stories:
            write(below / f"stories/{story.slug}.md", _head(story, language) + text_of(story, language))


def _head(story: Story, language: str) -> str:
    return f"""Title: {story.title[language]}
Date: {story.date}
Slug: {story.slug}
Tags: {", ".join(story.topics)}
Summary: {story.summary[language]}

"""


def _edits(folder: Path, story: Story) -> dict[str, Edit]:
    """Return what is edited in the project."""
    found = {}
    for what, language in (("story", "en"), ("message", "ur")):
        old = some_words(story, language)
        path = folder / f"content/{language}/stories/{story.slug}.md"
        page = f"{language}/stories/{story.slug}/index.html"
        found[what] = Edit(path=path, old=old, new=f"{old} edited#", page=page)
    old = '<div class="hills"'
    path = folder / "theme/templates/parts/footer.html"
    return found | {"template": Edit(path=path, old=old, new=f'{old} id="edited#"', page="en/about/index.html")}
