"""Text with scripts, handlers and addresses that act, from writer and translator: never acts on a page."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.support import SmallProject, snapshot

PAYLOADS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
    "<a href=javascript:alert(1)>x</a>",
    '<a href="java&#x09;script:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x][x]",
    "x{: onclick=alert(1) }",
    "*x*{: onclick=alert(1) style=position:fixed }",
    "<iframe src=https://evil.example></iframe>",
    "<form action=https://evil.example><input name=p></form>",
    "<base href=https://evil.example/>",
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "<style>body{display:none}</style>",
    '<div style="position:fixed;inset:0">x</div>',
    "<object data=x></object><embed src=x>",
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</main></body><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "`</code><script>alert(1)</script>`",
    "{{ 7 * 7 }}{% include 'x' %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)
SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:", "#", ".", "/")


class _Acting(HTMLParser):
    """Collects what could act: script, handlers, styles, frames, forms, unsafe addresses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "form", "input", "base", "object", "embed", "svg", "math"):
            self.found.append(tag)
        if tag == "meta" and dict(attrs).get("http-equiv"):
            self.found.append("meta http-equiv")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "srcset", "action") and value:
                address = "".join(value.split()).lower()
                scheme = address.partition(":")[0] + ":" if ":" in address.partition("/")[0] else ""
                if scheme and scheme not in SAFE_SCHEMES:
                    self.found.append(f"{tag} {name}={value}")


def _acting(folder: Path) -> dict[str, list[str]]:
    found = {}
    for path, content in snapshot(folder).items():
        if path.endswith(".html"):
            parser = _Acting()
            parser.feed(content.decode())
            parser.close()
            if parser.found:
                found[path] = parser.found
    return found


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


STORY = "---\ntitle: Coffee\ndate: 2026-01-02\nsummary: A cup.\n---\nDrink it slowly.\n\n## Second cup\n\n- one\n"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_writer_cannot_make_a_page_act(tmp_path: Path, payload: str) -> None:
    """A build may refuse the text; where it takes it, nothing acts."""
    words = _quoted(payload.splitlines()[0])
    body = f"---\ntitle: {words}\ndate: 2026-01-02\nsummary: {words}\n---\n"
    body += (
        f"{payload}\n\nWords {payload}\n\n## {payload}\n\n- {payload}\n\n| a | b |\n| - | - |\n| {payload} | x |\n\n"
    )
    body += f"> {payload}\n\n!!! care {_quoted(payload.splitlines()[0])}\n    {payload}\n"
    project = SmallProject(tmp_path, {"content/stories/coffee.md": STORY, "content/stories/bad.md": body})

    built = project.build()

    assert built.published or {fault.span.path for fault in built.found} == {"content/stories/bad.md"}
    assert _acting(tmp_path / "public") == {}


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("domain", ["stories/coffee", "theme", "site"])
def test_a_translator_cannot_make_a_page_act(tmp_path: Path, payload: str, domain: str) -> None:
    ids = {
        "stories/coffee": ["Coffee", "A cup.", "Drink it slowly.", "Second cup", "one"],
        "theme": ["Stories", "Page not found", "Draft"],
        "site": ["Tales", "Short ones", "Hills"],
    }[domain]
    contexts = {"Tales": "name", "Short ones": "tagline", "Hills": "topics.hills"}
    text = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ur\\n"\n'
    for id in ids:
        context = f'msgctxt "{contexts[id]}"\n' if id in contexts else ""
        text += f"\n{context}msgid {_quoted(id)}\nmsgstr {_quoted(payload.replace(chr(10), ' '))}\n"
    files = {"content/stories/coffee.md": STORY, f"locales/ur/LC_MESSAGES/{domain}.po": text}
    project = SmallProject(tmp_path, files)

    built = project.build()

    assert built.published
    assert _acting(tmp_path / "public") == {}


@pytest.mark.parametrize("payload", PAYLOADS[:6])
def test_configuration_is_text_too(tmp_path: Path, payload: str) -> None:
    mission = (
        f"name: {_quoted(payload)}\ncity: {_quoted(payload)}\ngreeting: {_quoted(payload)}\nlanguages: [en]\n"
        f"base_url: https://x.example.org/\ncontact: {{label: {_quoted(payload)}, email: a@example.org}}\n"
    )
    project = SmallProject(tmp_path, {"content/stories/coffee.md": STORY, "content/missions/x.yaml": mission})

    assert project.build().published
    assert _acting(tmp_path / "public") == {}


def test_the_reader_of_these_tests_sees_what_acts() -> None:
    reader = _Acting()
    reader.feed('<p onclick="x"><a href="JavaScript:x">a</a><a href="../b:c">b</a></p><script></script>')

    assert reader.found == ["p onclick", "a href=JavaScript:x", "script"]


def test_markup_of_a_template_language_in_a_text_is_text(tmp_path: Path) -> None:
    project = SmallProject(tmp_path, {"content/stories/coffee.md": STORY.replace("slowly", "{{ 7 * 7 }}")})

    project.build()

    assert "Drink it {{ 7 * 7 }}." in project.page("en/stories/coffee/index.html")
