"""Patterns that are compiled late are those of the standard library in all that is asked of them."""

import re
from pathlib import Path

import pytest

from sitegen.patterns import late

ROOT = Path(__file__).parents[1]
TEXT = "tea, milk and\nTea"


def test_a_late_pattern_does_what_one_does_that_is_compiled() -> None:
    known = re.compile("(?P<word>t[a-z]+)", re.IGNORECASE)
    made = late("(?P<word>t[a-z]+)", re.IGNORECASE)

    for name in ("match", "search", "fullmatch"):
        here, there = getattr(made, name)(TEXT), getattr(known, name)(TEXT)
        assert (here and here.span()) == (there and there.span())
    assert made.findall(TEXT) == known.findall(TEXT) == ["tea", "Tea"]
    assert [found["word"] for found in made.finditer(TEXT)] == ["tea", "Tea"]
    assert (made.sub("x", TEXT), made.subn("x", TEXT)) == (known.sub("x", TEXT), known.subn("x", TEXT))
    assert made.split(TEXT) == known.split(TEXT)
    assert (made.pattern, made.flags, made.groups) == (known.pattern, known.flags, known.groups)
    assert dict(made.groupindex) == {"word": 1}
    assert not hasattr(made, "other")


def test_it_is_compiled_at_the_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compiled = re.compile

    def noted(text: str, flags: int) -> re.Pattern[str]:
        made.append(text)
        return compiled(text, flags)

    monkeypatch.setattr(re, "compile", noted)
    pattern = late("t")
    assert made == []
    assert pattern.search(TEXT) and pattern.match(TEXT)
    assert made == ["t"]


def test_what_is_wrong_with_it_is_told() -> None:
    with pytest.raises(re.error):
        late("(").match("")


def test_no_group_is_repeated_possessively() -> None:
    """Before 3.11.5 Python ends such a match at a wrong place (python/cpython#106052): `(?:…)*+` is `(?>(?:…)*)`."""
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "sitegen").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if re.search(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+", line)
    ]
    assert wrong == []
