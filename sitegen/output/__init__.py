"""The folder that is written: one site's files, its manifest, and the switch from old to new.

A site's folder is never changed file by file: the next one is made beside it, in a folder that shares all that stays
by hard links, and the two change places in one step. Whoever opens the folder sees the old site or the new. Files in
it that sitegen did not write are carried over; a folder without a manifest is left alone. `Showing`, which puts one
page after another, is for previews.
"""

from sitegen.output.folder import Folder, left_folders
from sitegen.output.locking import locked
from sitegen.output.manifest import MANIFEST, Made
from sitegen.output.places import mend
from sitegen.output.showing import Showing
from sitegen.output.stage import Change, Stage, Writer

__all__ = ["MANIFEST", "Change", "Folder", "Made", "Showing", "Stage", "Writer", "left_folders", "locked", "mend"]
