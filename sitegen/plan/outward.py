"""Digests of what goes into a plan: of texts, of what catalogs say of them, of what others show of them.

They are of inputs, such as the bytes of a source file, so each takes microseconds and none needs a plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from sitegen import digest, shortcuts
from sitegen.config import Language, Site
from sitegen.events import EVENTS, Coming
from sitegen.locales import fallbacks
from sitegen.plan import sections
from sitegen.plan.addresses import Addresses
from sitegen.plan.cards import cards_digest
from sitegen.plan.commons import Commons
from sitegen.plan.project import Project
from sitegen.plan.shelf import Shelf
from sitegen.plan.units import join
from sitegen.stories import Picture, Story
from sitegen.theme import INSERT_TEMPLATES
from sitegen.translations import SITE, THEME

_HISTORY = "locales/history/"


class Shared:
    """What the units of all sites depend on alike."""

    def __init__(self, project: Project, addresses: Addresses) -> None:
        self._project = project
        self._addresses = addresses
        self._sources: dict[str, str] = {}
        self._heads: dict[str, str] = {}
        self._tags = project.config.tags
        self._standings: dict[str, str] = {}
        self._links: dict[tuple[str, str], str] = {}
        theme, digests = project.theme, project.digests
        self._histories = join(_former(project))
        self.settings = join((digest.of(project.config), str(project.preview), self._histories))
        self.inserts = join(
            theme.templates[name].digest if name in theme.templates else "" for name in INSERT_TEMPLATES.values()
        )
        self.templates = join(theme.templates[name].digest for name in sorted(theme.templates))
        # Of style sheets and fonts pages know the address only, which is told site by site.
        named = {asset for template in theme.templates.values() for asset in template.assets} & theme.assets.keys()
        self.assets = join(part for name in sorted(named) for part in (name, digests[theme.assets[name]]))
        sizes = (theme.name, theme.path, *map(str, theme.widths), *theme.formats)
        self.pictures = join(sizes)
        self.licences = digest.of(dict(project.licences))
        self.cards = cards_digest(project)
        self.commons = Commons(is_shared=len(project.config.sites) > 1 and shortcuts.on())

    def forget(self, story: Story) -> None:
        """Look at a text anew."""
        for known in (self._sources, self._heads, self._standings):
            known.pop(story.domain, None)
        self._links.clear()

    def links(self, site: str, story: Story, told: Callable[[], Iterable[str]]) -> str:
        """Return the digest of where the links of a text lead on a site, in any language, as it is `told`."""
        known = self._links.get((site, story.domain))
        if known is None:
            known = self._links[site, story.domain] = join(told())
        return known

    def source(self, story: Story) -> str:
        """Return the digest of all that a text is made of in its own language."""
        known = self._sources.get(story.domain)
        if known is None:
            files = (part for picture in story.all_pictures for part in _of_picture(picture))
            films = (part for _, film in story.films for part in (film.path, film.digest))
            known = self._sources[story.domain] = join((story.path, story.source, story.language, *files, *films))
        return known

    def head(self, story: Story) -> str:
        """Return the digest of what others show of a text in its own language."""
        known = self._heads.get(story.domain)
        if known is None:
            pictures = (part for picture in story.all_pictures for part in _of_picture(picture))
            known = self._heads[story.domain] = join((story.front, *pictures))
        return known

    def standing(self, story: Story) -> str:
        """Return the digest of where a text stands in all languages, and in which it is offered."""
        known = self._standings.get(story.domain)
        if known is None:
            addresses, domain = self._addresses, story.domain
            tags = self._tags
            offered = (tag for tag in tags if addresses.is_listed(story, tag))
            known = join((domain, *(addresses.at(domain, tag) for tag in tags), *offered))
            self._standings[domain] = known
        return known

    def document(self, story: Story) -> str:
        """Return what recipes know the blocks of a text by: the digest of what they are read from."""
        return join((story.domain, story.source, self._histories))

    def said(self, domain: str, tags: Iterable[str], site: str) -> Iterator[str]:
        """Yield the digests of the catalogs out of which a domain is said on a site, in the languages given."""
        known = self._project.translations.digests
        for tag in tags:
            yield known.get((domain, tag), "")
            yield known.get((f"missions/{site}", tag), "")

    def front(self, story: Story, tags: Iterable[str], site: str) -> Iterator[str]:
        """Yield what catalogs say, in the languages given, of what others show of a text."""
        translations = self._project.translations
        for tag in tags:
            holding = translations.holdings.get((story.domain, tag))
            yield from holding.front if holding is not None else ()
            yield translations.digests.get((f"missions/{site}", tag), "")


class Outward:
    """What the units of one site in one language depend on."""

    def __init__(
        self,
        project: Project,
        shared: Shared,
        site: Site,
        language: Language,
        library: Shelf,
        addresses: Addresses,
        stylesheet: str,
        main_language: Callable[[Story], str],
    ) -> None:
        """`main_language` tells in which language most of a text is, which a badge names where it is not offered."""
        self._project = project
        self._shared = shared
        self._site = site
        self._language = language
        self._library = library
        self._addresses = addresses
        self._main_language = main_language
        self._known: dict[str, str] = {}
        self._places = {text.domain: text for text in (*library.all, *library.gone)}
        self._gone = {text.domain for text in library.gone}
        self._assets = join((shared.assets, stylesheet, shared.pictures, shared.cards))
        self._words = join(self._frame_words())

    def text(
        self, story: Story, template: str, related: Iterable[Story], near: Iterable[Story], places: str
    ) -> tuple[tuple[str, str], ...]:
        """Return the parts of the unit of a text, shown by a template beside other stories.

        `near` are those named under its map, and `places` tells what dots that has.
        """
        templates = self._project.theme.templates
        known = templates[template].digest if template in templates else ""
        chain = self._chain(story.language)
        return (
            ("settings", self._shared.settings),
            ("template", join((known, self._shared.inserts))),
            ("assets", self._assets),
            ("words of the site", self._words),
            ("text", self._shared.source(story)),
            ("translations", join(self._shared.said(story.domain, chain, self._site.id))),
            ("addresses", join(self._standing(story))),
            ("links", self._shared.links(self._site.id, story, lambda: self._links(story))),
            ("related stories", join(map(self.shown, related))),
            ("places", join((places, *map(self.shown, near)))),
        )

    def listing(self, template: str, shows: Iterable[Story], counts: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Return the parts of the unit of a list that shows stories; `counts` are what it tells of others."""
        templates = self._project.theme.templates
        return (
            ("settings", self._shared.settings),
            ("template", templates[template].digest if template in templates else ""),
            # A feed has no look.
            *((("assets", self._assets),) if template else ()),
            ("words of the site", self._words),
            ("stories", join(map(self.shown, shows))),
            ("counts", join(counts)),
        )

    def dates(self, shown: Iterable[Coming]) -> str:
        """Return the digest of dates of events and of what is said of them; empty where there are none."""
        parts: list[str] = []
        for event, date in shown:
            parts += (event.path, event.source, str(event.dates.index(date)) if date else "")
            parts += self._shared.said(EVENTS, self._chain(event.language), self._site.id)
        return join(parts) if parts else ""

    @cached_property
    def licences(self) -> str:
        """The digest of what is known of the fonts' licences."""
        return self._shared.licences

    @cached_property
    def moves(self) -> str:
        """The digest of all that leads on to somewhere else."""
        texts = (*self._library.all, *self._library.gone)
        former = (part for move in self._addresses.moves(self._language.tag) for part in move)
        return join((*map(self.shown, texts), *sorted(self._gone), *former, self._shared.templates))

    @cached_property
    def voice(self) -> tuple[Language, frozenset[str], str]:
        """What decides how a text is said, besides what is said of the text: for sites where it is equal, alike."""
        tags = self._project.config.tags
        words = (part for domain in (SITE, THEME) for part in self._shared.said(domain, tags, self._site.id))
        return self._language, frozenset(self._site.tags), join(words)

    def shows_alike(self, story: Story) -> bool:
        """Look at a text anew; tell whether what is shown of it is what was shown before."""
        before = self._known.pop(story.domain, None)
        return before is None or before == self.shown(story)

    def known(self, story: Story) -> str:
        """Return the digest of what all others know of a text; empty where the site has no use for it."""
        return self.shown(story) if story.domain in self._places else ""

    def shown(self, story: Story) -> str:
        """Return the digest of what lists and other pages show of a text."""
        known = self._known.get(story.domain)
        if known is None:
            front = self._shared.front(story, self._chain(story.language), self._site.id)
            # A badge names the language that most of a text is in, where it is not offered in this one.
            listed = self._addresses.is_listed(story, self._language.tag)
            badge = "" if listed else self._main_language(story)
            known = self._known[story.domain] = join((self._shared.head(story), badge, *front, *self._standing(story)))
        return known

    def _standing(self, story: Story) -> tuple[str, str]:
        """Return where a text stands in all languages and in which it is offered, and whether it is a draft."""
        return self._shared.standing(story), "draft" if story.domain in self._library.drafts else ""

    def _links(self, story: Story) -> Iterator[str]:
        for address, domain, fragment in story.links:
            yield address
            yield fragment
            target = self._places.get(domain)
            if target is not None:
                yield self._shared.standing(target)
                yield "gone" if domain in self._gone else ""
            else:
                yield "faulty" if domain in self._library.faulty else "nowhere"

    def _frame_words(self) -> Iterator[str]:
        """Yield what the words around every page depend on."""
        tags = self._chain(self._project.config.source_language)
        for domain in (SITE, THEME):
            yield from self._shared.said(domain, self._project.config.tags if domain == SITE else tags, self._site.id)
        for section in sections.SECTIONS:
            yield section if sections.exists(section, self._library, self._project.config.features) else ""
        for page in self._library.pages:
            yield self.shown(page)
        for kind, subjects in (
            (sections.TOPICS, self._project.config.topics),
            (sections.REGIONS, self._project.config.regions),
        ):
            yield from (self._addresses.at(f"{kind}/{key}", tag) for key, _ in subjects for tag in self._site.tags)

    def _chain(self, own: str) -> tuple[str, ...]:
        source = self._project.config.source_language
        return fallbacks(self._language.tag, self._language.fallback, source, own)


def _former(project: Project) -> Iterator[str]:
    """Yield the files of history, of which headings have ids."""
    for path in sorted(path for path in project.digests if path.startswith(_HISTORY)):
        yield path
        yield project.digests[path]


def _of_picture(picture: Picture) -> Iterator[str]:
    yield from (picture.path, picture.digest, str(picture.width), str(picture.height))
    for tag, variant in picture.variants:
        yield from (tag, *_of_picture(variant))
