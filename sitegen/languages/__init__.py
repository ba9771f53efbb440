"""`sitegen new language`: all that a project needs for one more language, at once or not at all."""

from sitegen.languages.adding import Added, Asked, new_language
from sitegen.languages.profile import Profile, profile, sentences

__all__ = ["Added", "Asked", "Profile", "new_language", "profile", "sentences"]
