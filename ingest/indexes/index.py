"""The derived indexes, words and vectors, kept in step with the library."""

import shutil
import threading
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import TypeVar

from ingest.errors import IndexUnavailable
from ingest.indexes import codes, words
from ingest.indexes.vectors import VectorIndex
from ingest.indexes.words import WordsIndex
from ingest.stored.database import TO_REBUILD
from ingest.stored.library import Library
from ingest.stored.records import StoredPassage

T = TypeVar("T")

BATCH = 2000
BEFORE = "words.sqlite*"  # the words of versions that had no codes
NEW, OLD = (words.FOLDER, f"{codes.FILE}*"), ("chroma", BEFORE)
TRIES, PAUSE = 5, 0.2  # to take files away, and seconds between two tries
PROBE = 10  # neighbours that a search must find, where there are as many


class Index:
    """Both indexes of one data folder.

    Args:
        mend: put an empty index in the place of one that cannot be opened.

    Raises:
        IndexUnavailable: one of them cannot be opened, or was not built to its end.
    """

    def __init__(self, folder: Path, library: Library, *, mend: bool = False) -> None:
        self._folder, self._library = folder, library
        self._changing = threading.Lock()  # held while the indexes change
        self._changes = 0  # counted before what changed is visible
        if not mend and library.database.fact(TO_REBUILD) is not None:
            raise IndexUnavailable(
                f"The indexes in {folder} were not built to their end. Build them with "
                "`newsdesk reindex`; no article is lost."
            )
        outdated = not mend and any(folder.glob(BEFORE))
        try:
            if outdated:
                self._discard(*NEW)
            self._open()
        except IndexUnavailable:
            if not mend:
                raise
            self._discard(*NEW, *OLD)
            self._open()
        if outdated:
            self._renew()

    def _renew(self) -> None:
        """Build what a folder lacks whose words are still in SQLite; no model runs.

        That file goes last: should this be cut off, all of it begins anew.
        """
        for batch in self._library.all_passages(BATCH):
            self.words.replace([], batch)
            self.vectors.codes.replace([], batch)
        self._discard(BEFORE)

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

    def _discard(self, *patterns: str) -> None:
        """Take files of the indexes away, whatever state they are in."""
        # Late: as a rule nothing is taken away.
        from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_fixed

        insist = Retrying(
            retry=retry_if_exception_type(OSError),  # tantivy may still write there as it closes
            stop=stop_after_attempt(TRIES),
            wait=wait_fixed(PAUSE),
            reraise=True,
        )
        for path in chain.from_iterable(self._folder.glob(one) for one in patterns):
            try:
                insist(_remove, path)
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
            with self._changing:
                self._replace(some, list(held.values()))
                self._changes += 1
                self._library.indexed(some)
        return len(waiting)

    def read(self, look: Callable[[], T]) -> T:
        """What `look` finds in the indexes and the library together.

        Where the indexes changed meanwhile, a passage may have been found by words that it no
        longer has: `look` is called again, and the next change waits for it.
        """
        before = self._changes
        found = look()
        if self._changes == before:
            return found
        with self._changing:
            return look()

    def rebuild(self) -> int:
        """Build both indexes anew from the library; return how many passages stand in them.

        Nobody may be searching meanwhile. Also mends indexes that are damaged, and takes vectors
        of another length.
        """
        self._library.database.set_fact(TO_REBUILD, "yes")  # should this be cut off
        self.close()
        self._discard(*NEW, *OLD)
        self._open()
        done = 0
        for batch in self._library.all_passages(BATCH):
            self._replace([], batch)
            done += len(batch)
        self._library.indexed(self._library.waiting())
        self._library.database.drop_fact(TO_REBUILD)
        return done

    def verify(self) -> None:
        """Both indexes hold as many passages as the library, and the vectors answer.

        Beside an empty library they are emptied.

        Raises:
            IndexUnavailable: they do not; `reindex` makes them agree.
        """
        expected = self._library.counts().passages
        found = {
            "words": self.words.count(),
            "vector": self.vectors.count(),
            "codes": self.vectors.codes.count(),
        }
        if not expected and any(found.values()):  # the library was begun anew
            self.rebuild()
            return
        for sample in self._library.all_passages(1):  # of lost files Chroma tells in a search alone
            near = self.vectors.neighbours(sample[0].vector, k=PROBE)
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


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
