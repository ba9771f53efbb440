"""Other programs that rewrite catalogs, each called as its users call it, and what they lose of a catalog."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import polib
from translate.storage.pypo import pofile

from sitegen.catalog import Catalog, Key, Message, read

#: Beside the interpreter stand pybabel and the commands of the Translate Toolkit.
BIN = Path(sys.executable).parent


def run(*command: str | Path, folder: Path, content: bytes | None = None) -> bytes:
    """Run a program and return what it prints; it has to succeed."""
    done = subprocess.run(command, cwd=folder, input=content, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def gettext(*command: str) -> Callable[[Path, Path], None]:
    """Return what lets a program of GNU gettext write a catalog anew."""
    return lambda po, _pot: _replaced(po, run(*command, "-", folder=po.parent, content=po.read_bytes()))


def _replaced(po: Path, content: bytes) -> None:
    po.write_bytes(content)


def _msgfilter(po: Path, _pot: Path) -> None:
    run("msgfilter", "--keep-header", "-i", po, "-o", po, "cat", folder=po.parent)


def _msgmerge(*options: str) -> Callable[[Path, Path], None]:
    return lambda po, pot: _replaced(po, run("msgmerge", "--quiet", *options, po, pot, folder=po.parent))


def _pybabel_update(po: Path, pot: Path) -> None:
    options = ("--no-wrap", "--ignore-pot-creation-date", "-l", "ur", "-i", pot, "-o", po)
    run(BIN / "pybabel", "-q", "update", *options, folder=po.parent)


def _polib(po: Path, _pot: Path) -> None:
    polib.pofile(str(po)).save()


def _translate_toolkit(po: Path, _pot: Path) -> None:
    """Write a catalog as Weblate does, which uses the storage classes of the Translate Toolkit."""
    pofile.parsefile(str(po)).save()  # type: ignore[no-untyped-call]


def _pomerge(po: Path, _pot: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        edited = shutil.copy(po, folder)
        run(BIN / "pomerge", "--progress=none", "-t", po, "-i", edited, "-o", po, folder=po.parent)


#: Each program as docs/translators.md names it, with what calls it on a catalog and its template.
PROGRAMS: Mapping[str, Callable[[Path, Path], None]] = {
    "msgcat": gettext("msgcat"),
    "msgcat --sort-output": gettext("msgcat", "--sort-output"),
    "msgattrib": gettext("msgattrib"),
    "msgattrib --no-obsolete": gettext("msgattrib", "--no-obsolete"),
    "msgattrib --clear-fuzzy": gettext("msgattrib", "--clear-fuzzy"),
    "msgattrib --clear-previous": gettext("msgattrib", "--clear-previous"),
    "msguniq": gettext("msguniq"),
    "msgconv": gettext("msgconv", "--to-code=UTF-8"),
    "msgfilter": _msgfilter,
    "msgmerge --previous": _msgmerge("--previous"),
    "msgmerge": _msgmerge(),
    "Translate Toolkit (Weblate)": _translate_toolkit,
    "pomerge": _pomerge,
    "polib": _polib,
    "pybabel update": _pybabel_update,
}


def rewritten(program: str, content: bytes, template: bytes, folder: Path) -> bytes:
    """Return a catalog as a program writes it."""
    po, pot = folder / "a.po", folder / "a.pot"
    po.write_bytes(content)
    pot.write_bytes(template)
    PROGRAMS[program](po, pot)
    return po.read_bytes()


def understood(content: bytes) -> Catalog:
    """Return a catalog in which nothing is wrong."""
    catalog, faults = read(content, "a.po")
    assert faults == ()
    assert catalog is not None
    return catalog


def losses(before: Catalog, after: Catalog) -> Iterator[str]:
    """Yield what one catalog has and the other has not, in the words of docs/translators.md."""
    old, new = _by_key(before), _by_key(after)
    gone = [message for key, message in old.items() if key not in new]
    if any(not message.obsolete for message in gone) or set(new) - set(old):
        yield "messages"
    if any(message.obsolete for message in gone):
        yield "obsolete messages"
    both = [(old[key], message) for key, message in new.items() if key in old]
    for words, part in _PARTS.items():
        if any(part(one) != part(other) for one, other in both):
            yield words
    if list(old) != list(new) and set(old) == set(new):
        yield "the order of messages"
    if set(before.fields) - set(after.fields):
        yield "header fields it does not know"
    if any(other not in new.comments for old, new in _headers(before, after) for other in old.comments):
        yield "comments of the header"


def _by_key(catalog: Catalog) -> dict[Key, Message]:
    """Return messages by key, live ones first: where obsolete ones stand means nothing."""
    return {message.key: message for message in sorted(catalog.messages, key=lambda message: message.obsolete)}


def _headers(before: Catalog, after: Catalog) -> Iterator[tuple[Message, Message]]:
    if before.header and after.header:
        yield before.header, after.header


def _previous(message: Message) -> tuple[str | None, ...]:
    return (message.previous_context, message.previous_id, message.previous_plural)


#: The parts of a message that a program may lose, and how they are told.
_PARTS: Mapping[str, Callable[[Message], object]] = {
    "translations": lambda message: (message.strings, message.plural_id, message.obsolete),
    "the mark of fuzzy messages": lambda message: message.fuzzy and not message.obsolete,
    "the mark of obsolete fuzzy messages": lambda message: message.fuzzy and message.obsolete,
    "flags": lambda message: set(message.flags) - {"fuzzy"},
    "notes of translators": lambda message: [line for line in message.comments if not line.startswith("| ")],
    "comments of writers": lambda message: message.extracted,
    "references": lambda message: message.references,
    "previous texts": lambda message: _previous(message) if not message.obsolete else None,
    "previous texts of obsolete messages": lambda message: _previous(message) if message.obsolete else None,
}
