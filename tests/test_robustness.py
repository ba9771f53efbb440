"""Nothing that stands in a project hurts a build: a message with its place, a status, what was published as it was."""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PIL import Image

from sitegen import cli
from sitegen.limits import FILE_BYTES, NAME_BYTES, PATH_BYTES
from tests.pages import parse
from tests.support import SITE, SmallProject, picture, snapshot

TEA = "content/stories/tea/index.md"
CUP = "content/stories/tea/cup.png"
THEME = Path("tests/cases/theme/theme.yaml").read_text("utf-8")
MISSION = "name: Paris tales\ncity: Paris\nlanguages: [fr]\nbase_url: https://paris.example.org/\n"
COVER = "cover: {file: cup.png, alt: A cup}\n"


def story(head: str = "", body: str = "Pour it.\n") -> str:
    return f"---\ntitle: Tea\ndate: 2026-01-02\n{head}---\n{body}"


def drawn(size: tuple[int, int]) -> bytes:
    written = io.BytesIO()
    Image.new("1", size).save(written, "PNG")
    return written.getvalue()


def refused(project: SmallProject, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """Build as from the command line and return the messages; what was published is as before."""
    before = snapshot(project.root / "public")

    status = cli.main(["build", "-C", str(project.root), "--now", "2026-06-01T00:00+00:00", *options])

    said = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("  hint: ")]
    assert status in (cli.FAULTS, cli.USAGE), said
    assert snapshot(project.root / "public") == before
    return said


@pytest.fixture
def tea(tmp_path: Path) -> SmallProject:
    project = SmallProject(tmp_path, {TEA: story()})
    assert project.build().published
    return project


VIDEO = "```video\ntitle: T\n{0}\nstill: cup.png\nalt: a\ntranscript: t\n```\n"
ITINERARY = "```itinerary\ntitle: T\nstops:\n  - {{place: a, story: '{0}'}}\n  - {{place: b}}\n```\n"
#: Every field that names a file, with the line at which its value stands.
FIELDS = {
    "cover": (TEA, story("cover: {{file: '{0}', alt: a}}\n"), 4),
    "gallery": (
        TEA,
        story(body="```gallery\npictures:\n  - {{file: '{0}', alt: a}}\n  - {{file: b, alt: b}}\n```\n"),
        7,
    ),
    "film": (TEA, story(body=VIDEO.replace("{0}", "file: '{0}.mp4'")), 7),
    "still": (TEA, story(body=VIDEO.replace("{0}", "url: https://a.org").replace("cup.png", "'{0}'")), 8),
    "stop": (TEA, story(body=ITINERARY.replace("{0}", "{0}.md")), 8),
    "picture": (TEA, story(body="![a](<{0}>)\n"), 5),
    "link": (TEA, story(body="[a](<{0}.md>)\n"), 5),
    "alias": (TEA, story("aliases: ['{0}']\n"), 4),
    "featured": ("content/missions/paris.yaml", MISSION + "featured: ['{0}']\n", 5),
    "navigation": ("content/site.yaml", SITE.replace("[stories]", "['{0}']").replace("{hills", "{{hills"), 8),
    "theme": ("content/site.yaml", SITE.replace("plain", "'{0}'").replace("{hills", "{{hills"), 5),
    "style": ("themes/plain/theme.yaml", "styles: ['{0}']\n", 1),
    "font": ("themes/plain/theme.yaml", THEME + "fonts: [{{family: a, package: b, file: '{0}'}}]\n", 4),
    "package": ("themes/plain/theme.yaml", THEME + "fonts: [{{family: a, package: '{0}', file: c}}]\n", 4),
}
ELSEWHERE = [
    "../../../../../../../etc/passwd",
    "/etc/passwd",
    "..",
    "%2e%2e/%2e%2e/%2e%2e/secret",
    "..\\..\\secret",
    "C:\\x",
]


@pytest.mark.parametrize("path", ELSEWHERE)
@pytest.mark.parametrize("field", FIELDS)
def test_no_field_leads_out_of_the_project(
    field: str, path: str, tea: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    file, text, line = FIELDS[field]
    text = text.replace("{{", "{").replace("}}", "}").replace("{0}", path)
    tea.write(file, text)
    tea.write(CUP, drawn((8, 8)))

    said = refused(tea, capsys)

    assert said[0].startswith(f"{file}:{line}: error["), said


@pytest.mark.parametrize("size", [(50, 70_000), (70_000, 50), (50, 20_000)])
def test_a_picture_that_no_format_can_hold_is_refused(
    size: tuple[int, int], tea: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    tea.write(TEA, story(COVER))
    tea.write(CUP, drawn(size))

    assert refused(tea, capsys) == [
        f"{CUP}: error[picture-too-large]: the picture has {size[0]} × {size[1]} pixels, more than 16,000 on a side"
    ]


def test_a_picture_with_a_long_name_is_published_under_a_short_one(tea: SmallProject) -> None:
    name = "ا" * 97 + ".png"
    tea.write(TEA, story(COVER.replace("cup.png", name)))
    tea.write(f"content/stories/tea/{name}", drawn((8, 8)))

    built = tea.build()

    assert built.published
    assert max(len(path.encode()) for path in built.made) < NAME_BYTES


def test_names_that_are_too_long_are_refused(tea: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    name = f"content/stories/{'a' * (NAME_BYTES + 1)}"
    tea.write(f"{name}.md", story())

    assert [line.partition(": this")[0] for line in refused(tea, capsys)] == [f"{name}.md: error[bad-name]"]


def test_folders_in_each_other_are_refused_however_deep(tea: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    here = Path.cwd()
    os.chdir(tea.root / "content")
    for _ in range(1_500):
        Path("a").mkdir()
        os.chdir("a")
    os.chdir(here)

    said = refused(tea, capsys)
    subprocess.run(["rm", "-rf", tea.root / "content" / "a"], check=True)  # Python's own cannot go so deep

    assert [line[:20] for line in said] == ["content/a/a/a/a/a/a/"]
    assert said[0].endswith(f"{NAME_BYTES} bytes are read, and {PATH_BYTES} with its folders")


def test_a_file_larger_than_memory_is_not_read(tea: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    with (tea.root / "content/stories/tea/film.mov").open("wb") as file:
        file.truncate(300 * 2**30)

    assert refused(tea, capsys) == [
        f"content/stories/tea/film.mov: error[file-too-large]: the file has 307,200 MiB; {FILE_BYTES >> 20} are read"
    ]


def test_a_source_folder_that_is_a_link_is_refused(tea: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    (tea.root / "themes").rename(tea.root / "elsewhere")
    (tea.root / "themes").symlink_to("elsewhere")

    assert "themes: error[not-a-file]: this is a link" in refused(tea, capsys)


def test_what_vanishes_while_folders_are_listed_was_never_there(
    tea: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    tea.write("content/stories/passing.md", story())
    scandir = os.scandir

    def listing(folder: os.DirEntry[str]) -> object:
        entries = scandir(folder)
        if Path(folder).name == "stories":
            kept = list(entries)
            (tea.root / "content/stories/passing.md").unlink(missing_ok=True)
            return _Entries(kept)
        return entries

    monkeypatch.setattr("sitegen.tree.os.scandir", listing)

    assert tea.build().published


class _Entries(list[object]):
    def __enter__(self) -> _Entries:
        return self

    def __exit__(self, *_: object) -> None:
        pass


SECRETS = [
    "-----BEGIN OPENSSH PRIVATE KEY-----",
    "ghp_" + "0123456789abcdefghijABCDEFGHIJ456789",
    "AKIA" + "IOSFODNN7EXAMPLE",
    "glpat-" + "abcdefghijklmnopqrst",
    "https://desk:hunter2@example.org/",
    "q8Zr3TnX0bLw7Ky5Vd2Hs9Gf4Jm6Pc1A",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
]


@pytest.mark.parametrize("file", ["content/site.yaml", "content/missions/paris.yaml"])
@pytest.mark.parametrize("value", SECRETS)
def test_a_secret_is_refused_and_not_said(
    value: str, file: str, tea: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    key = "tagline"
    text = SITE.replace("Short ones", f"'{value}'") if "site" in file else MISSION + f"{key}: '{value}'\nlanguage: xx\n"
    tea.write(file, text)

    said = refused(tea, capsys)

    line = 2 if "site" in file else 5
    assert said == [f"{file}:{line}: error[secret]: a value here looks like a password, key or token"]


@pytest.mark.parametrize("key", ["password", "api_key", "apiKey", "DEPLOY-TOKEN", "client_secret", "ssh_private_key"])
def test_a_key_that_names_a_secret_is_told_where_secrets_belong(
    key: str, tea: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    tea.write("content/missions/paris.yaml", MISSION + f"{key}: a\n")

    assert refused(tea, capsys) == [f'content/missions/paris.yaml:5: error[secret]: "{key}" sounds like a secret']


@pytest.mark.parametrize(
    "value",
    ["Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", "walled-city-lahore-2026-a-very-long-name", "ب" * 60],
)
def test_long_words_are_no_secrets(value: str, tea: SmallProject) -> None:
    tea.write("content/missions/paris.yaml", MISSION + f"greeting: {value}\n")

    assert tea.build().published


@pytest.mark.parametrize("name", ["con", "aux", "nul", "com1", "lpt9", "e\u0301"])
def test_a_name_that_some_systems_cannot_have_is_no_address(
    name: str, tea: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    tea.write("content/site.yaml", SITE.replace("hills: Hills", f"{name}: Hills"))

    assert refused(tea, capsys) == [
        f'content/site.yaml:6: error[wrong-value]: "{name}" is no good as a key of "topics"'
    ]


def test_two_stories_that_are_one_folder_without_case_are_refused(
    tea: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    tea.write("content/stories/strasse.md", story())
    tea.write("content/stories/straße.md", story())

    assert refused(tea, capsys) == [
        "content/stories/straße.md: error[path-collision]: content/stories/strasse.md stands at the same address"
    ]


def test_two_topics_that_are_one_folder_without_case_are_refused(
    tea: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    tea.write("content/site.yaml", SITE.replace("hills: Hills", "strasse: A, straße: B"))

    assert refused(tea, capsys) == [
        'content/site.yaml:6: error[path-collision]: "straße" and "strasse" of topics are one address'
    ]


def test_a_message_cannot_move_the_terminal_nor_look_like_another(
    tea: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    tea.write(TEA, story('"a\\e[2J\\nb: error[c]": 1\n'))

    assert refused(tea, capsys) == [
        rf'{TEA}:4: error[unknown-key]: there is no field "a\x1b[2J\nb: error[c]"',
    ]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("A\\u202e b", '{}:2: error[bidi-unbalanced]: a direction control is opened and not closed in "title"'),
        ("A\\u202e b\\u202c", '{}:2: error[bidi-override]: a control turns the order of letters in "title"'),
        ("A\\U000e0041", '{}:2: error[bad-character]: the character U+E0041 is not allowed in "title"'),
        ("A\\u2028b", '{}:2: error[bad-character]: the character U+2028 is not allowed in "title"'),
    ],
)
def test_invisible_characters_of_a_title_are_refused(
    title: str, said: str, tea: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    tea.write(TEA, f'---\ntitle: "{title}"\ndate: 2026-01-02\n---\nPour it.\n')

    assert refused(tea, capsys) == [said.format(TEA)]


@pytest.mark.parametrize(
    "template",
    [
        "{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}",
        "{{ " + "not " * 3_000 + "1 }}",
        "{% if 1 %}" * 1_500 + "{% endif %}" * 1_500,
        "{{ " + "9" * 6_000 + " }}",
        "{% for a in [1] %}" * 50 + "{% endfor %}" * 50,
        "{% block a %}{% endblock %}{% block a %}{% endblock %}",
        "{% include 'story.html' %}",
        "{% extends 'story.html' %}",
        "{{ range(10**9) | list }}",
        "{{ 'a' * 10**13 }}",
        "{{ 1 is nothing }}",
        "{{ 1 // 0 }}",
        "{{ '%s%s' % 1 }}",
        "\xff",
    ],
)
def test_a_template_that_fails_in_any_way_is_a_message(
    template: str, tea: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    tea.write("themes/plain/templates/story.html", template.encode("latin-1"))

    said = refused(tea, capsys)

    assert {line.partition("[")[2].partition("]")[0] for line in said} <= {
        *("template-syntax", "template-error", "template-undefined", "bad-encoding"),
    }


@pytest.mark.parametrize("folder", ["/", "~", "content", "content/stories", "themes/plain"])
def test_nothing_is_written_where_other_things_stand(
    folder: str, tea: SmallProject, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tea.root)
    place = str(Path(folder).expanduser())

    assert refused(tea, capsys, "--output", place) == [f"{place}: other things stand there"]


@pytest.mark.parametrize("kind", ["file", "link", "folder of others", "file in the way"])
def test_an_output_folder_that_is_something_else_is_left_alone(
    kind: str, tea: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tea.root / "elsewhere"
    if kind == "file in the way":
        place.write_text("mine")
    else:
        place.mkdir()
    if kind == "file":
        (place / "portal").write_text("mine")
    elif kind == "link":
        (place / "portal").symlink_to(tea.root / "content")
    elif kind == "folder of others":
        (place / "portal").mkdir()
        (place / "portal" / "letter.txt").write_text("mine")
    before = _all_but_the_store(tea)

    refused(tea, capsys, "--output", str(place))

    assert {path: content for path, content in _all_but_the_store(tea).items() if path in before} == before


def _all_but_the_store(tea: SmallProject) -> dict[str, bytes]:
    """Return the files of a project; the store remembers what was seen, whatever comes of a build."""
    return {path: content for path, content in snapshot(tea.root).items() if not path.startswith(".sitegen/store/")}


def test_a_page_asks_nothing_of_another_host(tea: SmallProject) -> None:
    body = "A [link](https://a.org/) and <https://b.org/>.\n\n![cup](cup.png)\n\n" + VIDEO.replace(
        "{0}", "url: https://c.org/d"
    )
    tea.write(TEA, story(COVER + "sources: [{title: t, url: https://d.org/}]\n", body))
    tea.write(CUP, picture())
    assert tea.build().published

    loaded = []
    for path in (tea.root / "public").glob("[!.]*/**/*.html"):
        for element in parse(path.read_text("utf-8")).walk():
            loaded += [element.attributes.get(name, "") for name in ("src", "srcset", "poster", "data", "action")]
            if element.tag == "link" and element.attributes["rel"] not in ("canonical", "alternate"):
                loaded.append(element.attributes["href"])

    assert [address for address in loaded if "//" in address] == []


def test_hundreds_of_dead_links_are_told_in_good_time(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"content/stories/s{number}.md": story() for number in range(200)}
    files[TEA] = story(body="".join(f"[a](../gone-{number}/index.md)\n\n" for number in range(400)))
    project = SmallProject(tmp_path, files)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime

    found = project.build().found

    assert len(found) == 400
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 15


def test_a_catalog_that_is_all_marks_is_held_back_in_good_time(tmp_path: Path) -> None:
    body = "".join(f"Paragraph {number} here.\n\n" for number in range(400))
    marks = "*a _b " * 90
    entries = "".join(f'\nmsgid "Paragraph {n} here."\nmsgstr "Paragraphe {n} {marks}"\n' for n in range(400))
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n'
    catalog = "locales/fr/LC_MESSAGES/stories/tea.po"
    project = SmallProject(tmp_path, {TEA: story(body=body), catalog: header + entries})

    built = project.build()

    assert built.published
    held = [fault for fault in built.found if fault.code == "translation-too-long"]
    assert 0 < len(held) < 400
    assert {fault.message for fault in held} == {
        "the translations up to here have more marks such as [ < ` * _ than can be read in good time"
    }


@pytest.mark.long
def test_two_thousand_stories_in_three_languages_fit_into_memory(tmp_path: Path) -> None:
    text = "".join(f"Paragraph {number} of a story with *some* words in it.\n\n" for number in range(30))
    files: dict[str, str | bytes] = {f"content/stories/s{number}.md": story(body=text) for number in range(2_000)}
    SmallProject(tmp_path, files)
    program = f"""
        import resource, sys
        from sitegen import cli
        status = cli.main(["build", "-C", {str(tmp_path)!r}])
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        sys.exit(status)
    """

    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True, timeout=1_200
    )

    assert int(done.stdout.splitlines()[-1]) < 1_500
