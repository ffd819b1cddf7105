"""A topic -> the newest articles that name it, however far from it the rest of what they say is.

The ranking looks at what is nearest, and a report of yesterday that puts things in other words may
be none of that. So the words of the topic are looked for once more among what came out of late, by
themselves, in steps: the last days, the last weeks, the last months.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from bot.question.topic import Topic
from bot.question.understanding import Question
from bot.search import retrieve
from bot.search.stems import kept, number
from ingest.limits import Limits
from ingest.store import Store
from ingest.stored.records import StoredPassage

STEPS = (7, 30, 120)  # days before the newest that may be told of
EACH = 8  # passages that are looked at in each step
MOST = 6  # articles that are taken, the newest of those that name the topic
OPENING = 4  # sentences that an article begins with
AGAIN = 2  # sentences of a passage that name the topic, where it does not stand in the opening


def naming(store: Store, question: Question, topic: Topic) -> list[StoredPassage]:
    """A passage of each of the newest articles that name the topic, newest first.

    It is named where all of its words stand in the headline or where the article begins, or where
    they stand in a passage that says the rarest of them again.

    Raises: as `retrieve.search`.
    """
    found: dict[str, None] = {}
    for limits in _steps(store, question):
        ranked = store.index.words.search(topic.terms, k=EACH, limits=limits)
        found |= dict.fromkeys(key for key, _ in ranked)
    held = store.library.visible(found)
    rarity = store.index.words.rarity(topic.terms)
    by_rarity = sorted(topic.terms, key=lambda one: -rarity.get(one, 0.0))
    wanted = [number(store.index.words.stem(one)) for one in by_rarity]
    named = (held[key] for key in found if key in held)
    best = {one.article.id: one for one in named if _names(store, one, wanted)}
    return sorted(best.values(), key=lambda one: one.article.last_day, reverse=True)[:MOST]


def _steps(store: Store, question: Question) -> Iterator[Limits]:
    """The limits of the question from some days before the newest that there can be."""
    limits = retrieve.effective(store, question.limits)
    newest = store.library.at_hand.newest_date()[:10]
    last = min(filter(None, (question.today, question.limits.last_day, newest)))
    if len(newest) < len("2025-01-31"):  # of the newest no day is known
        last = question.today
    sources = limits.sources or question.outlets
    for days in STEPS:
        first = (date.fromisoformat(last) - timedelta(days=days)).isoformat()
        yield replace(limits, first_day=max(first, limits.first_day), sources=sources)


def _names(store: Store, one: StoredPassage, wanted: list[int]) -> bool:
    """Whether an article names what is wanted in its headline, its opening or again and again.

    Args:
        one: a passage of it.
        wanted: the numbers of stems, the rarest first.
    """
    known, every = kept(store.index.words.stem), set(wanted)
    headline = frozenset(known.of_title(one.article.title).tolist())
    if every <= headline:
        return True
    said = list(known.of(one.passage))
    if not one.passage.start and every <= headline.union(*islice(said, OPENING)):
        return True
    return every <= headline.union(*said) and sum(wanted[0] in own for own in said) >= AGAIN
