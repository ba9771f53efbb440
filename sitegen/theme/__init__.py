"""A theme: its folder, what each template depends on, and the strict sandbox it is rendered in.

Jinja lives here. A template sees views and nothing else; its closure (itself and all it extends,
includes and imports), the strings it shows and the assets it names are read off its syntax tree, so
that a recipe can hold just those. Content is never compiled as a template.
"""

from sitegen.theme.environment import BUILT_IN, VARIABLES
from sitegen.theme.loading import load
from sitegen.theme.model import (
    FUNCTIONS,
    INSERT_TEMPLATES,
    LICENCES,
    PICTURE_FORMATS,
    SEARCH_TEMPLATE,
    STYLE_TEMPLATE,
    STYLESHEET,
    SYSTEM_FONTS,
    Answers,
    CardDesign,
    CardFont,
    Fields,
    Font,
    Template,
    Theme,
    ThemeMessage,
    is_in,
)
from sitegen.theme.rendering import Renderer, Shown

__all__ = [
    "BUILT_IN",
    "FUNCTIONS",
    "INSERT_TEMPLATES",
    "LICENCES",
    "PICTURE_FORMATS",
    "SEARCH_TEMPLATE",
    "STYLESHEET",
    "STYLE_TEMPLATE",
    "SYSTEM_FONTS",
    "VARIABLES",
    "Answers",
    "CardDesign",
    "CardFont",
    "Fields",
    "Font",
    "Renderer",
    "Shown",
    "Template",
    "Theme",
    "ThemeMessage",
    "is_in",
    "load",
]
