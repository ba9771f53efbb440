"""An impact for a terminal, and for programs; docs/formats.md describes the latter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.diagnostics import printable
from sitegen.messages.impact.model import Change, Effect, Impact, Outcome, TextImpact

#: How much of a segment is shown, and how much of that stands before the first change.
_SHOWN, _BEFORE = 72, 24


def lines(impact: Impact) -> Iterator[str]:
    """Yield what is said of an impact at a terminal."""
    if impact.skipped:
        names = printable(", ".join(impact.skipped))
        yield f"not compared, as they had errors in {printable(impact.revision)}: {names}"
    if not impact.texts:
        yield f"nothing that is translated has changed since {printable(impact.revision)}"
        return
    for text in impact.texts:
        yield from _text(text)
        yield ""
    yield from _sum(impact)
    yield from _languages(impact)
    small = [text.domain for text in impact.texts if text.is_small]
    if small:
        asked = " ".join(f"--minor {printable(domain)}" for domain in small)
        yield f"hint: if the meaning is as before, `sitegen messages update {asked}` keeps the translations"


def as_data(impact: Impact) -> dict[str, object]:
    """Return an impact for a machine."""
    return {
        "base": {"revision": impact.revision, "commit": impact.commit or None},
        "skipped": list(impact.skipped),
        "texts": [_text_data(text) for text in impact.texts],
        "languages": {
            load.tag: {**{outcome.value: load.segments[outcome] for outcome in Outcome}, "words": load.words}
            for load in impact.loads
        },
        "total": {
            **{change.value: impact.count(change) for change in Change},
            "stale": len(impact.stale),
            "words": sum(load.words for load in impact.loads),
        },
    }


# For people -----------------------------------------------------------------------------------------------


def _text(text: TextImpact) -> Iterator[str]:
    counts = [(sum(e.change is change for e in text.effects), change.value) for change in Change]
    said = [f"{number} {word}" for number, word in counts if number]
    if text.kept:
        said.append(f"{text.kept} as before")
    yield f"{printable(text.domain)}{_history(text)}: {', '.join(said)}"
    if not text.removed:
        for effect in text.effects:
            yield from _effect(effect)


def _history(text: TextImpact) -> str:
    if text.removed:
        return " (removed)"
    if not text.former:
        return " (new)"
    return f" (was {printable(text.former)})" if text.former != text.domain else ""


def _effect(effect: Effect) -> Iterator[str]:
    becomes = [
        f"{words} {', '.join(effect.languages(outcome))}"
        for outcome, words in _WORDS.items()
        if effect.languages(outcome)
    ]
    told = f": {'; '.join(becomes)}" if becomes else ""
    yield f"  {printable(str(effect.span))}: {effect.change.value}, {_words(effect.words)}{told}"
    yield f"    {printable(_excerpt(effect))}"


def _excerpt(effect: Effect) -> str:
    """Return a line of a segment's text, from shortly before the first change on."""
    text, former = (" ".join((words or "").split()) for words in (effect.text, effect.former))
    same = next((at for at, pair in enumerate(zip(text, former, strict=False)) if pair[0] != pair[1]), 0)
    begin = max(text.rfind(" ", 0, max(same - _BEFORE, 0)) + 1, 0)
    end = begin + _SHOWN
    return f"{'…' * (begin > 0)}{text[begin:end].rstrip()}{'…' * (len(text) > end)}"


_WORDS = {
    Outcome.STALE: "stale in",
    Outcome.UNTRANSLATED: "to be translated into",
    Outcome.WAITING: "was not translated into",
    Outcome.CARRIED: "stays translated in",
}


def _sum(impact: Impact) -> Iterator[str]:
    stale = impact.stale
    languages = sorted({tag for effect in stale for tag in effect.languages(Outcome.STALE)})
    words = sum(load.words for load in impact.loads)
    others = ", ".join(f"{impact.count(change)} {change.value}" for change in Change if change is not Change.CHANGED)
    yield f"this edit makes {_segments(len(stale))} stale in {_counted(len(languages), 'language')}; {others}"
    yield f"{_words(words)} to translate in all languages together, as far as can be told before `messages update`"


def _languages(impact: Impact) -> Iterator[str]:
    heads = ("language", "words", *(outcome.value for outcome in Outcome))
    cells = [
        (load.tag, str(load.words), *(str(load.segments[outcome]) for outcome in Outcome)) for load in impact.loads
    ]
    if cells:
        yield ""
        for row in (heads, *cells):
            yield _columns(row, heads)


def _columns(cells: Sequence[str], heads: Sequence[str]) -> str:
    first, *others = (max(len(head), 6) for head in heads)
    return "  ".join([cells[0].ljust(first), *(cell.rjust(size) for cell, size in zip(cells[1:], others, strict=True))])


def _segments(number: int) -> str:
    return _counted(number, "segment")


def _words(number: int) -> str:
    return _counted(number, "word")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


# For programs ---------------------------------------------------------------------------------------------


def _text_data(text: TextImpact) -> dict[str, object]:
    return {
        "domain": text.domain,
        "path": text.path or None,
        "former": text.former or None,
        "removed": text.removed,
        "kept": text.kept,
        "minor": text.is_small,
        "segments": [_effect_data(effect) for effect in text.effects],
    }


def _effect_data(effect: Effect) -> dict[str, object]:
    return {
        "change": effect.change.value,
        "path": effect.span.path,
        "line": effect.span.line,
        "text": effect.text,
        "former": effect.former,
        "words": effect.words,
        "languages": {tag: outcome.value for tag, outcome in effect.outcomes},
    }
