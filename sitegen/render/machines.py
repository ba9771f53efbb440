"""What is there for machines alone to text: what a page says in the words of schema.org, and robots.txt.

JSON is made from values, so no text can end where it stands.
"""

from __future__ import annotations

import json

from sitegen.recipes import Fact, RobotsRecipe, Thing
from sitegen.views import Markup

#: What could end a script element or begin a comment in it, and the ends of lines that JSON alone allows in a text.
_IN_SCRIPT = tuple((character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029")
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)


def graph(things: tuple[Thing, ...]) -> Markup:
    """Return a script element that holds things as JSON-LD; nothing when there are none.

    Browsers never run it: its type is none of a script, so a policy against inline scripts does not touch it.
    """
    if not things:
        return Markup("")
    value = {"@context": "https://schema.org", "@graph": [_plain(thing) for thing in things]}
    text = _JSON.encode(value)
    for character, written in _IN_SCRIPT:  # five searches; `translate` takes a hundred times as long outside of Latin
        text = text.replace(character, written)
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _plain(fact: Fact) -> object:
    if isinstance(fact, tuple):
        return [_plain(item) for item in fact]
    if not isinstance(fact, Thing):
        return fact
    names = {"@type": fact.type, **({"@id": fact.id} if fact.id else {})}
    return names | {
        name: value if type(value) is str else _plain(value)
        for name, value in fact.properties
        if value or isinstance(value, (int, float))
    }


def robots(recipe: RobotsRecipe) -> bytes:
    """Return robots.txt (RFC 9309)."""
    if not recipe.sitemap:
        return b"User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {recipe.sitemap}\n".encode()
