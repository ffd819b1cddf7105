"""The two legs of retrieval at growing numbers of passages: speed, size, memory, what is missed.

    .venv/bin/python tests/bench/scale.py EVAL_FOLDER WORK_FOLDER [--passages 26000 100000 1000000]
        [--plot FILE.svg] [--fts5]

Passages are made of realtimeqa's (recombined.py), questions are its own 140. The indexes of each
number stand in a folder below WORK_FOLDER and are found there by a second call: a million take an
hour or more, 7 GB of disk and 4 GB of memory. Each number is measured in a process of its own.
Milliseconds are told as passed and as spent by the processor: a busy machine stretches the first.
"""

import argparse
import itertools
import json
import multiprocessing
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from fts5 import Fts5
from growth import drawn, table
from legs import Asked, measured
from recombined import Recombined

from bot.question.understanding import understand
from ingest.config import load_settings
from ingest.embedding.embed import Embedder
from ingest.indexes.codes import Codes
from ingest.indexes.vectors import VectorIndex
from ingest.indexes.words import WordsIndex
from ingest.pipeline import ingest
from ingest.store import Store
from ingest.stored.library import Library

SIZES = (26_000, 100_000, 1_000_000)


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    told.add_argument("evaluation", type=Path)
    told.add_argument("work", type=Path)
    told.add_argument("--passages", type=int, nargs="+", default=SIZES)
    told.add_argument("--plot", type=Path)
    told.add_argument("--fts5", action="store_true")
    asked = told.parse_args()
    real, questions = prepared(asked.evaluation, asked.work)
    one_process = multiprocessing.get_context("spawn")
    results = []
    for size in asked.passages:
        folder = asked.work / f"passages-{size}"
        build(folder, size, real, fts5=asked.fts5)
        with one_process.Pool(1) as pool:
            results.append(pool.apply(measured, (folder, questions), {"real": real}))
    for line in table(asked.passages, results):
        print(line)
    if asked.plot:
        asked.plot.write_text(drawn(asked.passages, results), encoding="utf-8")


def prepared(evaluation: Path, work: Path) -> tuple[Path, list[Asked]]:
    """The folder of the real articles, and the questions."""
    folder, settings = work / "realtimeqa", load_settings()
    with Store(folder, settings, purpose="the benchmark") as store:
        ingest(store, list((evaluation / "realtimeqa").glob("*articles.jsonl.gz")))
    lines = (evaluation / "realtimeqa" / "dev_questions.jsonl").read_text(encoding="utf-8")
    asked = [json.loads(line)["question"] for line in lines.splitlines()]
    embedder = Embedder(settings.embedding)
    return folder, [Asked(understand(one).terms, embedder.question(one)) for one in asked]


def batches(real: Path, size: int) -> Iterator[Any]:
    library = Library(real, make=False)
    yield from Recombined(library).passages(size)
    library.close()


def build(folder: Path, size: int, real: Path, *, fts5: bool) -> None:
    """Make the indexes of `size` passages, those that are not there; seconds go to built.json."""
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / "built.json"
    built = json.loads(note.read_text()) if note.exists() else {}
    parts: dict[str, Callable[[], Any]] = {
        "words": lambda: WordsIndex(folder),
        "codes": lambda: Codes(folder),
        "vectors": lambda: VectorIndex(folder),
    }
    if fts5:
        parts["fts5"] = lambda: Fts5(folder)
    if not (folder / "days.npy").exists():
        laid = np.lib.format.open_memmap(folder / "all.npy", "w+", np.float32, (size, 384))
        ids, days, outlets = [], [], []
        for held in itertools.chain.from_iterable(batches(real, size)):
            laid[len(ids)] = held.vector
            ids.append(held.passage.id)
            days.append(held.article.first_day)
            outlets.append(held.article.source)
        laid.flush()
        np.save(folder / "ids.npy", np.array(ids))
        np.save(folder / "outlets.npy", np.array(outlets))
        np.save(folder / "days.npy", np.array(days, "datetime64[D]"))
    for name, opened in parts.items():
        if name in built:
            continue
        index, spent = opened(), 0.0
        if name == "vectors":  # codes stand already, and its own are clocked
            index.codes.replace = lambda drop, add: None
        for batch in batches(real, size):
            started = time.perf_counter()
            index.replace([], batch)
            spent += time.perf_counter() - started
        index.close()
        built[name] = spent
        note.write_text(json.dumps(built))


if __name__ == "__main__":
    main()
