"""The colours of the theme as its style sheet has them: legible, and as docs/design.md tells them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOKENS = (ROOT / "themes/safar/assets/css/tokens.css").read_text("utf-8")
DESIGN = (ROOT / "docs/design.md").read_text("utf-8")
#: What WCAG 2.2 asks for: words (1.4.3, AA), and the boundaries of controls (1.4.11).
WORDS, BOUNDARIES = 4.5, 3.0


def declared(css: str) -> dict[str, str]:
    """Return custom properties by name, with those that name another one resolved to colours."""
    found = dict(re.findall(r"--([\w-]+):\s*([^;]+);", css))

    def colour(value: str) -> str:
        named = re.fullmatch(r"var\(--([\w-]+)\)", value)
        return colour(found[named[1]]) if named else value

    return {name: colour(value) for name, value in found.items()}


def schemes() -> dict[str, dict[str, str]]:
    """Return the roles in light and dark."""
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    return {"light": declared(light), "dark": {**declared(light), **declared(dark.partition("@media")[0])}}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2, "relative luminance")."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_legible_wherever_they_stand(scheme: str) -> None:
    roles = schemes()[scheme]
    pairs = [
        (name, ground) for name in ("text", "text-soft", "link", "accent", "tile") for ground in ("ground", "wash")
    ]
    pairs += [(name, band) for name in ("on-band", "on-band-soft", "band-gold") for band in ("band", "strip")]

    assert {pair: contrast(roles[pair[0]], roles[pair[1]]) for pair in pairs if _is_faint(roles, *pair)} == {}


def _is_faint(roles: dict[str, str], name: str, ground: str) -> bool:
    return contrast(roles[name], roles[ground]) < WORDS


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_controls_and_focus_are_seen(scheme: str) -> None:
    roles = schemes()[scheme]

    for name in ("edge", "focus"):
        assert contrast(roles[name], roles["ground"]) >= BOUNDARIES, name


def test_the_documentation_tells_the_colours_that_are_used() -> None:
    rows = re.findall(
        r"^\| `--([\w-]+)` \| (#\w+) \| ([\d.]+) \| ([\d.]+) \| (#\w+) \| ([\d.]+) \| ([\d.]+) \|", DESIGN, re.M
    )
    known = schemes()
    told = {name: (light, dark) for name, light, _, _, dark, _, _ in rows}

    assert told == {name: (known["light"][name], known["dark"][name]) for name in told}
    assert len(told) == 7
    for name, _, on_ground, on_wash, _, dark_ground, dark_wash in rows:
        numbers = [(on_ground, "light", "ground"), (on_wash, "light", "wash")]
        numbers += [(dark_ground, "dark", "ground"), (dark_wash, "dark", "wash")]
        for number, scheme, ground in numbers:
            measured = contrast(known[scheme][name], known[scheme][ground])
            assert float(number) == pytest.approx(measured, abs=0.1), (name, scheme, ground)
