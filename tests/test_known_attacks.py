"""Faults that others had, each by its number: what did harm there does none here."""

from __future__ import annotations

import gettext
import io
import struct
import time
import zlib
from pathlib import Path

import pytest

from sitegen import images
from sitegen.catalog import read as read_catalog
from sitegen.diagnostics import Span
from sitegen.locales import parse_tag
from sitegen.markdown import parse
from sitegen.shape import Faults, compose
from tests.pages import parse as parse_page
from tests.support import SITE, SmallProject, picture
from tests.test_hostile import harmless

STORY = "---\ntitle: Tea\ndate: 2026-01-02\n---\n{}\n"


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


#: Texts that acted in the pages of other generators.
TEXTS = {
    "CVE-2020-26284 Hugo ran what lay in the folder": "```exec\npandoc\n```",
    "CVE-2024-32875 Hugo, titles of links": "[a](https://a.org '\"><script>alert(1)</script>')",
    "CVE-2024-32875 Hugo, titles of pictures": "![a](cup.jpg '\" onerror=\"alert(1)') words",
    "CVE-2024-55601 Hugo, attributes": "[a](https://a.org){: onclick=alert(1) title='\"><script>' }",
    "CVE-2026-35166 Hugo, links": "[a](javascript&colon;alert(1)) ![b](javascript:alert(1))",
    "GHSA-q76j-gcg9-vxc6 Hugo, fences": '```"><script>alert(1)</script>\na\n```\n\n~~~ {onclick=alert(1)}\na\n~~~',
    "GHSA-c54g-xjwj-8g82 Hugo, HTML as content": "<div><script>alert(1)</script></div>\n\n<img src=x onerror=alert(1)>",
    "CVE-2024-22195 Jinja, keys of attributes": '<b a"onclick=alert(1)=b>a</b> {: a/onclick=alert(1) }',
    "CVE-2024-34064 Jinja, keys of attributes": "<b a>onclick=alert(1)>a</b>",
    "CVE-2024-56326 Jinja, format": '{{ "{0.__class__}".format(1) }} {{ [].__class__ }}',
    "CVE-2025-27516 Jinja, attr": '{{ ""|attr("format") }} {% include "/etc/passwd" %}',
    "CVE-2026-46338 pymdownx, snippets": '--8<-- "../../../../etc/passwd"\n\n;--8<--',
    "Python-Markdown #1578": "[a]: <javascript:alert(1)>\n\n[a] [b][a]",
    "Python-Markdown #799": "> " * 100 + "a\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_that_acted_elsewhere_does_not_act(text: str, tmp_path: Path) -> None:
    files = {
        "content/site.yaml": SITE.replace("[en, fr, ur]", "[en]"),
        "content/stories/sound.md": STORY.format("Words."),
    }
    project = SmallProject(tmp_path, files | {"content/stories/tea/cup.jpg": picture()})
    assert project.build().published
    project.write("content/stories/tea/index.md", STORY.format(text))

    built = project.build()

    errors = {fault.code for fault in built.found if fault.severity.value == "error"}
    assert errors <= {"address-refused", "missing-alt", "missing-picture", "text-limit"}
    for page in harmless(project):
        assert "root:" not in page.text


#: What took others' parsers minutes, all memory, or the process.
SLOW = {
    "CVE-2025-69534 Python-Markdown, declarations": "<![" * 100 + "\n\n<![a[",
    "CVE-2025-69534 Python-Markdown, half a declaration": "a <![if\n\n<!a <![CDATA[",
    "#798 Python-Markdown, quotations": "> " * 400 + "a",
    "#798 Python-Markdown, lists": "- " * 400 + "a",
    "CVE-2026-15308 CPython, html.parser": "<a " * 1_900 + "\n\n" + "<!--" * 50,
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_a_text_that_stopped_others_is_read_or_refused_at_once(text: str) -> None:
    start = time.process_time()

    _, found = parse(text, "a.md", 1)

    assert time.process_time() - start < 2
    assert {fault.code for fault in found} <= {"text-limit", "markup-unclosed", "raw-html", "i18n-directive"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: !!python/object/new:os.system [id]", "yaml-tag"),  # CVE-2020-14343
        ("a: !!python/name:os.system", "yaml-tag"),
        ("a: 1\na: 2", "duplicate-key"),  # PyYAML #41
        ("a: &a [b]\nc: [*a, *a]", "yaml-alias"),
        ("- " * 30_000, "yaml-limit"),
    ],
    ids=["CVE-2020-14343", "CVE-2020-14343 names", "PyYAML #41", "billion laughs", "nested lists"],
)
def test_yaml_that_acted_elsewhere_is_refused(text: str, code: str) -> None:
    faults = Faults("a.yaml")

    compose(text, faults)

    assert [fault.code for fault in faults.found] == [code]


@pytest.mark.parametrize("tag", ["../../../../tmp/en", "en/../../x", "en\\..\\x", "en.pickle", "/etc/passwd", "en\0"])
def test_the_name_of_a_language_opens_no_file(tag: str) -> None:
    """CVE-2021-42771: Babel took a path for the name of a language and ran what it found there."""
    assert parse_tag(tag) is None


@pytest.mark.parametrize(
    "date", ["", "2026-01-01T00:00:00+00:00", "YEAR-MO-DA HO:MI+ZONE", "no date", "2026-13-45 99:99+9999"]
)
def test_a_catalog_is_read_whatever_date_its_header_has(date: str) -> None:
    """Babel #1219, #566, #1087: dates and header fields that editors write stopped its reader."""
    header = (
        f'"PO-Revision-Date: {date}\\n"\n"POT-Creation-Date: {date}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"'
    )
    content = f'msgid ""\nmsgstr ""\n{header}\n\nmsgid "Tea"\nmsgstr "Thé"\n'

    catalog, found = read_catalog(content.encode(), "fr.po")

    assert catalog is not None
    assert found == ()


def test_a_plural_rule_that_is_code_is_not_run() -> None:
    rule = "nplurals=2; plural=__import__('os').system('id');"
    content = (
        f'msgid ""\nmsgstr ""\n"Plural-Forms: {rule}\\n"\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'
    )

    _, found = read_catalog(content.encode(), "fr.po")

    assert [fault.code for fault in found] == ["po-plural-forms"]
    with pytest.raises(ValueError):
        gettext.c2py(rule)


def test_texts_in_a_picture_that_unpack_to_gigabytes_are_refused() -> None:
    """CVE-2014-9601."""
    sound = io.BytesIO(png())
    bomb = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1_000_000))) * 200
    content = sound.getvalue()[:33] + bomb + sound.getvalue()[33:]

    found, faults = images.probe(content, Span("a.png"))

    assert (found, [fault.code for fault in faults]) == (None, ["picture-broken"])


@pytest.mark.parametrize(
    "content",
    [
        b"SIMPLE  =                    T" + b" " * 50 + b"BITPIX  =                    8",  # CVE-2026-40192
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(%pipe%id) (w) file\n",
        b"GIF89a<script>alert(1)</script>",
        b"8BPS\0\1",
        b"#define a_width 9999999\n#define a_height 9999999\nstatic char a[] = {\n",
    ],
    ids=["FITS", "EPS", "polyglot", "PSD", "XBM"],
)
def test_no_other_decoder_is_let_near_a_file(content: bytes) -> None:
    found, faults = images.probe(content, Span("a.jpg"))

    assert found is None
    assert faults[0].code in ("picture-format", "picture-broken")


@pytest.mark.parametrize("kind", ["file", "folder", "broken"])
def test_a_link_among_the_sources_shows_nothing_of_what_it_leads_to(kind: str, tmp_path: Path) -> None:
    """CVE-2018-17567 and #1944 of Jekyll, CVE-2023-40274 of Zola, CVE-2021-40978 of MkDocs."""
    outside = tmp_path / "secret.md"
    outside.write_text(STORY.format("Secret."))
    project = SmallProject(tmp_path / "project", {"content/stories/tea.md": STORY.format("Words.")})
    assert project.build().published
    target = {"file": outside, "folder": tmp_path, "broken": tmp_path / "nothing"}[kind]
    (project.root / "content/stories/link.md").symlink_to(target)

    built = project.build()

    assert [str(fault).partition("\n")[0] for fault in built.found] == [
        "content/stories/link.md: error[not-a-file]: this is a link"
    ]
    pages = (project.root / "public").glob("[!.]*/**/*.html")
    assert not any("Secret." in parse_page(page.read_text("utf-8")).text for page in pages)


def test_controls_that_reorder_a_text_are_told() -> None:
    """CVE-2021-42574, Trojan Source."""
    closed, found_open = (parse(text, "a.md", 1)[1] for text in ("a \u202eb\u202c c", "a \u202eb"))

    assert [(fault.code, fault.severity.value) for fault in closed] == [("bidi-override", "warning")]
    assert [(fault.code, fault.severity.value) for fault in found_open] == [("bidi-unbalanced", "error")]


def png() -> bytes:
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
