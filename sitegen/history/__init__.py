"""What was the address of a text, a topic, a region or a heading before, and is to lead on.

Kept in `locales/history/`, in one small file for each text, topic and region. Knows how it is written down, and which
heading was made of which; nothing of who stands at an address today.
"""

from sitegen.history.files import FOLDER, load, path, write
from sitegen.history.headings import follow
from sitegen.history.model import Former, Heading, History

__all__ = ["FOLDER", "Former", "Heading", "History", "follow", "load", "path", "write"]
