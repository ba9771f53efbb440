"""The command: writes the projects, runs the rounds, prints the report.

python -m benchmarks --stories 250
python -m benchmarks --stories 1000 --rounds 5 --grow 5 --photos 40 --folder /dev/shm --json figures.json
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import ours, photos
from benchmarks.contestants import Contestant
from benchmarks.corpus import RICH, SEED, Story, stories
from benchmarks.measuring import FailedError
from benchmarks.peers import eleventy, hugo, nikola, pelican
from benchmarks.report import as_json, markdown
from benchmarks.results import Made, Results, machine, made
from benchmarks.rounds import COLD, Round, cold, rounds
from benchmarks.serving import latencies
from tools.npm_install import CannotInstallError

#: The other generators, by the names that --peers takes. Those after Hugo are slow, and take part in the first round.
PEERS: dict[str, Callable[[Path, tuple[Story, ...]], Contestant]] = {
    "hugo": hugo.prepare,
    "eleventy": eleventy.prepare,
    "pelican": pelican.prepare,
    "nikola": nikola.prepare,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the report; return the exit status."""
    asked = _parser().parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="sitegen-bench-", dir=asked.folder))
    try:
        results = measure(asked, folder.resolve())
    except FailedError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    finally:
        if not asked.keep:
            shutil.rmtree(folder, ignore_errors=True)
    for path, text in ((asked.json, as_json(results)), (asked.markdown, markdown(results))):
        if path:
            Path(path).write_text(text, encoding="utf-8")
    sys.stdout.write(markdown(results))
    return 0


def measure(asked: argparse.Namespace, folder: Path) -> Results:
    """Do all that was asked for in a folder."""
    corpus = tuple(stories(asked.stories, seed=asked.seed, rich=asked.rich))
    plain = _project(folder, corpus, ours.PLAIN)
    slow = [found for name in asked.peers if name != "hugo" and (found := _slow_peer(folder, corpus, name))]
    often = [plain, _peer(folder, corpus, "hugo")]
    once = [_project(folder, corpus, ours.FULL), *slow]
    taken = list(rounds(often, once, asked.rounds, _tell))
    contestants = [plain, once[0], often[1], *slow]
    looked: dict[str, Made] = {contestant.name: made(contestant) for contestant in contestants}
    _tell("memory")
    memory = {contestant.name: cold(contestant, memory=True).memory for contestant in (*often, once[0])}
    waits = {}
    for contestant in (*often, *slow):
        if contestant.serving and asked.saves:
            _tell(f"serving: {contestant.name}")
            waits[contestant.name] = latencies(contestant, asked.saves)
    return Results(
        stories=asked.stories,
        growth=asked.grow,
        machine=machine(folder),
        made=looked,
        rounds=taken,
        memory=memory,
        latencies=waits,
        grown=_grown(asked, folder) if asked.grow else (),
        missions=_missions(asked, folder, plain, corpus) if asked.mission_rounds else (),
        pictures=photos.ratios(asked.photos, asked.rounds, _tell) if asked.photos else None,
    )


def _grown(asked: argparse.Namespace, folder: Path) -> list[Round]:
    """Return rounds of cold builds with more stories."""
    corpus = tuple(stories(asked.stories * asked.grow, seed=asked.seed, rich=asked.rich))
    below = folder / "grown"
    contestants = (_project(below, corpus, ours.PLAIN), _peer(below, corpus, "hugo"))
    found = _cold_rounds(contestants, asked.grown_rounds, f"{len(corpus):,} stories")
    shutil.rmtree(below)
    return found


def _missions(asked: argparse.Namespace, folder: Path, plain: Contestant, corpus: tuple[Story, ...]) -> list[Round]:
    """Return rounds of cold builds of the portal alone and with four missions."""
    return _cold_rounds((plain, _project(folder, corpus, ours.WITH_MISSIONS)), asked.mission_rounds, "missions")


def _cold_rounds(contestants: Sequence[Contestant], number: int, of: str) -> list[Round]:
    found = []
    for index in range(number):
        _tell(f"{of}: round {index + 1} of {number}")
        order = contestants if index % 2 == 0 else contestants[::-1]
        found.append(Round(turns={contestant.name: {COLD: cold(contestant)} for contestant in order}))
    return found


def _project(folder: Path, corpus: tuple[Story, ...], name: str) -> Contestant:
    _tell(f"writing the project of {name}")
    return ours.prepare(_empty(folder / name.replace(" ", "-").replace(",", "")), corpus, name)


def _peer(folder: Path, corpus: tuple[Story, ...], name: str) -> Contestant:
    _tell(f"writing the project of {name}")
    return PEERS[name](_empty(folder / name), corpus)


def _slow_peer(folder: Path, corpus: tuple[Story, ...], name: str) -> Contestant | None:
    """Return a contestant that the goals do not need, and that may be missing where it cannot be installed."""
    try:
        return _peer(folder, corpus, name)
    except (OSError, subprocess.CalledProcessError, CannotInstallError) as fault:
        _tell(f"{name} cannot be installed, and is left out: {fault}")
        return None


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _tell(words: str) -> None:
    sys.stderr.write(f"… {words}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure sitegen beside other generators, on one corpus."
    )
    add = parser.add_argument
    add("--stories", type=int, default=250, metavar="N", help="stories of the corpus, each in 4 languages")
    add("--rounds", type=int, default=3, metavar="N", help="rounds of sitegen and Hugo, and of photos")
    add("--peers", type=_names, default=tuple(PEERS), metavar="NAMES", help=",".join(PEERS) + "; Hugo always")
    add("--grow", type=int, default=0, metavar="TIMES", help="cold builds with so many times the stories, too; 0: none")
    add("--grown-rounds", type=int, default=2, metavar="N", help="rounds of those")
    add("--mission-rounds", type=int, default=1, metavar="N", help="rounds with four missions; 0: none")
    add("--saves", type=int, default=5, metavar="N", help="edits while the projects are served; 0: none")
    add("--photos", type=int, default=0, metavar="N", help="so many photos of 12 megapixels; 0: none")
    add("--rich", type=float, default=RICH, metavar="SHARE", help="share of stories with tables, footnotes and more")
    add("--seed", type=int, default=SEED, help="another seed, another corpus")
    add("--folder", metavar="DIR", help="where the projects are written, such as /dev/shm")
    add("--keep", action="store_true", help="leave the projects there")
    add("--json", metavar="FILE", help="write all that was measured")
    add("--markdown", metavar="FILE", help="write the report")
    return parser


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name for name in text.split(",") if name)
    unknown = sorted(set(names) - set(PEERS))
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no {unknown[0]}; known are {', '.join(PEERS)}")
    return names


if __name__ == "__main__":
    sys.exit(main())
