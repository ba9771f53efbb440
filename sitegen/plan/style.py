"""The style page: what a theme is made of, in each language, for those who work on it. Previews and drafts have it."""

from __future__ import annotations

from sitegen import urls
from sitegen.plan.frames import FramePlanner
from sitegen.plan.lists import ListPage, ListPlanner
from sitegen.theme import STYLE_TEMPLATE


def style_page(frames: FramePlanner, lists: ListPlanner) -> ListPage:
    """Return the style page: it sees what the front page shows, as samples."""
    path = urls.style(frames.tag)
    crumbs = (frames.home_link(path),)
    return ListPage(path=path, template=STYLE_TEMPLATE, title=frames.name, content=lists.home(path), crumbs=crumbs)
