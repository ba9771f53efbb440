"""What single steps cost, beside the libraries that do the like: in calls a second, in one run.

    python -m benchmarks.micro [--stories 100]

Each step is done for all stories, or all their translations into one language, at its best of several rounds.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
import markdown as python_markdown
from babel.messages.pofile import read_po

from benchmarks.corpus import Story, markdown, stories
from benchmarks.measuring import FailedError
from benchmarks.portal import write_portal
from sitegen import catalog, digest
from sitegen.markdown import Rendering, parse, render
from sitegen.plan import Plan
from sitegen.recipes import PageRecipe
from sitegen.render import Kitchen, renderer
from sitegen.segments import Said, localize
from sitegen.session import Options, Reading, Session
from sitegen.translations import hold
from sitegen.tree import DiskTree
from sitegen.views import Markup

_LANGUAGE = "ur"
_ROUNDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of sitegen, and what it is compared with; each with the calls that make it up."""

    name: str
    ours: Sequence[Callable[[], object]]
    beside: str
    theirs: Sequence[Callable[[], object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Project:
    """A project that has been read and planned."""

    corpus: Sequence[Story]
    reading: Reading
    plan: Plan
    tree: DiskTree
    kitchen: Kitchen

    @property
    def pages(self) -> list[PageRecipe]:
        """The pages of the stories in one language."""
        recipes = self.plan.sites["portal"]
        paths = (f"{_LANGUAGE}/stories/{story.slug}/index.html" for story in self.corpus)
        return [recipe for path in paths if isinstance(recipe := recipes[path], PageRecipe)]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.micro", description="Measure single steps.")
    parser.add_argument("--stories", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = _project(Path(folder), tuple(stories(asked.stories)))
        sys.stdout.write("| step | calls a second | beside | calls a second | |\n| --- | ---: | --- | ---: | ---: |\n")
        for step in steps(project):
            ours, theirs = _rate(step.ours), _rate(step.theirs)
            row = (step.name, f"{ours:,.0f}", step.beside, f"{theirs:,.0f}", f"{ours / theirs:.2f} ×")
            sys.stdout.write(f"| {' | '.join(row)} |\n")


def _project(folder: Path, corpus: Sequence[Story]) -> _Project:
    write_portal(folder, corpus)
    session = Session(folder, folder / "public", folder / "store")
    reading, plan, tree, found = session.survey(Options(now=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)))
    if reading is None or plan is None:
        raise FailedError("\n".join(map(str, found)))
    kitchen = Kitchen(session.store, tree.read, renderer(tree, reading.theme))
    return _Project(corpus=corpus, reading=reading, plan=plan, tree=tree, kitchen=kitchen)


def steps(project: _Project) -> Iterator[Step]:
    """Yield the steps of a project, in the order of a build."""
    library = python_markdown.Markdown(extensions=["extra", "toc"])
    sources = [markdown(story, "en") for story in project.corpus]
    yield Step(
        name="parse a story",
        ours=[partial(parse, text, "index.md", 1) for text in sources],
        beside="Python-Markdown",
        theirs=[partial(_convert, library, text) for text in sources],
    )
    yield from _catalog_steps(project)
    translated = [markdown(story, _LANGUAGE) for story in project.corpus]
    yield Step(
        name="render a body",
        ours=[partial(_body, page, project.plan) for page in project.pages],
        beside="Python-Markdown",
        theirs=[partial(_convert, library, text) for text in translated],
    )
    yield from _page_steps(project)


def _catalog_steps(project: _Project) -> Iterator[Step]:
    names = [f"stories/{story.slug}" for story in project.corpus]
    paths = [f"locales/{_LANGUAGE}/LC_MESSAGES/{name}.po" for name in names]
    files = [project.tree.read(path) for path in paths]
    babel = [partial(_read_po, file) for file in files]
    yield Step(
        name="read a catalog",
        ours=[partial(catalog.read, file, path) for file, path in zip(files, paths, strict=True)],
        beside="Babel read_po",
        theirs=babel,
    )
    reading = project.reading
    held = [(reading.domains[name], _LANGUAGE, reading.catalogs[name, _LANGUAGE]) for name in names]
    yield Step(
        name="hold a catalog",
        ours=[partial(hold, *one, path, ()) for one, path in zip(held, paths, strict=True)],
        beside="Babel read_po",
        theirs=babel,
    )


def _page_steps(project: _Project) -> Iterator[Step]:
    plain, pages = _Plain(project), project.pages
    yield Step(
        name="make a page with its body",
        ours=[partial(project.kitchen.make, page, project.plan.documents) for page in pages],
        beside="Jinja, without the body",
        theirs=[partial(plain.render, page) for page in pages],
    )
    yield Step(
        name="digest a page's recipe",
        ours=[partial(digest.of, page) for page in pages],
        beside="blake2b of its repr",
        theirs=[partial(_blake2b, page) for page in pages],
    )


def _read_po(file: bytes) -> object:
    return read_po(io.BytesIO(file), locale=_LANGUAGE)


def _convert(library: python_markdown.Markdown, text: str) -> str:
    library.reset()
    return library.convert(text)


def _blake2b(page: PageRecipe) -> str:
    return hashlib.blake2b(repr(page).encode()).hexdigest()


def _body(page: PageRecipe, plan: Plan) -> str:
    """Render the text of a page as the build does."""
    body = page.body
    if body is None:
        raise FailedError(f"{page.about} has no text")
    said = {(w.context, w.id): Said(text=w.text, language=w.language) for w in body.wordings}
    shown = localize(
        plan.documents[body.document], said.__getitem__, body.language, own=body.own, label=body.backlink.language
    )
    rendering = Rendering(links=dict(body.links), images={}, inserts=(), backlink=body.backlink.text, table=body.table)
    return render(shown, rendering)


class _Plain:
    """Jinja as it comes, with autoescape and without a sandbox, on the theme's templates; words stay in English."""

    def __init__(self, project: _Project) -> None:
        folder = project.tree.root / project.reading.theme.path / "templates"
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.globals |= {"t": _say, "nt": _say_many, "pt": _say_in, "asset": "../../../assets/{}".format}

    def render(self, page: PageRecipe) -> str:
        """Render a page with nothing in the place of its text."""
        template = self._environment.get_template(page.template)
        return template.render(page=page.page, content=page.content, graph="", body="")


class _Words(str):
    """A word of the theme, which has the parts that templates ask for."""

    plain: Any = property(str)
    attributes: Any = Markup("")


def _say(text: str, **said: object) -> _Words:
    return _Words(text.format(**said))


def _say_many(_: str, many: str, n: int, **said: object) -> _Words:
    return _Words(many.format(n=n, **said))


def _say_in(_: str, text: str, **said: object) -> _Words:
    return _Words(text.format(**said))


def _rate(calls: Sequence[Callable[[], object]]) -> float:
    """Return how many of the calls are done in a second of processor time, at the best of several rounds."""
    taken = []
    for _ in range(_ROUNDS):
        begun = time.process_time()
        for call in calls:
            call()
        taken.append(time.process_time() - begun)
    return len(calls) / min(taken)


if __name__ == "__main__":
    main()
