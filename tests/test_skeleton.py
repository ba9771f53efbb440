"""A page filled into the skeleton of its text has the bytes of one that Python-Markdown renders as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen import shortcuts
from sitegen.markdown import (
    Document,
    Rendering,
    headings,
    inserts,
    parse,
    skeleton,
    with_former_ids,
)
from sitegen.segments import Said, extract, localized_html
from tests.test_inline import INLINE
from tests.texts import texts

ROOT = Path(__file__).parent.parent
LAW = settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
TAGS = st.tuples(st.sampled_from(("en", "ur")), st.sampled_from(("", "en", "sd")), st.sampled_from(("", "en", "ur")))
Translations = dict[tuple[str | None, str], Said]


def rendering(found: Document) -> Rendering:
    """Return what a document needs, with every other link left out and inserts that can be told apart."""
    addresses = [address for _, address in found.targets]
    return Rendering(
        links={address: f"to/{address}" for address in addresses[::2]},
        images={address: (f"img/{address}", 4, 3) for address in addresses if not address.startswith("#")},
        inserts=tuple((f"<b>{number}", f"{number}</b>") for number, _ in enumerate(inserts(found))),
        backlink='Back "to" & <{number}>',
        table='A "table" & more',
    )


def pages(found: Document, said: Translations, language: str, own: str, label: str) -> tuple[str, str]:
    """Return a page made the short way if there is one, and the long way."""

    def say(key: tuple[str | None, str]) -> Said:
        return said.get(key, Said(text=key[1], language=own or language))

    bones, shown = skeleton(found), rendering(found)
    shortly = localized_html(found, bones, say, language, shown, own=own, label=label)
    with shortcuts.off():
        return shortly, localized_html(found, bones, say, language, shown, own=own, label=label)


def is_filled(found: Document) -> bool:
    """Tell whether a document can be shown the short way with its own words."""
    bones = skeleton(found)
    return (
        bones is not None
        and localized_html(found, bones, lambda key: Said(text=key[1], language="en"), "en", rendering(found)) != ""
    )


@given(texts(), st.data())
@LAW
def test_any_text_in_any_words_is_filled_alike(text: str, data: st.DataObject) -> None:
    found, _ = parse(text.replace("*[HTML]:", data.draw(st.sampled_from(("*[HTML]:", "-")))), "a.md", 1)
    language, own, label = (
        data.draw(st.sampled_from(tags)) for tags in (("en", "ur"), ("", "en", "sd"), ("", "en", "ur"))
    )
    said: Translations = {}
    for segment in extract(found, "a.md"):
        words = data.draw(st.one_of(st.just(segment.text), INLINE.map(str.strip).filter(bool)))
        said[segment.key] = Said(text=words, language=data.draw(st.sampled_from(("en", "ur", "ur"))))
    if data.draw(st.booleans()):
        ids = [block.attribute("id") for block in headings(found)]
        found = with_former_ids(found, {name: (f"old-{name}", "older") for name in ids[::2]})

    shortly, fully = pages(found, said, language, own, label)

    assert shortly == fully


@given(texts())
@LAW
def test_a_text_is_parsed_alike_without_shortcuts(text: str) -> None:
    with shortcuts.off():
        slowly = parse(text, "a.md", 1)

    assert parse(text, "a.md", 1) == slowly


USUAL = """
## A heading with *words*

Tea at [the bazaar](../b/index.md), twice: once [sweet](https://example.org/a "A title"), once salted.[^1]
Then more.[^1] And a [second](../c/index.md) line with `code`, <bdi dir="ltr">16.COM</bdi> and
<abbr title="x">raw HTML</abbr>.

- one[^2]
- two

    more of **two**

    1. deep
    2. deeper[^1]
- three
    - inner [link][here]

> A quotation, *said* by one.

![A cup](cup.jpg "A caption")

!!! facts "In *salt*"

    | Head | *Two* |
    | :-- | --: |
    | 12 | [x](../b/index.md) |
    | | ![A cup](cup.jpg) |

    And text.

Term
:   What it is

<!-- i18n: skip -->

Kept as *it* is, [here][here].

```text
<code> & more
```

    indented <code> & more

***

<details class="x">
<summary>More</summary>

Words in it.

</details>

[^1]: A note, *Title*.
[^2]: Another:

    - with a list

[here]: https://example.org/b "There"
"""


@pytest.mark.parametrize(("language", "own", "label"), [("en", "en", "en"), ("ur", "en", "ur"), ("ur", "en", "en")])
def test_a_text_with_what_stories_are_made_of_is_filled_in_every_language(language: str, own: str, label: str) -> None:
    found, _ = parse(USUAL, "a.md", 1)
    said = {
        segment.key: Said(text=f"لفظ {segment.text}", language="ur")
        for segment in extract(found, "a.md")[:: 1 if label == "ur" else 2]
    }

    shortly, fully = pages(found, said if language == "ur" else {}, language, own, label)

    assert shortly == fully
    assert is_filled(found)
    assert "fnref3:1" in shortly


def test_one_word_of_raw_html_does_not_send_the_whole_text_the_long_way() -> None:
    found, _ = parse('One <abbr title="x">TV</abbr>.\n\nTwo.', "a.md", 1)
    bones = skeleton(found)
    assert bones is not None

    told = localized_html(found, bones, lambda key: Said(text=key[1], language="en"), "en", rendering(found))

    assert told == '<p>One <abbr title="x">TV</abbr>.</p>\n<p>Two.</p>'


@pytest.mark.parametrize(
    "words", ["<em>open", "open</em>", "<!-- open", "</p><p>", "<li>", "a <script>b</script>", "<a href='b'>"]
)
def test_words_that_reach_beyond_their_block_go_the_long_way(words: str) -> None:
    found, _ = parse("Tea.\n\nSalt.", "a.md", 1)

    shortly, fully = pages(found, {(None, "Tea."): Said(text=words, language="ur")}, "ur", "en", "")

    assert shortly == fully


def test_all_texts_of_the_portal_are_filled() -> None:
    texts = sorted((ROOT / "content").rglob("*.md"))
    for path in texts:
        found, _ = parse(path.read_text().split("\n---\n", 1)[1], str(path), 1)
        said = {segment.key: Said(text=segment.text, language="ur") for segment in extract(found, str(path))[::2]}
        shortly, fully = pages(found, said, "ur", "en", "ar")
        assert shortly == fully, path
        assert is_filled(found), path

    assert len(texts) > 15
