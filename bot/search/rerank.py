"""A reranker of the user's choice: any LlamaIndex node postprocessor named in config.yaml."""

import json
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.errors import RerankerUnavailable
from ingest import foreign
from ingest.settings import RerankerSettings, RetrievalSettings

if TYPE_CHECKING:  # llama_index takes seconds to import; only a reranker should pay for it
    from llama_index.core.postprocessor.types import BaseNodePostprocessor

    from bot.question.understanding import Question
    from bot.search.retrieve import Hit

SETTING = "retrieval.reranker"


def rerank(
    hits: "Sequence[Hit]", question: "Question", settings: RetrievalSettings
) -> "tuple[Hit, ...]":
    """The hits in the order of the configured reranker; as they are where there is none.

    Args:
        hits: best first; the first `rerank_candidates` of them are reranked, the others follow.

    Raises:
        RerankerUnavailable: it cannot be loaded, fails, or makes up passages.
    """
    reranker = load(settings.reranker)
    if reranker is None or not hits:
        return tuple(hits)
    return reranker.rerank(hits, question, most=settings.rerank_candidates)


def load(settings: RerankerSettings | None) -> "Reranker | None":
    """What the setting names, made once for a process; None for none.

    Raises:
        RerankerUnavailable: it cannot be imported or made, or is no node postprocessor.
    """
    if settings is None:
        return None
    return _loaded(settings.path, json.dumps(settings.options, sort_keys=True, default=repr))


class Reranker:
    """A foreign node postprocessor; one question at a time, since few models bear more."""

    def __init__(self, name: str, model: "BaseNodePostprocessor") -> None:
        self.name, self._model, self._one_at_a_time = name, model, threading.Lock()

    def rerank(
        self, hits: "Sequence[Hit]", question: "Question", *, most: int
    ) -> "tuple[Hit, ...]":
        """The first `most` hits in a new order, then the others.

        What it leaves out is gone, and then so are the hits it never saw: it decides what is good
        enough. Its scores mean what no one else knows, so the hits of the new order take over those
        of the old: the best score for the first, and so on down.

        Raises:
            RerankerUnavailable: it fails, or gives passages that it was not given.
        """
        # Late, as above.
        from llama_index.core.schema import QueryBundle

        from bot.search.nodes import node_of

        seen = {hit.passage.id: hit for hit in hits[:most]}
        nodes = [node_of(hit) for hit in seen.values()]
        try:
            with self._one_at_a_time:
                given = self._model.postprocess_nodes(nodes, QueryBundle(question.text))
            ids = list(dict.fromkeys(one.node.node_id for one in given))
        except Exception as error:  # whatever a model that users choose may raise
            raise RerankerUnavailable(
                f"The reranker {self.name} failed: {_told(error)}. Try again, or take {SETTING} "
                "out of config.yaml."
            ) from error
        if strange := [one for one in ids if one not in seen]:
            raise RerankerUnavailable(
                f"The reranker {self.name} gave a passage that it was not given ({strange[0]!r}). "
                f"Name one under {SETTING} that only orders and leaves out."
            )
        kept = [seen[one] for one in ids]
        if len(kept) == len(seen):
            kept += hits[most:]
        scores = sorted((hit.score for hit in hits), reverse=True)
        return tuple(
            replace(hit, score=score) for hit, score in zip(kept, scores, strict=False)
        )  # scores of what was left out go with it


@lru_cache(maxsize=4)
def _loaded(path: str, options: str) -> Reranker:
    # Late, as above.
    from llama_index.core.postprocessor.types import BaseNodePostprocessor

    try:
        wanted = foreign.named(path)
    except Exception as error:  # whatever a foreign module may raise while it is imported
        raise RerankerUnavailable(
            f"{SETTING}.class {path} cannot be imported ({_told(error)}). Install the package that "
            "has it, or correct the setting in config.yaml."
        ) from error
    if not (isinstance(wanted, type) and issubclass(wanted, BaseNodePostprocessor)):
        raise RerankerUnavailable(
            f"{SETTING}.class {path} is no LlamaIndex node postprocessor. Name one in config.yaml."
        )
    name = wanted.__name__
    try:
        return Reranker(name, wanted(**json.loads(options)))
    except Exception as error:  # likewise, while it is made
        raise RerankerUnavailable(
            f"The reranker {name} cannot be made ({_told(error)}). See {SETTING}.options in "
            "config.yaml."
        ) from error


def _told(error: Exception) -> str:
    """A foreign error on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]
