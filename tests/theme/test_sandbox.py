"""What templates may not do: on the short way to the fields of views as on the sandbox's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import pytest

from sitegen import shortcuts
from sitegen.diagnostics import FaultError
from sitegen.theme import load
from sitegen.views import FIELDS, Link, Markup, Phrase
from tests.theme.support import ANSWERS, renderer_of, tree_of

WORDS = Phrase(text="Tea {0.__class__} {n.__class__}", language="en", direction="ltr")
LINK = Link(text=WORDS, url="tea/{0.text.__class__}/")

#: What templates could try to get at Python with.
ATTACKS = [
    "{{ link.__class__ }}",
    "{{ link.__class__.__mro__ }}",
    "{{ link.__init__.__globals__ }}",
    "{{ link.__dataclass_fields__ }}",
    "{{ link.__slots__ }}",
    "{{ link['__class__'] }}",
    "{{ link|attr('__class__') }}",
    "{{ [link]|map(attribute='__class__')|join }}",
    "{{ link.text.__html__() }}",
    "{{ link.text._marks() }}",
    "{{ link.text._marks }}",
    "{{ link.text.plain.__class__ }}",
    "{{ link.text.attributes.__class__ }}",
    "{{ link.url.__class__ }}",
    "{{ link.url.format(link) }}",
    "{{ link['url'].format(link) }}",
    "{{ link.text.text.format(link, n=link) }}",
    "{{ link.text.text.format_map({'n': link}) }}",
    "{{ '{0.text.__class__}'.format(link) }}",
    "{{ '{0[__class__]}'.format(link) }}",
    "{{ ('{0.__init__.__globals__}')|format(link) }}{{ '{0.__class__}'.format(link) }}",
    "{{ body.__html__.__self__ }}",
    "{{ body.format.__self__ }}",
    "{{ t.__class__ }}",
    "{{ t.__call__.__globals__ }}",
    "{{ t._name }}",
    "{{ t.func }}",
    "{{ asset.__init__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func }}",
    "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "{% macro m() %}{% endmacro %}{{ m.__call__.__globals__ }}",
    "{% for a in [1] %}{{ loop._iterable }}{% endfor %}",
    "{% for a in [1] %}{{ loop.__class__ }}{% endfor %}",
    "{% for a in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% import 'parts/cards.html' as other %}{{ other.__class__ }}{{ other._TemplateModule__x }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__.__globals__ }}",
    "{{ range.__globals__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ {}.update({1: 2}) }}",
    "{{ [].append(1) }}",
    "{% set link.url = 'x' %}",
    "{{ link.nothing }}",
    "{{ link.text.nothing() }}",
]


def _said(template: str, variables: Mapping[str, object]) -> str:
    with pytest.raises(FaultError) as caught:
        renderer_of({"story.html": template}).render("story.html", ANSWERS, variables, "a page")
    return str(caught.value.diagnostic)


def _shown(template: str, link: Link) -> str:
    return renderer_of({"story.html": template}).render("story.html", ANSWERS, {"link": link}, "a page")


@pytest.mark.parametrize("template", ATTACKS)
def test_what_the_sandbox_refuses_is_refused_on_the_short_way_with_the_same_words(template: str) -> None:
    variables = {"link": LINK, "body": Markup("<p>{0.__class__}</p>")}

    with shortcuts.off():
        slow = _said(template, variables)

    assert _said(template, variables) == slow


def test_a_type_that_is_no_view_has_no_short_way() -> None:
    class Liar(Link):
        @property
        def unsafe(self) -> str:
            return "said"

    liar = Liar(text=WORDS, url="x")

    assert _shown("{{ link.unsafe }} {{ link.url }}", liar) == "said x"
    assert "unsafe" in _said("{{ link.__class__ }}", {"link": liar})


def test_the_short_way_knows_public_names_of_frozen_values_only() -> None:
    for view, names in FIELDS.items():
        assert {field.name for field in fields(view)} <= names
        assert view.__dataclass_params__.frozen  # type: ignore[attr-defined]
        for name in names:
            assert not name.startswith("_")
            assert not callable(getattr(view, name)), f"{view.__name__}.{name} is a method"


def test_chance_has_no_place_in_templates() -> None:
    _, found = load(tree_of({"story.html": "{{ [1, 2]|random }}"}), "plain")

    assert [str(fault).partition("\n")[0] for fault in found] == [
        'themes/plain/templates/story.html:1: error[template-syntax]: there is no filter "random"'
    ]
