"""The corpus as a project of sitegen: stories in English, everything else from PO catalogs, the shipped theme."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.around import (
    ABOUT,
    ABOUT_TEXT,
    BASE_URL,
    NAME,
    PAGE_SIZE,
    REGION_NAMES,
    ROOT,
    TAGLINE,
    TOPIC_NAMES,
    theme_catalog,
)
from benchmarks.corpus import Story, Words, markdown
from benchmarks.words import LANGUAGES
from sitegen.catalog import plural_forms

#: What other generators do not make of such a project; see `features` in docs/formats.md.
OFF = (
    "credits",
    "fonts",
    "json_feeds",
    "places",
    "regions",
    "related",
    "schema",
    "sharing",
    "sitemaps",
    "topic_feeds",
)
#: Four missions with the languages of the portal: the most that sites over one shelf can cost.
MISSIONS = (("ankara", "tr"), ("london", "en"), ("riyadh", "ar"), ("doha", "ur"))

#: A message: what translators are told, its context, its text, its translation by language.
Message = tuple[str, str, str, Words]


def write_portal(folder: Path, stories: Iterable[Story], *, full: bool = False, missions: bool = False) -> None:
    """Write the project. `full` leaves every feature on; `missions` adds four sites of missions."""
    _write(folder / "content/site.yaml", _settings(full))
    for story in stories:
        path = f"content/stories/{story.slug}/index.md"
        _write(folder / path, _front(story) + markdown(story, LANGUAGES[0]))
        _catalogs(folder, f"stories/{story.slug}", path, _story_messages(story))
    page = f"---\ntitle: {ABOUT['en']}\ndate: 2010-01-01\nstatus: published\n---\n\n{ABOUT_TEXT['en']}\n"
    _write(folder / "content/pages/about.md", page)
    about = [("", "", words["en"], words) for words in (ABOUT, ABOUT_TEXT)]
    _catalogs(folder, "pages/about", "content/pages/about.md", about)
    _catalogs(folder, "site", "content/site.yaml", _site_messages())
    for language in LANGUAGES[1:]:
        shutil.copy(theme_catalog(language), folder / f"locales/{language}/LC_MESSAGES/theme.po")
    shutil.copytree(ROOT / "themes/safar", folder / "themes/safar", dirs_exist_ok=True)
    if missions:
        write_missions(folder)


def write_missions(folder: Path) -> None:
    """Add the sites of missions to a project."""
    for id, first in MISSIONS:
        languages = ", ".join((first, *(tag for tag in LANGUAGES if tag != first)))
        text = f"name: Safar {id}\ncity: {id.capitalize()}\nlanguages: [{languages}]\nlanguage: en\n"
        _write(folder / f"content/missions/{id}.yaml", f"{text}base_url: https://{id}.example.org/\n")


def _settings(full: bool) -> str:
    """Return `content/site.yaml`."""
    lines = [
        f"name: {NAME['en']}",
        f"tagline: {TAGLINE['en']}",
        f"base_url: {BASE_URL}",
        "languages: [{tag: en, locale: en-GB}, ur, ar, tr]",
        f"page_size: {PAGE_SIZE}",
        "navigation: [stories, topics, about]",
        *_subjects("topics", TOPIC_NAMES.items()),
        *_subjects("regions", REGION_NAMES.items()),
    ]
    if not full:
        lines += ["features:", *(f"  {name}: false" for name in OFF)]
    return "\n".join(lines) + "\n"


def _subjects(field: str, names: Iterable[tuple[str, Words]]) -> Sequence[str]:
    return [f"{field}:", *(f"  {key}: {words['en']}" for key, words in names)]


def _front(story: Story) -> str:
    return f"""---
title: {story.title["en"]}
date: {story.date}
summary: {story.summary["en"]}
topics: [{", ".join(story.topics)}]
region: {story.region}
status: published
---

"""


def _story_messages(story: Story) -> Iterable[Message]:
    """Yield the messages of a story as `sitegen messages update` would write them, comments aside."""
    for words in {words["en"]: words for words in story.texts}.values():
        yield "", "", words["en"], words


def _site_messages() -> Iterable[Message]:
    yield "name of the site", "name", NAME["en"], NAME
    yield "what the site is, in a few words", "tagline", TAGLINE["en"], TAGLINE
    for field, role, names in (("topics", "topic", TOPIC_NAMES), ("regions", "region", REGION_NAMES)):
        for key, words in names.items():
            yield f"name of a {role}", f"{field}.{key}", words["en"], words


def _catalogs(folder: Path, domain: str, path: str, messages: Iterable[Message]) -> None:
    """Write the catalogs of a domain in every language but the source's."""
    listed = list(messages)
    for language in LANGUAGES[1:]:
        entries = (_entry(path, comment, context, id, words[language]) for comment, context, id, words in listed)
        text = _HEADER.format(domain=domain, language=language, plural=plural_forms(language)) + "".join(entries)
        _write(folder / f"locales/{language}/LC_MESSAGES/{domain}.po", text)


_HEADER = """# {domain} in {language}
msgid ""
msgstr ""
"Project-Id-Version: sitegen\\n"
"Report-Msgid-Bugs-To: \\n"
"PO-Revision-Date: 1970-01-01 00:00+0000\\n"
"Last-Translator: \\n"
"Language-Team: \\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"
"X-Sitegen-Segmentation: 1\\n"
"""


def _entry(path: str, comment: str, context: str, id: str, text: str) -> str:
    said = f"#. {comment}\n" if comment else ""
    where = f"msgctxt {_quoted(context)}\n" if context else ""
    return f"\n{said}#: {path}\n{where}msgid {_quoted(id)}\nmsgstr {_quoted(text)}\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
