"""Plain YAML to typed values, with every fault at once and each at its line; and lists in YAML files made longer.

YAML lives here and nowhere else. Knows nothing of stories.
"""

from typing import TYPE_CHECKING

from sitegen.lazily import lazily
from sitegen.shape.nodes import Entries, Items, Node, Scalar
from sitegen.shape.reading import (
    Choice,
    Day,
    Faults,
    Field,
    ListOf,
    MapOf,
    Number,
    Record,
    Shape,
    Switch,
    Text,
    compose,
    decode,
    front_matter,
    scalars,
    suggest,
)

if TYPE_CHECKING:
    from sitegen.shape.editing import with_item
else:
    # Only commands that change a project's settings ask for it.
    __getattr__ = lazily(__name__, editing="with_item")

__all__ = [
    "Choice",
    "Day",
    "Entries",
    "Faults",
    "Field",
    "Items",
    "ListOf",
    "MapOf",
    "Node",
    "Number",
    "Record",
    "Scalar",
    "Shape",
    "Switch",
    "Text",
    "compose",
    "decode",
    "front_matter",
    "scalars",
    "suggest",
    "with_item",
]
