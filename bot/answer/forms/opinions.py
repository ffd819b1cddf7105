"""What an outlet or an author thinks stands in opinion pieces; what has happened, in reports."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer.extracted.candidate import Candidate
from bot.answer.pieces import is_opinion
from bot.question.understanding import Question
from bot.search import rank
from bot.search.retrieve import Found


def theirs(question: Question, found: Found) -> Found:
    """Where that is asked for, their opinion pieces of what was found, or all of theirs."""
    if not question.opinion:
        return found
    own = [hit for hit in found.hits if rank.by(hit.article, question.outlets, question.authors)]
    opinions = [hit for hit in own if is_opinion(hit.article)]
    return replace(found, hits=tuple(opinions or own))


def behind_reports(question: Question, told: Sequence[list[Candidate]]) -> list[list[Candidate]]:
    """What is told of each story, the opinion pieces last; none where what is new is asked for.

    They stay where no report tells of it, and where whose words or whose pieces is asked for.
    """
    topic = question.topic
    if question.opinion or question.authors or (topic and (topic.speaks or topic.outlets)):
        return list(told)
    pieces = [some for some in told if some and is_opinion(some[0].hit.article)]
    reports = [some for some in told if some and some not in pieces]
    is_of_news = topic is None or topic.newest or not topic.terms
    return reports if reports and is_of_news else [*reports, *pieces]
