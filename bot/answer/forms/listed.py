"""A list: one line from each article that is of the kind, or says what is asked.

What is not done, or may be, is none: "he should have resigned".
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bot.answer.extracted.candidate import Candidate, Extract, stands
from bot.answer.extracted.selection import alone, says_the_same
from bot.answer.pieces import is_opinion, kind_of
from bot.check.orders import unsaid
from bot.question.lists import Listing, wanted
from bot.question.terms import words
from bot.question.understanding import Question
from bot.search import rank, retrieve
from bot.search.arrange import Run
from bot.search.retrieve import Hit
from ingest.article import Article
from ingest.limits import Limits
from ingest.store import Store
from ingest.stored import paging
from ingest.stored.records import StoredPassage

MOST = 8  # lines
SCANNED = 2_000  # of the newest articles, those that are looked through for their kind
LOOKED_AT = 120  # passages that have a word of what is asked
_CORRECTS = re.compile(
    r"\W*(?:corrections?|clarifications?|errat(?:um|a)|retractions?|apolog(?:y|ies))\b",
    re.IGNORECASE,
)
_IS_NOT = re.compile(
    r"\b(?:should|could|might|may|must|if|unless|whether|not|never|nobody|no one|denie[sd]|"
    r"would have|refus\w+|call(?:s|ed|ing)? (?:on|for)|urg\w+|demand\w*)\b|n['’]t\b",
    re.IGNORECASE,
)


def listed(store: Store, question: Question, *, sure: bool) -> Extract:
    """A line for each article of the list that a question asks for; () where it asks for none.

    Args:
        sure: whether only a question that surely wants a list gets one.

    Returns:
        The newest first; partial where there are more than MOST.
    """
    asks = wanted(question)
    if asks is None or (sure and not asks.is_sure):
        return Extract(())
    lines = _of_kind(store, question, asks.kind) if asks.kind else _saying(store, question, asks)
    found = list(islice(lines, MOST + 1))
    chosen = [one for line in found[:MOST] for one in line]
    room = sum(len(one.text.split()) for one in chosen)
    return Extract(tuple(alone(chosen, room)), partial=len(found) > MOST, is_list=True)


def _of_kind(store: Store, question: Question, kind: str) -> Iterator[list[Candidate]]:
    limits = retrieve.effective(store, question.limits)
    page = paging.listed(store.library.database, limits=limits, most=SCANNED)
    able = [one for one in page.articles if _is_of(one, kind) and _is_asked(one, question)]
    leads = store.library.visible(store.library.leads([one.id for one in able]))
    by_article = {one.article.id: one for one in leads.values()}
    for one in (by_article[article.id] for article in able if article.id in by_article):
        # A correction says what was wrong, and then what is right.
        if line := list(islice(_sentences(_hit(one)), 2 if kind == "correction" else 1)):
            yield line


def _saying(store: Store, question: Question, asks: Listing) -> Iterator[list[Candidate]]:
    if asks.told is None:
        return
    limits: Limits = retrieve.effective(store, question.limits)
    keys = [key for key, _ in store.index.words.search(asks.terms, k=LOOKED_AT, limits=limits)]
    held = list(store.library.visible(keys).values())
    held.sort(key=lambda one: one.passage.start)
    held.sort(key=lambda one: one.article.published_at, reverse=True)
    stem = store.index.words.stem
    others = {stem(one) for one in asks.others}
    taken: set[str] = set()
    chosen: list[Candidate] = []
    for one in held:
        if one.story in taken or not _is_asked(one.article, question):
            continue
        if is_opinion(one.article):
            continue
        for said in _sentences(_hit(one)):
            does = asks.told.search(said.text)
            if not does or _IS_NOT.search(said.text[: does.end()]):
                continue
            about = f"{one.article.title} {said.text}"
            if others - {stem(word) for word in words(about)}:
                continue
            if any(says_the_same(said.text, other.text) for other in chosen):
                continue
            taken.add(one.story)
            chosen.append(said)
            yield [said]
            break


def _is_of(article: Article, kind: str) -> bool:
    if kind == "correction":
        return bool(_CORRECTS.match(article.title) or _CORRECTS.match(article.section))
    return kind_of("", article) == kind


def _is_asked(article: Article, question: Question) -> bool:
    """Whether it is of the outlets, the authors and one of the times that are named."""
    by = question.outlets or question.authors
    times = [one for one in question.periods if one.of != "recent"]
    return (not by or rank.by(article, question.outlets, question.authors)) and (
        not times or any(rank.within(article, replace(one, of="published")) for one in times)
    )


def _sentences(hit: Hit) -> Iterator[Candidate]:
    for span, hidden in zip(hit.passage.sentences, unsaid(hit.passage), strict=True):
        one = Candidate(hit=hit, span=span, probability=1.0)
        if not hidden and stands(one.text) and not one.text.isupper():
            yield one


def _hit(one: StoredPassage) -> Hit:
    return retrieve.hit(Run(1.0, [one]), one.vector, {}, {})
