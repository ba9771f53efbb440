"""See that programs of the system are there which the tests run, and install them where that is allowed.

    python tools/system_packages.py chromium gettext default-jre-headless

Installs with apt-get when the user is root or SITEGEN_APT=1 is set (then with sudo); otherwise says which
package is missing. Needs nothing but the standard library.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

#: Debian package to the programs of which one is enough.
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "gettext": ("msgfmt",),
    "default-jre-headless": ("java",),
}


def main(packages: Sequence[str]) -> int:
    """Check packages, install what is missing if that is allowed; return the exit status."""
    missing = [name for name in packages if not any(map(shutil.which, PROGRAMS[name]))]
    if not missing:
        return 0
    words = " ".join(missing)
    root = os.geteuid() == 0
    if not shutil.which("apt-get") or not (root or os.environ.get("SITEGEN_APT") == "1"):
        sys.stderr.write(
            f"missing for the tests: {words}\n"
            f"  hint: install it with your system's packages (apt-get install {words}), or set SITEGEN_APT=1\n"
        )
        return 1
    sudo = () if root else ("sudo",)
    for command in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", *missing)):
        done = subprocess.run((*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *command), check=False)
        if done.returncode:
            sys.stderr.write(f"apt-get {command[0]} ended with status {done.returncode}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
