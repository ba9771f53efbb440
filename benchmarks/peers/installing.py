"""Installing generators from their ordinary packages, once, into a folder that git ignores."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from tools.npm_install import find_npm

PEERS = Path(__file__).parents[1] / ".peers"


def python_packages(name: str, *requirements: str) -> Path:
    """Install Python packages into a virtual environment of their own; return its folder."""
    folder = PEERS / name
    if not _is_stamped(folder, requirements):
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True, symlinks=True)
        pip = (str(folder / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        subprocess.run((*pip, *requirements), check=True)
        _stamp(folder, requirements)
    return folder


def npm_packages(name: str, *requirements: str) -> Path:
    """Install npm packages into a folder of their own; return it. None of their scripts is run."""
    folder = PEERS / name
    if not _is_stamped(folder, requirements):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "package.json").write_text("{}\n", encoding="ascii")
        options = ("--no-audit", "--no-fund", "--ignore-scripts", "--no-update-notifier", "--loglevel=error")
        subprocess.run((*find_npm(), "install", *options, *requirements), cwd=folder, check=True)
        _stamp(folder, requirements)
    return folder


def node() -> str:
    """Return the program that runs npm packages: the system's, or the one beside the Python that runs this."""
    return shutil.which("node") or str(Path(sys.executable).with_name("node"))


def python_version(folder: Path, package: str) -> str:
    """Return the version of a package in a virtual environment."""
    asked = f"import importlib.metadata as m; print(m.version({package!r}))"
    done = subprocess.run((str(folder / "bin/python"), "-c", asked), check=True, capture_output=True, text=True)
    return done.stdout.strip()


def npm_version(folder: Path, package: str) -> str:
    """Return the version of an npm package in a folder."""
    return str(json.loads((folder / f"node_modules/{package}/package.json").read_bytes())["version"])


def site_packages(folder: Path) -> Path:
    """Return where a virtual environment has its packages."""
    return folder / f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"


def _is_stamped(folder: Path, requirements: Sequence[str]) -> bool:
    stamp = folder / ".installed"
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == "\n".join(requirements)


def _stamp(folder: Path, requirements: Sequence[str]) -> None:
    (folder / ".installed").write_text("\n".join(requirements), encoding="utf-8")
