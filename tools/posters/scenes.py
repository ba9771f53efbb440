"""Every scene by name, and the pictures of the content that they fill."""

from __future__ import annotations

from collections.abc import Callable

from ajrak import ajrak_cloth
from chai import painted_truck_chai
from coast import makran_coast
from desert import cholistan_fort
from hand import Sheet
from indus import moenjodaro
from lahore import lahore_dusk
from mountains import hunza_fort, k2_baltoro

SCENES: dict[str, Callable[[Sheet], None]] = {
    "ajrak-cloth": ajrak_cloth,
    "cholistan-fort": cholistan_fort,
    "hunza-fort": hunza_fort,
    "k2-baltoro": k2_baltoro,
    "lahore-dusk": lahore_dusk,
    "makran-coast": makran_coast,
    "moenjodaro": moenjodaro,
    "painted-truck-chai": painted_truck_chai,
}

# Paths are relative to the project's content folder.
PICTURES: dict[str, str] = {
    "hunza-fort": "stories/hunza/cover.jpg",
    "moenjodaro": "stories/moenjodaro/cover.jpg",
    "makran-coast": "stories/makran-hingol/cover.jpg",
    "lahore-dusk": "stories/walled-city-lahore/cover.jpg",
}
