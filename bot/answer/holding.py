"""Who holds a post now goes before who held it, where an answer tells both.

Two articles that name different people as the mayor are both right, each of its day; of how things
are the newest tells most. Only sentences that say who holds it count, see fitting/offices.py.
"""

import re
from collections.abc import Sequence

from bot.answer.extracted.candidate import Candidate
from bot.answer.fitting import able, kinds
from bot.answer.fitting.scale import LIKELY
from bot.question.understanding import Question
from ingest.article import Span

# "Who is the mayor?", "Who runs the trust now?".
_ASKS = re.compile(
    r"\W*(?:(?:and|so|but|then) )?who(?:['’]s| is| are)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\W*(?:(?:and|so|but|then) )?who (?:now |currently )?"
    r"(?:(?:runs|leads|heads)\b|"
    r"(?:is|['’]s) (?:now |currently )?(?:running|leading|heading|in charge of)\b)",
    re.IGNORECASE,
)
_LEADER = re.compile(
    r"\b(?:chief exec\w*|ceo|(?:managing |general )?director|boss|head|chair(?:man|woman|person)?|"
    r"leader|president|mayor|manager|runs|leads|heads|in charge)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|did|had|before|until|used to|first|when|then)\b", re.IGNORECASE)


def newest_first(question: Question, chosen: Sequence[Candidate]) -> list[Candidate]:
    """The sentences, where it is asked who holds a post with those first that say so, the newest
    of them ahead.
    """
    tells = of_days(question, chosen)
    in_order = sorted(tells, key=lambda one: one.hit.article.published_at[:10], reverse=True)
    return [*in_order, *(one for one in chosen if one not in tells)]


def of_days(question: Question, chosen: Sequence[Candidate]) -> list[Candidate]:
    """The sentences that say who holds the post, where these are of several days; else none."""
    tells = _telling(question, chosen)
    days = {one.hit.article.last_day for one in tells}
    return tells if len(days) > 1 and all(days) else []


def is_asked(question: Question) -> bool:
    """Whether it is asked who holds a post, or leads something, as things are."""
    is_led = bool(_LEADS.match(question.text))
    if question.kind != "person" or not (is_led or _ASKS.match(question.text)):
        return False
    if _PAST.search(question.text) or any(
        one.of != "recent" and one.last_day and one.last_day < question.today
        for one in question.periods
    ):
        return False
    return is_led or able.telling(question) is not None


def _telling(question: Question, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Those of the sentences that say who holds it."""
    if not is_asked(question):
        return []
    can = able.telling(question)
    if can:
        return [
            one for one in chosen if any(can(one.hit, span) >= LIKELY for span in _sentences(one))
        ]
    return [one for one in chosen if _LEADER.search(one.text) and kinds.people(one.text)]


def _sentences(one: Candidate) -> list[Span]:
    """The sentences that a candidate is made of: one, or two that are told as one."""
    own = one.hit.passage.sentences
    return [each for each in own if one.span.start <= each.start and each.end <= one.span.end]
