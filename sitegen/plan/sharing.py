"""What a page says about itself when it is shared: the properties of the Open Graph protocol (https://ogp.me)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.config import Language
from sitegen.locales import language_and_territory
from sitegen.views import Phrase, Property, SharePicture, StoryView


def properties(
    *,
    site_name: Phrase,
    title: Phrase,
    description: Phrase,
    url: str,
    language: Language,
    others: Sequence[Language],
    picture: SharePicture | None,
    article: tuple[Property, ...],
) -> tuple[Property, ...]:
    """Return the properties of a page.

    `others` are the languages in which it is offered too, `article` is what a story adds.
    """
    locales = [language_and_territory(other.locale.cldr) for other in (language, *others)]
    known = [
        ("og:type", "article" if article else "website"),
        ("og:site_name", site_name.text),
        ("og:title", title.text),
        ("og:description", description.text),
        ("og:url", url),
        ("og:locale", locales[0]),
        *(("og:locale:alternate", locale) for locale in dict.fromkeys(locales[1:]) if locale != locales[0]),
        *(_picture(picture) if picture else ()),
    ]
    return (*(Property(name=name, content=content) for name, content in known if content), *article)


def article(content: StoryView, published: str, changed: str) -> tuple[Property, ...]:
    """Return what a story adds; its topics are tags, and the first of them its section."""
    topics = [topic.text.text for topic in content.topics]
    known = [
        ("article:published_time", published),
        *([("article:modified_time", changed)] if content.updated else []),
        *(("article:section", topic) for topic in topics[:1]),
        *(("article:tag", topic) for topic in topics),
    ]
    return tuple(Property(name=name, content=value) for name, value in known)


def _picture(picture: SharePicture) -> Iterator[tuple[str, str]]:
    yield "og:image", picture.url
    yield "og:image:type", picture.type
    yield "og:image:width", str(picture.width)
    yield "og:image:height", str(picture.height)
    yield "og:image:alt", picture.alt.text
