"""The house: a module imports from lower rows only, and each outside library has one home."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "sitegen"

#: The rows of ARCHITECTURE.md, lowest first. What stands in one row does not know of each other.
ROWS = (
    ("patterns", "values"),
    {"__init__", "characters", "credentials", "diagnostics", "digest"}
    | {"later", "lazily", "limits", "locales", "packing", "shortcuts", "stages", "stamps"},
    ("ledger", "shape", "signatures", "software", "tree"),
    ("scanning", "store", "moments", "slugs", "structured", "webvtt"),
    ("config", "markdown", "catalog", "images", "fonts", "lettering", "theme"),
    ("budgets", "cards", "history", "licences", "proof", "repertoires", "segments", "urls"),
    ("firstview", "stories"),
    ("translations", "views"),
    ("events", "permalinks", "pseudo", "recipes"),
    ("plan",),
    ("render",),
    ("output", "search", "uptodate"),
    ("revisions", "session"),
    ("build", "check", "kit", "messages", "new", "serve", "status", "why"),
    ("languages",),
    ("cli",),
)
HOMES = {
    "bidi": {"lettering"},
    "babel": {"locales", "catalog"},
    "distributed": {"session"},
    "yaml": {"shape"},
    "markdown": {"markdown"},
    "nh3": {"markdown"},
    "jinja2": {"theme"},
    "markupsafe": {"theme"},
    "PIL": {"cards", "images"},
    "uharfbuzz": {"fonts", "lettering"},
    "fontTools": {"fonts", "locales"},
    "livereload": {"serve"},
    "tornado": {"serve"},
    "watchfiles": {"serve"},
    "zoneinfo": {"locales"},
}
ROW = {module: number for number, row in enumerate(ROWS) for module in row}


def _imports() -> list[tuple[str, str, str]]:
    """Return (module, imported, file) for every import of the package."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
                if node.module == "sitegen":
                    names = [f"sitegen.{alias.name}" for alias in node.names]
            found += [(module, name, path.name) for name in names]
    return found


def test_every_module_has_a_row() -> None:
    modules = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")}

    assert modules == set(ROW)


def test_a_module_imports_from_lower_rows_only() -> None:
    upward = []
    for module, name, file in _imports():
        parts = name.split(".")
        if parts[0] != "sitegen" or parts[1:2] in ([], ["__version__"]) or parts[1] == module:
            continue
        if ROW[parts[1]] >= ROW[module]:
            upward.append(f"{module}/{file} imports {name}")

    assert upward == []


def test_each_outside_library_has_one_home() -> None:
    strangers = []
    for module, name, file in _imports():
        library = name.split(".")[0]
        if module not in HOMES.get(library, {module}):
            strangers.append(f"{module}/{file} imports {name}")

    assert strangers == []


def test_only_what_is_named_for_it_and_what_stands_from_output_up_touch_the_disk() -> None:
    named = {"ledger", "scanning", "software", "stamps", "store", "tree"}
    below = {module for row in ROWS[: ROW["output"]] for module in row} - named
    calls = []
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if module in below:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, (ast.Import, ast.ImportFrom)):
                    names = [alias.name for alias in node.names] + [getattr(node, "module", "") or ""]
                    calls += [
                        f"{module}: {name}" for name in names if name.split(".")[0] in ("pathlib", "os", "shutil")
                    ]

    assert calls == []


def test_only_the_command_line_prints_or_reads_clock_and_environment() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if "cli" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Name) and node.id == "print":
                found.append(f"{path.name}: print")
            if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "environ", "getenv", "time_ns"):
                owner = ast.unparse(node.value)
                if owner in ("datetime", "datetime.datetime", "datetime.date", "date", "os", "time"):
                    found.append(f"{path.name}: {owner}.{node.attr}")

    assert found == []
