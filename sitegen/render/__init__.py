"""Recipes to bytes: pages, style sheets, pictures, fonts, feeds, sitemaps.

A recipe and what it names by digest are all that is looked at; equal recipes give equal bytes.
"""

from sitegen.render.kitchen import Kitchen
from sitegen.render.pages import renderer

__all__ = ["Kitchen", "renderer"]
