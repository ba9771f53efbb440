"""`content/site.yaml` and `content/missions/*.yaml` to sites: the portal's and one for each mission; what maps show.

Knows the fields of these files and nothing of stories; whether a featured story exists is checked
where stories are known.
"""

from sitegen.config.loading import MISSIONS, is_settings, load
from sitegen.config.mapping import MAP_FILE
from sitegen.config.model import (
    PORTAL,
    Budgets,
    Config,
    Contact,
    Features,
    Language,
    MapName,
    MapSettings,
    Point,
    River,
    Site,
)

__all__ = [
    "MAP_FILE",
    "MISSIONS",
    "PORTAL",
    "Budgets",
    "Config",
    "Contact",
    "Features",
    "Language",
    "MapName",
    "MapSettings",
    "Point",
    "River",
    "Site",
    "is_settings",
    "load",
]
