"""The stems of passages, kept from one search to the next: most passages are found again.

To take a hundred passages apart costs more than all else that a search does with them. A stem is
kept as its number, which is the hash of it: a quarter of the room, and arrays of numbers are
compared at once. Two stems share a number once in some 10^19 pairs.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.passages import MOST, Joined, PerPassage
from bot.question.terms import as_written, bare
from ingest.article import Passage
from ingest.indexes.terms import LONGEST

Numbers = NDArray[np.int64]
number: Callable[[str], int] = hash

MOST_WORDS = 1 << 16  # whose numbers are kept, 8 MB


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
    """What `stem` makes of the words of passages and headlines; of a passage 1.3 KB are kept."""

    def __init__(self, stem: Callable[[str], str], most: int = MOST) -> None:
        self._number = _Numbers(stem).__getitem__
        self.of = PerPassage(self._of, _joined, most).of  # the stems in each sentence of a passage
        self.of_title = lru_cache(maxsize=most)(self._of_title)

    def _of(self, passage: Passage) -> Stems:
        text, first = passage.text, passage.start
        return self._apart([text[a - first : b - first] for a, b in passage.sentences])

    def _of_title(self, text: str) -> Numbers:
        return self._apart([text]).numbers

    def _apart(self, texts: list[str]) -> Stems:
        each = [frozenset(map(self._number, as_written(text))) for text in texts]
        return Stems(np.array([*chain.from_iterable(each)], np.int64), tuple(map(len, each)))


def _joined(_: Joined, each: Sequence[Stems]) -> Stems:
    numbers = np.concatenate([one.numbers for one in each])
    return Stems(numbers, tuple(chain.from_iterable(one.lengths for one in each)))


class _Numbers(dict[str, int]):
    """Words as they are written -> the numbers of their stems, as far as they were asked for."""

    def __init__(self, stem: Callable[[str], str]) -> None:
        self._stem = stem

    def __missing__(self, word: str) -> int:
        found = number(self._stem(bare(word)))
        if len(word) <= LONGEST:
            if len(self) >= MOST_WORDS:
                self.clear()
            self[word] = found
        return found


@lru_cache(maxsize=2)  # there is one stemmer, and tests have another
def kept(stem: Callable[[str], str]) -> Kept:
    """What is kept for this function, by every search that uses it."""
    return Kept(stem)
