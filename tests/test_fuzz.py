"""Whatever bytes stand in a project, reading it ends, and says what is wrong in messages with a place."""

from __future__ import annotations

import datetime
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.diagnostics import Diagnostic
from sitegen.licences import licences
from sitegen.plan import Project, plan
from sitegen.session.reading import read
from sitegen.store import MemoryStore
from sitegen.tree import MemoryTree
from tests.support import SITE, parse_files, picture, theme_files

NOW = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)
TEXTS = parse_files(
    """
    -- content/missions/paris.yaml --
    name: Paris tales
    city: Paris
    time_zone: Europe/Paris
    languages: [fr, {tag: ar, locale: ar-SA, digits: latn, fallback: [ur]}]
    base_url: https://paris.example.org/
    contact: {label: Desk, email: desk@example.org}
    featured: [tea]
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-02
    updated: 2026-02-02
    summary: "Pour: it"
    topics: [hills]
    region: north
    place: {name: Karimabad, latitude: 36.33, longitude: 74.67}
    cover: {file: cup.jpg, alt: A cup, focus: [0.2, 0.5]}
    pictures: {cup.jpg: {credit: Desk}}
    credits: [{role: writer, name: Desk}]
    sources: [{title: Report, year: 2011, url: https://example.org/a}]
    publish: 2026-01-20T08:00+05:00
    expires: 2027-01-20
    aliases: [chai, pages/chai]
    ---
    Pour it *from* **high** with `care`.[^1] See [salt](../salt.md#how "Salt") and <https://example.org/>.

    ## How {: #how }

    - one
        - two ![cup](cup.jpg){: .small }

    1. three

    > four

    | a | b |
    |---|--:|
    | c | d\\|e |

    Term
    :   what it means

    !!! care "Box"
        Inside <span lang="ur" dir="rtl">ہنزہ</span> &amp; H<sub>2</sub>O

    ![A cup](cup.jpg "Caption")

    <!-- i18n: note A note. -->

    Words \\
    [r][key] HTML

    <div>
    </div>

    ```chart
    title: Tall
    unit: m
    source: Survey
    rows:
      - {label: K2, value: 8611}
      - {label: Broad Peak, value: 8051}
    ```

    ```video
    title: Film
    file: film.webm
    still: cup.jpg
    alt: A film
    length: "2:40"
    transcript: Words.
    ```

    ```itinerary
    title: Way
    stops:
      - {place: a, day: 1, distance: 2, height: 3, story: ../salt.md}
      - {place: b, day: 2}
    ```

    *[HTML]: Markup

    [key]: https://example.org/b "Title"

    [^1]: A note.
    -- content/stories/tea/film.en.vtt --
    WEBVTT

    NOTE i18n: note Slowly.

    one
    00:01.000 --> 00:02.500 align:start line:10%
    <v Ali>Pour <i>it</i>,
    <00:02.000>high &amp; slowly.

    01:00:03.000 --> 01:00:04.000
    ♪
    -- content/stories/salt.md --
    ---
    title: Salt
    date: 2026-01-01
    status: withdrawn
    withdrawn: {date: 2026-02-01, reason: Wrong.}
    ---
    ## How

    Salt.
    -- locales/fr/LC_MESSAGES/stories/tea.po --
    # A comment
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Language: fr\\n"
    "Plural-Forms: nplurals=2; plural=(n > 1);\\n"

    #: content/stories/tea/index.md:2
    msgid "Tea"
    msgstr "Thé"

    #, fuzzy
    #| msgid "Summary"
    msgctxt "credit"
    msgid "Desk"
    msgstr "Bureau"

    msgid "Words \\n[r][key] HTML"
    msgstr "Mots \\n[r][key] HTML"

    msgctxt "subtitle"
    msgid "<v Ali>Pour <i>it</i>,\\n<00:02.000>high &amp; slowly."
    msgstr "<v Ali>Versez,\\n<00:02.000>de haut."

    #~ msgid "Old"
    #~ msgstr "Vieux"
    -- locales/fr/LC_MESSAGES/theme.po --
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Language: fr\\n"
    "Plural-Forms: nplurals=2; plural=(n > 1);\\n"

    msgid "{n} story"
    msgid_plural "{n} stories"
    msgstr[0] "{n} récit"
    msgstr[1] "{n} récits"
    """
)
FILM = b"\x1a\x45\xdf\xa3" + bytes(range(64))
SOUND: dict[str, bytes] = (
    theme_files()
    | {path: text.encode() for path, text in TEXTS.items()}
    | {"content/site.yaml": SITE.encode(), "content/stories/tea/cup.jpg": picture(16, 12)}
    | {"content/stories/tea/film.webm": FILM}
)
#: What has a meaning to one of the readers, or is on an edge of one.
PIECES = [
    *(b"\0", b"\x02", b"\x03", b"\x1b[2J", b"\x7f", b"\xff", b"\xc3", b"\xed\xa0\xbd", b"\xef\xbb\xbf", b"\r", b"\r\n"),
    *("\u2028\u202e\u2066\u200c\ue000\ue001\ufeff\U000e0041\u0660".encode(), "é".encode(), b"\t", b"\n\n", b" " * 40),
    *(
        b"---\n",
        b"...\n",
        b"%YAML 1.2\n",
        b"&a ",
        b"*a",
        b"!!python/object:os.system ",
        b"<<: ",
        b"? ",
        b"- - - ",
        b"|\n",
    ),
    *(b"[" * 30, b"{" * 30, b"]", b"}", b": ", b"#", b'"', b"'", b"\\", b"`", b"```", b"~~~{", b"${", b"%(n)s", b"%50"),
    *(
        b"<",
        b"<!--",
        b"-->",
        b"<![",
        b"<![CDATA[",
        b"<?",
        b"<script>",
        b"</div>",
        b"&#0;",
        b"&#x110000;",
        b"&",
        b"*[a]: b",
    ),
    *(b"[^1]", b"[^1]: [^1]", b"[a]: <", b"![](", b"](../", b"!!! a", b"{: #a .b c=d }", b":   ", b"|", b"> " * 12),
    *(b" --> ", b"00:00.000 --> 00:09.000\n", b"99:59:59.999", b"\n\nSTYLE\n", b"<v ", b"<00:01.000>", b"</ruby><rt>"),
    *(b"{{", b"{%", b"{#", b"{% extends 'story.html' %}", b"{% include x %}", b"{{ x|safe }}", b"9" * 5000, b"0" * 40),
    *(b"msgid ", b"msgstr[9] ", b"#~| ", b"#, fuzzy\n", b"\\xff", b"\\777", b"nplurals=999999999;", b"charset=zlib\\n"),
    *(b"```gallery\npictures: 1\n```", b"2026-02-30", b"9999-12-31", b"1e999", b"-0", b"nan", b"../" * 9, b"%2e%2e/"),
]


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, bytes]:
    """Return a project of which one or two files were cut, turned, doubled, or had pieces put into them."""
    files = dict(SOUND)
    for path in draw(st.lists(st.sampled_from(sorted(SOUND)), min_size=1, max_size=2)):
        files[path] = draw(altered(files[path]))
    return files


@st.composite
def altered(draw: st.DrawFn, content: bytes) -> bytes:
    """Return bytes after a few changes."""
    for _ in range(draw(st.integers(1, 5))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(content))] * 2)))
        put = draw(st.sampled_from(PIECES) | st.binary(max_size=4) | st.just(content[start:end] * 2))
        end = draw(st.sampled_from([start, end, len(content)]))
        content = content[:start] + put + content[end:]
    return content


def build(files: dict[str, bytes]) -> tuple[Diagnostic, ...]:
    """Read and plan a project as a build does."""
    tree = MemoryTree(files)
    reading, found = read(tree, MemoryStore())
    if reading is not None:
        project = Project(
            config=reading.config,
            library=reading.library,
            theme=reading.theme,
            translations=reading.translations,
            permalinks=reading.permalinks,
            digests=tree.digests,
            installed=tree.find,
            now=NOW,
            licences=licences(tree, reading.theme),
            letters=lambda path: None,
        )
        found = (*found, *plan(project).found)
    return found


def assert_told(files: dict[str, bytes]) -> None:
    for fault in build(files):
        assert fault.span.path
        assert str(fault).isprintable() or "\n  hint: " in str(fault)
        assert not set(str(fault)) & {"\x1b", "\r", "\x00", "\u202e"}


def test_the_sound_project_is_sound() -> None:
    assert build(SOUND) == ()


_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(deadline=None, max_examples=40, suppress_health_check=_SLOW)
@given(spoiled())
def test_a_spoiled_project_is_read_without_an_exception(files: dict[str, bytes]) -> None:
    assert_told(files)


@pytest.mark.long
@settings(deadline=None, max_examples=1_500, suppress_health_check=_SLOW)
@given(spoiled())
def test_many_spoiled_projects_are_read_without_an_exception(files: dict[str, bytes]) -> None:
    assert_told(files)


@pytest.mark.parametrize("path", sorted(path for path in SOUND if not path.startswith("themes/")))
def test_a_file_that_was_cut_is_read_without_an_exception(path: str) -> None:
    content = SOUND[path]
    for end in sorted(random.Random(path).sample(range(len(content)), min(len(content), 12))):
        assert_told(SOUND | {path: content[:end]})
