"""Canonical addresses and translations, over two sites together."""

from __future__ import annotations

import pytest

from sitegen.check import languages
from sitegen.check.sites import SiteFacts
from tests.check.support import ANKARA, PORTAL, html, site, sites, told

CHOOSER = {"x-default": PORTAL, "en": f"{PORTAL}en/", "ur": f"{PORTAL}ur/"}
TEA = {"en": f"{PORTAL}en/tea/", "tr": f"{ANKARA}tr/tea/"}


def known(canonical: str, alternates: dict[str, str] | list[tuple[str, str]] = ()) -> str:  # type: ignore[assignment]
    """Return the head of a page with its canonical address and translations."""
    pairs = alternates.items() if isinstance(alternates, dict) else alternates
    links = "".join(f'<link rel="alternate" hreflang="{tag}" href="{url}">' for tag, url in pairs)
    return f'<link rel="canonical" href="{canonical}">{links}'


def project() -> dict[str, dict[str, str]]:
    """Return two sound sites: what stands in the head of each page."""
    return {
        "portal": {
            "index.html": known(PORTAL, CHOOSER),
            "en/index.html": known(f"{PORTAL}en/", CHOOSER),
            "ur/index.html": known(f"{PORTAL}ur/", CHOOSER),
            "en/tea/index.html": known(f"{PORTAL}en/tea/", TEA),
        },
        "ankara": {
            "tr/tea/index.html": known(f"{ANKARA}tr/tea/", TEA),
            "en/tea/index.html": known(f"{PORTAL}en/tea/"),
        },
    }


def built(heads: dict[str, dict[str, str]]) -> list[SiteFacts]:
    """Return the sites with these heads; each page is in the language of its folder."""
    found = []
    for id, files in heads.items():
        pages = {}
        for path, head in files.items():
            tag = path.partition("/")[0] if "/" in path else "en"
            pages[path] = html(head=head, lang=tag, way="rtl" if tag == "ur" else "ltr")
        found.append(site(pages, id))
    return found


def _faults(heads: dict[str, dict[str, str]]) -> list[str]:
    facts = built(heads)
    return [line for one in facts for line in told(languages.faults(sites(*facts), one))]


def test_a_sound_graph_has_no_faults() -> None:
    assert _faults(project()) == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", "bad-canonical: the page has 0 canonical addresses"),
        (known(f"{PORTAL}en/tea/") * 2, "bad-canonical: the page has 2 canonical addresses"),
        (known("tea/index.html"), "bad-canonical: tea/index.html is not absolute"),
        (known(f"{PORTAL}en/nix/"), f"bad-canonical: {PORTAL}en/nix/ is not the address of a page of ours"),
        (
            known(f"{PORTAL}en/tea/index.html"),
            f"bad-canonical: {PORTAL}en/tea/index.html is not the address of a page of ours",
        ),
        (known("https://else.org/"), "bad-canonical: https://else.org/ is not the address of a page of ours"),
        (known(f"{ANKARA}en/tea/"), f"bad-canonical: {ANKARA}en/tea/ is canonical elsewhere itself"),
        (
            known(f"{PORTAL}en/tea/") + f'<meta property="og:url" content="{PORTAL}">',
            f"bad-canonical: og:url is {PORTAL}, the canonical address {PORTAL}en/tea/",
        ),
    ],
)
def test_a_wrong_canonical_address_is_found(head: str, expected: str) -> None:
    heads = project()
    heads["portal"] = {"en/tea/index.html": head}
    heads["ankara"].pop("tr/tea/index.html")
    place = "public/portal/en/tea/index.html"

    found = [line for line in _faults(heads) if line.startswith(place)]

    assert found == [f"{place}{'' if ' canonical addresses' in expected else ':3'} {expected}"]


@pytest.mark.parametrize(
    ("alternates", "expected"),
    [
        (
            [("en", TEA["en"]), ("tr", TEA["tr"]), ("tr", TEA["tr"])],
            'the language "tr" stands 2 times',
        ),
        ([("tr", TEA["tr"])], f"the page is not among its own translations | add {TEA['en']}"),
        ([("en", TEA["en"]), ("tr", "/tr/tea/")], "/tr/tea/ is not absolute"),
        (
            [("en", TEA["en"]), ("tr", f"{ANKARA}tr/nix/")],
            f"{ANKARA}tr/nix/ is not the address of a page of ours",
        ),
        ([("en", TEA["en"]), ("de", TEA["tr"])], f'{TEA["tr"]} is named as "de" and is in "tr"'),
        ([("en", TEA["en"]), ("tr", TEA["tr"]), ("deutsch", TEA["en"])], '"deutsch" is not the tag of a language'),
        ([("en", TEA["en"]), ("tr", f"{ANKARA}en/tea/")], f"{ANKARA}en/tea/ is canonical elsewhere"),
    ],
)
def test_a_wrong_translation_is_found(alternates: list[tuple[str, str]], expected: str) -> None:
    heads = project()
    heads["portal"]["en/tea/index.html"] = known(TEA["en"], alternates)

    found = [line for line in _faults(heads) if line.startswith("public/portal/en/tea")]

    assert f"public/portal/en/tea/index.html:3 bad-hreflang: {expected.partition(' | ')[0]}" in found


def test_a_translation_that_does_not_name_the_page_in_return_is_found() -> None:
    heads = project()
    heads["ankara"]["tr/tea/index.html"] = known(TEA["tr"], {"tr": TEA["tr"]})

    assert _faults(heads) == [
        f"public/portal/en/tea/index.html:3 bad-hreflang: {TEA['tr']} does not name this page in return"
    ]


def test_a_page_that_is_canonical_elsewhere_names_no_translations() -> None:
    heads = project()
    heads["ankara"]["en/tea/index.html"] = known(TEA["en"], TEA)

    assert _faults(heads) == [
        "public/ankara/en/tea/index.html:3 bad-hreflang: the page is canonical elsewhere and names translations"
    ]


def test_the_language_chooser_is_the_default() -> None:
    heads = project()
    plain = {tag: url for tag, url in CHOOSER.items() if tag != "x-default"} | {"fr": PORTAL}
    heads["portal"] |= {
        path: known(PORTAL + path.removesuffix("index.html"), plain) for path in list(heads["portal"])[:3]
    }

    assert "public/portal/index.html:3 bad-hreflang: the language chooser is no x-default" in _faults(heads)


def test_nothing_is_said_of_translations_on_a_site_that_is_not_built() -> None:
    heads = project()
    del heads["ankara"]

    assert _faults(heads) == []
