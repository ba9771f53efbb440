"""Every decision about what exists where: stories, catalogs, theme and all sites to recipes by path.

Pure functions of values: nothing here reads a file, renders a template or looks at a clock.
"""

from sitegen.plan.cards import Kit
from sitegen.plan.frames import OUTLINED
from sitegen.plan.planner import Plan, Planner, collisions, plan
from sitegen.plan.project import Project
from sitegen.plan.site import SitePlanner
from sitegen.plan.units import Outline, Planned, Unit, join, material_key, page_key

__all__ = [
    "OUTLINED",
    "Kit",
    "Outline",
    "Plan",
    "Planned",
    "Planner",
    "Project",
    "SitePlanner",
    "Unit",
    "collisions",
    "join",
    "material_key",
    "page_key",
    "plan",
]
