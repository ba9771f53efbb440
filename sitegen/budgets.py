"""How heavy a page is for a reader who comes for the first time, and whether that is more than is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.config import Budgets
from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.values import dataclass

#: Grows when a page of the same bytes is weighed otherwise.
VERSION = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a page weighs, in bytes, part by part; `hosts` are others that it loads something from."""

    html: int
    styles: int
    scripts: int
    fonts: Mapping[str, int]
    hosts: tuple[str, ...] = ()

    @property
    def page(self) -> int:
        """HTML and style sheets."""
        return self.html + self.styles

    @property
    def first_view(self) -> int:
        """All that comes before a page is as it should look, without pictures."""
        return self.page + self.scripts + sum(self.fonts.values())


def judge(path: str, tag: str, weight: Weight, budgets: Budgets) -> Iterator[Diagnostic]:
    """Say in what a page of a language is over the budgets; `path` begins with its site."""
    parts = [("HTML", weight.html), ("style sheets", weight.styles), ("scripts", weight.scripts)]
    fonts = sorted(weight.fonts.items(), key=lambda font: -font[1])
    told = ", ".join(f"{name} {_kilobytes(size)}" for name, size in (*parts, *fonts) if size)
    allowed = budgets.first_view_of(tag)
    checks = (
        ("HTML and style sheets", weight.page, budgets.page, "write less on one page, or cut the style sheet"),
        ("scripts", weight.scripts, budgets.scripts, "leave out what the page can do without"),
        (
            "the first view",
            weight.first_view,
            allowed,
            "cut fonts to fewer letters or weights in the theme's theme.yaml",
        ),
    )
    for what, size, most, hint in checks:
        if most and size > most * 1000:
            message = f"{path} is too heavy: {what} {_kilobytes(size)}, with a budget of {most} kB ({told})"
            yield warning("over-budget", Span(budgets.path, budgets.line), message, hint)
    for host in weight.hosts:
        message = f"{path} loads something from {host}"
        hint = "publish it with the site: readers' addresses are nobody else's business"
        yield warning("other-host", Span(budgets.path, budgets.line), message, hint)


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} kB"
