"""The credits: who made the stories and their pictures, whom they rest on, and the fonts of the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sitegen import urls
from sitegen.locales import in_order, sort_key
from sitegen.markdown import credited, normalise
from sitegen.plan import sections
from sitegen.plan.arrangement import Arrangement
from sitegen.plan.frames import FramePlanner
from sitegen.plan.lists import ListPage
from sitegen.plan.pictures import licence_path
from sitegen.plan.texts import TextPlanner
from sitegen.plan.voice import Voice
from sitegen.stories import Story
from sitegen.theme import Font
from sitegen.views import Credits, FontCredit, Phrase, StoryCredits


def credits_page(
    frames: FramePlanner,
    texts: TextPlanner,
    voice: Voice,
    arrangement: Arrangement,
    fonts: Callable[[str], tuple[FontCredit, ...]],
) -> ListPage:
    """Return the page of credits; `fonts` tells those of the fonts for the page at a path."""
    path = urls.credits(voice.tag)
    heading = voice.of_theme(sections.name(sections.CREDITS))
    titled = [(texts.link(story, path), story) for story in arrangement.stories]
    ordered = in_order(voice.tag, titled, lambda item: item[0].text.text, lambda item: item[1].slug)
    stories = (
        StoryCredits(
            story=link,
            credits=texts.credits(story),
            pictures=_picture_credits(voice, story),
            publishers=_publishers(voice, story),
        )
        for link, story in ordered
    )
    named = tuple(story for story in stories if story.credits or story.pictures or story.publishers)
    content = Credits(heading=heading, stories=named, fonts=fonts(path))
    crumbs = (frames.home_link(path), frames.section_link(path, sections.CREDITS))
    return ListPage(path=path, template="credits.html", title=heading, content=content, crumbs=crumbs)


def font_credits(
    fonts: Iterable[Font], licences: Mapping[str, str], path: str, published: Iterable[str]
) -> tuple[FontCredit, ...]:
    """Return the fonts that are installed, for the page at `path`.

    `licences` are those that packages name; `published` are the output files, among them licences in full.
    """
    families: dict[str, str] = {}
    for font in fonts:
        if font.package in licences and not font.names:
            families.setdefault(font.package, font.family.removesuffix(" Variable"))
    files = set(published)
    return tuple(
        FontCredit(
            family=family,
            package=package,
            licence=licences[package],
            url=urls.relative(path, target) if (target := licence_path(package)) in files else "",
        )
        for package, family in sorted(families.items(), key=lambda item: (sort_key("en", item[1]), item[0]))
    )


def _picture_credits(voice: Voice, story: Story) -> tuple[Phrase, ...]:
    shown = (picture.for_language(voice.tag).credit for picture in story.all_pictures)
    credits = (*shown, *(normalise(credit) for credit in credited(story.document)))
    return _in_alphabet(voice, (voice.of_story(story, credit, "credit") for credit in credits if credit))


def _publishers(voice: Voice, story: Story) -> tuple[Phrase, ...]:
    named = (source.publisher for source in story.sources if source.publisher)
    return _in_alphabet(voice, (voice.of_story(story, publisher, "publisher") for publisher in named))


def _in_alphabet(voice: Voice, phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Return phrases once each, in the alphabet of the language."""
    once = dict.fromkeys(phrases)
    return tuple(in_order(voice.tag, once, lambda phrase: phrase.text, lambda phrase: phrase.language))
