"""Translated addresses: what a slug in a catalog changes, what it must be, and what leads on from the one before."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.check import check
from sitegen.diagnostics import Severity
from sitegen.messages import status, update
from sitegen.new import new_text
from sitegen.session import Options
from sitegen.slugs import SLUG_LIKE
from sitegen.why import why
from tests.check.support import POLICY
from tests.conftest import ProjectFactory
from tests.pages import parse
from tests.support import NOW, SITE, SmallProject, snapshot

OPTIONS = Options(now=NOW)
STORY = "---\ntitle: {}\ndate: 2026-01-0{}\n{}---\n{}\n"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {}\\n"\n\n'
PARIS = "name: Tales in Paris\ncity: Paris\nlanguages: [fr, en]\nbase_url: https://paris.example.org/safar/\n"
BASE = "https://tales.example.org"
#: "Tea" in Urdu, and how an address writes it.
CHAI, CHAI_URL = "چائے", "%DA%86%D8%A7%D8%A6%DB%92"


def message(context: str, id: str, said: str) -> str:
    return f'msgctxt "{context}"\nmsgid "{id}"\nmsgstr "{said}"\n\n'


def slug(project: SmallProject, tag: str, domain: str, said: str) -> None:
    """Give a text a slug in a language, and let its catalog say nothing else."""
    text = HEADER.format(tag) + message("slug", domain.rpartition("/")[2], said)
    project.write(f"locales/{tag.replace('-', '_')}/LC_MESSAGES/{domain}.po", text)


def history(project: SmallProject, place: str, text: str) -> None:
    project.write(f"locales/history/{place}.yaml", text)


def codes(project: SmallProject) -> list[str]:
    return [fault.code for fault in project.build().found]


def flaws(project: SmallProject) -> list[str]:
    """Return what `sitegen check` finds."""
    return [str(fault) for fault in check(project.session(), OPTIONS).found]


@pytest.fixture
def tea(project: ProjectFactory) -> SmallProject:
    """Two stories and a page on the portal and on a mission's site; nothing is translated, all of it is offered."""
    made = project("")
    head = f'<meta charset="utf-8">{POLICY}{{{{ graph }}}}'
    made.edit("themes/plain/templates/base.html", '<meta charset="utf-8">', head)
    links = '{% for region in content.regions %}<a href="{{ region.url }}">{{ region.name }}</a>{% endfor %}'
    made.edit("themes/plain/templates/home.html", "{% for topic", links + "{% for topic")
    made.write("content/site.yaml", SITE + "coverage: 0\npage_size: 1\n")
    made.write("content/missions/paris.yaml", PARIS)
    made.write("content/stories/tea.md", STORY.format("Tea", 1, "topics: [hills]\nregion: north\n", "Pour it."))
    made.write(
        "content/stories/salt.md", STORY.format("Salt", 2, "topics: [hills]\n", "Dig it, and see [tea](tea.md#how).")
    )
    made.edit("content/stories/tea.md", "Pour it.", "Pour it.\n\n## How\n\nFrom high.")
    made.write("content/pages/about.md", STORY.format("About", 1, "", "Us and [tea](../stories/tea.md)."))
    assert made.build().found == ()
    return made


# What follows a slug ----------------------------------------------------------------------------------------


def test_a_translated_slug_is_the_address_in_its_language_on_all_sites_and_in_no_other(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "thé")

    assert tea.build().found == ()

    pages = [path for path in snapshot(tea.root / "public") if "/stories/t" in path]
    assert pages == [
        "paris/en/stories/tea/index.html",
        "paris/fr/stories/tea/index.html",
        "paris/fr/stories/thé/index.html",
        "portal/en/stories/tea/index.html",
        "portal/fr/stories/tea/index.html",
        "portal/fr/stories/thé/index.html",
        "portal/ur/stories/tea/index.html",
    ]


def test_links_cards_switch_canonical_translations_and_sharing_name_the_new_address(tea: SmallProject) -> None:
    slug(tea, "ur", "stories/tea", CHAI)

    tea.build()

    page = parse(tea.page(f"ur/stories/{CHAI}/index.html"))
    url = f"{BASE}/ur/stories/{CHAI_URL}/"
    assert page.only("link", rel="canonical").attributes["href"] == url
    assert page.only("meta", property="og:url").attributes["content"] == url
    assert f'"mainEntityOfPage":"{url}"' in tea.page(f"ur/stories/{CHAI}/index.html")
    english = parse(tea.page("en/stories/tea/index.html"))
    for shown in (page, english):
        hreflang = {
            link.attributes["hreflang"]: link.attributes["href"] for link in shown.find("link", rel="alternate")
            if "hreflang" in link.attributes
        }  # fmt: skip
        assert hreflang["ur"] == url
        assert hreflang["en"] == f"{BASE}/en/stories/tea/"
    assert english.find("a", href=f"../../../ur/stories/{CHAI_URL}/index.html")
    assert page.find("a", href="../../../en/stories/tea/index.html")
    for path, link in {
        "ur/stories/salt/index.html": f"../{CHAI_URL}/index.html#how",
        "ur/about/index.html": f"../stories/{CHAI_URL}/index.html",
        "ur/index.html": f"stories/{CHAI_URL}/index.html",
        "ur/regions/north/index.html": f"../../stories/{CHAI_URL}/index.html",
    }.items():
        assert parse(tea.page(path)).find("a", href=link), path
        assert "ur/stories/tea" not in tea.page(path)


def test_feeds_and_sitemaps_name_the_new_address_and_entries_keep_their_ids(tea: SmallProject) -> None:
    before = tea.page("ur/feed.xml")
    slug(tea, "ur", "stories/tea", CHAI)

    tea.build()

    url, id = f"{BASE}/ur/stories/{CHAI_URL}/", f"{BASE}/ur/stories/tea/"
    assert f"<id>{id}</id>" in before
    assert f"<id>{id}</id>" in tea.page("ur/feed.xml")
    assert f'href="{url}"' in tea.page("ur/feed.xml")
    items = {item["id"]: item["url"] for item in json.loads(tea.page("ur/feed.json"))["items"]}
    assert items[id] == url
    assert f"<loc>{url}</loc>" in tea.page("sitemaps/ur.xml")
    assert f"<loc>{id}</loc>" not in tea.page("sitemaps/ur.xml")
    assert f'hreflang="ur" href="{url}"' in tea.page("sitemaps/en.xml")


def test_the_address_of_the_source_leads_on_with_canonical_and_a_rule_for_hosts(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "thé")

    tea.build()

    for site in ("portal", "paris"):
        old = parse((tea.root / f"public/{site}/fr/stories/tea/index.html").read_text("utf-8"))
        assert old.only("meta", http_equiv="refresh").attributes["content"] == "0; url=../th%C3%A9/index.html"
        assert old.only("link", rel="canonical").attributes["href"] == f"{BASE}/fr/stories/th%C3%A9/"
        assert old.only("meta", name="robots").attributes["content"] == "noindex"
    assert tea.page("_redirects") == "/fr/stories/tea/ /fr/stories/th%C3%A9/ 301\n"
    rules = (tea.root / "public/paris/_redirects").read_text("utf-8")
    assert rules == "/safar/fr/stories/tea/ /safar/fr/stories/th%C3%A9/ 301\n"


@pytest.mark.parametrize(
    ("tag", "said", "url"),
    [
        ("ur", "ہنزہ-کی-وادی", "%DB%81%D9%86%D8%B2%DB%81-%DA%A9%DB%8C-%D9%88%D8%A7%D8%AF%DB%8C"),
        ("zh-Hant", "罕薩-2", "%E7%BD%95%E8%96%A9-2"),
        ("tr", "ılık-çay", "%C4%B1l%C4%B1k-%C3%A7ay"),
        ("de", "straße", "stra%C3%9Fe"),
    ],
)
def test_addresses_of_all_scripts_are_encoded_and_their_files_named_in_nfc(
    tea: SmallProject, tag: str, said: str, url: str
) -> None:
    tea.edit("content/site.yaml", "[en, fr, ur]", "[en, fr, ur, tr, de, zh-Hant]")
    slug(tea, tag, "stories/tea", said)

    assert tea.build().found == ()

    assert (tea.root / "public/portal" / tag / "stories" / unicodedata.normalize("NFC", said) / "index.html").is_file()
    assert f"/{tag}/stories/tea/ /{tag}/stories/{url}/ 301" in tea.page("_redirects").splitlines()
    assert f"<loc>{BASE}/{tag}/stories/{url}/</loc>" in tea.page(f"sitemaps/{tag}.xml")
    assert f'href="{BASE}/{tag}/stories/{url}/"' in tea.page(f"{tag}/feed.xml")
    assert parse(tea.page(f"{tag}/index.html")).find("a", href=f"stories/{url}/index.html")
    assert flaws(tea) == []


def test_pages_have_slugs_too_and_menus_follow(tea: SmallProject) -> None:
    tea.edit("content/site.yaml", "navigation: [stories]", "navigation: [stories, about]")
    slug(tea, "fr", "pages/about", "à-propos")

    assert tea.build().found == ()

    home = parse(tea.page("fr/index.html"))
    assert home.find("a", href="%C3%A0-propos/index.html")
    assert 'href="../%C3%A0-propos/index.html"' in tea.page("fr/about/index.html")
    assert parse(tea.page("en/about/index.html")).find("a", href="../../fr/%C3%A0-propos/index.html")


def test_a_page_of_one_mission_has_a_slug_on_its_site(tea: SmallProject) -> None:
    tea.write("content/missions/paris/ponts.md", STORY.format("Ponts", 1, "", "Neuf."))
    slug(tea, "en", "missions/paris/ponts", "bridges")

    assert tea.build().found == ()

    assert parse((tea.root / "public/paris/en/bridges/index.html").read_text("utf-8")).only("h1").text == "Ponts"
    assert (tea.root / "public/paris/en/ponts/index.html").is_file()
    assert not (tea.root / "public/portal/en/bridges").exists()


# Topics and regions -----------------------------------------------------------------------------------------


@pytest.fixture
def hills(tea: SmallProject) -> SmallProject:
    """The topic of two stories, on two pages, with another address in French."""
    site = message("topics.hills.slug", "hills", "collines") + message("regions.north.slug", "north", "nord")
    tea.write("locales/fr/LC_MESSAGES/site.po", HEADER.format("fr") + site)
    assert tea.build().found == ()
    return tea


def test_a_topic_and_a_region_move_with_all_their_pages(hills: SmallProject) -> None:
    for path in ("topics/collines", "topics/collines/page/2", "regions/nord"):
        assert parse(hills.page(f"fr/{path}/index.html")).only("h1")
    assert parse(hills.page("fr/topics/index.html")).find("a", href="collines/index.html")
    assert parse(hills.page("fr/topics/collines/index.html")).find("a", href="page/2/index.html")
    assert parse(hills.page("fr/index.html")).find("a", href="regions/nord/index.html")


def test_the_language_switch_and_translations_of_a_list_stay_on_its_page(hills: SmallProject) -> None:
    french = parse(hills.page("fr/topics/collines/page/2/index.html"))
    english = parse(hills.page("en/topics/hills/page/2/index.html"))

    assert french.find("a", href="../../../../../en/topics/hills/page/2/index.html")
    assert english.find("a", href="../../../../../fr/topics/collines/page/2/index.html")
    assert english.find("link", hreflang="fr", href=f"{BASE}/fr/topics/collines/page/2/")


def test_former_pages_of_a_list_lead_on_and_its_feeds_stay_where_they_were_too(hills: SmallProject) -> None:
    assert 'href="../collines/index.html"' in hills.page("fr/topics/hills/index.html")
    assert 'href="../../../collines/page/2/index.html"' in hills.page("fr/topics/hills/page/2/index.html")
    for name in ("feed.xml", "feed.json"):
        assert hills.page(f"fr/topics/hills/{name}") == hills.page(f"fr/topics/collines/{name}")
    feed = hills.page("fr/topics/collines/feed.xml")
    assert f"<id>{BASE}/fr/topics/hills/feed.xml</id>" in feed
    assert f'rel="self" type="application/atom+xml" href="{BASE}/fr/topics/collines/feed.xml"' in feed
    assert "/fr/topics/hills/feed.xml /fr/topics/collines/feed.xml 301" in hills.page("_redirects")
    assert flaws(hills) == []


# What a slug may be -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "said", "reason"),
    [
        ("fr", "Thé Vert", '"Thé Vert" cannot be an address\n  hint: write "thé-vert"'),
        ("fr", "the\u0301", '"the\u0301" cannot be an address\n  hint: write "thé"'),
        ("fr", "ｔea", '"ｔea" cannot be an address\n  hint: write "tea"'),
        ("fr", "tea/../..", '"tea/../.." cannot be an address\n  hint: write "tea"'),
        ("fr", "con", f'"con" cannot be an address\n  hint: write {SLUG_LIKE}'),
        ("tr", "IŞIK", '"IŞIK" cannot be an address\n  hint: write "ışık"'),
        ("tr", "İnci", '"İnci" cannot be an address\n  hint: write "inci"'),
        ("ur", "چائے کا کپ", '"چائے کا کپ" cannot be an address\n  hint: write "چائے-کا-کپ"'),
        ("ur", "ﭼﺎﮰ", '"ﭼﺎﮰ" cannot be an address\n  hint: write "چاۓ"'),
        (
            "ur",
            "چائےtea",
            '"چائےtea" is not written as اردو is\n'
            "  hint: write all letters of a word in the script of the language, or all in a to z",
        ),
        (
            "fr",
            "чай",
            '"чай" is not written as Français is\n'
            "  hint: write all letters of a word in the script of the language, or all in a to z",
        ),
        ("fr", "page", 'the address "page" is one of sitegen\'s own\n  hint: take another word'),
        ("fr", "a" * 121, "the address has more than 120 bytes\n  hint: shorten it"),
    ],
)  # fmt: skip
def test_a_slug_that_cannot_be_an_address_is_named_with_the_nearest_one_and_not_used(
    tea: SmallProject, tag: str, said: str, reason: str
) -> None:
    tea.edit("content/site.yaml", "[en, fr, ur]", "[en, fr, ur, tr]")
    slug(tea, tag, "stories/tea", said)

    built = tea.build()

    place = f"locales/{tag}/LC_MESSAGES/stories/tea.po:7: warning[bad-slug]: "
    assert tea.messages(built) == [f'{place}{reason}. The address keeps "tea" until then.']
    assert parse(tea.page(f"{tag}/stories/tea/index.html")).only("h1").text == "Tea"


def test_words_in_the_script_of_the_language_and_in_ascii_may_stand_side_by_side(tea: SmallProject) -> None:
    slug(tea, "ur", "stories/tea", "کے2-k2-۲۰۲۶")

    assert codes(tea) == []


def test_a_fuzzy_or_empty_slug_or_that_of_the_source_changes_nothing(tea: SmallProject) -> None:
    before = snapshot(tea.root / "public/portal")
    slug(tea, "fr", "stories/tea", "thé")
    tea.edit("locales/fr/LC_MESSAGES/stories/tea.po", 'msgctxt "slug"', '#, fuzzy\nmsgctxt "slug"')
    slug(tea, "ur", "stories/tea", "")
    slug(tea, "fr", "stories/salt", "salt")

    assert codes(tea) == []

    assert {p: c for p, c in snapshot(tea.root / "public/portal").items() if p.endswith((".html", ".xml"))} == {
        p: c for p, c in before.items() if p.endswith((".html", ".xml"))
    }


def test_a_title_that_reads_like_the_slug_is_no_slug(tea: SmallProject) -> None:
    tea.edit("content/stories/tea.md", "title: Tea", "title: tea")
    catalog = HEADER.format("fr") + 'msgid "tea"\nmsgstr "boisson"\n'
    tea.write("locales/fr/LC_MESSAGES/stories/tea.po", catalog)

    tea.build()

    assert parse(tea.page("fr/stories/tea/index.html")).only("h1").text == "boisson"
    assert not (tea.root / "public/portal/fr/stories/boisson").exists()


def test_a_slug_is_not_taken_from_a_language_that_is_fallen_back_to(tea: SmallProject) -> None:
    tea.edit("content/site.yaml", "[en, fr, ur]", "[en, fr, {tag: ur, fallback: [fr]}]")
    slug(tea, "fr", "stories/tea", "thé")

    tea.build()

    assert parse(tea.page("ur/stories/tea/index.html")).only("h1")
    assert not (tea.root / "public/portal/ur/stories/thé").exists()


def test_the_address_of_another_text_cannot_be_taken(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "salt")
    slug(tea, "fr", "pages/about", "salt")

    built = tea.build()

    assert tea.messages(built) == [
        'locales/fr/LC_MESSAGES/stories/tea.po:7: warning[slug-taken]: "salt" is the address of stories/salt here\n'
        '  hint: take another one; an address leads to one page only. The address keeps "tea" until then.'
    ]
    assert parse(tea.page("fr/salt/index.html")).only("h1").text == "About"


def test_of_two_texts_with_one_slug_the_first_keeps_it(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "blanc")
    slug(tea, "fr", "stories/salt", "blanc")

    built = tea.build()

    assert [str(fault.span) for fault in built.found] == ["locales/fr/LC_MESSAGES/stories/tea.po:7"]
    assert parse(tea.page("fr/stories/blanc/index.html")).only("h1").text == "Salt"


def test_of_two_texts_with_one_slug_the_one_keeps_it_that_had_it_before(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "blanc")
    update(tea.session(), OPTIONS)
    slug(tea, "fr", "stories/salt", "blanc")

    built = tea.build()

    assert [str(fault.span) for fault in built.found] == ["locales/fr/LC_MESSAGES/stories/salt.po:7"]
    assert parse(tea.page("fr/stories/blanc/index.html")).only("h1").text == "Tea"


def test_two_slugs_that_differ_in_case_folding_only_are_one(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "weiß")
    slug(tea, "fr", "stories/salt", "weiss")

    assert codes(tea) == ["slug-taken"]


def test_an_alias_of_another_text_cannot_be_taken_and_ones_own_can(tea: SmallProject) -> None:
    tea.edit("content/stories/tea.md", "topics:", "aliases: [chai]\ntopics:")
    slug(tea, "fr", "stories/tea", "chai")
    slug(tea, "ur", "stories/salt", "chai")

    assert [f"{fault.span.path} {fault.code}" for fault in tea.build().found] == [
        "locales/ur/LC_MESSAGES/stories/salt.po slug-taken"
    ]
    assert parse(tea.page("fr/stories/chai/index.html")).only("h1").text == "Tea"
    assert sorted(tea.page("_redirects").splitlines()) == [
        "/en/stories/chai/ /en/stories/tea/ 301",
        "/fr/stories/tea/ /fr/stories/chai/ 301",
        "/ur/stories/chai/ /ur/stories/tea/ 301",
    ]


def test_pages_of_all_sites_and_of_a_mission_share_their_addresses(tea: SmallProject) -> None:
    tea.write("content/missions/paris/ponts.md", STORY.format("Ponts", 1, "", "Neuf."))
    slug(tea, "en", "missions/paris/ponts", "about")
    slug(tea, "fr", "pages/about", "ponts")

    assert [f"{fault.span.path} {fault.code}" for fault in tea.build().found] == [
        "locales/en/LC_MESSAGES/missions/paris/ponts.po slug-taken",
        "locales/fr/LC_MESSAGES/pages/about.po slug-taken",
    ]


def test_a_mission_cannot_change_an_address(tea: SmallProject) -> None:
    override = HEADER.format("fr") + message("slug", "tea", "infusion")
    tea.write("locales/fr/LC_MESSAGES/missions/paris.po", override)

    built = tea.build()

    assert tea.messages(built) == [
        "locales/fr/LC_MESSAGES/missions/paris.po:7: warning[mission-slug]:"
        ' the mission "paris" cannot give stories/tea another address\n'
        "  hint: take it out: all sites have one address for a text, so that each can point to the others"
    ]
    assert not (tea.root / "public/paris/fr/stories/infusion").exists()


def test_slugs_count_for_nothing_in_how_much_is_translated(tea: SmallProject) -> None:
    rows = {(row.tag, row.domain): row.tally for row in status(tea.session(), OPTIONS).rows}
    slug(tea, "fr", "stories/tea", "thé")

    after = {(row.tag, row.domain): row.tally for row in status(tea.session(), OPTIONS).rows}

    assert after == rows
    assert rows["fr", "stories/tea"].messages["untranslated"] == 4


def test_a_new_story_cannot_take_a_translated_address(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "infusion")

    made = new_text(tea.session(), OPTIONS, "stories", "infusion")

    assert [str(fault) for fault in made.found] == [
        'content/stories/infusion/index.md: error[slug-taken]: "infusion" is the address of stories/tea in Français\n'
        "  hint: take another name"
    ]


# Former addresses -------------------------------------------------------------------------------------------


def test_a_slug_that_changes_leads_on_from_the_one_before(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "thé")
    update(tea.session(), OPTIONS)
    slug(tea, "fr", "stories/tea", "infusion")

    for _ in ("before the update", "after it"):
        assert codes(tea) == []
        for old in ("thé", "tea"):
            assert 'href="../infusion/index.html"' in tea.page(f"fr/stories/{old}/index.html")
        assert update(tea.session(), OPTIONS).found == ()

    assert tea.page("_redirects").splitlines() == [
        "/fr/stories/tea/ /fr/stories/infusion/ 301",
        "/fr/stories/th%C3%A9/ /fr/stories/infusion/ 301",
    ]
    assert (tea.root / "locales/history/stories/tea.yaml").read_text("utf-8").partition("headings")[0] == (
        "# Former addresses, which lead on to the present ones. `sitegen messages update` keeps this file;\n"
        "# what may be changed by hand stands in docs/formats.md.\n"
        "slugs:\n"
        "  fr:\n"
        "    now: infusion\n"
        "    former:\n"
        "      - thé\n"
    )


def test_a_slug_that_is_taken_back_leads_nowhere_from_itself(tea: SmallProject) -> None:
    for said in ("thé", "infusion", "thé"):
        slug(tea, "fr", "stories/tea", said)
        update(tea.session(), OPTIONS)

    tea.build()

    assert tea.page("_redirects").splitlines() == [
        "/fr/stories/infusion/ /fr/stories/th%C3%A9/ 301",
        "/fr/stories/tea/ /fr/stories/th%C3%A9/ 301",
    ]


def test_a_slug_that_is_removed_leads_to_that_of_the_source(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "thé")
    update(tea.session(), OPTIONS)
    slug(tea, "fr", "stories/tea", "")

    for _ in ("before the update", "after it"):
        assert codes(tea) == []
        assert tea.page("_redirects") == "/fr/stories/th%C3%A9/ /fr/stories/tea/ 301\n"
        update(tea.session(), OPTIONS)


def test_who_stands_at_a_former_address_of_another_text_keeps_it(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "blanc")
    update(tea.session(), OPTIONS)
    slug(tea, "fr", "stories/tea", "thé")
    update(tea.session(), OPTIONS)
    slug(tea, "fr", "stories/salt", "blanc")

    assert codes(tea) == []
    assert parse(tea.page("fr/stories/blanc/index.html")).only("h1").text == "Salt"

    update(tea.session(), OPTIONS)
    slug(tea, "fr", "stories/salt", "sel")
    assert codes(tea) == []
    assert 'href="../sel/index.html"' in tea.page("fr/stories/blanc/index.html")


def test_a_renamed_story_takes_the_addresses_of_all_languages_with_it(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "thé")
    update(tea.session(), OPTIONS)
    text = (tea.root / "content/stories/tea.md").read_text("utf-8")
    tea.remove("content/stories/tea.md")
    tea.write("content/stories/chai.md", text.replace("topics:", "aliases: [tea]\ntopics:"))
    for name in ("content/stories/salt.md", "content/pages/about.md"):
        tea.edit(name, "tea.md", "chai.md")
    for path in (tea.root / "locales").rglob("*/stories/tea.po"):
        path.unlink()

    built = tea.build()

    assert built.found == ()
    assert tea.page("_redirects").splitlines() == [
        "/en/stories/tea/ /en/stories/chai/ 301",
        "/fr/stories/tea/ /fr/stories/chai/ 301",
        "/fr/stories/th%C3%A9/ /fr/stories/chai/ 301",
        "/ur/stories/tea/ /ur/stories/chai/ 301",
    ]


def test_a_renamed_story_that_brings_its_catalogs_keeps_its_translated_addresses(tea: SmallProject) -> None:
    update(tea.session(), OPTIONS)
    catalog = tea.root / "locales/fr/LC_MESSAGES/stories/tea.po"
    tea.edit(str(catalog.relative_to(tea.root)), 'msgid "tea"\nmsgstr ""', 'msgid "tea"\nmsgstr "thé"')
    (tea.root / "content/stories/tea.md").rename(tea.root / "content/stories/chai.md")
    for path in (tea.root / "locales").rglob("*/stories/tea.po"):
        path.rename(path.with_name("chai.po"))
    for name in ("content/stories/salt.md", "content/pages/about.md"):
        tea.edit(name, "tea.md", "chai.md")

    update(tea.session(), OPTIONS)

    text = catalog.with_name("chai.po").read_text("utf-8")
    assert 'msgctxt "slug"\nmsgid "chai"\nmsgstr "thé"\n' in text
    assert "fuzzy" not in text
    tea.build()
    assert parse(tea.page("fr/stories/thé/index.html")).only("h1")


def test_a_withdrawn_story_leads_on_to_the_page_that_says_so(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "thé")
    update(tea.session(), OPTIONS)
    slug(tea, "fr", "stories/tea", "infusion")
    tea.edit("content/stories/tea.md", "topics:", "status: withdrawn\ntopics:")

    tea.build()

    old = parse(tea.page("fr/stories/thé/index.html"))
    assert old.find("a", href="../infusion/index.html")
    assert old.find("link", rel="canonical") == []
    assert "Pour it." not in tea.page("fr/stories/infusion/index.html")


def test_an_address_that_leads_on_is_not_gone_and_one_that_does_not_is(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "thé")
    tea.build()
    slug(tea, "fr", "stories/tea", "infusion")

    built = tea.build()

    assert [str(fault.span) for fault in built.found] == [
        "paris/fr/stories/thé/index.html",
        "portal/fr/stories/thé/index.html",
    ]
    assert {fault.code for fault in built.found} == {"page-gone"}


def test_a_removed_story_is_gone_in_all_languages_under_its_own_name(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "thé")
    update(tea.session(), OPTIONS)
    tea.build()
    tea.remove("content/stories/tea.md")
    for path in (tea.root / "locales").rglob("LC_MESSAGES/stories/tea.po"):
        path.unlink()
    for name in ("content/stories/salt.md", "content/pages/about.md"):
        tea.edit(name, "[tea]", "tea")

    told = [str(fault) for fault in tea.build().found if fault.code == "page-gone"]

    assert len(told) == 2
    assert told[1] == (
        f"portal/en/stories/tea/index.html: warning[page-gone]: {BASE}/en/stories/tea/ is gone,"
        " with 3 more in other languages\n"
        "  hint: add aliases: [stories/tea] to what it became, or bring it back with status: withdrawn to leave a page"
    )


def test_a_draft_leaves_no_trace_at_its_translated_address(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "infusion")
    tea.edit("content/stories/tea.md", "topics:", "status: draft\ntopics:")
    tea.build()
    assert not [path for path in snapshot(tea.root / "public") if "infusion" in path or "stories/tea" in path]

    tea.build(drafts=True)

    found = check(tea.session(), OPTIONS).found
    places = {fault.span.path for fault in found if fault.code == "draft-published"}
    assert "public/portal/fr/stories/infusion/index.html" in places


def test_the_preview_shows_a_slug_when_it_is_saved(tea: SmallProject) -> None:
    session = tea.session("preview")
    session.build(Options(now=NOW, drafts=True, preview=True))
    slug(tea, "fr", "stories/tea", "thé")

    session.build(Options(now=NOW, drafts=True, preview=True))

    assert (tea.root / "preview/portal/fr/stories/thé/index.html").is_file()


def test_why_tells_of_a_page_at_a_translated_address(tea: SmallProject) -> None:
    slug(tea, "ur", "stories/tea", CHAI)

    lines, _ = why(tea.session(), f"portal/ur/stories/{CHAI}/index.html", OPTIONS)

    assert lines == [f"portal/ur/stories/{CHAI}/index.html: was never made; the next build makes it"]


def test_check_is_content_with_translated_addresses(tea: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    slug(tea, "ur", "stories/tea", CHAI)
    slug(tea, "fr", "pages/about", "à-propos")
    update(tea.session(), OPTIONS)
    slug(tea, "fr", "stories/tea", "thé")
    tea.build()

    code = cli.main(["check", "--strict", "-C", str(tea.root), "--now", "2026-06-01T00:00+00:00"])

    assert (code, capsys.readouterr().err) == (cli.FINE, "")


# The file of history ----------------------------------------------------------------------------------------


def test_history_is_no_language_and_no_unread_file(tea: SmallProject) -> None:
    update(tea.session(), OPTIONS)

    assert (tea.root / "locales/history/stories/tea.yaml").is_file()
    assert codes(tea) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("slugs:\n  fr:\n    now: Thé\n", '3: error[wrong-value]: "Thé" is no good for "now"'),
        ("slugs:\n  frr-x:\n    now: te\n", '2: error[wrong-value]: "frr-x" is no good as a key of "slugs"'),
        ("slugs:\n  fr:\n    then: te\n", '3: error[unknown-key]: there is no field "then"'),
        ("headings:\n  - id: how\n  - id: how\n", '3: error[duplicate-key]: the heading "how" stands here for the'),
        ("<<<<<<< ours\nslugs:\n", "2: error[yaml-syntax]: this is not YAML"),
    ],
)  # fmt: skip
def test_a_faulty_file_of_history_is_told_with_its_line_and_stops_the_build(
    tea: SmallProject, text: str, said: str
) -> None:
    history(tea, "stories/tea", text)

    built = tea.build()

    assert not built.published
    assert [str(fault).startswith(f"locales/history/stories/tea.yaml:{said}") for fault in built.found] == [True]
    assert update(tea.session(), OPTIONS).written == ()


def test_files_of_history_that_nobody_reads_are_told(tea: SmallProject) -> None:
    history(tea, "stories/Tea", "slugs: {}\n")
    tea.write("locales/history/notes.txt", "mine")

    assert [(str(fault.span), fault.code) for fault in tea.build().found] == [
        ("locales/history/notes.txt", "unread-file"),
        ("locales/history/stories/Tea.yaml", "unread-file"),
    ]


def test_history_of_a_text_or_language_that_is_gone_stays_and_disturbs_nobody(tea: SmallProject) -> None:
    history(tea, "stories/cocoa", "slugs: {fr: {now: cacao}}\n")
    history(tea, "stories/tea", "slugs: {de: {now: tee, former: [te]}}\n")
    update(tea.session(), OPTIONS)

    assert codes(tea) == []
    assert (tea.root / "locales/history/stories/cocoa.yaml").read_text() == "slugs: {fr: {now: cacao}}\n"
    assert "  de:\n    now: tee\n    former:\n      - te\n" in (
        tea.root / "locales/history/stories/tea.yaml"
    ).read_text("utf-8")


def test_a_file_that_says_the_same_in_other_words_is_left_as_it_is(tea: SmallProject) -> None:
    slug(tea, "fr", "pages/about", "nous")
    mine = "slugs: {fr: {former: [maison], now: nous}}  # asked for by the desk\n"
    history(tea, "pages/about", mine)

    update(tea.session(), OPTIONS)

    assert (tea.root / "locales/history/pages/about.yaml").read_text() == mine
    assert update(tea.session(), OPTIONS).written == ()


def test_an_update_of_one_language_leaves_the_history_of_others(tea: SmallProject) -> None:
    slug(tea, "fr", "pages/about", "nous")
    slug(tea, "ur", "pages/about", "ہم")

    update(tea.session(), OPTIONS, ("ur",))

    text = (tea.root / "locales/history/pages/about.yaml").read_text("utf-8")
    assert "now: ہم" in text
    assert "fr" not in text


def test_what_was_never_published_has_no_history(tea: SmallProject) -> None:
    tea.write("content/stories/cocoa.md", STORY.format("Cocoa", 3, "status: draft\n", "## One"))

    update(tea.session(), OPTIONS)

    assert not (tea.root / "locales/history/stories/cocoa.yaml").exists()


def test_notes_do_not_stop_a_strict_build(tea: SmallProject) -> None:
    update(tea.session(), OPTIONS)
    tea.edit("content/stories/tea.md", "## How", "## How to pour")

    built = tea.build(strict=True)

    assert built.published
    assert {fault.severity for fault in built.found} == {Severity.NOTE}


def test_slugs_are_lossless_in_catalogs_that_gettext_reads(tea: SmallProject, tmp_path: Path) -> None:
    slug(tea, "ur", "stories/tea", CHAI)
    update(tea.session(), OPTIONS)

    assert update(tea.session(), OPTIONS).written == ()
    text = (tea.root / "locales/ur/LC_MESSAGES/stories/tea.po").read_text("utf-8")
    assert f'msgctxt "slug"\nmsgid "tea"\nmsgstr "{CHAI}"\n' in text


def test_a_renamed_story_whose_catalogs_are_found_has_its_history_at_once(tea: SmallProject) -> None:
    update(tea.session(), OPTIONS)
    catalog = "locales/fr/LC_MESSAGES/stories/tea.po"
    tea.edit(catalog, 'msgid "tea"\nmsgstr ""', 'msgid "tea"\nmsgstr "thé"')
    (tea.root / "content/stories/tea.md").rename(tea.root / "content/stories/chai.md")
    for name in ("content/stories/salt.md", "content/pages/about.md"):
        tea.edit(name, "tea.md", "chai.md")

    moved = update(tea.session(), OPTIONS).moved

    assert (catalog, catalog.replace("tea", "chai")) in moved
    assert "    now: thé\n" in (tea.root / "locales/history/stories/chai.yaml").read_text("utf-8")
    assert update(tea.session(), OPTIONS).written == ()


def test_of_two_slugs_in_one_catalog_neither_is_lost(tea: SmallProject) -> None:
    slug(tea, "fr", "stories/tea", "infusion")
    path = "locales/fr/LC_MESSAGES/stories/tea.po"
    text = (tea.root / path).read_text("utf-8").replace('msgid "tea"', 'msgid "chai"')
    tea.write(path, text + '#~ msgctxt "slug"\n#~ msgid "tea"\n#~ msgstr "thé"\n')

    update(tea.session(), OPTIONS)

    text = (tea.root / path).read_text("utf-8")
    assert 'msgctxt "slug"\nmsgid "tea"\nmsgstr "infusion"\n' in text
    assert '#~ msgctxt "slug"\n#~ msgid "chai"\n#~ msgstr "thé"\n' in text
    assert update(tea.session(), OPTIONS).written == ()
