"""Take pictures of every kind of page in every language, to be looked at: `python -m tests.shots`.

    python -m tests.shots [--only WORD …] [--languages TAG …] [--output shots]

Needs the built sites (`make site`), the test packages and Chromium. Writes, below `shots/`, `pages/KIND/TAG-WIDTH.jpg`
(`-dark` for some languages), and contact sheets: `kinds/KIND.jpg` with a kind of page in all languages, and
`languages/TAG.jpg` with all kinds of pages in a language. Which kinds there are is found in the plan.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, sync_playwright

from sitegen.session import Options, Session
from tests.chromium import ARGUMENTS, program
from tests.e2e.turns import Look
from tests.e2e.visits import ask, opened
from tests.kinds import Kind, kinds
from tests.serving import Host, serve

ROOT = Path(__file__).resolve().parents[1]
WIDTHS = (390, 1280)
#: Languages that are looked at in the dark as well: one that runs to the right, one that runs to the left.
DARK = ("en", "ur")
#: A page that is longer is cut off here, in pixels; a picture with more can hardly be looked at.
LONGEST = 12_000
#: Of contact sheets: how large a page is on them, and what the sheets are.
THUMB = {390: (195, 900), 1280: (420, 900)}
MARGIN, GROUND, INK = 14, "#c9d2cf", "#131b2e"
SHEET_WIDTH = 2400


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A picture to be taken."""

    look: Look
    tag: str
    file: Path


def main(arguments: Sequence[str]) -> int:
    """Take all pictures and put the contact sheets together; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.shots", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="WORD", help="kinds with one of these words in their name"
    )
    parser.add_argument("--languages", nargs="+", default=[], metavar="TAG", help="these languages")
    parser.add_argument("--output", type=Path, default=ROOT / "shots", metavar="FOLDER")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    shots = [
        shot
        for shot in _shots(_kinds(), options.output)
        if (not options.only or any(word in shot.look.kind.name for word in options.only))
        and (not options.languages or shot.tag in options.languages)
    ]
    sites = {
        folder.name: f"https://{folder.name}.example/" for folder in (ROOT / "public").iterdir() if folder.is_dir()
    }
    workers = os.cpu_count() or 1
    with serve(ROOT / "public", sites) as host, ProcessPoolExecutor(workers) as pool:
        list(pool.map(take, [shots[number::workers] for number in range(workers)], [host] * workers))
    for sheet, rows in _sheets(shots, options.output):
        contact(sheet, rows)
    print(f"{len(shots)} pictures in {options.output} in {time.monotonic() - started:.0f} s")
    return 0


def _kinds() -> tuple[Kind, ...]:
    session = Session(ROOT, ROOT / "public", ROOT / ".sitegen" / "store")
    planned, _, found = session.plan(Options(now=datetime.datetime.now(datetime.UTC)))
    if planned is None:
        raise SystemExit("\n".join(map(str, found)))
    return kinds(planned)


def _shots(kinds: Sequence[Kind], output: Path) -> Iterator[Shot]:
    """Yield what is to be taken; a page that shows several kinds, once."""
    seen: set[str] = set()
    for kind in kinds:
        for tag, page in kind.example.items():
            if page not in seen:
                seen.add(page)
                yield from _looks(kind, tag, page, output)


def _looks(kind: Kind, tag: str, page: str, output: Path) -> Iterator[Shot]:
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark") if tag in DARK else ("light",)
    for scheme in schemes:
        for width in WIDTHS:
            name = f"{tag}-{width}{'-dark' if scheme == 'dark' else ''}.jpg"
            file = output / "pages" / _folder(kind.name) / name
            yield Shot(look=Look(kind=kind, page=page, scheme=scheme, width=width), tag=tag, file=file)


def _folder(name: str) -> str:
    return re.sub(r"\W+", "-", name).strip("-")


def take(shots: Sequence[Shot], host: Host) -> None:
    """Take pictures in a Chromium of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        for shot in shots:
            _take(browser, shot, host)
        browser.close()


def _take(browser: Browser, shot: Shot, host: Host) -> None:
    shot.file.parent.mkdir(parents=True, exist_ok=True)
    with opened(browser, shot.look, host.at(shot.look.page)) as page:
        ask(page, "load-all")
        height = min(LONGEST, int(page.evaluate("document.documentElement.scrollHeight")))
        clip = {"x": 0, "y": 0, "width": shot.look.width, "height": height}
        page.screenshot(path=shot.file, type="jpeg", quality=78, full_page=True, clip=clip)  # type: ignore[arg-type]


def _sheets(shots: Sequence[Shot], output: Path) -> Iterator[tuple[Path, list[Shot]]]:
    """Yield what stands on which contact sheet: a kind of page in all languages, a language's kinds of pages."""
    for name in dict.fromkeys(shot.look.kind.name for shot in shots):
        yield output / "kinds" / f"{_folder(name)}.jpg", [shot for shot in shots if shot.look.kind.name == name]
    for tag in dict.fromkeys(shot.tag for shot in shots):
        yield output / "languages" / f"{tag}.jpg", [shot for shot in shots if shot.tag == tag]


def contact(sheet: Path, shots: Sequence[Shot]) -> None:
    """Put pictures beside each other and write below each what it is. Of a long page its beginning is shown."""
    thumbs = [(shot, _thumb(shot)) for shot in shots]
    places, width, top, left, lowest = [], SHEET_WIDTH, MARGIN, MARGIN, 0
    for shot, thumb in thumbs:
        if left + thumb.width + MARGIN > width:
            left, top = MARGIN, top + lowest + 3 * MARGIN
            lowest = 0
        places.append((shot, thumb, left, top))
        left, lowest = left + thumb.width + MARGIN, max(lowest, thumb.height)
    whole = Image.new("RGB", (width, top + lowest + 3 * MARGIN), GROUND)
    pen = ImageDraw.Draw(whole)
    for shot, thumb, x, y in places:
        whole.paste(thumb, (x, y))
        said = f"{shot.look.kind.name} · {shot.tag} · {shot.look.width}"
        pen.text((x, y + thumb.height + 4), said[: max(20, thumb.width // 7)], fill=INK)
    sheet.parent.mkdir(parents=True, exist_ok=True)
    whole.save(sheet, quality=80)


def _thumb(shot: Shot) -> Image.Image:
    width, height = THUMB[shot.look.width]
    with Image.open(shot.file) as picture:
        scale = width / picture.width
        whole = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, round(height / scale))))
        return whole.resize((width, round(whole.height * scale)), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
