"""Jobs: in order, each on its own feet, and ended quickly; what may happen amid one."""

import json
import os
import shutil
import stat
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress

import pytest
from conftest import ROOT, every_article
from test_embed import MOCK

from bot.question.understanding import understand
from bot.search import retrieve
from ingest.errors import ArticleNotFound, DataFolderError, EmbeddingError, JobNotFound, Stopped
from ingest.limits import Limits
from ingest.pipeline import ingest
from ingest.runs import history, jobs
from ingest.runs.jobs import Job, Jobs, State, Work, absolute
from ingest.runs.unfinished import Left, Unfinished
from ingest.settings import EmbeddingSettings, IngestSettings, Settings
from ingest.store import Store
from ingest.stored import holder, takedowns
from ingest.stored.holder import Holder

SMALL = Settings(
    embedding=EmbeddingSettings(model=MOCK, options={"embed_dim": 4}),
    ingest=IngestSettings(batch_articles=4),
)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "data", SMALL, purpose="a test") as store:
        yield store


@pytest.fixture
def queue(store):
    with Jobs(store) as queue:
        yield queue


def article(number, word="sails"):
    return {"id": f"{number:03}", "title": f"Ferry {number}", "text": f"Ferry {number} {word}."}


def write(file, articles):
    file.write_text("\n".join(map(json.dumps, articles)))
    return file


def ended(queue, job, within=30):
    deadline = time.monotonic() + within
    while not queue.job(job.id).has_ended:
        assert time.monotonic() < deadline, queue.job(job.id)
        time.sleep(0.01)
    return queue.job(job.id)


@contextmanager
def held_up(queue):
    """The thread of the jobs, kept busy inside the block."""
    release, busy = threading.Event(), threading.Event()
    thread = threading.Thread(target=lambda: queue.at_once(lambda: (busy.set(), release.wait(30))))
    thread.start()
    assert busy.wait(30)
    try:
        yield
    finally:
        release.set()
        thread.join()


def test_a_job_ends_with_its_report(queue, tmp_path):
    file = write(tmp_path / "news.jsonl", [article(1), article(2)])
    job = ended(queue, queue.submit(Work((str(file), str(tmp_path / "nowhere")))))
    assert (job.state, job.error) == (State.DONE, "")
    assert job.report.articles == Counter(added=2, failed=1)
    assert (job.progress.articles, job.progress.bytes_done) == (2, file.stat().st_size)
    assert job.ended_at >= job.queued_at


def test_jobs_are_done_in_the_order_in_which_they_were_asked_for(queue, tmp_path):
    files = [write(tmp_path / f"{n}.jsonl", [article(n)]) for n in range(3)]
    order = []
    with held_up(queue):
        asked = [queue.submit(Work((str(file),)), then=order.append) for file in files]
        assert [one.state for one in queue.all()] == [State.QUEUED] * 3
    for one in asked:
        ended(queue, one)
    assert [job.id for job in order] == [one.id for one in asked]
    assert [one.id for one in queue.all()] == [one.id for one in reversed(asked)]


def test_two_equal_jobs_that_wait_are_one(queue, tmp_path):
    file = str(write(tmp_path / "news.jsonl", [article(1)]))
    told = []
    with held_up(queue):
        first = queue.submit(Work((file,)), then=told.append)
        assert queue.submit(Work((file,)), then=told.append).id == first.id
        assert queue.submit(Work((file,), prune=True)).id != first.id
    ended(queue, first)
    again = queue.submit(Work((file,)))  # the file may be another one by now
    assert again.id != first.id
    ended(queue, again)
    assert [job.id for job in told] == [first.id] * 2


def test_a_job_that_fails_says_why_and_ends_no_other(queue, store, tmp_path, caplog):
    good = store.embedder
    file = write(tmp_path / "news.jsonl", [article(1)])

    class Unplugged:
        name = good.name

        def passages(self, items):
            raise BaseException("a panic of a library")  # as Chroma's are

    store.embedder = Unplugged()
    job = ended(queue, queue.submit(Work((str(file),))))
    assert (job.state, job.report) == (State.FAILED, None)
    assert "a panic of a library" in job.error
    assert "failed" in caplog.text
    store.embedder = good
    assert ended(queue, queue.submit(Work((str(file),)))).report.articles["added"] == 1


def test_what_follows_a_job_may_fail_and_ends_no_other(queue, tmp_path, caplog):
    file = write(tmp_path / "news.jsonl", [article(1)])
    ended(queue, queue.submit(Work((str(file),)), then=lambda job: 1 / 0))
    assert ended(queue, queue.submit(Work((str(file),)))).state is State.DONE
    assert "ZeroDivisionError" in caplog.text


def test_a_job_is_stopped_amid_its_source_and_the_next_run_goes_on(store, tmp_path):
    file = write(tmp_path / "news.jsonl", [article(n) for n in range(80)])
    with Jobs(store) as queue:
        job = queue.submit(Work((str(file),)))
        while queue.job(job.id).progress.articles < 8:
            time.sleep(0.001)
        started = time.monotonic()
    assert time.monotonic() - started < 2
    assert queue.job(job.id).error.startswith("Stopped before the end")
    for ask in (lambda: queue.submit(Work(("x",))), lambda: queue.at_once(lambda: None)):
        with pytest.raises(Stopped):
            ask()
    stored = len(every_article(store.library))
    assert 8 <= stored < 80
    report = ingest(store, [file])
    assert report.articles == Counter(added=80 - stored, unchanged=stored)
    store.index.verify()


def left_in(folder):
    return [json.loads(file.read_text()) for file in sorted((folder / "jobs").glob("*.json"))]


def test_what_was_accepted_outlives_the_process(tmp_path):
    many = write(tmp_path / "many.jsonl", [article(n) for n in range(80)])
    files = [str(write(tmp_path / f"{n}.jsonl", [article(100 + n)])) for n in range(3)]
    with Store(tmp_path / "data", SMALL, purpose="a test") as store, Jobs(store) as queue:
        ended(queue, queue.submit(Work((files[0],))))
        assert left_in(tmp_path / "data") == []
        asked = [queue.submit(Work((str(one),))) for one in (many, files[1])]
        queue.submit(Work((files[2],)), lasting=False)
        while queue.job(asked[0].id).progress.articles < 8:
            time.sleep(0.001)
    stopped = queue.job(asked[0].id)
    assert (stopped.state, stopped.goes_on) == (State.FAILED, True)
    assert "when it is started again" in stopped.error
    assert [(one["id"], one["begun"]) for one in left_in(tmp_path / "data")] == [
        (one.id, 0) for one in asked
    ]
    with Store(tmp_path / "data", SMALL, purpose="a test") as store, Jobs(store) as queue:
        assert queue.accepted == {str(many), files[1]}
        assert (queue.resume(), queue.resume()) == (2, 0)
        for one in asked:
            assert ended(queue, one).state is State.DONE
        assert queue.job(asked[0].id).report.articles["unchanged"] > 0
        ids = {one.id for one in every_article(store.library)}
        assert ids == {f"{n:03}" for n in (*range(80), 100, 101)}
    assert left_in(tmp_path / "data") == []


def test_a_job_that_takes_its_process_with_it_is_given_up_in_the_end(tmp_path, store, caplog):
    file = write(tmp_path / "news.jsonl", [article(1)])
    left = Unfinished(store.folder)
    for name in ("bad", "good"):
        left.put(Left(id=name, targets=(str(file),), prune=False))
    for _ in range(jobs.TRIES):
        left.begin("bad")
    (store.folder / "jobs" / "000000000009-odd.json").write_text("{")
    with Jobs(store) as queue:
        assert "hand its job over again" in caplog.text
        assert queue.resume() == 2
        assert ended(queue, Job(id="good", work=Work(()))).state is State.DONE
        bad = queue.job("bad")
        assert (bad.state, bad.error) == (State.FAILED, jobs.GIVEN_UP)
    assert left_in(store.folder) == []


def test_what_is_done_is_not_done_again_where_its_note_could_not_be_removed(tmp_path, store):
    left = Unfinished(store.folder)
    left.put(Left(id="one", targets=("x",), prune=False))
    (file,) = (store.folder / "jobs").iterdir()
    file.unlink()
    file.mkdir()  # which `unlink` does not remove
    left.drop("one")
    with pytest.raises(OSError, match="Is a directory"):
        left.put(Left(id="two", targets=("y",), prune=False))
    assert not left.tidy()
    file.rmdir()
    left.put(Left(id="two", targets=("y",), prune=False))
    assert [one["id"] for one in left_in(store.folder)] == ["two"]


def test_a_job_that_failed_and_cannot_be_struck_off_says_that_it_is_tried_again(tmp_path, store):
    good = store.embedder

    class Unplugged:
        name = good.name

        def passages(self, items):
            (note,) = (store.folder / "jobs").glob("*.json")
            note.unlink()
            note.mkdir()
            raise EmbeddingError("The plug is out.")

    store.embedder = Unplugged()
    file = str(write(tmp_path / "news.jsonl", [article(1)]))
    with Jobs(store) as queue:
        job = ended(queue, queue.submit(Work((file,))))
        assert (job.state, job.goes_on) == (State.FAILED, True)
        assert job.error == f"The plug is out. {jobs.AGAIN}"
        assert queue.accepted == {file}


def test_what_an_index_could_not_take_over_is_taken_over_when_it_can(tmp_path, store):
    chroma, away = store.index.vectors.path, tmp_path / "away"
    file = write(tmp_path / "news.jsonl", [article(1)])
    with Jobs(store) as queue:
        chroma.rename(away)
        chroma.write_text("in its way")
        store.index.vectors._failed = True  # so that it is opened anew
        job = ended(queue, queue.submit(Work((str(file),))))
        assert "did not answer" in job.error
        assert store.library.waiting() != []
        chroma.unlink()
        while away.exists():
            shutil.rmtree(chroma, ignore_errors=True)  # it may be made anew in between
            with suppress(OSError):
                away.rename(chroma)
        deadline = time.monotonic() + 20
        while store.library.waiting():  # nobody asks for anything
            assert time.monotonic() < deadline
            time.sleep(0.05)
        hits = retrieve.search(store, understand("Which ferry sails?"), k=3).hits
        assert [hit.article.id for hit in hits] == ["001"]


def test_a_mistake_while_the_indexes_catch_up_does_not_end_the_jobs(tmp_path, store, monkeypatch):
    file, tried = write(tmp_path / "news.jsonl", [article(1)]), threading.Event()

    def mistaken():
        tried.set()
        raise AttributeError

    with Jobs(store) as queue:
        with monkeypatch.context() as patched:
            patched.setattr(store.index, "catch_up", mistaken)
            with pytest.raises(ZeroDivisionError):
                queue.at_once(lambda: 1 / 0)  # from here on the indexes may be behind
            assert tried.wait(20)
        assert ended(queue, queue.submit(Work((str(file),)))).error == ""


def test_work_that_cannot_be_kept_is_not_accepted(tmp_path, store):
    (store.folder / "jobs").write_text("a file is in its way")
    with Jobs(store) as queue:
        with pytest.raises(DataFolderError, match="cannot be written"):
            queue.submit(Work((str(tmp_path),)))
        assert queue.all() == []


def test_a_stopped_prune_takes_nothing_more_out(store, tmp_path):
    (tmp_path / "news").mkdir()
    files = [write(tmp_path / "news" / f"{n}.jsonl", [article(n)]) for n in range(3)]
    ingest(store, [tmp_path / "news"])
    for file in files[:2]:
        file.unlink()
    answers = iter([False] * 3 + [True])  # to the folder's one file and its article, one prune
    with pytest.raises(Stopped):
        ingest(store, [tmp_path / "news"], prune=True, stop=lambda: next(answers))
    assert [one.id for one in every_article(store.library)] == ["001", "002"]


@pytest.mark.parametrize("streams", [True, False])
def test_an_article_taken_down_at_any_moment_of_a_run_stays_out(tmp_path, streams):
    """`stop` is asked at every place where a server does what cannot wait."""
    name = "news.jsonl" if streams else "news.txt"
    at, was_in_time = 0, True
    while was_in_time:
        at, was_in_time, asked = at + 1, False, 0
        with Store(tmp_path / f"data{at}", SMALL, purpose="a test") as store:
            if streams:
                write(tmp_path / name, [article(n) for n in range(6)])
            else:
                (tmp_path / name).write_text("Ferry 5 will sail\n\nThe ferry sails at noon.\n")
            ingest(store, [tmp_path / name])
            victim = every_article(store.library)[1 if streams else 0].id
            if streams:
                write(tmp_path / name, [article(n, "stays") for n in range(6)])
            else:
                (tmp_path / name).write_text("Ferry 5 will sail\n\nThe ferry sails at one.\n")

            def take_down(store=store, at=at, victim=victim):
                nonlocal asked, was_in_time
                asked += 1
                if asked == at:
                    takedowns.take_down(store, victim)
                    was_in_time = True
                return False

            ingest(store, [tmp_path / name], stop=take_down)
            if was_in_time:
                assert victim not in {one.id for one in every_article(store.library)}
                with pytest.raises(ArticleNotFound):
                    store.library.version(victim, 1)
                lines = store.library.ledger.source(str(tmp_path / name))
                assert lines is None or victim not in lines.article_ids
            assert store.library.waiting() == []
            store.index.verify()
            (tmp_path / name).write_text((tmp_path / name).read_text() + "\n")
            ingest(store, [tmp_path / name])  # and the next run meets nothing odd
    assert at > (8 if streams else 2)


def test_articles_are_found_while_a_job_is_at_work(tmp_path):
    settings = Settings(ingest=IngestSettings(batch_articles=8))
    with Store(tmp_path / "data", settings, purpose="a test") as store, Jobs(store) as queue:
        first = write(tmp_path / "first.jsonl", [article(1)])
        ended(queue, queue.submit(Work((str(first),))))
        many = write(tmp_path / "many.jsonl", [article(n, f"{n} " * 90) for n in range(2, 200)])
        job = queue.submit(Work((str(many),)))
        while not queue.job(job.id).progress.articles:
            time.sleep(0.001)
        hits = retrieve.search(store, understand("Which ferry sails?"), k=3).hits
        assert hits[0].article.id == "001"
        assert queue.job(job.id).state is State.RUNNING
        queue.at_once(lambda: takedowns.take_down(store, "001"))
        assert queue.job(job.id).state is State.RUNNING
        hits = retrieve.search(store, understand("Which ferry sails?"), k=3).hits
        assert "001" not in {hit.article.id for hit in hits}


def test_what_is_done_at_once_answers_with_its_result_or_its_error(queue, store):
    assert queue.at_once(lambda: 7) == 7
    with pytest.raises(ArticleNotFound):
        queue.at_once(lambda: takedowns.take_down(store, "nope"))
    assert queue.at_once(lambda: 8) == 8


def test_jobs_that_ended_long_ago_are_forgotten(queue, tmp_path, monkeypatch):
    monkeypatch.setattr(history, "KEPT", 2)
    asked = [ended(queue, queue.submit(Work((str(tmp_path / str(n)),)))) for n in range(4)]
    assert [one.id for one in queue.all()] == [asked[3].id, asked[2].id]
    with pytest.raises(JobNotFound, match="hand the work over again"):
        queue.job(asked[0].id)


def test_long_reports_push_out_older_ones_and_never_the_newest(queue, tmp_path, monkeypatch):
    monkeypatch.setattr(history, "KEPT_LINES", 3)
    nowhere = [str(tmp_path / str(n)) for n in range(5)]
    asked = [ended(queue, queue.submit(Work(tuple(nowhere[:n])))) for n in (1, 2, 5)]
    assert [one.id for one in queue.all()] == [asked[2].id]
    few = ended(queue, queue.submit(Work(tuple(nowhere[:1]))))
    assert [one.id for one in queue.all()] == [few.id]


def test_a_takedown_names_the_other_tellings_of_the_story(store, tmp_path):
    copies = [article(1) | {"id": one, "source": one} for one in ("c", "a", "b")]
    ingest(store, [write(tmp_path / "news.jsonl", [*copies, article(2)])])
    done = takedowns.take_down(store, "b")
    assert [one.id for one in done.copies] == ["a", "c"]
    assert store.index.words.search(["sails"], k=9, limits=Limits()) != []
    assert "b:0" not in dict(store.index.words.search(["sails"], k=9, limits=Limits()))
    assert (takedowns.let_back_in(store, "b"), takedowns.let_back_in(store, "b")) == (True, False)


@pytest.mark.parametrize(
    ("target", "same"),
    [
        ("https://ledger.example/feed", "https://ledger.example/feed"),
        ("reader:wiki", "reader:wiki"),
        ("/srv/news", "/srv/news"),
        ("ftp://ledger.example/a", "ftp://ledger.example/a"),
        ("news/../old", "{here}/news/../old"),  # a link may stand there
    ],
)
def test_a_target_means_the_same_in_every_process(target, same, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert absolute(target) == same.format(here=tmp_path)


def test_who_holds_the_folder_and_how_to_reach_it_is_told_to_its_owner_alone(store):
    said = holder.read(store.folder)
    assert (said.process, said.purpose, said.address) == (os.getpid(), "a test", "")
    (store.folder / "holder.json.new").write_text("left by a crash")
    store.takes_work(address="http://127.0.0.1:1", host="localhost", token="secret")
    said = holder.read(store.folder)
    assert (said.address, said.host, said.token) == ("http://127.0.0.1:1", "localhost", "secret")
    assert stat.S_IMODE((store.folder / "holder.json").stat().st_mode) == 0o600
    assert "secret" not in str(said)


def test_what_a_killed_server_left_is_no_hindrance(tmp_path):
    (tmp_path / "data").mkdir()
    left = Holder(process=1, purpose="newsdesk serve", since="2026", address="http://x", token="x")
    holder.write(tmp_path / "data", left)
    with Store(tmp_path / "data", SMALL, purpose="a test"):
        assert holder.read(tmp_path / "data").address == ""
    assert holder.read(tmp_path / "data") is None


@pytest.mark.parametrize("text", ["", "[]", '{"process": "x"}', "{}", "\x00"])
def test_a_damaged_note_of_the_holder_tells_nothing(tmp_path, text):
    (tmp_path / "holder.json").write_text(text)
    assert holder.read(tmp_path) is None


HANGING = f"""
import sys, threading, time
from pathlib import Path
from ingest.runs import jobs
from ingest.settings import EmbeddingSettings, Settings
from ingest.store import Store
from ingest.runs.unfinished import Left, Unfinished
settings = Settings(embedding=EmbeddingSettings(model={MOCK!r}, options={{"embed_dim": 4}}))
with Store(Path(sys.argv[1]), settings, purpose="a test") as store:
    with jobs.Jobs(store) as queue:
        jobs.Jobs.close.__defaults__ = (0.2,)
        threading.Thread(target=queue.at_once, args=(lambda: time.sleep(60),), daemon=True).start()
        time.sleep(0.5)
print("never here")
"""


def test_a_job_that_does_not_end_is_cut_off_with_the_process(tmp_path):
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", HANGING, str(tmp_path / "data")],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    assert "is cut off; what was stored stays" in done.stderr
    assert time.monotonic() - started < 50
    Store(tmp_path / "data", SMALL, purpose="a test").close()
