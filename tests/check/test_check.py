"""`sitegen check` on a project that was really built: silent when all is well, and each damage is found."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.check import check
from sitegen.session import Options
from tests.check.support import POLICY
from tests.support import NOW, SmallProject, parse_files, picture

TEXTS = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    topics: [hills]
    region: north
    cover: {file: cup.jpg, alt: A cup}
    ---
    Drink it slowly, see [tea](../tea/index.md#second-cup).
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-01
    topics: [towns]
    region: south
    ---
    Pour it from high.

    ## Second cup

    Then wait.
    -- content/stories/gold/index.md --
    ---
    title: Gold under the glacier
    date: 2026-01-01
    status: draft
    ---
    Nobody has told the herders of this valley what was found below.
    -- content/missions/oslo.yaml --
    name: Tales from Oslo
    city: Oslo
    languages: [en]
    base_url: https://oslo.example.org/
    """
COFFEE = "public/portal/en/stories/coffee/index.html"


@pytest.fixture
def tales(tmp_path: Path) -> SmallProject:
    """A sound project, built: the small theme with a policy, and with links to regions."""
    project = SmallProject(tmp_path, parse_files(TEXTS) | {"content/stories/coffee/cup.jpg": picture()})
    project.edit("themes/plain/templates/base.html", '<meta charset="utf-8">', f'<meta charset="utf-8">{POLICY}')
    links = '{% for region in content.regions %}<a href="{{ region.url }}">{{ region.name }}</a>{% endfor %}'
    project.edit("themes/plain/templates/home.html", "{% for topic", links + "{% for topic")
    built = project.build()
    assert project.messages(built) == []
    return project


def _check(project: SmallProject, *sites: str) -> list[str]:
    """Return what is wrong, in short, but for the file not being what was written."""
    checked = check(project.session(), Options(now=NOW, sites=sites))
    return [f"{d.span} {d.code}: {d.message}" for d in checked.found if d.code != "file-changed"]


def test_a_sound_project_has_no_faults(tales: SmallProject) -> None:
    assert _check(tales) == []


def test_a_site_without_stories_is_sound(tales: SmallProject) -> None:
    for slug in ("coffee", "tea", "gold"):
        shutil.rmtree(tales.root / "content/stories" / slug)
    tales.build()

    assert [str(fault) for fault in check(tales.session(), Options(now=NOW)).found] == []


def test_pages_that_lead_on_or_say_that_a_text_is_gone_are_no_faults(tales: SmallProject) -> None:
    tales.edit("content/stories/coffee/index.md", "date:", "aliases: [kahve]\ndate:")
    tales.edit("content/stories/tea/index.md", "date:", "status: withdrawn\ndate:")
    tales.edit("content/stories/coffee/index.md", "#second-cup", "")
    tales.build()

    assert _check(tales) == []
    assert (tales.root / "public/portal/en/stories/kahve/index.html").is_file()
    assert (tales.root / "public/portal/en/stories/tea/index.html").is_file()


# Damage ---------------------------------------------------------------------------------------------------------

CANONICAL = '<link rel="canonical" href="https://tales.example.org/en/stories/coffee/">'
OWN = 'hreflang="en" href="https://tales.example.org/en/stories/coffee/"'
#: What is done to the page of a story, and what is to be found for it.
DAMAGE = {
    "a link to nothing": ("<main>", '<main><a href="x.html">x</a>', "dead-link: x.html: there is no such file"),
    "a fragment without element": ("#second-cup", "#third-cup", "dead-fragment: ../tea/index.html#third-cup: there is"),
    "a tag left open": ("<main>", "<main><b>", "html-syntax: </main> closes <b>"),
    "a picture without words": (' alt="A cup"', "", "image-without-alt: "),
    "a picture without size": (" height=", " data-height=", "image-without-size: "),
    "two headings": ("<main>", "<main><h1>Coffee</h1>", "heading-order: the page has 2 h1"),
    "no title": ("<title>Coffee", "<title>", "page-without-title: "),
    "the wrong direction": ('dir="ltr"', 'dir="rtl"', "page-language: the page is in"),
    "a foreign style": ("</head>", '<link rel="stylesheet" href="https://x.org/f.css"></head>', "foreign-request: "),
    "a script": ("</main>", "<script>go()</script></main>", "inline-code: a script on the page itself"),
    "no policy": (POLICY, "", "missing-policy: "),
    "no canonical address": (CANONICAL, "", "bad-canonical: the page has 0 canonical addresses"),
    "a lost translation": (OWN, OWN.replace("coffee", "tea"), "bad-hreflang: the page is not among its own"),
    "words of a draft": ("</main>", "<p>Gold under the glacier</p></main>", "draft-published: "),
    "bytes that are no text": ("Drink", "Dr\udcfcnk", "bad-encoding: "),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_to_a_page_is_found_with_its_source(tales: SmallProject, damage: str) -> None:
    old, new, expected = DAMAGE[damage]
    before = (tales.root / COFFEE).read_text("utf-8")
    assert old in before
    tales.write(COFFEE, before.replace(old, new, 1).encode("utf-8", "surrogateescape"))

    found = [d for d in check(tales.session(), Options(now=NOW)).found if d.span.path == COFFEE]

    told = [f"{d.code}: {d.message}" for d in found]
    assert "file-changed: the file is not what sitegen wrote" in told
    assert any(line.startswith(expected) for line in told), told
    assert all(d.hint.endswith("(the page is made of content/stories/coffee/index.md)") for d in found)


def _remove_a_page(tales: SmallProject) -> None:
    (tales.root / "public/portal/en/stories/tea/index.html").unlink()


def _publish_an_original(tales: SmallProject) -> None:
    tales.write("public/portal/pictures/mine.jpg", picture())


def _break_the_manifest(tales: SmallProject) -> None:
    tales.write("public/portal/.sitegen.json", "{")


def _lose_a_background(tales: SmallProject) -> None:
    (style,) = (tales.root / "public/portal/assets/css").glob("*.css")
    style.write_text(style.read_text("utf-8") + 'i { background: url("../gone.png") }', "utf-8")


def _leave_a_picture(tales: SmallProject) -> None:
    tales.write("content/stories/tea/cup.jpg", picture(9, 9))


def _edit_a_story(tales: SmallProject) -> None:
    tales.edit("content/stories/tea/index.md", "from high", "from low")


def _break_a_story(tales: SmallProject) -> None:
    tales.edit("content/stories/tea/index.md", "date: 2026-01-01", "date: soon")


def _rename_a_site(tales: SmallProject) -> None:
    (tales.root / "public/oslo").rename(tales.root / "public/bergen")


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (_remove_a_page, "public/portal/en/stories/tea/index.html file-missing: "),
        (_remove_a_page, f"{COFFEE}:"),
        (_publish_an_original, "public/portal/pictures/mine.jpg foreign-file: "),
        (_publish_an_original, "public/portal/pictures/mine.jpg source-published: the original content/stories/coffee"),
        (_break_the_manifest, "portal manifest-damaged: "),
        (_lose_a_background, "public/portal/assets/css/style"),
        (_leave_a_picture, "content/stories/tea/cup.jpg orphan-picture: no text shows cup.jpg"),
        (_edit_a_story, "public/portal not-up-to-date: "),
        (_edit_a_story, "public/oslo not-up-to-date: "),
        (_break_a_story, "content/stories/tea/index.md:3 bad-date: "),
        (_rename_a_site, "public/oslo not-built: this site is not built"),
    ],
)
def test_damage_to_a_project_is_found(
    tales: SmallProject, damage: Callable[[SmallProject], None], expected: str
) -> None:
    damage(tales)

    found = _check(tales)

    assert any(line.startswith(expected) for line in found), found


def test_a_site_built_with_drafts_is_found(tales: SmallProject) -> None:
    assert tales.build(drafts=True).published

    found = _check(tales, "portal")

    page = "public/portal/en/stories/gold/index.html"
    source = "content/stories/gold/index.md"
    assert f"{page} draft-published: {source} is not published, and this is its page" in found
    assert f"public/portal/en/index.html draft-published: words of {source} stand here, which is not published" in found
    assert any("not-up-to-date" in line for line in found)


def test_only_the_chosen_sites_are_told_of_and_all_are_read(tales: SmallProject) -> None:
    page = tales.root / "public/oslo/en/stories/coffee/index.html"
    before = page.read_text("utf-8")
    page.write_text(before.replace(CANONICAL, CANONICAL.replace("coffee", "cocoa")), "utf-8")

    assert _check(tales, "portal") == []
    found = _check(tales, "oslo")
    assert all(line.startswith("public/oslo/en/") for line in found)
    message = "bad-canonical: https://tales.example.org/en/stories/cocoa/ is not the address of a page of ours"
    assert [line.partition(" ")[2] for line in found].count(message) == 1


def test_check_leaves_the_output_as_it_is(tales: SmallProject) -> None:
    before = {path: path.stat().st_mtime_ns for path in (tales.root / "public").rglob("*")}

    _check(tales)

    assert {path: path.stat().st_mtime_ns for path in (tales.root / "public").rglob("*")} == before


# The command ------------------------------------------------------------------------------------------------------


def _run(project: SmallProject, *arguments: str) -> int:
    return cli.main(["check", *arguments, "-C", str(project.root), "--now", "2026-06-01T00:00+00:00"])


def test_the_command_says_what_it_looked_at(tales: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tales, "--strict") == cli.FINE

    first, portal, oslo, last = capsys.readouterr().out.splitlines()
    assert first == "sources: 3 texts, 0 catalogs"
    assert re.match(r"portal: \d\d pages, \d+ links, \d+ pictures?, .*\d+ files", portal)
    assert re.match(r"oslo: \d\d pages, \d+ links, \d+ pictures?, .*\d+ files", oslo)
    assert last == "nothing is wrong"


def test_warnings_fail_only_when_asked_to_and_notes_never(
    tales: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    tales.write("public/portal/.well-known/security.txt", "Contact: a@b.org")
    assert _run(tales, "--strict") == cli.FINE
    tales.write("content/stories/tea/cup.jpg", picture(9, 9))
    assert _run(tales) == cli.FINE
    assert _run(tales, "--strict") == cli.FAULTS
    tales.edit(COFFEE, "<main>", "<main><b>")
    assert _run(tales) == cli.FAULTS

    told = capsys.readouterr()
    assert "security.txt: note[foreign-file]: sitegen did not write this file" in told.err
    assert told.out.splitlines()[-1] == "2 errors, 1 warning, 1 note"


def test_the_result_comes_as_json(tales: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    (tales.root / "public/oslo/en/stories/tea/index.html").unlink()

    assert _run(tales, "--json", "--site", "oslo") == cli.FAULTS

    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"error": len(told["diagnostics"]), "warning": 0, "note": 0}
    assert set(told["sites"]) == {"oslo"}
    assert told["sources"] == {"texts": 3, "catalogs": 0}
    assert {
        "code": "file-missing",
        "hint": "build again (the page is made of content/stories/tea/index.md)",
        "line": 0,
        "message": ".sitegen.json names this file, and it is not there",
        "path": "public/oslo/en/stories/tea/index.html",
        "severity": "error",
    } in told["diagnostics"]


def test_an_unknown_site_is_named_with_the_nearest(tales: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tales, "--site", "olso") == cli.USAGE
    assert 'there is no site "olso"\n  hint: did you mean "oslo"?' in capsys.readouterr().err


def test_a_project_that_cannot_be_read_is_no_trouble(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = SmallProject(tmp_path, {"content/site.yaml": "name: [\n"})

    assert _run(project) == cli.USAGE
    assert "yaml-syntax" in capsys.readouterr().err
