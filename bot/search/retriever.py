"""Our search as a LlamaIndex retriever, for other people's pipelines; see docs/retriever.md."""

import asyncio

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from bot.question.posed import ALL, pose
from bot.search import retrieve
from bot.search.nodes import node_of
from ingest.limits import Limits
from ingest.store import Store


class NewsdeskRetriever(BaseRetriever):
    """Passages of the articles in `store` that fit a question, best first.

    Args:
        store: opened, and kept open as long as this is used.
        k: passages given at most, at least 1.
        now: the day a question is asked on, `2025-01-23`; "" for the day that it comes in. Nothing
            published later is found.
        limits: the days and outlets to search.

    Asking it raises:
        BadQuestion: the question is empty or too long, a date is none, or no outlet has that name.
        EmbeddingError, IndexUnavailable: a model or an index did not answer.
    """

    def __init__(self, store: Store, *, k: int = 8, now: str = "", limits: Limits = ALL) -> None:
        if k < 1:
            raise ValueError(f"k is {k}; a retriever gives at least 1 passage.")
        super().__init__()
        self._store, self._k, self._now, self._limits = store, k, now, limits

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        # Its embedding, where a pipeline made one, is of another model than the articles'.
        text = query_bundle.query_str
        question = pose(self._store, text, now=self._now, limits=self._limits)
        hits = retrieve.search(self._store, question, k=self._k).hits
        return [node_of(hit) for hit in hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)
