"""Judge pages of the built portal by Lighthouse, as on a phone with a slow line.

    python -m tests.lighthouse [--pages portal/en/index.html …]

Needs the built sites (`make site`), Chromium, and the packages of tests/lighthouse (tools/npm_install.py). Prints a
table; the exit status is 1 when a page has less than 98 of 100 in a category, and what was taken off is listed. Run it
on a machine that does nothing else: how fast a page is counts as much as what it is.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.chromium import ARGUMENTS, program
from tests.serving import Host, serve

ROOT = Path(__file__).resolve().parents[2]
MODULES = Path(__file__).parent / "node_modules"
#: Home and a story, in a Latin script and in Nastaliq, whose font is the heaviest.
PAGES = tuple(f"portal/{tag}/{path}index.html" for tag in ("en", "ur") for path in ("", "stories/hunza/"))
CATEGORIES = {"performance": "fast", "accessibility": "for all", "best-practices": "sound", "seo": "found"}
LEAST = 98
#: The oldest Node.js that Lighthouse 13 runs on.
NODE = (22, 19)


def main(arguments: Sequence[str]) -> int:
    """Print what Lighthouse says of pages; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.lighthouse", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", nargs="+", default=PAGES, metavar="SITE/PATH", help="pages below public/")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is judged; the median counts")
    options = parser.parse_args(arguments)
    sites = {
        folder.name: f"https://{folder.name}.example/" for folder in (ROOT / "public").iterdir() if folder.is_dir()
    }
    failed: list[str] = []
    print("".join(f"{title:>9}" for title in CATEGORIES.values()), " page")
    with serve(ROOT / "public", sites) as host:
        for page in options.pages:
            judged = sorted((judge(host, page) for _ in range(options.rounds)), key=lambda one: _scores(one)[0])
            median = judged[len(judged) // 2]
            print("".join(f"{score:>9}" for score in _scores(median)), "", page, flush=True)
            failed += [f"{page}: {line}" for line in _taken_off(median)] if min(_scores(median)) < LEAST else []
    print("\n".join(failed) or f"nothing below {LEAST}")
    return 1 if failed else 0


def judge(host: Host, page: str) -> dict[str, Any]:
    """Return Lighthouse's report on a page, with its own mobile profile: a slow phone behind a slow line."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = (
            *(node(), str(MODULES / "lighthouse" / "cli" / "index.js"), host.at(page)),
            *("--output=json", f"--output-path={report}", "--quiet", "--form-factor=mobile"),
            *(f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags=--headless=new {' '.join(ARGUMENTS)}"),
        )
        # Chromium's profile goes where nothing of it stays.
        environment = os.environ | {"CHROME_PATH": program(), "TMPDIR": folder}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if not report.is_file():
            raise SystemExit(f"{page}: Lighthouse ended with status {done.returncode}\n{done.stderr[-2000:]}")
        return dict(json.loads(report.read_bytes()))


def node() -> str:
    """Return a Node.js that is new enough: the system's, or the one that was installed beside Lighthouse."""
    found = shutil.which("node")
    if found:
        said = subprocess.run((found, "--version"), capture_output=True, text=True, check=False).stdout
        if tuple(int(part) for part in re.findall(r"\d+", said)[:2]) >= NODE:
            return found
    machine = {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    own = MODULES / f"node-linux-{machine}" / "bin" / "node"
    if not own.is_file():
        wanted = ".".join(map(str, NODE))
        raise SystemExit(f"no Node.js of at least {wanted} is here: install one, as npm has none for {machine}")
    return str(own)


def _scores(report: dict[str, Any]) -> list[int]:
    return [round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES]


def _taken_off(report: dict[str, Any]) -> Iterator[str]:
    """Yield what took points off: audits that count and are not passed, with their own words on it."""
    for category in CATEGORIES:
        for part in report["categories"][category]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                said = audit.get("displayValue") or audit.get("explanation") or ""
                yield f"{category}: {audit['title']} {said} ({round(100 * audit['score'])})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
