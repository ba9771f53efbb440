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
    "cards",
    "credits",
    "fonts",
    "json_feeds",
    "places",
    "regions",
    "related",
    "schema",
    "search",
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
        _write(folder / f"locales/history/stories/{story.slug}.yaml", _history(story))
    page = f"---\ntitle: {ABOUT['en']}\ndate: 2010-01-01\nstatus: published\n---\n\n{ABOUT_TEXT['en']}\n"
    _write(folder / "content/pages/about.md", page)
    _catalogs(folder, "pages/about", "content/pages/about.md", _about_messages())
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


#: What translators are told of the texts of a block: of all, or of the first so many and the others.
_ROLES = {
    "heading": ("heading, level 2",),
    "paragraph": ("paragraph",),
    "quotation": ("paragraph in a quotation",),
    "items": ("list item",) * 4,
    "nested": ("list item",) * 3,
    "term": ("term", "definition"),
    "footnote": ("paragraph in a footnote",),
    "table": ("table heading",) * 3 + ("table cell",) * 6,
}
_ADDRESS = "address: small letters and digits, joined by hyphens; empty keeps it"


def _story_messages(story: Story) -> Iterable[Message]:
    """Yield the messages of a story as `sitegen messages update` would write them."""
    yield "title, at most 70 characters", "", story.title["en"], story.title
    yield "summary for lists and search results, at most 160 characters", "", story.summary["en"], story.summary
    under = ""
    for block in story.blocks:
        for role, words in zip(_ROLES[block.kind], block.texts, strict=True):
            yield role if block.kind in ("heading", "footnote") else role + under, "", words["en"], words
        if block.kind == "heading":
            under = f" under “{block.texts[0]['en']}”"
    yield _address("slug", story.slug)


def _history(story: Story) -> str:
    """Return what `update` notes of the headings of a story."""
    headings = (block.texts[0]["en"] for block in story.blocks if block.kind == "heading")
    ids = (heading.lower().replace(" ", "-") for heading in headings)
    return _HISTORY + "".join(f"  - id: {id}\n" for id in dict.fromkeys(ids))


def _about_messages() -> Iterable[Message]:
    yield "title, at most 70 characters", "", ABOUT["en"], ABOUT
    yield "paragraph", "", ABOUT_TEXT["en"], ABOUT_TEXT
    yield _address("slug", "about")


def _address(context: str, slug: str) -> Message:
    """Return the message by which translators may give something another address; none does."""
    return _ADDRESS, context, slug, dict.fromkeys(LANGUAGES, "")


def _site_messages() -> Iterable[Message]:
    yield "name of the site", "name", NAME["en"], NAME
    yield "what the site is, in a few words", "tagline", TAGLINE["en"], TAGLINE
    for field, role, names in (("topics", "topic", TOPIC_NAMES), ("regions", "region", REGION_NAMES)):
        for key, words in names.items():
            yield f"name of a {role}", f"{field}.{key}", words["en"], words
    for field, names in (("topics", TOPIC_NAMES), ("regions", REGION_NAMES)):
        for key in names:
            yield _address(f"{field}.{key}.slug", key)


def _catalogs(folder: Path, domain: str, path: str, messages: Iterable[Message]) -> None:
    """Write the catalogs of a domain in every language but the source's."""
    listed = list(messages)
    for language in LANGUAGES[1:]:
        entries = (_entry(path, comment, context, id, words[language]) for comment, context, id, words in listed)
        text = _HEADER.format(domain=domain, language=language, plural=plural_forms(language)) + "".join(entries)
        _write(folder / f"locales/{language}/LC_MESSAGES/{domain}.po", text)


_HISTORY = """\
# Former addresses, which lead on to the present ones. `sitegen messages update` keeps this file;
# what may be changed by hand stands in docs/formats.md.
headings:
"""
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
    where = f"msgctxt {_quoted(context)}\n" if context else ""
    return f"\n#. {comment}\n#: {path}\n{where}msgid {_quoted(id)}\nmsgstr {_quoted(text)}\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
