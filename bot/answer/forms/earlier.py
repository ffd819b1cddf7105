"""A question for what was so before something: "What did the polls say before the election?".

What is told of a time before an event seldom names it. So the event is left out, and what came out
before it was told of is looked through.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.question import posed
from bot.question.terms import content_words, words
from bot.question.understanding import Question
from bot.search.retrieve import Found
from ingest.article import Article
from ingest.store import Store

_BEFORE = re.compile(
    r",?\s?\b(?:just |shortly |right |even |long )?(?:before|ahead of|prior to|in the run-?up to|"
    r"leading up to)\s(?:the|this|that|last|his|her|its|their)\s"
    r"(?P<event>(?!(?:end|beginning|start)\b)[^\W\d]\w*(?:[\s-][a-z]\w*)??)"
    r"(?=\s(?:in|of|at|on|for|by|between|about)\b|[,?.!]|$)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def before(store: Store, question: Question, found: Found) -> Question | None:
    """The question without its event, over what came out before that; None where it has none.

    Args:
        found: for the whole question.
    """
    said = question.text
    match = _BEFORE.search(said)
    event = content_words(f"x {match['event']}") if match else ()
    if not match or not event:
        return None
    day = _day(store, event[-1], found)
    rest = " ".join(f"{said[: match.start()]} {said[match.end() :]}".split())
    if not day or not content_words(rest):
        return None
    last = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    if last < question.limits.first_day or not question.limits.last_day:
        return None
    limits = replace(question.limits, last_day=min(last, question.limits.last_day))
    return posed.made_whole(store, replace(question, limits=limits), rest.replace(" ?", "?"))


def _day(store: Store, event: str, found: Found) -> str:
    """The day on which the best article that has the event where it begins tells of it.

    One that begins with another year tells of an event of long ago.
    """
    stem = store.index.words.stem
    for article in {hit.article.id: hit.article for hit in found.hits}.values():
        opening = _opening(article)
        if article.first_day and stem(event) in {stem(one) for one in words(opening)}:
            years = set(_YEAR.findall(opening))
            return article.first_day if years <= {article.first_day[:4]} else ""
    return ""


def _opening(article: Article) -> str:
    return f"{article.title}\n{article.text.split(chr(10), 1)[0]}"
