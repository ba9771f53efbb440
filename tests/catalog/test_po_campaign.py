"""The campaign against GNU gettext runs on any folder, finds nothing in ours, and says what it finds elsewhere."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "po"


def campaign(*arguments: str | Path) -> tuple[int, str]:
    command = [sys.executable, ROOT / "tools" / "po_campaign.py", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_it_finds_no_difference_in_catalogs_that_msgfmt_takes_nor_in_spoilt_copies_of_them(tmp_path: Path) -> None:
    names = ("all-escapes", "header-only", "obsolete-with-previous", "six-plural-forms")
    for name in names:
        shutil.copy(CASES / "good" / f"{name}.po", tmp_path)

    status, said = campaign("--spoilt", "40", tmp_path)

    assert (status, "DIFFERENT" in said) == (0, False), said
    assert f"{len(names):9} files\n" in said
    assert " spoilt by cutting it off\n" in said


def test_it_names_the_first_file_of_each_kind_of_difference(tmp_path: Path) -> None:
    shutil.copy(CASES / "stricter" / "keyword-parted-by-a-backslash.po", tmp_path)

    status, said = campaign(tmp_path)

    assert status == 1
    kind = "DIFFERENT we refuse: this is no part of a PO file: …"
    assert f"        1 {kind}\n          {tmp_path}/keyword-parted-by-a-backslash.po: \n" in said


def test_it_keeps_the_spoilt_files_on_which_verdicts_differ(tmp_path: Path) -> None:
    catalogs, kept = tmp_path / "catalogs", tmp_path / "kept"
    catalogs.mkdir()
    shutil.copy(CASES / "stricter" / "keyword-parted-by-a-backslash.po", catalogs)

    campaign("--spoilt", "40", "--keep", kept, catalogs)

    assert list(kept.glob("*.po")) != []
