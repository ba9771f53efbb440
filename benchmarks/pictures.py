"""Make small pictures of large photos: sitegen, Hugo and sharp in turn, on the same photos.

    .venv/bin/python benchmarks/pictures.py [--photos 40] [--rounds 3] [--hugo BINARY] [--sharp FOLDER]

The photos are made with a fixed seed: 4,000 × 3,000 pixels of gradients and noise on seven scales, JPEG of quality 92.
Each becomes a WebP (quality 77) and a JPEG (quality 80, 4:2:0; progressive, save from Hugo) in 480, 800, 1,200 and
1,800 pixels. sitegen builds a whole site with a story for each photo; Hugo builds a page with all; sharp is a script.
Nothing is kept from one round to the next. Hugo is measured with Lanczos and method 4 for WebP, and with what it does
unasked: a box filter and method 2. sharp is measured as its handbook shows it, each picture from the file, and with
its own method 4 ("effort"), then with each size decoded once for both formats. Without `--hugo` or `--sharp` (a folder
with `node_modules`), these are left out. Processor time is that of the process with its threads and children; memory
its largest resident set. `--formats avif,jpeg` measures sitegen alone, in the widths of the theme "safar".
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image, ImageChops

SEED = 20_261_014
SIZE = (4_000, 3_000)
#: How many cells of noise go into the width of a photo, and how much each scale counts.
SCALES = ((5, 0.5), (17, 0.4), (61, 0.3), (233, 0.22), (800, 0.16), (2_000, 0.12), (4_000, 0.09))
WIDTHS = (480, 800, 1_200, 1_800)
THEME_WIDTHS = (480, 800, 1_200, 1_800, 2_400)
MODULE = Path(__file__).parents[1]

SITE = """\
name: Photos
tagline: Large ones
base_url: https://photos.example.org/
languages: [en]
theme: plain
navigation: [stories]
"""
STORY = """\
---
title: Photo {number}
date: 2026-01-01
summary: Photo {number} of all.
---
![A slope in changing light.](photo.jpg)
"""
HUGO_SITE = """\
baseURL = "https://photos.example.org/"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotstxt", "404", "section", "page"]
[imaging]
resampleFilter = "{filter}"
[imaging.jpeg]
quality = 80
[imaging.webp]
quality = 77
method = {method}
"""
HUGO_HOME = """\
{{ range $photo := resources.Match "*.jpg" }}{{ range $width := slice WIDTHS }}{{ range $format := slice "webp" "jpg" }}
<img src="{{ ($photo.Resize (printf "%dx %s" $width $format)).RelPermalink }}" alt="">
{{ end }}{{ end }}{{ end }}
"""
SHARP = """\
const fs = require("fs"), sharp = require("sharp");
const [way, from, to] = process.argv.slice(2), widths = [WIDTHS];
const ways = {
  async usual(file, width) {
    const small = sharp(`${from}/${file}`).rotate().resize(width);
    await write(small.clone(), small.clone(), `${to}/${file}-${width}`);
  },
  async thrifty(file, width) {
    const small = sharp(`${from}/${file}`).rotate().resize(width).raw();
    const { data, info } = await small.toBuffer({ resolveWithObject: true });
    const raw = { raw: { width: info.width, height: info.height, channels: info.channels } };
    await write(sharp(data, raw), sharp(data, raw), `${to}/${file}-${width}`);
  },
};
async function write(one, other, path) {
  await Promise.all([
    one.webp({ quality: 77, effort: 4 }).toFile(`${path}.webp`),
    other.jpeg({ quality: 80, progressive: true }).toFile(`${path}.jpg`),
  ]);
}
async function all() {
  fs.mkdirSync(to);
  for (const file of fs.readdirSync(from)) await Promise.all(widths.map((width) => ways[way](file, width)));
}
all();
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run took: seconds of processors and of the clock, megabytes of memory; and megabytes it wrote."""

    cpu: float
    wall: float
    memory: float
    written: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """What is run, and the folders it makes, which are removed before each round; pictures are in the first."""

    name: str
    arguments: tuple[str, ...]
    folder: Path
    makes: tuple[str, ...]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hugo", type=Path, metavar="BINARY")
    parser.add_argument("--sharp", type=Path, metavar="FOLDER")
    parser.add_argument("--formats", default="webp,jpeg")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        photos = make_photos(root / "photos", asked.photos)
        contestants = [sitegen(root / "sitegen", photos, asked.formats)]
        if asked.formats == "webp,jpeg":
            contestants += peers(root, photos, asked.hugo, asked.sharp)
        rounds = [[run(contestant) for contestant in contestants] for _ in range(asked.rounds)]
        expected = asked.photos * 2 * (len(WIDTHS) if asked.formats == "webp,jpeg" else len(THEME_WIDTHS))
        for contestant in contestants:
            found = len(pictures_of(contestant))
            assert found == expected, f"{contestant.name} made {found} pictures instead of {expected}"
    report(contestants, rounds, asked.photos)


def make_photos(folder: Path, number: int) -> list[Path]:
    """Write photos that are the same on every machine."""
    folder.mkdir()
    paths = [folder / f"{at:03}.jpg" for at in range(number)]
    for at, path in enumerate(paths):
        photo(random.Random(SEED + at)).save(path, quality=92)
    return paths


def photo(chance: random.Random) -> Image.Image:
    """Return a photo: light from above, a tint of each colour, and details of all sizes that the colours share."""
    details = Image.new("L", SIZE, 128)
    for cells, share in SCALES:
        details = Image.blend(details, _noise(chance, cells), share)
    light = Image.linear_gradient("L").resize(SIZE)
    grounds = [Image.blend(ground, _noise(chance, 4), 0.45) for ground in (light, light, ImageChops.invert(light))]
    return Image.merge("RGB", [Image.blend(ground, details, 0.55) for ground in grounds])


def _noise(chance: random.Random, cells: int) -> Image.Image:
    size = (cells, cells * 3 // 4)
    return Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).resize(SIZE, Image.Resampling.BICUBIC)


def sitegen(root: Path, photos: list[Path], formats: str) -> Contestant:
    """Write a project with a story for each photo."""
    shutil.copytree(MODULE / "tests/cases/theme", root / "themes/plain")
    widths = WIDTHS if formats == "webp,jpeg" else THEME_WIDTHS
    settings = f"styles: [css/plain.css]\nwidths: {list(widths)}\nformats: [{formats}]\n"
    (root / "themes/plain/theme.yaml").write_text(settings, "utf-8")
    (root / "content").mkdir()
    (root / "content/site.yaml").write_text(SITE, "utf-8")
    for at, path in enumerate(photos):
        story = root / f"content/stories/photo-{at}"
        story.mkdir(parents=True)
        (story / "index.md").write_text(STORY.format(number=at), "utf-8")
        (story / "photo.jpg").hardlink_to(path)
    command = (sys.executable, "-m", "sitegen.cli", "build")
    makes = ("public/portal/pictures", "public", ".sitegen")
    return Contestant(name="sitegen", arguments=command, folder=root, makes=makes)


def peers(root: Path, photos: list[Path], hugo: Path | None, sharp: Path | None) -> list[Contestant]:
    """Write the projects of the others that are at hand."""
    found = []
    if hugo is not None:
        found.append(_hugo(root / "hugo", photos, hugo, "Hugo", "lanczos", 4))
        found.append(_hugo(root / "hugo-own", photos, hugo, "Hugo, its own filter and method", "box", 2))
    if sharp is not None:
        script = root / "sharp.cjs"
        script.write_text(SHARP.replace("WIDTHS", ", ".join(map(str, WIDTHS))), "utf-8")
        # Modules are looked for from the script's folder upwards.
        (root / "node_modules").symlink_to((sharp / "node_modules").resolve())
        for name, way in (("sharp", "usual"), ("sharp, each size decoded once for both", "thrifty")):
            command = ("node", str(script), way, str(root / "photos"), way)
            found.append(Contestant(name=name, arguments=command, folder=root, makes=(way,)))
    return found


def _hugo(root: Path, photos: list[Path], binary: Path, name: str, filter: str, method: int) -> Contestant:
    for folder in ("assets", "content", "layouts"):
        (root / folder).mkdir(parents=True)
    (root / "hugo.toml").write_text(HUGO_SITE.format(filter=filter, method=method), "utf-8")
    (root / "layouts/home.html").write_text(HUGO_HOME.replace("WIDTHS", " ".join(map(str, WIDTHS))), "utf-8")
    for path in photos:
        (root / "assets" / path.name).hardlink_to(path)
    command = (str(binary.absolute()), "--quiet", "--ignoreCache")
    return Contestant(name=name, arguments=command, folder=root, makes=("public", "resources"))


def run(contestant: Contestant) -> Cost:
    """Run a contestant from nothing, and return what it took."""
    for name in contestant.makes:
        shutil.rmtree(contestant.folder / name, ignore_errors=True)
    environment = os.environ | {"PYTHONPATH": str(MODULE)}
    started = time.perf_counter()
    process = subprocess.Popen(contestant.arguments, cwd=contestant.folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    assert process.returncode == 0, f"{contestant.name} ended with {process.returncode}"
    cpu = used.ru_utime + used.ru_stime
    print(f"{contestant.name}: {cpu:.1f} s cpu, {wall:.1f} s", file=sys.stderr, flush=True)
    written = sum(path.stat().st_size for path in pictures_of(contestant))
    return Cost(cpu=cpu, wall=wall, memory=used.ru_maxrss / 1024, written=written / 1e6)


def pictures_of(contestant: Contestant) -> list[Path]:
    """Return the pictures a contestant made."""
    suffixes = (".webp", ".jpg", ".avif")
    return [path for path in (contestant.folder / contestant.makes[0]).rglob("*") if path.suffix in suffixes]


def report(contestants: list[Contestant], rounds: list[list[Cost]], photos: int) -> None:
    """Print the medians, and those of sitegen's ratios within the rounds."""
    print("| | cpu a photo | wall a photo | memory | pictures | sitegen's cpu against it |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for at, contestant in enumerate(contestants):
        values = partial(_median, [costs[at] for costs in rounds])
        ratio = statistics.median(costs[0].cpu / costs[at].cpu for costs in rounds)
        print(
            f"| {contestant.name} | {values(lambda cost: cost.cpu) / photos:.3f} s"
            f" | {values(lambda cost: cost.wall) / photos:.3f} s | {values(lambda cost: cost.memory):.0f} MB"
            f" | {values(lambda cost: cost.written):.1f} MB | {ratio:.3f} |"
        )


def _median(costs: list[Cost], value: Callable[[Cost], float]) -> float:
    return statistics.median(value(cost) for cost in costs)


if __name__ == "__main__":
    main()
