"""Passages of later articles, by their words alone: quick, and once for a question."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.search import arrange
from bot.search.retrieve import Hit, hit
from ingest.limits import Limits
from ingest.store import Store
from ingest.stored.records import StoredPassage, Vector

MOST = 6  # passages


def after(
    store: Store, day: str, terms: Sequence[str], limits: Limits, asked: Vector
) -> tuple[Hit, ...]:
    """The passages of articles that came out after `day` which have most of `terms`, best first.

    Args:
        day: ISO.
        limits: those of the question.
        asked: the question's vector.

    Raises:
        IndexUnavailable: the words index did not answer.
    """
    first = max((date.fromisoformat(day) + timedelta(days=1)).isoformat(), limits.first_day)
    if limits.last_day and first > limits.last_day:
        return ()
    within = replace(limits, first_day=first)

    def look() -> tuple[dict[str, float], dict[str, StoredPassage]]:
        found = dict(store.index.words.search(terms, k=MOST, limits=within))
        return found, store.library.visible(found)

    found, held = store.index.read(look)
    told = store.library.told_by({one.story for one in held.values()})
    runs = [arrange.Run(0.0, [held[key]]) for key in found if key in held]
    return tuple(hit(run, asked, found, told) for run in runs)
