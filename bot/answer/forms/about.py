"""Which of the stories found are about the topic of an open question.

A story is when all words of the topic stand in its headline, where it begins, or in the passage
that fits best. A word that stands nowhere there may be said in others ("breach", "theft"): then the
story has to be near the topic, and nearer than it is to the topic without that word; how near, a
small logistic model tells, and the nearest stories have to agree. What has no other words, a name
or a figure, must be there.
"""

import math
import re
from collections.abc import Collection, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bot.answer.forms.story import Story, linked
from bot.question import wording
from bot.question.terms import says, words
from bot.question.topic import Topic
from bot.search.retrieve import Found, Hit
from bot.search.stems import kept, number
from ingest.article import Article
from ingest.store import Store
from ingest.stored.records import Vector

FEATURES = (
    "near",  # the highest cosine of the topic and a sentence
    "gained",  # how much of it each missing word brings, the least of them
)
# Fitted by tests/quality/fit_topic.py; its figures are in docs/decisions/0021-open-questions.md.
BIAS = -1.834
WEIGHTS = np.array([3.150, 12.366])
THRESHOLD = 0.518  # below it a story is not about a topic of which a word is missing
AGREE = 3  # of the nearest stories that lack a word, that have to reach it on average
SHARE = 0.25  # of the topic's words, by rarity, that must be there
OPENING = 4  # sentences that tell, with the headline, what an article is about
# The words of a topic that tell most are those that weigh this share of their mean; in a page of
# many matters, where words and no names are asked for, an item has to say this share of all.
TELLS, ITEM = 0.8, 0.6
HEADLINE = 0.75  # share of the words, by rarity, in its lead with which a story needs no other
# How often a name stands in an article that speaks of it more than in passing: so many times, and
# once in so many characters.
REPEATED, EVERY = 3, 600
# Where all words are there but not in the lead: how near a sentence must be, if none is a name.
MENTIONED = 0.5

_DOES = (
    r"(?:has|have|is|are|was|were|had|will|would|joined|works?|runs?|leads?|lives?|became|moved)"
)


class About:
    """One topic, and what stories are beside it.

    Args:
        vector: of the topic's text, shape (d,), unit length.
    """

    def __init__(self, store: Store, topic: Topic, vector: Vector) -> None:
        self._store, self.vector = store, vector
        self._stem = store.index.words.stem
        rarity = store.index.words.rarity(topic.terms)
        self.weights = {self._stem(one): rarity.get(one, 0.0) for one in topic.terms}
        self._numbered = {number(stem): stem for stem in self.weights}
        self._defines, self.of_outlets = topic.defines, topic.outlets
        self._names = wording.names(f"x {topic.text}")
        is_name = bool(self._names) or len(topic.terms) == 1
        self.since = topic.since and topic.newest and is_name
        named = [*self._names, *wording.numbers(topic.text)]
        self._named = {word for name in named for word in words(name)}
        self.terms = topic.terms
        self._telling = self._heaviest(self.weights)
        self._naming = self._heaviest({self._stem(word) for word in self._named})
        self._without = {
            missing: " ".join(w for w in words(topic.text) if self._stem(w) != missing)
            for missing in self.weights
        }
        self._vectors: dict[str, Vector] = {}

    def stories(self, found: Found) -> list[Story]:
        """Those of the articles found that are about the topic, best first."""
        by_article: dict[str, list[Hit]] = {}
        for hit in found.hits:
            by_article.setdefault(hit.article.id, []).append(hit)
        made = linked(self._store, [self.story(hits) for hits in by_article.values()], SHARE)
        others = [one for one in made if one.likely and not one.in_its_words]
        others.sort(key=lambda one: -one.near)
        agreed = [one.likely for one in others[:AGREE]] or [0.0]
        if not self._naming:
            self._naming = self._heaviest(self._written_large(found.hits))
        # Once a story has all the words, another may well say the same in its own.
        is_told = any(one.in_its_words and one.centred and one.likely for one in made)
        is_told = is_told or sum(agreed) / len(agreed) >= THRESHOLD
        about = [
            one
            for one in made
            if one.likely >= THRESHOLD and (is_told or one.in_its_words or one.lead >= HEADLINE)
        ]
        return sorted(about, key=lambda one: -one.score)

    def story(self, hits: Sequence[Hit]) -> Story:
        """An article beside the topic.

        Args:
            hits: of that article, at least one.
        """
        vectors = [self._sentences(hit) for hit in hits]
        rows = np.concatenate(vectors)
        near = float((rows @ self.vector).max())
        known = kept(self._stem)
        first = min(hits, key=lambda hit: hit.passage.start)
        headline = frozenset(known.of_title(first.article.title).tolist())
        opens = self.words_in(headline.union(*islice(known.of(first.passage), 1)))
        lead = self.words_in(headline.union(*islice(known.of(first.passage), OPENING)))
        said = (self.words_in(one) for hit in hits for one in known.of(hit.passage))
        missing = self.weights.keys() - lead.union(*said)
        centred = bool(missing) or lead >= self.weights.keys()
        is_last = False
        if not self._has_names(first.article):
            chance = 0.0
        elif is_last := not missing and any(map(self.is_subject_in, self._told(hits))):
            chance = 1.0
        elif missing:
            there = 1 - self.share(missing)
            chance = likely(self.features(missing, rows)) if there >= SHARE else 0.0
        else:
            chance = float(centred or self._defines or near >= MENTIONED or self._is_named_in(hits))
        return Story(
            hits=tuple(hits),
            vectors=tuple(vectors),
            opens=self.share(opens),
            lead=self.share(lead),
            near=near,
            centred=centred,
            in_its_words=not missing,
            likely=chance,
            counts=is_last,
        )

    def _has_names(self, article: Article) -> bool:
        """Whether names and figures stand there as such: Operator is no ferry operator."""
        return all(says(article.title, one) or says(article.text, one) for one in self._named)

    def _is_named_in(self, hits: Sequence[Hit]) -> bool:
        """Whether hits name who or what the topic names: in full, or more than once."""
        said = self._told(hits)
        counts = {name: sum(name in one for one in said) for name in self._names}
        return bool(counts) and all(
            count >= (1 if " " in name else 2) for name, count in counts.items()
        )

    def _heaviest(self, stems: Collection[str]) -> set[str]:
        """Those of some words of the topic that tell most: the surname of Joe Vane."""
        weights = {one: self.weights[one] for one in stems if one in self.weights}
        least = TELLS * sum(weights.values()) / max(len(weights), 1)
        return {one for one, weight in weights.items() if weight >= least}

    def _written_large(self, hits: Sequence[Hit]) -> set[str]:
        """The stems of the topic that the texts found write with a capital alone: its names."""
        if any(one != one.lower() for one in self.terms):
            return set()  # the asker writes names with capitals
        stems = {one.casefold(): self._stem(one) for one in self.terms}
        written = {word for hit in hits for word in words(hit.passage.text)}
        small = {stems[word] for word in written & stems.keys()}
        return {stems[low] for word in written if (low := word.casefold()) in stems} - small

    def is_told_in(self, stems: Collection[str], *, alone: bool) -> bool:
        """Whether a sentence itself is of the topic: it says a word or a name of it that tells.

        Args:
            stems: of the topic, that it says.
            alone: nothing but the sentence says so, as in a page of many matters.
        """
        if self._naming or not alone:
            return not (self._naming or self._telling).isdisjoint(stems)
        return self.share(set(stems)) >= ITEM

    def is_repeated_in(self, article: Article) -> bool:
        """Whether an article names who or what the topic names throughout, not just in passing."""
        last = [name.split()[-1] for name in self._names]
        often = max(REPEATED, len(article.text) // EVERY)
        return bool(last) and all(article.text.count(one) >= often for one in last)

    def is_in_headline(self, article: Article) -> bool:
        """Whether a headline says the words of the topic that tell most, or its names."""
        stems = self.words_in(kept(self._stem).of_title(article.title).tolist())
        return self.is_told_in(stems, alone=False)

    def _told(self, hits: Sequence[Hit]) -> list[str]:
        return [hit.article.text[start:end] for hit in hits for start, end in hit.passage.sentences]

    def is_subject_in(self, sentence: str) -> bool:
        """Whether a sentence says what has become of whom the topic names."""
        last = self.terms[-1].casefold()
        return self.since and bool(
            re.search(
                rf"\b{re.escape(last)},? (?:who )?(?:now |also )?{_DOES}\b", sentence.casefold()
            )
        )

    def features(self, missing: Collection[str], rows: Vector) -> NDArray[np.float64]:
        """Shape (len(FEATURES),).

        Args:
            missing: stems of the topic, not all of them.
            rows: vectors of sentences, shape (n, d).
        """
        near = float((rows @ self.vector).max())
        gained = [near - float((rows @ self._less(one)).max()) for one in missing]
        return np.array([near, min(gained)])

    def words_in(self, numbers: Collection[int]) -> set[str]:
        """The stems of the topic among some that are given by their numbers."""
        return {stem for one, stem in self._numbered.items() if one in numbers}

    def share(self, stems: Collection[str]) -> float:
        """The share of the topic's words, by rarity, that these are."""
        total = sum(self.weights.values())
        held = sum(weight for stem, weight in self.weights.items() if stem in stems)
        return held / total if total and held < total else float(held == total)

    def _less(self, missing: str) -> Vector:
        """The vector of the topic without a word."""
        if missing not in self._vectors:
            self._vectors[missing] = self._store.embedder.question(self._without[missing])
        return self._vectors[missing]

    def _sentences(self, hit: Hit) -> Vector:
        if hit.sentence_vectors is not None:
            return hit.sentence_vectors
        text = hit.article.text
        return self._store.embedder.texts([text[a:b] for a, b in hit.passage.sentences])


def likely(features: NDArray[np.float64]) -> float:
    """FEATURES -> the probability that a story says the missing words in others, 0..1."""
    return float(1 / (1 + math.exp(-(features @ WEIGHTS + BIAS))))
