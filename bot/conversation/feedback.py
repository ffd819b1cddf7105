"""What was thought of answers: thumbs, reasons, words."""

from dataclasses import dataclass

import sqlalchemy as sa

from bot.conversation.kept import Kept, now
from bot.conversation.tables import answers, feedback
from bot.errors import AnswerNotFound, BadFeedback

THUMBS = ("up", "down")
LONGEST_REASON, LONGEST_WORDS = 200, 2000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What somebody thought of an answer."""

    answer: str  # its id
    question: str  # made whole, where it was not
    outcome: str  # of the answer
    thumb: str
    reason: str
    words: str
    owner: str
    given_at: str


class Feedbacks:
    """Those in one library."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def give(
        self, answer_id: str, thumb: str, *, reason: str = "", words: str = "", owner: str = ""
    ) -> None:
        """Keep what somebody thought of an answer, in the place of what they said before.

        Args:
            thumb: "up" or "down".
            reason: one of a few that the channel offers; words: their own.
            owner: who they are, opaque.

        Raises:
            BadFeedback: the thumb is neither, or the words are too many.
            AnswerNotFound: there is no such answer, or it was too old.
            DataFolderError: it could not be kept.
        """
        _check(thumb, reason, words)
        with self._kept.written() as db:
            there = sa.select(answers.c.id).where(answers.c.id == answer_id)
            if db.execute(there).first() is None:
                raise AnswerNotFound(answer_id)
            own = (feedback.c.answer_id == answer_id) & (feedback.c.owner == owner)
            db.execute(sa.delete(feedback).where(own))
            db.execute(
                feedback.insert().values(
                    answer_id=answer_id,
                    owner=owner,
                    given_at=now(),
                    thumb=thumb,
                    reason=reason,
                    words=words,
                )
            )

    def all(self, answer_id: str = "") -> list[Feedback]:
        """All feedback, or that on one answer, oldest first."""
        columns = (answers.c.question, answers.c.whole, answers.c.outcome)
        found = sa.select(feedback, *columns).join(answers).order_by(feedback.c.given_at)
        if answer_id:
            found = found.where(feedback.c.answer_id == answer_id)
        with self._kept.read() as db:
            return [
                Feedback(
                    answer=row.answer_id,
                    question=row.whole or row.question,
                    outcome=row.outcome,
                    thumb=row.thumb,
                    reason=row.reason,
                    words=row.words,
                    owner=row.owner,
                    given_at=row.given_at,
                )
                for row in (db.execute(found) if db is not None else ())
            ]


def _check(thumb: str, reason: str, words: str) -> None:
    if thumb not in THUMBS:
        raise BadFeedback(f"The thumb is {thumb[:20]!r}. It is 'up' or 'down'.")
    for text, name, longest in (
        (reason, "reason", LONGEST_REASON),
        (words, "words", LONGEST_WORDS),
    ):
        if len(text) > longest:
            raise BadFeedback(
                f"The {name} of feedback may have {longest:,} characters, not {len(text):,}. "
                "Say it shorter."
            )
