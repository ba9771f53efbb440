"""The index of one site: a folder of files, made language by language and kept by what each was made of.

Pagefind writes its one JSON file in another order each time; here it is written with sorted keys, so that bytes repeat.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from sitegen.packing import Codec
from sitegen.recipes import SearchRecipe
from sitegen.search.documents import document
from sitegen.search.indexing import Program, index
from sitegen.store import Store, key
from sitegen.urls import SEARCH_INDEX
from sitegen.values import dataclass

_ENTRY = "pagefind-entry.json"
#: What is published besides the files of each language; Pagefind's own boxes and its marker of words are not.
_PROGRAMS = ("pagefind.js", "pagefind-worker.js")
_DATA = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter")
_CODEC = Codec()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The index of one language: its files by name, and the key under which the store has them."""

    files: Mapping[str, bytes]
    kept: str


def recipe(program: Program, language: str, pages: Iterable[tuple[str, str]]) -> SearchRecipe:
    """Return the recipe of the index of some pages, given by path with the digest of each."""
    return SearchRecipe(language=language, pages=tuple(sorted(pages)), maker=program.version)


def make(program: Program, recipe: SearchRecipe, store: Store, read: Callable[[str], bytes]) -> Bundle:
    """Return the index of a language, made now or found in the store; `read` gives the bytes of a page by its path.

    It is known by what is looked through, so that a page that only looks different is not indexed again. Raises
    `SearchError`.
    """
    made = ((path, document(read(path).decode(), recipe.language)) for path, _ in recipe.pages)
    documents = tuple((path, text) for path, text in made if text)
    name = key((recipe.maker, recipe.language, documents), "search")
    known = store.get(name)
    if known is None:
        known = _CODEC.pack(_published(index(program, documents)) if documents else {})
        store.put(name, known)
    return Bundle(files=_CODEC.unpack(known), kept=name)


def merge(bundles: Sequence[Bundle]) -> dict[str, bytes]:
    """Return the files of a site by path: those of its languages, and the list of these."""
    files: dict[str, bytes] = {}
    languages: dict[str, object] = {}
    entry: dict[str, object] = {}
    for bundle in bundles:
        files |= bundle.files
        if _ENTRY in bundle.files:
            entry = json.loads(bundle.files[_ENTRY])
            known = entry["languages"]
            assert isinstance(known, dict)
            languages |= known
    if languages:
        files[_ENTRY] = _json(entry | {"languages": languages})
    return {f"{SEARCH_INDEX}/{name}": files[name] for name in sorted(files)}


def _published(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return those of Pagefind's files that readers need, with the JSON in an order of its own."""
    entry = json.loads(files[_ENTRY])
    tongues = {language["wasm"] or "unknown" for language in entry["languages"].values()}
    wanted = {*_PROGRAMS, *(f"wasm.{name}.pagefind" for name in tongues)}
    kept = {name: content for name, content in files.items() if name in wanted or name.endswith(_DATA)}
    return dict(sorted((kept | {_ENTRY: _json(entry)}).items()))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()
