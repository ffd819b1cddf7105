"""One opened data folder: the lock on it, the library, the indexes, the embedding model."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from ingest.article import digest
from ingest.database import must_exist
from ingest.embed import Embedder, embedded_text
from ingest.errors import DataFolderBusy, DataFolderError, EmbeddingMismatch
from ingest.index import Index
from ingest.library import Library
from ingest.records import Embedded, StoredPassage
from ingest.settings import Settings

MODEL_FACT = "embedding model"
UNFINISHED = "(reindex not finished)"  # after the name: vectors of two models stand together


class Store:
    """Open `folder`, made if it is not there, and hold it until closed.

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
        with ExitStack() as opened:
            _take(folder, purpose, opened)
            self.library = Library(folder)
            opened.callback(self.library.close)
            self.embedder = Embedder(settings.embedding)
            if check:
                self._check_model()
            self.index = Index(folder, self.library, mend=not check)
            opened.callback(self.index.close)
            if check:
                self.index.catch_up()
                self.index.verify()
            self._opened = opened.pop_all()  # closed by `close`, in reverse order

    def reindex(self) -> int:
        """Rebuild both indexes; embed again only if the model changed. Returns the passages."""
        if self.library.database.fact(MODEL_FACT) != self.embedder.name:
            # Until all are done neither model fits, also if this run is cut off.
            self.library.database.set_fact(MODEL_FACT, f"{self.embedder.name} {UNFINISHED}")
            for batch in self.library.all_passages():
                self.library.replace_vectors(self._embedded(batch))
            self.library.database.set_fact(MODEL_FACT, self.embedder.name)
        return self.index.rebuild()

    def _embedded(self, items: Sequence[StoredPassage]) -> dict[str, Embedded]:
        """What the model makes of those passages, by their ids."""
        texts = [embedded_text(item.article, item.passage) for item in items]
        rows = self.embedder.texts(texts)
        return {
            item.passage.id: Embedded(embedded=digest(text), vector=row)
            for item, text, row in zip(items, texts, rows, strict=True)
        }

    def close(self) -> None:
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _check_model(self) -> None:
        built_with = self.library.database.fact(MODEL_FACT)
        if built_with is None:
            self.library.database.set_fact(MODEL_FACT, self.embedder.name)
        elif built_with != self.embedder.name:
            raise EmbeddingMismatch(built_with, self.embedder.name)


@contextmanager
def held(folder: Path, purpose: str) -> Iterator[None]:
    """Hold the folder, as a store does, for work on its files.

    Raises:
        DataFolderError: it cannot be written; DataFolderBusy: another process holds it.
    """
    with ExitStack() as opened:
        _take(folder, purpose, opened)
        yield


def _take(folder: Path, purpose: str, opened: ExitStack) -> None:
    """Lock the folder for this process; the lock goes with the process, however that ends."""
    held = {
        "process": os.getpid(),
        "purpose": purpose,
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock")
        lock.acquire(timeout=0)
        opened.callback(lock.release)
        (folder / "holder.json").write_text(json.dumps(held), encoding="utf-8")
        opened.callback((folder / "holder.json").unlink, missing_ok=True)
    except Timeout:
        raise DataFolderBusy(str(folder), _holder(folder)) from None
    except (FileExistsError, NotADirectoryError) as error:
        raise DataFolderError(
            f"The data folder {folder} is a file, or lies below one. "
            "Choose another folder with --data."
        ) from error
    except OSError as error:
        raise DataFolderError(
            f"The data folder {folder} cannot be written: {error.strerror or error}. "
            "Change its permissions, make room, or choose another folder with --data."
        ) from error


def _holder(folder: Path) -> str:
    try:
        held = json.loads((folder / "holder.json").read_text(encoding="utf-8"))
        return f"{held['purpose']} (process {held['process']}, since {held['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
