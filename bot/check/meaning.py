"""How near two sentences are in meaning, by the vectors of the configured embedding model."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.stored.records import Vector

# Texts -> vectors of unit length, shape (len(texts), d): `ingest.embedding.embed.Embedder.texts`.
Embed = Callable[[Sequence[str]], "Vector"]


class Vectors:
    """Vectors of sentences, each embedded once: one statement is compared with many quotes.

    Args:
        known: vectors that are there already, by text; unit length, shape (d,).
    """

    def __init__(self, embed: Embed, known: "Mapping[str, Vector] | None" = None) -> None:
        self._embed, self._known = embed, dict(known or {})

    def cosine(self, one: str, other: str) -> float:
        """-1..1.

        Raises:
            EmbeddingError: the model failed.
        """
        if lacking := [text for text in dict.fromkeys((one, other)) if text not in self._known]:
            self._known |= dict(zip(lacking, self._embed(lacking), strict=True))
        return float(self._known[one] @ self._known[other])
