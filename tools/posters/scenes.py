"""Every scene by name, and the pictures of the content that they fill."""

from __future__ import annotations

from collections.abc import Callable

from ajrak import ajrak_cloth
from apricots import apricots
from bath import great_bath
from chai import painted_truck_chai
from clay import mud_volcano
from coast import makran_coast
from desert import cholistan_fort
from hammam import shahi_hammam
from hand import Sheet
from indus import moenjodaro
from lahore import lahore_dusk
from mountains import hunza_fort, k2_baltoro

SCENES: dict[str, Callable[[Sheet], None]] = {
    "ajrak-cloth": ajrak_cloth,
    "apricots": apricots,
    "cholistan-fort": cholistan_fort,
    "great-bath": great_bath,
    "hammam": shahi_hammam,
    "hunza-fort": hunza_fort,
    "k2-baltoro": k2_baltoro,
    "lahore-dusk": lahore_dusk,
    "makran-coast": makran_coast,
    "moenjodaro": moenjodaro,
    "mud-volcano": mud_volcano,
    "painted-truck-chai": painted_truck_chai,
}

# Paths are relative to the project's content folder.
PICTURES: dict[str, str] = {
    "hunza-fort": "stories/hunza/cover.jpg",
    "moenjodaro": "stories/moenjodaro/cover.jpg",
    "makran-coast": "stories/makran-hingol/cover.jpg",
    "lahore-dusk": "stories/walled-city-lahore/cover.jpg",
    "apricots": "stories/hunza/apricots.jpg",
    "great-bath": "stories/moenjodaro/great-bath.jpg",
    "mud-volcano": "stories/makran-hingol/mud-volcano.jpg",
    "hammam": "stories/walled-city-lahore/hammam.jpg",
}
