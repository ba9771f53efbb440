"""`sitegen messages status`: what is counted, since when it waits, and how it is told."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sitegen import cli
from sitegen.messages import update
from sitegen.messages.status import Row, Selection, Status, status
from sitegen.messages.status.table import width
from sitegen.revisions import Repository
from sitegen.session import Options
from tests.conftest import ProjectFactory
from tests.repository import commit, git
from tests.support import NOW, SmallProject, snapshot

OPTIONS = Options(now=NOW)
SOURCE = "content/stories/coffee/index.md"
CATALOG = "locales/fr/LC_MESSAGES/stories/coffee.po"
COFFEE = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    ---
    Drink it slowly, and never alone.

    From a small cup.
    -- content/pages/about.md --
    ---
    title: About
    date: 2026-02-03
    status: draft
    ---
    Who we are.
    -- content/missions/berlin.yaml --
    name: Tales Berlin
    city: Berlin
    base_url: https://berlin.example.org/
    languages: [en, fr]
    greeting: Welcome to you all.
    """
SAID = {
    "Coffee": "Café",
    "Drink it slowly, and never alone.": "À boire lentement, jamais seul.",
    "From a small cup.": "Dans une petite tasse.",
}


@pytest.fixture
def coffee(project: ProjectFactory) -> SmallProject:
    """A story that is translated into French, a draft of a page that is not, and a mission."""
    made = project(COFFEE)
    update(made.session(), OPTIONS)
    for id, said in SAID.items():
        made.edit(CATALOG, f'msgid "{id}"\nmsgstr ""', f'msgid "{id}"\nmsgstr "{said}"')
    return made


def _status(project: SmallProject, *languages: str, texts: tuple[str, ...] = (), **options: object) -> Status:
    history = Repository(root=project.root, environment=dict(os.environ))
    asked = Options(**{"now": NOW, **options})  # type: ignore[arg-type]
    return status(project.session(), asked, Selection(languages=languages, texts=texts), history)


def _row(found: Status, tag: str, domain: str) -> Row:
    return next(row for row in found.rows if (row.tag, row.domain) == (tag, domain))


def _run(project: SmallProject, *arguments: str) -> int:
    now = ("--now", "2026-06-01T00:00+00:00")
    return cli.main(["messages", "status", *arguments, "-C", str(project.root), *now])


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# Counting -------------------------------------------------------------------------------------------------


def test_words_and_segments_are_counted_in_each_state(coffee: SmallProject) -> None:
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")
    coffee.edit(SOURCE, "From a small cup.", "See [here](#how).\n\n## How\n\nNew.")
    update(coffee.session(), OPTIONS)
    coffee.edit(CATALOG, 'msgid "See [here](#how)."\nmsgstr ""', 'msgid "See [here](#how)."\nmsgstr "Voir ici."')

    row = _row(_status(coffee), "fr", "stories/coffee")

    assert row.tally.messages == {"translated": 1, "fuzzy": 1, "untranslated": 2, "broken": 1, "obsolete": 2}
    assert row.tally.words == {"translated": 1, "fuzzy": 8, "untranslated": 2, "broken": 2, "obsolete": 10}


def test_a_language_is_the_sum_of_its_texts(coffee: SmallProject) -> None:
    found = _status(coffee)

    french = next(total for total in found.languages if total.tag == "fr")
    rows = [row for row in found.rows if row.tag == "fr"]
    assert {row.domain for row in rows} == {"site", "theme", "stories/coffee", "pages/about"}
    assert french.tally.messages["translated"] == 3
    assert french.tally.total_words == sum(row.tally.total_words for row in rows)
    assert (french.texts, french.complete) == (4, 1)


def test_a_withdrawn_text_is_nobodys_work(coffee: SmallProject) -> None:
    before = _status(coffee, "ur").languages[0].tally.total
    coffee.edit(SOURCE, "date: 2026-01-02", "date: 2026-01-02\nstatus: withdrawn")

    found = _status(coffee, "ur")

    assert before - found.languages[0].tally.total == len(SAID)
    assert "stories/coffee" not in {row.domain for row in found.due}
    assert _row(found, "ur", "stories/coffee").state == "withdrawn"


def test_a_site_has_what_its_readers_see_now(coffee: SmallProject) -> None:
    found = _status(coffee, "fr")

    totals = {total.site: total.tally for total in found.sites}
    # The draft of the page is nowhere; the mission's own name and greeting are on its site alone.
    rows = {row.domain: row.tally.total for row in found.rows}
    own = 2
    assert totals["berlin"].total == rows["site"] + rows["theme"] + rows["stories/coffee"]
    assert totals["portal"].total == totals["berlin"].total - own


def test_a_site_that_says_something_its_own_way_has_it_translated(coffee: SmallProject) -> None:
    def untranslated(site: str) -> int:
        seen = next(total for total in _status(coffee, "fr").sites if total.site == site)
        return seen.tally.messages["untranslated"]

    before = untranslated("berlin"), untranslated("portal")
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: fr\\n"\n\n'
    word = 'msgctxt "topics.hills"\nmsgid "Hills"\nmsgstr "Collines"\n'
    coffee.write("locales/fr/LC_MESSAGES/missions/berlin.po", header + word)

    assert (untranslated("berlin"), untranslated("portal")) == (before[0] - 1, before[1])


def test_all_of_a_catalog_that_cannot_be_read_is_broken(
    coffee: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    coffee.edit(CATALOG, '"Dans une petite tasse."', '"Dans une petite tasse.')

    code = _run(coffee)

    told = capsys.readouterr()
    assert code == cli.FAULTS
    assert told.err.startswith(f"{CATALOG}:")
    assert "fr  stories/coffee  the catalog cannot be read" in told.out
    row = _row(_status(coffee), "fr", "stories/coffee")
    assert (row.readable, row.tally.messages["broken"], row.tally.words["broken"]) == (False, 3, 11)


def test_a_share_is_never_rounded_up(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    long = ("word " * 1000).strip()
    coffee.write(SOURCE, f"---\ntitle: Coffee\ndate: 2026-01-02\n---\n{long}\n\nlast\n")
    update(coffee.session(), OPTIONS)
    coffee.edit(CATALOG, f'msgid "{long}"\nmsgstr ""', f'msgid "{long}"\nmsgstr "mots"')
    asked = ("--language", "fr", "--story", "coffee", "--fail-under")

    assert _run(coffee, *asked, "99.9") == cli.FINE
    assert _run(coffee, *asked, "99.91") == cli.FAULTS
    assert "99.9 %       1001      0            1" in capsys.readouterr().out


# Since when -----------------------------------------------------------------------------------------------


def test_a_draft_waits_since_its_source_changed(coffee: SmallProject) -> None:
    commit(coffee, "2026-02-01")
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")
    update(coffee.session(), OPTIONS)
    commit(coffee, "2026-03-01")
    coffee.edit(CATALOG, "Café", "Le café")
    commit(coffee, "2026-04-01")

    assert _row(_status(coffee), "fr", "stories/coffee").since == _day("2026-03-01")


def test_a_draft_whose_source_changes_again_waits_since_the_first_time(coffee: SmallProject) -> None:
    for day, old, new in (("2026-03-01", "never alone", "never in haste"), ("2026-05-01", "in haste", "hastily")):
        coffee.edit(SOURCE, old, new)
        update(coffee.session(), OPTIONS)
        commit(coffee, day)

    assert _row(_status(coffee), "fr", "stories/coffee").since == _day("2026-03-01")


def test_a_message_without_translation_waits_since_it_came(coffee: SmallProject) -> None:
    commit(coffee, "2026-02-01")
    coffee.write(SOURCE, (coffee.root / SOURCE).read_text("utf-8") + "\nAnd then another.\n")
    update(coffee.session(), OPTIONS)
    commit(coffee, "2026-03-02")

    found = _status(coffee)

    assert _row(found, "fr", "stories/coffee").since == _day("2026-03-02")
    assert _row(found, "ur", "stories/coffee").since == _day("2026-02-01")


def test_a_broken_message_waits_since_it_was_translated(coffee: SmallProject) -> None:
    commit(coffee, "2026-02-01")
    coffee.edit(CATALOG, "Dans une petite tasse.", "Dans une `petite` tasse.")
    commit(coffee, "2026-03-03")

    assert _row(_status(coffee), "fr", "stories/coffee").since == _day("2026-03-03")


def test_what_is_not_committed_waits_since_today(coffee: SmallProject) -> None:
    commit(coffee, "2026-02-01")
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")
    update(coffee.session(), OPTIONS)

    assert _row(_status(coffee), "fr", "stories/coffee").since == NOW.date()


def test_an_edit_waits_before_the_catalogs_are_updated_too(coffee: SmallProject) -> None:
    commit(coffee, "2026-02-01")
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")
    commit(coffee, "2026-03-04")

    assert _row(_status(coffee), "fr", "stories/coffee").since == _day("2026-03-04")


def test_without_a_catalog_or_without_git_the_age_of_the_text_counts(coffee: SmallProject) -> None:
    assert _status(coffee).history == "none"
    assert _row(_status(coffee), "ur", "stories/coffee").since == _day("2026-01-02")
    coffee.remove("locales/ur/LC_MESSAGES/pages/about.po")
    commit(coffee, "2026-05-01")

    assert _status(coffee).history == "git"
    assert _row(_status(coffee), "ur", "pages/about").since == _day("2026-02-03")
    coffee.edit("content/pages/about.md", "date: 2026-02-03", "date: 2026-02-03\nupdated: 2026-03-05")
    assert _row(_status(coffee), "ur", "pages/about").since == _day("2026-03-05")


def test_no_text_waits_since_a_day_to_come(coffee: SmallProject) -> None:
    coffee.edit(SOURCE, "date: 2026-01-02", "date: 2030-01-02")
    assert _row(_status(coffee), "ur", "stories/coffee").since == NOW.date()
    commit(coffee, "2031-01-01")

    assert _row(_status(coffee), "ur", "stories/coffee").since == NOW.date()


def test_the_project_may_be_a_folder_of_a_repository(tmp_path: Path) -> None:
    inner = SmallProject(
        tmp_path / "sites" / "tales", {SOURCE: "---\ntitle: Coffee\ndate: 2026-01-02\n---\nDrink it.\n"}
    )
    update(inner.session(), OPTIONS)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "All", day="2026-03-06")

    assert _row(_status(inner), "fr", "stories/coffee").since == _day("2026-03-06")


def test_a_shallow_clone_is_told(coffee: SmallProject, tmp_path_factory: pytest.TempPathFactory) -> None:
    commit(coffee, "2026-02-01")
    commit(coffee, "2026-03-01")
    clone = tmp_path_factory.mktemp("clone") / "project"
    git(coffee.root, "clone", "--quiet", "--depth=1", coffee.root.as_uri(), str(clone))

    found = status(coffee.session(), OPTIONS, None, Repository(root=clone, environment=dict(os.environ)))

    assert found.history == "shallow"


def test_what_waits_longest_comes_first(coffee: SmallProject) -> None:
    commit(coffee, "2026-02-01")
    coffee.edit(SOURCE, "and never alone", "and never in a hurry")
    update(coffee.session(), OPTIONS)
    commit(coffee, "2026-03-01")

    days = [row.since for row in _status(coffee).due]

    assert days == sorted(days, key=str)
    assert len(set(days)) == 2


# At a terminal --------------------------------------------------------------------------------------------


def test_the_table_fits_a_terminal_and_names_domains(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    coffee.edit(SOURCE, "title: Coffee", "title: ہنزہ کی چائے اور 珈琲の物語")
    commit(coffee, "2026-05-01")

    assert _run(coffee, "--language", "fr") == cli.FINE

    lines = capsys.readouterr().out.splitlines()
    assert max(map(width, lines)) <= 80
    at = lines.index("fr  stories/coffee                                              since 2026-05-01")
    assert lines[at + 1 : at + 3] == [
        "                 words  58.8 %         10      0            7      0        0",
        "              segments  66.6 %          2      0            1      0        0",
    ]


def test_complete_texts_are_folded_unless_asked_for(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    _run(coffee, "--story", "coffee", "--language", "fr")
    folded = capsys.readouterr().out
    _run(coffee, "--story", "coffee", "--language", "fr", "--all")
    listed = capsys.readouterr().out

    assert "fr  stories/coffee" not in folded
    assert folded.endswith("\n1 catalog complete (--all lists them)\n")
    assert "complete texts" in listed and "\nfr  stories/coffee\n" in listed


def test_languages_that_are_complete_on_a_site_are_only_named(
    coffee: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(coffee, "--story", "coffee")

    lines = capsys.readouterr().out.splitlines()
    assert "portal  complete: fr" in lines
    assert lines[lines.index("portal  complete: fr") + 1].startswith("  ur             words     0 %")


def test_filters_can_be_repeated_and_joined(coffee: SmallProject) -> None:
    found = _status(coffee, "fr", "ur", texts=("coffee", "pages/about"))
    assert {(row.tag, row.domain) for row in found.rows} == {
        (tag, domain) for tag in ("fr", "ur") for domain in ("stories/coffee", "pages/about")
    }

    berlin = _status(coffee, sites=("berlin",))
    assert {total.site for total in berlin.sites} == {"berlin"}
    assert {row.tag for row in berlin.rows} == {"fr"}


@pytest.mark.parametrize(
    ("option", "name", "said"),
    [
        ("--language", "fri", 'error[unknown-language]: no site has the language "fri"\n  hint: did you mean "fr"?'),
        ("--site", "berlyn", 'error[unknown-site]: there is no site "berlyn"\n  hint: did you mean "berlin"?'),
        ("--story", "cofee", 'error[unknown-text]: there is no text "cofee"\n  hint: did you mean "coffee"?'),
    ],
)
def test_a_filter_for_what_is_not_there_is_an_error(
    coffee: SmallProject, capsys: pytest.CaptureFixture[str], option: str, name: str, said: str
) -> None:
    assert _run(coffee, option, name) == cli.USAGE

    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


def test_a_language_that_the_site_does_not_have_is_an_error(
    coffee: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(coffee, "--site", "berlin", "--language", "ur", "--fail-under", "80") == cli.USAGE
    assert 'error[unknown-language]: none of these sites has the language "ur"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("least", "code"),
    [("0", cli.FINE), ("50.0", cli.FINE), ("90.9", cli.FINE), ("90.91", cli.FAULTS), ("100", cli.FAULTS)],
)
def test_it_fails_under_a_share_of_words(
    coffee: SmallProject, capsys: pytest.CaptureFixture[str], least: str, code: int
) -> None:
    coffee.edit(SOURCE, "title: Coffee", "title: Tea")  # one of eleven words

    assert _run(coffee, "--language", "fr", "--story", "coffee", "--fail-under", least) == code
    said = f"fr: less than {least} % of the words are translated\n"
    assert capsys.readouterr().err == (said if code else "")


def test_with_a_site_it_fails_for_what_that_sites_readers_see(
    coffee: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(coffee, "--site", "berlin", "--fail-under", "80") == cli.FAULTS
    assert capsys.readouterr().err == ("berlin/fr: less than 80 % of the words are translated\n")


@pytest.mark.parametrize("least", ["many", "-1", "101", "nan", "inf", ""])
def test_a_threshold_that_is_no_share_is_refused(coffee: SmallProject, least: str) -> None:
    with pytest.raises(SystemExit) as ended:
        _run(coffee, f"--fail-under={least}")

    assert ended.value.code == cli.USAGE


def test_the_same_comes_as_json(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    commit(coffee, "2026-05-01")
    coffee.edit(SOURCE, "title: Coffee", "title: Tea")

    code = _run(coffee, "--json", "--language", "fr", "--story", "coffee", "--fail-under", "95")

    told = json.loads(capsys.readouterr().out)
    counts = {
        "messages": {"translated": 2, "fuzzy": 0, "untranslated": 1, "broken": 0, "obsolete": 0},
        "words": {"translated": 10, "fuzzy": 0, "untranslated": 1, "broken": 0, "obsolete": 0},
        "percent": {"messages": 66.6, "words": 90.9},
    }
    since = {"since": "2026-06-01"}
    assert code == cli.FAULTS
    assert told == {
        "today": "2026-06-01",
        "history": "git",
        "languages": [{"language": "fr", "texts": 1, "complete": 0, **since, **counts}],
        "sites": [{"site": site, "language": "fr", **counts} for site in ("portal", "berlin")],
        "rows": [
            {
                "language": "fr",
                "domain": "stories/coffee",
                "catalog": CATALOG,
                "has_catalog": True,
                "readable": True,
                "source": SOURCE,
                "source_language": "en",
                "title": "Tea",
                "state": "published",
                "url": "https://tales.example.org/fr/stories/coffee/",
                **since,
                **counts,
            }
        ],
        "below": ["fr"],
        "diagnostics": [],
    }


# As pages -------------------------------------------------------------------------------------------------


def _tree(path: Path) -> ET.Element:
    """Return a page as a tree, after making of the few void elements what XML has for them."""
    text = path.read_text("utf-8").removeprefix("<!doctype html>\n")
    lines = [line.replace(">", "/>") if line.startswith("meta") else line for line in text.split("<")]
    return ET.fromstring("<".join(lines))


def test_pages_can_be_published(coffee: SmallProject) -> None:
    commit(coffee, "2026-05-01")
    folder = coffee.root / "status"

    assert _run(coffee, "--html", str(folder), "--catalogs", "https://git.example.org/tales/blob/main/") == cli.FINE

    assert sorted(snapshot(folder)) == [".sitegen-status.json", "fr.html", "index.html", "ur.html"]
    index, french = _tree(folder / "index.html"), _tree(folder / "fr.html")
    links = [link.get("href") for link in index.iter("a")]
    assert links[:2] == ["fr.html", "ur.html"]
    catalogs = "https://git.example.org/tales/blob/main/locales/fr/LC_MESSAGES"
    assert {link.get("href") for link in french.iter("a")} == {
        "index.html",
        "https://tales.example.org/fr/stories/coffee/",
        *(f"{catalogs}/{domain}.po" for domain in ("site", "theme", "pages/about", "stories/coffee")),
    }
    bars = [bar.get("aria-label") for bar in french.iter("svg") if bar.get("role") == "img"]
    assert "100 %: 11 words translated" in bars
    assert not list(index.iter("script")) and "style=" not in (folder / "index.html").read_text("utf-8")


def test_no_title_says_anything_to_a_browser(coffee: SmallProject) -> None:
    hostile = """'</title><script>alert("1")</script>&amp;<b onclick=x> " & end'"""
    coffee.edit(SOURCE, "title: Coffee", f"title: {hostile}")
    coffee.edit("content/site.yaml", "name: Tales", "name: '<i>Tales</i> \"& co'")

    _run(coffee, "--html", str(coffee.root / "status"))

    pages = [_tree(coffee.root / "status" / f"{name}.html") for name in ("index", "fr", "ur")]
    for page in pages:
        names = {element.tag for element in page.iter()}
        assert names & {"script", "i", "b"} == set()
        assert '<i>Tales</i> "& co' in "".join(page.find("head/title").itertext())  # type: ignore[union-attr]
    assert any(hostile.strip("'") in "".join(title.itertext()) for title in pages[1].iter("h3"))


def test_text_in_another_language_is_marked(coffee: SmallProject) -> None:
    coffee.write(SOURCE, "---\ntitle: چائے\ndate: 2026-01-02\nlanguage: ur\n---\nآہستہ پیجیے۔\n")

    _run(coffee, "--html", str(coffee.root / "status"))

    french, urdu = (_tree(coffee.root / "status" / f"{name}.html") for name in ("fr", "ur"))
    marked = {("".join(e.itertext()), e.get("dir")) for e in french.iter("span") if e.get("lang") == "ur"}
    assert marked == {("چائے", "rtl")}
    assert [e.get("dir") for e in urdu.iter("span") if "".join(e.itertext()) == "اردو"] == ["rtl"]
    assert (french.get("lang"), french.get("dir")) == ("en", "ltr")


def test_pages_that_say_the_same_are_not_written_again(coffee: SmallProject) -> None:
    folder = coffee.root / "status"
    _run(coffee, "--html", str(folder))
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}

    _run(coffee, "--html", str(folder))

    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_page_of_a_language_that_is_gone_goes_and_files_of_others_stay(coffee: SmallProject) -> None:
    folder = coffee.root / "status"
    _run(coffee, "--html", str(folder))
    (folder / "CNAME").write_text("status.example.org")
    coffee.edit("content/site.yaml", "[en, fr, ur]", "[en, fr]")

    _run(coffee, "--html", str(folder))

    assert sorted(snapshot(folder)) == [".sitegen-status.json", "CNAME", "fr.html", "index.html"]


@pytest.mark.parametrize("name", ["notes.txt", ".sitegen.json", "index.html"])
def test_a_folder_of_others_is_left_alone(coffee: SmallProject, capsys: pytest.CaptureFixture[str], name: str) -> None:
    coffee.write(f"mine/{name}", "{}")

    assert _run(coffee, "--html", str(coffee.root / "mine")) == cli.USAGE

    assert "error[foreign-output]: mine/ holds files that sitegen did not write" in capsys.readouterr().err
    assert snapshot(coffee.root / "mine") == {name: b"{}"}


def test_pages_are_written_to_a_folder_however_it_is_named(
    coffee: SmallProject, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("empty")
    monkeypatch.chdir(folder)

    assert _run(coffee, "--html", ".") == cli.FINE
    assert (folder / "index.html").exists()


def test_a_project_without_work_has_a_page_that_says_so(coffee: SmallProject) -> None:
    coffee.edit("content/site.yaml", "[en, fr, ur]", "[en]")
    coffee.remove("content/missions/berlin.yaml")

    assert _run(coffee, "--html", str(coffee.root / "status")) == cli.FINE
    assert "Nothing is waiting" in (coffee.root / "status" / "index.html").read_text("utf-8")


def test_no_page_is_written_among_the_sources(coffee: SmallProject) -> None:
    before = snapshot(coffee.root / "content")

    assert _run(coffee, "--html", str(coffee.root / "content" / "status")) == cli.USAGE
    assert snapshot(coffee.root / "content") == before


def test_a_folder_of_pages_in_the_output_is_no_site(coffee: SmallProject) -> None:
    _run(coffee, "--html", str(coffee.root / "public" / "status"))

    assert coffee.messages(coffee.build()) == []
    assert (coffee.root / "public" / "status" / "index.html").exists()


def test_nothing_is_written_when_a_filter_names_what_is_not_there(coffee: SmallProject) -> None:
    _run(coffee, "--html", str(coffee.root / "status"), "--language", "xx")

    assert not (coffee.root / "status").exists()
