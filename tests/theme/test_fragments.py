"""Parts that look alike are rendered once, and no page can tell."""

from __future__ import annotations

import contextlib
import random
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from sitegen import shortcuts
from sitegen.diagnostics import FaultError
from sitegen.recipes import PageRecipe
from sitegen.render import renderer
from sitegen.render.pages import PageMaker
from sitegen.session import Options
from sitegen.store import MemoryStore, Store
from sitegen.theme import FUNCTIONS, Answers, fragments
from sitegen.views import Contact, Link, Phrase
from tests.conftest import PROJECT
from tests.support import NOW, THEME, SmallProject, picture
from tests.theme.support import renderer_of


def _phrase(text: str, language: str = "en") -> Phrase:
    return Phrase(text=text, language=language, direction="ltr", foreign=language != "en")


def _link(name: str, url: str, *, current: bool = False) -> Link:
    return Link(text=_phrase(name), url=url, current=current)


class _Voice:
    """Says words in capitals or as they are, and counts how often it is asked."""

    def __init__(self, *, loud: bool = False) -> None:
        self.asked = 0
        self._loud = loud
        self.answers = Answers(dict.fromkeys(FUNCTIONS, self._say), self, ())

    def _say(self, *words: str, **values: object) -> str:
        self.asked += 1
        return words[-1].upper() if self._loud else words[-1]


#: What stands in `parts/x.html` and around it, each reading in another way. `a` and `b` differ from page to page.
TEMPLATES = {
    "fields": ('{% include "parts/x.html" %}', "{{ a.text }} {{ a.url }}"),
    "one field": ('{{ a.url }}{% include "parts/x.html" %}', "{{ a.text }}"),
    "a field of a field": ('{% include "parts/x.html" %}', "{{ a.text.plain }}{{ a.text.attributes }}"),
    "a whole view": ('{% include "parts/x.html" %}', "{{ a == b }} {{ a }}"),
    "a view and a field of it": ('{% include "parts/x.html" %}', "{{ a.url }} {{ [a]|map(attribute='text')|join }}"),
    "a field by its name in quotes": ('{% include "parts/x.html" %}', "{{ a['url'] }}"),
    "a field by a filter": ('{% include "parts/x.html" %}', "{{ [a, b]|map(attribute='url')|join }}"),
    "another name for a view": ('{% include "parts/x.html" %}', "{% set c = a %}{{ c.url }}"),
    "a name that stands for two": (
        '{% include "parts/x.html" %}',
        "{% for a in [b] %}{{ a.url }}{% endfor %}{{ a.text }}",
    ),
    "a loop around it": ('{% for c in [a, b] %}{% include "parts/x.html" %}{% endfor %}', "{{ c.url }}{{ a.current }}"),
    "the loop itself": (
        '{% for c in [a, b] %}{% include "parts/x.html" %}{% endfor %}',
        "{{ loop.index if loop is defined }}",
    ),
    "a variable of the page": ('{% set c = a.url ~ "!" %}{% include "parts/x.html" %}', "{{ c }}"),
    "a value that prints otherwise": (
        '{% for c in [1, true, 1.0, 0.0, -0.0, none, "1"] %}{% include "parts/x.html" %}{% endfor %}',
        "[{{ c }}]",
    ),
    "markup": ('{% set c %}<b>{{ a.url }}</b>{% endset %}{% include "parts/x.html" %}', "{{ c }}"),
    "markup and text alike": (
        '{% set c %}b{% endset %}{% for d in [c, "b", c] %}{% include "parts/x.html" %}{% endfor %}',
        "{{ d ~ '<' }}",
    ),
    "a list": ('{% set c = [a.url] %}{% include "parts/x.html" %}', "{{ c|join }}"),
    "what is used up": (
        '{% set c = [a, b]|map(attribute="url") %}{% include "parts/x.html" %}{% include "parts/x.html" %}',
        "{{ c|list|length }}",
    ),
    "what can change": (
        '{% set c = namespace(n=0) %}{% include "parts/x.html" %}{% include "parts/x.html" %}',
        "{% set c.n = c.n + 1 %}{{ c.n }}",
    ),
    "what goes round": (
        '{% set c = cycler("x", "y") %}{% include "parts/x.html" %}{% include "parts/x.html" %}',
        "{{ c.next() }}",
    ),
    "a macro of the page": (
        '{% macro c() %}{{ a.url }}{% endmacro %}{% include "parts/x.html" %}',
        "{{ c() }}",
    ),
    "a macro around it": (
        '{% macro c(d) %}{% include "parts/x.html" %}{% endmacro %}{{ c(a) }}{{ c(b) }}',
        "{{ d.url }}",
    ),
    "a part in it": ('{% include "parts/x.html" %}', '{{ t("in") }}{% set cards = [] %}{% include "parts/y.html" %}'),
    "a name that may be missing": ('{% include "parts/x.html" %}', "{{ c|default('none') }}"),
    "a name that is now here, now not": (
        '{% if a.current %}{% set c = b %}{% endif %}{% include "parts/x.html" %}',
        "{{ c.url|default('none') }}",
    ),
    "its own t": ('{% set t = a.url.count %}{% include "parts/x.html" %}', "{{ t('a') }}"),
    "a block in it": ('{% include "parts/x.html" %}', "{% block z %}{{ a.url }}{{ self.z is defined }}{% endblock %}"),
    "a base of its own": ('{% include "parts/x.html" %}', '{% extends "parts/y.html" %}'),
    "macros of a file of their own": (
        '{% import "parts/x.html" as x %}{{ x.m(a) }}{{ x.m(b, a.url) }}{{ x.m(a.url, b) }}{{ x.m(d=b, c=a) }}',
        "{% macro m(c, d=1) %}[{{ c }}|{{ d }}|{{ t('in') }}]{% endmacro %}",
    ),
    "names that are arguments elsewhere": (
        '{% import "parts/x.html" as x %}{{ x.m("c", "d") }}{{ x.m(d="c", c="d") }}{{ x.m(c="d") }}',
        "{% macro m(c, d=1) %}[{{ c }}|{{ d }}]{% endmacro %}",
    ),
    "arguments that print otherwise": (
        '{% import "parts/x.html" as x %}'
        '{% for c in [1, true, 1.0, 0.0, -0.0, none, "1", [a], (a, b)] %}{{ x.m(c) }}{% endfor %}',
        "{% macro m(c) %}[{{ c }}]{% endmacro %}",
    ),
    "an argument that changes": (
        '{% import "parts/x.html" as x %}{% set c = namespace(n=0) %}{{ x.m(c) }}{{ x.m(c) }}',
        "{% macro m(c) %}{% set c.n = c.n + 1 %}{{ c.n }}{% endmacro %}",
    ),
    "a macro with words of its caller": (
        '{% import "parts/x.html" as x %}{% call x.m(a) %}{{ b.url }}{% endcall %}{{ x.n(a, b, url=a.url) }}',
        "{% macro m(c) %}{{ c.url }}{{ caller() }}{% endmacro %}"
        "{% macro n(c) %}{{ varargs }}{{ kwargs }}{% endmacro %}",
    ),
    "markup out of a macro": (
        '{% import "parts/x.html" as x %}{{ x.m(x.m(a)) }}{{ x.m("<b>") }}',
        "{% macro m(c) %}<i>{{ c }}</i>{% endmacro %}",
    ),
    "an import that sees the page": (
        '{% import "parts/x.html" as x with context %}{{ x.m(b) }}',
        "{% macro m(c) %}{{ a.url }}{{ c.url }}{% endmacro %}",
    ),
    "an import that sees nothing": (
        '{% import "parts/x.html" as x with context %}{{ x.m(a) }}{{ x.m(b) }}',
        "{% macro m(c) %}{{ t('m') }}{{ c.url }}{% endmacro %}",
    ),
    "an import that says something": (
        '{% import "parts/x.html" as x %}{{ x.c }}{{ x }}',
        "{% set c = t('c') %}{{ t('d') }}",
    ),
    "a part without context": ('{% include "parts/x.html" without context %}', "{{ t('c') }}"),
    "a part that may be missing": ('{% include "parts/x.html" ignore missing %}', "{{ a.url }}"),
    "from an import": (
        '{% from "parts/x.html" import m with context %}{{ m(a) }}',
        '{% import "parts/y.html" as z with context %}{% macro m(c) %}{{ c.url }}{{ z }}{% endmacro %}',
    ),
    "an import under another t": (
        '{% set t = a.url.count %}{% import "parts/x.html" as x with context %}{{ x.m() }}',
        "{% macro m() %}{{ t('a') }}{% endmacro %}",
    ),
    "joined in a loop": (
        '{% include "parts/x.html" %}',
        "{% set j = joiner() %}{% for c in [a, b, a] %}{{ j() }}{{ c.url }}{% endfor %}",
    ),
}

_LINKS = [_link("A", "a/"), _link("A", "a/"), _link("A<", "b/"), _link("B", "a/", current=True)]
_PAGES: list[Mapping[str, object]] = [
    {"a": a, "b": b} for a in _LINKS for b in (*_LINKS[2:], Contact(label=_phrase("a", "ur"), email="b"))
]


def _shown(templates: Mapping[str, str], order: list[int], store: Store) -> dict[int, str]:
    """Render pages in an order, half of them in the other voice; what fails is the message."""
    rendered = renderer_of(templates, store)
    voices = [_Voice(), _Voice(loud=True)]
    shown = {}
    for number in order:
        try:
            shown[number] = rendered.render(
                "story.html", voices[number % 2].answers, _PAGES[number // 2 % len(_PAGES)], "a page"
            )
        except Exception as fault:
            shown[number] = str(fault)
    return shown


@pytest.mark.parametrize(("page", "part"), TEMPLATES.values(), ids=list(TEMPLATES))
def test_pages_are_the_same_in_any_order_and_without_short_ways(page: str, part: str) -> None:
    templates = {"story.html": page, "parts/x.html": part, "parts/y.html": "({{ a.text }}{{ t('y') }})"}
    order = [*range(len(_PAGES) * 2)] * 2
    store = MemoryStore()
    with shortcuts.off():
        alone: dict[int, str] = {}
        for number in set(order):
            alone |= _shown(templates, [number], store)

    for seed in range(2):
        random.Random(seed).shuffle(order)
        assert _shown(templates, order, store) == alone
    with shortcuts.off():
        assert _shown(templates, order, store) == alone


def _asked(page: str, part: str, pages: Sequence[Mapping[str, object]]) -> int:
    """Return how often a part was rendered, which says one word."""
    rendered = renderer_of({"story.html": page, "parts/x.html": part})
    voice = _Voice()
    for variables in pages:
        rendered.render("story.html", voice.answers, variables, "a page")
    return voice.asked


def test_a_part_is_rendered_once_for_all_pages_that_differ_elsewhere() -> None:
    pages = [{"a": _link("A", f"{n}/")} for n in range(9)]

    assert _asked('{{ a.url }}{% include "parts/x.html" %}', "{{ t('x') }}{{ a.text }}", pages) == 1
    with shortcuts.off():
        assert _asked('{{ a.url }}{% include "parts/x.html" %}', "{{ t('x') }}{{ a.text }}", pages) == 9


@pytest.mark.parametrize("template", ['{% include "story.html" %}', '{% import "story.html" as x with context %}'])
def test_a_template_without_end_is_told_in_the_same_words_on_every_way(template: str) -> None:
    said = []
    for short in (True, False):
        with contextlib.nullcontext() if short else shortcuts.off(), pytest.raises(FaultError) as caught:
            renderer_of({"story.html": template}).render("story.html", _Voice().answers, {}, "a page")
        said.append(str(caught.value.diagnostic))

    assert said[0] == said[1]
    assert "story.html:1: error[template-error]: a template includes or imports itself" in said[0]


def test_a_part_that_never_looks_alike_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "TRIES", 4)
    monkeypatch.setattr(fragments, "REST", 6)
    pages = [{"a": _link("A", f"{n}/")} for n in (0, 1, 2, 3, *[0] * 6, *[4] * 5)]

    assert _asked('{% include "parts/x.html" %}', "{{ t('x') }}{{ a.url }}", pages) == 4 + 6 + 1


def test_parts_that_are_too_much_to_hold_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [{"a": _link(f"{n % 2}" * 60, f"{n % 2}/")} for n in range(20)]
    part = "{{ t('x') }}{{ a.text }}{{ a.url }}"

    assert _asked('{% include "parts/x.html" %}', part, pages) == 2
    monkeypatch.setattr(fragments, "CHARACTERS", 100)
    assert _asked('{% include "parts/x.html" %}', part, pages) == 20
    monkeypatch.setattr(fragments, "CHARACTERS", 1_000)
    monkeypatch.setattr(fragments, "VALUES", 1)
    assert _asked('{% include "parts/x.html" %}', part, pages) == 20


def test_a_fault_in_a_part_is_told_where_it_stands_on_each_page() -> None:
    rendered = renderer_of({"story.html": '\n{% include "parts/x.html" %}', "parts/x.html": "\n\n{{ a.nothing }}"})

    for _ in range(2):
        with pytest.raises(Exception, match=r"parts/x\.html:3: error\[template-undefined\]: Link has no field"):
            rendered.render("story.html", _Voice().answers, {"a": _LINKS[0]}, "a page")


@pytest.fixture(scope="module", params=["odd", "golden"])
def everything(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    """A project with every kind of page and insert, in the project's own theme, or in the small one."""
    root = tmp_path_factory.mktemp(request.param)
    if request.param == "golden":
        shutil.copytree(PROJECT / "tests" / "golden" / "project", root, dirs_exist_ok=True)
        shutil.copytree(THEME, root / "themes" / "plain", dirs_exist_ok=True)
    else:
        shutil.copytree(PROJECT / "themes", root / "themes", ignore=shutil.ignore_patterns("node_modules"))
        shutil.copytree(PROJECT / "tests" / "cases" / "odd", root, dirs_exist_ok=True)
    project = SmallProject(root, {"content/site.yaml": (root / "content/site.yaml").read_bytes()})
    project.write("content/stories/everything/cover.jpg", picture(600, 400))
    return project


def _pages(project: SmallProject, order: int | None) -> dict[str, bytes]:
    """Make all pages of a project, in the order of the plan or in another."""
    session = project.session()
    reading, planned, tree, found = session.survey(Options(now=NOW, drafts=True))
    assert reading is not None, found
    assert planned is not None, found
    maker = PageMaker(renderer(tree, reading.theme))
    recipes = [
        (f"{site}/{path}", recipe)
        for site, recipes in planned.sites.items()
        for path, recipe in recipes.items()
        if isinstance(recipe, PageRecipe)
    ]
    if order is not None:
        random.Random(order).shuffle(recipes)
    return {path: maker.make(recipe, planned.documents) for path, recipe in recipes}


def test_every_page_of_a_site_is_the_same_in_any_order_and_without_short_ways(everything: SmallProject) -> None:
    with shortcuts.off():
        slow = _pages(everything, None)
    templates = {path.name for path in (everything.root / "themes").glob("*/templates/*.html")}

    assert len(slow) > len(templates)
    assert [_pages(everything, order) == slow for order in (None, 1, 2)] == [True] * 3


def test_a_theme_is_the_same_whether_it_was_read_or_kept(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "themes" / "safar", tmp_path / "themes/safar", ignore=shutil.ignore_patterns("node_*"))
    project = SmallProject(tmp_path, {})
    project.edit("content/site.yaml", "theme: plain", "theme: safar")

    read = [project.session().survey(Options(now=NOW))[0] for _ in range(2)]

    assert read[0] is not None
    assert read[1] is not None
    assert read[0].theme == read[1].theme
    assert read[0].theme.templates["parts/card.html"].shelf
    assert read[0].theme.templates["parts/menu.html"].reads == (*(("home", ()), ("page", ("site",)), ("t", ())),)
