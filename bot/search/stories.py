"""An open question -> the stories that may be told of: those nearest to its topic, or the newest.

Each article comes with the passage that it begins with, where news is told in short, and with the
passage that fits the topic best.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from bot.question.periods import Period
from bot.question.understanding import Question
from bot.search import arrange, rank, recent, retrieve
from bot.search.retrieve import Found, Hit
from ingest.limits import Limits
from ingest.store import Store
from ingest.stored import paging
from ingest.stored.records import StoredPassage

ARTICLES = 12  # that are looked at for a topic
REPORTS = 60  # passages that are looked at, and as many again, where outlets are asked for
LISTED = 60  # of the newest articles, those of which one for each story is taken
SOON = 7  # days after a time in which articles are looked through for what they tell of it
ALIKE = 0.75  # cosine of what two articles begin with from which they tell of one affair

_Some = list[tuple[StoredPassage, float]]  # passages of one article, best first, with their scores


def search(store: Store, question: Question, *, k: int) -> Found:
    """What an open question may be answered from, one article for each story.

    Returns:
        Where it has a topic, the articles nearest to it, best first; where it asks for outlets,
        those of each by turns, copies of one story too. Where it has none, up to `k`
        of the time that it speaks of, newest first, then up to `k` of the days after it, which may
        tell of it; where there are none, the newest that there are, and `Found.is_nothing` holds.

    Raises: as `retrieve.search`.
    """
    if question.topic is None or question.topic.terms:
        return _near(store, question, k=k)
    vector = store.embedder.question(question.text)
    of_time = [
        hit
        for one in _times(question) or (None,)
        if (limits := _narrowed(question, one))
        for hit in _newest(store, question, limits, most=k)
    ]
    later = [
        hit
        for one in map(_soon_after, _times(question))
        if one and (limits := _narrowed(question, one))
        for hit in _newest(store, question, limits, most=k)
    ]
    listed = [*of_time[:k], *later[:k]]
    hits = listed or _newest(store, question, question.limits, most=k)
    return Found(hits=tuple(hits), vector=vector, evidence=float(bool(listed)))


def _near(store: Store, question: Question, *, k: int) -> Found:
    of_outlets = bool(question.topic and question.topic.outlets)
    looked = retrieve.look_up(store, question, k=REPORTS if of_outlets else k)
    table = looked.features(looked.pools[0])
    scores = dict(zip(looked.ids(looked.pools[0]), rank.scores(table).tolist(), strict=True))
    order = arrange.combined(scores, ())
    by = (question.outlets, question.authors)  # whose copy of a story stands for it
    order.sort(key=lambda one: not rank.by(looked.held[one[0]].article, *by))
    best: dict[str, _Some] = {}
    stands_for: dict[str, str] = {}  # story -> the article that is shown
    for key, share in order:
        one = looked.held[key]
        # Where outlets are asked for, each copy is one's own report.
        story = one.article.id if of_outlets else one.story
        if stands_for.setdefault(story, one.article.id) == one.article.id:
            best.setdefault(one.article.id, []).append((one, share))
    best = dict((_by_outlets(best) if of_outlets else list(best.items()))[:ARTICLES])
    if _wants_newest(question):
        _add_newest(store, question, best)
    begins = leads(store, best)
    vector, words = looked.pools[0].aim.vector, looked.pools[0].words
    told = store.library.told_by({some[0][0].story for some in best.values()})
    hits: list[Hit] = []
    for key, some in best.items():
        pieces = some[:2]
        if key in begins and begins[key].passage.id not in {one.passage.id for one, _ in pieces}:
            pieces = [*pieces[:1], (begins[key], pieces[0][1])]
        hits += [retrieve.hit(run, vector, words, told) for run in arrange.runs(pieces, 2)]
    evidence = rank.evidence(table) if len(table) else 0.0
    return Found(hits=tuple(hits), vector=vector, evidence=evidence)


def _wants_newest(question: Question) -> bool:
    """Whether what is new of its topic belongs to an answer: it names no time, and no speaker."""
    topic = question.topic
    is_of_stories = topic and not (topic.outlets or topic.defines or topic.speaks)
    return bool(is_of_stories) and not _times(question)


def _add_newest(store: Store, question: Question, best: dict[str, _Some]) -> None:
    """Put to the articles found the newest that name the topic, one for each story."""
    least = min((share for some in best.values() for _, share in some), default=1.0)
    shown = {some[0][0].story for some in best.values()}
    for one in recent.naming(store, question, question.topic) if question.topic else ():
        if one.story not in shown:
            best[one.article.id] = [(one, least)]
            shown.add(one.story)


def _by_outlets(best: dict[str, _Some]) -> list[tuple[str, _Some]]:
    """The best article of each outlet before the second of any."""
    seen: Counter[str] = Counter()
    turns = []
    for key, some in best.items():
        seen[some[0][0].article.source] += 1
        turns.append((seen[some[0][0].article.source], (key, some)))
    return [one for _, one in sorted(turns, key=lambda turn: turn[0])]


def _times(question: Question) -> list[Period]:
    return [one for one in question.periods if one.of != "recent"]


def _soon_after(period: Period) -> Period | None:
    """The days after a time in which what happened then was still news; None for an open end."""
    if period.of != "event" or not period.last_day:
        return None
    end = date.fromisoformat(period.last_day)
    first, last = (end + timedelta(days=days) for days in (1, SOON))
    return replace(period, first_day=first.isoformat(), last_day=last.isoformat())


def _narrowed(question: Question, period: Period | None) -> Limits | None:
    """The limits set by hand, with a time and the outlets that the question names.

    None where nothing can be within all of them.
    """
    limits = question.limits
    sources = limits.sources or question.outlets
    if period is None:
        return replace(limits, sources=sources)
    first = max(limits.first_day, period.first_day)
    last = min(filter(None, (limits.last_day, period.last_day)), default="")
    if last and first > last:
        return None
    return replace(limits, first_day=first, last_day=last, sources=sources)


def _newest(store: Store, question: Question, limits: Limits, *, most: int) -> list[Hit]:
    """What the newest articles begin with, one for each affair."""
    listed = paging.listed(
        store.library.database, limits=limits, authors=question.authors, most=LISTED
    ).articles
    spoken = [one.id for one in listed if one.language in {"", "en", question.language}]
    ids = spoken or [one.id for one in listed]
    begins = leads(store, ids)
    told = store.library.told_by({one.story for one in begins.values()})
    vector = store.embedder.question(question.text)
    chosen: list[StoredPassage] = []
    for one in (begins[key] for key in ids if key in begins):
        if len(chosen) < most and not any(_is_alike(one, other) for other in chosen):
            chosen.append(one)
    return [retrieve.hit(arrange.Run(1.0, [one]), vector, {}, told) for one in chosen]


def _is_alike(one: StoredPassage, other: StoredPassage) -> bool:
    return one.story == other.story or float(np.dot(one.vector, other.vector)) >= ALIKE


def leads(store: Store, ids: Iterable[str]) -> dict[str, StoredPassage]:
    """Article id -> the passage that it begins with, of those that can be seen."""
    seen = store.library.visible(store.library.leads(ids))
    return {one.article.id: one for one in seen.values()}
