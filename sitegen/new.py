"""`sitegen new`: starter files for a story, a page and a mission, with comments that teach."""

from __future__ import annotations

import json

from sitegen.config import MISSIONS, PORTAL
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.locales import native_name, zone
from sitegen.session import Options, Reading, Session
from sitegen.slugs import SLUG_LIKE, is_slug
from sitegen.store import write_durably
from sitegen.stories import STORY, Story, is_live, reserved
from sitegen.values import dataclass

_STORY = """\
---
# What readers see first. Text that holds ": " goes between double quotes.
title: {title}
date: {today}
# One sentence for cards and search results, about 160 characters. Without it the first paragraph stands there.
# summary: …
language: {language}
# {topics}
topics: []
# {regions}
# region: …
# Puts the story into the list of places; with latitude and longitude, in decimal degrees, on the maps.
# place: {{name: …, latitude: …, longitude: …}}
# cover: {{file: cover.jpg, alt: "What the picture shows.", credit: "Who made it", focus: [0.5, 0.5]}}
credits: [{{role: writer, name: Story desk}}]
# What the story rests on, as readers may look it up. A url only if somebody opened it.
# sources:
#   - {{title: …, publisher: …, year: …}}
# brief, draft and review are seen in the preview only; published is for everybody.
status: draft
# To have it appear at a set time, in the time zone {time_zone}:
# publish: {today}T08:00
---

The first paragraph says what is special about this place. Each paragraph is one piece for translators.

## The first heading

A link to another story is the path to its file. A picture stands beside this file, alone in a paragraph.
"""
_PAGE = """\
---
# What readers see first. Text that holds ": " goes between double quotes.
title: {title}
date: {today}
language: {language}
# draft is seen in the preview only; published is for everybody. A published page stands in the footer by itself.
status: draft
---

The first paragraph says what this page is for.
"""
_MISSION = """\
# The site of a mission, built into public/{id}/. Every key is described in docs/formats.md.
name: {name}
city: {title}
# The country, as its people call it, and the time zone in which days begin and times of events are meant:
# country: …
# time_zone: Europe/Berlin
# The language in which this file is written, and those of the site: any of {tags}, or others.
language: {language}
languages: [{language}]
# Where the site will be published. A placeholder until then.
base_url: https://{id}.example.org/
# Words of welcome on the home page, and where readers may write to:
# greeting: …
# contact: {{label: Press section, email: {id}@example.org}}
# Stories for the top of the home page, best first:
# featured: [{featured}]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The project path of the file that was written; none when `found` says why not."""

    path: str = ""
    found: tuple[Diagnostic, ...] = ()


def new_text(session: Session, options: Options, kind: str, slug: str) -> Made:
    """Write a starter file for a story or page, a draft of today; never over something that is there."""
    path = f"content/{kind}/{slug}/index.md" if kind == STORY else f"content/{kind}/{slug}.md"
    reading, _, found = session.read(options)
    if reading is None:
        return Made(found=found)
    faults = _check_slug(slug, path) or _check_address(session, reading, kind, slug, path)
    if faults:
        return Made(found=faults)
    config = reading.config
    text = (_STORY if kind == STORY else _PAGE).format(
        title=_title(slug),
        today=options.now.astimezone(zone(config.time_zone)).date().isoformat(),
        language=config.source_language,
        topics=_known("Topics", config.topics),
        regions=_known("Regions", config.regions),
        time_zone=config.time_zone,
    )
    return _write(session, path, text)


def new_mission(session: Session, options: Options, id: str) -> Made:
    """Write a starter file for a mission; never over one that is there."""
    path = f"{MISSIONS}{id}.yaml"
    reading, _, found = session.read(options)
    if reading is None:
        return Made(found=found)
    faults = _check_slug(id, path)
    if not faults and id == PORTAL:
        faults = (
            error("bad-name", Span(path), f'a mission cannot be called "{id}"', f"take another name: {SLUG_LIKE}"),
        )
    if faults:
        return Made(found=faults)
    config = reading.config
    text = _MISSION.format(
        id=id,
        name=json.dumps(f"{config.sites[0].name} {_title(id)}", ensure_ascii=False),
        title=_title(id),
        language=config.source_language,
        tags=", ".join(config.tags),
        featured=", ".join(story.slug for story in _published(reading, options)[:2]),
    )
    return _write(session, path, text)


def _published(reading: Reading, options: Options) -> list[Story]:
    """Return the stories that a site can feature: those that everybody sees, newest first."""
    return [story for story in reading.library.stories if is_live(story, options.now)]


def _check_slug(slug: str, path: str) -> tuple[Diagnostic, ...]:
    if is_slug(slug):
        return ()
    return (error("bad-name", Span(path), f'"{slug}" cannot be an address', f"take another name: {SLUG_LIKE}"),)


def _check_address(session: Session, reading: Reading, kind: str, slug: str, path: str) -> tuple[Diagnostic, ...]:
    """Refuse an address that a text has, had, or cannot have."""
    if slug in reserved(kind):
        return (error("bad-name", Span(path), f'the address "{slug}" is taken', "take another name"),)
    for other in (f"content/{kind}/{slug}.md", f"content/{kind}/{slug}"):
        if (session.root / other).exists():
            return (_there(other),)
    for (place, tag), other in reading.permalinks.slugs.items():
        if other == slug and place.rpartition("/")[0] == kind:
            message = f'"{slug}" is the address of {place} in {native_name(tag)}'
            return (error("slug-taken", Span(path), message, "take another name"),)
    for story in reading.library.all:
        for alias in story.aliases:
            if alias.domain == f"{kind}/{slug}":
                message = f"this is a former address of {story.path}"
                return (
                    error("alias-taken", Span(story.path, alias.line), message, "take another name, or the alias off"),
                )
    return ()


def _write(session: Session, path: str, text: str) -> Made:
    if (session.root / path).exists():
        return Made(found=(_there(path),))
    write_durably(session.root / path, text.encode())
    return Made(path=path)


def _there(path: str) -> Diagnostic:
    return error("already-there", Span(path), "this is there already, and is left as it is", "take another name")


def _title(slug: str) -> str:
    """Return a name for people: `walled-city` is `Walled city`."""
    words = slug.replace("-", " ")
    return words[:1].upper() + words[1:]


def _known(kind: str, pairs: tuple[tuple[str, str], ...]) -> str:
    keys = ", ".join(key for key, _ in pairs)
    return f"{kind} of content/site.yaml: {keys or 'there are none yet'}"
