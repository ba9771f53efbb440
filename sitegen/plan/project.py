"""All that a plan is made from."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Set

from sitegen.config import Config
from sitegen.events import Event
from sitegen.permalinks import Permalinks
from sitegen.stories import Library
from sitegen.theme import Theme
from sitegen.translations import Translations
from sitegen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Project:
    """All that was read of a project, and how it is to be shown.

    `now` only decides what is live; it is in no recipe. `installed` finds the digest of a file of an
    installed package, `licences` says which licence each font package is under, `letters`
    which characters a font file of one has: None where it is not there, or no font. `drafts` shows
    unpublished texts, marked; `preview` marks every page as one.
    """

    config: Config
    library: Library
    theme: Theme
    translations: Translations
    permalinks: Permalinks
    digests: Mapping[str, str]
    installed: Callable[[str], str | None]
    now: datetime.datetime
    licences: Mapping[str, str]
    letters: Callable[[str], Set[str] | None]
    drafts: bool = False
    preview: bool = False
    events: tuple[Event, ...] = ()
