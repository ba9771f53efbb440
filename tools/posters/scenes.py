"""Every scene by name, and the pictures of the content that they fill."""

from __future__ import annotations

from collections.abc import Callable

from ajrak import ajrak_cloth
from apricots import apricots
from bath import great_bath
from bazaar import qissa_khwani
from bread import paiju_bread
from cell import monk_cell
from chai import painted_truck_chai
from clay import mud_volcano
from coast import makran_coast
from copper import copper_pots
from cowries import cowries
from desert import cholistan_fort
from dyers import ajrak_block, ajrak_drying, ajrak_washing
from footballs import sialkot
from hammam import shahi_hammam
from hand import Sheet
from indus import moenjodaro
from kalasha import kalasha_village
from lahore import lahore_dusk
from lamps import mirror_lamps
from meadows import fairy_meadows
from mountains import hunza_fort, k2_baltoro
from polo import shandur_polo
from printing import ajrak_square
from ruins import gandhara, mehrgarh
from seam import football_seam
from shrine import sehwan
from track import jeep_track
from trench import straight_edge
from trout import trout_stream
from trucks import truck_door, truck_mirror, truck_peacock
from well import desert_well

SCENES: dict[str, Callable[[Sheet], None]] = {
    "ajrak-printing": ajrak_square,
    "truck-door": truck_door,
    "truck-peacock": truck_peacock,
    "truck-mirror": truck_mirror,
    "ajrak-drying": ajrak_drying,
    "ajrak-block": ajrak_block,
    "ajrak-washing": ajrak_washing,
    "qissa-khwani": qissa_khwani,
    "sehwan": sehwan,
    "sialkot": sialkot,
    "ajrak-cloth": ajrak_cloth,
    "apricots": apricots,
    "cholistan-fort": cholistan_fort,
    "great-bath": great_bath,
    "fairy-meadows": fairy_meadows,
    "hammam": shahi_hammam,
    "hunza-fort": hunza_fort,
    "k2-baltoro": k2_baltoro,
    "kalasha": kalasha_village,
    "shandur": shandur_polo,
    "mehrgarh": mehrgarh,
    "gandhara": gandhara,
    "lahore-dusk": lahore_dusk,
    "makran-coast": makran_coast,
    "moenjodaro": moenjodaro,
    "mud-volcano": mud_volcano,
    "painted-truck-chai": painted_truck_chai,
    "desert-well": desert_well,
    "jeep-track": jeep_track,
    "monk-cell": monk_cell,
    "paiju-bread": paiju_bread,
    "cowries": cowries,
    "straight-edge": straight_edge,
    "copper-pots": copper_pots,
    "trout-stream": trout_stream,
    "football-seam": football_seam,
    "mirror-lamps": mirror_lamps,
}

# Paths are relative to the project's content folder.
PICTURES: dict[str, str] = {
    "ajrak-printing": "stories/ajrak/printing.jpg",
    "truck-door": "stories/truck-art/door.jpg",
    "truck-peacock": "stories/truck-art/peacock.jpg",
    "truck-mirror": "stories/truck-art/mirror.jpg",
    "ajrak-drying": "stories/ajrak/drying.jpg",
    "ajrak-block": "stories/ajrak/block.jpg",
    "ajrak-washing": "stories/ajrak/washing.jpg",
    "qissa-khwani": "stories/peshawar-qissa-khwani/cover.jpg",
    "sehwan": "stories/sufi-shrines/cover.jpg",
    "sialkot": "stories/sialkot-footballs/cover.jpg",
    "hunza-fort": "stories/hunza/cover.jpg",
    "moenjodaro": "stories/moenjodaro/cover.jpg",
    "makran-coast": "stories/makran-hingol/cover.jpg",
    "lahore-dusk": "stories/walled-city-lahore/cover.jpg",
    "apricots": "stories/hunza/apricots.jpg",
    "great-bath": "stories/moenjodaro/great-bath.jpg",
    "mud-volcano": "stories/makran-hingol/mud-volcano.jpg",
    "hammam": "stories/walled-city-lahore/hammam.jpg",
    "fairy-meadows": "stories/fairy-meadows/cover.jpg",
    "kalasha": "stories/kalasha/cover.jpg",
    "shandur": "stories/shandur-polo/cover.jpg",
    "mehrgarh": "stories/mehrgarh/cover.jpg",
    "gandhara": "stories/gandhara/cover.jpg",
    "k2-baltoro": "stories/k2-baltoro/cover.jpg",
    "cholistan-fort": "stories/cholistan/cover.jpg",
    "ajrak-cloth": "stories/ajrak/cover.jpg",
    "painted-truck-chai": "stories/truck-art/cover.jpg",
    "desert-well": "stories/cholistan/well.jpg",
    "jeep-track": "stories/fairy-meadows/track.jpg",
    "monk-cell": "stories/gandhara/cell.jpg",
    "paiju-bread": "stories/k2-baltoro/bread.jpg",
    "cowries": "stories/kalasha/cowries.jpg",
    "straight-edge": "stories/mehrgarh/trench.jpg",
    "copper-pots": "stories/peshawar-qissa-khwani/copper.jpg",
    "trout-stream": "stories/shandur-polo/trout.jpg",
    "football-seam": "stories/sialkot-footballs/seam.jpg",
    "mirror-lamps": "stories/sufi-shrines/lamps.jpg",
}
