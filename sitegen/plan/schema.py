"""What a page tells machines in the words of schema.org: articles and their translations, places, the way to a page.

A page that mostly falls back is no translation, so it is no article here either: search engines are sent
to the original, which is one.
"""

from __future__ import annotations

import re

from sitegen import urls
from sitegen.config import Site
from sitegen.plan import sections
from sitegen.plan.addresses import Addresses
from sitegen.plan.frames import FramePlanner
from sitegen.plan.voice import Voice
from sitegen.recipes import Fact, Thing
from sitegen.stories import Source, Story
from sitegen.views import Link, SharePicture, StoryView

_YEAR = re.compile(r"\d{4}")


def breadcrumbs(site: Site, path: str, crumbs: tuple[Link, ...]) -> tuple[Thing, ...]:
    """Return the way to the page at `path`; nothing where there is none."""
    if len(crumbs) < 2:
        return ()
    items = tuple(
        Thing(
            type="ListItem",
            properties=(
                ("position", position),
                ("name", link.text.text),
                ("item", urls.absolute(site.base_url, urls.target(path, link.url))),
            ),
        )
        for position, link in enumerate(crumbs, 1)
    )
    return (Thing(type="BreadcrumbList", properties=(("itemListElement", items),)),)


def place_thing(name: str, latitude: float | None, longitude: float | None) -> Thing:
    """Return a place, with its coordinates where they are known."""
    geo = None
    if latitude is not None and longitude is not None:
        geo = Thing(type="GeoCoordinates", properties=(("latitude", latitude), ("longitude", longitude)))
    return Thing(type="Place", properties=(("name", name), ("geo", geo)))


class Schema:
    """Describes a site in one language, and its stories, which are those of the site that owns them."""

    def __init__(self, site: Site, addresses: Addresses, voice: Voice, frames: FramePlanner) -> None:
        self._site = site
        self._addresses = addresses
        self._voice = voice
        self._frames = frames

    def home(self) -> tuple[Thing, ...]:
        """Return who publishes the site, and the site."""
        site = Thing(
            type="WebSite",
            id=self._website(self._site),
            properties=(
                ("name", self._frames.name.text),
                ("description", self._frames.tagline.text),
                ("url", urls.absolute(self._site.base_url, urls.home(self._voice.tag))),
                ("inLanguage", self._voice.tag),
                ("publisher", Thing(type="Organization", id=_publisher(self._site), properties=())),
                ("potentialAction", self._search()),
            ),
        )
        return self._organization(self._site), site

    def _search(self) -> Thing | None:
        """Return how to search the site: at an address with what is looked for in it."""
        if not self._frames.has(sections.SEARCH):
            return None
        address = urls.absolute(self._site.base_url, urls.search(self._voice.tag))
        template = (("urlTemplate", f"{address}?q={{search_term_string}}"),)
        target = Thing(type="EntryPoint", properties=template)
        wanted = ("query-input", "required name=search_term_string")
        return Thing(type="SearchAction", properties=(("target", target), wanted))

    def article(self, story: Story, content: StoryView, picture: SharePicture | None) -> tuple[Thing, ...]:
        """Return a story with its translations; nothing where it mostly falls back."""
        tag = self._voice.tag
        if not self._addresses.is_listed(story, tag):
            return ()
        url = self._addresses.canonical(story, tag)
        properties: tuple[tuple[str, Fact], ...] = (
            ("headline", content.title.text),
            ("description", content.summary.text),
            ("inLanguage", tag),
            ("url", url),
            ("mainEntityOfPage", url),
            ("datePublished", self._addresses.published(story, tag).isoformat()),
            ("dateModified", self._addresses.changed(story, tag).isoformat()),
            ("author", self._authors(story)),
            ("publisher", self._organization(self._addresses.owner(tag))),
            ("isPartOf", Thing(type="WebSite", id=self._website(self._addresses.owner(tag)), properties=())),
            ("articleSection", tuple(topic.text.text for topic in content.topics)),
            ("image", _picture(picture) if picture else None),
            ("contentLocation", self._place(story)),
            ("citation", tuple(self._source(story, source) for source in story.sources)),
            *self._versions(story),
        )
        return (Thing(type="Article", id=_article(url), properties=properties),)

    def _versions(self, story: Story) -> tuple[tuple[str, Fact], ...]:
        """Return a translation's original, or an original's translations."""
        versions = {version.hreflang: version.url for version in self._addresses.versions(story)}
        things = {
            tag: Thing(type="Article", id=_article(url), properties=(("url", url), ("inLanguage", tag)))
            for tag, url in versions.items()
        }
        if self._voice.tag == story.language:
            return (("workTranslation", tuple(thing for tag, thing in things.items() if tag != story.language)),)
        return (("translationOfWork", things[story.language]),)

    def _authors(self, story: Story) -> tuple[Thing, ...]:
        """Return who wrote a story. Credits name desks; where nobody is named, the publisher speaks."""
        names = self._voice.writers(story)
        named = tuple(Thing(type="Organization", properties=(("name", name.text),)) for name in names)
        return named or (self._organization(self._addresses.owner(self._voice.tag)),)

    def _organization(self, site: Site) -> Thing:
        properties = (
            ("name", self._frames.name_of(site).text),
            ("url", site.base_url),
            ("email", site.contact.email if site.contact else ""),
        )
        return Thing(type="Organization", id=_publisher(site), properties=properties)

    def _website(self, site: Site) -> str:
        return f"{urls.absolute(site.base_url, urls.home(self._voice.tag))}#website"

    def _place(self, story: Story) -> Thing | None:
        place = story.place
        if place is None:
            return None
        return place_thing(self._voice.of_story(story, place.name, "place.name").text, place.latitude, place.longitude)

    def _source(self, story: Story, source: Source) -> Thing:
        publisher = self._voice.of_story(story, source.publisher, "publisher").text
        properties = (
            ("name", self._voice.of_story(story, source.title, "source").text),
            ("publisher", Thing(type="Organization", properties=(("name", publisher),)) if publisher else None),
            ("datePublished", source.year if _YEAR.fullmatch(source.year) else ""),
            ("url", source.url),
        )
        return Thing(type="CreativeWork", properties=properties)


def _publisher(site: Site) -> str:
    return f"{site.base_url}#organization"


def _article(url: str) -> str:
    return f"{url}#article"


def _picture(picture: SharePicture) -> Thing:
    properties = (
        ("url", picture.url),
        ("width", picture.width),
        ("height", picture.height),
        ("caption", picture.alt.text),
    )
    return Thing(type="ImageObject", properties=properties)
