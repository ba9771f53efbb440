"""Whether a build would find that nothing changed, decided from stamps alone.

After a build it is written down what it was made from and what it made: the project's files and folders, the output's
files, the software, and what was said. `check` holds that against the file system, one system call a file, before
anything is imported that takes time. Whatever is odd means "not up to date", which costs a build and nothing else.
Files in doubt are read; once nothing came of it and they have rested, they are no longer in doubt.

What was changed last is looked at first: whoever edits a text saves it again and again. When a source has changed, the
build imports what it needs, and meanwhile another process looks at all that has not been looked at yet, which takes
less long. What was seen is handed on to the build (`Glance`).

Who asks is trusted with the time: what is live changes at `until`, not before.
"""

from __future__ import annotations

import marshal
import os
import zlib

from sitegen import software, stamps
from sitegen.stamps import MISSING, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from sitegen.stamps import Numbers


class Glance:
    """What a record names as it was seen a moment ago: the record's token, and the stamps of its names.

    `at` is a moment before that, by the clock of the file system: when the record was written. `names` and `numbers`
    are none where nothing was other than the record says.
    """

    __slots__ = ("at", "names", "numbers", "token")

    def __init__(self, token: str, at: int, names: list[str] | None = None, numbers: bytes | None = None) -> None:
        self.token = token
        self.at = at
        self.names = names
        self.numbers = numbers


#: What `check` saw when something had changed, by the name of its record.
_glances: dict[str, Glance] = {}
#: The process that looks at records meanwhile, where it tells what it saw, and the names of the record with a change.
_ahead: list[tuple[int, int, list[str]]] = []
#: So many of the files that were changed last are looked at first.
_LATEST = 32
#: What a build can be asked for besides sites, of all that changes what it does.
FLAGS = ("drafts", "pseudo", "strict")


def request(root: str, output: str, sites: Iterable[str], flags: Mapping[str, bool]) -> list[str]:
    """Return what a build was asked for, in one form for all ways to ask for it. It names the file that is kept."""
    real = os.path.realpath
    return [real(root), real(output), *sorted(set(sites)), *(f"--{name}" for name in sorted(flags) if flags[name])]


def check(store: str, asked: list[str], now: float) -> dict[str, Any] | None:
    """Return what the last build of a request said, when the next one would do nothing and say the same; else None.

    `now` is what counts as now, in seconds since 1970.
    """
    forget_glances()
    folder = f"{store}/state"
    parts = stamps.load(_file(folder, asked))
    if parts is None:
        return None
    kept, since, until, code, records = marshal.loads(parts[0])
    if kept != asked or now < since or (until is not None and now >= until):
        return None
    if software.recalled(f"{folder}/{software.KEPT}", code) is None:
        return None
    for number, (name, token) in enumerate(records):
        record = Record.load(f"{folder}/{name}")
        if record is None or record.token != token:
            return None
        if _is_edited(record) and _look_ahead(folder, record, records[number:]):
            return None
        if not _holds(f"{folder}/{name}", record):
            if _glances:
                _look_ahead(folder, None, records[number + 1 :])
            return None
    said = marshal.loads(parts[1])
    return said if isinstance(said, dict) else None


def take_glance(name: str) -> Glance | None:
    """Return what `check` has just seen of what a record names, once: the build that follows need not look again."""
    if name not in _glances:
        _take_ahead()
    return _glances.pop(name, None)


def forget_glances() -> None:
    """Forget what `check` saw, when a build begins much later."""
    _take_ahead()
    _glances.clear()


def _is_edited(record: Record) -> bool:
    """Tell whether something of what was changed last has changed again."""
    latest = _latest(record.numbers)
    now = stamps.rows(stamps.take([record.names[index] for index in latest], record.base))
    before, digests = stamps.rows(record.numbers), record.digests
    changed = [(index, row) for index, row in zip(latest, now, strict=True) if row != before[index]]
    return any(_digest(record.base + record.names[index], row) != digests()[index] for index, row in changed)


def _latest(numbers: bytes) -> list[int]:
    """Return the indexes of what was changed last."""
    times = memoryview(numbers).cast("q")[1::4].tolist()
    since = sorted(times)[-_LATEST:][:1]
    return [index for index, time in enumerate(times) if time >= since[0]][-_LATEST:] if since else []


def _look_ahead(folder: str, edited: Record | None, records: Sequence[tuple[str, str]]) -> bool:
    """Have another process look at what records name, and at the folders that those are in; tell whether one does.

    With `edited`, that is the first of them, and all that it names is looked at to be handed on.
    """
    if not records or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return False
    try:
        reading, writing = os.pipe()
        process = os.fork()
    except OSError:
        return False  # the build looks itself
    if process:
        os.close(writing)
        _ahead.append((process, reading, edited.names if edited else []))
        return True
    try:
        told: list[tuple[str, str, int, bytes]] = []
        if edited is not None:
            name, token = records[0]
            at = stamps.of(f"{folder}/{name}")[1]
            told.append((name, token, at, stamps.take(edited.names, edited.base)))
            records = records[1:]
        told += [(name, token, at, b"") for name, token in records if (at := _stands(f"{folder}/{name}", token))]
        stamps.write(writing, marshal.dumps(told))
    finally:
        os._exit(0)  # whatever happens, this process has no other business


def _stands(path: str, token: str) -> int:
    """Return when a record was written, if all that it names looks as it did then, and folders beside that; else 0."""
    record = Record.load(path)
    if record is None or record.token != token or stamps.take(record.names, record.base) != record.numbers:
        return 0
    names, before = record.folders()
    now = stamps.take(names, record.base)
    other = stamps.differing(before, now)
    if other:
        # The ctime of a folder tells of its own name, which changes with each switch.
        old, new = stamps.rows(before), stamps.rows(now)
        other = [index for index in other if old[index][1::2] != new[index][1::2]]
    return 0 if other else stamps.of(path)[1]


def _take_ahead() -> None:
    """Take over what another process has seen, and wait until it is there."""
    while _ahead:
        process, reading, names = _ahead.pop()
        with open(reading, "rb") as file:
            raw = file.read()
        os.waitpid(process, 0)
        for name, token, at, numbers in marshal.loads(raw) if raw else ():
            _glances[name] = Glance(token, at, names, numbers) if numbers else Glance(token, at)


def write(
    store: str,
    asked: list[str],
    *,
    window: tuple[float, float | None],
    code: str,
    records: Sequence[tuple[str, str]],
    asides: Mapping[str, tuple[Numbers, str]],
    said: Mapping[str, Any],
) -> None:
    """Write down that a request is fulfilled. Raises `OSError`.

    `window` is from when and until when the plan holds, in seconds since 1970; `code` the digest of the software.
    `records` are files in the store's state folder and the token that each had. `asides` are files and folders with
    their stamps and digests that no record holds, by path; those of former builds are held as well, since a build that
    reuses what it planned does not ask for them. `said` is what the build would say if it were run again.
    """
    folder = f"{store}/state"
    target = _file(folder, asked)
    token = "\0".join(f"{path} {digest}" for path, (_, digest) in sorted(asides.items()))
    aside = f"{target.removesuffix('.bin')}-asides.bin"
    asides = {**_former(aside, asides), **asides}
    names = list(asides)
    # Nothing is known of when they were looked at, so all are in doubt.
    record = Record("", token, names, stamps.flat(asides[name][0] for name in names), list(range(len(names))))
    record.save(aside, [asides[name][1] for name in names])
    every = [*records, (os.path.basename(aside), token)]
    stamps.save(target, (asked, *window, code, every), dict(said))


def _file(folder: str, asked: list[str]) -> str:
    return f"{folder}/build-{zlib.crc32(chr(0).join(asked).encode('utf-8', 'surrogateescape')):08x}.bin"


def _former(path: str, asides: Mapping[str, object]) -> dict[str, tuple[Numbers, str]]:
    """Return what a former build held besides its records, as it is now."""
    record = Record.load(path)
    if record is None:
        return {}
    now = {}
    for name, before, digest in zip(record.names, stamps.rows(record.numbers), record.digests(), strict=True):
        if name not in asides:
            numbers = stamps.of(name)
            now[name] = numbers, digest if numbers == before else _digest(name, numbers)
    return now


def _holds(path: str, record: Record) -> bool:
    """Tell whether all that a record names is what it was."""
    at = stamps.moment(os.path.dirname(path)) if record.doubts else 0
    now = stamps.take(record.names, record.base)
    changed = set(stamps.differing(record.numbers, now))
    if not changed and not record.doubts:
        return True
    digests, rows = record.digests(), stamps.rows(now)
    for index in changed.union(record.doubts):
        if _digest(record.base + record.names[index], rows[index]) != digests[index]:
            _glances[os.path.basename(path)] = Glance(record.token, stamps.of(path)[1], record.names, now)
            return False
    if record.doubts:
        _settle(path, record, changed, at)
    return True


def _settle(path: str, record: Record, changed: set[int], at: int) -> None:
    """Write down which files are no longer in doubt. Those with other stamps than before stay as they are."""
    rows = stamps.rows(record.numbers)
    settled = [index for index in record.doubts if index not in changed]
    young = stamps.unsettled([rows[index] for index in settled], at)
    doubts = [*(settled[index] for index in young), *(index for index in record.doubts if index in changed)]
    if len(doubts) < len(record.doubts):
        record.doubts = sorted(doubts)
        try:
            record.save_again(path)
        except OSError:
            pass  # a store that cannot be written to is read all the same


def _digest(path: str, numbers: Numbers) -> str:
    """Return the digest of a file, or of the names in a folder; what is not there has none."""
    if numbers == MISSING:
        return ""
    return stamps.listing(path[:-1]) if path.endswith("/") else stamps.digest_of_file(path)
