"""The vectors of single words, kept from one answer to the next: the same ones come again."""

from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np

from ingest.stored.records import Vector


class Words:
    """What `embed` makes of words; the first to come go where there are too many.

    Args:
        embed: vectors of shape (n, d) for n words.
        most: words whose vectors are kept.
    """

    def __init__(self, embed: Callable[[Sequence[str]], Vector], most: int) -> None:
        self._embed, self._most, self._lock = embed, most, Lock()
        self._held: dict[str, Vector] = {}

    def of(self, words: Sequence[str]) -> Vector:
        """Vectors of shape (len(words), d), in order. Those not known yet are embedded at once.

        Raises: as `embed`.
        """
        known = {one: found for one in words if (found := self._held.get(one)) is not None}
        if new := [one for one in dict.fromkeys(words) if one not in known]:
            made = dict(zip(new, self._embed(new), strict=True))
            known |= made
            with self._lock:
                self._held |= made
                while len(self._held) > self._most:
                    del self._held[next(iter(self._held))]
        return np.stack([known[one] for one in words]) if words else np.zeros((0, 0), np.float32)
