"""Structured blocks: what may be written, what is translated, what pages show."""

from __future__ import annotations

import re

import pytest

from sitegen.markdown import parse
from sitegen.segments import extract
from tests.conftest import ProjectFactory
from tests.support import SmallProject, picture

WEBM = b"\x1a\x45\xdf\xa3" + b"\0" * 100
BLOCKS = """
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-02
    pictures: {pot.jpg: {credit: Ann}}
    ---
    Pour it.

    ```gallery
    title: Two vessels
    pictures:
      - {file: pot.jpg, alt: A pot., caption: The pot}
      - {file: cup.jpg, alt: A cup., credit: Ben}
    ```

    ```quote
    text: Tea <is> slow.
    by: a potter
    source: "The Tray, 1999"
    ```

    ```video
    title: A pouring
    file: pouring.webm
    still: pot.jpg
    alt: A stream of tea.
    length: "0:12"
    transcript: Tea falls from high.
    ```

    ```video
    title: A film
    url: https://films.example.org/tea
    still: cup.jpg
    alt: A table.
    ```

    ```chart
    title: More tea than coffee
    unit: cups
    source: A count
    rows:
      - {label: Tea, value: 1234.5}
      - {label: Coffee, value: 617.25}
      - {label: "2022", value: 0}
    ```

    ```itinerary
    title: From the bridge to the hut
    source: a diary
    stops:
      - {place: The bridge, day: 1}
      - {place: The hut, day: 1, distance: 15.5, height: 2700, time: by jeep, text: Warm., story: ../hut/index.md}
      - {place: The top, day: 2}
    ```
    -- content/stories/hut/index.md --
    ---
    title: Hut
    date: 2026-01-01
    ---
    A hut.
    -- locales/fr/LC_MESSAGES/stories/tea.po --
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Language: fr\\n"

    msgid "More tea than coffee"
    msgstr "Plus de thé que de café"

    msgctxt "unit"
    msgid "cups"
    msgstr "tasses"

    msgid "Tea"
    msgstr "Thé"

    msgid "The pot"
    msgstr "La théière"
    """


@pytest.fixture
def tea(project: ProjectFactory) -> SmallProject:
    """A story with a block of each kind."""
    made = project(BLOCKS)
    for name in ("pot", "cup"):
        made.write(f"content/stories/tea/{name}.jpg", picture())
    made.write("content/stories/tea/pouring.webm", WEBM)
    return made


def faults(text: str) -> list[str]:
    """Return what is wrong with a text, without hints."""
    return [f"{fault.span.line} {fault.code}: {fault.message}" for fault in parse(text, "a.md", 1)[1]]


def test_every_text_of_a_block_is_a_message_in_the_order_shown() -> None:
    text = (
        "```itinerary\ntitle: Way\nstops:\n  - {place: Pass, time: on foot, text: Cold.}\n  - {place: K2}\n"
        "source: a diary\n```\n"
    )

    found = extract(parse(text, "a.md", 1)[0], "a.md")

    assert [(s.context, s.text, s.span.line, s.prose) for s in found] == [
        (None, "Way", 2, False),
        (None, "a diary", 6, False),
        ("place.name", "Pass", 4, False),
        (None, "on foot", 4, False),
        (None, "Cold.", 4, False),
        ("place.name", "K2", 5, False),
    ]
    assert [s.comments[0] for s in found][:3] == [
        "title of an itinerary",
        "source of an itinerary",
        "stop of an itinerary",
    ]


def test_a_skipped_block_has_no_messages_and_a_note_is_for_its_first_text() -> None:
    quote = "```quote\ntext: Do.\nby: a man\nsource: Dawn\n```\n"

    assert extract(parse("<!-- i18n: skip -->\n\n" + quote, "a.md", 1)[0], "a.md") == ()
    noted = extract(parse("<!-- i18n: note A pun. -->\n\n" + quote, "a.md", 1)[0], "a.md")
    assert [segment.comments[1:] for segment in noted] == [("note: A pun.",), (), ()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```chart\n```\n", ["1 empty-field: the chart is empty"]),
        (
            "a\n\n```chart\ntitle: T\nunit: m\nsource: s\n"
            "rows:\n  - {label: x, value: -1}\n  - {label: y, valu: 2}\n```\n",
            [
                '8 wrong-value: "value" is not a number',
                '9 unknown-key: there is no field "valu"',
                '9 missing-value: the field "value" is missing',
            ],
        ),
        (
            "```chart\ntitle: T\nunit: m\nsource: s\nrows: [{label: x, value: 1}]\n```",
            ['5 wrong-value: "rows" has 1 items; 2 to 50 are shown'],
        ),
        (
            "```quote\ntext: a\nby: c\nsource: d\ntext: b\n```",
            ['5 duplicate-key: the field "text" stands here for the second time'],
        ),
        ("```quote\ntext: [\n```", ["3 yaml-syntax: this is not YAML"]),
        (
            "```video\ntitle: T\nstill: a.jpg\nalt: a\n```",
            ["2 wrong-value: a video has a file or a url, one of them"],
        ),
        (
            "```video\ntitle: T\nfile: a.webm\nstill: a.jpg\nalt: a\n```",
            ["3 missing-transcript: the video has no transcript"],
        ),
        (
            "```video\ntitle: T\nurl: http://a.org\nstill: a.jpg\nalt: a\n```",
            ['3 wrong-value: "http://a.org" is no good for "url"'],
        ),
        (
            "```itinerary\ntitle: T\nstops:\n  - {place: a, day: 2}\n  - {place: b, day: 1}\n```",
            ["5 wrong-value: day 1 comes after day 2"],
        ),
        (
            "```itinerary\ntitle: T\nstops:\n  - {place: a, day: 1.5}\n  - {place: b}\n```",
            ['4 wrong-value: "day" is not a whole number'],
        ),
        ("```galery\npictures: []\n```", ['1 unknown-block: there is no structured block "galery"']),
        ("```quote\ntext: a\u202eb\nby: c\nsource: d\n```", ["2 bidi-unbalanced: a direction control is opened"]),
    ],
)
def test_what_is_wrong_with_a_block_is_told_with_its_line(text: str, found: list[str]) -> None:
    told = faults(text)

    assert len(told) == len(found)
    assert all(message.startswith(start) for message, start in zip(told, found, strict=True)), told


@pytest.mark.parametrize("fence", ["```python\ngallery: 1\n```", "```\ntitle: a\n```", "```yaml\ntitle: a\n```"])
def test_other_fences_are_code(fence: str) -> None:
    document, found = parse(fence, "a.md", 1)

    assert found == ()
    assert document.blocks[0].structured is None


def test_a_page_shows_each_block_with_its_template(tea: SmallProject) -> None:
    built = tea.build()

    assert tea.messages(built) == []
    page = tea.page("en/stories/tea/index.html")
    for name in ("gallery", "quote", "video", "chart", "itinerary"):
        assert f'<figure class="{name}">' in page
    assert "Tea &lt;is&gt; slow." in page
    assert '<a href="../hut/index.html">The hut</a> 15.5 km 2,700 m by jeep Warm.' in page
    assert "The pot Ann" in page
    assert "Ben" in page


def test_numbers_of_a_chart_are_those_written_in_each_language(tea: SmallProject) -> None:
    assert tea.build().published

    rows = {
        tag: re.findall(r'<td>([^<]*?) [^<]*?</td>.*?<rect width="(\d+)"', _chart(tea, tag)) for tag in ("en", "fr")
    }
    assert rows["en"] == [("1,234.5", "1000"), ("617.25", "500"), ("0", "0")]
    assert rows["fr"] == [("1\u202f234,5", "1000"), ("617,25", "500"), ("0", "0")]
    assert "<th>Thé</th><td>1\u202f234,5 tasses</td>" in _chart(tea, "fr")
    assert '<th><span lang="en" dir="ltr">Coffee</span></th>' in _chart(tea, "fr")
    assert "<th>2022</th>" in _chart(tea, "fr")


def test_a_film_is_published_as_it_is_and_loads_nothing_before_a_click(tea: SmallProject) -> None:
    built = tea.build()

    (film,) = [path for path in built.written if path.startswith("portal/films/")]
    assert (tea.root / "public" / film).read_bytes() == WEBM
    page = tea.page("en/stories/tea/index.html")
    assert f'src="../../../{film.removeprefix("portal/")}" controls preload="none"' in page
    assert 'href="https://films.example.org/tea"' in page
    assert 'src="https://' not in page


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        ("pouring.webm", b"not a film", "error[video-format]: content/stories/tea/pouring.webm is not the video"),
        ("pouring.webm", b"\x1a\x45\xdf\xa3" + bytes(30_000_001), "error[video-too-large]"),
        ("pouring.webm", None, "error[missing-video]: there is no video pouring.webm"),
        ("cup.jpg", None, "error[missing-picture]: there is no picture cup.jpg"),
    ],
)
def test_files_of_a_block_that_cannot_be_used_are_told(
    tea: SmallProject, path: str, content: bytes | None, message: str
) -> None:
    if content is None:
        tea.remove(f"content/stories/tea/{path}")
    else:
        tea.write(f"content/stories/tea/{path}", content)

    built = tea.build()

    assert not built.published
    assert any(message in told for told in tea.messages(built)), tea.messages(built)


def test_a_link_of_a_block_to_a_draft_is_told_and_not_shown(tea: SmallProject) -> None:
    tea.edit("content/stories/hut/index.md", "title: Hut", "title: Hut\nstatus: draft")

    built = tea.build()

    source = (tea.root / "content/stories/tea/index.md").read_text("utf-8").splitlines()
    assert [(fault.code, "hut/index.md" in source[fault.span.line - 1]) for fault in built.found] == [
        ("unpublished-link", True)
    ]
    assert "hut/index.html" not in tea.page("en/stories/tea/index.html")


def test_facts_without_terms_are_told(project: ProjectFactory) -> None:
    made = project(
        """
        -- content/stories/tea/index.md --
        ---
        title: Tea
        date: 2026-01-02
        ---
        !!! facts "Short"
            Hot.
        """
    )

    assert [fault.code for fault in made.build().found] == ["box-shape"]


def _chart(tea: SmallProject, tag: str) -> str:
    page = tea.page(f"{tag}/stories/tea/index.html")
    return page[page.index('<figure class="chart">') : page.index('<figure class="itinerary">')]
