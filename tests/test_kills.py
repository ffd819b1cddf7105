"""kill -9 at any moment: the next run ends with what an undisturbed one would have left."""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT

TESTS = str(Path(__file__).parent)
KILLS = int(os.environ.get("KILLS", "6"))  # in each of five kinds of runs; more in `make soak`
SEED = 20250123


def said(number, word):
    """An article's text of three passages; `word` is found in this version of it alone."""
    start = f"Report {number} from the harbour says {word}{number} twice, {word}{number}. "
    more = "The ferry left the quay at noon and came back before the tide had turned again. "
    return "\n\n".join(start + f"Part {part}. " + more * 2 for part in range(3))


def row(number, word="before"):
    return {"id": f"n{number:02}", "title": f"Harbour {number}", "text": said(number, word)}


def lines(path, rows):
    path.write_text("".join(json.dumps(one) + "\n" for one in rows))


def text(path, number, word="before"):
    path.write_text(f"Letter {number}\n\n{said(number, word)}")


def before(news):
    news.mkdir()
    lines(news / "a.jsonl", [row(number) for number in range(8)])
    lines(news / "b.jsonl", [row(number) for number in range(10, 15)])
    for number in range(20, 25):
        text(news / f"{number}.txt", number)


def after(news):
    """Edited, moved, removed, added, vanished."""
    edited = [row(number, "since") for number in (1, 4, 5)]
    kept = [row(number) for number in (0, 3, 7)]  # 2 is gone, 6 moves to the other file
    lines(news / "a.jsonl", [*kept, *edited, row(8, "since"), row(9, "since")])
    edited = [row(number, "since") for number in (10, 11, 12, 14)]
    lines(news / "b.jsonl", [*edited, row(6)])  # it arrives batches after it was missed
    text(news / "20.txt", 20, "since")
    (news / "21.txt").rename(news / "moved.txt")
    (news / "22.txt").unlink()
    text(news / "25.txt", 25, "since")


class Gunman:
    """The process that forks the runs, see kills.py."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, str(Path(TESTS) / "kills.py")], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"PYTHONPATH": f"{ROOT}:{TESTS}"},
        )  # fmt: skip

    def order(self, **order):
        self.process.stdin.write(json.dumps(order, default=str) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def gunman():
    gunman = Gunman()
    yield gunman
    gunman.process.communicate()


@pytest.fixture(scope="module")
def newsroom(gunman):
    """(where runs work, news as they are now, the data folder of how they were).

    In memory where that can be: what was written outlives a killed process on any file system,
    and waiting for a disk would be most of the time.
    """
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="kills-", dir=memory if memory.is_dir() else None))
    news, data = folder / "news", folder / "data"
    before(news)
    done = gunman.order(do="ingest", data=data, news=news, tell=True)
    assert len(done["state"]["articles"]) == 18
    shutil.copytree(news, folder / "first")
    after(news)
    yield folder, news, data
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def fallen():
    """Where the kills fell, printed at the end with `-s`."""
    fallen = Counter()
    yield fallen
    said = f"\n{fallen.total() // 2} kills fell in: {dict(sorted(fallen.items()))}\n"
    sys.stdout.write(said)


RUNS = {
    "fresh": {"do": "ingest", "from_nothing": True},
    "updated": {"do": "ingest"},
    "pruned": {"do": "ingest", "prune": True},
    "reindexed": {"do": "reindex"},
    "embedded anew": {"do": "reindex", "dimensions": 24},
}


def prepare(newsroom, kind):
    """Make a new data folder for a run of this kind, and give the order for it."""
    folder, news, data = newsroom
    order = dict(RUNS[kind])
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    if order.pop("from_nothing", False):
        news = folder / "first"
    else:
        shutil.copytree(data, work)
    return {"data": work, "news": news} | order


def undisturbed(gunman, newsroom, kind):
    done = gunman.order(**prepare(newsroom, kind), tell=True)
    assert done["code"] == 0
    assert "state" in done, done  # else it was refused or failed, and says why
    return done["state"], gunman.order(**prepare(newsroom, kind))


def ended(gunman, order):
    """What is there after the same run again; a folder may say that `reindex` must come first."""
    done = gunman.order(**order, tell=True)
    assert done["code"] == 0
    return done["state"]


def place(shot, whole):
    """Where in its run a kill fell."""
    if shot["stage"] == "opening" or not shot["writes"]:
        return "before the first write"
    return "in the last write or after" if shot["writes"] >= whole["writes"] else "between"


def compare(found, expected, killed):
    """Table by table, so that a failure can be read."""
    for name, rows in expected.items():
        assert found[name] == rows, f"{name}: killed in {killed}"
    assert found.keys() == expected.keys()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", RUNS)
def test_a_run_that_is_killed_and_repeated_ends_like_an_undisturbed_one(
    gunman, newsroom, fallen, kind
):
    chance = random.Random(f"{SEED} {kind}")
    expected, whole = undisturbed(gunman, newsroom, kind)
    kills = 0
    while kills < KILLS:
        order, killed = prepare(newsroom, kind), []
        for _ in range(chance.choice((1, 1, 2))):  # some while they make good what one left
            if moment := max(0, chance.uniform(-0.2, 1)):  # a few fall into the opening
                shot = gunman.order(**order, when_open=True, kill_after=moment * whole["working"])
            else:
                shot = gunman.order(**order, kill_after=chance.random() * whole["opening"])
            if shot["killed"]:  # it was not done before
                killed.append(f"{shot['stage']}, write {shot['writes']}")
                fallen[place(shot, whole)] += 1
                fallen[shot["stage"]] += 1
        if killed:
            kills += len(killed)
            compare(ended(gunman, order), expected, " and ".join(killed))


STEPS = [
    ("pruned", "library", 2, "after"), ("pruned", "words", 2, "after"),
    ("pruned", "vectors", 2, "before"), ("pruned", "vectors", 2, "after"),
    ("pruned", "codes", 2, "before"), ("pruned", "codes", 2, "after"),
    ("pruned", "noting", 2, "after"), ("embedded anew", "library", 1, "after"),
    ("reindexed", "discarding", 1, "after"), ("reindexed", "words", 1, "after"),
    ("reindexed", "vectors", 1, "after"), ("reindexed", "noting", 1, "after"),
]  # fmt: skip


@pytest.mark.timeout(300)
def test_a_kill_at_every_step_is_made_good(gunman, newsroom):
    expected = {kind: undisturbed(gunman, newsroom, kind)[0] for kind, *_ in STEPS}
    for kind, *step in STEPS:
        order = prepare(newsroom, kind)
        shot = gunman.order(**order, kill_at=step)
        assert shot["killed"], step
        compare(ended(gunman, order), expected[kind], step)


@pytest.mark.parametrize("step", ["discarding", "words", "codes", "vectors"])
def test_a_reindex_that_was_killed_says_to_run_it_again(gunman, newsroom, step):
    order = prepare(newsroom, "reindexed")
    assert gunman.order(**order, kill_at=[step, 1, "after"])["killed"]
    refused = gunman.order(**order | {"do": "ingest"})
    assert "`newsdesk reindex`" in refused["refused"]


def test_an_undisturbed_update_is_what_it_should_be(gunman, newsroom):
    found = gunman.order(**prepare(newsroom, "pruned"), tell=True)["state"]
    ids = {json_of(line)["id"] for line in found["articles"]}
    assert {"n02", "n13"} & ids == set()
    assert {"n06", "n08", "n09"} <= ids
    versions = Counter(json_of(line)["id"] for line in found["versions"])
    edited = {f"n{number:02}" for number in (1, 4, 5, 10, 11, 12, 14)}
    texts = {key for key in versions if not key.startswith("n")}  # named by their words
    assert versions.keys() - texts == edited | {"n02", "n13"}
    assert (set(versions.values()), len(texts)) == ({1}, 2)  # 20 edited, 22 vanished
    assert {json_of(line)["version"] for line in found["articles"]} == {1, 2}
    words = {term for term, *_ in found["vocabulary"]}
    assert {"since1", "since20", "before0", "before6", "before21"} <= words
    assert {"before1", "before2", "before13", "before20", "before22"} & words == set()
    kept = [key for key, *_ in found["words index"]]
    assert kept == [key for key, *_ in found["vector index"]]
    assert len(kept) == len(set(kept)) == len(found["passages"])
    assert found["unindexed"] == []


def json_of(line):
    """A row of a table as `kills.state` writes it."""
    import ast

    return dict(ast.literal_eval(line))
