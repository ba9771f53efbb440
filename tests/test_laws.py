"""Laws of the whole build, tried on small projects that Hypothesis edits."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen import digest, shortcuts
from sitegen.catalog import Catalog, read, write
from sitegen.diagnostics import Severity
from sitegen.messages import update
from sitegen.session import Options, Session
from sitegen.session.remote import Remote
from tests.support import NOW, SITE, SmallProject, picture, shown, snapshot

SLUGS = ("coffee", "tea", "salt")
WORDS = ("slow", "warm *tea*", "a [link](../tea/index.md)", "زمین", "`code`", "1,046 km", "two  \nlines", "end[^1]")

#: What the life of a story is made of, around the time at which the projects are built.
LIFE = (
    "status: withdrawn",
    "status: published",
    "publish: 2026-06-01T09:00",
    "publish: 2026-05-01",
    "expires: 2026-05-20",
    "expires: 2026-12-31T23:59+05:00",
    "aliases: [chai, pages/chai]",
    "place: {name: Village, latitude: 36.3, longitude: 74.5}",
    "place: {name: Bay, latitude: 25, longitude: 66}",
)
#: What is told of the output as it was, and not of the sources.
OF_THE_OUTPUT = ("page-gone", "site-gone")

FILM = "\n```video\ntitle: Film\nfile: film.webm\nstill: still.jpg\nalt: Still\ntranscript: Words\n```\n"

Edit = Callable[[SmallProject], None]


def _story(slug: str, words: list[str], topic: str, status: str, pictured: bool) -> str:
    paragraphs = "\n\n".join(f"{slug} {word}" for word in words)
    figure = f"\n\n![A {slug}]({slug}.jpg)\n" if pictured else ""
    return (
        f"---\ntitle: About {slug}\ndate: 2026-01-0{len(words) + 1}\ntopics: [{topic}]\nstatus: {status}\n---\n"
        f"{paragraphs}{figure}\n\n[^1]: A note on {slug}.\n"
    )


def _put(slug: str, words: list[str], topic: str, status: str, pictured: bool) -> Edit:
    def edit(project: SmallProject) -> None:
        if pictured:
            project.write(f"content/stories/{slug}/{slug}.jpg", picture(40, 30 + len(words)))
        project.write(f"content/stories/{slug}/index.md", _story(slug, words, topic, status, pictured))

    return edit


def _delete(slug: str) -> Edit:
    return lambda project: shutil.rmtree(project.root / "content/stories" / slug, ignore_errors=True)


def _rename(old: str, new: str) -> Edit:
    def edit(project: SmallProject) -> None:
        folder = project.root / "content/stories"
        if (folder / old).exists() and not (folder / new).exists():
            (folder / old).rename(folder / new)

    return edit


def _move(old: str, new: str) -> Edit:
    """Rename a story and leave its former address as an alias, whatever it had before."""

    def edit(project: SmallProject) -> None:
        folder = project.root / "content/stories"
        if (folder / old / "index.md").exists() and not (folder / new).exists():
            _rename(old, new)(project)
            _front(new, f"aliases: [{old}]")(project)

    return edit


def _front(slug: str, line: str) -> Edit:
    """Write a line into the front matter of a story, in place of one with the same key."""

    def edit(project: SmallProject) -> None:
        path = project.root / "content/stories" / slug / "index.md"
        if path.exists():
            key = line.partition(":")[0]
            _, head, body = path.read_text("utf-8").split("---\n", 2)
            kept = [other for other in head.splitlines() if not other.startswith(f"{key}:")]
            path.write_text("\n".join(("---", *kept, line, f"---\n{body}")), "utf-8")

    return edit


def _translate(tag: str, every: int, said: str) -> Edit:
    """Bring the catalogs up to date and translate every n-th message; a rude way to have fuzzy and broken ones."""

    def edit(project: SmallProject) -> None:
        update(project.session(), Options(now=NOW), (tag,))
        for path in sorted((project.root / "locales" / tag).rglob("*.po")):
            catalog, _ = read(path.read_bytes(), path.name)
            if catalog is not None:
                path.write_bytes(write(_filled(catalog, every, said)))

    return edit


def _filled(catalog: Catalog, every: int, said: str) -> Catalog:
    messages = tuple(
        replace(message, strings=tuple(f"{said} {message.id}" for _ in message.strings))
        if number % every == 0 and not message.obsolete
        else message
        for number, message in enumerate(catalog.messages)
    )
    return replace(catalog, messages=messages)


def _slug(tag: str, domain: str, said: str) -> Edit:
    """Give a text another address in a language, or several things, in whatever catalog there is."""

    def edit(project: SmallProject) -> None:
        path = project.root / "locales" / tag / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            catalog, _ = read(path.read_bytes(), path.name)
            if catalog is not None:
                path.write_bytes(write(_with_slugs(catalog, said)))

    return edit


def _with_slugs(catalog: Catalog, said: str) -> Catalog:
    messages = (
        replace(message, strings=(said,))
        if (message.context or "").endswith("slug") and not message.obsolete
        else message
        for message in catalog.messages
    )
    return replace(catalog, messages=tuple(messages))


def _heading(slug: str, words: str) -> Edit:
    """Put a heading at the end of a story, or other words into the one it has."""

    def edit(project: SmallProject) -> None:
        path = project.root / "content/stories" / slug / "index.md"
        if path.exists():
            text = path.read_text("utf-8").partition("\n## ")[0]
            path.write_text(f"{text}\n## {words}\n\nAnd so on.\n", "utf-8")

    return edit


def _forget(tag: str) -> Edit:
    return lambda project: shutil.rmtree(project.root / "locales" / tag, ignore_errors=True)


def _film(slug: str, tag: str, words: str) -> Edit:
    """Put a film with subtitles in a language at the end of a story, or other subtitles beside it."""

    def edit(project: SmallProject) -> None:
        path = project.root / "content/stories" / slug / "index.md"
        if path.exists():
            if "```video" not in path.read_text("utf-8"):
                path.write_text(path.read_text("utf-8") + FILM, "utf-8")
            project.write(f"content/stories/{slug}/still.jpg", picture(40, 30))
            project.write(f"content/stories/{slug}/film.webm", b"\x1a\x45\xdf\xa3")
            cues = f"WEBVTT\n\n00:01.000 --> 00:02.000\n{words}\n\n00:02.000 --> 00:03.000\nAlways.\n"
            project.write(f"content/stories/{slug}/film.{tag}.vtt", cues)

    return edit


def _template(name: str, mark: str) -> Edit:
    def edit(project: SmallProject) -> None:
        path = project.root / "themes/plain/templates" / name
        path.write_text(path.read_text() + f"{{# {mark} #}}{mark}", "utf-8")

    return edit


def _event(slug: str, site: str, *lines: str) -> Edit:
    """Write the file of an event, or another one in its place."""
    folder = f"content/missions/{site}/events" if site else "content/events"
    text = f"name: The {slug} fair\nupdated: 2026-01-01\nsummary: Cups on tables.\n" + "".join(f"{x}\n" for x in lines)
    return lambda project: project.write(f"{folder}/{slug}-fair.yaml", text)


def _no_event(slug: str) -> Edit:
    return lambda project: (project.root / f"content/events/{slug}-fair.yaml").unlink(missing_ok=True)


def _configure(old: str, new: str) -> Edit:
    return lambda project: project.write("content/site.yaml", SITE.replace(old, new))


def _mission(languages: str) -> Edit:
    text = f"name: Tales in Paris\ncity: Paris\nlanguages: [{languages}]\nbase_url: https://paris.example.org/\n"
    return lambda project: project.write("content/missions/paris.yaml", text)


#: When an event is, around the time at which the projects are built.
DATES = (
    "starts: 2026-07-07",
    "dates: [{starts: 2026-05-01}, {starts: 2026-05-31T22:00, ends: 2026-06-01T09:00}, {starts: 2027-05}]",
    "starts: 2026-05-31",
    "when: after the harvest",
    "starts: 2026-07-07\ncalendar: moon",
    "starts: never",
)

slugs = st.sampled_from(SLUGS)
puts = st.builds(
    _put,
    slugs,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    st.sampled_from(["hills", "towns"]),
    st.sampled_from(["published", "published", "draft", "withdrawn"]),
    st.booleans(),
)
domains = st.one_of(slugs.map("stories/{}".format), st.just("site"))
edits = st.one_of(
    puts,
    st.builds(_delete, slugs),
    st.builds(_move, slugs, slugs),
    st.builds(_front, slugs, st.sampled_from(LIFE)),
    st.builds(_rename, slugs, slugs),
    st.builds(_translate, st.sampled_from(["fr", "ur"]), st.integers(1, 3), st.sampled_from(["dit", "کہا", "<b>"])),
    st.builds(_film, slugs, st.sampled_from(["en", "ur", "de"]), st.sampled_from(["Slowly.", "<i>Slow", "♪", ""])),
    st.builds(_slug, st.sampled_from(["fr", "ur"]), domains, st.sampled_from(["sel", "thé", "چائے", "tea", "Bad", ""])),
    st.builds(_heading, slugs, st.sampled_from(["How", "How to", "Where", "چائے"])),
    st.builds(
        _event,
        slugs,
        st.sampled_from(["", "", "paris"]),
        st.sampled_from(DATES),
        st.sampled_from(["story: coffee", "region: north", "place: {name: Hunza, latitude: 36.3, longitude: 74.7}"]),
    ),
    st.builds(_no_event, slugs),
    st.builds(_forget, st.sampled_from(["fr", "ur"])),
    st.builds(_template, st.sampled_from(["story.html", "parts/cards.html", "base.html"]), st.sampled_from("abc")),
    st.builds(_configure, st.just("name: Tales"), st.sampled_from(["name: Yarns", "name: Tales"])),
    st.builds(_configure, st.just("[en, fr, ur]"), st.sampled_from(["[ur, en]", "[en, fr, ur, tr]"])),
    st.builds(_mission, st.sampled_from(["fr, en", "ur", "tr, fr"])),
)


@given(first=puts, later=st.lists(edits, min_size=1, max_size=5))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_a_warm_build_equals_a_cold_one_byte_for_byte(first: Edit, later: list[Edit]) -> None:
    _compare(first, later)


@pytest.mark.long
@given(first=puts, later=st.lists(edits, min_size=3, max_size=12))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_warm_build_equals_a_cold_one_after_many_edits(first: Edit, later: list[Edit]) -> None:
    _compare(first, later)


def _hold_keys_to_recipes(project: SmallProject, known: dict[str, str]) -> None:
    """Hold what is planned to what was planned before: what is known by the same key is the same, to the letter."""
    planned, _, _ = project.session().plan(Options(now=NOW))
    for site, recipes in planned.sites.items() if planned else ():
        keys = planned.keys(site) if planned else {}
        for path, recipe in recipes.items():
            name = f"{site}/{path} {keys[path]}"
            assert known.setdefault(name, digest.of(recipe)) == digest.of(recipe), name


def _compare(first: Edit, later: list[Edit]) -> None:
    """Edit a project step by step, and build it after each step on what is there, and from nothing the slow ways."""
    with tempfile.TemporaryDirectory() as folder:
        project = SmallProject(Path(folder), {})
        first(project)
        project.build()
        known: dict[str, str] = {}
        for edit in later:
            edit(project)
            _hold_keys_to_recipes(project, known)
            warm = project.build()
            shutil.rmtree(Path(folder) / "cold", ignore_errors=True)
            with shortcuts.off():
                cold = project.build(output="cold", store="cold-store")
            shutil.rmtree(Path(folder) / "cold-store")

            of_sources = [str(fault) for fault in warm.found if fault.code not in OF_THE_OUTPUT]
            assert of_sources == project.messages(cold)
            assert warm.next_change == cold.next_change
            assert warm.published == cold.published
            if warm.published:
                assert snapshot(Path(folder) / "public") == snapshot(Path(folder) / "cold")


def test_events_keep_to_the_laws() -> None:
    first = _put("coffee", ["slow"], "hills", "published", False)
    later = [
        *(_event("tea", "", date, "story: coffee") for date in DATES),
        _event("tea", "", DATES[1], "region: north"),
        _translate("fr", 1, "dit"),
        _mission("ur"),
        _event("salt", "paris", DATES[0]),
        _front("coffee", "status: draft"),
        _configure("navigation: [stories]", "features: {events: false}"),
        _configure("navigation: [stories]", "navigation: [events]"),
        _no_event("tea"),
    ]
    _compare(first, later)
    _send(first, later)
    _go_on(first, later)


@given(first=puts, later=st.lists(edits, min_size=1, max_size=5))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_a_build_by_other_machines_equals_one_made_here(first: Edit, later: list[Edit]) -> None:
    _send(first, later)


@pytest.mark.long
@given(first=puts, later=st.lists(edits, min_size=3, max_size=12))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_build_by_other_machines_equals_one_made_here_after_many_edits(first: Edit, later: list[Edit]) -> None:
    _send(first, later)


def _send(first: Edit, later: list[Edit]) -> None:
    """Edit a project step by step, and build it after each step both here and by an executor that gets it by value."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(1) as executor:
        project = SmallProject(Path(folder), {})
        hands = Remote(executor=executor, name="somewhere", places=1, few=1)
        first(project)
        for edit in (lambda project: None, *later):
            edit(project)
            here = project.build()
            session = Session(project.root, Path(folder) / "sent", Path(folder) / "sent-store", hands=hands)
            there = session.build(Options(now=NOW))

            assert (there.found, there.made, there.published) == (here.found, here.made, here.published)
            if here.published:
                assert snapshot(Path(folder) / "sent") == snapshot(Path(folder) / "public")


@given(first=puts, later=st.lists(edits, min_size=1, max_size=5))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_a_preview_that_goes_on_equals_one_begun_anew(first: Edit, later: list[Edit]) -> None:
    _go_on(first, later)


@pytest.mark.long
@given(first=puts, later=st.lists(edits, min_size=3, max_size=12))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_preview_that_goes_on_long_equals_one_begun_anew(first: Edit, later: list[Edit]) -> None:
    _go_on(first, later)


def _go_on(first: Edit, later: list[Edit]) -> None:
    """Edit a project that is being previewed, and begin a preview of it anew after each edit."""
    with tempfile.TemporaryDirectory() as folder:
        project = SmallProject(Path(folder), {})
        first(project)
        options = Options(now=NOW, preview=True)
        session = project.session(output="preview")
        session.build(options)
        for edit in later:
            before = _sources(project)
            edit(project)
            after = _sources(project)
            changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
            built = session.build(options, changed)
            shutil.rmtree(Path(folder) / "anew", ignore_errors=True)
            anew = project.build(output="anew", store="anew-store", preview=True)
            shutil.rmtree(Path(folder) / "anew-store")

            # What is broken keeps its last good state in one, and has none in the other.
            if not any(fault.severity is Severity.ERROR for fault in (*built.found, *anew.found)):
                assert shown(Path(folder) / "preview") == shown(Path(folder) / "anew")


def _sources(project: SmallProject) -> dict[str, bytes]:
    folders = ("content", "locales", "themes")
    return {f"{name}/{path}": content for name in folders for path, content in snapshot(project.root / name).items()}
