"""The live preview in a real browser: what is edited is seen, what is broken is said, nothing is lost."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support import SmallProject, parse_files, snapshot

FILES = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    ---
    Drink it slowly.
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-01
    status: draft
    ---
    Pour it from high.
    -- locales/fr/LC_MESSAGES/stories/coffee.po --
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Language: fr\\n"

    msgid "Drink it slowly."
    msgstr "À boire lentement."
    """


class Preview:
    """A running `sitegen serve`."""

    def __init__(self, project: SmallProject, port: int, process: subprocess.Popen[str]) -> None:
        self.project = project
        self.port = port
        self.process = process

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/portal/{path}"

    def status(self, path: str, **headers: str) -> int:
        """Ask for a path exactly as written and return the status."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest("GET", path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse().status


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """Start a preview of a small project."""
    project = SmallProject(tmp_path, parse_files(FILES))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "sitegen.cli", "serve", "-C", str(tmp_path), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if "preview on" in line:
                break
        assert said and "preview on" in said[-1], "".join(said)
        yield Preview(project, port, process)
        process.terminate()


STORY = "content/stories/coffee/index.md"


def test_an_edited_story_is_seen(preview: Preview, page: Page) -> None:
    page.goto(preview.url("en/stories/coffee/"))
    expect(page.locator("main")).to_contain_text("Drink it slowly.")
    _connected(page)

    preview.project.edit(STORY, "slowly", "in good company")

    expect(page.locator("main")).to_contain_text("Drink it in good company.")


def test_edits_in_quick_succession_are_all_seen(preview: Preview, page: Page) -> None:
    page.goto(preview.url("en/stories/coffee/"))
    _connected(page)

    for word in ("one", "two", "three", "four"):
        text = (preview.project.root / STORY).read_text()
        preview.project.write(STORY, text + f"\nCup {word}.\n")
        time.sleep(0.4)

    expect(page.locator("main")).to_contain_text("Cup four.")


def test_a_translation_is_seen(preview: Preview, page: Page) -> None:
    page.goto(preview.url("fr/stories/coffee/"))
    _connected(page)

    preview.project.edit("locales/fr/LC_MESSAGES/stories/coffee.po", "lentement", "sans hâte")

    expect(page.locator("main")).to_contain_text("À boire sans hâte.")


def test_a_template_is_seen(preview: Preview, page: Page) -> None:
    page.goto(preview.url("en/stories/coffee/"))
    _connected(page)

    preview.project.edit("themes/plain/templates/story.html", "{{ body }}", "<hr>{{ body }}")

    expect(page.locator("main hr")).to_have_count(1)


def test_a_style_sheet_is_swapped_without_reloading_the_page(preview: Preview, page: Page) -> None:
    page.goto(preview.url("en/stories/coffee/"))
    _connected(page)
    page.evaluate("window.stayed = true")

    preview.project.edit("themes/plain/assets/css/plain.css", "margin: 1rem", "margin: 37px")

    page.wait_for_function("getComputedStyle(document.body).marginTop === '37px'")
    assert page.evaluate("window.stayed") is True


def test_a_broken_story_keeps_its_last_good_page_under_the_message(preview: Preview, page: Page) -> None:
    page.goto(preview.url("en/stories/coffee/"))
    _connected(page)

    preview.project.edit(STORY, "date: 2026-01-02", "date: soon")

    alert = page.locator("[role=alert]")
    expect(alert).to_contain_text('content/stories/coffee/index.md:3: error[bad-date]: "date" is not a date: "soon"')
    expect(page.locator("main")).to_contain_text("Drink it slowly.")

    preview.project.edit(STORY, "date: soon", "date: 2026-01-03")

    expect(alert).to_have_count(0)


def test_a_broken_template_is_said_and_mended(preview: Preview, page: Page) -> None:
    page.goto(preview.url("en/stories/coffee/"))
    _connected(page)

    preview.project.edit("themes/plain/templates/story.html", "{{ body }}", "{{ body }")

    alert = page.locator("[role=alert]")
    expect(alert).to_contain_text("themes/plain/templates/story.html:11: error[template-syntax]")
    expect(page.locator("main")).to_contain_text("Drink it slowly.")

    preview.project.edit("themes/plain/templates/story.html", "{{ body }", "{{ body }}<hr>")

    expect(alert).to_have_count(0)
    expect(page.locator("main hr")).to_have_count(1)


def test_a_broken_catalog_is_said_and_its_language_stays(preview: Preview, page: Page) -> None:
    page.goto(preview.url("fr/stories/coffee/"))
    _connected(page)

    preview.project.edit("locales/fr/LC_MESSAGES/stories/coffee.po", 'lentement."', "lentement.")

    expect(page.locator("[role=alert]")).to_contain_text("locales/fr/LC_MESSAGES/stories/coffee.po:7: error[po-")
    expect(page.locator("main")).to_contain_text("À boire lentement.")


def test_drafts_are_shown_and_marked(preview: Preview, page: Page) -> None:
    page.goto(preview.url("en/"))

    expect(page.locator("main")).to_contain_text("Tea")
    expect(page.locator("main")).to_contain_text("Draft")


def test_a_missing_page_gets_the_sites_own_page(preview: Preview, page: Page) -> None:
    response = page.goto(preview.url("fr/stories/nothing/"))

    assert response is not None
    assert response.status == 404
    expect(page.locator("h1")).to_have_text("Page not found")
    page.click("main a")
    expect(page).to_have_url(preview.url("fr/index.html"))


def test_the_preview_writes_nothing_but_its_own_folder(preview: Preview) -> None:
    assert {path.split("/")[0] for path in snapshot(preview.project.root)} == {
        ".sitegen",
        "content",
        "locales",
        "themes",
    }


def test_other_hosts_origins_and_folders_are_refused(preview: Preview) -> None:
    own = f"127.0.0.1:{preview.port}"
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    upgrade |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}

    assert preview.status("/portal/en/", Host=own) == 200
    assert preview.status("/portal/en/", Host="rebound.example") == 403
    assert preview.status("/livereload", Host="rebound.example", **upgrade) == 403
    for channel in ("/livereload", "/__sitegen/events"):
        assert preview.status(channel, Host=own, Origin="http://evil.example", **upgrade) == 403
        assert preview.status(channel, Host=own, Origin=f"http://{own}", **upgrade) == 101
    for path in ("/portal/.sitegen.json", "/../../content/site.yaml", "/%2e%2e/%2e%2e/content/site.yaml", "/%00"):
        assert preview.status(path, Host=own) == 404
    assert preview.status("/forcereload", Host=own) == 404


def _connected(page: Page) -> None:
    """Wait until livereload's script has its channel; an edit before that is in the page that is loaded next."""
    page.wait_for_function(
        "window.LiveReload && window.LiveReload.connector && window.LiveReload.connector.socket"
        " && window.LiveReload.connector.socket.readyState === 1"
    )
    page.wait_for_timeout(150)
