"""What stands around a page: site, navigation, language switch, canonical address and translations."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from sitegen import urls
from sitegen.config import PORTAL, Config, Features, Language, Site
from sitegen.locales import direction, in_order, is_pseudo_tag, native_name, sort_key
from sitegen.plan import sections
from sitegen.plan.addresses import Addresses
from sitegen.plan.sharing import WEBSITE, Shared, properties
from sitegen.plan.shelf import Shelf
from sitegen.plan.voice import Voice
from sitegen.stories import Story
from sitegen.views import (
    Alternate,
    Contact,
    FeedLink,
    Frame,
    LanguageLink,
    Link,
    Phrase,
    Property,
    SharePicture,
    SiteLink,
    SiteView,
)

#: From the path of a page and that of a file to the address of the file on the page.
LinkTo = Callable[[str, str], str]
#: What of a frame is the same whatever its page says.
OUTLINED = frozenset({"site", "language", "direction", "languages", "preview"})
_FEED_TYPES = {"xml": "application/atom+xml", "json": "application/feed+json"}


class FramePlanner:
    """Plans the frames of a site's pages in one language."""

    def __init__(self, config: Config, site: Site, library: Shelf, addresses: Addresses, voice: Voice) -> None:
        self._config = config
        self._site = site
        self._library = library
        self._addresses = addresses
        self._voice = voice
        self._portal = config.sites[0]
        self.tag = voice.tag
        self._site_views: dict[str, SiteView] = {}

    @cached_property
    def name(self) -> Phrase:
        """The site's name."""
        return self.name_of(self._site)

    def name_of(self, site: Site) -> Phrase:
        """Return the name of a site, this one or another."""
        return self._voice.of_site(site, _field(site, "name"), site.name)

    @cached_property
    def tagline(self) -> Phrase:
        """What the site is in a few words; a mission without words of its own has the portal's."""
        if self._site.tagline:
            return self._own("tagline", self._site.tagline)
        return self._voice.of_site(self._portal, "tagline", self._portal.tagline)

    @property
    def greeting(self) -> Phrase | None:
        """The mission's greeting."""
        return self._own("greeting", self._site.greeting) if self._site.greeting else None

    def home_link(self, path: str, link: LinkTo = urls.relative) -> Link:
        """Return the link to the home page in this language."""
        return Link(text=self.name, url=link(path, urls.home(self._voice.tag)))

    def feed_title(self, name: Phrase) -> Phrase:
        """Return what the feed of a topic is called."""
        return replace(name, text=f"{name.text} · {self.name.text}")

    def has(self, section: str) -> bool:
        """Tell whether a section of the site has anything to show."""
        return section in self._sections

    def section_link(self, path: str, section: str, link: LinkTo = urls.relative) -> Link:
        """Return the link to the page of a section."""
        target = sections.path(section, self._voice.tag)
        text = self._voice.of_theme(sections.name(section))
        return Link(text=text, url=link(path, target), current=path == target)

    def frame(
        self,
        path: str,
        title: Phrase,
        description: Phrase,
        *,
        crumbs: tuple[Link, ...] = (),
        picture: SharePicture | None = None,
        preview: bool = False,
        link: LinkTo = urls.relative,
        story: Story | None = None,
        place: str = "",
        kind: tuple[Property, ...] = WEBSITE,
        topic: tuple[str, Phrase] | None = None,
        beside: tuple[str, str] = ("", ""),
    ) -> Frame:
        """Return the frame of a page.

        `picture` stands for it elsewhere. `story` is the text it shows, if it shows one, and `kind` says
        there what that is. `place` is what stands elsewhere in other languages: a text by its domain, or
        `topics/<key>` or `regions/<key>`; it is that of the `story` where there is one. `topic` is the first
        page of the topic it shows, and the topic's name. `beside` are the addresses of the pages before and
        after it in a list.
        """
        features = self._config.features
        place = story.domain if story else place
        canonical, alternates = self._known_as(path, story, place)
        languages = self.languages(path, link, story, place)
        told: tuple[Property, ...] = ()
        if features.sharing:
            known = Shared(site_name=self.name, title=title, description=description, url=canonical, picture=picture)
            others = self._others(languages) if canonical else []
            told = (*properties(known, self._voice.language, others), *kind)
        return Frame(
            site=self._site_view(path, link),
            language=self._voice.tag,
            direction=direction(self._voice.tag),
            title=title,
            description=description,
            canonical=canonical,
            alternates=alternates,
            languages=languages,
            crumbs=crumbs,
            feeds=self._feeds(path, topic) if canonical and path != urls.CHOOSER else (),
            picture=picture,
            properties=told,
            listed=story is None or self._addresses.is_listed(story, self._voice.tag),
            preview=preview,
            indexed=not any(map(is_pseudo_tag, self._site.tags)),
            previous=beside[0],
            next=beside[1],
        )

    def outline(self, path: str, story: Story | None, place: str, *, preview: bool) -> Frame:
        """Return of the frame of a page what `OUTLINED` names; who asks it for anything else gets an error.

        The arguments are those of `frame`, and so is what there is.
        """
        made: Frame = object.__new__(Frame)
        known = {
            "site": self._site_view(path, urls.relative),
            "language": self._voice.tag,
            "direction": direction(self._voice.tag),
            "languages": self.languages(path, story=story, place=story.domain if story else place),
            "preview": preview,
        }
        for name in OUTLINED:
            object.__setattr__(made, name, known[name])
        return made

    def languages(
        self, path: str, link: LinkTo = urls.relative, story: Story | None = None, place: str = ""
    ) -> tuple[LanguageLink, ...]:
        """Return the page in all languages of the site, sorted by their own names."""
        without_translation = path == urls.CHOOSER or path.endswith(urls.NOT_FOUND)
        links = []
        for tag in self._tags:
            target = urls.home(tag) if without_translation else self._in_language(path, place, tag)
            links.append(
                LanguageLink(
                    tag=tag,
                    direction=direction(tag),
                    name=native_name(tag),
                    url=link(path, target),
                    current=tag == self._voice.tag and path != urls.CHOOSER,
                    listed=story is None or self._addresses.is_listed(story, tag),
                )
            )
        return tuple(links)

    @cached_property
    def _sections(self) -> frozenset[str]:
        return frozenset(
            name for name in sections.SECTIONS if sections.exists(name, self._library, self._config.features)
        )

    @cached_property
    def _tags(self) -> list[str]:
        """The languages of the site, sorted by their own names."""
        return sorted(self._site.tags, key=lambda tag: sort_key("en", native_name(tag)))

    def _feeds(self, path: str, topic: tuple[str, Phrase] | None) -> tuple[FeedLink, ...]:
        """Return the feeds that a page names: that of its topic first."""
        home = (urls.home(self._voice.tag), self.name)
        features = self._config.features
        pages = [home] if topic is None or not features.topic_feeds else [(topic[0], self.feed_title(topic[1])), home]
        return tuple(
            FeedLink(type=_FEED_TYPES[format], title=title, url=urls.relative(path, urls.feed(page, format)))
            for page, title in pages
            for format in feed_formats(features)
        )

    def _others(self, links: tuple[LanguageLink, ...]) -> list[Language]:
        """Return the other languages of the site in which a page is offered."""
        offered = {link.tag for link in links if link.listed} - {self._voice.tag}
        return [language for language in self._site.languages if language.tag in offered]

    def _own(self, field: str, text: str) -> Phrase:
        return self._voice.of_site(self._site, _field(self._site, field), text)

    def _known_as(self, path: str, story: Story | None, place: str) -> tuple[str, tuple[Alternate, ...]]:
        """Return the canonical address and the translations of a page.

        The page for what is missing has none, and pseudo-languages are no translations.
        """
        tag = self._voice.tag
        if path.endswith(urls.NOT_FOUND) or is_pseudo_tag(tag):
            return "", ()
        if story is not None:
            return self._addresses.canonical(story, tag), self._addresses.alternates(story, self._site, tag)
        base = self._site.base_url
        tags = [other for other in self._site.tags if not is_pseudo_tag(other)]
        paths = {o: urls.home(o) if path == urls.CHOOSER else self._in_language(path, place, o) for o in tags}
        others = [Alternate(hreflang=o, url=urls.absolute(base, paths[o])) for o in sorted(paths)]
        if path in (urls.CHOOSER, urls.home(tag)):
            others.append(Alternate(hreflang="x-default", url=urls.absolute(base, urls.CHOOSER)))
        return urls.absolute(base, path), tuple(others)

    def _in_language(self, path: str, place: str, tag: str) -> str:
        """Return the path of the same page in another language: the same page of a list; of a former address the new.

        Without a `place` pages stand at the same address in all languages.
        """
        if not place:
            return tag + path.removeprefix(self._voice.tag)
        start = urls.folder(self._addresses.at(place, self._voice.tag))
        target = self._addresses.at(place, tag)
        return urls.folder(target) + path.removeprefix(start) if path.startswith(start) else target

    def _site_view(self, path: str, link: LinkTo) -> SiteView:
        """Return the site as the page at `path` shows it.

        Pages in sibling folders have the same links, but for those that lead into one of the two.
        """
        here = urls.folder(path)
        if link is not urls.relative or here == path or any(target.startswith(here) for target in self._shown):
            return self._linked_view(path, link)
        key = posixpath.dirname(here[:-1])
        view = self._site_views.get(key)
        if view is None:
            view = self._site_views[key] = self._linked_view(path, link)
        return view

    @cached_property
    def _shown(self) -> tuple[str, ...]:
        """Whatever pages the navigation may lead to."""
        tag = self._voice.tag
        named = (sections.path(name, tag) for name in sections.SECTIONS)
        return (urls.home(tag), *named, *(self._addresses.path(page, tag) for page in self._library.pages))

    def _linked_view(self, path: str, link: LinkTo) -> SiteView:
        pages = {page.slug: page for page in self._library.pages}
        navigation = [self._navigation(path, link, name, pages.get(name)) for name in self._site.navigation]
        named = [
            name for name in (sections.PLACES, sections.EVENTS, sections.CREDITS) if name not in self._site.navigation
        ]
        footer = [self._navigation(path, link, name, pages.get(name)) for name in (*pages, *named)]
        contact = self._site.contact
        return SiteView(
            id=self._site.id,
            name=self.name,
            tagline=self.tagline,
            edition=self.city_of(self._site) if self._site.city else None,
            home=link(path, urls.home(self._voice.tag)),
            portal_url=self._home_of(self._portal),
            navigation=tuple(item for item in navigation if item),
            footer=tuple(item for item in footer if item),
            feed=link(path, urls.feed(urls.home(self._voice.tag), "xml")),
            search=self.section_link(path, sections.SEARCH, link) if self.has(sections.SEARCH) else None,
            others=self._other_sites(),
            contact=Contact(label=self._own("contact", contact.label), email=contact.email) if contact else None,
        )

    def _other_sites(self) -> tuple[SiteLink, ...]:
        """Return the portal, then the missions in the alphabet of the language; not the site itself."""
        links = [
            SiteLink(
                name=self.city_of(site) if site.city else self.name_of(site),
                country=self._voice.of_site(site, _field(site, "country"), site.country) if site.country else None,
                url=self._home_of(site),
            )
            for site in self._config.sites[1:]
            if site is not self._site
        ]
        links = in_order(self._voice.tag, links, lambda link: link.name.text, lambda link: link.url)
        if self._site is not self._portal:
            links.insert(0, SiteLink(name=self.name_of(self._portal), country=None, url=self._home_of(self._portal)))
        return tuple(links)

    def city_of(self, site: Site) -> Phrase:
        """Return the city of a mission."""
        return self._voice.of_site(site, _field(site, "city"), site.city)

    def _home_of(self, site: Site) -> str:
        """Return the absolute address of a site's home page in this language, else of its language chooser."""
        return urls.absolute(
            site.base_url, urls.home(self._voice.tag) if self._voice.tag in site.tags else urls.CHOOSER
        )

    def _navigation(self, path: str, link: LinkTo, name: str, page: Story | None) -> Link | None:
        if name in sections.SECTIONS:
            return self.section_link(path, name, link) if self.has(name) else None
        if page is None:
            return None
        target, text = self._addresses.path(page, self._voice.tag), self._voice.of_story(page, page.title)
        return Link(text=text, url=link(path, target), current=path == target)


def _field(site: Site, name: str) -> str:
    """Return the context of a text of a site's configuration."""
    return name if site.id == PORTAL else f"missions.{site.id}.{name}"


def feed_formats(features: Features) -> tuple[urls.FeedFormat, ...]:
    """Return the formats in which feeds are made."""
    return urls.FEEDS if features.json_feeds else ("xml",)


def in_alphabet(tag: str, keys: Sequence[str], names: dict[str, Phrase]) -> list[str]:
    """Return keys sorted by their names in the alphabet of a language; where it has none, as they come."""
    return in_order(tag, keys, lambda key: names[key].text, lambda key: key)
