"""Maps of the places of stories: dots, rivers and distances, and no line besides.

`earth` knows the ball, `drawing`, `dots` and `lettering` the paper; `atlas` what all maps of a site share, `views` what
they show in a language.
"""

from sitegen.plan.maps.atlas import Atlas
from sitegen.plan.maps.views import MapPlanner, Pin

__all__ = ["Atlas", "MapPlanner", "Pin"]
