"""Real git in a project of a test, with commits on days of one's choice."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.support import SmallProject

_WHO = ("-c", "user.name=A writer", "-c", "user.email=writer@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> str:
    """Run git in a folder, at noon of a day, and return what it printed."""
    moment = f"{day}T12:00:00+00:00"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    dated = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *_WHO, *arguments], cwd=folder, env=kept | dated, capture_output=True, text=True, check=True
    )
    return done.stdout


def commit(project: SmallProject, day: str = "2026-01-01") -> None:
    """Commit all that there is in a project on a day; the first time, make it a repository."""
    if not (project.root / ".git").exists():
        git(project.root, "init", "--quiet", "--initial-branch=main")
        project.write(".gitignore", ".sitegen/\npublic/\n")
    git(project.root, "add", "--all")
    git(project.root, "commit", "--quiet", "--allow-empty", "--message", f"As of {day}", day=day)
