"""What an outlet or an author thinks stands in opinion pieces, where there are some of theirs."""

from dataclasses import replace

from bot.answer.told import OPINION, kind_of
from bot.question.understanding import Question
from bot.search import rank
from bot.search.retrieve import Found


def theirs(question: Question, found: Found) -> Found:
    """Where that is asked for, their opinion pieces of what was found, or all of theirs."""
    if not question.opinion:
        return found
    own = [hit for hit in found.hits if rank.by(hit.article, question.outlets, question.authors)]
    opinions = [hit for hit in own if kind_of("", hit.article) == OPINION]
    return replace(found, hits=tuple(opinions or own))
