"""Speed, measured in one run on one set of articles: read the ratios, the machine may be busy.

    .venv/bin/python tests/bench/bench.py [ARTICLES...]

    .venv/bin/python tests/bench/bench.py --data FOLDER

Prints how much of an ingest is embedding, what a second run over the same files costs, and how
long a search and an extracted answer take, one question at a time. Default: the sample articles.
With --data nothing is ingested: a copy of a data folder is asked, each question another, of the
headlines that it holds. Their processor time depends less on who else is at work than seconds do,
and Python's lock makes it what bounds the answers a second of one process.
"""

import asyncio
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import sqlalchemy as sa

from bot.ask import answer
from bot.question.understanding import understand
from bot.search import retrieve
from ingest.article import Article, Passage
from ingest.embedding.embed import Embedder
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store
from ingest.stored.records import Embedded
from ingest.stored.tables import articles

CORPUS = Path(__file__).parents[2] / "corpus"
QUESTIONS = 60


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    return spent(work)[0]


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that `work` takes, and seconds of processor, of all threads."""
    started, before = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - before


class Clocked:
    """An embedder, and the seconds that were spent in it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder, self.seconds = embedder, 0.0

    def __getattr__(self, name: str) -> object:
        return getattr(self._embedder, name)

    def passages(self, items: Sequence[tuple[Article, Passage]]) -> list[Embedded]:
        started = time.perf_counter()
        made = self._embedder.passages(items)
        self.seconds += time.perf_counter() - started
        return made


def main() -> None:
    if sys.argv[1:2] == ["--data"]:
        with Store(Path(sys.argv[2]), Settings(), purpose="the benchmark", make=False) as store:
            with store.library.database.asked() as db:
                titles = list(db.scalars(sa.select(articles.c.title).order_by(articles.c.id)))
            random.Random(7).shuffle(titles)
            asked(store, titles)
            return
    targets = [Path(one) for one in sys.argv[1:]] or [CORPUS]
    with (
        tempfile.TemporaryDirectory() as folder,
        Store(Path(folder), Settings(), purpose="the benchmark") as store,
    ):
        store.embedder.question("Loads the model.")
        store.embedder = clock = Clocked(store.embedder)
        whole = timed(lambda: ingest(store, targets))
        embedding = clock.seconds
        again = timed(lambda: ingest(store, targets))
        held = [one for batch in store.library.all_passages() for one in batch]
        print(f"passages                    {len(held)}")
        print(f"ingest, passages a second   {len(held) / whole:.1f}")
        print(f"of it, the model alone      {len(held) / embedding:.1f}")
        print(f"share that is not embedding {1 - embedding / whole:.1%}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory                 {peak:.0f} MB")
        print(f"second run, unchanged       {again:.2f} s ({again / whole:.1%} of the first)")
        asked(store, [one.article.title for one in held])


def asked(store: Store, titles: Sequence[str]) -> None:
    """Search and answer; headlines as questions: they are about something that is there."""
    questions = [understand(title) for title in dict.fromkeys(titles) if title]
    measured, others = questions[:QUESTIONS], questions[QUESTIONS : 4 * QUESTIONS]
    for one in others:  # caches fill, as they are in a server that was asked before
        retrieve.search(store, one, k=10)
    searches = [spent(lambda one=one: retrieve.search(store, one, k=10)) for one in measured]
    answers = [spent(lambda one=one: asyncio.run(answer(store, one))) for one in measured]
    for name, took in (("search", searches), ("extracted answer", answers)):
        seconds, processor = zip(*took, strict=True)
        p50, p95 = (1000 * q for q in (statistics.median(seconds), quantile(seconds, 0.95)))
        print(f"{name:27} p50 {p50:.0f} ms, p95 {p95:.0f} ms", end="; ")
        print(f"{1000 * statistics.mean(processor):.1f} ms of processor each")


def quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


if __name__ == "__main__":
    main()
