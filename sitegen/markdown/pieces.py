"""The pieces that the HTML of a segment is made of, and how each is written.

Text and attributes are escaped as the sanitiser escapes them, so that they need not pass it.
"""

from __future__ import annotations

from sitegen.patterns import late
from sitegen.values import dataclass

#: What Python-Markdown takes for an entity, and what browsers do.
ENTITY = late(r"&(#[0-9]+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);")
_NAME = r"[A-Za-z0-9](?:-?[A-Za-z0-9])*"
#: Addresses that every reader of addresses takes as they are.
_WEB = late(rf"https?://(?:{_NAME}\.)+[A-Za-z]{{2,}}(?::[0-9]{{1,4}})?(?:[/?#]\S*)?")
_MAIL = late(r"mailto:[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+|tel:[0-9+.-]+")
#: Addresses without a scheme or a host. Those that begin with a slash are refused where they are printed.
_OWN = late(r"(?!//)[^\s:\x01]+")


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a link (`href`) or picture (`src`) as written, with what follows it in its tag."""

    attribute: str
    value: str
    rest: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """The mark of a footnote, which has an id of its own each time it stands on a page."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Inline:
    """The HTML of a segment, in pieces around what depends on the page, and what counts of it, in order.

    `tags` and `attributes` are the names of those that were written as HTML; a break counts as one.
    """

    pieces: tuple[str | Address | Footnote, ...]
    code: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Return the addresses in it, those of footnotes aside."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Address))

    @property
    def footnotes(self) -> tuple[str, ...]:
        """Return the names of the footnotes that are referred to."""
        return tuple(piece.name for piece in self.pieces if isinstance(piece, Footnote))

    @property
    def html(self) -> str:
        """Return the HTML with the addresses as they are written."""
        return "".join(map(_as_written, self.pieces))


def _as_written(piece: str | Address | Footnote) -> str:
    if isinstance(piece, Address):
        return tag_with(piece, piece.value)
    return piece if isinstance(piece, str) else mark_of(piece, 1)


def mark_of(footnote: Footnote, time: int) -> str:
    """Return the HTML of the mark of a footnote that stands on the page for the first time, the second …"""
    name, again = footnote.name, time if time > 1 else ""
    return f'<sup id="fnref{again}:{name}"><a class="footnote-ref" href="#fn:{name}">{footnote.number}</a></sup>'


def tag_with(address: Address, shown: str | None) -> str:
    """Return the rest of the tag in which an address stands, with what is shown for it; nothing for None."""
    attribute = "" if shown is None else f' {address.attribute}="{attribute_text(shown)}"'
    return f"{attribute}{address.rest}>"


def attribute_text(value: str) -> str:
    """Return the value of an attribute as the sanitiser writes it."""
    return text_html(value).replace('"', "&quot;")


def text_html(text: str) -> str:
    """Return text as the sanitiser writes it."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\xa0", "&nbsp;") if "\xa0" in text else text


def is_known_address(value: str) -> bool:
    """Tell whether an address is of a form that every reader of addresses takes alike."""
    known = _OWN.fullmatch(value) or _WEB.fullmatch(value) or _MAIL.fullmatch(value)
    return bool(known) and "\\" not in value and not ("&" in value and ENTITY.search(value))
