"""Former addresses of texts: the page at each that leads on, and the rules by which hosts do so themselves."""

from __future__ import annotations

from sitegen import urls
from sitegen.config import Site
from sitegen.plan.addresses import output_path
from sitegen.plan.shelf import Shelf
from sitegen.plan.voice import Voice
from sitegen.recipes import Recipe, RedirectsRecipe
from sitegen.stories import Story
from sitegen.views import Link, Redirect


def redirect(story: Story, path: str, voice: Voice) -> Redirect:
    """Return what the page at the former address `path` of a text shows."""
    url = urls.relative(path, output_path(story, voice.tag))
    return Redirect(target=Link(text=voice.of_story(story, story.title), url=url))


def rules(site: Site, shelf: Shelf) -> dict[str, Recipe]:
    """Return the recipe of a site's rules under its path; nothing when no text has moved."""
    found = [
        (urls.rooted(site.base_url, urls.text(tag, domain)), urls.rooted(site.base_url, output_path(story, tag)))
        for domain, story in shelf.moves()
        for tag in site.tags
    ]
    return {urls.REDIRECTS: RedirectsRecipe(rules=tuple(sorted(found)))} if found else {}
