"""Kept answers -> the turns that a later question may point back to."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from bot.answer.answer import Outcome
from bot.conversation.followup import whole
from bot.conversation.in_full import lone, named_in_full
from bot.conversation.talk import Turn
from bot.texts import LANGUAGES, say
from ingest.stored.tables import articles

# A greeting is none of them.
OUTCOMES = tuple(
    one.value for one in (Outcome.ANSWERED, Outcome.PARTIAL, Outcome.NO_ANSWER, Outcome.CLARIFY)
)
MOST = 6  # earlier questions, answered or not, that a new one may point back to
_ASKS_BACK = tuple(
    say("which", language, names="|", last="|").split("|")[0] for language in LANGUAGES
)
_REFUSALS = tuple(say("no_answer", language) for language in LANGUAGES)


def turns(rows: Sequence[sa.Row[Any]], db: sa.Connection) -> tuple[Turn, ...]:
    """Rows of `tables.answers` as turns, without those where there is nothing to point back to.

    Args:
        rows: of one conversation, oldest first.
        db: the library: asked for the articles where a name is to be had in full.
    """
    found = [one for row in rows if (one := _turn(row))]
    if any(lone(one.answer) for one in found):
        cited = {one["article"]["id"] for row in rows for one in row.body["citations"]}
        of_them = sa.select(articles.c.text).where(articles.c.id.in_(cited))
        texts = list(db.scalars(of_them))
        found = [replace(one, answer=named_in_full(one.answer, texts)) for one in found]
    return tuple(found)


def _turn(row: sa.Row[Any]) -> Turn | None:
    body = row.body
    asks_back = row.outcome == Outcome.CLARIFY.value
    followups = tuple(body["followups"])
    if asks_back and not followups:
        return None
    return Turn(
        question=row.whole or row.question,
        answer="\n".join(one["text"] for one in body["statements"]),
        asked=row.question if row.whole else "",
        refused=row.outcome == Outcome.NO_ANSWER.value,
        choices=followups if asks_back else (),
        offered=() if asks_back else followups,
    )


def told(question: str, answer: str, earlier: Sequence[Turn] = ()) -> Turn:
    """A question and its answer as a client sends them back: made whole here, and no outcome said.

    Args:
        earlier: the turns before it, oldest first.
    """
    made = whole(question, earlier[-MOST:])
    asked_back = answer.startswith(_ASKS_BACK)
    return Turn(
        question=made.text,
        answer=answer,
        asked=question if made.text != question else "",
        refused=answer.startswith(_REFUSALS),
        choices=tuple(text for _, text in made.choices) if asked_back else (),
    )
