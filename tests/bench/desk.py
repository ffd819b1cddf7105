"""A served data folder under load, for the scripts that break things: `newsdesk serve`, questions
and changes from several threads, and what was promised held against what is there.
"""

import json
import random
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
from facts import GONE, Asked, Fact, Facts
from forked import Command, Zygote

from ingest.stored import holder

HONEST = {"unavailable", "busy", "ending"}  # problems that say: not now
READY_WITHIN = 60.0  # seconds
TAKEN_OVER_WITHIN = 5.0  # seconds, on a machine that others use as well
OPEN = (httpx.TransportError, OSError)  # nobody can tell what became of the request


class Broken(Exception):
    """A promise was not kept."""


class Desk:
    """One data folder, its server, and what is asked of it and done to it.

    Args:
        folder: holds `data`; its news is written to `work`.
    """

    def __init__(self, zygote: Zygote, data: Path, work: Path, config: Path) -> None:
        self.zygote, self.data, self.work, self.config = zygote, data, work, config
        self.server: Command | None = None
        self.starts = 0
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.http = httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}", timeout=30, trust_env=False
        )

    # ---- the server

    def start(self) -> Command:
        self.starts += 1
        log = self.work / f"serve-{self.starts}.log"
        self.server = self.zygote.start(
            "serve", "--data", str(self.data), "--config", str(self.config), log=log,
            NEWSDESK_PORT=str(self.port),
        )  # fmt: skip
        return self.server

    def ready(self, *, articles: bool = True) -> bool:
        """Wait until it answers questions; false where it has ended instead.

        Args:
            articles: false for an empty library, which is never ready.
        """
        assert self.server
        until = time.monotonic() + READY_WITHIN
        while self.server.code is None:
            with suppress(*OPEN):
                if self.http.get("/readyz" if articles else "/healthz").status_code == 200:
                    return True
            if time.monotonic() > until:
                raise Broken(f"not ready after {READY_WITHIN:g} s: {self.server.said[-500:]}")
            time.sleep(0.05)
        return False

    def stop(self) -> None:
        """In good order."""
        if self.server and self.server.code is None:
            self.server.signal(signal.SIGTERM)
            if self.server.wait(20) != 0:
                raise Broken(f"SIGTERM ended with {self.server.code}: {self.server.said[-500:]}")

    def command(self, *arguments: str, seconds: float = 120) -> Command:
        """Another `newsdesk` command on the same folder, to its end."""
        log = self.work / "command.log"
        log.unlink(missing_ok=True)
        options = ("--data", str(self.data), "--config", str(self.config))
        done = self.zygote.start(*arguments, *options, log=log)
        if done.wait(seconds) is None:
            done.kill()
            raise Broken(f"newsdesk {arguments[0]} does not end")
        return done

    # ---- what is asked of it

    def request(self, method: str, path: str, **sent: Any) -> httpx.Response:
        """A reply; what is no honest refusal is a broken promise."""
        held = holder.read(self.data)  # another token at every start
        headers = {"Authorization": f"Bearer {held.token if held else ''}"}
        reply = self.http.request(method, path, headers=headers, **sent)
        if reply.is_error:
            said = problem(reply)
            new = holder.read(self.data)
            if said == "key-missing" and new != held:
                return self.request(method, path, **sent)
            if said not in HONEST | {"article-not-found", "job-not-found"}:
                raise Broken(f"{method} {path}: {reply.status_code} {reply.text[:300]}")
        return reply

    def ask(self, fact: Fact, **how: Any) -> tuple[str, str]:
        """(how it ended, what is wrong with that) of one question."""
        asked = Asked.now(fact)
        reply = self.request("POST", "/v1/ask", json={"question": fact.question, **how})
        if reply.is_error:
            return problem(reply), ""
        answer = answer_in(reply.text) if how.get("stream") else reply.json()
        if answer is None:
            return "stream broke off", ""
        if wrong := asked.wrong(answer):
            return "wrong", wrong
        return "right" if asked.found(answer) else "no answer", ""

    def search(self, fact: Fact) -> bool:
        """Whether its article is the first that is found."""
        reply = self.request("GET", "/v1/search", params={"q": fact.question, "k": 1})
        return [one["article_id"] for one in reply.json()["hits"]] == [fact.id]

    def articles(self) -> dict[str, str]:
        """Every article: id -> headline."""
        found, after = {}, ""
        while after is not None:
            page = self.request("GET", "/v1/articles", params={"limit": 200, "after": after}).json()
            found |= {one["id"]: one["title"] for one in page["articles"]}
            after = page["next"]
        return found

    def text(self, article_id: str) -> str | None:
        reply = self.request("GET", f"/v1/articles/{article_id}")
        return None if reply.status_code == 404 else str(reply.json()["text"])

    def jobs_ended(self, within: float = 60) -> None:
        """Wait for all that was accepted; what asks for another start gets one."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            jobs = self.request("GET", "/v1/jobs").json()["jobs"]
            if not any(one["state"] in {"queued", "running"} for one in jobs):
                if not any("started again" in (one["error"] or "") for one in jobs):
                    return
                self.stop()
                self.start()
                if not self.ready():
                    raise Broken(f"does not start again: {self.server.said[-500:]}")
            time.sleep(0.05)
        raise Broken("a job does not end")


def problem(reply: httpx.Response) -> str:
    try:
        return str(reply.json()["type"]).rpartition(":")[2]
    except (ValueError, KeyError, TypeError):
        return f"code {reply.status_code}"


def answer_in(events: str) -> dict[str, Any] | None:
    """The whole answer of a stream; None where it ended otherwise, which it has to say."""
    named = [block for block in events.split("\n\n") if block.startswith("event: ")]
    names = [one.split("\n")[0].removeprefix("event: ") for one in named]
    if names.count("done") > 1:
        raise Broken(f"a stream is done twice: {names}")
    if "done" in names[-1:]:
        data = named[-1].partition("\ndata: ")[2]
        answer: dict[str, Any] = json.loads(data)
        return answer
    if names[-1:] != ["error"]:
        raise Broken(f"a stream ends without a word: {names}")
    return None


class Load:
    """Questions and changes from threads of their own, between `go` and `rest`."""

    def __init__(self, desk: Desk, facts: Facts, chance: random.Random, askers: int = 2) -> None:
        self.desk, self.facts, self.chance = desk, facts, chance
        self.ended: Counter[str] = Counter()
        self.broken: list[str] = []
        self.refused: set[str] = set()  # why, of changes
        self.accepted: list[tuple[Fact, int]] = []  # changes of which no end was seen
        self._going, self._over = threading.Event(), threading.Event()
        self._busy: set[int] = set()
        works = [self._ask] * askers + [self._change]
        self._threads = [
            threading.Thread(target=self._run, args=(number, work), daemon=True)
            for number, work in enumerate(works)
        ]
        for one in self._threads:
            one.start()

    def begin(self, articles: int) -> None:
        """Fill the library."""
        facts = [self.facts.new() for _ in range(articles)]
        self._read_file(facts)
        self.desk.jobs_ended()
        for fact in facts:
            self.facts.holds(fact, fact.planned[0])

    @contextmanager
    def on(self) -> Iterator[None]:
        self._going.set()
        try:
            yield
        finally:
            self.rest()

    def rest(self) -> None:
        """No new requests; waits until those under way have ended."""
        self._going.clear()
        while self._busy:
            time.sleep(0.005)

    def close(self) -> None:
        self._over.set()
        self._going.set()
        for one in self._threads:
            one.join()

    def _run(self, number: int, work: Any) -> None:
        while not self._over.is_set():
            self._busy.add(number)
            if not self._going.is_set():
                self._busy.discard(number)
                self._going.wait()
                continue
            try:
                work()
            except Broken as error:
                self.broken.append(str(error))
            except OPEN:
                self.ended["no reply"] += 1
                time.sleep(0.05)
            except Exception as error:
                self.broken.append(f"the script itself: {error!r}")
            finally:
                self._busy.discard(number)

    def _ask(self) -> None:
        how: dict[str, Any] = {"stream": True} if self.chance.random() < 0.4 else {}
        if self.chance.random() < 0.4:
            how["model"] = "extractive"
        ended, wrong = self.desk.ask(self.facts.any(), **how)
        self.ended[ended] += 1
        if wrong:
            self.broken.append(wrong)

    def _change(self) -> None:
        kind = self.chance.random()
        if kind < 0.5:
            self._put(self.facts.any(by_file=False))
        elif kind < 0.65:
            fact = self.facts.new()
            if fact.by_file:
                self._read_file([fact])
            else:
                self._put(fact)
        elif kind < 0.7:
            self._take_down(self.facts.any())
        else:
            facts = [self.facts.any(by_file=True) for _ in range(8)]
            self._read_file(list({one.number: one for one in facts}.values()))

    def _put(self, fact: Fact) -> None:
        value = self.facts.plan(fact)
        body = fact.article(value)
        del body["id"]
        reply = self.desk.request("PUT", f"/v1/articles/{fact.id}", json=body)
        self._settle(reply, [(fact, value)])

    def _take_down(self, fact: Fact) -> None:
        self.facts.plan(fact, GONE)
        reply = self.desk.request("DELETE", f"/v1/articles/{fact.id}")
        self.ended[f"takedown {reply.status_code}"] += 1
        if reply.is_success:
            self.facts.holds(fact, GONE)

    def _read_file(self, facts: list[Fact]) -> None:
        changes = [(fact, self.facts.plan(fact)) for fact in facts]
        rows = [fact.article(value) for fact, value in changes]
        file = self.desk.work / f"news-{changes[0][1]}.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)))
        reply = self.desk.request("POST", "/v1/articles", json={"targets": [str(file)]})
        self._settle(reply, changes)

    def _settle(self, reply: httpx.Response, changes: list[tuple[Fact, int]]) -> None:
        """Note what is so now. An accepted job is waited for a while; what is open stays open."""
        self.ended[f"change {reply.status_code}"] += 1
        if reply.is_error:
            self.refused.add(str(reply.json().get("detail"))[:200])
            return
        self.accepted += changes
        said = reply.json()
        until = time.monotonic() + 3
        while said["state"] in {"queued", "running"} and time.monotonic() < until:
            time.sleep(0.05)
            said = self.desk.request("GET", f"/v1/jobs/{said['job']}").json()
            said["job"] = said.get("id", "")
        if said["state"] == "done":
            if said["report"]["articles"]["failed"]:
                self.broken.append(f"a good article failed: {said['report']['problems'][:1]}")
            for fact, value in changes:
                self.facts.holds(fact, value)
            self.accepted = self.accepted[: -len(changes)]


def undone(accepted: list[tuple[Fact, int]]) -> list[str]:
    """What was accepted and did not come, though nothing stood in its way; after `check`."""
    return [
        f"{fact.id} was to be {value}, and is {sorted(fact.may_be)}"
        for fact, value in accepted
        if not fact.may_be & set(fact.planned[fact.planned.index(value) :])
    ]


def check(desk: Desk, facts: Facts, chance: random.Random, questions: int = 2) -> list[str]:
    """What is not as promised, now that nothing is under way; open changes are looked up."""
    broken = []
    desk.jobs_ended()
    there = desk.articles()
    for fact in facts.all():
        if fact.id in there and fact.may_be == {GONE}:
            broken.append(f"{fact.id} is back")
        if fact.id not in there and GONE not in fact.may_be:
            broken.append(f"{fact.id} is lost")
    for number in sorted(facts.touched):
        fact = facts.all()[number]
        text = desk.text(fact.id)
        found = (
            GONE
            if text is None
            else next((v for v in reversed(fact.planned) if v and f" {v} lamps" in text), -1)
        )
        if found in fact.may_be:
            facts.holds(fact, found)
        else:
            broken.append(f"{fact.id} says {found}, it may be {sorted(fact.may_be)}")
    touched = [facts.all()[number] for number in facts.touched]
    facts.touched.clear()
    sure = [one for one in touched if one.is_sure] or [facts.any(sure=True)]
    for fact in (chance.choice(sure), *(facts.any(sure=True) for _ in range(questions - 1))):
        if wrong := not_found(desk, fact):
            broken.append(wrong)
    return broken


def not_found(desk: Desk, fact: Fact) -> str:
    """What is wrong where a fact is asked for; what an index has yet to take over has a moment."""
    until = time.monotonic() + TAKEN_OVER_WITHIN
    while True:
        ended, wrong = desk.ask(fact, model="extractive")
        found = ended == "right" and desk.search(fact)
        if found or wrong or time.monotonic() > until:
            break
        time.sleep(0.1)
    if ended != "right":
        return wrong or f"{fact.question}: {ended}"
    return "" if found else f"{fact.id} is not the first to be found"
