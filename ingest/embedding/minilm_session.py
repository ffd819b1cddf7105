"""The graph of all-MiniLM-L6-v2 out of the cache, or assembled once and kept there, ready to run.

There are two, in fp32 and in int8; which one suits the processor is decided here.
"""

import logging
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import numpy as np
from platformdirs import user_cache_path

from ingest.embedding import minilm_files
from ingest.embedding.minilm_files import MODEL_NAME, SHA256, WEIGHTS
from ingest.errors import EmbeddingError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

# onnxruntime and the modules that assemble are imported where they are used, not here, so that a
# command which embeds nothing starts without them.

Precision = Literal["fp32", "int8"]
GRAPH_VERSION = 2  # raise it with every change to a graph, and no old one is used
# NumPy's are sets of extensions, named for the first processors that had them.
VNNI = {"avx512_vnni", "avx_vnni", "AVX512_CLX", "AVX512_ICL", "AVX512_SPR"}

log = logging.getLogger(__name__)


@cache
def best_precision() -> Precision:
    """int8 where the processor has VNNI, instructions that multiply int8 exactly and fast.

    Without them x86 processors add such products up in 16 bits, which may overflow, and there is
    little to gain. Where it cannot be told, and on other kinds of processor, it is fp32.
    """
    return "int8" if VNNI & _processor_flags() else "fp32"


def _processor_flags() -> set[str]:
    """The processor's extensions, by the names that Linux and NumPy have for them."""
    told = cast(dict[str, Any], np.show_config(mode="dicts"))
    flags = set(told.get("SIMD Extensions", {}).get("found", []))
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as lines:  # noqa: PTH123
            for line in lines:
                name, _, value = line.partition(":")
                if name.strip() == "flags":
                    return flags | set(value.split())
    except OSError:  # not Linux, or nobody may look
        pass
    return flags


def graph_file(precision: Precision) -> str:
    """The graph's name in the cache folder."""
    return f"{MODEL_NAME}-{SHA256[WEIGHTS][:12]}-{precision}-graph{GRAPH_VERSION}.onnx"


def open_session(precision: Precision, tokenizer: "Tokenizer") -> "InferenceSession":
    """Load the graph from the cache; assemble it, and keep it there, where that fails.

    Raises:
        EmbeddingError: the weights are missing or not the published ones.
    """
    folder = os.environ.get("NEWSDESK_CACHE")
    path = (Path(folder) if folder else user_cache_path("newsdesk")) / graph_file(precision)
    if os.path.isfile(path):  # noqa: PTH113  # Path.is_file raises where it may not look
        try:
            return start(str(path))
        except EmbeddingError as error:
            log.warning("%s is damaged and will be made again. %s", path, error)
    weights = minilm_files.read(WEIGHTS)
    log.info("Assembling %s in %s, once for this machine.", MODEL_NAME, precision)
    graph = _assemble(precision, weights, tokenizer)
    try:
        _write(path, graph)
    except OSError as error:
        log.warning(
            "Cannot keep the assembled model in %s (%s), so every start takes seconds more. "
            "Set NEWSDESK_CACHE to a folder that can be written.",
            path.parent,
            error,
        )
        return start(graph)
    return start(str(path))  # from the file takes 80 MB less memory than from the bytes


def _assemble(precision: Precision, weights: bytes, tokenizer: "Tokenizer") -> bytes:
    if precision == "fp32":
        from ingest.embedding.minilm_graph import assemble

        return assemble(weights)
    from ingest.embedding import minilm_int8

    texts = [tokenizer.encode(text).ids for text in minilm_int8.calibration_texts()]
    return minilm_int8.assemble(weights, texts)


def start(graph: str | bytes) -> "InferenceSession":
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
