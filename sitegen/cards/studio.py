"""Puts a card together: margin, leaf, picture, panel, words."""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable
from io import BytesIO

from PIL import Image

from sitegen.cards.cropping import cropped, upright
from sitegen.cards.layouts import LAYOUTS, Layout
from sitegen.cards.model import QUALITY, SIZES, Card, CardError, Cover, Drawing, Palette, Words
from sitegen.cards.shapes import draw_shape
from sitegen.lettering import Box, Cases, LetteringError, Setting, Style, fit, mask
from sitegen.values import dataclass

#: How strong the pattern of the margin is, and that of a card without a picture, out of 255.
_PATTERN, _FIELD = 150, 60
#: The cell of the pattern that stands where a picture would, and the sign on it.
_FIELD_CELL, _FIELD_MARK = 108, 220
#: The rule above the words, from the top: height and colour of each of its lines, and its width.
_RULE = ((2, "text"), (4, ""), (5, "accent"), (4, ""), (2, "text"))
_RULE_WIDTH = 104
#: From the sign to the name beside it.
_BESIDE_MARK = 16
#: The gold line lies outside the leaf, that far and that thick.
_LINE_GAP, _LINE = 7, 2
#: How many pictures are kept as they were cropped: cards of a story in several languages are drawn one by one.
_KEPT = 4

#: Left, top, right, bottom.
_Place = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Block:
    """The words of a card as they are set, and the pixel at which their panel begins."""

    title: Setting
    kicker: Setting | None
    top: int


class Studio:
    """Draws cards; `read` gives the bytes of a file by its path. Fonts, patterns and pictures are kept for the next."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._cases = Cases(read)
        self._parts: OrderedDict[tuple[Cover, tuple[int, int]], Image.Image] = OrderedDict()
        self._lock = threading.Lock()
        self._shape = functools.lru_cache(maxsize=64)(self._make_shape)
        self._base = functools.lru_cache(maxsize=16)(self._make_base)

    def draw(self, card: Card) -> bytes:
        """Return a card as JPEG; equal cards have equal bytes.

        Raises `CardError` when a drawing or font cannot be used, or no font has a letter. The cover has been probed:
        on bytes that `images.probe` refuses this raises what Pillow raises.
        """
        layout = LAYOUTS[card.size]
        try:
            block = self._block(card, layout)
            canvas = self._base(card.size, card.palette, card.ornament).copy()
            picture, panel = _places(layout, block.top)
            if card.cover is not None:
                place = _turned(picture, card)
                canvas.paste(self._part(card.cover, (place[2] - place[0], place[3] - place[1])), place[:2])
            else:
                self._paste_field(canvas, card, picture, panel)
            canvas.paste(card.palette.ground, _turned(panel, card))
            self._paste_words(canvas, card, layout, block)
            self._paste_site(canvas, card, layout)
        except LetteringError as fault:
            raise CardError(str(fault), fault.letters) from fault
        written = BytesIO()
        # Progressive takes three times as long and saves a twentieth of the bytes.
        canvas.save(written, "JPEG", quality=QUALITY, optimize=True, subsampling="4:4:4")
        return written.getvalue()

    # Words ------------------------------------------------------------------------------------------------

    def _block(self, card: Card, layout: Layout) -> _Block:
        title = self._fit(card.title, layout.title)
        kicker = self._fit(card.kicker, layout.kicker) if card.kicker.text else None
        height = sum(thick for thick, _ in _RULE) + layout.gap + title.height
        height += kicker.height + layout.gap if kicker else 0
        top = layout.leaf[3] - layout.foot - round(height) - layout.inset
        return _Block(title, kicker, top)

    def _fit(self, words: Words, box: Box) -> Setting:
        style = Style(typefaces=words.typefaces, language=words.language, direction=words.direction)
        return fit(words.text, style, box, self._cases)

    def _paste_words(self, canvas: Image.Image, card: Card, layout: Layout, block: _Block) -> None:
        left, y = layout.leaf[0] + layout.inset, float(block.top + layout.inset)
        for thick, colour in _RULE:
            if colour:
                line = (left, round(y), left + _RULE_WIDTH, round(y) + thick)
                canvas.paste(getattr(card.palette, colour), _turned(line, card))
            y += thick
        y += layout.gap
        if block.kicker:
            self._paste_setting(canvas, card, block.kicker, (left, y, layout.kicker.width), card.palette.accent)
            y += block.kicker.height + layout.gap
        self._paste_setting(canvas, card, block.title, (left, y, layout.title.width), card.palette.text)

    def _paste_setting(
        self, canvas: Image.Image, card: Card, setting: Setting, place: tuple[float, float, int], colour: str
    ) -> None:
        """Draw words in a place: left, top, width."""
        left, top, width = place
        from_right = card.direction == "rtl"
        drawn = mask(setting, canvas.width - left - width if from_right else left, top, width, from_right=from_right)
        if drawn is not None:
            size = (drawn.width, drawn.height)
            ink = Image.frombuffer("L", size, drawn.pixels, "raw", "L", drawn.stride, -1)
            canvas.paste(colour, (drawn.left, drawn.top), ink)

    def _paste_site(self, canvas: Image.Image, card: Card, layout: Layout) -> None:
        """Draw the sign of the site and its name: at the top of a wide card, else at the foot."""
        name = self._fit(card.site, layout.site)
        left = layout.leaf[0] + layout.inset
        top = layout.leaf[1] + layout.inset
        if layout.cut:
            top = layout.leaf[3] - layout.inset - layout.mark
        corner = _turned((left, top, left + layout.mark, top + layout.mark), card)
        canvas.paste(card.palette.accent, corner[:2], self._shape(card.mark, layout.mark))
        place = (left + layout.mark + _BESIDE_MARK, top + (layout.mark - name.height) / 2, layout.site.width)
        self._paste_setting(canvas, card, name, place, card.palette.text)

    # Pictures ---------------------------------------------------------------------------------------------

    def _paste_field(self, canvas: Image.Image, card: Card, picture: _Place, panel: _Place) -> None:
        """Draw the ornament where a picture would be, and the sign in the middle of what the panel leaves of it."""
        left, top, right, bottom = picture
        field = Image.new("RGB", (right - left, bottom - top), card.palette.band)
        self._tile(field, card.palette, card.ornament, _FIELD_CELL, _FIELD)
        canvas.paste(field, _turned(picture, card)[:2])
        seen = (left, top, right, panel[1]) if panel[1] < bottom < panel[3] else (panel[2], top, right, bottom)
        sign = self._shape(card.mark, _FIELD_MARK)
        x, y = (seen[0] + seen[2] - sign.width) // 2, (seen[1] + seen[3] - sign.height) // 2
        corner = _turned((x, y, x + sign.width, y + sign.height), card)
        canvas.paste(card.palette.band_gold, corner[:2], sign)

    def _part(self, cover: Cover, size: tuple[int, int]) -> Image.Image:
        """Return a picture in a size, cropped. Languages of one story share it."""
        with self._lock:
            known = self._parts.get((cover, size))
        if known is not None:
            return known
        made = cropped(upright(self._read(cover.path), max(size)), size, cover.focus)
        with self._lock:
            self._parts[cover, size] = made
            while len(self._parts) > _KEPT:
                self._parts.popitem(last=False)
        return made

    # What many cards share --------------------------------------------------------------------------------

    def _make_base(self, size: str, palette: Palette, ornament: Drawing) -> Image.Image:
        """Return a card without its story: the patterned margin, the gold line and the empty leaf."""
        layout = next(known for name, known in LAYOUTS.items() if name == size)
        canvas = Image.new("RGB", next(pixels for name, pixels in SIZES.items() if name == size), palette.band)
        self._tile(canvas, palette, ornament, layout.cell, _PATTERN)
        left, top, right, bottom = layout.leaf
        for colour, far in ((palette.band, _LINE_GAP + _LINE + 3), (palette.band_gold, _LINE_GAP), (palette.band, 5)):
            canvas.paste(colour, (left - far, top - far, right + far, bottom + far))
        canvas.paste(palette.ground, layout.leaf)
        return canvas

    def _tile(self, canvas: Image.Image, palette: Palette, ornament: Drawing, width: int, strength: int) -> None:
        """Lay the pattern over a picture, from its middle, so that it ends alike on both sides."""
        cell = self._shape(ornament, width).point(lambda ink: ink * strength // 255)
        columns, rows = -(-canvas.width // cell.width) + 1, -(-canvas.height // cell.height) + 1
        left, top = (canvas.width - columns * cell.width) // 2, (canvas.height - rows * cell.height) // 2
        for row in range(rows):
            for column in range(columns):
                at = (left + column * cell.width, top + row * cell.height)
                canvas.paste(palette.band_gold, at, cell)

    def _make_shape(self, drawing: Drawing, width: int) -> Image.Image:
        try:
            return draw_shape(self._read(drawing.path), width)
        except CardError as fault:
            raise CardError(f"{drawing.path}: {fault}") from None


def _places(layout: Layout, top: int) -> tuple[_Place, _Place]:
    """Return where the picture stands and where the panel that cuts into it."""
    left, upper, right, lower = layout.picture
    if layout.cut:
        lower = top + layout.cut
    panel = (layout.leaf[0], top, layout.panel, layout.leaf[3])
    return (left, upper, right, lower), panel


def _turned(place: _Place, card: Card) -> _Place:
    """Return a place as it is on the card: mirrored where its language is read from the right."""
    if card.direction != "rtl":
        return place
    width = SIZES[card.size][0]
    return (width - place[2], place[1], width - place[0], place[3])
