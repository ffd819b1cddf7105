"""What is made of a passage's text, kept from one question to the next: most are found again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from ingest.article import Passage

T = TypeVar("T")

MOST = 40_000  # passages of which something is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Passage):
    """Neighbours as one passage: its sentences are theirs."""

    pieces: tuple[Passage, ...] = ()


class PerPassage(Generic[T]):
    """What `make` makes of passages; the first to come go where there are too many.

    Args:
        join: what it is for neighbours, by what it is for each: of them nothing else is kept.
    """

    def __init__(
        self,
        make: Callable[[Passage], T],
        join: Callable[[Joined, Sequence[T]], T],
        most: int = MOST,
    ) -> None:
        self._make, self._join, self._most, self._lock = make, join, most, Lock()
        self._held: dict[int, T] = {}  # a number takes half the room of what it stands for

    def of(self, passage: Passage) -> T:
        """What it is for this passage.

        An article may change and its passage keep its id: then text or sentences are others. Two
        passages share a number once in some 10^10 libraries of 40,000.
        """
        if isinstance(passage, Joined):
            return self._join(passage, [self.of(one) for one in passage.pieces])
        key = hash((passage.article_id, passage.start, passage.text, passage.sentences))
        found = self._held.get(key)
        if found is None:
            found = self._make(passage)
            with self._lock:
                self._held[key] = found
                while len(self._held) > self._most:
                    del self._held[next(iter(self._held))]
        return found
