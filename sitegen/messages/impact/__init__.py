"""`messages impact`: what an edit of the texts asks of translators, told to the writer before anybody else sees it.

`comparing` finds which segments an edit changes, `outcomes` what becomes of their translations, by the very merge that
`messages update` does; `telling` says it to people and programs. Nothing is written.
"""

from sitegen.messages.impact.impact import impact
from sitegen.messages.impact.model import Change, Effect, Impact, Outcome, TextImpact

__all__ = ["Change", "Effect", "Impact", "Outcome", "TextImpact", "impact"]
