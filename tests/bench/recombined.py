"""Many passages out of few: sentences of real articles put together anew, for measures of scale.

A made article takes the headline, the outlet and four fifths of its sentences from one real
article, and the others from anywhere. A made passage's vector is the mean of its sentences' own
vectors by their length, with a little noise, so that neighbours are near as among real passages.
The real articles' days are stretched over about three years in their order: what is spoken of
together lies together in time, as in news. Words keep their share of passages, so that the longest
lists of an index grow with the number of passages.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from ingest.article import Article, Passage
from ingest.stored.library import Library
from ingest.stored.records import StoredPassage, Vector

FIRST_DAY, DAYS, LOOSE = date(2020, 1, 1), 1000, 10  # `LOOSE`: days around its place in order
STRANGERS = 0.2  # share of sentences from other articles
NOISE = 0.25  # length of the noise beside a vector of length 1: a cosine of .97
PASSAGES = 14  # of one article
AT_ONCE = 5000


@dataclass(slots=True)
class _Real:
    """A real article and where its sentences stand among all."""

    article: Article
    first: int
    lengths: list[int] = field(default_factory=list)  # of its passages, in characters


class Recombined:
    """Sentences of a library, ready to be put together."""

    def __init__(self, library: Library) -> None:
        self._texts: list[str] = []
        self._real: list[_Real] = []
        rows: list[NDArray[np.int8]] = []
        for stored in itertools.chain.from_iterable(library.all_passages()):
            if not self._real or self._real[-1].article.id != stored.article.id:
                self._real.append(_Real(stored.article, len(self._texts)))
            self._real[-1].lengths.append(len(stored.passage.text))
            if stored.sentence_vectors is None:
                raise ValueError("This library holds no vectors of sentences.")
            self._texts += [stored.article.text[s.start : s.end] for s in stored.passage.sentences]
            rows += [np.rint(127 * stored.sentence_vectors).astype(np.int8)]
        self._vectors = np.concatenate(rows)
        self._ends = [*(one.first for one in self._real[1:]), len(self._texts)]
        order = sorted(range(len(self._real)), key=lambda n: self._real[n].article.published_at)
        self._place = {n: place / len(order) for place, n in enumerate(order)}

    def passages(self, count: int, *, seed: int = 7) -> Iterator[list[StoredPassage]]:
        """`count` passages in batches; the same for the same seed."""
        made = self._passages(np.random.default_rng(seed))
        while count > 0 and (batch := list(itertools.islice(made, min(count, AT_ONCE)))):
            yield batch
            count -= len(batch)

    def _passages(self, chance: np.random.Generator) -> Iterator[StoredPassage]:
        for number in itertools.count():
            which = int(chance.integers(len(self._real)))
            real = self._real[which]
            if self._ends[which] == real.first:
                continue
            day = int(DAYS * self._place[which] + chance.normal(0, LOOSE))
            article = Article(
                id=f"made{number:07}",
                title=real.article.title,
                text="",
                source=real.article.source,
                published_at=(FIRST_DAY + timedelta(days=day)).isoformat(),
            )
            for place in range(PASSAGES):
                text, vector = self._passage(which, chance)
                yield StoredPassage(
                    passage=Passage(article_id=article.id, start=1000 * place, text=text),
                    article=article,
                    story=article.id,
                    vector=vector,
                )

    def _passage(self, which: int, chance: np.random.Generator) -> tuple[str, Vector]:
        real, end = self._real[which], self._ends[which]
        wanted = real.lengths[chance.integers(len(real.lengths))]
        chosen: list[int] = []
        length = 0
        while not chosen or length < wanted - 40:  # or it would be longer on average
            own = chance.random() >= STRANGERS
            one = int(
                chance.integers(real.first, end) if own else chance.integers(len(self._texts))
            )
            chosen.append(one)
            length += len(self._texts[one]) + 1
        weights = np.array([len(self._texts[one]) for one in chosen], np.float32)
        vector = weights @ self._vectors[chosen]
        vector /= np.linalg.norm(vector)
        noise = chance.standard_normal(len(vector), np.float32)
        vector += NOISE / len(vector) ** 0.5 * noise
        text = " ".join(self._texts[one] for one in chosen)
        return text, np.asarray(vector / np.linalg.norm(vector), np.float32)
