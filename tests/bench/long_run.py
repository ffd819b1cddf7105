"""Serve for long, and see what grows: memory, handles, threads, library, indexes.

    .venv/bin/python tests/bench/long_run.py [--questions 50000] [--changes 5000] [--articles 400]

`newsdesk serve` answers questions over loopback (whole, as a stream, in OpenAI's shape, as a
search) while articles are added, changed and removed and a feed is polled, whose pages come and
change. Every answer is held against what the articles may say at that moment. A line for each
sample; at the end a table of how each figure stood after a third and at the end, and by what slope.
The exit code is 1 where something grew without an explanation or an answer was wrong. What is
explained: kept answers and older versions of articles stand in the library, by design, and Chroma's
graph keeps a node of each vector that ever came in, until `newsdesk reindex`.
"""

import argparse
import itertools
import json
import random
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from facts import GONE, THINGS, Asked, Facts
from load import served

from ingest.stored import holder

ASKERS = 4
SAMPLES = 60
POLL_MINUTES = 0.1
ITEMS = 20  # in the feed; each poll brings a new one and changes one
# By how much a figure may grow over the last two thirds by its slope; sizes beside what they hold.
# Memory: stems of the last 20,000 passages that were found are kept, of changed ones too: 45 MB.
BOUNDS = {"memory": 0.10, "handles": 0.05, "threads": 0.05, "library": 0.10, "words": 0.25,
          "vectors": 0.25, "graph": 0.10, "codes": 0.10}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How the server stands."""

    questions: int
    seconds: float
    memory: float  # MB resident
    handles: int
    threads: int
    library: float  # MB, log included
    answers: int  # that are kept
    words: float  # MB
    vectors: float  # MB, Chroma's database
    graph: float  # MB, Chroma's graph
    nodes: int  # in that, of vectors that are gone too: it keeps them until it is built anew
    codes: float  # MB
    passages: int


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    told.add_argument("--questions", type=int, default=50_000)
    told.add_argument("--changes", type=int, default=5_000)
    told.add_argument("--articles", type=int, default=400)
    told.add_argument("--kept", type=float, default=0.2, help="share of answers that are kept")
    told.add_argument("--seed", type=int, default=1)
    asked = told.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server is not to be left behind
    with tempfile.TemporaryDirectory(prefix="long-run-") as where, feed() as news:
        config = {
            "chat_models": [],
            "fetch": {"allow": ["127.0.0.1"], "seconds_between_requests": 0},
            "ingest": {"watch": [{"target": f"{news}/feed.xml", "every_minutes": POLL_MINUTES}]},
        }
        data = Path(where) / "data"
        with served(data, config, ready="/healthz") as server:
            sys.exit(Run(asked, server, data, Path(where)).whole())


class Run:
    """One run: a number of questions and changes, and samples between."""

    def __init__(self, asked: argparse.Namespace, server: Any, data: Path, work: Path) -> None:
        self.asked, self.server, self.data, self.work = asked, server, data, work
        self.chance = random.Random(asked.seed)
        self.facts = Facts(self.chance)
        held = holder.read(data)
        assert held
        headers = {"Authorization": f"Bearer {held.token}"}
        self.http = httpx.Client(
            base_url=server.address, headers=headers, timeout=120, trust_env=False
        )
        self.ended: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.samples: list[Sample] = []
        self._numbers, self._over = itertools.count(), threading.Event()
        self._done = 0
        self._lock = threading.Lock()
        self.started = time.monotonic()

    def whole(self) -> bool:
        self._fill()
        askers = [threading.Thread(target=self._askings) for _ in range(ASKERS)]
        changer = threading.Thread(target=self._changes)
        for one in (*askers, changer):
            one.start()
        print(f"{'questions':>10} {'s':>6} {'MB':>7} {'handles':>8} {'threads':>8} {'library':>8} "
              f"{'answers':>7} {'words':>7} {'vectors':>8} {'graph':>7} {'nodes':>7} {'codes':>7} "
              f"{'passages':>9}")  # fmt: skip
        for number in range(SAMPLES + 1):
            while self._done < self.asked.questions * number / SAMPLES:
                if self.server.poll() is not None:
                    sys.exit("The server has died.")
                time.sleep(0.05)
            self._sample()
        self._over.set()
        for one in (*askers, changer):
            one.join()
        return self._verdict()

    # ---- load

    def _fill(self) -> None:
        facts = [self.facts.new() for _ in range(self.asked.articles)]
        rows = [fact.article(self.facts.plan(fact)) for fact in facts]
        file = self.work / "first.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)))
        job = self.http.post("/v1/articles", json={"targets": [str(file)]}).json()["job"]
        while (state := self.http.get(f"/v1/jobs/{job}").json()["state"]) != "done":
            assert state != "failed"
            time.sleep(0.2)
        for fact in facts:
            self.facts.holds(fact, fact.planned[0])

    def _askings(self) -> None:
        while next(self._numbers) < self.asked.questions:
            try:
                self._ask()
            except Exception as error:
                self.wrong.append(repr(error))
            with self._lock:
                self._done += 1

    def _ask(self) -> None:
        fact, kind = self.facts.any(), self.chance.random()
        asked, keep = Asked.now(fact), self.chance.random() < self.asked.kept
        body: dict[str, Any] = {"question": fact.question, "keep": keep}
        if kind < 0.05:
            reply = self.http.get("/v1/search", params={"q": fact.question})
            self.ended[f"search {reply.status_code}"] += 1
            return
        if kind < 0.12:
            said = [{"role": "user", "content": fact.question}]
            reply = self.http.post(
                "/v1/chat/completions", json={"model": "newsdesk", "messages": said}
            )
            answer = reply.json().get("newsdesk")
        elif kind < 0.3:
            reply = self.http.post("/v1/ask", json=body | {"stream": True})
            answer = json.loads(reply.text.rstrip().rpartition("data: ")[2])
        else:
            reply = self.http.post("/v1/ask", json=body | {"followups": kind > 0.95})
            answer = reply.json()
        if reply.is_error or answer is None:
            self.ended[f"code {reply.status_code}"] += 1
            self.wrong.append(reply.text[:300])
        elif wrong := asked.wrong(answer):
            self.wrong.append(wrong)
        else:
            self.ended["right" if asked.found(answer) else "no answer"] += 1

    def _changes(self) -> None:
        """Evenly over the questions; a third adds, a third changes, a third removes."""
        for number in range(self.asked.changes):
            while self._done < self.asked.questions * number / self.asked.changes:
                if self._over.wait(0.02):
                    return
            try:
                self._change(number % 3)
            except Exception as error:
                self.wrong.append(f"a change: {error!r}")

    def _change(self, kind: int) -> None:
        if kind == 2:
            fact = self.facts.any()
            self.facts.plan(fact, GONE)
            reply = self.http.delete(f"/v1/articles/{fact.id}")
            reply.raise_for_status()
            self.facts.holds(fact, GONE)
            self.ended["removed"] += 1
            return
        fact = self.facts.any() if kind else self.facts.new()
        value = self.facts.plan(fact)
        body = fact.article(value)
        del body["id"]
        reply = self.http.put(f"/v1/articles/{fact.id}", json=body)
        reply.raise_for_status()
        said = reply.json()
        while said["state"] in {"queued", "running"}:
            time.sleep(0.05)
            said = self.http.get(f"/v1/jobs/{said.get('job') or said['id']}").json()
        assert said["state"] == "done", said
        self.facts.holds(fact, value)
        self.ended["changed" if kind else "added"] += 1

    # ---- figures

    def _sample(self) -> None:
        process = Path(f"/proc/{self.server.pid}")
        status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        one = Sample(
            questions=self._done,
            seconds=time.monotonic() - self.started,
            memory=int(status["VmRSS"].split()[0]) / 1000,
            handles=len(list((process / "fd").iterdir())),
            threads=int(status["Threads"]),
            library=size(self.data.glob("library.sqlite*")),
            answers=kept(self.data),
            words=size((self.data / "words").iterdir()),
            vectors=size((self.data / "chroma").glob("chroma.sqlite3*")),
            graph=size((self.data / "chroma").glob("*/*.bin")),
            nodes=int(1e6 * size((self.data / "chroma").glob("*/length.bin")) / 4),
            codes=size(self.data.glob("codes.sqlite*")),
            passages=self.http.get("/readyz").json()["passages"],
        )
        self.samples.append(one)
        print(f"{one.questions:10} {one.seconds:6.0f} {one.memory:7.1f} {one.handles:8} "
              f"{one.threads:8} {one.library:8.2f} {one.answers:7} {one.words:7.2f} "
              f"{one.vectors:8.2f} {one.graph:7.2f} {one.nodes:7} "
              f"{one.codes:7.2f} {one.passages:9}", flush=True)  # fmt: skip

    def _verdict(self) -> bool:
        took = time.monotonic() - self.started
        print(f"\n{self._done} questions and {sum(self.ended[one] for one in CHANGES)} changes in "
              f"{took:.0f} s: {dict(sorted(self.ended.items()))}")  # fmt: skip
        last = self.samples[len(self.samples) // 3 :]
        print(f"\n{'':10}{'at a third':>12}{'at the end':>12}{'slope':>9}{'bound':>8}")
        grew = [name for name in BOUNDS if self._grows(name, last)]
        for one in list(dict.fromkeys(self.wrong))[:10]:
            print(f"wrong: {one}")
        print(f"{len(self.wrong)} wrong; " + (
            f"grows: {', '.join(grew)}" if grew else "flat or explained"
        ))  # fmt: skip
        return bool(grew or self.wrong)

    def _grows(self, name: str, last: list[Sample]) -> bool:
        values = np.array([of(name, one, self.samples[0]) for one in last])
        asked = np.array([one.questions for one in last], float)
        slope = float(np.polyfit(asked, values, 1)[0]) * (asked[-1] - asked[0])
        share = slope / float(values.mean())
        beside = {"library": " a kept answer", "vectors": " a passage", "codes": " a passage",
                  "words": " a passage", "graph": " a node"}.get(name, "")  # fmt: skip
        print(
            f"{name:10}{values[0]:12.3f}{values[-1]:12.3f}{share:9.1%}{BOUNDS[name]:8.0%}{beside}"
        )
        return share > BOUNDS[name]


CHANGES = ("added", "changed", "removed")


def of(name: str, one: Sample, first: Sample) -> float:
    """A figure as it is judged.

    An index's size by its passages; what the library has grown by, by the answers that it keeps.
    """
    value = float(getattr(one, name))
    if name == "library":
        return 1000 * (value - first.library) / max(1, one.answers)
    if name == "graph":
        return 1000 * value / max(1, one.nodes)
    return 1000 * value / one.passages if name in {"words", "vectors", "codes"} else value


def size(files: Iterator[Path]) -> float:
    """MB of those files; one that goes meanwhile counts as none."""
    total = 0
    for file in files:
        try:
            total += file.stat().st_size
        except FileNotFoundError:
            continue
    return total / 1e6


def kept(data: Path) -> int:
    """How many answers the library keeps."""
    with closing(sqlite3.connect(f"file:{data / 'library.sqlite'}?mode=ro", uri=True)) as db:
        there = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'answers'").fetchone()
        return int(db.execute("SELECT count(*) FROM answers").fetchone()[0]) if there[0] else 0


@contextmanager
def feed() -> Iterator[str]:
    """A feed whose stories come and change; gives its address."""
    polls = itertools.count()
    now = 0

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            nonlocal now
            base = f"http://127.0.0.1:{self.server.server_address[1]}"
            if self.path == "/feed.xml":
                now = next(polls)
                self._send("application/rss+xml", rss(base, now))
            elif self.path.startswith("/story-"):
                self._send("text/html", story(int(self.path.partition("-")[2]), now))
            else:
                self.send_error(404)

        def _send(self, kind: str, body: str) -> None:
            data = body.encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def rss(base: str, now: int) -> str:
    items = "".join(
        f"<item><title>Harbour notes {number}</title><link>{base}/story-{number}</link>"
        f"<pubDate>{time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime())}</pubDate></item>"
        for number in range(max(0, now - ITEMS), now + 1)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wharf</title>{items}</channel></rss>'  # noqa: E501


def story(number: int, now: int) -> str:
    """A page; the one that changes in this poll says so."""
    tide = now if number == now - 1 else number
    chance = random.Random(number)
    things = " ".join(chance.choices(THINGS, k=60))
    return (
        f"<html><head><title>Harbour notes {number}</title></head><body><article>"
        f"<h1>Harbour notes {number}</h1><p>The tide in basin {number} stood at {tide} hands when "
        f"the watch was changed on the eastern mole that morning.</p><p>{things}.</p>"
        f"<p>Nothing else was noted in basin {number} that day.</p></article></body></html>"
    )


if __name__ == "__main__":
    main()
