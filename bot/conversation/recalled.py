"""Kept answers -> the turns that a later question may point back to."""

from typing import Any

import sqlalchemy as sa

from bot.answer.answer import Outcome
from bot.conversation.talk import Turn
from bot.texts import LANGUAGES, say

# A greeting is none of them.
OUTCOMES = tuple(
    one.value for one in (Outcome.ANSWERED, Outcome.PARTIAL, Outcome.NO_ANSWER, Outcome.CLARIFY)
)
_REFUSALS = tuple(say("no_answer", language) for language in LANGUAGES)


def turn(row: sa.Row[Any]) -> Turn | None:
    """A row of `tables.answers` as a turn, None where there is nothing to point back to."""
    body = row.body
    choices = tuple(body["followups"]) if row.outcome == Outcome.CLARIFY.value else ()
    if row.outcome == Outcome.CLARIFY.value and not choices:
        return None
    return Turn(
        question=row.whole or row.question,
        answer=" ".join(one["text"] for one in body["statements"]),
        asked=row.question if row.whole else "",
        refused=row.outcome == Outcome.NO_ANSWER.value,
        choices=choices,
    )


def told(question: str, answer: str) -> Turn:
    """A question and its answer as a client sends them back: it says no outcome."""
    return Turn(question=question, answer=answer, refused=answer.startswith(_REFUSALS))
