"""The sentences of the hits, and the numbers that tell which of them answer.

FEATURES describe a sentence beside the question, PART_FEATURES beside one part of it, SIGNS the
whole search: whether anything in it answers. The weights are in extract.py and parts.py.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answer.extracted import uncased
from bot.answer.fitting import against, kinds
from bot.answer.fitting.naming import Named, named, numbered
from bot.check import mood, orders
from bot.question.parts import Part
from bot.question.understanding import Question
from bot.search.retrieve import Found, Hit
from bot.search.stems import kept, number
from ingest.article import Span
from ingest.store import Store
from ingest.stored.records import Vector

FEATURES = (
    "covered",  # share of the question's words, by rarity, in the sentence
    "covered_near",  # likewise in headline, neighbour sentences and itself
    "cosine",  # of question and what the sentence says beside the rest of its passage
    "passage_cosine",  # of question and passage
    "kind",  # 1 where the kind of answer that is asked for stands in it, -1 where it does not
    "place",  # 1 / rank of its passage
    "length",  # natural logarithm of its words
    "position",  # where in the article it begins, 0..1
    "beside",  # share of the question's words within eight words of an answer of that kind
    "behind",  # its cosine, less that of the sentence nearest to the question that asks nothing
    "headline",  # share of the question's words in the headline
)
PART_FEATURES = (
    "covered",
    "near",  # cosine of part and sentence
    "behind",  # likewise, less that of the sentence nearest to the part
    "place",
    "length",
    "outlet",  # 1 where an outlet published it that the part names as its source
)
SIGNS = (
    "denied",  # 1 where the question denies something and the likeliest sentence nothing
    "opposed",  # 1 where one has a word and the other its opposite, see fitting/against.py
    "figures",  # share of the question's figures in it
    "cosine",  # of question and the likeliest sentence
    "missing",  # rarity of the rarest word of the question that stands nowhere near it, in nats
    "passage_cosine",
    "named",  # how far its article speaks of whom the question names, see fitting/naming.py
    "likely",  # logarithm of the probability that it answers, by FEATURES
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a hit, taken apart."""

    hit: Hit
    place: int  # of the hit, from 1
    number: int  # in its passage, from 0
    text: str
    stems: frozenset[int]  # their numbers, see search/stems.py
    around: frozenset[int]  # of headline, neighbour sentences and itself
    headline: frozenset[int]

    @property
    def span(self) -> Span:
        return self.hit.passage.sentences[self.number]


class Table:
    """All sentences of what was found, and what they are beside a question or a part of it.

    What an article says to a machine is none of them, and stands near none.
    """

    def __init__(self, store: Store, question: Question, found: Found) -> None:
        self.question, self._found = question, found
        self._stem = store.index.words.stem
        names = named(question) or uncased.named(store, question, found)
        terms = {*question.terms, *(term for part in question.parts for term in part.terms)}
        terms |= {word for name in names for word in name}
        self._rarity = store.index.words.rarity(tuple(terms))
        self._named = Named(names, self._rarity, numbered(question))
        self._spoken_of: dict[str, float] = {}  # of articles that were looked at
        self.sentences = [
            one
            for place, hit in enumerate(found.hits, start=1)
            for one in _taken_apart(hit, place, self._stem)
        ]
        self._heard = [not one for hit in found.hits for one in orders.unsaid(hit.passage)]
        self._tells = np.array([not mood.asks(one.text) for one in self.sentences], bool)
        self.vectors = _vectors(store, found, self.sentences, self._heard)

    def _weights(self, terms: Sequence[str]) -> tuple[dict[str, float], float]:
        weights = [(self._stem(term), self._rarity.get(term, 0.0)) for term in terms]
        return dict(weights), sum(weight for _, weight in weights) or 1.0

    def features(self) -> NDArray[np.float64]:
        """Shape (len(sentences), len(FEATURES))."""
        question = self.question
        weights, total = self._weights(question.terms)
        by_number, asked = _numbered(weights), set(weights)
        near = np.einsum("ij,j->i", self.vectors, self._found.vector)
        best = near[self._tells].max(initial=-1.0)
        rows = []
        for one, cosine, own in zip(self.sentences, near, self._cosines(), strict=True):
            share = [
                sum(by_number[stem] for stem in seen & by_number.keys()) / total
                for seen in (one.stems, one.around, one.headline)
            ]
            holds, beside = 0.0, share[0] * total
            if question.kind in kinds.KNOWN:
                language = one.hit.article.language
                windows = kinds.beside(question.kind, one.text, asked, self._stem, language)
                holds = 1.0 if windows else -1.0
                beside = max((_sum(weights, window) for window in windows), default=0.0)
            rows.append(
                (
                    share[0],
                    share[1],
                    own,
                    one.hit.cosine,
                    holds,
                    1 / one.place,
                    math.log(len(one.text.split()) or 1),
                    one.span.start / (len(one.hit.article.text) or 1),
                    beside / total,
                    cosine - best,
                    share[2],
                )
            )
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))

    def part_features(self, part: Part, vector: Vector) -> NDArray[np.float64]:
        """Shape (len(sentences), len(PART_FEATURES)).

        Args:
            vector: of the part's text, shape (d,), unit length.
        """
        weights, total = self._weights(part.terms)
        by_number = _numbered(weights)
        near = np.einsum("ij,j->i", self.vectors, vector)
        best = near.max(initial=-1.0)
        rows = [
            (
                sum(by_number[stem] for stem in one.stems & by_number.keys()) / total,
                cosine,
                cosine - best,
                1 / one.place,
                math.log(len(one.text.split()) or 1),
                float(one.hit.article.source in part.outlets),
            )
            for one, cosine in zip(self.sentences, near, strict=True)
        ]
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(PART_FEATURES))

    def signs(self, likeliest: int, probability: float) -> NDArray[np.float64]:
        """Shape (len(SIGNS),).

        Args:
            likeliest: position of the sentence that is likeliest to answer.
            probability: that it does, 0..1.
        """
        question, found, one = self.question, self._found, self.sentences[likeliest]
        missing = [
            self._rarity.get(term, 0.0)
            for term in question.terms
            if number(self._stem(term)) not in one.around
        ]
        is_open = question.kind != "yes_no"  # "Is he guilty?" is answered by an acquittal
        figures = [figure.casefold() in one.text.casefold() for figure in question.numbers]
        return np.array(
            [
                float(is_open and against.leaves_undenied(question.text, one.text)),
                float(is_open and against.says_the_opposite(question.text, one.text)),
                sum(figures) / len(figures) if figures else 1.0,
                float(self.vectors[likeliest] @ found.vector),
                max(missing, default=0.0),
                one.hit.cosine,
                self.speaks(likeliest),
                log_chance(probability),
            ]
        )

    def speaks(self, place: int) -> float:
        """How far a sentence's article speaks of whom the question names, see fitting/naming.py."""
        article = self.sentences[place].hit.article
        if article.id not in self._spoken_of:
            self._spoken_of[article.id] = self._named.share(article)
        return self._spoken_of[article.id]

    def _cosines(self) -> list[float]:
        """Of the question and what each sentence says beside the rest of its passage."""
        hits = self._found.hits
        if all(hit.sentence_cosines is not None for hit in hits):
            every = (cosine for hit in hits for cosine in hit.sentence_cosines or ())
            return [cosine for cosine, heard in zip(every, self._heard, strict=True) if heard]
        near: list[float] = (self.vectors @ self._found.vector).tolist()
        return near


def log_chance(probability: float) -> float:
    """Its natural logarithm, as the sign takes it: all below one in a thousand is alike."""
    return math.log(probability + 0.001)


def _sum(weights: dict[str, float], stems: set[str]) -> float:
    return sum(weights[stem] for stem in stems & weights.keys())


def _numbered(weights: dict[str, float]) -> dict[int, float]:
    return {number(stem): weight for stem, weight in weights.items()}


def _taken_apart(hit: Hit, place: int, stem: "kinds.Stem") -> list[Sentence]:
    text = hit.article.text
    texts = [text[span.start : span.end] for span in hit.passage.sentences]
    known = kept(stem)
    unsaid = orders.unsaid(hit.passage)
    own = [
        frozenset[int]() if hidden else one
        for one, hidden in zip(known.of(hit.passage), unsaid, strict=True)
    ]
    to_machine = orders.to_machine(hit.article.title)
    headline = frozenset(() if to_machine else known.of_title(hit.article.title).tolist())
    return [
        Sentence(
            hit=hit,
            place=place,
            number=number,
            text=said,
            stems=own[number],
            around=headline.union(*own[max(0, number - 1) : number + 2]),
            headline=headline,
        )
        for number, said in enumerate(texts)
        if not unsaid[number]
    ]


def _vectors(
    store: Store, found: Found, sentences: Sequence[Sentence], heard: Sequence[bool]
) -> Vector:
    """Shape (len(sentences), d); where the library holds none for some, all are embedded.

    Args:
        heard: of every sentence of the hits, whether it is among `sentences`.
    """
    held = [hit.sentence_vectors for hit in found.hits]
    if not sentences:
        return np.zeros((0, len(found.vector)), np.float32)
    if any(one is None for one in held):
        return store.embedder.texts([one.text for one in sentences])
    return np.concatenate([one for one in held if one is not None])[list(heard)]
