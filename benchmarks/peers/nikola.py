"""The corpus as a project of Nikola (https://getnikola.com), from its PyPI package, with templates in Jinja."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from benchmarks.around import ABOUT, ABOUT_TEXT, NAME, ON_HOME, site_values
from benchmarks.contestants import Contestant, Edit
from benchmarks.corpus import Story
from benchmarks.peers.installing import python_packages, python_version
from benchmarks.peers.writing import copy_assets, copy_layouts, edited, some_words, text_of, write
from benchmarks.words import LANGUAGES

#: What its build tool remembers, by the names that the different modules of `dbm` give it.
_DATABASES = (".doit.db", ".doit.db.bak", ".doit.db.dat", ".doit.db.dir", ".doit.db.db")


def prepare(folder: Path, stories: tuple[Story, ...]) -> Contestant:
    """Install Nikola, write its project, and say how it is built."""
    installed = python_packages("nikola", "nikola", "jinja2", "markdown", "babel")
    write_project(folder, stories)
    return Contestant(
        name="Nikola",
        version=python_version(installed, "nikola"),
        folder=folder,
        commands=((str(installed / "bin/nikola"), "build", "-v", "0"),),
        output=folder / "output",
        made=tuple(folder / name for name in ("output", "cache", *_DATABASES)),
        edits=_edits(folder, edited(stories)),
        incremental=True,
        notes=("topics have feeds, too; the numbers of stories by topic are given to it",),
    )


def write_project(folder: Path, stories: tuple[Story, ...]) -> None:
    """Write the project."""
    copy_layouts("nikola", folder)
    copy_assets(folder / "files")
    counts = Counter(topic for story in stories for topic in story.topics) | {"": len(stories)}
    write(folder / "site.json", json.dumps(site_values() | {"counts": counts}, ensure_ascii=False, indent=1))
    for language in LANGUAGES:
        ending = ".md" if language == LANGUAGES[0] else f".{language}.md"
        about = _head({"title": ABOUT[language], "slug": "about"}) + ABOUT_TEXT[language] + "\n"
        write(folder / f"pages/about{ending}", about)
        newest = f"{{{{% post-list stop={ON_HOME} template=cards.tmpl lang={language} %}}}}{{{{% /post-list %}}}}\n"
        home = _head({"title": NAME[language], "slug": "index", "template": "home.tmpl"})
        write(folder / f"pages/index{ending}", home + newest)
        lost = {"title": NAME[language], "slug": "404", "template": "lost.tmpl", "pretty_url": "False"}
        write(folder / f"pages/404{ending}", _head(lost) + NAME[language] + "\n")
        for story in stories:
            fields = {
                "title": story.title[language],
                "slug": story.slug,
                "date": f"{story.date} 00:00:00 UTC",
                "tags": ", ".join(story.topics),
                "description": story.summary[language],
            }
            write(folder / f"posts/{story.slug}{ending}", _head(fields) + text_of(story, language))


def _head(fields: dict[str, str]) -> str:
    lines = "".join(f".. {key}: {value}\n" for key, value in fields.items())
    return f"<!--\n{lines}-->\n\n"


def _edits(folder: Path, story: Story) -> dict[str, Edit]:
    """Return what is edited in the project."""
    found = {}
    for what, language, ending in (("story", "en", ".md"), ("message", "ur", ".ur.md")):
        old = some_words(story, language)
        path = folder / f"posts/{story.slug}{ending}"
        found[what] = Edit(path=path, old=old, new=f"{old} edited#", page=f"{language}/stories/{story.slug}/index.html")
    old = '<div class="hills"'
    path = folder / "themes/bench/templates/parts/footer.tmpl"
    return found | {"template": Edit(path=path, old=old, new=f'{old} id="edited#"', page="en/about/index.html")}
