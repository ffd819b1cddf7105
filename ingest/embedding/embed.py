"""Texts -> unit vectors, by the packaged MiniLM or any LlamaIndex embedding named in config."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest import foreign
from ingest.article import Article, Passage, digest
from ingest.embedding.words import Words
from ingest.errors import EmbeddingError
from ingest.settings import EmbeddingSettings
from ingest.stored.records import Embedded, Vector, packed_sentences

if TYPE_CHECKING:  # llama_index takes seconds to import; only loading a model should pay for it
    from llama_index.core.base.embeddings.base import BaseEmbedding

    from ingest.embedding.minilm import MiniLM

DEFAULT, PACKAGED = "all-MiniLM-L6-v2", "ingest.embedding.minilm:MiniLM"
LONGEST_VALUE = 100  # characters of an option in a model's name
WORDS = 4096  # and questions whose vectors are kept, 6 MB each of the packaged model's
SLICE = 1024  # texts embedded at a time: LlamaIndex hands vectors over as lists, ten times the size
# Options that make no other model of a class: keys and secrets, addresses, batch sizes, timeouts.
# Every other one may, so it stands in the model's name.
_SAME_MODEL = re.compile(
    r"(.*_)?(api_?key|key|secret|token|password|credentials?|auth|authorization|headers|"
    r"api_base|url|uri|endpoint|host|port|proxy|proxies|batch_size|timeout)",
    re.IGNORECASE,
)


class Embedder:
    """One embedding model. Vectors are float32 and of unit length, whatever the model gives.

    Raises:
        EmbeddingError: the class cannot be imported or made.
    """

    def __init__(self, settings: EmbeddingSettings) -> None:
        self.name = _name(settings)
        self._model = _load(settings)
        self.words = Words(self.texts, WORDS).of
        # One answer needs its question's vector more than once, and headlines come again.
        self.question = lru_cache(maxsize=WORDS)(self._question)

    def texts(self, texts: Sequence[str]) -> Vector:
        """Vectors of shape (len(texts), d), in order."""
        parts = [
            self._answer(self._bulk(), list(texts[start : start + SLICE]))
            for start in range(0, len(texts), SLICE)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, 0), np.float32)

    def passages(self, items: Sequence[tuple[Article, Passage]]) -> list[Embedded]:
        """What the model makes of passages, each with the headline of its article, in order.

        The same text is embedded once. The packaged model also gives each sentence's vector; see
        `records.packed_sentences`.
        """
        distinct = {embedded_as(*item): item for item in items}
        made: dict[str, Embedded] = {}
        keys = list(distinct)
        for start in range(0, len(keys), SLICE):
            some = [distinct[key] for key in keys[start : start + SLICE]]
            made |= {one.embedded: one for one in self._embedded(some)}
        return [made[embedded_as(*item)] for item in items]

    def _embedded(self, items: Sequence[tuple[Article, Passage]]) -> Iterator[Embedded]:
        # Late, as above; where it is not the model, this loads little that is not there by now.
        from ingest.embedding.minilm import MiniLM

        keys = [embedded_as(*item) for item in items]
        texts = [embedded_text(*item) for item in items]
        if not isinstance(self._model, MiniLM):
            for key, vector in zip(keys, self.texts(texts), strict=True):
                yield Embedded(embedded=key, vector=vector)
            return
        vectors, parts = self._model.embed_parts(texts, [_places(*item) for item in items])
        for key, vector, own in zip(keys, vectors, parts, strict=True):
            yield Embedded(embedded=key, vector=vector, sentences=packed_sentences(own))

    def _question(self, text: str) -> Vector:
        """The vector of a question or a headline, shape (d,)."""
        model = self._direct()
        ask = model.embed if model else lambda texts: [self._model.get_query_embedding(texts[0])]
        return np.asarray(self._answer(ask, [text])[0])

    def _bulk(self) -> Callable[[list[str]], Any]:
        model = self._direct()
        return model.embed if model else self._model.get_text_embedding_batch

    def _direct(self) -> "MiniLM | None":
        """The packaged model, where nobody follows what LlamaIndex does with it."""
        from ingest.embedding.minilm import MiniLM  # late, as above

        model = self._model
        return model if isinstance(model, MiniLM) and not model.is_followed else None

    def _answer(self, ask: Callable[..., Any], *texts: list[str]) -> Vector:
        try:
            vectors = np.asarray(ask(*texts), np.float32)
        except EmbeddingError:
            raise
        except Exception as error:  # whatever a model that users choose may raise
            raise EmbeddingError(
                f"The embedding model {self.name} failed: {error!r}. What is stored stays; "
                "try again, or name another embedding.model in config.yaml and run "
                "`newsdesk reindex`."
            ) from error
        if vectors.ndim != 2 or not vectors.size or not np.isfinite(vectors).all():
            raise EmbeddingError(
                f"The embedding model {self.name} gave something that is no vector of numbers. "
                "Name another embedding.model in config.yaml."
            )
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)


def embedded_text(article: Article, passage: Passage) -> str:
    """What is embedded for a passage: its headline goes along, so that "the company" has a name."""
    return f"{article.title}\n{passage.text}" if article.title else passage.text


def embedded_as(article: Article, passage: Passage) -> str:
    """A hash of all that a passage's vectors come from: the same, and they need no second run."""
    return digest(f"{_places(article, passage)}{embedded_text(article, passage)}")


def _places(article: Article, passage: Passage) -> list[tuple[int, int]]:
    """Where the passage's sentences stand in what is embedded for it."""
    moved = len(embedded_text(article, passage)) - len(passage.text) - passage.start
    return [(start + moved, end + moved) for start, end in passage.sentences]


def _name(settings: EmbeddingSettings) -> str:
    """What the index records; another model of the same class must have another name."""
    if settings.model == DEFAULT:
        return DEFAULT  # its options change speed alone; see docs/decisions/0006-int8.md
    options = _telling(settings.options)
    return " ".join([settings.model, *(f"{key}={_short(options[key])}" for key in sorted(options))])


def _telling(value: Any) -> Any:
    """The options without those that make no other model, at every depth."""
    if isinstance(value, list):
        return [_telling(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {str(key): one for key, one in value.items() if not _SAME_MODEL.fullmatch(str(key))}
    return {key: _telling(one) for key, one in kept.items()}


def _short(value: Any) -> str:
    """A value as it is, or a hash of one that is long or has parts."""
    if not isinstance(value, dict | list) and len(str(value)) <= LONGEST_VALUE:
        return str(value)
    return digest(json.dumps(value, sort_keys=True, default=str))


def _load(settings: EmbeddingSettings) -> "BaseEmbedding":
    named = PACKAGED if settings.model == DEFAULT else settings.model
    try:
        model = foreign.named(named)(**settings.options)
    except Exception as error:  # a foreign class may raise anything while it is made
        raise EmbeddingError(
            f"embedding.model {settings.model!r} cannot be loaded: {error}. It is "
            f'"{DEFAULT}" or "package.module:Class" of an installed LlamaIndex embedding.'
        ) from error
    from llama_index.core.base.embeddings.base import BaseEmbedding

    if not isinstance(model, BaseEmbedding):
        raise EmbeddingError(
            f"embedding.model {settings.model!r} is no LlamaIndex embedding (BaseEmbedding). It is "
            f'"{DEFAULT}" or "package.module:Class" of one that is installed.'
        )
    return model
