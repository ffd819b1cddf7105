"""Our search as a LlamaIndex retriever, for other people's pipelines; see docs/retriever.md."""

import asyncio

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from bot import retrieve
from bot.nodes import node_of
from bot.question import understand
from ingest.limits import Limits
from ingest.store import Store

ALL = Limits()


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
        question = understand(
            query_bundle.query_str,
            now=self._now,
            first_day=self._limits.first_day,
            last_day=self._limits.last_day,
            sources=self._limits.sources,
            longest=self._store.settings.answer.max_question_chars,
        )
        hits = retrieve.search(self._store, question, k=self._k).hits
        return [node_of(hit) for hit in hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)
