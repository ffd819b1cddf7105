"""Break things under a served data folder, again and again, and see that every promise holds.

    .venv/bin/python tests/bench/faults.py [--faults 200] [--seed 1] [--only KIND]

A real server answers questions and takes changes over loopback, with a chat model in a process of
its own. Meanwhile it is killed, its disk is filled or can only be read, the model is held up or cut
off, the clock moves, and a byte is turned over in a file of an index or in the library's log. After
each: no wrong answer, no lost article, nothing twice, and a start repairs or says what to do, which
is then done to the letter. A line of JSON for each fault and a table at the end; the exit code is 1
where a promise was broken. Wants root and Linux: the disk is a file system in a file of its own.
Kinds that cannot be had here are named with the reason. docs/reliability.md says what is promised.
"""

import argparse
import contextlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from clock import Clock
from desk import Broken, Desk, Load, check, undone
from facts import Facts
from forked import Command, Zygote
from obedient import Model

ARTICLES = 60  # at the start
MEGABYTES = 96  # of the disk
HOUR, DAY = 3600, 86400
CLOCKS = (HOUR, -HOUR, DAY, -2 * DAY, 45 * DAY, -30 * DAY, 400 * DAY)  # seconds

# How many of 20 faults each kind is.
SHARES = {
    "killed at work": 3, "killed at its start": 1, "disk full": 2, "disk full at its start": 1,
    "folder read-only": 2, "folder read-only at its start": 1, "model held up": 2, "model cut": 2,
    "clock moved": 2, "byte of an index": 3, "byte of the log": 1,
}  # fmt: skip


class Faults:
    """What can go wrong, each as a method that makes it so and mends what is the machine's part."""

    def __init__(self, desk: Desk, facts: Facts, load: Load, model: Model, clock: Clock,
                 folder: Path, chance: random.Random) -> None:  # fmt: skip
        self.desk, self.facts, self.load, self.model = desk, facts, load, model
        self.folder, self.chance = folder, chance
        self.clock = clock
        self._turn = 0

    @property
    def kinds(self) -> dict[str, Callable[[], str]]:
        return {
            "killed at work": self.killed,
            "killed at its start": self.killed_at_start,
            "disk full": self.full,
            "disk full at its start": self.full_at_start,
            "folder read-only": self.read_only,
            "folder read-only at its start": self.read_only_at_start,
            "model held up": self.held_up,
            "model cut": self.cut,
            "clock moved": self.moved,
            "byte of an index": self.byte_of_index,
            "byte of the log": self.byte_of_log,
        }

    # ---- kinds

    def killed(self) -> str:
        with self.load.on():
            after = self._while(0.1, 1.2)
            self.desk.server.kill()
        self._started()
        return f"after {after:.2f} s of load"

    def killed_at_start(self) -> str:
        self.desk.server.kill()
        after = self.chance.uniform(0, 1.5)
        self.desk.start()
        time.sleep(after)
        self.desk.server.kill()
        self._started()
        return f"{after:.2f} s after its start"

    def full(self) -> str:
        with self.load.on():
            self._while(0, 0.3)
            with self._no_room() as left:
                self._while(0.5, 1.5)
        self._alive()
        return f"{left} bytes left"

    def full_at_start(self) -> str:
        self.desk.server.kill()
        with self._no_room() as left:
            self.desk.start()
            said = "started"
            if self.desk.ready():
                with self.load.on():
                    self._while(0.3, 0.6)
                self.desk.server.kill()
            else:
                said = self._says(self.desk.server, "room", "space", "reindex")
        self._started()
        return f"{left} bytes left: {said}"

    def read_only(self) -> str:
        with self.load.on():
            self._while(0, 0.3)
            with self._unwritable():
                self._while(0.5, 1.2)
                self.load.rest()
                # What SQLite shares with other processes is memory that the file system backs.
                if died := self.desk.server.code == -signal.SIGBUS:
                    self.desk.start()
                    if self.desk.ready(articles=False):
                        raise Broken("it serves a folder that it cannot write")
                    self._says(self.desk.server, "cannot be written")
        if died:
            self._started()
        self._alive()
        return "ended by SIGBUS, and refused to start" if died else "amid the load"

    def read_only_at_start(self) -> str:
        self.desk.server.kill()
        run("mount", "-o", "remount,ro", str(self.folder / "disk"))
        try:
            self.desk.start()
            if self.desk.ready():
                raise Broken("it serves a folder that it cannot write")
            said = self._says(self.desk.server, "cannot be written")
        finally:
            run("mount", "-o", "remount,rw", str(self.folder / "disk"))
        self._started()
        return said

    def held_up(self) -> str:
        with self.load.on():
            self._while(0, 0.3)
            self.model.stop()
            try:
                seconds = self._while(0.5, 3)
            finally:
                self.model.go_on()
            self._while(0.1, 0.2)
        self._alive()
        return f"for {seconds:.1f} s"

    def cut(self) -> str:
        cuts = self.chance.randint(1, 5)
        with self.load.on():
            for _ in range(cuts):
                self._while(0.1, 0.4)
                self.model.cut()
        self._alive()
        return f"{cuts} times"

    def moved(self) -> str:
        by = self.chance.choice(CLOCKS)
        with self.load.on():
            self._while(0, 0.3)
            self.clock.move(by)
            self._while(0.5, 1)
            if restarts := self.chance.random() < 0.3:
                self.desk.server.kill()
                self._started()
                self._while(0.3, 0.5)
            self.clock.move(0)
            self._while(0.2, 0.4)
        self._alive()
        return f"by {by / HOUR:+g} hours" + (", and started meanwhile" if restarts else "")

    def byte_of_index(self) -> str:
        with self.load.on():
            self._while(0.2, 0.6)
        self.desk.stop()
        files = [one for name in ("chroma", "words") for one in (self.desk.data / name).rglob("*")]
        files += self.desk.data.glob("codes.sqlite*")
        files = sorted(one for one in files if one.is_file() and one.stat().st_size)
        self._turn += 1
        kinds = sorted({kind_of(one) for one in files})
        kind = kinds[self._turn % len(kinds)]  # each kind of file in its turn
        file = self.chance.choice([one for one in files if kind_of(one) == kind])
        place = self._flip(file)
        doctor = self.desk.command("doctor")
        seen = [line for line in doctor.said.splitlines() if is_fault(line)]
        self.desk.start()
        started = self.desk.ready()
        if started:  # whatever is asked now has a right answer, or an honest one
            with self.load.on():
                self._while(0.5, 0.8)
            self._alive()
            self.desk.stop()
        else:
            said = self._says(self.desk.server, "`newsdesk reindex`")
            if not seen:
                raise Broken(f"doctor sees nothing where a start says: {said}")
        told = "seen by doctor" if seen else "of no account"
        if seen or not started:
            if not any("`newsdesk reindex`" in one for one in seen):
                raise Broken(f"doctor says nothing to do: {seen}")
            done = self.desk.command("reindex")
            if done.code:
                raise Broken(f"reindex failed: {done.said}")
        self._started()
        return f"{kind} at {place}: {told}, {'started' if started else 'refused'}"

    def byte_of_log(self) -> str:
        with self.load.on():
            self._while(0.3, 0.8)
            self.desk.server.kill()
        log = self.desk.data / "library.sqlite-wal"
        size = log.stat().st_size if log.exists() else 0
        place = self._flip(log) if size else 0
        self._started()
        warned = "-wal is damaged" in self.desk.server.said
        return f"at {place} of {size}: {'said' if warned else 'silent'}"

    # ---- how

    def _while(self, least: float, most: float) -> float:
        seconds = self.chance.uniform(least, most)
        time.sleep(seconds)
        return seconds

    def _started(self) -> None:
        self.desk.start()
        if not self.desk.ready():
            raise Broken(f"does not start: {self.desk.server.said[-500:]}")

    def _alive(self) -> None:
        if self.desk.server.code is not None:
            raise Broken(f"died ({self.desk.server.code}): {self.desk.server.said[-800:]}")
        if not self.desk.ready():
            raise Broken("died")

    def _says(self, command: Command, *words: str) -> str:
        """The one sentence of a start that was refused."""
        said = command.said.strip()
        if command.code != 1 or "Traceback" in said or not any(word in said for word in words):
            raise Broken(f"code {command.code}: {said[-800:]}")
        return said.splitlines()[-1]

    def _flip(self, file: Path) -> int:
        with file.open("r+b") as handle:
            place = self.chance.randrange(file.stat().st_size)
            handle.seek(place)
            was = handle.read(1)[0]
            handle.seek(place)
            handle.write(bytes([was ^ self.chance.randint(1, 255)]))
        return place

    @contextlib.contextmanager
    def _no_room(self) -> Iterator[int]:
        """All of the disk is taken but for some bytes, or none."""
        filler = self.folder / "disk" / "filler"
        left = self.chance.choice((0, 0, 4096, 40960, 262144))
        room = shutil.disk_usage(self.folder / "disk").free
        with filler.open("wb") as handle:
            with contextlib.suppress(OSError):
                os.posix_fallocate(handle.fileno(), 0, max(1, room - left))
            if not left:
                with contextlib.suppress(OSError):
                    while True:
                        os.write(handle.fileno(), b"x" * 4096)
        try:
            yield left
        finally:
            filler.unlink()

    @contextlib.contextmanager
    def _unwritable(self) -> Iterator[None]:
        """Nothing can be written there, nor through what is open already."""
        run("chattr", "-R", "-f", "+i", str(self.desk.data), check=False)
        try:
            yield
        finally:
            run("chattr", "-R", "-f", "-i", str(self.desk.data), check=False)


def kind_of(file: Path) -> str:
    """A file's name without what is another for each."""
    name = re.sub(r"\d+", "N", re.sub(r"^[0-9a-f]{32}", "segment", file.name))
    inside = next((one for one in ("chroma", "words") if one in file.parts), "")
    return f"{inside}/{name}"


def run(*command: str, check: bool = True) -> None:
    subprocess.run(command, check=check, capture_output=True)


@contextlib.contextmanager
def disk(folder: Path) -> Iterator[Path]:
    """A small file system of its own, in memory where that can be."""
    image = Path(tempfile.mkstemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else folder)[1])
    place = folder / "disk"
    place.mkdir()
    try:
        run("truncate", "-s", f"{MEGABYTES}M", str(image))
        run("mkfs.ext4", "-q", "-m", "0", str(image))
        run("mount", "-o", "loop", str(image), str(place))
        try:
            yield place
        finally:
            run("umount", "--lazy", str(place))
    finally:
        image.unlink()


def configured(folder: Path, model: Model) -> Path:
    file = folder / "config.yaml"
    own = {
        "name": "obedient", "base_url": model.address, "api_key_env": "", "structured": "never",
        "first_token_seconds": 1.0, "timeout_seconds": 3.0, "cool_down_seconds": 1.0,
    }  # fmt: skip
    file.write_text(yaml.safe_dump({"chat_models": [own], "ingest": {"batch_articles": 4}}))
    return file


def doubled(data: Path) -> list[str]:
    """Conversations in which one question was kept twice."""
    with contextlib.closing(sqlite3.connect(data / "library.sqlite")) as db:
        rows = db.execute(
            "SELECT conversation_id, count(*) FROM answers GROUP BY 1 HAVING count(*) > 1"
        )
        return [f"{count} answers to one question are kept" for _, count in rows]


def order(count: int, kinds: list[str], chance: random.Random) -> list[str]:
    """Kinds by their shares, shuffled; each at least once where there is room."""
    many = [kind for kind in kinds for _ in range(SHARES[kind])]
    chosen = list(kinds)[:count]
    while len(chosen) < count:
        chance.shuffle(many)
        chosen += many[: count - len(chosen)]
    chance.shuffle(chosen)
    return chosen


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    told.add_argument("--faults", type=int, default=200)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--only", action="append", help="a kind; may be repeated")
    asked = told.parse_args()
    chance = random.Random(asked.seed)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the disk is to be taken away again
    with tempfile.TemporaryDirectory(prefix="faults-") as where:
        sys.exit(broken_in(Path(where), asked, chance))


def broken_in(folder: Path, asked: argparse.Namespace, chance: random.Random) -> bool:
    clock = Clock(folder)
    kinds = [one for one in asked.only or SHARES if clock.environment or one != "clock moved"]
    if not clock.environment:
        print("left out: clock moved, since there is no C compiler (cc)")
    model, zygote = Model(), Zygote(**clock.environment)
    results: dict[str, list[dict[str, Any]]] = defaultdict(list)
    try:
        with disk(folder) as place:
            desk = Desk(zygote, place / "data", folder, configured(folder, model))
            facts = Facts(chance)
            desk.start()
            if not desk.ready(articles=False):
                sys.exit(f"The server does not start: {desk.server.said}")
            load = Load(desk, facts, chance)
            load.begin(ARTICLES)
            faults = Faults(desk, facts, load, model, clock, folder, chance)
            for number, kind in enumerate(order(asked.faults, kinds, chance), 1):
                one = fault(number, kind, faults)
                results[kind].append(one)
                print(json.dumps(one), flush=True)
            load.close()
            end = at_the_end(desk)
            print(json.dumps({"end": end}))
    finally:
        zygote.close()
        model.close()
    table(results, load.ended)
    return bool(end) or any(one["broken"] for many in results.values() for one in many)


def fault(number: int, kind: str, faults: Faults) -> dict[str, Any]:
    load, desk = faults.load, faults.desk
    before, started = Counter(load.ended), time.monotonic()
    said, broken = "", list[str]()
    try:
        said = faults.kinds[kind]()
    except Broken as error:
        broken.append(str(error))
    load.rest()
    try:
        if desk.server.code is not None:
            recover(desk)
        broken += check(desk, faults.facts, faults.chance)
        if kind == "killed at work":
            broken += undone(load.accepted)
    except Broken as error:
        broken.append(str(error))
    broken += load.broken
    refused = sorted(load.refused)
    load.broken.clear()
    load.refused.clear()
    load.accepted.clear()
    ended = dict(sorted((Counter(load.ended) - before).items()))
    seconds = round(time.monotonic() - started, 1)
    return {
        "fault": number, "kind": kind, "said": said, "seconds": seconds, "ended": ended,
        "refused": refused, "broken": broken,
    }  # fmt: skip


def recover(desk: Desk) -> None:
    """After a broken promise: whatever brings the server back, so that the rest can be seen."""
    desk.start()
    if not desk.ready():
        desk.command("reindex")
        desk.start()
        if not desk.ready():
            raise Broken("and cannot be started any more")


def at_the_end(desk: Desk) -> list[str]:
    desk.stop()
    broken = doubled(desk.data)
    doctor = desk.command("doctor")
    return broken + [one for one in doctor.said.splitlines() if is_fault(one)]


def is_fault(line: str) -> bool:
    """Whether doctor names a fault there; that the disk is small is this script's own."""
    return line.startswith("broken") and not line.startswith("broken   disk")


def table(results: dict[str, list[dict[str, Any]]], ended: Counter[str]) -> None:
    print(f"\n{'fault':32}{'times':>7}{'seconds':>9}{'broken':>8}")
    for kind, many in sorted(results.items()):
        seconds = sum(one["seconds"] for one in many) / len(many)
        broken = sum(bool(one["broken"]) for one in many)
        print(f"{kind:32}{len(many):7}{seconds:9.1f}{broken:8}")
    total = sum(map(len, results.values()))
    broken = sum(bool(one["broken"]) for many in results.values() for one in many)
    print(f"{'all':32}{total:7}{'':9}{broken:8}")
    print("\nrequests: " + ", ".join(f"{count} {name}" for name, count in sorted(ended.items())))


if __name__ == "__main__":
    main()
