"""`sitegen messages update` over a whole project: renamed stories, vouched edits, other projects' translations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.catalog import Catalog, Message, read
from sitegen.messages import Request, update
from sitegen.session import Options
from tests.conftest import ProjectFactory
from tests.support import NOW, SmallProject, snapshot

OPTIONS = Options(now=NOW)
COFFEE = "content/stories/coffee/index.md"
CATALOG = "locales/fr/LC_MESSAGES/stories/coffee.po"
PROJECT = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    ---
    Drink it slowly, and never alone, in the shade of the old tree.

    Boil the water twice, then let it rest for 5 minutes in the pot.

    See [the market](../tea/index.md) where the beans of the north are sold.
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-01
    ---
    Pour it from high, so that it foams well in the glass.
    """
FRENCH = {
    "Coffee": "Café",
    "Drink it slowly, and never alone, in the shade of the old tree.": "À boire lentement, à l’ombre du vieil arbre.",
    "Boil the water twice, then let it rest for 5 minutes in the pot.": "Bouillir deux fois, puis 5 minutes de repos.",
    "See [the market](../tea/index.md) where the beans of the north are sold.": "Voir [le marché](../tea/index.md).",
    "Tea": "Thé",
    "Pour it from high, so that it foams well in the glass.": "Verser de haut, pour la mousse.",
}


@pytest.fixture
def made(project: ProjectFactory) -> SmallProject:
    """Two stories, all translated into French."""
    small = project(PROJECT)
    update(small.session(), OPTIONS)
    for slug in ("coffee", "tea"):
        path = f"locales/fr/LC_MESSAGES/stories/{slug}.po"
        text = (small.root / path).read_text("utf-8")
        for id, said in FRENCH.items():
            text = text.replace(f'msgid "{id}"\nmsgstr ""', f'msgid "{id}"\nmsgstr "{said}"')
        small.write(path, text)
    assert update(small.session(), OPTIONS).written == ()
    return small


def catalog(made: SmallProject, path: str = CATALOG) -> Catalog:
    found, faults = read((made.root / path).read_bytes(), path)
    assert found is not None, faults
    return found


def message(made: SmallProject, id: str, path: str = CATALOG) -> Message:
    found = catalog(made, path).find(None, id)
    assert found is not None
    return found


def run(made: SmallProject, *arguments: str) -> int:
    return cli.main(["messages", "update", "-C", str(made.root), *arguments])


# Between texts --------------------------------------------------------------------------------------------


def test_a_paragraph_that_moved_to_another_story_keeps_its_translation(made: SmallProject) -> None:
    line = "Drink it slowly, and never alone, in the shade of the old tree."
    made.edit(COFFEE, f"{line}\n\n", "")
    made.edit("content/stories/tea/index.md", "Pour it", f"{line}\n\nPour it")

    update(made.session(), OPTIONS)

    assert message(made, line, "locales/fr/LC_MESSAGES/stories/tea.po").strings == (FRENCH[line],)


def test_a_paragraph_that_moved_and_changed_has_a_draft(made: SmallProject) -> None:
    line = "Drink it slowly, and never alone, in the shade of the old tree."
    made.edit(COFFEE, f"{line}\n\n", "")
    changed = line.replace("the old tree", "a plane tree")
    made.edit("content/stories/tea/index.md", "Pour it", f"{changed}\n\nPour it")

    update(made.session(), OPTIONS)

    found = message(made, changed, "locales/fr/LC_MESSAGES/stories/tea.po")
    assert (found.strings, found.fuzzy, found.previous_id) == ((FRENCH[line],), True, line)
    assert update(made.session(), OPTIONS).written == ()


def test_a_text_translated_in_one_story_is_filled_in_where_another_lacks_it(made: SmallProject) -> None:
    made.edit(COFFEE, "Boil the", "Sit down.\n\nBoil the")
    made.edit("content/stories/tea/index.md", "Pour it", "Sit down.\n\nPour it")
    update(made.session(), OPTIONS)
    made.edit(CATALOG, 'msgid "Sit down."\nmsgstr ""', 'msgid "Sit down."\nmsgstr "Asseyez-vous."')

    update(made.session(), OPTIONS)

    assert message(made, "Sit down.", "locales/fr/LC_MESSAGES/stories/tea.po").translated
    assert update(made.session(), OPTIONS).written == ()


def test_a_translation_that_would_break_its_contract_elsewhere_is_a_draft_there(made: SmallProject) -> None:
    made.edit(COFFEE, "Boil the", "See [it][place].\n\n[place]: ../tea/index.md\n\nBoil the")
    made.write(
        "content/pages/map.md",
        "---\ntitle: Map\ndate: 2026-01-01\n---\nSee [it][place].\n\n[place]: https://maps.example.org/\n",
    )
    update(made.session(), OPTIONS)
    path = "locales/fr/LC_MESSAGES/pages/map.po"
    said = 'msgstr "Voir [ceci](https://maps.example.org/)."'
    made.edit(path, 'msgid "See [it][place]."\nmsgstr ""', f'msgid "See [it][place]."\n{said}')

    update(made.session(), OPTIONS)

    assert message(made, "See [it][place].", path).translated
    assert message(made, "See [it][place].").fuzzy


# Stories that are called otherwise ------------------------------------------------------------------------


def rename(made: SmallProject) -> None:
    (made.root / "content/stories/coffee").rename(made.root / "content/stories/mocha")


def test_the_catalogs_of_a_renamed_story_get_its_name(made: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    rename(made)

    assert run(made) == cli.FINE

    new = "locales/fr/LC_MESSAGES/stories/mocha.po"
    assert f"moved {CATALOG} to {new}\n" in capsys.readouterr().out
    assert not (made.root / CATALOG).exists()
    said = [one for one in catalog(made, new).messages if one.context is None]
    assert [one.strings[0] for one in said if one.translated] == list(FRENCH.values())[:4]
    header = catalog(made, new).header
    assert header is not None
    assert header.comments == ("stories/mocha in fr",)
    assert update(made.session(), OPTIONS).written == ()


def test_a_renamed_story_loses_no_obsolete_translation(made: SmallProject) -> None:
    made.edit(COFFEE, "Boil the water twice, then let it rest for 5 minutes in the pot.\n\n", "")
    update(made.session(), OPTIONS)
    rename(made)

    update(made.session(), OPTIONS)

    kept = catalog(made, "locales/fr/LC_MESSAGES/stories/mocha.po").messages
    assert [one.strings for one in kept if one.obsolete] == [("Bouillir deux fois, puis 5 minutes de repos.",)]


def test_a_catalog_that_is_there_already_is_never_replaced(made: SmallProject) -> None:
    rename(made)
    made.write(
        "locales/fr/LC_MESSAGES/stories/mocha.po",
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Coffee"\nmsgstr "Moka"\n',
    )

    update(made.session(), OPTIONS)

    assert (made.root / CATALOG).exists()
    found = catalog(made, "locales/fr/LC_MESSAGES/stories/mocha.po")
    assert [one.strings[0] for one in found.messages if not one.obsolete and one.context is None] == [
        "Moka",
        *list(FRENCH.values())[1:4],
    ]


def test_a_story_that_is_gone_leaves_its_catalogs_alone(made: SmallProject) -> None:
    before = snapshot(made.root / "locales")
    made.edit(COFFEE, "[the market](../tea/index.md)", "[the market](https://example.org/)")
    made.remove("content/stories/tea/index.md")

    update(made.session(), OPTIONS)

    after = snapshot(made.root / "locales")
    assert after["fr/LC_MESSAGES/stories/tea.po"] == before["fr/LC_MESSAGES/stories/tea.po"]


# Edits a writer vouches for -------------------------------------------------------------------------------


def test_a_vouched_edit_keeps_its_translation_finished(made: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    made.edit(COFFEE, "never alone", "never by yourself")

    assert run(made, "--minor", "coffee") == cli.FINE

    found = message(made, "Drink it slowly, and never by yourself, in the shade of the old tree.")
    assert (found.strings, found.flags, found.previous_id) == (
        ("À boire lentement, à l’ombre du vieil arbre.",),
        (),
        None,
    )
    assert "translations carried over: 1, in languages: 1\n" in capsys.readouterr().out
    assert update(made.session(), OPTIONS).written == ()


def test_an_edit_of_another_story_is_not_vouched_for(made: SmallProject) -> None:
    made.edit(COFFEE, "never alone", "never by yourself")

    updated = update(made.session(), OPTIONS, request=Request(minor=("stories/tea",)))

    assert updated.carried == ()
    assert message(made, "Drink it slowly, and never by yourself, in the shade of the old tree.").fuzzy


def test_a_vouched_edit_that_adds_a_link_stays_a_draft_and_is_told(
    made: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    made.edit(COFFEE, "in the shade of the old tree", "in the [shade](../tea/index.md) of the old tree")

    assert run(made, "--minor", "coffee") == cli.FINE

    shown = "Drink it slowly, and never alone, in the [shade](../tea/ind…"
    assert f"{CATALOG}: note[minor-left]: the translation of “{shown}” stays a draft: " in capsys.readouterr().err
    assert any(one.fuzzy for one in catalog(made).messages)


def test_a_vouched_edit_never_leaves_a_wrong_number(made: SmallProject) -> None:
    made.edit(
        COFFEE, "Boil the water twice, then let it rest for 5 minutes", "Boil water twice; let it rest for 7 minutes"
    )
    made.edit(CATALOG, "5 minutes de repos", "cinq minutes de repos")

    update(made.session(), OPTIONS, request=Request(minor=("coffee",)))

    assert message(made, "Boil water twice; let it rest for 7 minutes in the pot.").fuzzy


def test_a_vouched_edit_changes_the_number_in_the_translation_too(made: SmallProject) -> None:
    made.edit(
        COFFEE, "Boil the water twice, then let it rest for 5 minutes", "Boil water twice; let it rest for 7 minutes"
    )

    update(made.session(), OPTIONS, request=Request(minor=("coffee",)))

    found = message(made, "Boil water twice; let it rest for 7 minutes in the pot.")
    assert (found.strings, found.fuzzy) == (("Bouillir deux fois, puis 7 minutes de repos.",), False)


def test_vouching_does_not_finish_older_drafts(made: SmallProject) -> None:
    made.edit(COFFEE, "never alone", "never by yourself")
    update(made.session(), OPTIONS)
    before = snapshot(made.root / "locales")

    updated = update(made.session(), OPTIONS, request=Request(minor=("coffee",)))

    assert (updated.carried, snapshot(made.root / "locales")) == ((), before)


@pytest.mark.parametrize(
    ("text", "hint"),
    [("cofee", 'did you mean "coffee"?'), ("map", "write pages/map or stories/map")],
)
def test_a_text_that_is_not_there_or_not_one_is_refused(
    made: SmallProject, capsys: pytest.CaptureFixture[str], text: str, hint: str
) -> None:
    made.write("content/pages/map.md", "---\ntitle: Map\ndate: 2026-01-01\n---\nWords.\n")
    made.write("content/stories/map/index.md", "---\ntitle: Map\ndate: 2026-01-01\n---\nWords.\n")
    before = snapshot(made.root / "locales")

    assert run(made, "--minor", text) == cli.USAGE

    assert f"error[unknown-text]: there {'is no text' if text == 'cofee' else 'are several texts'}" in (
        said := capsys.readouterr().err
    )
    assert f"  hint: {hint}" in said
    assert snapshot(made.root / "locales") == before


# Compendia ------------------------------------------------------------------------------------------------


def compendium(made: SmallProject, language: str, *pairs: tuple[str, str]) -> str:
    path = made.root / f"book-{language}.po"
    entries = "".join(
        f"\nmsgid {json.dumps(id, ensure_ascii=False)}\nmsgstr {json.dumps(said, ensure_ascii=False)}\n"
        for id, said in pairs
    )
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    path.write_text(header + entries, "utf-8")
    return str(path)


def test_translations_of_another_program_fill_what_is_not_translated(made: SmallProject) -> None:
    made.edit(COFFEE, "Boil the", "Ask *only*\nthe old_man.  He\nknows.\n{: .lead }\n\nBoil the")
    update(made.session(), OPTIONS)
    path = compendium(made, "fr_FR", ("Ask _only_ the old\\_man. He knows.", "Demandez _seulement_\nau vieux."))

    update(made.session(), OPTIONS, request=Request(compendia=(path,)))

    found = message(made, "Ask *only* the old_man. He knows.")
    assert (found.strings, found.translated) == (("Demandez _seulement_ au vieux.",), True)


def test_a_text_much_like_one_of_a_compendium_has_a_draft(made: SmallProject) -> None:
    made.edit(COFFEE, "Boil the", "Carry enough water for the whole day.\n\nBoil the")
    path = compendium(made, "fr", ("Carry enough water for a whole day.", "Prenez assez d’eau."))

    update(made.session(), OPTIONS, request=Request(compendia=(path,)))

    found = message(made, "Carry enough water for the whole day.")
    assert (found.strings, found.previous_id) == (("Prenez assez d’eau.",), "Carry enough water for a whole day.")
    assert update(made.session(), OPTIONS, request=Request(compendia=(path,))).written == ()


def test_a_compendium_changes_no_translation_that_is_there(made: SmallProject) -> None:
    path = compendium(made, "fr", ("Tea", "Infusion"))

    assert update(made.session(), OPTIONS, request=Request(compendia=(path,))).written == ()


def test_a_compendium_whose_translation_breaks_the_contract_gives_a_draft(made: SmallProject) -> None:
    made.edit(COFFEE, "Boil the", "Read [this](../tea/index.md).\n\nBoil the")
    path = compendium(made, "fr", ("Read [this](../tea/index.md).", "Lisez [ceci](https://else.example.net/)."))

    update(made.session(), OPTIONS, request=Request(compendia=(path,)))

    assert message(made, "Read [this](../tea/index.md).").fuzzy


def test_a_compendium_in_a_language_of_no_site_is_refused_unless_one_is_named(
    made: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    made.edit(COFFEE, "Boil the", "Sit down.\n\nBoil the")
    path = compendium(made, "de", ("Sit down.", "Asseyez-vous."))

    assert run(made, "--compendium", path) == cli.USAGE
    assert capsys.readouterr().err == (
        f'{path}: error[compendium-language]: the compendium is in "de", which no site has\n'
        "  hint: name its language with --language; the sites have en, fr, ur\n"
    )
    assert run(made, "--compendium", path, "--language", "fr") == cli.FINE
    assert message(made, "Sit down.").translated


def test_a_compendium_that_cannot_be_read_is_told(made: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    path = made.root / "broken.po"
    path.write_text('msgid "a\nmsgstr ""\n', "utf-8")

    assert run(made, "--compendium", str(path), "--compendium", str(made.root / "none.po")) == cli.USAGE

    said = capsys.readouterr().err
    assert f"{path}:1: error[po-syntax]" in said
    assert f"{made.root / 'none.po'}: error[compendium-unread]: the compendium cannot be read: No such file" in said


# Clearing away, older and newer rules ---------------------------------------------------------------------


def test_obsolete_messages_are_removed_only_when_asked_and_not_those_of_now(made: SmallProject) -> None:
    made.edit(COFFEE, "Drink it slowly, and never alone, in the shade of the old tree.\n\n", "")
    update(made.session(), OPTIONS)
    update(made.session(), OPTIONS)
    assert sum(one.obsolete for one in catalog(made).messages) == 1
    made.edit(COFFEE, "Boil the water twice, then let it rest for 5 minutes in the pot.\n\n", "")

    update(made.session(), OPTIONS, request=Request(no_obsolete=True))

    assert [one.strings for one in catalog(made).messages if one.obsolete] == [
        ("Bouillir deux fois, puis 5 minutes de repos.",)
    ]


def test_a_catalog_of_a_newer_sitegen_is_refused(made: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    made.edit(CATALOG, "X-Sitegen-Segmentation: 1", "X-Sitegen-Segmentation: 2")
    before = snapshot(made.root / "locales")

    assert run(made) == cli.FAULTS

    assert capsys.readouterr().err == (
        f"{CATALOG}:2: error[segmentation-newer]: this catalog has X-Sitegen-Segmentation 2, and this sitegen knows 1\n"
        "  hint: it was made by a newer sitegen; install that, or take the catalog from before\n"
    )
    assert snapshot(made.root / "locales") == before


def test_a_catalog_of_another_program_keeps_its_header_and_gets_the_number_when_it_changes(made: SmallProject) -> None:
    text = (made.root / CATALOG).read_text("utf-8")
    foreign = text.replace('"X-Sitegen-Segmentation: 1\\n"\n', '"X-Generator: Else 1.0\\n"\n')
    made.write(CATALOG, foreign)
    assert update(made.session(), OPTIONS).written == ()

    made.edit(COFFEE, "never alone", "never by yourself")
    update(made.session(), OPTIONS)

    fields = catalog(made).fields
    assert (fields["X-Generator"], fields["X-Sitegen-Segmentation"]) == ("Else 1.0", "1")


def test_messages_of_another_program_are_found_under_their_own_spelling(made: SmallProject) -> None:
    text = (made.root / CATALOG).read_text("utf-8").replace('"X-Sitegen-Segmentation: 1\\n"\n', "")
    made.write(CATALOG, text.replace('msgid "Drink it slowly, and', 'msgid ""\n"Drink it slowly,\\n"\n"and'))

    update(made.session(), OPTIONS)

    line = "Drink it slowly, and never alone, in the shade of the old tree."
    assert message(made, line).strings == (FRENCH[line],)
    assert message(made, line).translated
    assert Path(made.root / CATALOG).read_text("utf-8").count("À boire") == 2  # the other spelling is obsolete now
