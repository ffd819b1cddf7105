"""The derived indexes, words and vectors, kept in step with the library."""

import shutil
from pathlib import Path

from ingest.errors import IndexUnavailable
from ingest.library import Library
from ingest.limits import Limits
from ingest.records import StoredPassage
from ingest.vectors import VectorIndex
from ingest.words import WordsIndex

BATCH = 2000


PROBE = 10  # neighbours that a search must find, where there are as many


class Index:
    """Both indexes of one data folder.

    Args:
        mend: put an empty index in the place of one that cannot be opened.

    Raises:
        IndexUnavailable: one of them cannot be opened.
    """

    def __init__(self, folder: Path, library: Library, *, mend: bool = False) -> None:
        self._folder, self._library = folder, library
        try:
            self._open()
        except IndexUnavailable:
            if not mend:
                raise
            self._discard()
            self._open()

    def _open(self) -> None:
        self.words = WordsIndex(self._folder)
        try:
            self.vectors = VectorIndex(self._folder)
        except BaseException:
            self.words.close()
            raise

    def close(self) -> None:
        self.words.close()
        self.vectors.close()

    def _discard(self) -> None:
        """Take the files of both indexes away, whatever state they are in."""
        for path in (*self._folder.glob("words.sqlite*"), self._folder / "chroma"):
            try:
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
            except OSError as error:
                raise IndexUnavailable(
                    f"{path} cannot be removed to be built anew: {error.strerror}. "
                    "Remove it yourself, then run `newsdesk reindex`."
                ) from error

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
        """Build both indexes anew from the library; return how many passages stand in them.

        Nobody may be searching meanwhile. Also mends indexes that are damaged, and takes vectors
        of another length.
        """
        self.close()
        self._discard()
        self._open()
        done = 0
        for batch in self._library.all_passages(BATCH):
            self._replace([], batch)
            done += len(batch)
        self._library.indexed(self._library.waiting())
        return done

    def verify(self) -> None:
        """Both indexes hold as many passages as the library, and the vectors answer.

        Beside an empty library they are emptied.

        Raises:
            IndexUnavailable: they do not; `reindex` makes them agree.
        """
        expected = self._library.counts().passages
        found = {"words": self.words.count(), "vector": self.vectors.count()}
        if not expected and any(found.values()):  # the library was begun anew
            self.rebuild()
            return
        for sample in self._library.all_passages(1):  # of lost files Chroma tells in a search alone
            near = self.vectors.search(sample[0].vector, k=PROBE, limits=Limits())
            if len(near) < min(PROBE, expected):
                found["vector"] = len(near)
            break
        for name, count in found.items():
            if count != expected:
                raise IndexUnavailable(
                    f"The {name} index holds {count} passages but the library {expected}. "
                    "Rebuild the indexes with `newsdesk reindex`; no article is lost."
                )

    def _replace(self, drop: list[str], add: list[StoredPassage]) -> None:
        self.words.replace(drop, add)
        self.vectors.replace(drop, add)
