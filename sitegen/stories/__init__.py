"""Front matter and text to stories and pages, and the library that holds them.

Checks what can be told from the sources alone: fields, topics, pictures, alternative texts, and links
to other stories and their headings. Knows nothing of translations or of what is built.
"""

from sitegen.stories.fields import PLACE, KnownTag
from sitegen.stories.headings import followed, heading_ids
from sitegen.stories.life import GONE, STATES, is_gone, is_live, next_change, state
from sitegen.stories.loading import load, reload
from sitegen.stories.media import ProbePicture
from sitegen.stories.messages import segments
from sitegen.stories.model import (
    MISSION_PAGES,
    PAGE,
    PUBLISHED,
    STORY,
    WITHDRAWN,
    Alias,
    Cover,
    Credit,
    Film,
    Library,
    Picture,
    Place,
    Source,
    Story,
    Subtitles,
    Withdrawal,
    reserved,
)
from sitegen.stories.subtitles import CONTEXT as SUBTITLE
from sitegen.stories.subtitles import context, cue_segments, is_message

__all__ = [
    "GONE",
    "MISSION_PAGES",
    "PAGE",
    "PLACE",
    "PUBLISHED",
    "STATES",
    "STORY",
    "SUBTITLE",
    "WITHDRAWN",
    "Alias",
    "Cover",
    "Credit",
    "Film",
    "KnownTag",
    "Library",
    "Picture",
    "Place",
    "ProbePicture",
    "Source",
    "Story",
    "Subtitles",
    "Withdrawal",
    "context",
    "cue_segments",
    "followed",
    "heading_ids",
    "is_gone",
    "is_live",
    "is_message",
    "load",
    "next_change",
    "reload",
    "reserved",
    "segments",
    "state",
]
