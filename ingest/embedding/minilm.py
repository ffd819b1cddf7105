"""all-MiniLM-L6-v2, the default embedding model: on this machine, without torch or the network.

The weights come with an installed distribution (minilm_files.py); ONNX Runtime does the sums. At
first use the weights are checked and assembled into a graph (minilm_graph.py, about a second, or
minilm_int8.py, about three) that is kept in the user's cache folder (minilm_session.py). Other
processes and later runs load it from there.
"""

import asyncio
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index_instrumentation import root_dispatcher
from llama_index_instrumentation.event_handlers import NullEventHandler
from llama_index_instrumentation.span_handlers import NullSpanHandler
from numpy.typing import NDArray
from pydantic import ConfigDict, Field, PrivateAttr

from ingest.embedding import minilm_files
from ingest.embedding.minilm_files import MODEL_NAME, TOKENIZER
from ingest.embedding.minilm_session import best_precision, open_session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

DIMENSION = 384
MAX_TOKENS = 256  # the model was trained on no more; what follows in a text is not seen
MAX_CHARACTERS = 20_000  # ten times what 256 tokens hold; ten million would take 16 s and 1 GB

FEW = 8  # texts that one thread embeds: to start others takes more of the processor
# Two short texts at once save a fifth of the time, more save little and from 200 tokens on cost.
TEXTS_PER_BATCH = 2
# Single words in batches of sixteen cost a quarter each.
WORD_TOKENS, WORDS_PER_BATCH = 6, 16


class MiniLM(BaseEmbedding):
    """Texts to 384 numbers of unit length; near in meaning is near in angle. Best in English.

    Making one costs nothing; the first text loads the model (0.2 s, or 1 to 3 s when it has to be
    assembled), once, whatever the number of threads that ask. Any thread may call any method.

    Every method that embeds raises EmbeddingError where the weights are missing or not the
    published ones.
    """

    model_config = ConfigDict(extra="forbid")  # a misspelt option is no silent default

    model_name: str = Field(default=MODEL_NAME, description="Recorded with every index.")
    embed_batch_size: int = Field(default=64, gt=0, le=2048, description="Texts per bulk call.")
    threads: int = Field(
        default_factory=lambda: min(2, os.cpu_count() or 1),
        ge=1,
        description="Threads that embed at once in a bulk call; each keeps one core busy.",
    )

    precision: Literal["auto", "int8", "fp32"] = Field(
        default="auto",
        description="int8 is nearly the same (cosine .999) at twice the speed; auto takes it "
        "where the processor is made for it. Their vectors may be mixed.",
    )

    _loading: threading.Lock = PrivateAttr(default_factory=threading.Lock)
    _loaded: "_Loaded | None" = PrivateAttr(default=None)

    @classmethod
    def class_name(cls) -> str:
        return "MiniLM"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts`: shape (len(texts), DIMENSION), unit length, same order.

        Only the first MAX_TOKENS tokens of a text count, about 180 English words. A text's vector
        does not depend on its neighbours, up to rounding (1e-6). An empty text has a vector too.
        """
        return self.embed_parts(texts, [()] * len(texts))[0]

    def embed_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[tuple[int, int]]]
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        """Return the vectors of `texts` as `embed` does, and at hardly any cost those of parts.

        A part's vector is the mean over its tokens as they stand in the whole text, so that `he`
        there is somebody. A part that the model does not see to its end, or in which it sees no
        token, is embedded alone.

        Args:
            parts: for each text its parts, [start, end) in characters, in order, none overlapping.

        Returns:
            Shape (len(texts), DIMENSION), and for each text (its parts, DIMENSION); unit length.
        """
        vectors = np.empty((len(texts), DIMENSION), np.float32)
        found = [np.empty((len(own), DIMENSION), np.float32) for own in parts]
        if not texts:
            return vectors, found
        model = self._model()
        tokens, runs = zip(*map(model.read, texts, parts), strict=True)

        def work(batch: list[int]) -> None:
            wanted = any(runs[position] for position in batch)
            vectors[batch], hidden = model.run([tokens[one] for one in batch], hidden=wanted)
            for position, states in zip(batch, hidden, strict=False):
                for part, run in enumerate(runs[position]):
                    if run is not None:
                        mean = states[run].mean(axis=0)
                        found[position][part] = mean / np.linalg.norm(mean)

        batches = _batches([len(numbers) for numbers in tokens])
        if len(texts) <= FEW:
            for batch in batches:
                work(batch)
        else:
            with ThreadPoolExecutor(self.threads) as pool:
                list(pool.map(work, batches))
        unseen = [
            (position, part)
            for position, own in enumerate(runs)
            for part, run in enumerate(own)
            if run is None
        ]
        if unseen:
            alone = self.embed([texts[one][slice(*parts[one][part])] for one, part in unseen])
            for (position, part), vector in zip(unseen, alone, strict=True):
                found[position][part] = vector
        return vectors, found

    def _model(self) -> "_Loaded":
        with self._loading:
            if self._loaded is None:
                precision = best_precision() if self.precision == "auto" else self.precision
                tokenizer = _open_tokenizer()
                self._loaded = _Loaded(tokenizer, open_session(precision, tokenizer))
            return self._loaded

    @property
    def is_followed(self) -> bool:
        """Whether LlamaIndex is asked for its events or spans, or for what it does beside.

        Where it is not, `embed` saves what it takes to tell nobody of them: 0.4 ms a text.
        """
        told = [*root_dispatcher.event_handlers, *root_dispatcher.span_handlers]
        return bool(
            any(not isinstance(one, NullEventHandler | NullSpanHandler) for one in told)
            or self.callback_manager.handlers
            or self.embeddings_cache
            or self.rate_limiter
        )

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.embed(texts).tolist()
        return vectors

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)  # this model knows no difference

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    # Without these two the base class would embed on the event loop.
    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The two halves of the model, ready to run; safe to use from many threads."""

    tokenizer: "Tokenizer"
    session: "InferenceSession"

    def read(
        self, text: str, parts: Sequence[tuple[int, int]]
    ) -> tuple[list[int], list[slice | None]]:
        """Token numbers, and where among them each part stands; None for one not all there.

        There are between 2 (start and end marks alone) and MAX_TOKENS.
        """
        # Half a surrogate pair, as broken JSON escapes leave it, is no text to the tokenizer:
        # whole pairs become the character they stand for, lone halves the replacement mark.
        repaired = (
            text[:MAX_CHARACTERS].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
        read = self.tokenizer.encode(repaired)
        if not parts:
            return read.ids, []
        if len(repaired) != len(text[:MAX_CHARACTERS]):
            return read.ids, [None] * len(parts)  # characters have moved
        places = np.array(read.offsets[1:-1], np.int64).reshape(-1, 2)  # without the marks
        whole = len(read.ids) < MAX_TOKENS and len(text) <= MAX_CHARACTERS
        seen = len(text) if whole else int(places[:, 1].max(initial=0))
        edges = 1 + np.searchsorted(places[:, 0], parts)
        return read.ids, [
            slice(first, last) if last > first and end <= seen else None
            for (first, last), (_, end) in zip(edges.tolist(), parts, strict=True)
        ]

    def run(
        self, batch: list[list[int]], *, hidden: bool
    ) -> tuple[NDArray[np.float32], NDArray[np.float32] | tuple[()]]:
        """Token numbers, of one length each, to vectors of shape (len(batch), DIMENSION).

        With `hidden` also to the tokens' own, of shape (len(batch), tokens, DIMENSION).
        """
        wanted = ["vectors", "hidden"] if hidden else ["vectors"]
        vectors, *rest = self.session.run(wanted, {"tokens": np.array(batch, np.int64)})
        return vectors, rest[0] if rest else ()


def _batches(lengths: list[int]) -> list[list[int]]:
    """Positions in `lengths` of equal length together, so that nothing needs padding or a mask.

    The longest come first: threads that share the work then finish at about the same time.
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    batches = []
    for _, group in groupby(order, key=lengths.__getitem__):
        equal = list(group)
        most = WORDS_PER_BATCH if lengths[equal[0]] <= WORD_TOKENS else TEXTS_PER_BATCH
        batches += [equal[start : start + most] for start in range(0, len(equal), most)]
    return batches


def _open_tokenizer() -> "Tokenizer":
    content = minilm_files.read(TOKENIZER).decode()
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(content)
    tokenizer.no_padding()  # the file asks for 128 tokens, no more and no less
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer
