"""Every decision about what exists where: stories, catalogs, theme and all sites to recipes by path.

Pure functions of values: nothing here reads a file, renders a template or looks at a clock.
"""

from sitegen.plan.planner import Plan, plan
from sitegen.plan.project import Project

__all__ = ["Plan", "Project", "plan"]
