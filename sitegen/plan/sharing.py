"""What a page says about itself when it is shared: the properties of the Open Graph protocol (https://ogp.me)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.config import Language
from sitegen.locales import language_and_territory
from sitegen.values import dataclass
from sitegen.views import Phrase, Property, SharePicture, StoryView


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What any page says of itself."""

    site_name: Phrase
    title: Phrase
    description: Phrase
    url: str
    picture: SharePicture | None


def properties(page: Shared, language: Language, others: Sequence[Language]) -> Iterator[Property]:
    """Yield the properties of a page. `others` are the languages in which it is offered too."""
    locales = [language_and_territory(other.locale.cldr) for other in (language, *others)]
    known = [
        ("og:site_name", page.site_name.text),
        ("og:title", page.title.text),
        ("og:description", page.description.text),
        ("og:url", page.url),
        ("og:locale", locales[0]),
        *(("og:locale:alternate", locale) for locale in dict.fromkeys(locales[1:]) if locale != locales[0]),
        *(_picture(page.picture) if page.picture else ()),
    ]
    return (Property(name=name, content=content) for name, content in known if content)


#: What a page that is no story says as such.
WEBSITE = (Property(name="og:type", content="website"),)


def article(content: StoryView, published: str, changed: str) -> tuple[Property, ...]:
    """Return what a story says as such; its topics are tags, and the first of them its section."""
    topics = [topic.text.text for topic in content.topics]
    known = [
        ("og:type", "article"),
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
