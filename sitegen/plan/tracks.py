"""Which subtitles a film has on a page, and in which language each cue is said."""

from __future__ import annotations

from sitegen.plan.voice import Voice
from sitegen.recipes import SubtitlesRecipe
from sitegen.stories import Film, Story, Subtitles, context, is_message
from sitegen.webvtt import Cue, Shown, normal


def tracks(voice: Voice, story: Story, film: Film) -> tuple[SubtitlesRecipe, ...]:
    """Return the subtitles for a page, the ones to be shown first, then those of the film's own language.

    The first are in the first language of the page's chain that says at least one cue (rule S18). What is not
    translated in them is said in the next language that can, and marked as such.
    """
    if not film.subtitles:
        return ()
    source, *others = film.subtitles
    made = {subtitles.language: subtitles for subtitles in others}
    cues = tuple(_said(voice, story, source, cue) for cue in source.cues)
    own = _as_written(source)
    for tag in voice.chain(source.language):
        if tag in made:
            return _as_written(made[tag]), own
        if tag == source.language:
            break
        if any(cue.language == tag for cue in cues):
            return SubtitlesRecipe(cues=cues, language=tag), own
    return (own,)


def _as_written(subtitles: Subtitles) -> SubtitlesRecipe:
    cues = tuple(_shown(cue, cue.text, subtitles.language) for cue in subtitles.cues)
    return SubtitlesRecipe(cues=cues, language=subtitles.language)


def _said(voice: Voice, story: Story, source: Subtitles, cue: Cue) -> Shown:
    if not is_message(cue):
        return _shown(cue, cue.text, source.language if cue.has_words else "")
    said = voice.cue(story, (context(cue), cue.text), source.language)
    return _shown(cue, normal(said.text), said.language)


def _shown(cue: Cue, text: str, language: str) -> Shown:
    return Shown(id=cue.id, timing=cue.timing, text=text, language=language)
