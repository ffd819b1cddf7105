"""One contender of the embedding benchmark, in a process of its own.

    python contenders.py NAME PASSAGES.json MODEL_FOLDER CHROMA_FOLDER

Says "ready" once the model is loaded and warm. Then, for each line that comes in, embeds all
passages and says how many seconds that took; at the end of the input, how many megabytes it had in
memory at most. Runs in the project's environment or in the peers', so it imports late and little.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

Embed = Callable[[list[str]], object]


def ours(precision: str) -> Embed:
    from ingest.embedding.minilm import MiniLM

    return MiniLM(precision=precision).embed


def ours_with_sentences(precision: str) -> Embed:
    from ingest.article import Span
    from ingest.embedding.minilm import MiniLM
    from ingest.text.split import sentences

    model = MiniLM(precision=precision)
    return lambda texts: model.embed_parts(
        texts, [sentences(text, Span(0, len(text))) for text in texts]
    )


def llamaindex(folder: str) -> Embed:
    """Its ingestion pipeline with its sentence-transformers embedding, all by default."""
    from llama_index.core.ingestion import IngestionPipeline
    from llama_index.core.schema import TextNode
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    model = HuggingFaceEmbedding(model_name=folder, device="cpu")

    def embed(texts: list[str]) -> object:
        pipeline = IngestionPipeline(transformations=[model])  # anew: it would remember the texts
        return pipeline.run(nodes=[TextNode(text=text) for text in texts])

    return embed


def sentence_transformers(folder: str, batch: int) -> Embed:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(folder, device="cpu")
    return lambda texts: model.encode(texts, batch_size=batch, show_progress_bar=False)


def chroma(folder: str) -> Embed:
    """Its default embedding, with the model laid where it would have been downloaded to."""
    from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2

    ONNXMiniLM_L6_V2.DOWNLOAD_PATH = Path(folder)
    return ONNXMiniLM_L6_V2()


def contender(name: str, model: str, chroma_model: str) -> Embed:
    return {
        "ours, fp32": lambda: ours("fp32"),
        "ours, int8": lambda: ours("int8"),
        "ours, int8, with sentences": lambda: ours_with_sentences("int8"),
        "LlamaIndex pipeline, batch 10": lambda: llamaindex(model),
        "sentence-transformers, batch 32": lambda: sentence_transformers(model, 32),
        "sentence-transformers, batch 8": lambda: sentence_transformers(model, 8),
        "Chroma's default": lambda: chroma(chroma_model),
    }[name]()


def most_memory() -> float:
    """Megabytes of this process's memory at its largest."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except (OSError, ValueError, IndexError):  # not Linux, where the next would count the parent's
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    name, passages, model, chroma_model = sys.argv[1:]
    texts = json.loads(Path(passages).read_text(encoding="utf-8"))
    embed = contender(name, model, chroma_model)
    embed(texts[:32])
    print("ready", flush=True)
    for _ in sys.stdin:
        started = time.perf_counter()
        embed(texts)
        print(time.perf_counter() - started, flush=True)
    print(most_memory(), flush=True)


if __name__ == "__main__":
    main()
