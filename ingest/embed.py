"""Texts -> unit vectors, by the packaged MiniLM or any LlamaIndex embedding named in config."""

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ingest.article import Article, Passage
from ingest.errors import EmbeddingError
from ingest.library import Vector
from ingest.settings import EmbeddingSettings

if TYPE_CHECKING:  # llama_index takes seconds to import; only loading a model should pay for it
    from llama_index.core.base.embeddings.base import BaseEmbedding

DEFAULT = "all-MiniLM-L6-v2"


class Embedder:
    """One embedding model. Vectors are float32 and of unit length, whatever the model gives.

    Raises:
        EmbeddingError: the class cannot be imported or made.
    """

    def __init__(self, settings: EmbeddingSettings) -> None:
        self.name = _name(settings)
        self._model = _load(settings)

    def texts(self, texts: Sequence[str]) -> Vector:
        """Vectors of shape (len(texts), d), in order."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        try:
            return _unit(np.asarray(self._model.get_text_embedding_batch(list(texts)), np.float32))
        except EmbeddingError:
            raise
        except Exception as error:  # whatever a model that users choose may raise
            raise EmbeddingError(f"The embedding model {self.name} failed: {error}.") from error

    def question(self, text: str) -> Vector:
        """The vector of a question, shape (d,)."""
        try:
            return _unit(np.asarray([self._model.get_query_embedding(text)], np.float32))[0]
        except EmbeddingError:
            raise
        except Exception as error:  # whatever a model that users choose may raise
            raise EmbeddingError(f"The embedding model {self.name} failed: {error}.") from error


def embedded_text(article: Article, passage: Passage) -> str:
    """What is embedded for a passage: its headline goes along, so that "the company" has a name."""
    return f"{article.title}\n{passage.text}" if article.title else passage.text


def _name(settings: EmbeddingSettings) -> str:
    """What the index records; another model of the same class must have another name."""
    model = settings.options.get("model_name") or settings.options.get("model") or ""
    return f"{settings.model} {model}".strip()


def _load(settings: EmbeddingSettings) -> "BaseEmbedding":
    if settings.model == DEFAULT:
        from ingest.minilm import MiniLM

        return MiniLM()
    module, _, name = settings.model.partition(":")
    try:
        model = getattr(importlib.import_module(module), name)(**settings.options)
    except Exception as error:  # a foreign class may raise anything while it is made
        raise EmbeddingError(
            f"embedding.model {settings.model!r} cannot be loaded: {error}. It is "
            f'"{DEFAULT}" or "package.module:Class" of an installed LlamaIndex embedding.'
        ) from error
    from llama_index.core.base.embeddings.base import BaseEmbedding

    if not isinstance(model, BaseEmbedding):
        raise EmbeddingError(f"embedding.model {settings.model!r} is no LlamaIndex embedding.")
    return model


def _unit(vectors: Vector) -> Vector:
    if vectors.ndim != 2 or not np.isfinite(vectors).all():
        raise EmbeddingError("The embedding model gave something that is no vector of numbers.")
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)
