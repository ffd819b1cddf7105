"""Ranked passages -> what is shown: parts served, one per story, neighbours as one span."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.passages import Joined
from ingest.article import Passage
from ingest.stored.records import StoredPassage

DEEP = 20  # passages of a ranking that are joined to a better neighbour
MOST = 3  # passages in one span: about 400 words, as much as is read at a glance


@dataclass(slots=True)
class Run:
    """Passages of one article that stand side by side."""

    score: float  # of the best of them
    pieces: list[StoredPassage] = field(default_factory=list)  # in the article's order

    def touches(self, other: StoredPassage) -> bool:
        """Whether nothing but white space stands between them."""
        first, last, new = self.pieces[0].passage, self.pieces[-1].passage, other.passage
        text = other.article.text
        if first.article_id != new.article_id:
            return False
        gap = text[last.end : new.start] if new.start >= last.end else text[new.end : first.start]
        return (new.start >= last.end or new.end <= first.start) and not gap.strip()

    def add(self, other: StoredPassage) -> None:
        self.pieces.append(other)
        self.pieces.sort(key=lambda piece: piece.passage.start)

    @property
    def passage(self) -> Passage:
        """The whole of it, an exact slice like each of its pieces."""
        pieces = tuple(one.passage for one in self.pieces)
        first, last = pieces[0], pieces[-1]
        if first is last:
            return first
        return Joined(
            article_id=first.article_id,
            start=first.start,
            text=self.pieces[0].article.text[first.start : last.end],
            sentences=tuple(span for piece in pieces for span in piece.sentences),
            pieces=pieces,
        )


def combined(
    whole: Mapping[str, float], parts: Iterable[Mapping[str, float]]
) -> list[tuple[str, float]]:
    """The ranking for a question and those for its parts as one.

    Scores are logarithms of likelihoods that compare within one ranking, so each is taken behind
    the best of its own. To its score for the whole question, a passage adds that for the part it
    serves best; where a ranking lacks it, it counts as that ranking's last.

    Returns:
        (passage id, share), best first: how likely it is beside the first, 0..1.
    """
    behind = [_behind_best(one) for one in (whole, *parts) if one]
    if not behind:
        return []
    last = [min(one.values()) for one in behind]

    def score(key: str) -> float:
        own = [one.get(key, least) for one, least in zip(behind, last, strict=True)]
        return own[0] + max(own[1:], default=0.0)

    scores = {key: score(key) for key in set().union(*behind)}
    best = max(scores.values())
    ranked = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
    return [(key, math.exp(own - best)) for key, own in ranked]


def _behind_best(scores: Mapping[str, float]) -> dict[str, float]:
    best = max(scores.values())
    return {key: score - best for key, score in scores.items()}


def runs(ranked: Sequence[tuple[StoredPassage, float]], k: int) -> list[Run]:
    """The first `k`, best first.

    A passage of another outlet's copy of an article that is shown is left out. One that stands
    beside a better one joins it, so that what is told across a cut is read in one piece and takes
    one place.
    """
    made: list[Run] = []
    stands_for: dict[str, str] = {}  # story -> the article that is shown
    for place, (stored, score) in enumerate(ranked):
        article_id = stored.article.id
        if stands_for.setdefault(stored.story, article_id) != article_id:
            continue
        joins = place < max(DEEP, k)
        if not joins and len(made) >= k:
            break
        beside = (run for run in made if len(run.pieces) < MOST and run.touches(stored))
        if joins and (run := next(beside, None)):
            run.add(stored)
        elif len(made) < k:
            made.append(Run(score, [stored]))
    return made
