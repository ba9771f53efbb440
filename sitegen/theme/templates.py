"""What can be read off a theme's templates without rendering them; the store keeps it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping

import jinja2
from jinja2 import meta, nodes

from sitegen import digest
from sitegen.diagnostics import Diagnostic, Span
from sitegen.shape import Faults, decode, suggest
from sitegen.store import Store, key
from sitegen.theme.compiling import is_plain
from sitegen.theme.environment import BUILT_IN, parser
from sitegen.theme.model import FUNCTIONS, STYLESHEET, Template, ThemeMessage
from sitegen.tree import Tree
from sitegen.values import dataclass


def read_templates(
    tree: Tree, path: str, assets: Mapping[str, str], store: Store | None
) -> tuple[dict[str, Template], tuple[Diagnostic, ...]]:
    """Read all templates of a theme. One that cannot be parsed is left out."""
    prefix = f"{path}/templates/"
    names = [place.removeprefix(prefix) for place in tree.digests if place.startswith(prefix)]
    found: list[Diagnostic] = []
    facts: dict[str, _Facts] = {}
    kept = _Kept(store, path)
    for name in names:
        faults = Faults(prefix + name)
        part = kept.get(tree.digests[prefix + name]) or _read(tree, prefix, name, faults)
        if part is not None:
            facts[name] = part
            _check(part, names, assets, faults)
            if not faults.found:
                kept.put(tree.digests[prefix + name], part)
        found += faults.found
    kept.write()
    return {name: _template(name, facts, tree, prefix) for name in facts}, tuple(found)


def _template(name: str, facts: Mapping[str, _Facts], tree: Tree, prefix: str) -> Template:
    closure = sorted(_closure(name, facts))
    members = [(prefix + member, facts[member]) for member in closure]
    reads = _joined(part.reads for _, part in members)
    return Template(
        name=name,
        digest=digest.of(tuple((member, tree.digests[prefix + member]) for member in closure)),
        messages=tuple(message for place, part in members for message in part.theme_messages(place)),
        assets=tuple(sorted({asset for _, part in members for _, asset in part.assets})),
        reads=reads,
        shelf=reads is not None
        and all(part.macros_only for _, part in members)
        and {read for read, _ in reads} <= {*FUNCTIONS, *BUILT_IN},
        file=tree.digests[prefix + name],
        closure=tuple(closure),
        bases=facts[name].bases,
        parts=facts[name].parts,
        others=facts[name].others,
    )


def _closure(name: str, facts: Mapping[str, _Facts]) -> set[str]:
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in seen and current in facts:
            seen.add(current)
            waiting += [reference for _, reference in facts[current].references]
    return seen


#: Variables with the fields that are asked of each; no fields where the whole value may matter.
_Reads = dict[str, tuple[str, ...]]


def _joined(reads: Iterable[_Reads | None]) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    """Return what several templates may look up together."""
    joined: dict[str, set[str] | None] = {}
    for each in reads:
        if each is None:
            return None
        for name, fields in each.items():
            known = joined.get(name, set())
            joined[name] = known | set(fields) if fields and known is not None else None
    return tuple((name, tuple(sorted(joined[name] or ()))) for name in sorted(joined))


@dataclass(frozen=True, slots=True)
class _Facts:
    """What one template file holds itself; each with its line. `reads` is missing where it cannot be told.

    `bases`, `parts` and `others` are the names of its references, as `Template` has them.
    """

    references: tuple[tuple[int, str], ...]
    messages: tuple[tuple[int, str, str | None, str | None], ...]
    assets: tuple[tuple[int, str], ...]
    reads: _Reads | None
    macros_only: bool
    bases: tuple[str, ...]
    parts: tuple[str, ...]
    others: tuple[str, ...]

    def theme_messages(self, place: str) -> Iterable[ThemeMessage]:
        """Yield the strings of the file, which is called `place`."""
        for line, id, plural, context in self.messages:
            yield ThemeMessage(id=id, plural=plural, context=context, span=Span(place, line))


def retain(store: Store, path: str) -> None:
    """Say that what the store has of a theme's templates is of use, though nobody asks for it in this run."""
    store.retain(_entry(path))


def _entry(path: str) -> str:
    return key(("templates", path), "theme/templates", "theme/environment")


class _Kept:
    """The facts of templates by the digests of their files; one entry of the store holds those of a theme."""

    def __init__(self, store: Store | None, path: str) -> None:
        self._store = store
        self._name = _entry(path) if store else ""
        self._found = self._load()
        self._used: dict[str, _Facts] = {}

    def _load(self) -> dict[str, _Facts]:
        try:
            entries = json.loads(self._store.get(self._name) or b"{}") if self._store else {}
            return {name: _facts(*entry) for name, entry in entries.items()}
        except (ValueError, TypeError, AttributeError):
            return {}

    def get(self, name: str) -> _Facts | None:
        """Return what is known of a file."""
        return self._found.get(name)

    def put(self, name: str, facts: _Facts) -> None:
        """Keep what is known of a file that has no fault."""
        self._used[name] = facts

    def write(self) -> None:
        """Keep what is known now, if that is not what was kept before."""
        if self._store and self._used != self._found:
            entries = {
                name: [getattr(facts, field.name) for field in dataclasses.fields(facts)]
                for name, facts in sorted(self._used.items())
            }
            self._store.put(self._name, json.dumps(entries, separators=(",", ":")).encode())


def _facts(
    references: list[list[object]],
    messages: list[list[object]],
    assets: list[list[object]],
    reads: dict[str, list[str]] | None,
    macros_only: bool,
    *named: list[str],
) -> _Facts:
    return _Facts(
        tuple(map(tuple, references)),  # type: ignore[arg-type]
        tuple(map(tuple, messages)),  # type: ignore[arg-type]
        tuple(map(tuple, assets)),  # type: ignore[arg-type]
        None if reads is None else {name: tuple(fields) for name, fields in reads.items()},
        macros_only,
        *map(tuple, named),
    )


def _read(tree: Tree, prefix: str, name: str, faults: Faults) -> _Facts | None:
    """Read a template file; None when it cannot be parsed."""
    environment = parser()
    source = decode(tree.read(prefix + name), faults)
    try:
        syntax = environment.parse(source or "", name)
    except jinja2.TemplateSyntaxError as problem:
        trans = "tag 'trans'" in str(problem.message)
        hint = 'write {{ t("…") }}: what {% trans %} says is not escaped' if trans else "mend the template"
        faults.add("template-syntax", problem.lineno, str(problem.message), hint)
        return None
    except Exception as problem:  # the parser calls itself, and Python's own parser of numbers and texts
        message = f"the template cannot be parsed ({type(problem).__name__})"
        faults.add("template-syntax", 1, message, "nest less, and write shorter numbers")
        return None
    for node in syntax.find_all(nodes.Filter):
        if node.name == "safe":
            faults.add("template-safe", node.lineno, "the filter `safe` is not allowed", "show a view's own value")
        elif node.name not in environment.filters:
            hint = suggest(node.name, sorted(environment.filters))
            faults.add("template-syntax", node.lineno, f'there is no filter "{node.name}"', hint)
    for scope in syntax.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
        faults.add("template-safe", scope.lineno, "autoescape cannot be turned off", "show a view's own value")
    references = _references(syntax, faults)
    messages, assets = _calls(syntax, faults)
    return _Facts(references, messages, assets, _reads(syntax), _is_macros_only(syntax), *_named(syntax))


def _references(syntax: nodes.Template, faults: Faults) -> tuple[tuple[int, str], ...]:
    references = []
    for node in syntax.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = getattr(node, "template", None)
        reference = named.value if isinstance(named, nodes.Const) else None
        if isinstance(reference, str):
            references.append((node.lineno, reference))
        else:
            hint = "write the name of the template in quotes"
            faults.add("template-syntax", node.lineno, "a template is named by a value", hint)
    return tuple(references)


def _named(syntax: nodes.Template) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the names of what a template extends, of what it includes as a part, and of what else it refers to."""
    bases: set[str] = set()
    parts: set[str] = set()
    others: set[str] = set()
    for node in syntax.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = getattr(node, "template", None)
        if isinstance(named, nodes.Const) and isinstance(named.value, str):
            is_part = isinstance(node, nodes.Include) and is_plain(node)
            (bases if isinstance(node, nodes.Extends) else parts if is_part else others).add(named.value)
    return tuple(sorted(bases)), tuple(sorted(parts)), tuple(sorted(others))


def _calls(
    syntax: nodes.Template, faults: Faults
) -> tuple[tuple[tuple[int, str, str | None, str | None], ...], tuple[tuple[int, str], ...]]:
    """Collect the strings and assets of a template; they must be written out to be found."""
    messages, named = [], []
    for call in syntax.find_all(nodes.Call):
        function = call.node.name if isinstance(call.node, nodes.Name) else ""
        if function not in FUNCTIONS:
            continue
        count = {"t": 1, "asset": 1, "pt": 2, "nt": 2}[function]
        words = [arg.value for arg in call.args[:count] if isinstance(arg, nodes.Const) and isinstance(arg.value, str)]
        if len(words) < count:
            hint = f'write {function}("…") with the words in quotes'
            faults.add("template-string", call.lineno, f"{function} is called with a value", hint)
        elif function == "asset":
            named.append((call.lineno, words[0]))
        else:
            context = words[0] if function == "pt" else None
            id, plural = (words[1], None) if function == "pt" else (words[0], words[1] if function == "nt" else None)
            messages.append((call.lineno, id, plural, context))
    return tuple(messages), tuple(named)


def _reads(syntax: nodes.Template) -> _Reads | None:
    """Return what a template looks up outside itself, as Jinja's own compiler tells it.

    Where a name stands for something else in some place, its fields there are taken as well: rather one too many.
    """
    try:
        names = meta.find_undeclared_variables(syntax)
    except Exception:  # whatever the compiler cannot bear, a page that is rendered with it will report
        return None
    asked: dict[str, set[str]] = {name: set() for name in names}
    narrow: set[int] = set()
    for dot in syntax.find_all(nodes.Getattr):
        if isinstance(dot.node, nodes.Name) and dot.node.name in names:
            asked[dot.node.name].add(dot.attr)
            narrow.add(id(dot.node))
    whole = {name.name for name in syntax.find_all(nodes.Name) if name.ctx == "load" and id(name) not in narrow}
    return {name: () if name in whole else tuple(sorted(asked[name])) for name in sorted(names)}


def _is_macros_only(syntax: nodes.Template) -> bool:
    """Tell whether a template defines macros and does nothing else when it is imported."""
    return all(
        isinstance(node, (nodes.Macro, nodes.Import, nodes.FromImport))
        or (isinstance(node, nodes.Output) and all(isinstance(part, nodes.TemplateData) for part in node.nodes))
        for node in syntax.body
    )


def _check(facts: _Facts, names: list[str], assets: Mapping[str, str], faults: Faults) -> None:
    """Report templates and assets that are named and are not there."""
    for line, reference in facts.references:
        if reference not in names:
            faults.add("missing-template", line, f"there is no template {reference}", suggest(reference, names))
    for line, asset in facts.assets:
        if asset not in assets and asset != STYLESHEET:
            faults.add("missing-asset", line, f"there is no assets/{asset}", suggest(asset, [STYLESHEET, *assets]))
