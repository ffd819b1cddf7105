"""What is watched is read again and again, never twice at once, and said when it changes."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import typer
from test_embed import MOCK

from bot.commands.watching import minutes
from ingest.runs.jobs import UNEXPECTED, Jobs, State
from ingest.runs.watch import Watcher
from ingest.settings import EmbeddingSettings, Settings, WatchSettings
from ingest.store import Store

NEWSDESK = str(Path(sys.executable).with_name("newsdesk"))
OFTEN = 0.2 / 60  # minutes


@pytest.fixture
def queue(tmp_path):
    settings = Settings(embedding=EmbeddingSettings(model=MOCK, options={"embed_dim": 4}))
    with Store(tmp_path / "data", settings, purpose="a test") as store, Jobs(store) as queue:
        yield queue


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    write(folder, "a")
    return folder


def write(folder, name, text="It sails."):
    (folder / f"{name}.jsonl").write_text(json.dumps({"id": name, "title": name, "text": text}))


def often(folder, minutes=OFTEN, **given):
    """A folder that is read more often than a setting may say."""
    return WatchSettings(target=str(folder), **given).model_copy(update={"every_minutes": minutes})


class Seen:
    """The reports of a watcher's readings, in order."""

    def __init__(self):
        self.jobs, self._came = [], threading.Condition()

    def __call__(self, job):
        with self._came:
            self.jobs.append(job)
            self._came.notify_all()

    def until(self, is_so):
        with self._came:
            assert self._came.wait_for(lambda: any(map(is_so, self.jobs)), 30), self.jobs
            self.jobs.clear()


def outcome(name, count=1):
    return lambda job: bool(job.report) and job.report.articles[name] == count


def test_a_watched_folder_is_read_at_once_and_again_when_it_changes(queue, news):
    seen = Seen()
    watched = often(news, prune=True)
    watcher = Watcher(queue, [watched], ran=seen)
    watcher.start()
    try:
        seen.until(outcome("added"))
        seen.until(outcome("unchanged"))
        write(news, "b")
        seen.until(outcome("added"))
        write(news, "a", "It stays.")
        seen.until(outcome("updated"))
        (news / "b.jsonl").unlink()
        seen.until(outcome("removed"))
    finally:
        watcher.close()
    time.sleep(0.3)
    before = len(queue.all())
    time.sleep(0.5)
    assert len(queue.all()) == before  # closed is closed


def test_without_prune_what_vanished_stays(queue, news):
    seen = Seen()
    write(news, "b")
    watcher = Watcher(queue, [often(news)], ran=seen)
    watcher.start()
    try:
        seen.until(outcome("added", 2))
        (news / "b.jsonl").unlink()
        seen.until(lambda job: [Path(one).name for one in job.report.vanished] == ["b.jsonl"])
    finally:
        watcher.close()
    assert queue._store.library.counts().articles == 2


def test_a_reading_that_takes_long_is_not_asked_for_again(queue, news):
    release, begun, good = threading.Event(), threading.Event(), queue._store.embedder

    class Slow:
        def passages(self, items):
            begun.set()
            release.wait(30)
            return good.passages(items)

    queue._store.embedder = Slow()
    watched = [often(news, OFTEN / 4)]
    watcher = Watcher(queue, watched)
    watcher.start()
    try:
        assert begun.wait(30)
        time.sleep(0.5)
        assert [job.state for job in queue.all()] == [State.RUNNING]
    finally:
        release.set()
        watcher.close()


def test_a_target_that_is_down_all_night_is_two_lines(queue, news, caplog):
    seen = Seen()
    away = news.with_name("away")
    watcher = Watcher(queue, [often(news)], ran=seen)
    watcher.start()
    try:
        seen.until(outcome("added"))
        news.rename(away)
        for _ in range(3):
            seen.until(outcome("failed"))
        away.rename(news)
        for _ in range(3):
            seen.until(outcome("failed", 0))
    finally:
        watcher.close()
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING] == [
        f"Watching {news}: {news}: there is no such file or folder",
        f"Watching {news}: {news} is no problem any more",
    ]


def test_a_reading_that_fails_is_said_once_and_forgets_nothing(queue, news, caplog):
    (news / "empty.txt").write_text("")
    seen = Seen()
    good = queue._store.embedder

    class Unplugged:
        def passages(self, items):
            raise ValueError("no current")

    watcher = Watcher(queue, [often(news)], ran=seen)
    watcher.start()
    try:
        seen.until(outcome("added"))
        queue._store.embedder = Unplugged()
        write(news, "b")
        for _ in range(3):
            seen.until(lambda job: job.error)
        queue._store.embedder = good
        seen.until(outcome("added"))
    finally:
        watcher.close()
    lines = [one.getMessage() for one in caplog.records if one.name == "ingest.runs.watch"]
    assert lines == [
        f"Watching {news}: {news / 'empty.txt'}: is empty",
        f"Watching {news}: failed: {UNEXPECTED.format(ValueError('no current'))}",
        f"Watching {news}: it is no problem any more",
    ]


def test_many_changes_are_said_in_a_few_lines(queue, news, caplog):
    for number in range(9):
        (news / f"{number}.txt").write_text("")
    seen = Seen()
    watcher = Watcher(queue, [WatchSettings(target=str(news), every_minutes=60)], ran=seen)
    watcher.start()
    try:
        seen.until(outcome("failed", 9))
    finally:
        watcher.close()
    lines = [one.getMessage() for one in caplog.records if one.name == "ingest.runs.watch"]
    assert (len(lines), lines[-1]) == (6, f"Watching {news}: and 4 more changes")


@pytest.mark.parametrize(
    ("period", "count"),
    [("15m", 15), ("90s", 1.5), ("2h", 120), ("1d", 1440), ("7", 7), (" 0.5 H ", 30)],
)
def test_a_period_is_a_number_and_its_unit(period, count):
    assert minutes(period) == count


@pytest.mark.parametrize(
    "period", ["", "0m", "soon", "-5m", "1w", "1.2.3m", "9" * 13, "inf", "٣m", "367d", "0.5s"]
)
def test_what_is_no_period_is_refused(period):
    with pytest.raises(typer.BadParameter, match="is no period; say 15m"):
        minutes(period)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_the_command_says_what_changed_holds_the_folder_and_ends_in_seconds(
    news, tmp_path, number, code
):
    args = [NEWSDESK, "watch", "news", "--every", "0.6s"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(args, cwd=tmp_path, env=os.environ, **pipes) as watching:
        assert watching.stdout
        line = watching.stdout.readline()
        write(news, "b")
        then = watching.stdout.readline()
        watching.send_signal(number)
        started = time.monotonic()
        assert watching.wait(30) == code
        assert time.monotonic() - started < 5
        assert line[8:] == f" {news}: 1 added. The library holds 1 passage.\n"
        assert " 1 added, 1 unchanged." in then
        assert watching.stderr
        assert "Traceback" not in watching.stderr.read()
    assert not (tmp_path / "data" / "holder.json").exists()
