"""Templates and views to HTML, and whatever goes wrong to a message at the template's line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import jinja2

from sitegen import shortcuts
from sitegen.diagnostics import Diagnostic, FaultError, Span, error
from sitegen.patterns import late
from sitegen.store import Store
from sitegen.theme.bytecode import Bytecode
from sitegen.theme.environment import Part, Sandbox, ShortSandbox, ShortTemplate, answering, loader
from sitegen.theme.model import Answers, Fields, Theme
from sitegen.tree import ChangedError, Tree


class Renderer:
    """Renders the templates of one theme.

    Templates are compiled once, and what was compiled is kept in the `store`. `fields` are the types that templates
    see, with the names of their values.
    """

    def __init__(self, tree: Tree, theme: Theme, fields: Fields, store: Store | None = None) -> None:
        options = {"loader": loader(tree, theme.path), "bytecode_cache": Bytecode(store, fields) if store else None}
        short = shortcuts.on()
        self._environment = ShortSandbox(theme.templates, fields, **options) if short else Sandbox(**options)

    def load(self, templates: Iterable[str]) -> None:
        """Compile templates, or take them out of the store: then forked processes have them, and the store keeps them.

        One that cannot be compiled is passed over: the page that needs it tells of it.
        """
        for name in templates:
            try:
                self._environment.get_template(name)
            except ChangedError:
                raise
            except Exception:
                continue

    def render(self, template: str, answers: Answers, variables: Mapping[str, object], about: str) -> str:
        """Return what a template makes of the variables.

        `answers` are those of t, nt, pt and asset for this page; `about` names what is rendered,
        for messages. Raises `FaultError` with the template's line for whatever goes wrong.
        """
        token = answering.set(answers)
        try:
            return self._environment.get_template(template).render(variables)
        except ChangedError:
            raise
        except Exception as problem:  # a template can raise anything, and each must become a message
            raise FaultError(_fault(problem, about)) from problem
        finally:
            answering.reset(token)

    def show(self, template: str, answers: Answers, variables: Mapping[str, object], about: str) -> Shown:
        """Return a page with the places of its parts; arguments and errors are those of `render`."""
        if not isinstance(self._environment, ShortSandbox):
            return Shown(self.render(template, answers, variables, about).strip() + "\n", (), ())
        token = answering.set(answers)
        try:
            ready = self._environment.get_template(template)
            assert isinstance(ready, ShortTemplate), "the short sandbox has no others"
            return _shown(*ready.pieces(variables))
        except ChangedError:
            raise
        except Exception as problem:
            raise FaultError(_fault(problem, about)) from problem
        finally:
            answering.reset(token)


class Shown(NamedTuple):
    """A page, and the parts in it that stand by themselves: their names, and where each begins and ends.

    Such a part knows nothing but the page's own variables and what all templates may call, and it stands on the page as
    it was rendered, wherever a template of that name was included. So it can be rendered alone, and put in the place.
    """

    html: str
    names: tuple[str, ...]
    places: tuple[int, ...]


def _shown(pieces: list[str], parts: list[Part]) -> Shown:
    at = {id(piece): index for index, piece in enumerate(pieces) if type(piece) is Part}
    # What went into a variable or through a filter is not on the page as it was.
    tied = {part.name for part in parts if not part.sole or id(part) not in at}
    html = "".join(pieces)
    front = len(html) - len(html.lstrip())
    whole = html.strip()
    names: list[str] = []
    places: list[int] = []
    end, begun = -front, 0
    for part in parts:
        if part.name in tied:
            continue
        index = at[id(part)]
        start = end + sum(map(len, pieces[begun:index]))
        end, begun = start + len(part), index + 1
        if start < 0 or end > len(whole):
            return Shown(whole + "\n", (), ())
        names.append(part.name)
        places += (start, end)
    return Shown(whole + "\n", tuple(names), tuple(places))


_NO_FIELD = late(r"'(?:[\w.]*\.)?(\w+) object' has no attribute '(\w+)'")


def _fault(problem: Exception, about: str) -> Diagnostic:
    """Return the diagnostic of an exception out of a template, at the line of the innermost template."""
    places = [Span(f.filename, f.lineno or 0) for f in _frames(problem) if f.filename.startswith("themes/")]
    span = places[-1] if places else Span(about)
    text = re.sub(r"\s+", " ", str(problem)) or type(problem).__name__
    if isinstance(problem, jinja2.UndefinedError):
        text = _NO_FIELD.sub(r'\1 has no field "\2"', text)
        hint = "what a template sees stands in docs/themes.md"
        return error("template-undefined", span, f"{text} (seen while rendering {about})", hint)
    if isinstance(problem, RecursionError):  # Python's words depend on where it happens to have no more room
        text = "a template includes or imports itself, or a macro calls itself, without end"
    message = f"{text} ({type(problem).__name__}, seen while rendering {about})"
    return error("template-error", span, message, "mend the template")


def _frames(problem: Exception) -> Iterator[traceback.FrameSummary]:
    yield from traceback.extract_tb(problem.__traceback__)
