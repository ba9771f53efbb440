"""What a reader sees where a translation is missing, fuzzy or broken."""

from __future__ import annotations

import re

from tests.conftest import ProjectFactory
from tests.support import SmallProject

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: %s\\n"\n'
STORY = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    summary: A cup.
    topics: [hills]
    ---
    Drink it slowly.

    Then go, and tell everybody how it was.
    """


def _catalog(project: SmallProject, tag: str, domain: str, *messages: str) -> None:
    text = HEADER % tag + "".join(f"\n{message}\n" for message in messages)
    project.write(f"locales/{tag}/LC_MESSAGES/{domain}.po", text)


def _message(id: str, said: str, before: str = "") -> str:
    return f'{before}msgid "{id}"\nmsgstr "{said}"'


def test_a_missing_paragraph_is_shown_in_its_own_language_and_marked(project: ProjectFactory) -> None:
    made = project(STORY)
    _catalog(made, "ur", "stories/coffee", _message("Drink it slowly.", "آہستہ پیجیے۔"))

    made.build()

    page = made.page("ur/stories/coffee/index.html")
    assert "<p>آہستہ پیجیے۔</p>" in page
    assert '<p dir="ltr" lang="en">Then go, and tell everybody how it was.</p>' in page
    assert '<h1 lang="en" dir="ltr">Coffee</h1>' in page


def test_a_notice_counts_what_is_missing_in_the_words_of_the_reader(project: ProjectFactory) -> None:
    made = project(STORY)
    _catalog(made, "fr", "stories/coffee", _message("Drink it slowly.", "À boire lentement."))
    sentence = "{missing} of {total} paragraphs are in {languages}."
    _catalog(made, "fr", "theme", _message(sentence, "{missing} paragraphes sur {total} sont en {languages}."))

    made.build()

    page = made.page("fr/stories/coffee/index.html")
    assert '<p class="notice">2 paragraphes sur 3 sont en <bdi>anglais</bdi>.</p>' in page


def test_a_fuzzy_translation_is_not_shown(project: ProjectFactory) -> None:
    made = project(STORY)
    _catalog(made, "fr", "stories/coffee", _message("Drink it slowly.", "À boire chaud.", "#, fuzzy\n"))

    made.build()

    assert "chaud" not in made.page("fr/stories/coffee/index.html")


def test_a_broken_translation_is_reported_and_the_build_goes_on(project: ProjectFactory) -> None:
    made = project(STORY)
    _catalog(made, "fr", "stories/coffee", _message("Drink it slowly.", "Bois <script>vite</script>."))

    built = made.build()

    assert built.published
    assert [(str(fault.span), fault.code) for fault in built.found] == [
        ("locales/fr/LC_MESSAGES/stories/coffee.po:6", "markup-not-allowed")
    ]
    assert '<p dir="ltr" lang="en">Drink it slowly.</p>' in made.page("fr/stories/coffee/index.html")


def test_a_translation_equal_to_its_source_counts(project: ProjectFactory) -> None:
    made = project(STORY)
    _catalog(made, "fr", "stories/coffee", _message("Drink it slowly.", "Drink it slowly."))

    made.build()

    assert "<p>Drink it slowly.</p>" in made.page("fr/stories/coffee/index.html")


def test_a_configured_fallback_speaks_before_the_source(project: ProjectFactory) -> None:
    made = project(STORY)
    made.edit("content/site.yaml", "[en, fr, ur]", "[en, ur, {tag: sd, fallback: [ur]}]")
    _catalog(made, "ur", "stories/coffee", _message("Drink it slowly.", "آہستہ پیجیے۔"))

    made.build()

    page = made.page("sd/stories/coffee/index.html")
    assert '<p dir="rtl" lang="ur">آہستہ پیجیے۔</p>' in page
    assert '<p dir="ltr" lang="en">Then go, and tell everybody how it was.</p>' in page


def test_an_empty_regional_catalog_does_not_hide_its_parent(project: ProjectFactory) -> None:
    made = project(STORY)
    made.edit("content/site.yaml", "[en, fr, ur]", "[en, fr, {tag: fr-CA, fallback: [fr]}]")
    _catalog(made, "fr", "stories/coffee", _message("Drink it slowly.", "À boire lentement."))
    _catalog(made, "fr_CA", "stories/coffee", _message("Drink it slowly.", ""))

    made.build()

    assert "À boire lentement." in made.page("fr-CA/stories/coffee/index.html")


def test_a_story_in_another_source_language_falls_back_to_it_last(project: ProjectFactory) -> None:
    made = project("""
        -- content/stories/well.md --
        ---
        title: کنواں
        date: 2026-01-02
        language: ur
        ---
        پانی گہرا ہے۔

        رسی لمبی ہے۔
        """)
    _catalog(made, "en", "stories/well", _message("پانی گہرا ہے۔", "The water is deep."))

    made.build()

    page = made.page("fr/stories/well/index.html")
    assert '<p dir="ltr" lang="en">The water is deep.</p>' in page
    assert '<p dir="rtl" lang="ur">رسی لمبی ہے۔</p>' in page


def test_what_hardly_is_translated_stands_last_wears_a_badge_and_is_canonical_elsewhere(
    project: ProjectFactory,
) -> None:
    made = project(
        STORY
        + """
    -- content/stories/tea.md --
    ---
    title: Thé
    date: 2026-01-01
    language: fr
    ---
    Versez de haut.
    """
    )

    made.build()

    listing = made.page("fr/stories/index.html")
    assert listing.index("Thé") < listing.index("Coffee")
    assert '(<span lang="en" dir="ltr">English</span>)' in listing
    page = made.page("fr/stories/coffee/index.html")
    assert '<link rel="canonical" href="https://tales.example.org/en/stories/coffee/">' in page
    assert "hreflang=" not in re.sub(r"<a [^>]*>", "", page)


def test_one_typo_mended_in_the_source_does_not_take_a_translated_page_off_the_lists(project: ProjectFactory) -> None:
    made = project(STORY)
    _catalog(
        made,
        "fr",
        "stories/coffee",
        _message("Coffee", "Café"),
        _message("A cup.", "Une tasse."),
        _message("Drink it slowly.", "À boire lentement.", "#, fuzzy\n"),
        _message("Then go, and tell everybody how it was.", "Puis allez, et racontez à tous comment c’était."),
    )

    made.build()

    assert 'hreflang="fr" href="https://tales.example.org/fr/stories/coffee/"' in made.page(
        "en/stories/coffee/index.html"
    )


def test_a_mission_says_things_its_own_way(project: ProjectFactory) -> None:
    made = project(
        STORY
        + """
    -- content/missions/paris.yaml --
    name: Tales in Paris
    city: Paris
    languages: [fr, en]
    base_url: https://paris.example.org/
    """
    )
    _catalog(made, "fr", "theme", _message("Stories", "Histoires"))
    _catalog(made, "fr", "missions/paris", _message("Stories", "Récits"))

    made.build()

    assert "Histoires" in made.page("fr/index.html")
    assert "Récits" in (made.root / "public/paris/fr/index.html").read_text("utf-8")


def test_a_missions_copy_of_a_story_is_canonical_on_the_portal(project: ProjectFactory) -> None:
    made = project(
        STORY
        + """
    -- content/missions/paris.yaml --
    name: Tales in Paris
    city: Paris
    languages: [en, de]
    base_url: https://paris.example.org/
    """
    )
    _catalog(
        made,
        "de",
        "stories/coffee",
        *(_message(id, f"Auf Deutsch: {id}") for id in ("Coffee", "A cup.", "Drink it slowly.")),
        _message("Then go, and tell everybody how it was.", "Dann geht und erzählt allen, wie es war."),
    )

    made.build()

    english = (made.root / "public/paris/en/stories/coffee/index.html").read_text("utf-8")
    german = (made.root / "public/paris/de/stories/coffee/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://tales.example.org/en/stories/coffee/">' in english
    assert '<link rel="canonical" href="https://paris.example.org/de/stories/coffee/">' in german
    assert '<link rel="alternate" hreflang="en" href="https://tales.example.org/en/stories/coffee/">' in german
    assert '<link rel="alternate" hreflang="de" href="https://paris.example.org/de/stories/coffee/">' in made.page(
        "en/stories/coffee/index.html"
    )


def test_plural_forms_follow_the_language(project: ProjectFactory) -> None:
    made = project(STORY)
    made.edit("content/site.yaml", "[en, fr, ur]", "[en, {tag: ar, locale: ar-SA}]")
    forms = ("لا قصص", "قصة واحدة", "قصتان", "{n} قصص", "{n} قصة", "{n} قصة")
    made.write(
        "locales/ar/LC_MESSAGES/theme.po",
        HEADER
        % "ar"
        + '"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : '
        'n%100>=11 && n%100<=99 ? 4 : 5);\\n"\n\nmsgid "{n} story"\nmsgid_plural "{n} stories"\n'
        + "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms)),
    )
    for number in range(2):
        made.write(f"content/stories/extra-{number}.md", f"---\ntitle: Extra {number}\ndate: 2026-01-01\n---\nMore.\n")

    made.build()

    assert "<p>قصة واحدة</p>" in made.page("ar/topics/hills/index.html")
    assert "<p>٣ قصص</p>" in made.page("ar/stories/index.html")

    for path in ("coffee/index.md", "extra-0.md", "extra-1.md"):
        made.edit(f"content/stories/{path}", "date:", "status: draft\ndate:")
    made.build()
    assert "<p>لا قصص</p>" in made.page("ar/stories/index.html")


def test_a_missions_own_wording_keeps_the_contract(project: ProjectFactory) -> None:
    made = project(
        STORY
        + """
    -- content/missions/paris.yaml --
    name: Tales in Paris
    city: Paris
    languages: [fr, en]
    base_url: https://paris.example.org/
    """
    )
    _catalog(made, "fr", "missions/paris", _message("Drink it slowly.", "[Payez ici](https://evil.example/)"))

    built = made.build()

    assert [(str(fault.span), fault.code) for fault in built.found] == [
        ("locales/fr/LC_MESSAGES/missions/paris.po:6", "link-host")
    ]
    assert "evil.example" not in (made.root / "public/paris/fr/stories/coffee/index.html").read_text("utf-8")


def test_a_featured_story_that_hardly_is_translated_does_not_lead(project: ProjectFactory) -> None:
    made = project(
        STORY
        + """
    -- content/stories/tea.md --
    ---
    title: Thé
    date: 2026-01-01
    language: fr
    ---
    Versez de haut.
    -- content/missions/paris.yaml --
    name: Tales in Paris
    city: Paris
    languages: [fr, en]
    base_url: https://paris.example.org/
    featured: [coffee]
    """
    )

    made.build()

    assert "Thé</a></h2>" in (made.root / "public/paris/fr/index.html").read_text("utf-8")


def test_a_summary_made_of_the_first_paragraph_has_no_markup(project: ProjectFactory) -> None:
    made = project("")
    made.write(
        "content/stories/k2.md",
        "---\ntitle: K2\ndate: 2026-01-01\n---\n"
        "See [K2](https://en.wikipedia.org/wiki/K2_(mountain)), **be *bold*** &amp; brave.[^1]\n\n[^1]: A note.\n",
    )

    made.build()

    assert '<meta name="description" content="See K2, be bold &amp; brave.">' in made.page("en/stories/k2/index.html")
