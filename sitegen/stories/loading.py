"""Source files to stories: names, front matter, text, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from sitegen import digest
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Span, error, has_errors, warning
from sitegen.history import History
from sitegen.markdown import Document, credited, parse, walk
from sitegen.patterns import late
from sitegen.segments import count_words
from sitegen.shape import Faults, Record, decode, front_matter
from sitegen.slugs import SLUG_LIKE, is_slug
from sitegen.stages import QUIET, Stages
from sitegen.stories.aliases import check_aliases
from sitegen.stories.fields import Front, fields
from sitegen.stories.footnotes import check_footnotes
from sitegen.stories.headings import with_former_headings
from sitegen.stories.links import resolve, sources
from sitegen.stories.media import Media, ProbePicture
from sitegen.stories.model import MISSION_PAGES, PAGE, STORY, WITHDRAWN, Library, Story, reserved
from sitegen.stories.subtitles import unread_subtitles
from sitegen.tree import Tree, Watched

_SOURCE = late(r"content/(?P<kind>stories|pages|missions/[^/]+)/(?P<slug>[^/]+?)(?:/index)?\.md")
#: Words an adult reads in a minute; the mean of silent reading of prose is about 240, less on a phone.
_WORDS_A_MINUTE = 200
_PLACES = (
    "a story is content/stories/<slug>/index.md or content/stories/<slug>.md; a page likewise;"
    " a mission's own page is content/missions/<id>/<slug>.md, beside its <id>.yaml"
)


def load(
    tree: Tree,
    config: Config,
    probe: ProbePicture,
    histories: Mapping[str, History] = MappingProxyType({}),
    recall: Recall | None = None,
    stages: Stages = QUIET,
) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Read all stories and pages; those with errors are left out, and all faults are returned.

    `histories`, by domain, tell which ids their headings had before. What `recall` has is not read again.
    `stages` are told how many texts are read.
    """
    found: list[Diagnostic] = []
    texts: list[Story] = []
    faulty: dict[str, str] = {}
    #: What texts that were read without faults depend on, and where the links of those lead that were not.
    fresh: dict[str, Mapping[str, str]] = {}
    leads: dict[str, tuple[str, ...]] = {}
    watched = Watched(tree)
    loader = _Loader(watched, config, probe)
    listed = list(_sources(tree, config, found, faulty))
    for number, (kind, slug, path) in enumerate(listed):
        stages.tell("stories", number, len(listed))
        known = recall.text(path) if recall else None
        if known is not None:
            texts.append(known[0])
            if known[1] is not None:
                leads[path] = known[1]
            continue
        watched.looked = {}
        story, faults = loader.load(kind, slug, path)
        found += faults
        if story is None:
            faulty[path] = f"{kind}/{slug}"
            continue
        story = with_former_headings(story, histories)
        if not faults:
            fresh[path] = watched.looked
        texts.append(story)
    stages.tell("stories", len(listed), len(listed))
    found += unread_subtitles(tree, config, texts, faulty)
    texts = _unclaimed(_apart(texts, faulty, found), faulty, found)
    by_path = {story.path: story for story in texts}
    resolved = []
    unread = frozenset(faulty)
    for story in texts:
        if story.path in leads and by_path.keys() >= set(leads[story.path]):
            resolved.append(story)
            continue
        linked, faults = resolve(story, by_path, unread)
        found += faults
        if recall and story.path in fresh:
            there = sources(story) if linked is not None and not faults else None
            is_told = there is not None and by_path.keys() >= set(there)
            recall.keep_text(story.path, linked or story, fresh[story.path], there if is_told else None)
        if linked is None:
            faulty[story.path] = story.domain
        else:
            resolved.append(linked)
    stories = sorted((s for s in resolved if s.kind == STORY), key=lambda s: (-s.date.toordinal(), s.slug))
    pages = sorted((s for s in resolved if s.kind != STORY), key=lambda s: (s.site, s.slug))
    library = Library(stories=tuple(stories), pages=tuple(pages), faulty=frozenset(faulty.values()))
    return library, tuple(found)


def reload(
    tree: Tree,
    config: Config,
    probe: ProbePicture,
    histories: Mapping[str, History],
    before: Story,
    by_path: Mapping[str, Story],
) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    """Read one text again, all others being as they were, by the path of their source."""
    story, faults = _Loader(tree, config, probe).load(before.kind, before.slug, before.path)
    if story is None:
        return None, faults
    linked, found = resolve(with_former_headings(story, histories), by_path, frozenset())
    return linked, (*faults, *found)


def _apart(texts: list[Story], faulty: dict[str, str], found: list[Diagnostic]) -> list[Story]:
    """Return the texts without pages of missions that would stand where a page of all sites stands."""
    pages = {text.slug: text.path for text in texts if text.kind == PAGE}
    apart = []
    for text in texts:
        if text.site and text.slug in pages:
            message = f"{pages[text.slug]} stands at the same address"
            found.append(error("path-collision", Span(text.path), message, "rename the mission's page"))
            faulty[text.path] = text.domain
        else:
            apart.append(text)
    return apart


def _unclaimed(texts: list[Story], faulty: dict[str, str], found: list[Diagnostic]) -> list[Story]:
    """Return the texts without those whose aliases are taken, which are noted as faulty."""
    taken = {domain: path for path, domain in faulty.items()} | {story.domain: story.path for story in texts}
    faults = check_aliases(texts, taken)
    found += faults
    wrong = {fault.span.path for fault in faults}
    faulty |= {story.path: story.domain for story in texts if story.path in wrong}
    return [story for story in texts if story.path not in wrong]


def _sources(
    tree: Tree, config: Config, found: list[Diagnostic], faulty: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, slug, path) of each source text, and note those with names that cannot be addresses."""
    seen: dict[str, str] = {}
    kinds = (STORY, PAGE, *(f"{MISSION_PAGES}{site.id}" for site in config.sites[1:]))
    for path in tree.digests:
        match = _SOURCE.fullmatch(path)
        if match is None or match["kind"] not in kinds or match["slug"] == "index":
            if match and match["kind"] not in kinds and f"content/{match['kind']}.yaml" in tree.digests:
                continue  # what is wrong with the mission itself has been told
            if path.startswith("content/") and path.lower().endswith((".md", ".markdown")):
                found.append(warning("unread-file", Span(path), "nobody reads this text", _PLACES))
            continue
        kind, slug = match["kind"], match["slug"]
        if not is_slug(slug):
            found.append(error("bad-name", Span(path), f'"{slug}" cannot be an address', f"rename it: {SLUG_LIKE}"))
        elif (other := seen.get(f"{kind}/{slug.casefold()}")) is not None:
            faulty[path] = f"{kind}/{slug}"
            found.append(
                error(
                    "path-collision", Span(path), f"{other} stands at the same address", "remove or rename one of them"
                )
            )
        elif slug in reserved(kind):
            found.append(error("bad-name", Span(path), f'the address "{slug}" is taken', "give it another name"))
        else:
            seen[f"{kind}/{slug.casefold()}"] = path
            yield kind, slug, path


class Recall(Protocol):
    """What is known of texts from an earlier run."""

    def text(self, path: str) -> tuple[Story, tuple[str, ...] | None] | None:
        """Return the text that would be read from a source file, and the sources that its links lead to.

        Its links are right where these are texts; without these it has none. None when it is not known.
        """
        ...

    def keep_text(self, path: str, story: Story, looked: Mapping[str, str], leads: tuple[str, ...] | None) -> None:
        """Keep a text without faults.

        `looked` are the files on which it depends, with their digests, empty for one that is not there. `leads` are
        the sources that its links lead to; None when more than that they are there decides on these.
        """
        ...


class _Loader:
    """Loads texts and collects their faults."""

    def __init__(self, tree: Tree, config: Config, probe: ProbePicture) -> None:
        self.tree = tree
        self.config = config
        self.media = Media(tree, config, probe)
        self._fronts: dict[str, Record[Front]] = {}

    def load(self, kind: str, slug: str, path: str) -> tuple[Story | None, tuple[Diagnostic, ...]]:
        """Return the story of one source file, and what is wrong with it."""
        faults = Faults(path)
        text = decode(self.tree.read(path), faults)
        if text is None:
            return None, tuple(faults.found)
        node, body, first_line = front_matter(text, faults)
        document, noticed = parse(body, path, first_line)
        faults.found += noticed
        faults.found += _check_boxes(document, path)
        faults.found += check_footnotes(document, path)
        front = self._front(kind).read(node, faults, path) if node else None
        if front is None:
            if not faults.found:
                faults.add("missing-title", 1, "the front matter is empty", "add title: … and date: …")
            return None, tuple(faults.found)
        story = self._story(kind, slug, path, front, document, faults)
        head = text[: len(text) - len(body)]
        story = replace(story, source=self.tree.digests[path], front=_front(head, story))
        return (None if has_errors(faults.found) else story), tuple(faults.found)

    def _front(self, kind: str) -> Record[Front]:
        """Return the shape of the front matter of a kind of text."""
        if kind not in self._fronts:
            self._fronts[kind] = Record(Front, fields(self.config, kind))
        return self._fronts[kind]

    def _language(self, kind: str) -> str:
        """Return the language of texts that name none: that of their mission, or the source language."""
        own = {f"{MISSION_PAGES}{site.id}": site.language for site in self.config.sites[1:]}
        return own.get(kind, self.config.source_language)

    def _story(self, kind: str, slug: str, path: str, front: Front, document: Document, faults: Faults) -> Story:
        if front.publish and front.expires and front.expires <= front.publish:
            message = '"expires" is not later than "publish", so the text would never be seen'
            faults.add("wrong-value", front.lines["expires"], message, "put a later time")
        if front.withdrawn and front.status != WITHDRAWN:
            message = f'"withdrawn" is for a text that is withdrawn, and this one has the status "{front.status}"'
            faults.add("wrong-value", front.lines["withdrawn"], message, "write status: withdrawn, or take it off")
        language = front.language or self._language(kind)
        return Story(
            kind=kind,
            slug=slug,
            path=path,
            language=language,
            title=front.title,
            date=front.date,
            updated=front.updated,
            summary=front.summary,
            document=document,
            status=front.status,
            publish=front.publish,
            expires=front.expires,
            withdrawal=front.withdrawn,
            template=front.template,
            aliases=tuple({alias.domain: alias for alias in front.aliases}.values()),
            topics=tuple(dict.fromkeys(front.topics)),
            region=front.region,
            place=front.place,
            cover=self.media.cover(path, front, faults),
            pictures=self.media.pictures(path, front, document, faults),
            films=self.media.films(path, language, document, faults),
            credits=front.credits,
            sources=front.sources,
            minutes=max(1, round(sum(count_words(block.text) for block in document.messages) / _WORDS_A_MINUTE)),
            lines=tuple(sorted(front.lines.items())),
        )


def _front(head: str, story: Story) -> str:
    """Return the digest of what others show of a text: its front matter, and what they take from its body."""
    first = "" if story.summary else next((block.text for block in story.document.messages if block.tag == "p"), "")
    return digest.of((head, story.domain, story.language, story.minutes, first, credited(story.document)))


def _check_boxes(document: Document, path: str) -> Iterator[Diagnostic]:
    """Yield a warning for each box of facts that is not a list of terms."""
    for box in (block for block in document.all_blocks if block.tag == "aside"):
        kinds = box.attribute("class").split()
        line = next((block.line for block in walk(box.children) if block.line), 0)
        if "facts" in kinds and not any(block.tag == "dl" for block in walk(box.children)):
            hint = "write a term, and on the line below it `:   ` and what is to be said of it"
            yield warning("box-shape", Span(path, line), "this facts box has no list of terms", hint)
