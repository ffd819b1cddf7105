"""Which of the stories about a topic are told of, and in which order they get room."""

import math
from collections.abc import Sequence
from datetime import date
from functools import partial

from bot.answer.forms.about import About
from bot.answer.forms.story import Story
from bot.answer.forms.telling import is_of_many
from bot.question.understanding import Question

BESIDE = 7  # days by which a story is taken to be older whose headline is of something else
MANY = 0.3  # what a page of many matters is worth less than an article on the one
MINOR = 0.6  # a story that is less than that as much about the topic as the best is left out
RECENT, HALF_YEAR = 0.4, 180.0  # what a story of today is worth beside an old one, and the days


def to_tell(about: About, stories: Sequence[Story], question: Question) -> list[Story]:
    """The stories to tell of, in the order in which they get room.

    Args:
        stories: best first.
    """
    topic = question.topic
    # Who speaks may be named in passing.
    least = 0.0 if topic and topic.speaks else MINOR
    able = [
        one
        for one in stories
        if one.counts or one.score >= least * stories[0].score or about.is_repeated_in(one.article)
    ]
    able.sort(
        key=lambda one: (
            -one.score
            - RECENT * _recency(one, question.today)
            + MANY * is_of_many(one.article.title)
        )
    )
    by_day = sorted(able, key=partial(_newness, about), reverse=True)
    newest = by_day[:1]
    if topic and (topic.newest or topic.bare):
        able = [one for one in able if not _is_long_before(one, newest[0])]
        by_day = [one for one in by_day if one in able]
    if topic and topic.newest:
        return by_day
    # How things stand belongs to every summary.
    return list({one.article.id: one for one in [*able[:1], *newest, *able]}.values())


def _recency(story: Story, today: str) -> float:
    """1 for a story of today, by half a year e times less; 0 for one without a day."""
    if not story.article.last_day:
        return 0.0
    first, last = map(date.fromisoformat, (story.article.last_day, today))
    return math.exp(-max(0, (last - first).days) / HALF_YEAR)


def _newness(about: About, story: Story) -> tuple[bool, int, bool]:
    """How new a story is: what only comes up in an article comes last, whenever that was.

    What an article tells of without saying so in its headline is taken to be a week older. Of one
    day, what is about the topic alone comes before pages of many matters, in which it is an item.
    """
    article = story.article
    of_many = is_of_many(article.title)
    is_told = story.centred or story.counts or of_many or about.is_repeated_in(article)
    day = date.fromisoformat(article.last_day).toordinal() if article.last_day else 0
    behind = 0 if about.is_in_headline(article) else BESIDE
    return is_told, day - behind, not of_many


def _is_long_before(story: Story, newest: Story) -> bool:
    """Whether a story is so much older than the newest that it is no news beside it."""
    days = story.article.last_day, newest.article.last_day
    if not all(days):
        return False
    first, last = map(date.fromisoformat, days)
    return (last - first).days > HALF_YEAR
