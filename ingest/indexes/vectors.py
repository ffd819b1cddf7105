"""The vector index: Chroma, used through LlamaIndex's `BasePydanticVectorStore`, from the library.

Another store of LlamaIndex would be made where Chroma is made here; what adds and drops asks for
that interface alone. What finds asks Chroma for ids and nothing else: LlamaIndex would read and
parse a node for each, which takes as long as the search. `count` and the errors are Chroma's too.
Within days or outlets codes.py finds, whatever the store: their filters are slow.
"""

import itertools
import logging
import shutil
import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from ingest.errors import IndexUnavailable
from ingest.indexes import graph
from ingest.indexes.codes import Codes
from ingest.limits import Limits
from ingest.stored.records import StoredPassage, Vector

log = logging.getLogger(__name__)

COLLECTION = "passages"
BATCH = 2000  # Chroma takes at most 5,461 records in one call
# Chroma's default of 100 loses one of eleven neighbours at 50,000 passages; at a million, 200 loses
# one of twenty, and this one of two hundred for 1 ms more.
SEARCH_WIDTH = 800
ROOM = 8 << 20  # bytes free below which a disk counts as full


class VectorIndex:
    """Open the vectors in `folder`, made if they are not there.

    Chroma allows one process per folder; the caller holds the data folder's lock.

    Raises:
        IndexUnavailable: Chroma cannot open what stands there, or does not answer later on.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "chroma"
        self._opening = threading.Lock()
        self._failed = False  # at the last change
        self.codes = Codes(folder)
        try:
            self._open()
        except BaseException:
            self.codes.close()
            raise

    def _open(self) -> None:
        # Late: chromadb takes more than a second to import.
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings as ChromaSettings
        from llama_index.vector_stores.chroma import ChromaVectorStore

        settings = ChromaSettings(anonymized_telemetry=False)
        if damage := graph.damage(self.path):
            raise self._unavailable(ValueError(damage))
        try:
            with self._translated():
                self._client = chromadb.PersistentClient(str(self.path), settings=settings)
                self._collection = self._client.get_or_create_collection(
                    COLLECTION,
                    embedding_function=None,  # the default one would download a model
                    configuration={"hnsw": {"space": "cosine", "ef_search": SEARCH_WIDTH}},
                )
                self._widen()
        except IndexUnavailable:
            # Or Chroma hands the half-made client to the next who asks for this path. Its public
            # `clear_system_cache` would forget every other client of the process as well.
            with suppress(Exception):  # what is half made may fail to stop in any way
                SharedSystemClient._release_system(str(self.path))
            raise
        self._store = ChromaVectorStore.from_collection(self._collection)

    def _widen(self) -> None:
        """Have a collection that another version made searched as widely, before it is loaded."""
        made = self._collection.configuration_json.get("hnsw") or {}
        if made.get("ef_search") != SEARCH_WIDTH:
            with (
                warnings.catch_warnings()
            ):  # it warns of its own way to say "no embedding function"
                warnings.simplefilter("ignore", DeprecationWarning)
                self._collection.modify(configuration={"hnsw": {"ef_search": SEARCH_WIDTH}})

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """Chroma, opened anew until a change succeeds, where one has failed.

        On a full disk it may never answer again, not even where it was opened while that was full.
        """
        with self._opening:
            if self._failed:
                self._close()
                self._open()
                with self._translated():
                    yield  # alone: the next to come closes it again
                return
        with self._translated():
            yield

    @contextmanager
    def _translated(self) -> Iterator[None]:
        from chromadb.errors import ChromaError

        try:
            yield
        except (ChromaError, ValueError, RuntimeError, OSError) as error:
            raise self._unavailable(error) from error
        except AttributeError as error:
            if error.name != "bindings":  # it was closed meanwhile, to be opened anew
                raise
            raise self._unavailable(error) from error
        except BaseException as error:
            # What Chroma's core raises when it gives up; its class cannot be imported.
            if type(error).__name__ != "PanicException":
                raise
            raise self._unavailable(error) from error

    def _unavailable(self, error: BaseException) -> IndexUnavailable:
        if room_at(self.path) < ROOM:
            return IndexUnavailable(
                f"The disk is full, and the vector index {self.path} could not take over all that "
                "is new. Make room, then run the same command again; no article is lost."
            )
        return IndexUnavailable(
            f"The vector index {self.path} did not answer: {error}. "
            "If the disk has room, rebuild it with `newsdesk reindex`; no article is lost."
        )

    def close(self) -> None:
        self.codes.close()
        self._close()

    def _close(self) -> None:
        self._client.close()  # type: ignore[attr-defined]  # declared on its class alone

    def count(self) -> int:
        with self._asked():
            return int(self._collection.count())

    def vectors(self, ids: Sequence[str]) -> dict[str, Vector]:
        """What stands here under those ids that are there."""
        with self._asked():
            found = self._collection.get(ids=list(ids), include=["embeddings"])
        rows: Any = found["embeddings"]  # an array, or an empty list
        if len(rows) != len(found["ids"]):
            raise self._unavailable(ValueError(f"it has lost vectors of {len(found['ids'])} ids"))
        return {
            key: np.asarray(row, np.float32) for key, row in zip(found["ids"], rows, strict=True)
        }

    def held(self, ids: Sequence[str]) -> set[str]:
        """Those of `ids` that stand here."""
        with self._asked():
            return set(self._collection.get(ids=list(ids), include=[])["ids"])

    def ids(self, batch: int) -> Iterator[list[str]]:
        """All that stand here, in no order, `batch` at a time."""
        for offset in itertools.count(step=batch):
            with self._asked():
                ids = self._collection.get(limit=batch, offset=offset, include=[])["ids"]
            if not ids:
                return
            yield list(ids)

    def replace(self, drop: Sequence[str], add: Iterable[StoredPassage]) -> None:
        """Take `drop` out and put `add` in; doing it twice is the same as once."""
        add = list(add)
        nodes = [_node(stored) for stored in add]
        # The store's `add` keeps what already stands under an id, so that goes first.
        gone = list(dict.fromkeys([*drop, *(node.node_id for node in nodes)]))
        try:
            self._write(gone, nodes)
        except IndexUnavailable:
            # What was opened while a disk could not be written cannot write to it later, either.
            self._failed = True
            self._write(gone, nodes)
        self.codes.replace(drop, add)
        self._failed = False

    def _write(self, gone: list[str], nodes: list[Any]) -> None:
        with self._asked():
            for start in range(0, len(gone), BATCH):
                self._store.delete_nodes(gone[start : start + BATCH])
            for start in range(0, len(nodes), BATCH):
                self._store.add(nodes[start : start + BATCH])

    def search(self, vector: Vector, *, k: int, limits: Limits) -> list[str]:
        """Ids of the `k` passages nearest to `vector` (shape (d,), unit length), nearest first.

        Where Chroma does not answer, the codes do, which lose one of fifty: on a full disk say.
        """
        if limits.none:
            try:
                return self.neighbours(vector, k=k)
            except IndexUnavailable as error:
                log.warning("Searched without the vector index. %s", error)
        return self.codes.search(vector, k=k, limits=limits)

    def neighbours(self, vector: Vector, *, k: int) -> list[str]:
        """As `search` without limits, by Chroma alone."""
        with self._asked():
            found = self._collection.query(
                query_embeddings=[vector.tolist()], n_results=k, include=[]
            )
        return list(found["ids"][0])


def room_at(path: Path) -> int:
    """Bytes that are free where `path` is, or would be."""
    there = next(one for one in (path, *path.parents) if one.exists())
    return shutil.disk_usage(there).free


def _node(stored: StoredPassage) -> Any:
    """What the store keeps of a passage: its vector, no text."""
    from llama_index.core.schema import TextNode

    return TextNode(id_=stored.passage.id, embedding=stored.vector.tolist())
