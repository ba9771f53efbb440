"""The pages of a site in one of its languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitegen import urls
from sitegen.config import Language
from sitegen.plan import schema, sections, sharing
from sitegen.plan.arrangement import Arrangement
from sitegen.plan.cards import CardPlanner, Kit, has_cards
from sitegen.plan.commons import Shown
from sitegen.plan.credits import credits_page, font_credits
from sitegen.plan.events import EventPlanner
from sitegen.plan.feeds import FeedPlanner, ListUnit
from sitegen.plan.frames import FramePlanner
from sitegen.plan.lists import ListDraft, ListPage, ListPlanner
from sitegen.plan.maps import MapPlanner
from sitegen.plan.outward import Outward
from sitegen.plan.pages import PageMaker
from sitegen.plan.places import places_page
from sitegen.plan.redirects import Move, followers, redirect
from sitegen.plan.search import search_page
from sitegen.plan.style import style_page
from sitegen.plan.texts import TextPlanner
from sitegen.plan.units import REDIRECTS, Outline, Unit
from sitegen.plan.voice import Voice
from sitegen.plan.withdrawn import withdrawn
from sitegen.recipes import PageRecipe, PartRecipe, Recipe
from sitegen.stories import STORY, Story
from sitegen.theme import SEARCH_TEMPLATE, STYLE_TEMPLATE
from sitegen.views import Chooser, FontCredit, Link, NotFound, Property, SharePicture, StoryView

if TYPE_CHECKING:
    from sitegen.plan.site import SitePlanner

#: How many stories the page for missing addresses shows.
_INSTEAD = 3


class LanguagePlanner:
    """Plans the pages of a site in one language."""

    def __init__(self, parent: SitePlanner, language: Language) -> None:
        project, site = parent.project, parent.site
        shared = (project.config, site, parent.library, parent.addresses)
        self._parent = parent
        self._site = site
        self._features = project.config.features
        self._tag = language.tag
        self._voice = Voice(project.translations, site, language, project.config.source_language)
        self.frames = FramePlanner(*shared, self._voice)
        self.texts = TextPlanner(
            *(*shared, self._voice, parent.pictures, project.theme, parent.shared.document, parent.shared.commons),
            lambda story: (self._outward.voice, self._outward.shown(story)),
        )
        self._cards = (
            CardPlanner(project, *shared[1:], self._voice, self.frames.name, parent.note)
            if has_cards(project, self._tag)
            else None
        )
        self._maps = MapPlanner(project.config, parent.atlas, self.texts, self._voice, lambda: self._arrangement)
        self._schema = schema.Schema(site, parent.addresses, self._voice, self.frames)
        around = (site, language, parent.library, parent.addresses, parent.assets.stylesheets[language.tag])
        self._outward = Outward(project, parent.shared, *around, self.texts.main_language)
        self._pages = PageMaker(project, site, self._voice, self.frames, parent.assets, parent.note)
        self._events = EventPlanner(
            *(project.config, site, language, parent.library, parent.addresses),
            *(self.frames, self.texts, self._voice, self._outward),
        )

    def units(self) -> Iterator[Unit]:
        """Yield the units of this language: each text, and each list with what stands beside them."""
        site, tag = self._site.id, self._tag
        for text in (*self._parent.library.stories, *self._parent.library.pages):
            yield self._unit(text)
        for name, draft in self._drafts.items():
            counts = (*self._lists.counts, *draft.paths)
            if draft.template == "credits.html":
                counts = (*counts, self._outward.licences)
            elif draft.template == "home.html":
                counts = (*counts, self._maps.key)
            parts = self._outward.listing(draft.template, draft.shows, counts)
            yield Unit(site, tag, name, (*parts, ("events", draft.dates)) if draft.dates else parts)
        if self._parent.addresses.moves(tag):
            yield Unit(site, tag, REDIRECTS, (("addresses", self._outward.moves), *self._outward.listing("", (), ())))

    def _unit(self, text: Story) -> Unit:
        is_story = text.kind == STORY
        template = self._pages.template_of(text, "story.html" if is_story else "text.html")
        related = self.texts.related(text) if is_story else ()
        near = self._maps.near(text) if is_story else ()
        parts = self._outward.text(text, template, related, near, self._maps.key_of(text))
        if is_story and (dates := self._outward.dates(self._events.of(text))):
            parts = (*parts, ("events", dates))
        return Unit(self._site.id, self._tag, text.domain, parts)

    def units_of(self, text: Story) -> Iterator[Unit]:
        """Yield the unit of a text, if this site shows it."""
        if text.domain in self.texts.by_domain and text.domain not in self.texts.gone:
            yield self._unit(text)

    def known(self, text: Story) -> str:
        """Return the digest of what others know of a text in this language."""
        return self._outward.known(text)

    def put(self, text: Story) -> bool:
        """Put a text in the place of what it was; tell whether what others show of it is the same."""
        self._voice.forget(text.domain)
        if text.domain in self.texts.by_domain:
            self.texts.by_domain[text.domain] = text
        return self._outward.shows_alike(text)

    def plan(self, unit: Unit) -> tuple[dict[str, Recipe], dict[str, str]]:
        """Return the recipes of a unit, and the former paths that lead to any of them with the present ones."""
        self.texts.documents, self.texts.found = {}, []
        if unit.name == REDIRECTS:
            return self._redirects()
        # Most units are texts, and whoever makes one of them after an edit need not know of any list.
        text = None if unit.name in self.texts.gone else self.texts.by_domain.get(unit.name)
        if text is None:
            return self._drafts[unit.name].plan(), {}
        return (self._story(text, unit) if text.kind == STORY else self._text_page(text, unit)), {}

    def outline(self, unit: Unit) -> Outline | None:
        """Return what is known of the page of a unit without planning it; None where that is too little."""
        text = None if unit.name in self.texts.gone else self.texts.by_domain.get(unit.name)
        if text is not None:
            path, place = self._parent.addresses.path(text, self._tag), ""
            template = self._pages.template_of(text, "story.html" if text.kind == STORY else "text.html")
        else:
            draft = self._drafts.get(unit.name)
            if draft is None or draft.place is None or len(draft.paths) != 1:
                return None
            path, place, template = draft.paths[0], draft.place, draft.template
        frame = self.frames.outline(path, text, place, preview=self._parent.project.preview)
        return Outline(template=template, path=path, about=text.path if text else path, frame=frame)

    def part(self, part: str, outline: Outline, recipe: PageRecipe | None) -> PartRecipe:
        """Return a part of the page of a unit, as `SitePlanner.part` does."""
        return self._pages.part(part, outline, recipe)

    @cached_property
    def _drafts(self) -> dict[str, ListUnit]:
        """All that is no text, by the name of its unit: its first path."""
        shared = (self.frames, self.texts, self._voice, self._arrangement)
        stories = tuple(self._arrangement.stories)
        lists = list(self._lists.pages())
        if self.frames.has(sections.PLACES):
            path, plan = urls.places(self._tag), partial(places_page, *shared, self._maps)
            lists.append(ListDraft(paths=(path,), template="places.html", shows=stories, plan=plan))
        if self.frames.has(sections.CREDITS):
            path, plan = urls.credits(self._tag), partial(credits_page, *shared, self._fonts)
            lists.append(ListDraft(paths=(path,), template="credits.html", shows=stories, plan=plan))
        lists += self._events.pages()
        if self.frames.has(sections.SEARCH):
            pages = tuple(self._parent.library.pages)
            index = urls.SEARCH_INDEX if self._parent.is_searched else ""
            path, plan = urls.search(self._tag), partial(search_page, *shared, pages, index)
            lists.append(ListDraft(paths=(path,), template=SEARCH_TEMPLATE, shows=(*stories, *pages), plan=plan))
        if STYLE_TEMPLATE in self._parent.project.theme.templates and self._parent.shows_unfinished:
            plan = partial(style_page, self.frames, self._lists)
            shows = self._lists.on_home + self._lists.beside_home
            lists.append(ListDraft(paths=(urls.style(self._tag),), template=STYLE_TEMPLATE, shows=shows, plan=plan))
        drafts = [
            self._home(),
            *(
                ListUnit(
                    paths=page.paths,
                    template=page.template,
                    shows=page.shows,
                    plan=partial(self._list_page, page.plan),
                    dates=page.dates,
                    place=page.place,
                )
                for page in lists
            ),
            *self._feeds(),
            *self._events.files(),
            *map(self._withdrawn_draft, self._parent.library.gone),
            self._not_found_draft(urls.not_found(self._tag)),
        ]
        if self._tag == self._site.tags[0]:
            drafts += [self._not_found_draft(urls.NOT_FOUND), self._chooser()]
        return {draft.paths[0]: draft for draft in drafts}

    @cached_property
    def _arrangement(self) -> Arrangement:
        return Arrangement(self._site, self._parent.library, self._parent.addresses, self._tag)

    @cached_property
    def _lists(self) -> ListPlanner:
        config, addresses = self._parent.project.config, self._parent.addresses
        return ListPlanner(config, addresses, self.frames, self.texts, self._voice, self._arrangement, self._maps)

    def _chooser(self) -> ListUnit:
        plan = partial(self._choose, urls.CHOOSER)
        return ListUnit(paths=(urls.CHOOSER,), template="chooser.html", shows=(), plan=plan)

    def _choose(self, path: str) -> dict[str, Recipe]:
        """Return the page at the root of the site, with its name in each language."""
        languages = self.frames.languages(path)
        names = self._parent.names
        content = Chooser(
            names=tuple(Link(text=names[link.tag], url=link.url) for link in languages), languages=languages
        )
        return self._pages.page(
            path, "chooser.html", content, self._pages.frame(path, self.frames.name, self.frames.tagline)
        )

    def _not_found_draft(self, path: str) -> ListUnit:
        shows = tuple(self._arrangement.featured_first()[:_INSTEAD])
        return ListUnit(paths=(path,), template="404.html", shows=shows, plan=partial(self._not_found, path, shows))

    def _not_found(self, path: str, stories: Sequence[Story]) -> dict[str, Recipe]:
        """Return the page for addresses that do not exist; its own addresses start at the root of the host."""
        preview = self._parent.project.preview
        root = f"/{self._site.id}/" if preview else urlsplit(self._site.base_url).path

        def link(start: str, target: str) -> str:
            return root + urls.relative("", target)

        content = NotFound(
            home=self.frames.home_link(path, link),
            cards=tuple(self.texts.card(story, path, link) for story in stories),
        )
        title = self._voice.of_theme("Page not found")
        frame = self.frames.frame(path, title, self._voice.own(""), preview=preview, link=link)
        return self._pages.page(path, "404.html", content, frame, link=link)

    # Kinds of pages -------------------------------------------------------------------------------------

    def _home(self) -> ListUnit:
        path = urls.home(self._tag)
        events = self._events.on_home
        known = (*self._lists.on_home, *self._lists.beside_home, *self._maps.on_home)
        shows = (*known, *self._events.stories(events))
        plan = partial(self._home_page, path)
        return ListUnit(paths=(path,), template="home.html", shows=shows, plan=plan, dates=self._outward.dates(events))

    def _home_page(self, path: str) -> dict[str, Recipe]:
        first = next(iter(self._lists.on_home), None)
        share = self._parent.pictures.share
        picture = share(first, self._voice, self._site.base_url) if first else None
        frame = self._pages.frame(path, self.frames.name, self.frames.tagline, picture=picture)
        graph = self._schema.home() if self._features.schema else ()
        events, calendar = self._events.views(self._events.on_home, path), self._events.url
        content = replace(
            self._lists.home(path), events=events, events_url=urls.relative(path, calendar) if calendar else ""
        )
        return self._pages.page(path, "home.html", content, frame, graph=graph)

    def _feeds(self) -> Iterator[ListUnit]:
        """Yield the feeds of all stories and of each topic that has a page."""
        parent = self._parent
        topics = {key: name for key, name in self.texts.topics.items() if key in self._arrangement.by_topic}
        shared = (self._site, parent.addresses, self._voice, self.frames, parent.pictures)
        feeds = FeedPlanner(*shared, topics, self._features)
        library = parent.library
        return feeds.drafts([story for story in library.stories if story.domain not in library.drafts])

    def _list_page(self, plan: Callable[[], ListPage]) -> dict[str, Recipe]:
        page = plan()
        frame = self._pages.frame(
            page.path,
            page.title,
            page.description or self.frames.tagline,
            crumbs=page.crumbs,
            topic=page.topic,
            place=page.place,
            beside=(page.previous, page.next),
        )
        return self._pages.page(page.path, page.template, page.content, frame, graph=page.graph)

    def _fonts(self, path: str) -> tuple[FontCredit, ...]:
        parent = self._parent
        return font_credits(parent.fonts, parent.project.licences, path, parent.assets.recipes)

    def _shown(self, text: Story, path: str, unit: Unit) -> Shown:
        """Return a text on its own page, without what the site alone has; what it shows is noted."""
        parent, commons = self._parent, self._parent.shared.commons
        name = commons.name(unit, path, self._outward.voice)
        shown = commons.text(name)
        if shown is None:
            content = self.texts.story(text, path) if text.kind == STORY else self.texts.text(text)
            body = self.texts.body(text, path)
            found = tuple(self.texts.found)
            shown = Shown(content=content, body=body, materials=dict(parent.pictures.recipes), found=found)
            commons.put_text(name, shown)
        parent.pictures.recipes = {**shown.materials}
        self.texts.found = [*shown.found]
        self.texts.documents = {shown.body.document: text.document}
        return shown

    def _story(self, story: Story, unit: Unit) -> dict[str, Recipe]:
        path = self._parent.addresses.path(story, self._tag)
        shown = self._shown(story, path, unit)
        assert isinstance(shown.content, StoryView), "a story is shown as one"
        content = shown.content
        if where := self._maps.where(story, path):
            content = replace(content, where=where)
        if events := self._events.views(self._events.of(story), path, on_story=True):
            content = replace(content, events=events, events_url=urls.relative(path, self._events.url))
        above = [self.frames.section_link(path, sections.STORIES)]
        if content.region:
            above = [self.frames.section_link(path, sections.REGIONS), content.region]
        here = Link(text=content.title, url=urls.relative(path, path), current=True)
        crumbs = (self.frames.home_link(path), *above, here)
        article = self._article(story, content) if self._features.sharing else sharing.WEBSITE
        cover = self._parent.pictures.share(story, self._voice, self._site.base_url)
        card = self._shared(story, content, cover)
        frame = self._pages.frame(
            path, content.title, content.summary, crumbs=crumbs, picture=card, story=story, kind=article
        )
        template = self._pages.template_of(story, "story.html")
        graph = self._schema.article(story, content, cover) if self._features.schema else ()
        return self._pages.page(path, template, content, frame, body=shown.body, about=story.path, graph=graph)

    def _text_page(self, page: Story, unit: Unit) -> dict[str, Recipe]:
        path = self._parent.addresses.path(page, self._tag)
        shown = self._shown(page, path, unit)
        content = shown.content
        crumbs = (self.frames.home_link(path), Link(text=content.title, url=urls.relative(path, path), current=True))
        frame = self._pages.frame(path, content.title, content.summary, crumbs=crumbs, story=page)
        template = self._pages.template_of(page, "text.html")
        return self._pages.page(path, template, content, frame, body=shown.body, about=page.path)

    def _shared(self, story: Story, content: StoryView, cover: SharePicture | None) -> SharePicture | None:
        """Return what stands for a story elsewhere: its share card, or its cover where it has none."""
        card = self._cards.share(story, content) if self._cards else None
        if card is None:
            return cover
        self._parent.pictures.recipes |= card.recipes
        return card.picture

    def kit(self, story: Story) -> Kit | None:
        """Return what shows a story in other networks."""
        content = self.texts.story(story, self._parent.addresses.path(story, self._tag))
        return self._cards.kit(story, content) if self._cards else None

    def _article(self, story: Story, content: StoryView) -> tuple[Property, ...]:
        addresses = self._parent.addresses
        published, changed = addresses.published(story, self._tag), addresses.changed(story, self._tag)
        return sharing.article(content, published.isoformat(), changed.isoformat())

    def _withdrawn_draft(self, story: Story) -> ListUnit:
        path = self._parent.addresses.path(story, self._tag)
        shows = (story, *self.texts.related(story))
        return ListUnit(paths=(path,), template="withdrawn.html", shows=shows, plan=partial(self._withdrawn, story))

    def _withdrawn(self, story: Story) -> dict[str, Recipe]:
        path = self._parent.addresses.path(story, self._tag)
        content = withdrawn(story, path, self.texts, self._voice, self.frames.home_link(path))
        frame = self._pages.frame(path, content.title, self._voice.own(""), crumbs=(content.home,), place=story.domain)
        frame = replace(frame, canonical="", alternates=(), indexed=False)
        return self._pages.page(path, "withdrawn.html", content, frame, about=story.path)

    def _redirects(self) -> tuple[dict[str, Recipe], dict[str, str]]:
        """Return what leads on from former addresses where nothing else stands, and those with the present ones.

        Feeds are there under both.
        """
        lists = {path: draft for draft in self._drafts.values() for path in draft.paths}
        standing = {self._parent.addresses.path(text, self._tag) for text in self._parent.library.all} | lists.keys()
        # A file system without case would take ß and ss for one.
        taken = {path.casefold() for path in standing}
        made: dict[str, Recipe] = {}
        moved: dict[str, str] = {}
        for former, move in self._moves():
            for old, new in followers(former, move.target, standing):
                if old.casefold() not in taken:
                    taken.add(old.casefold())
                    feed = lists[new].plan()[new] if new in lists and not lists[new].template else None
                    here = {old: feed} if feed is not None else self._redirect(old, new, move)
                    made |= here
                    moved |= dict.fromkeys(here, new)
        return made, moved

    def _moves(self) -> Iterator[tuple[str, Move]]:
        """Yield the former paths of what the site has in this language, the best claim to each first."""
        addresses = self._parent.addresses
        texts = self._parent.library.places()
        names = {f"{sections.TOPICS}/{key}": name for key, name in self.texts.topics.items()}
        names |= {f"{sections.REGIONS}/{key}": name for key, name in self.texts.regions.items()}
        for former, place in addresses.moves(self._tag):
            target = addresses.at(place, self._tag)
            if (story := texts.get(place)) is not None:
                title = self._voice.of_story(story, story.title)
                known = "" if story in self._parent.library.gone else addresses.canonical(story, self._tag)
                yield former, Move(place=place, target=target, title=title, canonical=known, about=story.path)
            elif place in names:
                known = urls.absolute(self._site.base_url, target)
                yield former, Move(place=place, target=target, title=names[place], canonical=known)

    def _redirect(self, path: str, target: str, move: Move) -> dict[str, Recipe]:
        frame = self._pages.frame(path, move.title, self._voice.own(""), place=move.place)
        # It says nothing of itself: who shares it shares the page to which it leads.
        frame = replace(frame, canonical=move.canonical, alternates=(), indexed=False, properties=())
        content = redirect(move.title, path, target)
        return self._pages.page(path, "redirect.html", content, frame, about=move.about)
