"""What is read and compiled of templates is kept in the store, and whatever is odd there is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.store import DiskStore, MemoryStore
from sitegen.theme import Theme, bytecode, environment, load, templates
from sitegen.tree import MemoryTree, Tree
from tests.support import theme_files
from tests.theme.support import ANSWERS, renderer_of, tree_of

STORY = "themes/plain/templates/story.html"


def _load(tree: Tree, store: MemoryStore | DiskStore | None) -> Theme:
    theme, found = load(tree, "plain", store)
    assert theme is not None
    assert found == ()
    return theme


def _tree(story: str) -> MemoryTree:
    return tree_of({"story.html": story})


def _render(story: str, store: MemoryStore | DiskStore) -> str:
    return renderer_of({"story.html": story}, store).render("story.html", ANSWERS, {"n": 2}, "a page")


def test_a_theme_that_is_read_again_is_the_same_and_nothing_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    tree = MemoryTree(theme_files())
    first = _load(tree, store)

    def refuse() -> object:
        raise AssertionError("a template is parsed")

    monkeypatch.setattr(templates, "parser", refuse)

    assert _load(tree, store) == first == load(MemoryTree(theme_files()), "plain", store)[0]


def test_only_the_template_that_changed_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    _load(_tree("a"), store)
    parsed = []

    def note() -> object:
        parsed.append(1)
        return environment.parser()

    monkeypatch.setattr(templates, "parser", note)
    theme = _load(_tree('{{ t("b") }}'), store)

    assert len(parsed) == 1
    assert [message.id for message in theme.templates["story.html"].messages] == ["b"]


def test_faults_of_templates_are_told_each_time() -> None:
    store = MemoryStore()
    tree = _tree('{{ a|safe }}{% include "x.html" %}{{ asset("y") }}')

    _, first = load(tree, "plain", store)
    _, again = load(tree, "plain", store)

    assert len(first) == 3
    assert again == first


def test_an_asset_that_went_is_missed_though_its_template_stays() -> None:
    store = MemoryStore()
    files = theme_files() | {STORY: b'{{ asset("a.svg") }}', "themes/plain/assets/a.svg": b"<svg/>"}
    _load(MemoryTree(files), store)
    del files["themes/plain/assets/a.svg"]

    _, found = load(MemoryTree(files), "plain", store)

    assert [fault.code for fault in found] == ["missing-asset"]


def test_templates_are_compiled_once_for_all_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    assert _render("{{ n + 1 }}", store) == "3"

    monkeypatch.setattr(bytecode.Bytecode, "dump_bytecode", lambda *_: pytest.fail("a template is compiled"))

    assert _render("{{ n + 1 }}", store) == "3"


def test_a_changed_template_is_compiled_anew() -> None:
    store = MemoryStore()

    assert [_render(story, store) for story in ("{{ n }}", "{{ n * 2 }}", "{{ n }}")] == ["2", "4", "2"]


@pytest.mark.parametrize("damage", [b"", b"\x00", b"junk" * 40, b"\xe3"])
def test_a_damaged_store_is_a_miss(damage: bytes, tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    assert _render("{{ n + 1 }}", store) == "3"
    entries = list((tmp_path / "objects").glob("*/*"))
    assert len(entries) == 2
    for path in entries:
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2] + damage + content[len(content) // 2 + len(damage) :])

    assert _render("{{ n + 1 }}", DiskStore(tmp_path)) == "3"


@pytest.mark.parametrize("content", [b"[]", b"{}", b"null", b'{"a": 1}', b'{"a": [1]}', b"\xff", b"i\x01\x00\x00\x00"])
def test_an_entry_of_another_kind_is_a_miss(content: bytes) -> None:
    store = MemoryStore()
    assert _render("{{ n + 1 }}", store) == "3"
    for name in store.entries:
        store.entries[name] = content

    assert _render("{{ n + 1 }}", store) == "3"
