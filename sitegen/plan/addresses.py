"""Which of several sites owns a page, where it is canonical, which pages are its translations, and when it was written.

A story in a language is owned by the portal if it publishes the language, else by the first mission by
id that does. All others point to the owner. A mission owns its own pages. Pages that mostly fall back
point to the source.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from sitegen import urls
from sitegen.config import Config, Site
from sitegen.locales import instant, is_pseudo_tag
from sitegen.permalinks import Permalinks
from sitegen.stories import Story
from sitegen.translations import Translations
from sitegen.views import Alternate


class Addresses:
    """The absolute addresses of all texts on all sites."""

    def __init__(self, config: Config, translations: Translations, permalinks: Permalinks) -> None:
        self._translations = translations
        self._permalinks = permalinks
        self._paths: dict[tuple[str, str], str] = {}
        self._portal = config.sites[0]
        self._listed: dict[tuple[str, str], bool] = {}
        self._sites = {site.id: site for site in config.sites}
        self._owners: Mapping[str, Site] = {
            tag: next(site for site in config.sites if tag in site.tags) for tag in config.tags
        }

    def is_listed(self, story: Story, tag: str) -> bool:
        """Tell whether a text is translated well enough to be offered in a language."""
        key = (story.domain, tag)
        if key not in self._listed:
            # Subtitles may be in another language than the text, which is whole in its own all the same.
            self._listed[key] = tag == story.language or self._translations.is_listed(*key)
        return self._listed[key]

    def forget(self, story: Story) -> None:
        """Look again in which languages a text is offered."""
        for tag in self._owners:
            self._listed.pop((story.domain, tag), None)

    def path(self, story: Story, tag: str) -> str:
        """Return where the page of a story or page stands in a site."""
        return self.at(story.domain, tag)

    def at(self, place: str, tag: str) -> str:
        """Return where the first page of a place stands: the domain of a text, `topics/<key>` or `regions/<key>`."""
        path = self._paths.get((place, tag))
        if path is None:
            path = self._paths[place, tag] = self._permalinks.path(place, tag)
        return path

    def moves(self, tag: str) -> tuple[tuple[str, str], ...]:
        """Return the former paths in a language, each with the place to which it leads; the best claim is the first."""
        return self._permalinks.former.get(tag, ())

    def canonical(self, story: Story, tag: str) -> str:
        """Return the address under which a text in a language should be known.

        That is the owner's page; where the text mostly falls back, the page in the text's own language.
        """
        offered = self._sites[story.site].tags if story.site else self._owners
        shown = tag if self.is_listed(story, tag) or story.language not in offered else story.language
        return self._address(story, shown)

    def alternates(self, story: Story, site: Site, tag: str) -> tuple[Alternate, ...]:
        """Return the translations of a page, itself included; none on a page that is canonical elsewhere."""
        own = urls.absolute(site.base_url, self.path(story, tag))
        if own != self.canonical(story, tag):
            return ()
        return self.versions(story)

    def versions(self, story: Story) -> tuple[Alternate, ...]:
        """Return the canonical pages of a text in all languages in which it is offered, by language."""
        tags = self._sites[story.site].tags if story.site else self._owners
        listed = [other for other in tags if self.is_listed(story, other) and not is_pseudo_tag(other)]
        return tuple(Alternate(hreflang=other, url=self._address(story, other)) for other in sorted(listed))

    def owner(self, tag: str) -> Site:
        """Return the site that owns the texts in a language."""
        return self._owners[tag]

    def id(self, story: Story, tag: str) -> str:
        """Return what a text in a language is called for ever, on all sites alike.

        That is the address it has on the portal, or would have if that had the language and no slug was translated:
        unlike the canonical address it stays when the portal takes a language over from a mission, or a translator
        finds a better word.
        """
        return urls.absolute(self._portal.base_url, urls.text(tag, story.domain))

    def published(self, story: Story, tag: str) -> datetime.datetime:
        """Return the instant at which the day of a text begins for its owner in a language."""
        return instant(story.date, self._owners[tag].time_zone)

    def changed(self, story: Story, tag: str) -> datetime.datetime:
        """Return the instant at which the day of a text's last change begins for its owner in a language."""
        return instant(story.updated or story.date, self._owners[tag].time_zone)

    def _address(self, story: Story, tag: str) -> str:
        owner = self._sites[story.site] if story.site else self._owners[tag]
        return urls.absolute(owner.base_url, self.path(story, tag))
