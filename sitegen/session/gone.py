"""What a build takes from readers: addresses of texts that were published and are no more.

Told by the manifest of the last build, so it says what changed in the output and not what is wrong with
the sources: it never keeps a build from publishing, and the next build says nothing of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sitegen import urls
from sitegen.config import Site
from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.stories import PAGE, reserved


def gone_pages(
    site: Site, before: Iterable[str], now: Mapping[str, object], known: Mapping[str, str]
) -> list[Diagnostic]:
    """Return a warning for each text, and for each language, whose addresses a build takes off a site.

    `before` are the paths of the site as it was, `now` has those that are planned. `known` says whose a path was
    that is not named like its source.
    """
    texts: defaultdict[str, list[str]] = defaultdict(list)
    languages: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(before):
        language, named = urls.language_and_text(path) or ("", "")
        domain = known.get(path, named)
        if path in now or not domain or domain.removeprefix(f"{PAGE}/") in reserved(PAGE):
            continue
        if language in site.tags:
            texts[domain].append(path)
        else:
            languages[language].append(path)
    return [
        *(_gone_text(site, domain, paths) for domain, paths in texts.items()),
        *(_gone_language(site, language, paths) for language, paths in languages.items()),
    ]


def gone_site(name: str) -> Diagnostic:
    """Return the warning for a folder of ours that no site is built into any more."""
    message = "no mission has this name any more, and its site stays here as it was"
    hint = f"bring content/missions/{name}.yaml back, or delete the folder yourself"
    return warning("site-gone", Span(name), message, hint)


def _gone_text(site: Site, domain: str, paths: list[str]) -> Diagnostic:
    address = urls.absolute(site.base_url, paths[0])
    others = f", with {len(paths) - 1} more in other languages" if len(paths) > 1 else ""
    hint = f"add aliases: [{domain}] to what it became, or bring it back with status: withdrawn to leave a page"
    return warning("page-gone", Span(f"{site.id}/{paths[0]}"), f"{address} is gone{others}", hint)


def _gone_language(site: Site, language: str, paths: list[str]) -> Diagnostic:
    address = urls.absolute(site.base_url, urls.home(language))
    message = f"{address} is gone with {len(paths)} stories and pages"
    hint = f"bring the language back in {site.path}, or let the host lead readers to another one"
    return warning("page-gone", Span(f"{site.id}/{language}"), message, hint)
