"""The stems of passages, kept from one search to the next: most passages are found again.

To take a hundred passages apart costs more than all else that a search does with them.
"""

from collections.abc import Callable
from functools import lru_cache
from threading import Lock

from bot.question.terms import words
from ingest.article import Passage

Stems = tuple[str, ...]  # of one sentence, each once, in no order

# Passages and headlines that are kept, a passage with 2 KB: 45 MB in all.
MOST = 20_000


class Kept:
    """What `stem` makes of the words of passages; the first to come go where there are too many."""

    def __init__(self, stem: Callable[[str], str], most: int = MOST) -> None:
        self._stem, self._most, self._lock = stem, most, Lock()
        self._held: dict[tuple[str, int, int], tuple[Stems, ...]] = {}
        self.of_title = lru_cache(maxsize=most)(self._apart)

    def of(self, passage: Passage) -> tuple[Stems, ...]:
        """The stems in each of its sentences.

        An article may change and its passage keep its id: then text or sentences are others.
        """
        key = (passage.id, hash(passage.text), hash(passage.sentences))
        found = self._held.get(key)
        if found is None:
            text, first = passage.text, passage.start
            found = tuple(self._apart(text[a - first : b - first]) for a, b in passage.sentences)
            with self._lock:
                self._held[key] = found
                while len(self._held) > self._most:
                    del self._held[next(iter(self._held))]
        return found

    def _apart(self, text: str) -> Stems:
        return tuple(frozenset(map(self._stem, words(text))))


@lru_cache(maxsize=2)  # there is one stemmer, and tests have another
def kept(stem: Callable[[str], str]) -> Kept:
    """What is kept for this function, by every search that uses it."""
    return Kept(stem)
