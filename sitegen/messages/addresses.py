"""What `messages update` does for addresses: slugs stay in their catalogs, and history learns of what has changed.

A slug is an address and no words: it is not a draft for another message, and a changed source is no reason to doubt it.
So it goes round the merging of messages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen import history
from sitegen.catalog import Catalog, Message, Wanted
from sitegen.history import History
from sitegen.permalinks import Said, decide
from sitegen.session import Reading
from sitegen.stories import PUBLISHED, WITHDRAWN, followed
from sitegen.translations import is_slug_message
from sitegen.tree import Tree

#: Translated slugs by place and language.
Slugs = Mapping[tuple[str, str], str]


def without_slugs(catalog: Catalog) -> Catalog:
    """Return a catalog without the messages of slugs."""
    kept = tuple(message for message in catalog.messages if not is_slug_message(message))
    return catalog if len(kept) == len(catalog.messages) else replace(catalog, messages=kept)


def with_slugs(merged: Catalog, old: Catalog, wanted: Sequence[Wanted]) -> Catalog:
    """Return a merged catalog with the wanted slugs behind its live messages, and what `old` said of them."""
    live = [message for message in merged.messages if not message.obsolete]
    obsolete = [message for message in merged.messages if message.obsolete]
    left = list(filter(is_slug_message, old.messages))
    for want in wanted:
        meant = [message for message in left if message.context == want.context]
        best = min(meant, key=lambda message: _strangeness(message, want), default=Message(id=want.id))
        left = [
            # One that was for the present slug gives its place to the one in force, and takes the place of that.
            replace(message, id=best.id) if message.key == want.key else message
            for message in left
            if message is not best
        ]
        live.append(_kept(best, want))
    gone = [replace(message, obsolete=True) for message in left if any(message.strings)]
    return replace(merged, messages=(*live, *obsolete, *gone))


def _strangeness(message: Message, want: Wanted) -> tuple[bool, bool, bool]:
    """Rank a message of the context that is wanted: something said, in force, of this very slug."""
    return not any(message.strings), message.obsolete, message.id != want.id


def _kept(message: Message, want: Wanted) -> Message:
    return replace(
        message,
        id=want.id,
        context=want.context,
        extracted=want.extracted,
        references=want.references,
        obsolete=False,
    )


# History ----------------------------------------------------------------------------------------------------


def histories(reading: Reading, tree: Tree, merged: Mapping[str, Mapping[str, Catalog]]) -> dict[str, bytes]:
    """Return the new content of each file of history that says something else now, by path.

    `merged` are catalogs that were brought up to date, by language and domain; slugs are those of their languages.
    Texts that were never published have no history: nobody links to them.
    """
    now = {(name, tag): catalog for tag, catalogs in merged.items() for name, catalog in catalogs.items()}
    said = Said(domains=reading.domains, catalogs={**reading.catalogs, **now}, overrides={})
    slugs = decide(reading.config, reading.library, said, reading.histories).permalinks.slugs
    return dict(_histories(reading, tree, slugs, tuple(merged)))


def _histories(reading: Reading, tree: Tree, said: Slugs, tags: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    headings = {
        story.domain: followed(story, reading.histories)
        for story in reading.library.all
        if story.status in (PUBLISHED, WITHDRAWN)
    }
    subjects = (("topics", reading.config.topics), ("regions", reading.config.regions))
    lists = [f"{kind}/{key}" for kind, pairs in subjects for key, _ in pairs]
    standing = _standing(said)
    for place in (*headings, *lists):
        before = reading.histories.get(place, History())
        slugs = {tag: said.get((place, tag), "") for tag in tags}
        taken = {tag: standing[place.rpartition("/")[0], tag] for tag in tags}
        now = replace(before.moved_to(slugs, taken), headings=headings.get(place, ()))
        content = history.write(now)
        is_new = history.path(place) not in tree.digests
        if content != history.write(History() if is_new else before):
            yield history.path(place), content


def _standing(slugs: Slugs) -> defaultdict[tuple[str, str], set[str]]:
    """Return the translated slugs in force, by kind of place and language."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for (place, tag), slug in slugs.items():
        found[place.rpartition("/")[0], tag].add(slug)
    return found
