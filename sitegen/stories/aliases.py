"""Former addresses of texts: how they are written, and that each leads to one text only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.shape import Faults, Node, Text
from sitegen.slugs import SLUG_LIKE, is_slug
from sitegen.stories.model import PAGE, STORY, Alias, Story, reserved


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
    """Find aliases that another text stands at or claims too. `taken` are the texts there are: domain to path."""
    found = []
    claimed: dict[str, Story] = {}
    for story in sorted(stories, key=lambda story: story.path):
        for alias in story.aliases:
            span = Span(story.path, alias.line)
            other = claimed.setdefault(alias.domain, story)
            if alias.domain in taken:
                message = f'"{alias.domain}" is the address of {taken[alias.domain]}'
                found.append(error("alias-taken", span, message, "take it off; an alias is an address that is free"))
            elif other is not story:
                message = f'"{alias.domain}" is an alias of {other.path} too'
                found.append(error("alias-taken", span, message, "keep it where readers should be led"))
    return tuple(found)
