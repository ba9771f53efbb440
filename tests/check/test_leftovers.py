"""What must not be published: words of drafts, sources, metadata; and sources that nothing is made of."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sitegen import digest
from sitegen.check import folder
from sitegen.check.drafts import Hidden, traces
from sitegen.check.folder import OnDisk
from sitegen.check.pictures import metadata
from sitegen.check.sources import orphan_pictures
from sitegen.output import Folder
from tests.check.support import html, told
from tests.support import picture

SECRET = Hidden(
    source="content/stories/gold/index.md",
    addresses=("stories/gold/index.html",),
    texts=(
        "Gold under the glacier",
        "Nobody has told [the herders](../k2/index.md) of *this valley* what was found below their summer pasture.",
        "冰川下的黄金已经被发现了",
        "K2",
    ),
    pictures=("gold-cover",),
)


# Words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        html("<p>Gold under the glacier</p>"),
        html('<img alt="gold  under the Glacier">'),
        html("<p>Told <em>the herders</em> of <b>this</b> valley what was found below their summer.</p>"),
        '{"title": "Gold under the glacier"}',
        html("<p>冰川下的黄金已经被发现了</p>"),
        html('<a href="https://x.org/en/stories/gold/">x</a>'),
    ],
)
def test_words_and_addresses_of_a_draft_are_found(text: str) -> None:
    assert traces((SECRET,), ()).in_text(text) == SECRET.source


@pytest.mark.parametrize(
    "text",
    [
        html("<p>K2 and the herders of this valley. Gold.</p>"),
        html("<p>Gold under a glacier</p>"),
        html('<a href="https://x.org/en/stories/golden/">x</a>'),
    ],
)
def test_common_words_give_nothing_away(text: str) -> None:
    assert traces((SECRET,), ()).in_text(text) is None


def test_what_a_published_text_says_as_well_gives_nothing_away() -> None:
    known = traces((SECRET,), ("We wrote of gold under the glacier before.",))

    assert known.in_text(html("<p>Gold under the glacier</p>")) is None
    assert known.in_text(html("<p>what was found below their summer pasture</p>")) is None
    assert known.in_text(html("<p>valley what was found below their summer pasture</p>")) == SECRET.source


def test_pages_and_pictures_of_a_draft_are_found_by_their_paths() -> None:
    known = traces((SECRET,), ())

    assert known.in_path("en/stories/gold/index.html", "portal") == SECRET.source
    assert known.in_path("pictures/gold-cover-480.0a1b2c3d4e.avif", "portal") == SECRET.source
    assert known.in_path("pictures/gold-cover-north-480.0a1b2c3d4e.avif", "portal") is None
    assert known.in_path("en/stories/golden/index.html", "portal") is None


def test_the_address_of_a_draft_is_found_where_it_is_written_in_per_cent() -> None:
    draft = Hidden(source="a.md", addresses=("stories/کہانی/index.html",), texts=())

    assert traces((draft,), ()).in_text(html(f'<a href="/en/stories/{quote("کہانی")}/">x</a>')) == "a.md"


def test_the_page_of_a_mission_is_hidden_on_its_own_site_alone() -> None:
    known = traces((Hidden(source="visa.md", addresses=("visa/index.html",), texts=(), site="paris"),), ())

    assert known.in_path("en/visa/index.html", "paris") == "visa.md"
    assert known.in_path("en/visa/index.html", "oslo") is None


def test_a_text_that_is_gone_may_have_a_page_that_says_so() -> None:
    gone = Hidden(source="a.md", addresses=("stories/gold/index.html",), texts=(), is_announced=True)

    assert traces((gone,), ()).in_path("en/stories/gold/index.html", "portal") is None


# Pictures -------------------------------------------------------------------------------------------------------


def _saved(format: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 30, 30)).save(out, format, **options)
    return out.getvalue()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    return exif.tobytes()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_picture_of_pixels_only_carries_nothing(format: str) -> None:
    assert metadata(_saved(format)) == ()


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>'


@pytest.mark.parametrize(
    ("content", "carried"),
    [
        (_saved("JPEG", exif=_exif()), "EXIF"),
        (_saved("JPEG", xmp=XMP), "XMP"),
        (_saved("JPEG", comment=b"mine"), "a comment"),
        (_saved("JPEG", icc_profile=b"x" * 200), "a colour profile"),
        (_saved("PNG", exif=_exif()), "EXIF"),
        (_saved("WEBP", exif=_exif()), "EXIF"),
        (_saved("WEBP", xmp=XMP), "XMP"),
        (_saved("AVIF", exif=_exif()), "EXIF"),
        (_saved("AVIF", xmp=XMP), "XMP"),
    ],
)
def test_what_a_picture_carries_is_named(content: bytes, carried: str) -> None:
    assert metadata(content) == (carried,)


def test_a_text_in_a_png_is_found_once() -> None:
    info = PngInfo()
    info.add_text("Author", "me")
    info.add_text("Place", "here")

    assert metadata(_saved("PNG", pnginfo=info)) == ("a text",)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff\xff", b"\x89PNG\r\n\x1a\n\0", b"RIFF1234WEBP"]
)
def test_a_damaged_picture_is_no_trouble(content: bytes) -> None:
    assert set(metadata(content)) <= {"a segment of a program"}


# The folder -----------------------------------------------------------------------------------------------------


def _folder(path: Path, written: dict[str, bytes], there: dict[str, bytes]) -> Folder:
    stage = Folder(path).stage()
    for name, content in written.items():
        stage.put(name, f"key of {name}", content)
    stage.complete()
    stage.switch()
    for name, content in there.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return Folder(path)


def test_files_that_are_gone_changed_or_not_ours_are_named(tmp_path: Path) -> None:
    there = _folder(
        tmp_path / "portal", {"a.html": b"a", "b.html": b"b", "c.html": b"c"}, {"b.html": b"x", "d/e.txt": b""}
    )
    (tmp_path / "portal" / "c.html").unlink()

    disk = folder.load(there)

    assert told(folder.faults(there, disk, "public/portal")) == [
        "public/portal/b.html file-changed: the file is not what sitegen wrote",
        "public/portal/c.html file-missing: .sitegen.json names this file, and it is not there",
        "public/portal/d/e.txt foreign-file: sitegen did not write this file",
    ]


def test_a_site_that_is_not_what_a_build_would_make_is_named(tmp_path: Path) -> None:
    there = _folder(tmp_path / "portal", {"a.html": b"a", "b.html": b"b"}, {})
    same = {"a.html": "key of a.html", "b.html": "key of b.html"}

    assert told(folder.outdated(there, same, "public/portal")) == []
    assert told(folder.outdated(there, {"a.html": "other", "c.html": "new"}, "public/portal")) == [
        "public/portal not-up-to-date: 3 files are not what a build would make now: a.html, b.html, c.html"
    ]
    assert told(folder.outdated(Folder(tmp_path / "ankara"), same, "public/ankara")) == [
        "public/ankara not-built: this site is not built"
    ]


def test_sources_and_pictures_that_tell_something_are_found() -> None:
    original = picture()
    telling = _saved("JPEG", exif=_exif())
    disk = OnDisk(
        ours={"index.md": b"", ".env": b"", "a.jpg": telling, "b.jpg": _saved("JPEG"), ".sitegen.json": b""},
        foreign={"x/tea.po": b"", "c.jpg": original, ".htaccess": b""},
    )
    del disk.ours[".sitegen.json"]  # type: ignore[attr-defined]

    found = told(
        folder.published_sources(disk, {digest.of_bytes(original): "content/stories/tea/c.jpg"}, "public/portal")
    )

    assert found == [
        "public/portal/index.md source-published: a source file is published",
        "public/portal/.env source-published: a hidden file is published",
        "public/portal/a.jpg picture-metadata: the picture carries EXIF",
        "public/portal/x/tea.po source-published: a source file is published",
        "public/portal/c.jpg source-published: the original content/stories/tea/c.jpg is published",
    ]


# Sources --------------------------------------------------------------------------------------------------------


def test_a_picture_that_no_text_names_is_found() -> None:
    texts = {
        "content/stories/tea/index.md": "cover: {file: cup.jpg}\n![x](pot.png 'y') ![z](my%20leaf.jpg) a (b c!.jpg)",
        "content/stories/k2/index.md": "![x](../tea/shared.webp)",
    }
    names = [
        "cup.jpg",
        "cup.ur.jpg",
        "cup.xx.jpg",
        "pot.png",
        "my leaf.jpg",
        "b c!.jpg",
        "shared.webp",
        "old.jpg",
        "n.pdf",
    ]
    paths = [f"content/stories/tea/{name}" for name in names] + ["content/missions/x.jpg", "themes/x.jpg"]

    assert told(orphan_pictures(paths, texts, ("en", "ur"))) == [
        "content/stories/tea/cup.xx.jpg orphan-picture: no text shows cup.xx.jpg",
        "content/stories/tea/old.jpg orphan-picture: no text shows old.jpg",
    ]
