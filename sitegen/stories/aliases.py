"""Former addresses of texts: how they are written, and that each leads to one text only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sitegen import urls
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.shape import Faults, Node, Text
from sitegen.slugs import SLUG_LIKE, is_slug
from sitegen.stories.model import PAGE, STORY, Alias, Story, reserved, site_of
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True)
class AliasShape:
    """A former slug of a text of a kind; one of the other kind is written with its folder, as in `pages/about`."""

    kind: str

    def read(self, node: Node, faults: Faults, name: str) -> Alias | None:
        """Read an alias."""
        text = Text().read(node, faults, name)
        if text is None:
            return None
        kind, slash, slug = text.rpartition("/")
        kind = kind if slash else self.kind
        if kind not in (STORY, PAGE, self.kind) or not is_slug(slug):
            hint = f"write the old slug, {SLUG_LIKE}; before one of the other kind its folder, as in {PAGE}/about"
            faults.add("wrong-value", node.line, f'"{text}" cannot have been an address', hint)
            return None
        if slug in reserved(kind):
            faults.add("alias-taken", node.line, f'the address "{slug}" is one of sitegen\'s own', "take it off")
            return None
        return Alias(domain=f"{kind}/{slug}", line=node.line)


def check_aliases(stories: Iterable[Story], taken: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Find aliases that another text stands at or claims too. `taken` are the texts there are: domain to path.

    Texts of two missions never meet; one of all sites meets them all.
    """
    found = []
    standing: defaultdict[str, list[_Claim]] = defaultdict(list)
    claimed: defaultdict[str, list[_Claim]] = defaultdict(list)
    for domain, path in taken.items():
        standing[_address(domain)].append((site_of(domain.rpartition("/")[0]), path))
    for story in sorted(stories, key=lambda story: story.path):
        for alias in story.aliases:
            span = Span(story.path, alias.line)
            address = _address(alias.domain)
            other = _beside(story.site, claimed[address])
            if there := _beside(story.site, standing[address]):
                message = f'"{alias.domain}" is the address of {there}'
                found.append(error("alias-taken", span, message, "take it off; an alias is an address that is free"))
            elif other and other != story.path:
                message = f'"{alias.domain}" is an alias of {other} too'
                found.append(error("alias-taken", span, message, "keep it where readers should be led"))
            claimed[address].append((story.site, story.path))
    return tuple(found)


#: The site on which alone something stands, empty for all, and the path of its text.
_Claim = tuple[str, str]


def _address(domain: str) -> str:
    """Return where a text stands below its language: pages of all sites and of a mission stand side by side."""
    return urls.text("", domain)


def _beside(site: str, claims: Iterable[_Claim]) -> str:
    """Return the path of the first text that stands where one of `site` stands too; empty when there is none."""
    return next((path for other, path in claims if other == site or not (other and site)), "")
