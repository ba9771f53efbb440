"""Pictures, films and fonts of a site: which files are derived, what they are called, how pages show them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import get_args

from sitegen import digest, fonts, images, urls
from sitegen.limits import STEM_BYTES
from sitegen.locales import native_name
from sitegen.plan.voice import Voice
from sitegen.recipes import (
    CopyRecipe,
    Face,
    FontRecipe,
    PictureRecipe,
    Recipe,
    StandInRecipe,
    StyleRecipe,
    SubtitlesRecipe,
)
from sitegen.stories import Film, Picture, Story
from sitegen.theme import LICENCES, STYLESHEET, Font, Theme, is_in
from sitegen.views import Phrase, PictureSource, PictureView, SharePicture

_MEDIA = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}
_SUFFIX = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png"}
#: The width a picture is asked for where only one file can be named: in previews elsewhere, in running text.
_SINGLE_WIDTH = 1200
#: Taken from the face of the letters around them: a joiner out of another font breaks the joining.
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"


class Pictures:
    """Derives the pictures of a site; each derivation is noted once, whatever pages show it."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.recipes: dict[str, Recipe] = {}

    def view(self, picture: Picture, alt: Phrase, link: Callable[[str], str]) -> PictureView:
        """Return a picture as a page shows it; `link` turns an output path into an address on that page."""
        widths = images.widths(picture.width, self._theme.widths)
        formats = self._theme.formats
        files = {format: [(self._derive(picture, width, format), width) for width in widths] for format in formats}
        sources = tuple(
            PictureSource(type=_MEDIA[format], srcset=", ".join(f"{link(path)} {width}w" for path, width in named))
            for format, named in files.items()
        )
        single, width, height = self.single(picture)
        x, y = picture.focus
        return PictureView(
            sources=sources,
            src=link(single),
            width=width,
            height=height,
            alt=alt,
            focus_x=round(10 * x),
            focus_y=round(10 * y),
        )

    def still(self, picture: Picture, alt: Phrase, link: Callable[[str], str]) -> PictureView:
        """Return a picture in one size only, for where no choice of sizes can be given."""
        path, width, height = self.single(picture)
        return PictureView(sources=(), src=link(path), width=width, height=height, alt=alt)

    def film(self, film: Film) -> str:
        """Return the path of a film, which is published as it is."""
        suffix = posixpath.splitext(film.path)[1]
        path = f"films/{_stem(film.path)}.{film.digest[:10]}{suffix}"
        self.recipes[path] = CopyRecipe(path=film.path, source=film.digest)
        return path

    def subtitles(self, film: Film, recipe: SubtitlesRecipe) -> str:
        """Return the path of subtitles of a film."""
        path = f"films/{_stem(film.path)}.{recipe.language}.{digest.of(recipe)[:10]}.vtt"
        self.recipes[path] = recipe
        return path

    def single(self, picture: Picture) -> tuple[str, int, int]:
        """Return the path, width and height of the one file that stands for a picture."""
        width = _nearest(images.widths(picture.width, self._theme.widths))
        return self._derive(picture, width, self._theme.formats[-1]), width, _height(picture, width)

    def share(self, story: Story, voice: Voice, base_url: str) -> SharePicture | None:
        """Return the picture that stands for a story elsewhere: its cover, if it has one."""
        if story.cover is None:
            return None
        path, width, height = self.single(story.cover.picture.for_language(voice.tag))
        return SharePicture(
            url=urls.absolute(base_url, path),
            type=_MEDIA[self._theme.formats[-1]],
            width=width,
            height=height,
            alt=voice.of_story(story, story.cover.alt, "cover.alt"),
        )

    def _derive(self, picture: Picture, width: int, format: str) -> str:
        known = {name: name for name in get_args(images.Format)}[format]
        derivation = images.Derivation(
            width=width, height=_height(picture, width), format=known, quality=images.QUALITY[known]
        )
        recipe = PictureRecipe(path=picture.path, source=picture.digest, derivation=derivation, maker=images.VERSION)
        name = digest.of((recipe.source, recipe.derivation, recipe.maker))[:10]
        path = f"pictures/{_stem(picture.path)}-{width}.{name}.{_SUFFIX[format]}"
        self.recipes[path] = recipe
        return path


def _stem(path: str) -> str:
    """Return what people recognise a file by: its folder and its name, as far as a file system has room for them.

    Nothing of them is needed to tell files apart.
    """
    folder = posixpath.basename(posixpath.dirname(path))
    name = f"{folder}-{posixpath.splitext(posixpath.basename(path))[0]}"
    return name.encode()[:STEM_BYTES].decode(errors="ignore")


def licence_path(package: str) -> str:
    """Return where the text of a font package's licence stands in a site."""
    return f"assets/fonts/{package.removeprefix('@').replace('/', '-')}.LICENSE.txt"


def _height(picture: Picture, width: int) -> int:
    return max(1, round(picture.height * width / picture.width))


#: Where the weights of text, of the interface and of headings part: 400, 500, 600 and more.
_PARTED = (450, 550)


def _parted(weights: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a range of weights: bold letters are wider, in some scripts by a twelfth."""
    lightest, boldest = weights
    for end in (*(part for part in _PARTED if lightest <= part < boldest), boldest):
        yield lightest, end
        lightest = end + 1


def _nearest(widths: tuple[int, ...]) -> int:
    return min(widths, key=lambda width: (abs(width - _SINGLE_WIDTH), width))


class Assets:
    """The theme's files of a site: style sheets and fonts as `recipes`, and whatever templates name as `copies`.

    `stylesheets` are by language: one for all, but for languages that have faces for their headlines.
    """

    def __init__(
        self,
        theme: Theme,
        typefaces: tuple[Font, ...],
        digests: Mapping[str, str],
        installed: Callable[[str], str | None],
        names: Mapping[str, str],
        headlines: Callable[[str], str],
        letters: Callable[[str], str],
        *,
        stable: bool,
    ) -> None:
        """`typefaces` are the fonts that the site uses. `digests` are those of the project's files; `installed` finds
        those of packages.

        `names` holds, by language, what menus in other languages show in it: its own name, the site's. `headlines`
        tells the letters of titles and names in a language, `letters` those of all texts in it. With `stable` a style
        sheet keeps its name when it changes, so that a preview can swap it.
        """
        self._stable = stable
        self._names = names
        self._theme = theme
        self._typefaces = typefaces
        self._digests = digests
        self._installed = installed
        self.recipes: dict[str, Recipe] = {}
        self.copies: dict[str, Recipe] = {}
        self._copies: dict[str, tuple[str, Recipe]] = {}
        self.missing: list[Font] = []
        self._headlines = headlines
        self._letters = letters
        self._faces = [
            (font, face) for font in typefaces if not font.own and (face := self._face(font, self._wanted(font)))
        ]
        self.stylesheets = {tag: self._style(tag) for tag in names}

    def path(self, name: str, tag: str) -> str:
        """Return the output path of an asset, by the name templates use, for pages in a language."""
        if name == STYLESHEET:
            return self.stylesheets[tag]
        known = self._copies.get(name)
        if known is None:
            project_path = self._theme.assets[name]
            source = self._digests[project_path]
            stem, suffix = posixpath.splitext(name)
            made = CopyRecipe(path=project_path, source=source)
            known = self._copies[name] = f"assets/{stem}.{source[:10]}{suffix}", made
        path, recipe = known
        self.copies[path] = recipe
        return path

    def _style(self, tag: str) -> str:
        """Plan the style sheet for pages in a language and return its path."""
        own = [font for font in self._typefaces if any(is_in(tag, language) for language in font.own)]
        faces = [*self._faces, *((font, face) for font in own if (face := self._face(font, self._of_own(font, tag))))]
        paths = [self._theme.assets[style] for style in self._theme.styles if style in self._theme.assets]
        recipe = StyleRecipe(
            parts=tuple((path, self._digests[path]) for path in paths),
            faces=tuple(face for _, face in faces),
            stand_ins=tuple(stand_in for font, face in faces for stand_in in self._stand_ins(font, face)),
        )
        name = f"{tag}." if own else ""
        path = f"assets/css/style.{name}css" if self._stable else f"assets/css/style.{digest.of(recipe)[:10]}.css"
        self.recipes[path] = recipe
        return path

    def _of_own(self, font: Font, tag: str) -> str:
        """Return the letters of a face that only pages in some languages have."""
        letters = self._headlines(tag) if font.headlines else self._letters(tag)
        return "".join((letters + self._names[tag]).split())

    def _licence(self, font: Font) -> None:
        """Publish the licence of a font beside it, as the Open Font License asks."""
        for name in LICENCES:
            source = f"{self._theme.path}/node_modules/{font.package}/{name}"
            known = self._installed(source)
            if known is not None:
                self.recipes[licence_path(font.package)] = CopyRecipe(path=source, source=known)
                return

    def _source(self, font: Font) -> str:
        return f"{self._theme.path}/node_modules/{font.package}/{font.file}"

    def _wanted(self, font: Font) -> str:
        """Return the letters that a face must have, which may be more than once; none keep it as it is.

        A blank is taken from the face that has it among its characters: several faces of one family could claim it.
        """
        names = "".join(self._names.get(tag, native_name(tag)) for tag in font.names)
        return "".join(names.split()) or font.characters

    def _stand_ins(self, font: Font, face: Face) -> Iterator[StandInRecipe]:
        """Yield what stands in for a face. Of faces that a browser could take it tries the last one first."""
        source = self._source(font)
        for name in reversed(font.like):
            for weights in _parted(font.weights):
                yield StandInRecipe(
                    family=f"{face.family} Stand-in",
                    name=name,
                    path=source,
                    source=self._installed(source) or "",
                    weights=weights,
                    style=face.style,
                    script=font.script,
                    unicode_range=fonts.WIDE if font.script == "Hani" else face.unicode_range,
                )

    def _face(self, font: Font, wanted: str) -> Face | None:
        source = self._source(font)
        known = self._installed(source)
        if known is None:
            self.missing.append(font)
            return None
        characters = "".join(sorted(set(wanted)))
        recipe = FontRecipe(
            path=source,
            source=known,
            characters=characters,
            weights=font.weights,
            features=fonts.HORIZONTAL if font.own else (),
            maker=fonts.VERSION,
        )
        stem = posixpath.splitext(posixpath.basename(font.file))[0]
        name = digest.of(recipe)[:10]
        path = f"assets/fonts/{'names-' if font.names else ''}{stem}.{name}.woff2"
        self.recipes[path] = recipe
        self._licence(font)
        return Face(
            family=font.family,
            url=f"../fonts/{posixpath.basename(path)}",
            weight=font.weight,
            style=font.style,
            unicode_range=fonts.unicode_range(characters + _JOINERS) if characters else font.unicode_range,
        )
