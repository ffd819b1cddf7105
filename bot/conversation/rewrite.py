"""A question that points back, made whole by a chat model; by rule where that fails."""

import asyncio
import logging
from collections.abc import Sequence

from bot.answer.written import prompts
from bot.answer.written.generate import Writer
from bot.conversation.followup import Made, points_back, whole
from bot.conversation.talk import Turn
from bot.errors import ModelUnavailable
from bot.question.terms import content_words
from bot.question.understanding import Question
from ingest.indexes.terms import stem

SECONDS = 4.0  # for the model; an asker waits for it before anything is searched
LONGEST = 400  # characters of a question; what is longer is no question
_MOST_ANSWER = 600  # characters of an earlier answer that are sent
_MOST_TURNS = 3  # earlier questions that are sent

log = logging.getLogger(__name__)


async def made_whole(
    question: Question, earlier: Sequence[Turn], writers: Sequence[Writer] = ()
) -> Made:
    """The question's text as it can be asked alone; no model is called where it stands alone.

    Args:
        earlier: oldest first.
        writers: the first of them rewrites.
    """
    by_rule = await asyncio.to_thread(whole, question.text, earlier, today=question.today)
    chosen = bool(earlier) and by_rule.text in earlier[-1].choices
    if chosen or not points_back(question.text, earlier):
        return by_rule
    earlier = [one for one in earlier if not one.choices][-_MOST_TURNS:]
    for writer in writers[:1]:
        said = await _rewritten(question.text, earlier, writer)
        if said and _is_of(said, [question.text, by_rule.text, *_texts(earlier)]):
            return Made(said)
    return by_rule


async def _rewritten(text: str, earlier: Sequence[Turn], writer: Writer) -> str:
    """What the model makes of it, "" where that is none."""
    told = [(turn.question, turn.answer[:_MOST_ANSWER]) for turn in earlier]
    try:
        reply = await writer.told(prompts.WHOLE, prompts.conversation(text, told), seconds=SECONDS)
    except ModelUnavailable as error:
        log.warning("No question was made whole. %s", error)
        return ""
    lines = reply.strip().splitlines()
    return lines[0].strip() if len(lines) == 1 and len(lines[0]) <= LONGEST else ""


def _texts(earlier: Sequence[Turn]) -> list[str]:
    return [text for turn in earlier for text in (turn.question, turn.answer)]


def _is_of(said: str, texts: Sequence[str]) -> bool:
    """Whether each word that counts was said before: a model may not ask for something else."""
    known = {stem(word) for text in texts for word in content_words(text)}
    return {stem(word) for word in content_words(said)} <= known
