"""How much is read. All limits are far above what real material needs; docs/formats.md tells them to people.

What goes over is an error with its place, before it is worked on. That bounds the time that a text or a picture
can take, so no clock is needed, and a build ends in the same way on a slow machine as on a fast one. The longest
paragraph found in four real corpora has 1,596 characters, the largest story 36.5 KB, the deepest list five
levels; of 13,968 real front matters the largest has 9.6 KB and six levels, of 4,096 catalogs 2.1 MB and 3,495
messages with at most 2,725 characters.
"""

from __future__ import annotations

from typing import Final

# Files and names ----------------------------------------------------------------------------------------

#: No file of a project is larger, in bytes, whatever it is; what is larger is not even read.
FILE_BYTES: Final = 64 * 1024 * 1024
#: A path in a project, from `content` on, and each part of it. Most file systems end at 255 bytes a part, and a
#: digest is put to some of them.
PATH_BYTES: Final = 600
NAME_BYTES: Final = 200
#: A name in an address. With the folders around it, its pages stay below 200 bytes.
SLUG_BYTES: Final = 120
#: How much of the name of a picture or film goes into the name under which it is published.
STEM_BYTES: Final = 150

# YAML ---------------------------------------------------------------------------------------------------

#: A YAML file or front matter.
YAML_CHARACTERS: Final = 64 * 1024
#: libyaml's composer dies at 100,000 levels.
YAML_LEVELS: Final = 20
#: Pictures, rows or stops in one structured block.
BLOCK_ITEMS: Final = 50

# Markdown: Python-Markdown is quadratic in at least nine ways and recursive in two ------------------------

TEXT_CHARACTERS: Final = 1024 * 1024
TEXT_LINES: Final = 40_000
#: Blocks are what stands between empty lines: a paragraph, but also a whole list or table. Of 2,967 real texts
#: eleven have one of 20,000 to 26,500 characters.
TEXT_BLOCKS: Final = 10_000
BLOCK_CHARACTERS: Final = 40_000
#: A leaf is what one segment is made of: a paragraph, an item, a cell.
LEAF_CHARACTERS: Final = 5_000
LEAF_MARKS: Final = 500
#: Lists, quotations and boxes in each other.
NESTING: Final = 60
#: Lines that begin with six marks of lists and quotations or more; each mark is a level that is gone through.
DEEP_LINES: Final = 200
#: Link definitions, abbreviations and definitions, each of which is looked for in all of the text.
DEFINITIONS: Final = 500
#: A text with abbreviations: each word that is one becomes an element.
ABBREVIATED_CHARACTERS: Final = 250_000
FOOTNOTE_MARKS: Final = 1_000
TAGS: Final = 2_000
FENCES: Final = 1_000
BOXES: Final = 1_000
BARS: Final = 20_000
#: Work is characters times marks, as Python-Markdown looks for the end of each mark through the rest of
#: its leaf. The most that is done takes a fifth of a second for a leaf and a few seconds for a text.
LEAF_WORK: Final = 600_000
TEXT_WORK: Final = 25_000_000
#: Characters times lines over all blocks: block processors look through the rest of a block line by line.
LINE_WORK: Final = 75_000_000
#: Characters times fences and `<`, which count four times: the end of each is looked for through the rest of
#: the text.
TAG_WORK: Final = 100_000_000

# Pictures and films -------------------------------------------------------------------------------------

#: A camera's largest JPEG is about half of this, in bytes.
PICTURE_BYTES: Final = 30 * 1024 * 1024
#: Decoded, this many take 160 MB.
PICTURE_PIXELS: Final = 40_000_000
#: Pixels on a side. WebP ends at 16,383, JPEG at 65,500.
PICTURE_SIDE: Final = 16_000
#: An animation with more frames is a film.
PICTURE_FRAMES: Final = 200
#: Times that a progressive JPEG goes over its pixels. Cameras and programs take about ten; 1,000 of 40 million
#: pixels took 34 seconds and 160 KB.
PICTURE_SCANS: Final = 100
#: Chunks of a PNG, segments of a JPEG. Two million empty ones took 28 seconds.
PICTURE_PARTS: Final = 20_000
#: What a phone loads over a poor signal is far less, in bytes.
FILM_BYTES: Final = 30_000_000
#: The subtitles of a feature film have about 1,500 cues and 100 KB.
SUBTITLE_BYTES: Final = 1024 * 1024
CUES: Final = 5_000
#: Two lines on a film have about 80.
CUE_CHARACTERS: Final = 1_000

# Catalogs -----------------------------------------------------------------------------------------------

CATALOG_BYTES: Final = 16 * 1024 * 1024
CATALOG_MESSAGES: Final = 200_000
MESSAGE_CHARACTERS: Final = 20_000
#: Faults of one catalog, after which the rest is not read: a binary file has one on every line.
CATALOG_FAULTS: Final = 1_000
#: No language has more forms (Arabic has six); `nplurals=99999999` is how to fill a memory with 300 bytes.
PLURAL_FORMS: Final = 6
