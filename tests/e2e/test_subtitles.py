"""Subtitles in a real browser: which file is loaded, and what is shown at which moment of the film."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import PROJECT
from tests.support import SITE, SmallProject, picture

STORY = """\
---
title: Cloth
date: 2026-01-02
---
A cloth.

```video
title: A cloth gets its colours
file: printing.webm
still: still.jpg
alt: A cloth.
transcript: It is printed.
```
"""
URDU = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ur\\n"

msgctxt "subtitle"
msgid "Red comes up in spots."
msgstr "AJ کے سرخ دھبے\\nابھرتے ہیں۔"
"""
#: Goes to a moment of the film, and tells what the first track shows there.
AT = """async (time) => {
    const film = document.querySelector("video");
    const seeked = new Promise((done) => film.addEventListener("seeked", done, {once: true}));
    film.currentTime = time;
    await seeked;
    await new Promise((done) => setTimeout(done, 300));
    return [...film.textTracks[0].activeCues].map((cue) => ({
        text: cue.getCueAsHTML().textContent, start: cue.startTime, end: cue.endTime,
        languages: [...cue.getCueAsHTML().querySelectorAll("[lang]")].map((part) => part.lang),
    }));
}"""
#: Loads the film, and waits until it can be shown and the first track is read, or cannot be.
LOAD = """async () => {
    const film = document.querySelector("video"), track = document.querySelector("track");
    film.preload = "auto";
    while (film.readyState < 2 || track.readyState < 2) await new Promise((done) => setTimeout(done, 50));
    return track.readyState;
}"""
LOADED, FAILED = 2, 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a project with the theme safar, a film, and one of its subtitles in Urdu."""
    root = tmp_path_factory.mktemp("film")
    shutil.copytree(PROJECT / "themes", root / "themes", ignore=shutil.ignore_patterns("node_modules"))
    ajrak = PROJECT / "content" / "stories" / "ajrak"
    project = SmallProject(root, {"content/site.yaml": SITE.replace("theme: plain", "theme: safar")})
    project.write("content/stories/cloth/index.md", STORY)
    project.write("content/stories/cloth/still.jpg", picture(960, 640))
    for name in ("printing.webm", "printing.en.vtt"):
        project.write(f"content/stories/cloth/{name}", (ajrak / name).read_bytes())
    project.write("locales/ur/LC_MESSAGES/stories/cloth.po", URDU)
    built = project.build()
    assert [str(fault) for fault in built.found if fault.code != "font-missing"] == []
    return root / "public" / "portal"


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    """The address under which the site is served."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer requests for a part of a file, as hosts do: in a film without them nobody can go to a moment."""
        part = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if part is None:
            super().do_GET()
            return
        content = Path(self.translate_path(self.path)).read_bytes()
        start, end = int(part[1]), int(part[2] or len(content) - 1)
        self.send_response(206)
        self.send_header("Content-Type", "video/webm")
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(content)}")
        self.send_header("Content-Length", str(end + 1 - start))
        self.end_headers()
        self.wfile.write(content[start : end + 1])


def tracks(page: Page) -> list[list[Any]]:
    """Return what the browser has of each track: language, label, kind, mode."""
    found: list[list[Any]] = page.evaluate(
        "[...document.querySelector('video').textTracks].map((t) => [t.language, t.label, t.kind, t.mode])"
    )
    return found


def test_the_subtitles_of_the_page_are_shown_at_their_times_and_the_film_waits_for_its_reader(
    page: Page, served: str
) -> None:
    problems: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{served}ur/stories/cloth/index.html", wait_until="networkidle")

    assert [address for address in asked if address.endswith(".webm")] == []
    assert page.evaluate(LOAD) == LOADED
    assert tracks(page) == [
        ["ur", "اردو", "subtitles", "showing"],
        ["en", "English", "subtitles", "disabled"],
    ]
    assert page.evaluate(AT, 5.0) == [
        {
            "text": "\u200fAJ کے سرخ دھبے\nابھرتے ہیں۔",
            "start": 4.2,
            "end": 6,
            "languages": [],
        }
    ]
    (blue,) = page.evaluate(AT, 7.0)
    assert (blue["text"], blue["languages"]) == ("Blue rises from below.", ["en"])
    assert problems == []


def test_a_page_without_translations_shows_the_source(page: Page, served: str) -> None:
    page.goto(f"{served}fr/stories/cloth/index.html")

    assert page.evaluate(LOAD) == LOADED
    assert tracks(page) == [["en", "English", "subtitles", "showing"]]
    assert [cue["text"] for cue in page.evaluate(AT, 3.0)] == ["A block leaves the outlines\nof nine star rounds."]


def test_from_disk_the_film_plays_and_its_transcript_stands_below(page: Page, folder: Path) -> None:
    page.goto((folder / "ur/stories/cloth/index.html").as_uri())

    # Browsers keep files apart from each other, so the track is not read.
    assert page.evaluate(LOAD) == FAILED
    assert page.locator("figure.video details").count() == 1
