"""What the translation of a subtitle must keep of its source (rule S16).

Times within a cue, classes and voices stay, for they belong to the film. Emphasis, readings and languages are a
matter of each language: they may be left out, and `<i>`, `<b>` and `<lang>` added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Span, note, warning
from sitegen.limits import CUE_CHARACTERS
from sitegen.segments.contract import Verdict, compare_phrase
from sitegen.webvtt import LINE_CHARACTERS, LINES, Markup, long_lines, markup, normal, visible

#: Tags that a translation may add, and those that it must keep.
ADDABLE_IN_CUES = frozenset({"i", "b", "lang"})
_KEPT = frozenset({"c", "v"})


def compare_cue(source: str, translation: str, span: Span) -> Verdict:
    """Hold the translation of a cue against its source. `span` is the place of the message in its catalog."""
    text = normal(translation)
    if len(text) > CUE_CHARACTERS:
        message = f"the translation has {len(text):,} characters; {CUE_CHARACTERS:,} fit into a subtitle"
        return Verdict(True, (_broken("translation-too-long", span, message, "shorten it"),))
    verdict = compare_phrase(source, (translation,), span)
    found = tuple(_markup_faults(source, text, span))
    if not visible(text).strip():
        found = (_broken("subtitle-empty", span, "the translation has no words", "write some"),)
    return Verdict(verdict.broken or bool(found), (*verdict.found, *found, *_large(source, text, span)))


def _markup_faults(source: str, translation: str, span: Span) -> Iterator[Diagnostic]:
    ours, theirs = markup(source), markup(translation)
    for message, hint in theirs.faults:
        if (message, hint) not in ours.faults:
            yield _broken("subtitle-markup", span, message, hint)
    if ours.times != theirs.times:
        wanted = " ".join(f"<{time}>" for time in ours.times) or "none"
        yield _broken("subtitle-markup", span, "the times within the subtitle are changed", f"keep in order: {wanted}")
    for tag in _added(theirs, ours):
        if tag.split(".")[0] in _KEPT:
            yield _broken("subtitle-markup", span, f"the translation drops <{tag}>", f"put <{tag}> back")
    for tag in _added(ours, theirs):
        if tag not in ADDABLE_IN_CUES:
            yield _broken("subtitle-markup", span, f"<{tag}> is not in the source as often", f"remove <{tag}>")


def _added(before: Markup, after: Markup) -> Iterator[str]:
    """Yield the tags that `after` has more of."""
    return (Counter(after.tags) - Counter(before.tags)).elements()


def _large(source: str, translation: str, span: Span) -> Iterator[Diagnostic]:
    """Yield a note where a translation covers more of the film than its source does, or than fits."""
    lines = translation.count("\n") + 1
    if long_lines(translation) or lines > max(LINES, source.count("\n") + 1):
        message = f"the subtitle is large: more than {LINES} lines of {LINE_CHARACTERS} characters cover the film"
        yield note("subtitle-large", span, message, "shorten it; nobody reads more in the time")


def _broken(code: str, span: Span, message: str, hint: str) -> Diagnostic:
    return warning(code, span, message, f"{hint}. The source text is shown until then.")
