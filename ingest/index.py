"""The derived indexes, words and vectors, kept in step with the library."""

from pathlib import Path

from ingest.errors import IndexUnavailable
from ingest.library import Library, StoredPassage
from ingest.vectors import VectorIndex
from ingest.words import WordsIndex

BATCH = 2000


class Index:
    """Both indexes of one data folder.

    Raises:
        IndexUnavailable: one of them cannot be opened.
    """

    def __init__(self, folder: Path, library: Library) -> None:
        self._library = library
        self.words = WordsIndex(folder)
        self.vectors = VectorIndex(folder)

    def close(self) -> None:
        self.words.close()
        self.vectors.close()

    def catch_up(self) -> int:
        """Take over what the library changed; return how many passages that touched.

        Every step may be repeated, so a crash at any point is made good by the next call.
        """
        waiting = self._library.waiting()
        for start in range(0, len(waiting), BATCH):
            some = waiting[start : start + BATCH]
            held = self._library.passages(some)
            self._replace(some, list(held.values()))
            self._library.indexed(some)
        return len(waiting)

    def rebuild(self) -> int:
        """Empty both indexes and fill them from the library; return how many passages stand."""
        self.words.clear()
        self.vectors.clear()
        done = 0
        for batch in self._library.all_passages(BATCH):
            self._replace([], batch)
            done += len(batch)
        self._library.indexed(self._library.waiting())
        return done

    def verify(self) -> None:
        """Both indexes hold as many passages as the library.

        Raises:
            IndexUnavailable: they do not; `reindex` makes them agree.
        """
        expected = self._library.counts().passages
        found = {"words": self.words.count(), "vector": self.vectors.count()}
        for name, count in found.items():
            if count != expected:
                raise IndexUnavailable(
                    f"The {name} index holds {count} passages but the library {expected}. "
                    "Rebuild the indexes with `newsdesk reindex`; no article is lost."
                )

    def _replace(self, drop: list[str], add: list[StoredPassage]) -> None:
        self.words.replace(drop, add)
        self.vectors.replace(drop, add)
