"""What others find: one way of retrieving, in a process of its own, in the peers' environment.

    python contenders_retrieval.py NAME SET.json MODEL_FOLDER CHROMA_FOLDER CACHE_FOLDER

SET.json holds `articles`, `passages` (ours, for those who take passages) and `questions`. Prints
one JSON object: the seconds that building took, and for each question its seconds and its ten hits.
Vectors of passages are kept in the cache folder, since embedding is not what is compared here.
"""

import hashlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

DEPTH = 10  # hits asked for
WIDTH = 60  # of each leg that is fused: as many as ours takes
Hit = tuple[str, str, str]  # id of the article, headline, text
Search = Callable[[str], list[Hit]]


def kept(cache: Path, name: str, texts: list[str], embed: Callable[[list[str]], Any]) -> np.ndarray:
    """The vectors of `texts`, made once."""
    about = hashlib.sha256("\x1f".join([name, *texts]).encode()).hexdigest()[:16]
    file = cache / f"{name}-{about}.npy"
    if not file.is_file():
        parts = [
            np.asarray(embed(texts[i : i + 256]), np.float32) for i in range(0, len(texts), 256)
        ]
        cache.mkdir(parents=True, exist_ok=True)
        np.save(file, np.concatenate(parts))
    return np.load(file)


def headed(passage: dict[str, str]) -> str:
    """A passage as it is searched: under its headline."""
    return f"{passage['title']}\n{passage['text']}"


def hit_of(passage: dict[str, str]) -> Hit:
    return passage["article_id"], passage["title"], passage["text"]


def bm25(given: dict[str, Any], _: str, __: str, ___: Path) -> Search:
    """bm25s as its documentation shows it: English stop words, stems."""
    import bm25s
    import Stemmer

    stemmer, passages = Stemmer.Stemmer("english"), given["passages"]
    index = bm25s.BM25()
    texts = [headed(one) for one in passages]
    index.index(
        bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False),
        show_progress=False,
    )

    def search(question: str) -> list[Hit]:
        words = bm25s.tokenize(question, stopwords="en", stemmer=stemmer, show_progress=False)
        if not words.vocab:
            return []
        k = min(DEPTH, len(passages))
        numbers, _ = index.retrieve(words, k=k, show_progress=False)
        return [hit_of(passages[number]) for number in numbers[0]]

    return search


def chroma(given: dict[str, Any], _: str, model: str, cache: Path) -> Search:
    """Chroma with its default embedding (laid where it would have been downloaded to)."""
    import tempfile

    import chromadb
    from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2

    ONNXMiniLM_L6_V2.DOWNLOAD_PATH = Path(model)
    embed, passages = ONNXMiniLM_L6_V2(), given["passages"]
    texts = [headed(one) for one in passages]
    vectors = kept(cache, "chroma", texts, embed)
    client = chromadb.PersistentClient(tempfile.mkdtemp())
    collection = client.create_collection(
        "passages", embedding_function=embed, metadata={"hnsw:space": "cosine"}
    )
    for start in range(0, len(texts), 4000):
        end = min(start + 4000, len(texts))
        names = [str(number) for number in range(start, end)]
        collection.add(ids=names, documents=texts[start:end], embeddings=vectors[start:end])

    def search(question: str) -> list[Hit]:
        found = collection.query(query_texts=[question], n_results=min(DEPTH, len(passages)))
        return [hit_of(passages[int(name)]) for name in found["ids"][0]]

    return search


def _vector_index(given: dict[str, Any], model: str, cache: Path) -> tuple[Any, list[Any]]:
    """LlamaIndex's first page: documents, its default splitter, a VectorStoreIndex."""
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.schema import MetadataMode
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    embedding = HuggingFaceEmbedding(model_name=model, device="cpu")
    documents = [
        Document(
            id_=one["id"],
            text=one["text"],
            metadata={key: one[key] for key in ("title", "source", "published_at")},
        )
        for one in given["articles"]
    ]
    nodes = SentenceSplitter().get_nodes_from_documents(documents)
    texts = [node.get_content(metadata_mode=MetadataMode.EMBED) for node in nodes]
    vectors = kept(cache, "llamaindex", texts, embedding.get_text_embedding_batch)
    for node, vector in zip(nodes, vectors, strict=True):
        node.embedding = vector.tolist()
    return VectorStoreIndex(nodes=nodes, embed_model=embedding), nodes


def _searching(retriever: Any) -> Search:
    def search(question: str) -> list[Hit]:
        return [
            (one.node.ref_doc_id, one.node.metadata["title"], one.node.text)
            for one in retriever.retrieve(question)
        ]

    return search


def starter(given: dict[str, Any], model: str, _: str, cache: Path) -> Search:
    index, _nodes = _vector_index(given, model, cache)
    return _searching(index.as_retriever(similarity_top_k=DEPTH))


def fusion(given: dict[str, Any], model: str, _: str, cache: Path) -> Search:
    """Its QueryFusionRetriever: BM25 and vectors, by reciprocal rank; no model rewrites."""
    from llama_index.core.llms import MockLLM
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.retrievers.bm25 import BM25Retriever

    index, nodes = _vector_index(given, model, cache)
    width = min(WIDTH, len(nodes))
    legs = [
        index.as_retriever(similarity_top_k=width),
        BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=width),
    ]
    return _searching(
        QueryFusionRetriever(
            legs,
            llm=MockLLM(),
            mode="reciprocal_rerank",
            similarity_top_k=DEPTH,
            num_queries=1,
            use_async=False,
        )
    )


CONTENDERS = {
    "LlamaIndex VectorStoreIndex": starter,
    "LlamaIndex QueryFusion": fusion,
    "bm25s": bm25,
    "Chroma": chroma,
}


def main() -> None:
    name, file, model, chroma_model, cache = sys.argv[1:]
    given = json.loads(Path(file).read_text(encoding="utf-8"))
    started = time.perf_counter()
    search = CONTENDERS[name](given, model, chroma_model, Path(cache))
    built = time.perf_counter() - started
    search("Warms up what loads late.")
    results = []
    for question in given["questions"]:
        started = time.perf_counter()
        hits = search(question)
        results.append({"seconds": time.perf_counter() - started, "hits": hits})
    print(json.dumps({"built": built, "results": results}))


if __name__ == "__main__":
    main()
