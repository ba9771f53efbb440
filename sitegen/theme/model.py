"""What is known of a theme when its folder has been read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from sitegen.diagnostics import Span
from sitegen.values import dataclass

#: The formats in which pictures may be published, best first in a theme's list.
PICTURE_FORMATS = ("avif", "webp", "jpeg", "png")
#: Where a font package keeps the licence of its fonts; one whose own files are under another has both.
LICENCES = ("LICENSE_FONT", "LICENSE")
#: The scripts in which widths of fonts are compared, by their codes in ISO 15924.
SCRIPTS = ("Arab", "Aran", "Cyrl", "Hani", "Latn")
#: The fonts of readers' systems that may stand in for others; `sitegen.fonts` knows how wide they are.
SYSTEM_FONTS = ("Arial", "DejaVu Sans", "Georgia", "Noto Naskh Arabic", "Noto Serif", "Roboto", "Times New Roman")
#: What stands in running text and is rendered by itself, with the template of the theme that shows it.
INSERT_TEMPLATES = {
    name: f"parts/{name}.html" for name in ("figure", "gallery", "quote", "video", "chart", "itinerary", "box")
}
#: The page on which readers search; a theme may do without.
SEARCH_TEMPLATE = "search.html"
#: The template of the page that shows what a theme is made of; a theme without it has none.
STYLE_TEMPLATE = "style.html"
#: What a template may call; `asset` gives an address, the others words in the page's language.
FUNCTIONS = ("t", "nt", "pt", "asset")
#: The name by which templates ask for the one style sheet made of the theme's styles and its fonts.
STYLESHEET = "css/style.css"


def is_in(tag: str, language: str) -> bool:
    """Tell whether a language is the one named, or a kind of it."""
    return tag == language or tag.startswith(f"{language}-")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMessage:
    """A string of a template, with the first place at which it stands."""

    id: str
    plural: str | None
    context: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template with all it depends on. `digest` covers its whole closure.

    `reads` are the variables that it or a part of it may look up, with the fields that are asked of each; none
    where the whole value may matter. It is missing when that cannot be told. A `shelf` holds macros and nothing
    else, and what it imports are shelves. `file` is the digest of its own file, `closure` names all that `digest`
    covers. `bases` are what it extends, `parts` what it includes by name with all that is known there, `others` what
    else it names.
    """

    name: str
    digest: str
    messages: tuple[ThemeMessage, ...]
    assets: tuple[str, ...]
    reads: tuple[tuple[str, tuple[str, ...]], ...] | None = None
    shelf: bool = False
    file: str = ""
    closure: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font file of an installed package and how style sheets call it.

    `characters` cuts it to these; empty keeps the file as it is. `names` makes it the face for names of
    these languages in menus, cut to just their letters. `headlines` cuts it to the letters of titles and names in these
    languages, of whose pages alone it is a face. `like` are fonts of readers' systems that stand in for it; `script`
    is the one in which their widths are compared, else the first that the font has. On pages in `languages` its family
    is used; none are all. `texts` cuts it to all letters of texts in these languages: a face of last resort.
    """

    family: str
    package: str
    file: str
    weight: str
    style: str
    unicode_range: str
    characters: str
    names: tuple[str, ...]
    headlines: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    script: str = ""
    languages: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def own(self) -> tuple[str, ...]:
        """The languages of whose pages alone it is a face."""
        return self.headlines or self.texts

    @property
    def weights(self) -> tuple[int, int]:
        """The lightest and the boldest weight of the face."""
        weights = [int(weight) for weight in self.weight.split()]
        return weights[0], weights[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFont:
    """A font file of an installed package and how it is set on share cards: a whole face, as TTF or OTF.

    `role` is `title` or `text`. It comes first in the `languages` named; `unicode_range` limits what it is used for.
    Its letters are `scale` times as large as those of a font with 1, its lines `line` times their size apart.
    """

    package: str
    file: str
    role: str
    languages: tuple[str, ...]
    unicode_range: str
    scale: float
    line: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CardColours:
    """The colours of share cards, as `#rrggbb`; they have the names of the roles in style sheets."""

    ground: str
    text: str
    accent: str
    band: str
    band_gold: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDesign:
    """How share cards look. `mark` and `ornament` are SVG files below `assets/`; `at` is the line of the colours."""

    mark: str
    ornament: str
    colours: CardColours
    fonts: tuple[CardFont, ...]
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme as read. `assets` maps names below `assets/` to project paths; without `cards` it draws none."""

    name: str
    path: str
    templates: Mapping[str, Template]
    assets: Mapping[str, str]
    styles: tuple[str, ...]
    widths: tuple[int, ...]
    formats: tuple[str, ...]
    fonts: tuple[Font, ...]
    cards: CardDesign | None = None

    def around(self, root: str, parts: frozenset[str]) -> frozenset[str]:
        """Return the templates that say what stands around some parts on a page.

        `parts` are such as stand by themselves wherever `root` and what it extends include them.
        """
        chain: list[str] = [root]
        for name in chain:
            chain += [base for base in self.templates[name].bases if base in self.templates and base not in chain]
        named = {n for name in chain for n in (*self.templates[name].parts, *self.templates[name].others)}
        kept = parts - {other for name in chain for other in self.templates[name].others}
        beside = (self.templates[name].closure if name in self.templates else (name,) for name in named - kept)
        return frozenset(chain).union(*beside)

    def in_package(self, package: str, file: str) -> str:
        """Return the path in the project of a file of an installed package."""
        return f"{self.path}/node_modules/{package}/{file}"

    @property
    def messages(self) -> tuple[ThemeMessage, ...]:
        """All strings of all templates, once each, in order of place."""
        seen: dict[tuple[str | None, str], ThemeMessage] = {}
        for template in self.templates.values():
            for message in template.messages:
                key = (message.context, message.id)
                if key not in seen or message.span < seen[key].span or (message.plural and not seen[key].plural):
                    seen[key] = message
        return tuple(sorted(seen.values(), key=lambda message: (message.span, message.id, message.context or "")))


#: Types that templates may see, each with the names of its values that may be asked for.
Fields = Mapping[type, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Answers:
    """What `functions` (t, nt, pt and asset) answer on a page.

    Where `strings` are equal the first three answer alike, where `assets` are equal the last.
    """

    functions: Mapping[str, Callable[..., object]]
    strings: Hashable
    assets: Hashable
