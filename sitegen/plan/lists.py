"""Pages that list stories: all of them, those of a topic or region, and the lists of topics and regions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial

from sitegen import urls
from sitegen.config import Config
from sitegen.plan import sections
from sitegen.plan.addresses import Addresses
from sitegen.plan.arrangement import Arrangement
from sitegen.plan.frames import FramePlanner, in_alphabet
from sitegen.plan.maps import MapPlanner
from sitegen.plan.texts import TextPlanner
from sitegen.plan.voice import Voice
from sitegen.recipes import Thing
from sitegen.segments import Said
from sitegen.stories import Story
from sitegen.translations import PAGED
from sitegen.values import dataclass
from sitegen.views import Content, Home, Link, Listing, PageNumber, Pagination, Phrase, Subjects, TopicLink

#: How many stories the home page shows, and how many of them with each region and topic.
_ON_HOME = 7
_EXAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A page to be made of a template: what it shows, and what its frame says of it.

    `description` is empty where that of the site will do. `topic` is the first page of the topic it shows, and
    the topic's name; `place` is `topics/<key>` or `regions/<key>` where it shows one. `previous` and `next` are
    addresses on it. `graph` is what it tells machines about.
    """

    path: str
    template: str
    title: Phrase
    content: Content
    crumbs: tuple[Link, ...]
    description: Phrase | None = None
    topic: tuple[str, Phrase] | None = None
    place: str = ""
    previous: str = ""
    next: str = ""
    graph: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a list gives, known before it is planned: the paths, the template, and the stories it shows.

    `dates` is the digest of the events it shows. `place` is that of its frame, where that is known.
    """

    paths: tuple[str, ...]
    template: str
    shows: tuple[Story, ...]
    dates: str = ""
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDraft(Listed):
    """A page that lists stories, to be planned by `plan`."""

    plan: Callable[[], ListPage]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """Topics or regions: the section they stand in, their names, and the stories of each."""

    kind: str
    section: str
    names: dict[str, Phrase]
    stories: Mapping[str, tuple[Story, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One list, which may run over several pages; `around` are the topics or regions that stand on it as ways on."""

    start: str
    kind: str
    heading: Phrase
    around: _Kind
    introduction: Phrase | None = None
    place: str = ""


class ListPlanner:
    """Plans the lists of a site in one language."""

    def __init__(
        self,
        config: Config,
        addresses: Addresses,
        frames: FramePlanner,
        texts: TextPlanner,
        voice: Voice,
        arrangement: Arrangement,
        maps: MapPlanner,
    ) -> None:
        self._config = config
        self._maps = maps
        self._addresses = addresses
        self._introductions = dict(config.introductions)
        self._frames = frames
        self._texts = texts
        self._voice = voice
        self._arrangement = arrangement
        self._topics = _Kind(kind="topic", section=sections.TOPICS, names=texts.topics, stories=arrangement.by_topic)
        self._ordered: dict[str, list[str]] = {}
        regions = arrangement.by_region if config.features.regions else {}
        self._regions = _Kind(kind="region", section=sections.REGIONS, names=texts.regions, stories=regions)

    @cached_property
    def counts(self) -> tuple[str, ...]:
        """How many stories each topic and region has, which many lists tell."""
        kinds = (self._topics, self._regions)
        return tuple(f"{key} {len(stories)}" for kind in kinds for key, stories in kind.stories.items())

    @cached_property
    def on_home(self) -> tuple[Story, ...]:
        """The stories that stand on the home page."""
        return tuple(self._arrangement.featured_first()[:_ON_HOME])

    @cached_property
    def beside_home(self) -> tuple[Story, ...]:
        """The stories whose titles stand on the home page beside their regions."""
        return _first(self._regions)

    def home(self, path: str) -> Home:
        """Return the front page: the first story, the next ones, and the ways to the others."""
        cards = tuple(self._texts.card(story, path) for story in self.on_home)
        shown, places = self._maps.home(path)
        return Home(
            greeting=self._frames.greeting,
            local=self._texts.local(path),
            lead=cards[0] if cards else None,
            cards=cards[1:],
            topics=self._counted(self._topics, path),
            regions=self._with_stories(self._regions, path),
            stories_url=self._section_url(path, sections.STORIES),
            topics_url=self._section_url(path, sections.TOPICS),
            regions_url=self._section_url(path, sections.REGIONS),
            places_url=self._section_url(path, sections.PLACES),
            map=shown,
            places=places,
        )

    def pages(self) -> Iterator[ListDraft]:
        """Yield all pages that list stories. A topic or region without stories has none."""
        yield from self._all_stories()
        for kind in (self._topics, self._regions):
            if kind.stories:
                path = sections.path(kind.section, self._voice.tag)
                plan = partial(self._subjects, kind, path)
                yield ListDraft(paths=(path,), template="subjects.html", shows=_first(kind), plan=plan)
            for key in kind.names:
                if key in kind.stories:
                    yield from self._subject(kind, key)

    # Kinds of lists ---------------------------------------------------------------------------------------

    def _all_stories(self) -> Iterator[ListDraft]:
        path = urls.stories(self._voice.tag)
        heading = self._voice.of_theme(sections.name(sections.STORIES))
        run = _Run(start=path, kind=sections.STORIES, heading=heading, around=self._topics)
        yield from self._drafts(run, self._arrangement.stories)

    def _subject(self, kind: _Kind, key: str) -> Iterator[ListDraft]:
        run = _Run(
            start=self._addresses.at(_place(kind, key), self._voice.tag),
            kind=kind.kind,
            heading=kind.names[key],
            around=kind,
            introduction=self._introduction(kind, key),
            place=_place(kind, key),
        )
        yield from self._drafts(run, kind.stories[key])

    def _subjects(self, kind: _Kind, path: str) -> ListPage:
        heading = self._voice.of_theme(sections.name(kind.section))
        content = Subjects(kind=kind.section, heading=heading, subjects=self._with_introductions(kind, path))
        crumbs = (self._frames.home_link(path), self._frames.section_link(path, kind.section))
        return ListPage(path=path, template="subjects.html", title=heading, content=content, crumbs=crumbs)

    def _drafts(self, run: _Run, stories: Sequence[Story]) -> Iterator[ListDraft]:
        """Yield the pages of one list."""
        size = self._config.page_size
        parts = [tuple(stories[first : first + size]) for first in range(0, max(1, len(stories)), size)]
        paths = [urls.numbered(run.start, number) for number in range(1, len(parts) + 1)]
        for index, part in enumerate(parts):
            plan = partial(self._listing, run, paths, index, part, len(stories))
            yield ListDraft(paths=(paths[index],), template="listing.html", shows=part, plan=plan, place=run.place)

    def _listing(self, run: _Run, paths: Sequence[str], index: int, stories: Sequence[Story], count: int) -> ListPage:
        """Return one page of a list."""
        path = paths[index]
        pagination = self._pagination(paths, index) if len(paths) > 1 else None
        content = Listing(
            kind=run.kind,
            heading=run.heading,
            introduction=run.introduction if index == 0 else None,
            cards=tuple(self._texts.card(story, path) for story in stories),
            count=count,
            siblings=self._counted(run.around, path, run.start),
            pagination=pagination,
            feed=self._feed(path, run.kind, run.start),
        )
        title = self._title(run.heading, index + 1)
        return ListPage(
            path=path,
            template="listing.html",
            title=title,
            content=content,
            crumbs=self._crumbs(path, run.start, run.kind, run.heading, title),
            description=run.introduction,
            topic=(run.start, run.heading) if run.kind == "topic" else None,
            place=run.place,
            previous=pagination.previous if pagination else "",
            next=pagination.next if pagination else "",
        )

    # What they are made of --------------------------------------------------------------------------------

    def _title(self, heading: Phrase, number: int) -> Phrase:
        """Return the title of a page of a list; most of it is the heading, whose language it has."""
        if number == 1:
            return heading
        paged = self._voice.of_theme(PAGED, title=heading.text, number=self._voice.number(number))
        return self._voice.phrase(Said(text=paged.text, language=heading.language))

    def _crumbs(self, path: str, start: str, kind: str, heading: Phrase, title: Phrase) -> tuple[Link, ...]:
        above = {"topic": sections.TOPICS, "region": sections.REGIONS}.get(kind)
        crumbs = [self._frames.home_link(path)]
        if above:
            crumbs.append(self._frames.section_link(path, above))
        crumbs.append(Link(text=heading, url=urls.relative(path, start), current=path == start))
        if path != start:
            crumbs.append(Link(text=title, url=urls.relative(path, path), current=True))
        return tuple(crumbs)

    def _feed(self, path: str, kind: str, start: str) -> str:
        """Return the address of the feed that tells of the same stories; regions have none."""
        page = urls.home(self._voice.tag) if kind == sections.STORIES else ""
        if kind == "topic" and self._config.features.topic_feeds:
            page = start
        return urls.relative(path, urls.feed(page, "xml")) if page else ""

    def _pagination(self, paths: Sequence[str], index: int) -> Pagination:
        def link(target: int) -> str:
            return urls.relative(paths[index], paths[target]) if 0 <= target < len(paths) else ""

        shown = _window(index, len(paths))
        pages = tuple(
            PageNumber(
                number=self._voice.number(page + 1),
                url=link(page),
                current=page == index,
                after_gap=page > 0 and page - 1 not in shown,
            )
            for page in shown
        )
        return Pagination(
            number=self._voice.number(index + 1),
            total=self._voice.number(len(paths)),
            previous=link(index - 1),
            next=link(index + 1),
            pages=pages,
        )

    def _counted(self, kind: _Kind, path: str, here: str = "") -> tuple[TopicLink, ...]:
        """Return the topics or regions that have stories; `here` is the list that the page at `path` belongs to."""
        return tuple(self._link(kind, key, path, here) for key in self._keys(kind))

    def _with_stories(self, kind: _Kind, path: str) -> tuple[TopicLink, ...]:
        return tuple(
            replace(self._link(kind, key, path), stories=self._examples(kind, key, path)) for key in self._keys(kind)
        )

    def _with_introductions(self, kind: _Kind, path: str) -> tuple[TopicLink, ...]:
        links = zip(self._keys(kind), self._with_stories(kind, path), strict=True)
        return tuple(replace(link, introduction=self._introduction(kind, key)) for key, link in links)

    def _keys(self, kind: _Kind) -> list[str]:
        """Return the topics or regions that have stories, in the alphabet of the language."""
        keys = self._ordered.get(kind.kind)
        if keys is None:
            shown = [key for key in kind.names if key in kind.stories]
            keys = self._ordered[kind.kind] = in_alphabet(self._voice.tag, shown, kind.names)
        return keys

    def _link(self, kind: _Kind, key: str, path: str, here: str = "") -> TopicLink:
        target = self._addresses.at(_place(kind, key), self._voice.tag)
        return TopicLink(
            name=kind.names[key],
            url=urls.relative(path, target),
            count=self._voice.number(len(kind.stories[key])),
            current=target == here,
        )

    def _examples(self, kind: _Kind, key: str, path: str) -> tuple[Link, ...]:
        return tuple(self._texts.link(story, path) for story in kind.stories[key][:_EXAMPLES])

    def _introduction(self, kind: _Kind, key: str) -> Phrase | None:
        field = f"{kind.section}.{key}"
        text = self._introductions.get(field)
        return self._voice.of_site(self._config.sites[0], f"{field}.introduction", text) if text else None

    def _section_url(self, path: str, section: str) -> str:
        link = self._frames.section_link(path, section)
        return link.url if self._frames.has(section) else ""


def _first(kind: _Kind) -> tuple[Story, ...]:
    """Return the stories whose titles stand beside topics or regions as examples."""
    return tuple(story for stories in kind.stories.values() for story in stories[:_EXAMPLES])


def _place(kind: _Kind, key: str) -> str:
    """Return what permalinks know a topic or region by."""
    return f"{kind.section}/{key}"


def _window(index: int, count: int) -> list[int]:
    """Return which pages are named: the ends, this one and those beside it; a gap of one page is no gap."""
    near = {page for page in (0, index - 1, index, index + 1, count - 1) if 0 <= page < count}
    filled = {page for page in range(count) if {page - 1, page + 1} <= near}
    return sorted(near | filled)
