"""Look at pictures, and make smaller ones that carry nothing but pixels.

The home of Pillow. Bytes in, bytes out: knows nothing of files, stories or pages. Pictures come from
outside and are trusted with nothing: the bytes decide the type, limits hold before anything is decoded,
and what is made is always encoded anew, so that no place, name or thumbnail travels along.
"""

from typing import TYPE_CHECKING

from sitegen.images.model import QUALITY, SPEED, VERSION, Derivation, Format, Probe, fitted_height, widths
from sitegen.lazily import lazily

if TYPE_CHECKING:
    from sitegen.images.making import derive, derive_all, placeholder_colour
    from sitegen.images.probing import probe
else:
    # Pillow is large, and most builds look at no picture.
    __getattr__ = lazily(__name__, making="derive derive_all placeholder_colour", probing="probe")

__all__ = [
    "QUALITY",
    "SPEED",
    "VERSION",
    "Derivation",
    "Format",
    "Probe",
    "derive",
    "derive_all",
    "fitted_height",
    "placeholder_colour",
    "probe",
    "widths",
]
