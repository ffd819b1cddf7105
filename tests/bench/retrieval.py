"""What is found and how fast, ours beside what others do, in one run over the same articles.

    .venv/bin/python tests/bench/retrieval.py [--evaluation FOLDER] [--own]

Every set is searched by ours and by the peers, one question at a time, each peer in a process of
its own; those who take passages are given ours under their headlines, those who split are given the
articles with headline, outlet and date. Ours is told the day of the question where the set says it
("no now" shows it without; the others have no use for it). Default: the sample articles with
docs/questions; with an evaluation folder also realtimeqa and multihop, whose vectors the peers take
a quarter of an hour to make, once. --own leaves the peers out (peers.py). Read the speeds as
ratios, the machine may be busy.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import peers

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests/quality"))  # the measures are those of the quality gate

import kept  # noqa: E402, after the line above
import measures  # noqa: E402
from contenders_retrieval import CONTENDERS  # noqa: E402
from measures import DEPTH, Hit, Row  # noqa: E402

from bot.question.posed import pose  # noqa: E402
from bot.search import retrieve  # noqa: E402
from ingest.embedding import minilm_files  # noqa: E402
from ingest.store import Store  # noqa: E402

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Run:
    """What one contender found."""

    name: str
    hits: list[list[Hit]]  # for each question
    seconds: list[float]  # likewise

    def line(self, rows: list[Row]) -> str:
        told = measures.ranking(rows, self.hits)
        names = ("hit@1", "hit@5", "mrr", "recall@10", "all@10")
        p50, p95 = (1000 * at for at in (median(self.seconds), quantile(self.seconds, 0.95)))
        words = [len(text.split()) for hits in self.hits for _, _, text in hits] or [0]
        figures = "".join(f"{told[name]:10.3f}" for name in names)
        return f"{self.name:30}{figures}{p50:9.1f}{p95:9.1f}{median(words):11.0f}"


HEADING = (
    f"{'':30}{'hit@1':>10}{'hit@5':>10}{'MRR':>10}{'recall@10':>10}{'all@10':>10}"
    f"{'p50 ms':>9}{'p95 ms':>9}{'words/hit':>11}"
)


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def ours(name: str, store: Store, rows: list[Row], *, tell_now: bool) -> Run:
    hits, seconds = list[list[Hit]](), list[float]()
    retrieve.search(store, pose(store, "Warms up what loads late."), k=DEPTH)
    for row in rows:
        started = time.perf_counter()
        question = pose(store, row.question, now=row.now if tell_now else "")
        found = retrieve.search(store, question, k=DEPTH).hits
        seconds.append(time.perf_counter() - started)
        hits.append([(one.article.id, one.article.title, one.passage.text) for one in found])
    return Run(name, hits, seconds)


def theirs(name: str, python: str, arguments: list[str]) -> Run | None:
    """What a peer finds; None, with what it said, where it does not run."""
    command = [python, str(HERE / "contenders_retrieval.py"), name, *arguments]
    environment = {
        "HF_HUB_OFFLINE": "1",
        "TOKENIZERS_PARALLELISM": "",
        "ANONYMIZED_TELEMETRY": "False",
    }
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["nothing said"])[-1]
        print(f"{name} does not run: {last}")
        return None
    results = json.loads(done.stdout.strip().splitlines()[-1])["results"]
    return Run(name, [one["hits"] for one in results], [one["seconds"] for one in results])


def material(store: Store, rows: Iterable[Row]) -> dict[str, object]:
    """The set as the peers are given it."""
    passages, articles = [], {}
    for batch in store.library.all_passages():
        for one in batch:
            article = one.article
            articles[article.id] = {
                "id": article.id,
                "title": article.title,
                "source": article.source,
                "published_at": article.published_at[:10],
                "text": article.text,
            }
            passages.append(
                {"article_id": article.id, "title": article.title, "text": one.passage.text}
            )
    asked = [row.question for row in rows]
    return {"articles": list(articles.values()), "passages": passages, "questions": asked}


def compare(name: str, targets: list[Path], rows: list[Row], python: str) -> None:
    """Print the table of one set."""
    with kept.opened(name, targets) as store:
        given, counts = material(store, rows), store.library.counts()
        print(f"\n{name}: {counts.articles} articles, {counts.passages} passages, ", end="")
        print(f"{len(rows)} questions\n{HEADING}", flush=True)
        print(ours("ours", store, rows, tell_now=True).line(rows), flush=True)
        if any(row.now for row in rows):
            print(ours("ours, no now", store, rows, tell_now=False).line(rows), flush=True)
    if not python:
        return
    with tempfile.TemporaryDirectory() as folder:
        file, chroma = Path(folder) / "set.json", Path(folder) / "chroma"
        file.write_text(json.dumps(given), encoding="utf-8")
        peers.lay_chroma_model(chroma)
        places = (file, minilm_files.folder(), chroma, peers.folder() / "vectors")
        for peer in CONTENDERS:
            if run := theirs(peer, python, [str(place) for place in places]):
                print(run.line(rows), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--evaluation", type=Path, help="the folder with realtimeqa and others")
    parser.add_argument("--own", action="store_true", help="without the peers")
    parser.add_argument("--only", help="one set: samples, realtimeqa or multihop")
    parser.add_argument("--most", type=int, default=300, help="questions of a set, evenly taken")
    given = parser.parse_args()
    python = "" if given.own else peers.python()
    sets = {"samples": ([ROOT / "corpus"], measures.samples(ROOT / "docs/questions"))}
    if given.evaluation:
        for name, folder, read in (
            ("realtimeqa", "realtimeqa", measures.realtimeqa),
            ("multihop", "multihop_facts", measures.multihop),
        ):
            articles = list((given.evaluation / folder).glob("*articles.jsonl.gz"))
            sets[name] = (articles, read(given.evaluation))
    for name, (targets, rows) in sets.items():
        if given.only in (None, name):
            some = [row for row in rows if row.pieces]
            compare(name, targets, some[:: math.ceil(len(some) / given.most)], python)


if __name__ == "__main__":
    main()
