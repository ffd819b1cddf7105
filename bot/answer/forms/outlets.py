"""The reports that outlets have on a topic: "Which newspapers wrote about the flood?".

Beside the stories that are about it (about.py) these are reprints and others that begin so much
alike that they tell of the same affair, though in none of the topic's words.
"""

from collections.abc import Sequence

import numpy as np

from bot.answer.forms.about import About
from bot.answer.forms.story import Story
from bot.search.retrieve import Found, Hit
from bot.search.stories import ALIKE, leads
from ingest.store import Store

MINOR = (
    0.6  # a story that lacks a word, and is less than that as much about it as the best, is none
)


def reports(store: Store, about: About, found: Found) -> list[Story]:
    """The stories of a topic, whoever tells them, best first; those that begin alike are last."""
    stories = about.stories(found)
    least = MINOR * stories[0].score if stories else 0.0
    own = [one for one in stories if one.in_its_words or one.score >= least]
    vectors = {
        one.article.id: one.vector
        for one in leads(store, {hit.article.id for hit in found.hits}).values()
    }
    told = [vectors[one.article.id] for one in own if one.centred and one.article.id in vectors]
    others: dict[str, list[Hit]] = {}
    for hit in found.hits:
        if hit.article.id in vectors and hit.article.id not in {one.article.id for one in own}:
            others.setdefault(hit.article.id, []).append(hit)
    alike = [
        about.story(hits)
        for key, hits in others.items()
        if any(float(np.dot(vectors[key], one)) >= ALIKE for one in told)
    ]
    return own + alike


def of_each(stories: Sequence[Story]) -> list[Story]:
    """The first story of each outlet; one whose outlet is not known is nobody's."""
    return list({one.article.source: one for one in stories[::-1] if one.article.source}.values())
