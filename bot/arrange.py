"""Ranked passages -> the hits that are shown: one per story, neighbours as one span."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.article import Passage
from ingest.records import StoredPassage

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
        first, last = self.pieces[0].passage, self.pieces[-1].passage
        return Passage(
            article_id=first.article_id,
            start=first.start,
            text=self.pieces[0].article.text[first.start : last.end],
            sentences=tuple(span for piece in self.pieces for span in piece.passage.sentences),
        )


def interleaved(rankings: Iterable[Sequence[tuple[str, float]]]) -> list[tuple[str, float]]:
    """Several rankings as one: each passage where it stands best behind the first of a ranking.

    Args:
        rankings: of each thing that is looked for, (passage id, score), best first; scores are
            logarithms of likelihoods and compare within one ranking.

    Returns:
        (passage id, share), best first: how likely it is beside the first of its ranking, 0..1.
    """
    shares: dict[str, float] = {}
    for ranking in rankings:
        for key, score in ranking:
            shares[key] = max(shares.get(key, float("-inf")), score - ranking[0][1])
    return sorted(shares.items(), key=lambda one: (-one[1], one[0]))


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
        beside = [run for run in made if run.touches(stored) and len(run.pieces) < MOST]
        if beside and place < max(DEEP, k):
            beside[0].add(stored)
        elif len(made) < k:
            made.append(Run(score, [stored]))
    return made
