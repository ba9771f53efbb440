"""What the links of a story lead to: other stories, pages, and their headings."""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Span, error, has_errors, note
from sitegen.markdown import Target, TargetKind, classify, line_of
from sitegen.shape import suggest
from sitegen.stories.headings import former_heading_ids, heading_ids
from sitegen.stories.model import Story

#: For how many dead links of a text the nearest story is looked for.
_SUGGESTED = 10


def resolve(
    story: Story, by_path: Mapping[str, Story], unread: frozenset[str]
) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    """Find what a story's relative links lead to; None when a link leads nowhere.

    A link to a text that has errors itself is not a second error.
    """
    found: list[Diagnostic] = []
    links: list[tuple[str, str, str]] = []
    for attribute, address in story.document.targets:
        if attribute != "href":
            continue
        target = classify(address)
        span = functools.partial(_span, story, address)
        if target.kind is TargetKind.REFUSED:
            hint = "write an https, mailto or tel address, or a path to another story"
            found.append(error("address-refused", span(), f'the address "{address[:60]}" is not allowed', hint))
        elif target.kind is TargetKind.FRAGMENT and not target.fragment.startswith(("fn:", "fnref")):
            found += _check_fragment(story, target.fragment, span)
        elif target.kind is TargetKind.RELATIVE:
            path = _source(story, target)
            other = by_path.get(path)
            if other is not None and other.site not in ("", story.site):
                message = f"the link leads to {target.path}, which only the site of {other.site} has"
                found.append(
                    error("mission-page", span(), message, "link to what all sites have, or to that site's address")
                )
            elif other is not None:
                links.append((address, other.domain, _present(other, target.fragment)))
                found += _check_fragment(other, target.fragment, span)
            elif path not in unread:
                message = f"the link leads to {target.path}, which is no story or page"
                # Looking for the nearest of two thousand names takes a fifth of a second.
                within = by_path if len(found) < _SUGGESTED else ()
                near = [posixpath.relpath(known, posixpath.dirname(story.path)) for known in within]
                found.append(error("missing-story", span(), message, suggest(target.path, near)))
    if has_errors(found):
        return None, tuple(found)
    return (replace(story, links=tuple(links)) if links or story.links else story), tuple(found)


def sources(story: Story) -> tuple[str, ...] | None:
    """Return the sources that a text's links lead to; None when one leads to a heading there, which may go."""
    targets = [classify(address) for attribute, address in story.document.targets if attribute == "href"]
    relative = [target for target in targets if target.kind is TargetKind.RELATIVE]
    if any(target.fragment for target in relative):
        return None
    return tuple({_source(story, target) for target in relative})


def _source(story: Story, target: Target) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(story.path), target.path))


def _span(story: Story, address: str) -> Span:
    """Return where an address stands, for which all of the text is looked through."""
    return Span(story.path, line_of(story.document, address) or story.line("title"))


def _present(story: Story, fragment: str) -> str:
    """Return the id that a heading has now."""
    return former_heading_ids(story).get(fragment, fragment) if fragment else ""


def _check_fragment(story: Story, fragment: str, span: Callable[[], Span]) -> Iterator[Diagnostic]:
    if not fragment or fragment in (ids := heading_ids(story)):
        return
    now = _present(story, fragment)
    if now != fragment:
        message = f'the heading "#{fragment}" of {story.path} is "#{now}" now'
        yield note("moved-heading", span(), message, f"write #{now}; the link works all the same")
    else:
        message = f'{story.path} has no heading "#{fragment}"'
        yield error("missing-heading", span(), message, suggest(fragment, ids) or f"take #{fragment} off the link")
