"""The vector index: any LlamaIndex vector store, Chroma by default, derived from the library."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ingest.errors import IndexUnavailable
from ingest.library import StoredPassage, Vector
from ingest.words import Limits

COLLECTION = "passages"
BATCH = 2000  # Chroma takes at most 5,461 records in one call
# Wider than Chroma's default of 100, which loses one of eleven neighbours at 50,000 passages.
SEARCH_WIDTH = 200


class VectorIndex:
    """Open the vectors in `folder`, made if they are not there.

    Chroma allows one process per folder; the caller holds the data folder's lock.

    Raises:
        IndexUnavailable: Chroma cannot open what stands there.
    """

    def __init__(self, folder: Path) -> None:
        # Late: chromadb takes more than a second to import.
        import chromadb
        from chromadb.config import Settings as ChromaSettings
        from chromadb.errors import ChromaError

        self.path = folder / "chroma"
        try:
            self._client = chromadb.PersistentClient(
                str(self.path), settings=ChromaSettings(anonymized_telemetry=False)
            )
            self._open()
        except (ChromaError, ValueError, OSError) as error:
            raise IndexUnavailable(
                f"The vector index {self.path} cannot be opened: {error}. "
                f"Delete that folder and rebuild it with `newsdesk reindex`."
            ) from error

    def _open(self) -> None:
        from llama_index.vector_stores.chroma import ChromaVectorStore

        self._collection = self._client.get_or_create_collection(
            COLLECTION,
            embedding_function=None,  # the default one would download a model
            configuration={"hnsw": {"space": "cosine", "ef_search": SEARCH_WIDTH}},
        )
        self._store = ChromaVectorStore.from_collection(self._collection)

    def close(self) -> None:
        self._client.close()

    def count(self) -> int:
        return int(self._collection.count())

    def ids(self) -> set[str]:
        """The id of every passage that has a vector here."""
        return set(self._collection.get(include=[])["ids"])

    def replace(self, drop: Sequence[str], add: Iterable[StoredPassage]) -> None:
        """Take `drop` out and put `add` in; doing it twice is the same as once."""
        nodes = [_node(stored) for stored in add]
        # The store's `add` keeps what already stands under an id, so that goes first.
        gone = list(dict.fromkeys([*drop, *(node.node_id for node in nodes)]))
        for start in range(0, len(gone), BATCH):
            self._store.delete_nodes(gone[start : start + BATCH])
        for start in range(0, len(nodes), BATCH):
            self._store.add(nodes[start : start + BATCH])

    def clear(self) -> None:
        """Start over, also with vectors of another length. Nobody may be searching meanwhile."""
        self._client.delete_collection(COLLECTION)
        self._open()

    def search(self, vector: Vector, *, k: int, limits: Limits) -> list[str]:
        """Ids of the `k` passages nearest to `vector` (shape (d,), unit length), nearest first."""
        from llama_index.core.vector_stores.types import VectorStoreQuery

        result = self._store.query(
            VectorStoreQuery(
                query_embedding=vector.tolist(), similarity_top_k=k, filters=_filters(limits)
            )
        )
        return list(result.ids or [])


def _node(stored: StoredPassage) -> Any:
    """What the store keeps of a passage: its vector and what it may be limited by, no text."""
    from llama_index.core.schema import TextNode

    return TextNode(
        id_=stored.passage.id,
        embedding=stored.vector.tolist(),
        metadata={
            "day": _day_number(stored.article.published_at),
            "source": stored.article.source.casefold(),
        },
    )


def _filters(limits: Limits) -> Any:
    from llama_index.core.vector_stores.types import (
        FilterOperator,
        MetadataFilter,
        MetadataFilters,
    )

    if limits.none:
        return None
    found = []
    if limits.first_day:
        day = _day_number(limits.first_day)
        found.append(MetadataFilter(key="day", value=day, operator=FilterOperator.GTE))
    if limits.last_day:
        day = _day_number(limits.last_day)
        found.append(MetadataFilter(key="day", value=day, operator=FilterOperator.LTE))
    if limits.sources:
        names = [name.casefold() for name in limits.sources]
        found.append(MetadataFilter(key="source", value=names, operator=FilterOperator.IN))
    return MetadataFilters(filters=found)


def _day_number(date: str) -> int:
    """`2025-01-23T10:00` -> 20250123; 0 without a date, so that it sorts before every day."""
    digits = date[:10].replace("-", "").ljust(8, "0")
    return int(digits) if digits.isdigit() else 0
