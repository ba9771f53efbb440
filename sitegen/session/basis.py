"""What a build rests on, written down so that the next one is spared where nothing of it has changed (`uptodate`)."""

from __future__ import annotations

import datetime
from collections.abc import Container, Mapping
from pathlib import Path

from sitegen import output, stamps, uptodate
from sitegen.session.verdicts import Options
from sitegen.store import software
from sitegen.tree import DiskTree
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a build was made from and what it made, as `uptodate` wants it; it holds until `until`."""

    records: tuple[tuple[str, str], ...]
    asides: Mapping[str, tuple[stamps.Numbers, str]]
    until: datetime.datetime | None


def asides(
    root: Path, folder: Path, tree: DiskTree, sites: Container[str], witness: str
) -> dict[str, tuple[stamps.Numbers, str]]:
    """Return the stamps and digests, by path, of what no record holds.

    Those are files of installed packages, which sites the output folder holds, the manifests of those that were not
    built, and the `witness`, where there is one.
    """
    root, folder = root.absolute(), folder.absolute()
    found = {f"{root}/{path}": seen for path, seen in tree.asked.items()}
    found[f"{folder}/"] = stamps.of(str(folder)), stamps.listing(str(folder))
    for other in folder.iterdir():
        if not other.name.startswith(".") and other.name not in sites:
            path = f"{other}/{output.MANIFEST}"
            found[path] = stamps.of(path), stamps.digest_of_file(path)
    if witness:
        found[witness] = stamps.of(witness), stamps.digest_of_file(witness)
    return found


def write(basis: Basis, root: Path, folder: Path, store: str, options: Options, said: Mapping[str, object]) -> None:
    """Write down that a build with these options would say this. Raises `OSError`."""
    flags = {name: bool(getattr(options, name)) for name in uptodate.FLAGS}
    uptodate.write(
        store,
        uptodate.request(str(root), str(folder), options.sites, flags),
        window=(options.now.timestamp(), basis.until.timestamp() if basis.until else None),
        code=software(),
        records=basis.records,
        asides=basis.asides,
        said=said,
    )
