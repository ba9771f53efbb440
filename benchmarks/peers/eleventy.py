"""The corpus as a project of Eleventy (https://www.11ty.dev), from its npm package, with layouts in Nunjucks."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.around import ABOUT, ABOUT_TEXT, site_values
from benchmarks.contestants import Contestant, Edit, Serving
from benchmarks.corpus import Story
from benchmarks.measuring import free_port
from benchmarks.peers.installing import node, npm_packages, npm_version
from benchmarks.peers.writing import copy_assets, copy_layouts, edited, front, some_words, text_of, write
from benchmarks.words import LANGUAGES

_PACKAGE = "@11ty/eleventy"


def prepare(folder: Path, stories: tuple[Story, ...]) -> Contestant:
    """Install Eleventy, write its project, and say how it is built."""
    plugins = ("markdown-it-anchor", "markdown-it-deflist", "markdown-it-footnote")
    installed = npm_packages("eleventy", _PACKAGE, *plugins)
    write_project(folder, stories)
    (folder / "node_modules").symlink_to((installed / "node_modules").resolve())
    command = (node(), f"node_modules/{_PACKAGE}/cmd.cjs", "--quiet")
    return Contestant(
        name="Eleventy",
        version=npm_version(installed, _PACKAGE),
        folder=folder,
        commands=(command,),
        output=folder / "public",
        made=(folder / "public",),
        edits=_edits(folder, edited(stories)),
        serving=Serving(
            command=(*command, "--serve", "--incremental", f"--port={free_port()}"), output=folder / "public"
        ),
        notes=("builds everything each time; while serving it does leave out what did not change (`--incremental`)",),
    )


def write_project(folder: Path, stories: tuple[Story, ...]) -> None:
    """Write the project."""
    copy_layouts("eleventy", folder)
    copy_assets(folder / "static")
    content = folder / "content"
    write(content / "_data/site.json", json.dumps(site_values(), ensure_ascii=False, indent=1))
    for language in LANGUAGES:
        below = content / language
        write(below / f"{language}.json", json.dumps({"language": language}))
        write(below / "stories/stories.json", json.dumps({"layout": "story.njk"}))
        about = front({"title": ABOUT[language], "layout": "text.njk"})
        write(below / "about.md", about + ABOUT_TEXT[language] + "\n")
        for story in stories:
            fields = {
                "title": story.title[language],
                "date": str(story.date),
                "description": story.summary[language],
                "topics": f"[{', '.join(story.topics)}]",
            }
            write(below / f"stories/{story.slug}.md", front(fields) + text_of(story, language))


def _edits(folder: Path, story: Story) -> dict[str, Edit]:
    """Return what is edited in the project."""
    found = {}
    for what, language in (("story", "en"), ("message", "ur")):
        old = some_words(story, language)
        path = folder / f"content/{language}/stories/{story.slug}.md"
        page = f"{language}/stories/{story.slug}/index.html"
        found[what] = Edit(path=path, old=old, new=f"{old} edited#", page=page)
    old = '<div class="hills"'
    path = folder / "layouts/parts/footer.njk"
    return found | {"template": Edit(path=path, old=old, new=f'{old} id="edited#"', page="en/about/index.html")}
