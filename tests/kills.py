"""Runs that are killed: a process that has everything imported forks a run and shoots it.

Started as a program it reads one order a line (JSON) and answers each with a line. Importing takes
seconds, so only this process does it; Chroma, whose threads outlive no fork, is opened in the
forked ones alone.
"""

import contextlib
import hashlib
import itertools
import json
import mmap
import os
import resource
import signal
import sqlite3
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.vector_stores.chroma import ChromaVectorStore  # noqa: F401, imported here once
from tantivy import Query

from ingest.errors import IngestError
from ingest.indexes.codes import Codes
from ingest.indexes.index import Index
from ingest.indexes.vectors import VectorIndex
from ingest.indexes.words import WordsIndex
from ingest.pipeline import ingest
from ingest.settings import EmbeddingSettings, IngestSettings, Settings
from ingest.store import Store
from ingest.stored import backup
from ingest.stored.library import Library
from ingest.text.language import language

STAGES = (
    "opening reading embedding library words vectors codes noting discarding "
    "bringing exchanging indexing done"
).split()
LATER = "ingested_at", "replaced_at"  # columns that tell when


class Hashed(BaseEmbedding):
    """Another text, another vector, in no time: what is tested is what becomes of them."""

    embed_dim: int = 16

    def _get_text_embedding(self, text):
        seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
        return np.random.default_rng(seed).standard_normal(self.embed_dim).tolist()

    def _get_query_embedding(self, query):
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query):
        return self._get_text_embedding(query)


def settings(dimensions: int = 16, articles: int = 4) -> Settings:
    """Small batches and passages, so that a kill falls into the middle of many things."""
    return Settings(
        embedding=EmbeddingSettings(model="kills:Hashed", options={"embed_dim": dimensions}),
        ingest=IngestSettings(batch_articles=articles, passage_words=40),
    )


def state(store: Store) -> dict[str, Any]:
    """All that a data folder holds, but for the time of day."""
    held: dict[str, Any] = {}
    with contextlib.closing(sqlite3.connect(store.library.database.path)) as db:
        db.row_factory = sqlite3.Row
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE sql > '' AND type = 'table'")]  # fmt: skip # noqa: E501
        for name in names:
            rows = [dict(row) for row in db.execute(f"SELECT * FROM {name}")]
            held[name] = sorted(
                repr([(key, value) for key, value in row.items() if key not in LATER])
                for row in rows
            )
    words, codes = store.index.words, store.index.vectors.codes
    assert words.damage() == codes.damage() == []
    ids = list(itertools.chain.from_iterable(words.ids(1000)))
    held["words index"] = sorted(map(list, words.fingerprints(ids).items()))
    # Without what was dropped and not yet merged away.
    every = words._searcher().terms_with_prefix("text", "", filter_query=Query.all_query())
    held["vocabulary"] = sorted(map(list, every))
    ids = list(itertools.chain.from_iterable(codes.ids(1000)))
    held["codes"] = sorted(map(repr, codes.rows(ids).values()))
    found = store.index.vectors._collection.get(include=["embeddings", "metadatas"])
    rows = zip(found["ids"], found["embeddings"], found["metadatas"], strict=True)
    held["vector index"] = sorted(
        [key, np.asarray(row).round(5).tolist(), sorted(said.items())] for key, row, said in rows
    )
    return held


# ---- in the forked process


def note_stages(seen: mmap.mmap, kill_at: list[Any] | None) -> None:
    """Write down in `seen` what is being done.

    Args:
        seen: (stage, how many writes to library and words began, whether the folder is open)
        kill_at: [stage, which call of it, "before" or "after"], where the process shoots itself.
    """
    watched = (
        (Store, "__init__", "opening"),
        (Library, "store", "library"),
        (Library, "forget", "library"),
        (Library, "replace_vectors", "library"),
        (WordsIndex, "replace", "words"),
        (VectorIndex, "replace", "vectors"),
        (Codes, "replace", "codes"),
        (Library, "indexed", "noting"),
        (Index, "_discard", "discarding"),
        (Hashed, "_get_text_embedding", "embedding"),
        (backup, "_bring", "bringing"),
        (Path, "replace", "exchanging"),
        (Path, "unlink", "exchanging"),
        (backup, "_indexed", "indexing"),
    )
    calls = dict.fromkeys(STAGES, 0)

    def watch(owner: Any, name: str, stage: str) -> None:
        call = getattr(owner, name)

        def noted(*args: Any, **options: Any) -> Any:
            was, seen[0] = seen[0], STAGES.index(stage)
            seen[1] = min(255, seen[1] + (stage in {"library", "words"}))
            calls[stage] += 1
            here = kill_at and [stage, calls[stage]] == kill_at[:2]
            if here and kill_at[2] == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = call(*args, **options)
            if here:
                os.kill(os.getpid(), signal.SIGKILL)
            seen[0] = was
            if stage == "opening":
                seen[0], seen[2] = STAGES.index("reading"), 1
            return result

        setattr(owner, name, noted)

    for one in watched:
        watch(*one)


def work(order: dict[str, Any]) -> dict[str, Any]:
    """Do what is ordered, in this process."""
    reindexing = order["do"] == "reindex"
    use = settings(order.get("dimensions", 16), order.get("articles", 4))
    if limit := order.get("longest_file"):  # for good: it cannot be lifted again
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    if order["do"] == "restore":
        backup.restore(Path(order["file"]), Path(order["data"]), force=True)
        order = order | {"do": "look"}
    try:
        store = Store(Path(order["data"]), use, purpose="a test", check=not reindexing)
    except IngestError as error:
        return {"refused": str(error)}
    with store:
        try:
            if reindexing:
                store.reindex()
            elif order["do"] == "ingest":
                report = ingest(store, [Path(order["news"])], prune=order.get("prune", False))
                assert not report.problems, report.problems
        except IngestError as error:
            return {"failed": str(error)}
        return {"state": state(store)} if order.get("tell") else {}


def forked(order: dict[str, Any]) -> dict[str, Any]:
    """Do it in a forked process.

    It is shot `kill_after` seconds from its start or, with `when_open`, from when the folder is
    open; or at the step `kill_at`.
    """
    seen, answer = mmap.mmap(-1, 3), Path(order["data"] + ".answer")
    started = time.monotonic()
    child = os.fork()
    if not child:
        code = 1
        try:
            note_stages(seen, order.get("kill_at"))
            said = work(order)
            seen[0] = STAGES.index("done")
            answer.write_text(json.dumps(said))
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    while not seen[2] and not os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        if not order.get("when_open") and time.monotonic() - started > order.get("kill_after", 1e9):
            break
        time.sleep(0.001)
    opened = time.monotonic()
    if "kill_after" in order:
        time.sleep(order["kill_after"] if order.get("when_open") else 0)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    said = {} if os.WIFSIGNALED(status) else json.loads(answer.read_text())
    return said | {
        "killed": os.WIFSIGNALED(status),
        "code": os.waitstatus_to_exitcode(status),
        "stage": STAGES[seen[0]],
        "writes": seen[1],
        "opening": opened - started,  # seconds
        "working": time.monotonic() - opened,
    }


if __name__ == "__main__":
    language("This has the model of languages loaded once, before anything is forked.")
    sys.modules["kills"] = sys.modules["__main__"]  # which the settings name
    for line in sys.stdin:
        sys.stdout.write(json.dumps(forked(json.loads(line))) + "\n")
        sys.stdout.flush()
