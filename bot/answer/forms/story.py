"""An article beside a topic, and which articles go on with the affair of another.

The later reports of an affair often name it no more: the ferry of September is "the accident" in
October. They are known by the rare names that they share with one that does name it, of people,
places and companies, where what they begin with has two of these.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer.affair import named
from bot.question import wording
from bot.question.days import TIME_NAMES
from bot.question.terms import words
from bot.search.retrieve import Hit
from ingest.article import Article
from ingest.store import Store
from ingest.stored.records import Vector

LINKED = 0.7  # how likely it then is about the topic
SHARED = 2  # rare names
# A name is rare that stands in so many passages, or in one of so many.
FEW, ONE_IN = 10, 150
BEGINS, READ = 700, 4_000  # characters of the later article, and of the one that names the affair


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article that is about the topic."""

    hits: tuple[Hit, ...]  # of the one article
    vectors: tuple[Vector, ...]  # of the sentences of each
    opens: float  # share of the topic's words, by rarity, in its headline and first sentence
    lead: float  # share of the topic's words, by rarity, in its headline and opening
    near: float  # the highest cosine of the topic and a sentence
    centred: bool  # it is about the topic from its beginning; else the topic comes up in it
    in_its_words: bool  # all words of the topic stand in it
    likely: float  # that it is about the topic, 0..1
    counts: bool = False  # it is told of, however little of it is about the topic

    @property
    def article(self) -> Article:
        return self.hits[0].article

    @property
    def score(self) -> float:
        """How much it is about the topic, 0..2."""
        return self.lead + self.near


def linked(store: Store, made: Sequence[Story], least: float) -> list[Story]:
    """The stories, with those that go on with the affair of one in the topic's words.

    Args:
        least: of the topic's words, by rarity, that has to stand in headline and first sentence.
    """
    sure = [one for one in made if one.in_its_words and one.centred and one.likely]
    open_ = [one for one in made if not one.in_its_words and least <= one.opens]
    if not sure or not open_:
        return list(made)
    theirs = {one.article.id: _names(_begin(one.article, BEGINS)) for one in open_}
    own = [_names(_begin(one.article, READ)) for one in sure]
    able = frozenset().union(*theirs.values()) & frozenset().union(*own)
    rare = _rare(store, able)
    later = {
        one.article.id
        for one in open_
        if any(len(theirs[one.article.id] & its & rare) >= SHARED for its in own)
    }
    return [
        replace(one, likely=max(one.likely, LINKED), centred=True, counts=True)
        if one.article.id in later
        else one
        for one in made
    ]


def _begin(article: Article, most: int) -> str:
    return f"{article.title}. {article.text[:most]}"


def _names(text: str) -> frozenset[str]:
    """The last word of each name in a text, of those that do not stand in names of many things."""
    able = named(text)
    lasts = (words(one)[-1:] for one in wording.names(f"x {text}"))
    return frozenset(low for own in lasts for one in own if (low := one.casefold()) in able) - (
        TIME_NAMES
    )


def _rare(store: Store, able: frozenset[str]) -> frozenset[str]:
    """Those that few passages have."""
    count = store.index.words.count()
    least = math.log(max(count, 1) / max(FEW, count / ONE_IN))
    rarity = store.index.words.rarity(tuple(able))
    return frozenset(one for one in able if rarity.get(one, 0.0) >= least)
