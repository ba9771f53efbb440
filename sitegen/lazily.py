"""Names of a package that are there when somebody asks for them.

A program that builds one page starts for longer than it works, so what it does not need is not imported: picture
and font libraries, rules that only editors ask for. A package lists such names and where they live; importers see no
difference (https://peps.python.org/pep-0562/).
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any


def lazily(package: str, **homes: str) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package.

    `homes` has, for each of its modules, the names that live there, with blanks between them. Asking for one imports
    that module, and the package has the name from then on. None may be that of a module: once that is imported, by
    whomever, the package has the module under this name.
    """
    owners = {name: module for module, names in homes.items() for name in names.split()}
    assert not owners.keys() & homes.keys(), "a package has its modules under their names"

    def get(name: str) -> Any:
        if name not in owners:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(f"{package}.{owners[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return get
