"""Whether nothing changed since the last build but words of texts that others do not show.

The key of a unit says what its pages depend on (`plan.units`), and computing all of them takes longer than making the
pages of an edited text. But units know of another text only what `plan.outward` tells them of it. So where all files
are as they were but for sources and catalogs of some texts, and these tell others the same as before, the keys of all
other units are what they were. Whatever is not so simple takes a look at every unit.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen import shortcuts
from sitegen.output import Folder
from sitegen.plan import Project, join
from sitegen.plan.site import SitePlanner
from sitegen.session.memory import Standing
from sitegen.session.verdicts import Options
from sitegen.store import software
from sitegen.stories import Story
from sitegen.translations import catalog_path
from sitegen.tree import DiskTree


def edited(
    before: Standing, site: SitePlanner, folder: Folder, tree: DiskTree, options: Options
) -> tuple[Story, ...] | None:
    """Return the texts of which alone units can be others than in the last build; None when that may be any."""
    project = site.project
    if not shortcuts.on() or not before.asked or before.asked != _asked(options) or before.token != folder.token:
        return None
    now = options.now.timestamp()
    if now < before.since or (before.until is not None and now >= before.until) or project.library.faulty:
        return None
    texts = _texts(project, {path for path, _ in before.files.items() ^ tree.digests.items()}, before.files)
    if texts is None or before.addresses != _addresses(project):
        return None
    if any(site.outward(text) != before.outward.get(text.domain) for text in texts):
        return None
    if _are_linked_within(project, {text.domain for text in texts}):
        return None
    if before.installed != {path: tree.find(path) or "" for path in before.installed}:
        return None
    return texts if len(folder.seen().sound) == len(folder.files) else None


def standing(
    site: SitePlanner, folder: Folder, tree: DiskTree, options: Options, until: float | None, known: Mapping[str, str]
) -> Standing:
    """Return what the next build can be held against; `known` is what others know of each text, as far as it is."""
    texts = site.project.library.all
    return Standing(
        asked=_asked(options),
        since=options.now.timestamp(),
        until=until,
        files=dict(tree.digests),
        installed={path: value for path, (_, value) in tree.asked.items()},
        addresses=_addresses(site.project),
        outward=dict(known) or {text.domain: site.outward(text) for text in texts},
        token=folder.token,
    )


def _asked(options: Options) -> str:
    return join((software(), *(str(flag) for flag in (options.drafts, options.preview, options.pseudo))))


def _texts(project: Project, changed: set[str], before: Mapping[str, str]) -> tuple[Story, ...] | None:
    """Return the texts of which files changed; None when a file came or went, or is not of a text."""
    if not changed <= before.keys() & project.digests.keys():
        return None
    owners = {text.path: text for text in project.library.all}
    if not changed <= owners.keys():
        tags = project.config.tags
        owners |= {catalog_path(text.domain, tag): text for text in project.library.all for tag in tags}
    if not changed <= owners.keys():
        return None
    return tuple({owners[path].domain: owners[path] for path in sorted(changed)}.values())


def _addresses(project: Project) -> str:
    """Return the digest of all addresses: a name that one text gives up may go to another."""
    slugs = sorted(project.permalinks.slugs.items())
    former = sorted(project.permalinks.former.items())
    parts = [part for name, slug in slugs for part in (*name, slug)]
    return join(
        (*parts, *(part for tag, moves in former for part in (tag, *(text for move in moves for text in move))))
    )


def _are_linked_within(project: Project, domains: set[str]) -> bool:
    """Tell whether a link leads to a heading of one of some texts: where that is can be another place now."""
    return any(fragment and domain in domains for text in project.library.all for _, domain, fragment in text.links)
