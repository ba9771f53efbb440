"""Share cards: which story has one, what stands on it, in which fonts, and what its letters may keep it from."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from sitegen import cards, digest, urls
from sitegen.cards import Card, Drawing, Palette, Words
from sitegen.config import Site
from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.lettering import Typeface, lacking, ranges
from sitegen.locales import direction, is_pseudo_tag
from sitegen.plan.addresses import Addresses
from sitegen.plan.project import Project
from sitegen.plan.shelf import Shelf
from sitegen.plan.units import join
from sitegen.plan.voice import Voice
from sitegen.recipes import CardRecipe, Recipe
from sitegen.repertoires import PACKAGE
from sitegen.stories import Story
from sitegen.theme import CardFont
from sitegen.values import dataclass, names_of
from sitegen.views import Phrase, SharePicture, StoryView

#: Between the topic of a story and its region. In Nastaliq a plain blank would be no room for the dot.
_BETWEEN = "\N{EN SPACE}\N{MIDDLE DOT}\N{EN SPACE}"
_PALETTE = names_of(Palette)
#: What words need against their ground (WCAG 2.2, success criterion 1.4.3).
_CONTRAST = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A card as a page names it, and its recipe by path."""

    picture: SharePicture
    recipes: Mapping[str, Recipe]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """A story for other networks, in one language: its cards by size, and what is to be written beside them."""

    tag: str
    direction: str
    recipes: Mapping[cards.Size, CardRecipe]
    title: str
    summary: str
    address: str
    hashtags: tuple[str, ...]
    alt: str

    @property
    def caption(self) -> str:
        """The text to post: title, summary, address, hashtags, with an empty line between them."""
        return "\n\n".join(filter(None, (self.title, self.summary, self.address, " ".join(self.hashtags))))


def has_cards(project: Project, tag: str) -> bool:
    """Tell whether stories get cards in a language: a preview has none, for nobody shares it."""
    is_on = project.config.features.cards and project.theme.cards is not None
    return is_on and not project.preview and not is_pseudo_tag(tag) and not missing_fonts(project)


def missing_fonts(project: Project) -> list[str]:
    """Return the packages of fonts for cards that are not installed."""
    design = project.theme.cards
    packages = dict.fromkeys(font.package for font in design.fonts) if design else {}
    return [name for name in packages if project.installed(project.theme.in_package(name, PACKAGE)) is None]


def cards_digest(project: Project) -> str:
    """Return the digest of what all cards depend on alike; of none where there are none."""
    theme = project.theme
    if theme.cards is None or not project.config.features.cards or project.preview:
        return ""
    drawings = (
        project.digests.get(theme.assets.get(name, ""), "") for name in (theme.cards.mark, theme.cards.ornament)
    )
    packages = {font.package for font in theme.cards.fonts}
    known = (project.installed(theme.in_package(name, PACKAGE)) or "" for name in sorted(packages))
    return join((digest.of(theme.cards), *drawings, *known))


def check_cards(project: Project) -> Iterator[Diagnostic]:
    """Find what keeps a site from having cards, or makes them hard to read."""
    design, span = project.theme.cards, Span(f"{project.theme.path}/theme.yaml")
    if design is None or not project.config.features.cards or project.preview:
        return
    for package in missing_fonts(project):
        hint = "run `make site`, which installs it; until then there are no share cards, and networks show the covers"
        yield warning("font-missing", span, f"the font package {package} is not installed", hint)
    for name in ("text", "accent"):
        colour = getattr(design.colours, name)
        found = cards.contrast(colour, design.colours.ground)
        if found < _CONTRAST:
            message = f"on share cards {name} {colour} has a contrast of {found:.1f} to its ground"
            at = Span(span.path, design.at)
            yield error("card-contrast", at, message, f"words need {_CONTRAST}: make it darker, or the ground lighter")


class CardPlanner:
    """Plans the cards of a site in one language, on which its `name` stands; `note` is told what is wrong."""

    def __init__(
        self,
        project: Project,
        site: Site,
        library: Shelf,
        addresses: Addresses,
        voice: Voice,
        name: Phrase,
        note: Callable[[Diagnostic], None],
    ) -> None:
        assert project.theme.cards is not None
        self._project = project
        self._design = project.theme.cards
        self._site = site
        self._library = library
        self._addresses = addresses
        self._voice = voice
        self._name = name
        self._note = note

    def share(self, story: Story, content: StoryView) -> Shared | None:
        """Return the card that stands for a story where a link to it is shown.

        None where it is not published or not offered in the language, or the card cannot be drawn.
        """
        recipe = self._recipe(story, content, "wide") if self._is_shared(story) else None
        if recipe is None:
            return None
        path = f"pictures/card-{story.slug}-{self._voice.tag}.{digest.of((recipe.card, recipe.maker))[:10]}.jpg"
        width, height = cards.SIZES["wide"]
        alt = dataclasses.replace(content.title, text=self._alt(story, content))
        url = urls.absolute(self._site.base_url, path)
        picture = SharePicture(url=url, type="image/jpeg", width=width, height=height, alt=alt)
        return Shared(picture=picture, recipes={path: recipe})

    def kit(self, story: Story, content: StoryView) -> Kit | None:
        """Return all cards of a story with what is to be written beside them; None where it has none."""
        if not self._is_shared(story):
            return None
        recipes = {size: recipe for size in cards.SIZES if (recipe := self._recipe(story, content, size))}
        if len(recipes) < len(cards.SIZES):
            return None
        names = (link.text.text for link in (*content.topics, content.region) if link)
        return Kit(
            tag=self._voice.tag,
            direction=direction(self._voice.tag),
            recipes=recipes,
            title=content.title.text,
            summary=content.summary.text,
            address=self._addresses.canonical(story, self._voice.tag),
            hashtags=tuple(dict.fromkeys(filter(None, map(hashtag, names)))),
            alt=self._alt(story, content),
        )

    def _is_shared(self, story: Story) -> bool:
        """Tell whether a story is published, and translated well enough to be offered."""
        return story.domain not in self._library.drafts and self._addresses.is_listed(story, self._voice.tag)

    def _alt(self, story: Story, content: StoryView) -> str:
        """Return what a card shows, in words: what stands on it, and the picture."""
        picture = self._voice.of_story(story, story.cover.alt, "cover.alt").text if story.cover else ""
        return " – ".join(filter(None, (content.title.text, picture)))

    def _recipe(self, story: Story, content: StoryView, size: cards.Size) -> CardRecipe | None:
        beside = (link.text.text for link in (*content.topics[:1], content.region) if link)
        kicker = _BETWEEN.join(beside)
        missing = {*self._lacking(content.title.text + self._name.text, "title"), *self._lacking(kicker, "text")}
        if missing:
            self._lacks(story, sorted(missing))
            return None
        tag = self._voice.tag
        cover = story.cover.picture.for_language(tag) if story.cover else None
        card = Card(
            size=size,
            direction=direction(tag),
            title=self._words(content.title.text, "title", content.title),
            kicker=self._words(kicker, "text"),
            site=self._words(self._name.text, "title", self._name),
            cover=cards.Cover(path=cover.path, source=cover.digest, focus=cover.focus) if cover else None,
            palette=Palette(**{name: getattr(self._design.colours, name) for name in _PALETTE}),
            mark=self._drawing(self._design.mark),
            ornament=self._drawing(self._design.ornament),
        )
        return CardRecipe(card=card, about=story.path)

    def _lacks(self, story: Story, missing: Sequence[str]) -> None:
        message = f"no font of the theme's share cards has {' '.join(missing)}, so there is none in {self._voice.tag}"
        hint = "write it with other letters, or name a font that has them below `cards` in theme.yaml"
        self._note(warning("card-letters", Span(story.path, story.line("title")), message, hint))

    def _words(self, text: str, role: str, phrase: Phrase | None = None) -> Words:
        """Return words with just the faces that they take."""
        faces = self._faces[role]
        taken = {self._first(character, role) for character in unicodedata.normalize("NFC", text)}
        return Words(
            text=text,
            language=phrase.language if phrase else self._voice.tag,
            direction=phrase.direction if phrase else direction(self._voice.tag),
            typefaces=tuple(face for face in faces if face in taken) or faces[:1],
        )

    def _first(self, character: str, role: str) -> Typeface | None:
        """Return the first face that is meant for a character and has it."""
        return next((face for face in self._faces[role] if face.takes(character) and self._has(face, character)), None)

    def _has(self, face: Typeface, character: str) -> bool:
        return character in (self._project.letters(face.path) or ())

    def _lacking(self, text: str, role: str) -> str:
        return lacking(text, lambda character: self._first(character, role) is not None)

    @cached_property
    def _faces(self) -> dict[str, tuple[Typeface, ...]]:
        """The faces for each role: those for the language, those for any, and then those for others."""
        tag = self._voice.tag
        fonts = sorted(
            self._design.fonts, key=lambda font: 0 if tag in font.languages else 1 if not font.languages else 2
        )
        return {role: tuple(self._face(font) for font in fonts if font.role == role) for role in ("title", "text")}

    def _face(self, font: CardFont) -> Typeface:
        theme = self._project.theme
        return Typeface(
            path=theme.in_package(font.package, font.file),
            source=self._project.installed(theme.in_package(font.package, PACKAGE)) or "",
            letters=ranges(font.unicode_range),
            scale=font.scale,
            line=font.line,
        )

    def _drawing(self, name: str) -> Drawing:
        path = self._project.theme.assets[name]
        return Drawing(path=path, source=self._project.digests[path])


def hashtag(name: str) -> str:
    """Return a name as a hashtag: one word, as networks take letters, digits and the low line alone.

    Where letters have a case each word begins with a capital, so that screen readers read them one by one; elsewhere
    words are joined by the low line, as is usual in Arabic and Urdu.
    """
    words = re.findall(r"[\w\u200c\u200d\u0300-\u036f\u064b-\u0655\u0670]+", name.replace("_", " "))
    has_case = name.lower() != name.upper()
    joined = "".join(word[:1].upper() + word[1:] for word in words) if has_case else "_".join(words)
    return f"#{joined}" if joined.strip("_\u200c\u200d") else ""
