"""Both legs over one folder of scale.py's, measured in a process of its own."""

import itertools
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import numpy as np
from fts5 import Fts5
from numpy.typing import NDArray
from recombined import PASSAGES, Recombined

from ingest.indexes.vectors import VectorIndex
from ingest.indexes.words import WordsIndex
from ingest.limits import Limits
from ingest.stored.library import Library
from ingest.stored.records import Vector

K = 60  # candidates of a leg, as retrieval asks
SHARES = (0.01, 0.05, 0.2, 0.95)  # of the passages, that lie within a range of days
CHANGED = 100  # articles in an update
NEAREST = 10  # of which recall tells
FEW = 5  # every fifth question is asked of FTS5


class Asked(NamedTuple):
    """A question, as the legs take it."""

    terms: tuple[str, ...]
    vector: Vector


class Speed(NamedTuple):
    """Milliseconds a question, as passed and as spent by the processor."""

    p50: float
    p95: float
    spent_p50: float
    spent_p95: float


def measured(folder: Path, questions: Sequence[Asked], *, real: Path) -> dict[str, Any]:
    """All figures by name; times of building, opening and updating in seconds, sizes in MB."""
    found: dict[str, Any] = {
        f"building {name}": seconds
        for name, seconds in json.loads((folder / "built.json").read_text()).items()
    }
    places = {"words": "words", "codes": "codes.sqlite", "vectors": "chroma", "fts5": "fts5.sqlite"}
    for name, place in places.items():
        found[f"disk {name}"] = megabytes(folder / place)
    words, vectors = _opened(folder, questions[0], found)
    fts5 = Fts5(folder) if (folder / "fts5.sqlite").exists() else None
    for name, (limits, near) in _ranges(folder, questions).items():
        _search(found, name, limits, words, vectors, questions)
        got = [vectors.search(one.vector, k=NEAREST, limits=limits) for one in questions]
        found[f"recall, {name}"] = mean(
            len(set(mine) & right) / max(len(right), 1)
            for mine, right in zip(got, near, strict=True)
        )
        if fts5:
            found[f"fts5, {name}"] = _clocked(
                lambda one, limits=limits: fts5.search(one.terms, k=K, limits=limits),
                questions[::FEW],
            )
    library = Library(real, make=False)
    passages = itertools.chain.from_iterable(Recombined(library).passages(CHANGED * PASSAGES))
    some = list(passages)
    library.close()
    for name, index in {"words": words, "vectors": vectors, "fts5": fts5}.items():
        if index:
            started = time.perf_counter()
            index.replace([one.passage.id for one in some], some)
            found[f"updating {name}"] = time.perf_counter() - started
            index.close()
    return found


def _opened(folder: Path, one: Asked, found: dict[str, Any]) -> tuple[WordsIndex, VectorIndex]:
    """Both legs after their first question."""
    before, started = memory(), time.perf_counter()
    words = WordsIndex(folder)
    words.search(one.terms, k=K, limits=Limits())
    found["opening words"] = time.perf_counter() - started
    found["memory words"] = memory() - before
    import chromadb  # noqa: F401, its import is no part of opening
    from llama_index.vector_stores.chroma import ChromaVectorStore  # noqa: F401

    before, started = memory(), time.perf_counter()
    vectors = VectorIndex(folder)
    vectors.search(one.vector, k=K, limits=Limits())
    found["opening vectors"] = time.perf_counter() - started
    found["memory vectors"] = memory() - before
    return words, vectors


def _ranges(folder: Path, questions: Sequence[Asked]) -> dict[str, tuple[Limits, list[set[str]]]]:
    """By name: limits, and for each question the ids of the `NEAREST` of all within them."""
    days, outlets = np.load(folder / "days.npy"), np.load(folder / "outlets.npy")
    order = np.sort(days)
    ranges = {"no limits": (Limits(), np.ones(len(days), np.bool_))}
    for share in SHARES:
        first = int((1 - share) / 2 * len(order))
        low, high = order[first], order[min(first + int(share * len(order)), len(order) - 1)]
        limits = Limits(first_day=str(low), last_day=str(high))
        ranges[f"days of {share:.0%}"] = limits, (days >= low) & (days <= high)
    names, counts = np.unique(outlets[outlets != ""], return_counts=True)
    largest = str(names[counts.argmax()])
    ranges[f"an outlet of {counts.max() / len(days):.0%}"] = (
        Limits(sources=(largest,)),
        np.char.lower(outlets) == largest.casefold(),
    )
    every, ids = np.load(folder / "all.npy", mmap_mode="r"), np.load(folder / "ids.npy")
    asked = np.stack([one.vector for one in questions], axis=1)
    near = np.concatenate([every[at : at + 50_000] @ asked for at in range(0, len(ids), 50_000)])
    return {
        name: (limits, [_nearest(near[:, n], inside, ids) for n in range(len(questions))])
        for name, (limits, inside) in ranges.items()
    }


def _nearest(near: NDArray[np.float32], inside: NDArray[np.bool_], ids: Any) -> set[str]:
    within = np.where(inside, near, -2)
    best = np.argpartition(-within, NEAREST)[:NEAREST]
    return {str(ids[one]) for one in best if inside[one]}


def _search(
    found: dict[str, Any],
    name: str,
    limits: Limits,
    words: WordsIndex,
    vectors: VectorIndex,
    questions: Sequence[Asked],
) -> None:
    def by_words(one: Asked) -> None:
        words.search(one.terms, k=K, limits=limits)

    def by_vectors(one: Asked) -> None:
        vectors.search(one.vector, k=K, limits=limits)

    def by_both(one: Asked) -> None:
        by_words(one)
        by_vectors(one)

    for leg, search in (("words", by_words), ("vectors", by_vectors), ("both", by_both)):
        found[f"{leg}, {name}"] = _clocked(search, questions)


def _clocked(search: Callable[[Asked], object], questions: Sequence[Asked]) -> Speed:
    passed, spent = [], []
    for one in questions:
        started, began = time.perf_counter(), time.process_time()
        search(one)
        passed.append(1000 * (time.perf_counter() - started))
        spent.append(1000 * (time.process_time() - began))
    return Speed(*(float(np.quantile(all_, q)) for all_ in (passed, spent) for q in (0.5, 0.95)))


def memory() -> float:
    """What this process holds in memory, in MB; pages of files that it looks at are part of it."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / (1 << 20)


def megabytes(path: Path) -> float:
    files = [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]
    return sum(one.stat().st_size for one in files if one.exists()) / (1 << 20)
