"""sitegen as a contestant: with the features that others have, and with all."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.around import ROOT
from benchmarks.contestants import Contestant, Edit, Serving
from benchmarks.corpus import Story
from benchmarks.measuring import free_port
from benchmarks.peers.writing import edited, some_words
from benchmarks.portal import write_portal
from sitegen import __version__

PLAIN, FULL, WITH_MISSIONS = "sitegen", "sitegen, full theme", "sitegen, four missions"


def prepare(folder: Path, stories: tuple[Story, ...], name: str = PLAIN) -> Contestant:
    """Write the project, and say how it is built."""
    write_portal(folder, stories, full=name == FULL, missions=name == WITH_MISSIONS)
    command = (sys.executable, "-m", "sitegen.cli")
    notes = {
        PLAIN: "the shipped theme; `features` are off that the others do not have. Reads its translations from PO",
        FULL: "the shipped theme with everything, as a portal has it; the others have no such thing",
        WITH_MISSIONS: "the portal and four missions, each in all languages",
    }
    preview = folder / ".sitegen/preview"
    return Contestant(
        name=name,
        version=__version__,
        folder=folder,
        commands=((*command, "build", "-C", str(folder)),),
        output=folder / "public/portal",
        made=(folder / "public", folder / ".sitegen"),
        edits=_edits(folder, edited(stories)),
        incremental=True,
        serving=Serving(
            command=(*command, "serve", "-C", str(folder), "--port", str(free_port())), output=preview / "portal"
        ),
        notes=(notes[name],),
        environment={"PYTHONPATH": str(ROOT)},
    )


def _edits(folder: Path, story: Story) -> dict[str, Edit]:
    page = f"stories/{story.slug}/index.html"
    source, said = some_words(story, "en"), some_words(story, "ur")
    catalog = folder / f"locales/ur/LC_MESSAGES/stories/{story.slug}.po"
    old = '<div class="hills"'
    return {
        "story": Edit(
            path=folder / f"content/stories/{story.slug}/index.md",
            old=source,
            new=f"{source} edited#",
            page=f"en/{page}",
        ),
        "message": Edit(path=catalog, old=said, new=f"{said} edited#", page=f"ur/{page}"),
        "template": Edit(
            path=folder / "themes/safar/templates/parts/footer.html",
            old=old,
            new=f'{old} id="edited#"',
            page="en/about/index.html",
        ),
    }
