"""`content/site.yaml` and `content/missions/*.yaml` to sites: the portal's and one for each mission.

Knows the fields of these files and nothing of stories; whether a featured story exists is checked
where stories are known.
"""

from sitegen.config.loading import MISSIONS, is_settings, load
from sitegen.config.model import PORTAL, Config, Contact, Features, Language, Site

__all__ = ["MISSIONS", "PORTAL", "Config", "Contact", "Features", "Language", "Site", "is_settings", "load"]
