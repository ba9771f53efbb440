"""Stories and pages as views: cards, heads, running text."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Hashable
from functools import cached_property

from sitegen import urls
from sitegen.config import Config, Site
from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.locales import direction, native_name, sort_key
from sitegen.markdown import PLAIN, Document, line_of
from sitegen.plan.addresses import Addresses
from sitegen.plan.commons import Commons
from sitegen.plan.frames import LinkTo
from sitegen.plan.inserts import Inserts
from sitegen.plan.pictures import Pictures
from sitegen.plan.related import Related
from sitegen.plan.sections import REGIONS, TOPICS
from sitegen.plan.shelf import Shelf
from sitegen.plan.voice import Voice
from sitegen.recipes import BodyRecipe
from sitegen.stories import Picture, Story
from sitegen.theme import Theme
from sitegen.views import (
    Card,
    CreditView,
    FigureView,
    LanguageLink,
    Link,
    LocalPage,
    PictureView,
    PlaceView,
    SearchEntry,
    SourceView,
    StoryView,
    TextView,
    WhereView,
)


class TextPlanner:
    """Makes views of the texts of a site in one language.

    `documents` collects the texts by the digest that `name_of` gives, `found` what is wrong with their links.
    """

    def __init__(
        self,
        config: Config,
        site: Site,
        library: Shelf,
        addresses: Addresses,
        voice: Voice,
        pictures: Pictures,
        theme: Theme,
        name_of: Callable[[Story], str],
        commons: Commons,
        known: Callable[[Story], Hashable],
    ) -> None:
        """`known` tells by what to know what others show of a text, such as a card, among `commons` of all sites."""
        self._site = site
        self._library = library
        self._addresses = addresses
        self._voice = voice
        self._pictures = pictures
        self._inserts = Inserts(voice, pictures, theme)
        self._name_of = name_of
        self._commons = commons
        self._known = known
        self.by_domain = {story.domain: story for story in (*library.all, *library.gone)}
        self.gone = frozenset(story.domain for story in library.gone)
        portal = config.sites[0]
        self.topics = {key: voice.of_site(portal, f"topics.{key}", name) for key, name in config.topics}
        self.regions = {key: voice.of_site(portal, f"regions.{key}", name) for key, name in config.regions}
        self._cards: dict[tuple[str, str], Card] = {}
        self._features = config.features
        self.documents: dict[str, Document] = {}
        self.found: list[Diagnostic] = []

    def card(self, story: Story, path: str, link: LinkTo = urls.relative) -> Card:
        """Return a story as it stands in a list on the page at `path`.

        Pages in sibling folders have the same links, but for those that lead into one of the two.
        """
        here = urls.folder(path)
        topic = self._addresses.at(f"{TOPICS}/{story.topics[0]}", self._voice.tag) if story.topics else ""
        region = self._addresses.at(f"{REGIONS}/{story.region}", self._voice.tag) if story.region else ""
        target = self._addresses.path(story, self._voice.tag)
        if link is not urls.relative or here == path or any(p.startswith(here) for p in (topic, region, target)):
            return self._card(story, path, link)
        key = (story.domain, posixpath.dirname(here[:-1]))
        card = self._cards.get(key)
        if card is None:
            name = (*key, self._known(story))
            card = self._commons.card(name)
            if card is None:
                card = self._card(story, path, link)
                self._commons.put_card(name, card)
            self._cards[key] = card
        return card

    def _card(self, story: Story, path: str, link: LinkTo) -> Card:
        title = self._voice.of_story(story, story.title)
        listed = self._addresses.is_listed(story, self._voice.tag)
        return Card(
            id=story.slug,
            title=title,
            summary=self._voice.summary(story),
            url=link(path, self._addresses.path(story, self._voice.tag)),
            date=self._voice.day(story.date),
            minutes=self._voice.minutes(story),
            topic=self._topic_link(path, story.topics[0], link) if story.topics else None,
            region=self.region_link(path, region, link) if (region := self.region_of(story)) else None,
            cover=self._cover(story, path, link),
            badge=None if listed else self._voice.badge(self.main_language(story)),
            draft=story.domain in self._library.drafts,
        )

    def link(self, story: Story, path: str) -> Link:
        """Return the link to a story or page on the page at `path`."""
        target = self._addresses.path(story, self._voice.tag)
        return Link(text=self._voice.of_story(story, story.title), url=urls.relative(path, target))

    def entry(self, story: Story, path: str) -> SearchEntry:
        """Return a text as it stands in the list of all on the page at `path`."""
        listed = self._addresses.is_listed(story, self._voice.tag)
        place = self.place(story)
        return SearchEntry(
            title=self._voice.of_story(story, story.title),
            url=urls.relative(path, self._addresses.path(story, self._voice.tag)),
            topic=self.topics[story.topics[0]] if story.topics else None,
            region=self.regions[region] if (region := self.region_of(story)) else None,
            place=place.name if place else None,
            badge=None if listed else self._voice.badge(self.main_language(story)),
        )

    def story(self, story: Story, path: str, where: WhereView | None = None) -> StoryView:
        """Return a story as its own page shows it, with the map of where it happens."""
        voice = self._voice
        cover = self._cover(story, path, urls.relative)
        return StoryView(
            id=story.slug,
            title=voice.of_story(story, story.title),
            summary=voice.summary(story),
            cover=self._cover_figure(story, cover) if cover else None,
            date=voice.day(story.date),
            updated=voice.day(story.updated) if story.updated else None,
            minutes=voice.minutes(story),
            topics=tuple(self._topic_link(path, key, urls.relative) for key in story.topics),
            region=self.region_link(path, region) if (region := self.region_of(story)) else None,
            place=self.place(story),
            credits=self.credits(story),
            sources=self._sources(story),
            notice=voice.notice(story),
            also_in=self._also_in(story, path),
            related=tuple(self.card(other, path) for other in self.related(story)),
            draft=story.domain in self._library.drafts,
            where=where,
        )

    def local(self, path: str) -> tuple[LocalPage, ...]:
        """Return the pages that only this mission has, newest first, as links on the page at `path`."""
        own = sorted((page for page in self._library.pages if page.site), key=lambda page: page.date, reverse=True)
        return tuple(
            LocalPage(
                title=self._voice.of_story(page, page.title),
                summary=self._voice.summary(page),
                url=urls.relative(path, self._addresses.path(page, self._voice.tag)),
            )
            for page in own
        )

    def text(self, page: Story) -> TextView:
        """Return a page such as "about"."""
        return TextView(
            id=page.slug,
            title=self._voice.of_story(page, page.title),
            summary=self._voice.summary(page) if page.summary else self._voice.own(""),
            updated=self._voice.day(page.updated or page.date),
            notice=self._voice.notice(page),
            draft=page.domain in self._library.drafts,
        )

    def body(self, story: Story, path: str) -> BodyRecipe:
        """Return the running text of a story or page on the page at `path`."""
        name = self._name_of(story)
        self.documents[name] = story.document
        say = self._voice.sayer(story)
        keys = dict.fromkeys((block.context, block.text) for block in story.document.messages if block.tag not in PLAIN)
        images = tuple(self._image(src, picture, path) for src, picture in story.pictures)
        links = self._links(story, path)
        return BodyRecipe(
            document=name,
            language=self._voice.tag,
            own=story.language,
            wordings=tuple((*key, *say(key)) for key in keys),
            links=links,
            images=images,
            inserts=self._inserts.views(story, path, dict(links)),
            backlink=self._voice.backlink,
            table=self._voice.table,
            locale=self._voice.language.locale,
        )

    # Parts of a story -----------------------------------------------------------------------------------

    def place(self, story: Story) -> PlaceView | None:
        """Return where a story happens, if that is known."""
        place = story.place
        if place is None:
            return None
        coordinates = ""
        if place.latitude is not None and place.longitude is not None:
            coordinates = self._voice.coordinates(place.latitude, place.longitude)
        return PlaceView(name=self._voice.of_story(story, place.name, "place.name"), coordinates=coordinates)

    def credits(self, story: Story) -> tuple[CreditView, ...]:
        """Return who worked on a story."""
        return tuple(
            CreditView(role=credit.role, name=self._voice.of_story(story, credit.name, "credit"))
            for credit in story.credits
        )

    def _cover(self, story: Story, path: str, link: LinkTo) -> PictureView | None:
        if story.cover is None:
            return None
        alt = self._voice.of_story(story, story.cover.alt, "cover.alt")
        own = story.cover.picture.for_language(self._voice.tag)
        return self._pictures.view(own, alt, lambda target: link(path, target))

    def _cover_figure(self, story: Story, view: PictureView) -> FigureView:
        assert story.cover is not None
        credit = self._voice.of_story(story, story.cover.picture.credit, "credit")
        return FigureView(picture=view, caption=self._voice.own(""), credit=credit)

    def _image(self, src: str, picture: Picture, path: str) -> tuple[str, str, int, int]:
        """Return the picture that stands for `src` within a sentence: its address, width and height."""
        target, width, height = self._pictures.single(picture.for_language(self._voice.tag))
        return src, urls.relative(path, target), width, height

    def _links(self, story: Story, path: str) -> tuple[tuple[str, str], ...]:
        """Return the addresses of a text's own links; what is not shown on this site is not linked.

        A link to what is gone stays: its page says so. That page has none of the headings.
        """
        links = []
        for address, domain, fragment in story.links:
            target = self.by_domain.get(domain)
            if target is not None:
                inner = "" if domain in self.gone else fragment
                page = self._addresses.path(target, self._voice.tag)
                links.append((address, urls.relative(path, page, inner)))
            elif domain not in self._library.faulty:
                span = Span(story.path, line_of(story.document, address) or story.line("title"))
                hint = "publish it, or take the link out; its words are shown without a link until then"
                self.found.append(warning("unpublished-link", span, f"{address} is not published", hint))
        return tuple(links)

    def _sources(self, story: Story) -> tuple[SourceView, ...]:
        return tuple(
            SourceView(
                title=self._voice.of_story(story, source.title, "source"),
                publisher=self._voice.of_story(story, source.publisher, "publisher"),
                year=self._voice.digits(source.year),
                url=source.url,
            )
            for source in story.sources
        )

    def _also_in(self, story: Story, path: str) -> tuple[LanguageLink, ...]:
        links = [
            LanguageLink(
                tag=tag,
                direction=direction(tag),
                name=native_name(tag),
                url=urls.relative(path, self._addresses.path(story, tag)),
                current=False,
            )
            for tag in self._site.tags
            if tag != self._voice.tag and self._addresses.is_listed(story, tag)
        ]
        return tuple(sorted(links, key=lambda item: sort_key("en", item.name)))

    def related(self, story: Story) -> list[Story]:
        """Return what stands under "more like this"."""
        return self._related.to(story)

    @cached_property
    def _related(self) -> Related:
        shown = self._library.stories if self._features.related else ()
        return Related(shown, lambda story: self._addresses.is_listed(story, self._voice.tag))

    def _topic_link(self, path: str, key: str, link: LinkTo) -> Link:
        target = self._addresses.at(f"{TOPICS}/{key}", self._voice.tag)
        return Link(text=self.topics[key], url=link(path, target), current=path == target)

    def region_of(self, story: Story) -> str:
        """Return the region under which a story stands, if regions are on."""
        return (story.region or "") if self._features.regions else ""

    def region_link(self, path: str, key: str, link: LinkTo = urls.relative) -> Link:
        """Return the link to the stories of a region."""
        target = self._addresses.at(f"{REGIONS}/{key}", self._voice.tag)
        return Link(text=self.regions[key], url=link(path, target), current=path == target)

    def main_language(self, story: Story) -> str:
        """Return the language in which most of a text is shown."""
        keys = [(block.context, block.text) for block in story.document.messages]
        say = self._voice.sayer(story)
        shown = [say(key).language for key in keys] or [story.language]
        return max(dict.fromkeys(shown), key=shown.count)
