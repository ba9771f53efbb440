"""What HTML may reach a page: an allowlist, applied to every text by an HTML5 parser.

Python-Markdown passes raw HTML, `javascript:` links and handlers on; its maintainers advise to sanitise
afterwards. nh3 (the ammonia library) does it, and each address passes `classify` besides.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from sitegen.values import dataclass

_TAGS = """
    a abbr aside b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption figure
    h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup
    table tbody td tfoot th thead time tr ul var wbr
"""
TAGS = frozenset(_TAGS.split())
_ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title"},
    "a": {"href", "aria-label"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})


class TargetKind(enum.Enum):
    """What an address in a text leads to."""

    FRAGMENT = "fragment"
    RELATIVE = "relative"
    EXTERNAL = "external"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Target:
    """An address as written, sorted: `path` and `fragment` for our own files, `host` for others'."""

    kind: TargetKind
    path: str = ""
    fragment: str = ""
    host: str = ""


@functools.lru_cache(maxsize=4096)
def classify(address: str) -> Target:
    """Sort an address by its parsed form; anything that could act or deceive is refused.

    Refused are other schemes than http, https, mailto and tel, addresses without a scheme but with a
    host (`//host`), user names before a host, backslashes and control characters.
    """
    if any(character < " " or character in "\\\x7f" for character in address):
        return Target(TargetKind.REFUSED)
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return Target(TargetKind.REFUSED)
    if parts.scheme:
        web = parts.scheme in {"http", "https"}
        if parts.scheme not in SCHEMES or (web and (not host or "@" in parts.netloc)):
            return Target(TargetKind.REFUSED)
        return Target(TargetKind.EXTERNAL, host=host)
    if parts.netloc or address.startswith("/"):
        return Target(TargetKind.REFUSED)
    fragment = unquote(parts.fragment)
    if not parts.path:
        return Target(TargetKind.FRAGMENT, fragment=fragment)
    return Target(TargetKind.RELATIVE, path=unquote(parts.path), fragment=fragment)


@functools.cache
def attributes_of(tag: str) -> frozenset[str]:
    """Return the names of the attributes that an element of a text may have."""
    return frozenset(_ATTRIBUTES["*"] | _ATTRIBUTES.get(tag, set()))


def sanitise(html: str, address: Callable[[str, str], str | None]) -> str:
    """Return HTML with nothing in it that could act.

    `address` is called with `href` or `src` and its value, and returns what is printed instead, or
    None to drop the attribute.
    """

    # Large to import; what the compact renderer writes is safe as it stands and never comes here.
    import nh3

    def each(element: str, attribute: str, value: str) -> str | None:
        if attribute in ("href", "src"):
            return address(attribute, value)
        return value

    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=each,
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )
