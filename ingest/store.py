"""One opened data folder: the lock on it, the library, the indexes, the embedding model."""

import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from ingest import local_only
from ingest.embedding.embed import Embedder
from ingest.errors import DataFolderBusy, DataFolderError, EarlierSchema, EmbeddingMismatch
from ingest.indexes.index import Index
from ingest.settings import Settings
from ingest.stored import copies, holder, migrate
from ingest.stored.database import LIBRARY, TO_REBUILD, must_exist
from ingest.stored.holder import Holder
from ingest.stored.library import Library

MODEL_FACT = "embedding model"
UNFINISHED = "(reindex not finished)"  # after the name: vectors of two models stand together

log = logging.getLogger(__name__)


class Store:
    """Open `folder`, made if it is not there, and hold it until closed.

    A library of an earlier version is upgraded first, and its indexes are built where those that
    are there do not fit it any more.

    Args:
        purpose: what this process does, for whoever finds the folder taken.
        check: refuse indexes that were built with another model or do not fit the library. Without
            it nothing is refused, and an index that cannot be opened is emptied: for `reindex`.
        make: false refuses a folder that holds no library yet.

    Raises:
        DataFolderError: it cannot be written; DataFolderBusy: another process holds it.
        EmbeddingError: the model cannot be loaded.
        EmbeddingMismatch, IndexUnavailable: with `check`, until `reindex` has run.
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        *,
        purpose: str,
        check: bool = True,
        make: bool = True,
    ) -> None:
        if not make:
            must_exist(folder)
        self.folder, self.settings = folder, settings
        if settings.local_only:  # for programs that make their settings themselves
            local_only.enforce()
        with ExitStack() as opened:
            self._holder = _take(folder, purpose, opened)
            self.library, upgraded = _library(folder)
            opened.callback(self.library.close)
            self.embedder = Embedder(settings.embedding)
            if check:
                self._check_model(upgraded=upgraded)
            outdated = upgraded and self.library.database.fact(TO_REBUILD) is not None
            self.index = Index(folder, self.library, mend=outdated or not check)
            opened.callback(self.index.close)
            if check:
                if outdated:
                    log.warning("The indexes are built anew, once, for what the upgrade changed.")
                    self.reindex()
                self.index.catch_up()
                self.index.verify()
            self._opened = opened.pop_all()  # closed by `close`, in reverse order

    def reindex(self) -> int:
        """Rebuild both indexes; embed again only if the model changed. Returns the passages."""
        if self.library.database.fact(MODEL_FACT) != self.embedder.name:
            # Until all are done neither model fits, also if this run is cut off.
            self.library.database.set_fact(MODEL_FACT, f"{self.embedder.name} {UNFINISHED}")
            for batch in self.library.all_passages():
                made = self.embedder.passages([(item.article, item.passage) for item in batch])
                self.library.replace_vectors(
                    {item.passage.id: one for item, one in zip(batch, made, strict=True)}
                )
            self.library.database.set_fact(MODEL_FACT, self.embedder.name)
        return self.index.rebuild()

    def takes_work(self, *, address: str, host: str, token: str) -> None:
        """Say where this process takes work over from others: see stored/holder.py.

        Raises:
            DataFolderError: that cannot be written.
        """
        self._holder = replace(self._holder, address=address, host=host, token=token)
        try:
            holder.write(self.folder, self._holder)
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def close(self) -> None:
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check_model(self, *, upgraded: bool) -> None:
        built_with = self.library.database.fact(MODEL_FACT)
        if upgraded and built_with is not None:  # what is unfinished is about to be finished
            built_with = built_with.removesuffix(f" {UNFINISHED}")
        if built_with is None:
            self.library.database.set_fact(MODEL_FACT, self.embedder.name)
        elif built_with != self.embedder.name:
            raise EmbeddingMismatch(built_with, self.embedder.name)


def _library(folder: Path) -> tuple[Library, bool]:
    """The library of a folder that is held, and whether it was upgraded just now."""
    try:
        return Library(folder), False
    except EarlierSchema as earlier:
        library = folder / LIBRARY
        log.warning("The library is upgraded, which takes minutes where it is large.")
        migrate.upgrade(library)
        kept = copies.before(library, earlier.written)
        log.warning("The library was upgraded; as it was, it is kept for a week in %s.", kept)
        return Library(folder), True


@contextmanager
def held(folder: Path, purpose: str) -> Iterator[None]:
    """Hold the folder, as a store does, for work on its files.

    Raises:
        DataFolderError: it cannot be written; DataFolderBusy: another process holds it.
    """
    with ExitStack() as opened:
        _take(folder, purpose, opened)
        yield


def _take(folder: Path, purpose: str, opened: ExitStack) -> Holder:
    """Lock the folder for this process; the lock goes with the process, however that ends."""
    since = datetime.now(UTC).isoformat(timespec="seconds")
    held = Holder(process=os.getpid(), purpose=purpose, since=since)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock")
        lock.acquire(timeout=0)
        opened.callback(lock.release)
        opened.callback((folder / holder.FILE).unlink, missing_ok=True)
        holder.write(folder, held)
    except Timeout:
        raise DataFolderBusy(str(folder), str(holder.read(folder) or "another process")) from None
    except (FileExistsError, NotADirectoryError) as error:
        raise DataFolderError(
            f"The data folder {folder} is a file, or lies below one. "
            "Choose another folder with --data."
        ) from error
    except OSError as error:
        raise unwritable(folder, error) from error
    return held


def unwritable(folder: Path, error: OSError) -> DataFolderError:
    """What the system says about a file there, with what to do."""
    return DataFolderError(
        f"The data folder {folder} cannot be written: {error.strerror or error}. "
        "Change its permissions, make room, or choose another folder with --data."
    )
