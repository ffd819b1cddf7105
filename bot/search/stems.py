"""The stems of passages, kept from one search to the next: most passages are found again.

To take a hundred passages apart costs more than all else that a search does with them. A stem is
kept as its number, which is the hash of it: a quarter of the room, and arrays of numbers are
compared at once. Two stems share a number once in some 10^19 pairs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from bot.question.terms import words
from ingest.article import Passage

Numbers = NDArray[np.int64]
number: Callable[[str], int] = hash

MOST = 40_000  # passages and headlines that are kept, a passage with 1.3 KB: 50 MB in all


@dataclass(frozen=True, slots=True)
class Stems:
    """Those of each sentence of a text, each once, in no order."""

    numbers: Numbers  # shape (n,), one sentence behind the other
    lengths: tuple[int, ...]  # how many of them each sentence has

    def __iter__(self) -> Iterator[frozenset[int]]:
        """The numbers of each sentence."""
        every, place = self.numbers.tolist(), 0
        for length in self.lengths:
            yield frozenset(every[place : place + length])
            place += length


class Kept:
    """What `stem` makes of the words of passages; the first to come go where there are too many."""

    def __init__(self, stem: Callable[[str], str], most: int = MOST) -> None:
        self._stem, self._most, self._lock = stem, most, Lock()
        self._held: dict[tuple[str, int, int], Stems] = {}
        self.of_title = lru_cache(maxsize=most)(self._of_title)

    def of(self, passage: Passage) -> Stems:
        """The stems in each of its sentences.

        An article may change and its passage keep its id: then text or sentences are others.
        """
        key = (passage.id, hash(passage.text), hash(passage.sentences))
        found = self._held.get(key)
        if found is None:
            text, first = passage.text, passage.start
            found = self._apart([text[a - first : b - first] for a, b in passage.sentences])
            with self._lock:
                self._held[key] = found
                while len(self._held) > self._most:
                    del self._held[next(iter(self._held))]
        return found

    def _of_title(self, text: str) -> Numbers:
        return self._apart([text]).numbers

    def _apart(self, texts: list[str]) -> Stems:
        each = [frozenset(map(number, map(self._stem, words(text)))) for text in texts]
        numbers = np.fromiter((one for own in each for one in own), np.int64)
        return Stems(numbers, tuple(map(len, each)))


@lru_cache(maxsize=2)  # there is one stemmer, and tests have another
def kept(stem: Callable[[str], str]) -> Kept:
    """What is kept for this function, by every search that uses it."""
    return Kept(stem)
