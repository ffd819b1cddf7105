"""A question put to one library: all that `understand` wants to know of it is taken from there."""

from dataclasses import replace

from bot.question.understanding import Question, understand
from ingest.limits import Limits
from ingest.store import Store

ALL = Limits()


def pose(
    store: Store,
    text: str,
    *,
    now: str = "",
    limits: Limits = ALL,
    ignore: tuple[str, ...] = (),
) -> Question:
    """Read a question to the articles in `store`.

    Args:
        now: the day it is asked on, today where empty.
        limits: the days and outlets to search.
        ignore: what the asker took off from what was understood, of understanding.IGNORABLE.

    Raises: as `understand`.
    """
    return understand(
        text,
        now=now,
        first_day=limits.first_day,
        last_day=limits.last_day,
        sources=limits.sources,
        longest=store.settings.answer.max_question_chars,
        outlets=store.library.names.outlets(),
        authors=store.library.names.authors,
        ignore=ignore,
    )


def made_whole(store: Store, question: Question, text: str) -> Question:
    """The same question in words that need nothing said before; what was set by hand holds."""
    limits = question.limits
    read = understand(
        text,
        now=question.today,
        first_day=limits.first_day,
        last_day=limits.last_day,
        sources=limits.sources,
        longest=len(text) + 1,
        outlets=store.library.names.outlets(),
        authors=store.library.names.authors,
        ignore=question.ignored,
    )
    return replace(
        read,
        asked=question.asked or question.text,
        reply_in=question.reply_in,
        spoken=question.spoken,
        read_as=question.read_as,
    )
