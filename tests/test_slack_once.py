"""Answered once, and never not at all: repetitions, two bots, restarts, lost sockets, refusals."""
# ruff: noqa: F401, F811, fixtures are imported and then named as arguments

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import fake_slack
import pytest
from conftest import ROOT
from fake_slack import BOT, CHANNEL, DIRECT, until
from newsroom import newsroom
from slack_desk import (
    COSTS,
    DAM,
    FARE,
    RISES,
    at_work,
    bot,
    library,
    scripted,
    slack,
    with_settings,
)

from bot.channels.outward import UNAVAILABLE
from bot.channels.slack.errors import SlackNotSetUp
from bot.channels.slack.ledger import Asked, Ledger
from ingest.settings import Settings
from ingest.store import Store


def answers(slack, **where):
    return [one for one in slack.of_bot(**where) if "£4.10" in one.text]


# ---- repetitions


def test_an_event_that_slack_sends_again_for_want_of_an_acknowledgement_is_answered_once(
    bot, slack
):
    slack.is_deaf, slack.ack_within = True, 0.1
    ts = slack.say(f"<@{BOT}> {FARE}")
    until(lambda: any(sent.attempt == 3 for sent in slack.sent.values()))
    slack.finished(thread=ts)
    slack.settled()
    assert len(slack.of_bot()) == 1


def test_two_bots_on_one_library_answer_once(library, slack):
    slack.tells_all = True
    store = with_settings(library, slack)
    with at_work(store) as one, at_work(store) as other:
        until(lambda: len(slack.sockets) == 2)
        for number in range(5):
            ts = slack.say(f"<@{BOT}> {FARE}", user=f"U{number}")
            slack.finished(thread=ts)
        slack.settled()
        assert Counter(one.thread_ts for one in slack.of_bot()).most_common(1)[0][1] == 1
        assert len(slack.of_bot()) == 5
        assert one.desk is not other.desk


def test_of_two_processes_one_has_each_question(tmp_path):
    newsroom(tmp_path).close()
    code = """
import sys
from pathlib import Path
from bot.channels.slack.ledger import Asked, Ledger
from ingest.stored.library import Library
library = Library(Path(sys.argv[1]))
ledger = Ledger(library.database)
print("ready", flush=True)
sys.stdin.readline()
for number in range(40):
    asked = Asked(key=f"T1:C1:{number}", team="T1", channel="C1", direct=False, root="1", user="U1",
                  text="Who?", how="mention", at=1.0)
    if ledger.claim(asked):
        print(number, flush=True)
"""
    args = [sys.executable, "-c", code, str(tmp_path / "data")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    both = [subprocess.Popen(args, **pipes) for _ in range(2)]
    for one in both:
        assert one.stdout.readline() == "ready\n"
    for one in both:
        one.stdin.write("go\n")
        one.stdin.flush()
    won = [one.communicate(timeout=60)[0].split() for one in both]
    assert sorted(map(int, won[0] + won[1])) == list(range(40))


# ---- restarts


def test_what_a_killed_bot_left_half_answered_is_answered_by_the_next(tmp_path, slack):
    newsroom(tmp_path).close()
    (tmp_path / "config.yaml").write_text(json.dumps({"slack": {"api_url": slack.url}}))
    command = [str(Path(sys.executable).parent / "newsdesk"), "slack"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    slack.slow["chat.stopStream"] = 60
    pipes = {"stdout": subprocess.PIPE, "text": True, "cwd": tmp_path, "env": environment}
    with subprocess.Popen(command, **pipes) as killed:
        try:
            assert "answers in Slack" in killed.stdout.readline()
            ts = slack.say(f"<@{BOT}> {FARE}")
            [half] = until(lambda: slack.of_bot(thread=ts))
            until(lambda: slack.asked("chat.stopStream"))
        finally:
            killed.send_signal(signal.SIGKILL)
    slack.slow.clear()
    with closing(sqlite3.connect(tmp_path / "data/library.sqlite")) as db, db:
        row = db.execute("SELECT state, tries, replies FROM slack_work").fetchone()
        assert row == ("open", 1, json.dumps([half.ts]))
        db.execute("UPDATE slack_work SET lease = 0")  # as if some seconds had gone by
    db.close()
    with (
        Store(tmp_path / "data", Settings(), purpose="a test") as store,
        at_work(with_settings(store, slack)),
    ):
        until(lambda: half.gone)
        [whole] = slack.finished(thread=ts)
        slack.settled()
        assert len(slack.of_bot()) == 1
        assert RISES in whole.text


def test_a_bot_that_is_stopped_leaves_its_work_to_the_next_at_once(tmp_path, slack):
    with newsroom(tmp_path) as store:
        with_settings(store, slack)
        with at_work(store, ask=scripted("One.", "Two.", pause=30), lease=90):
            ts = slack.say(f"<@{BOT}> {FARE}")
            until(lambda: slack.statuses)
        assert slack.of_bot() == []
        with at_work(store):
            [answer] = slack.finished(thread=ts)
            assert RISES in answer.text


def test_work_that_ends_its_process_again_and_again_is_given_up(tmp_path, slack):
    with newsroom(tmp_path) as store:
        with_settings(store, slack)
        ts = slack.write(f"<@{BOT}> {FARE}")
        ledger = Ledger(store.library.database, lease=-1)
        asked = Asked(
            key=f"T1:{CHANNEL}:{ts}", team="T1", channel=CHANNEL, direct=False, root=ts, user="U1",
            text=FARE, how="mention", at=time.time(),
        )  # fmt: skip
        assert ledger.claim(asked)
        for _ in range(2):
            assert len(ledger.take_over()) == 1
        with at_work(store):
            [said] = slack.finished(thread=ts)
            assert "Something went wrong" in said.text


# ---- the connection


@pytest.mark.parametrize("politely", [True, False])
def test_a_dropped_socket_is_opened_again_and_what_came_meanwhile_answered(bot, slack, politely):
    slack.say(f"<@{BOT}> {FARE}")
    slack.finished(1)
    slack.drop_sockets(politely=politely)
    ts = slack.say(f"<@{BOT}> {DAM}")
    [answer] = slack.finished(thread=ts)
    assert "drive shaft" in answer.text
    assert slack.connections == 2


def test_what_slack_never_delivered_is_looked_up_and_answered_once(bot, slack):
    thread = slack.say(f"<@{BOT}> {DAM}")
    slack.finished(thread=thread)
    slack.loses_events = True
    slack.drop_sockets()
    ts = slack.say(f"<@{BOT}> {FARE}")
    again = slack.say(FARE, thread=thread)
    for root in (ts, thread):
        until(lambda root=root: answers(slack, thread=root))
    slack.settled()
    assert [len(answers(slack, thread=root)) for root in (ts, thread)] == [1, 1]
    assert (CHANNEL, again) in slack.messages


def test_a_question_that_is_too_old_is_left(library, slack):
    with at_work(with_settings(library, slack, missed_minutes=5)):
        old = f"{time.time() - 301:.6f}"
        slack.tell(old, f"<@{BOT}> {FARE}")
        young = f"{time.time() - 200:.6f}"
        slack.messages[CHANNEL, young] = fake_slack.Message(CHANNEL, young, "U1")
        slack.tell(young, f"<@{BOT}> {FARE}")
        slack.finished(thread=young)
        slack.settled()
        assert len(slack.of_bot()) == 1


# ---- Slack's limits and refusals


def test_where_slack_says_later_it_is_later_and_nothing_is_lost(bot, slack):
    for method in ("chat.startStream", "chat.stopStream"):
        slack.fail(method, "ratelimited", retry_after=1)
    slack.fail("assistant.threads.setStatus", "ratelimited", retry_after=30)
    asked = time.monotonic()
    ts = slack.say(f"<@{BOT}> {FARE}")
    [answer] = slack.finished(thread=ts)
    assert RISES in answer.text
    assert 2 <= answer.finished_at - asked < 10  # a status is not waited for
    starts = [call.at for call in slack.calls if call.method == "chat.startStream"]
    assert len(starts) == 2
    assert starts[1] - starts[0] >= 1


def test_an_answer_that_may_not_stream_comes_as_a_whole(bot, slack):
    slack.fail("chat.startStream", "feature_not_enabled")
    ts = slack.say(f"<@{BOT}> {FARE}")
    [answer] = slack.finished(thread=ts)
    assert answer.blocks[0]["type"] == "markdown"
    assert RISES in answer.blocks[0]["text"]
    assert answer.text.startswith(COSTS)  # what a notification shows
    assert not answer.unfurls


def test_a_stream_that_breaks_off_ends_as_a_whole_answer(library, slack):
    said = ("One.", "Two.", "Three.")
    with at_work(with_settings(library, slack), ask=scripted(*said)):
        slack.fail("chat.appendStream", "internal_error")
        ts = slack.say(f"<@{BOT}> {FARE}")
        until(lambda: slack.asked("chat.update"))
        [answer] = slack.finished(thread=ts)
        assert answer.blocks[0]["text"] == "One. [1] Two. [1] Three. [1]"


def test_statements_stand_in_their_order_as_they_were_checked(library, slack):
    said = [f"Sentence {number}." for number in range(6)]
    with at_work(with_settings(library, slack), ask=scripted(*said, pause=0.05)):
        slack.fail("chat.appendStream", "ratelimited", retry_after=1)
        ts = slack.say(f"<@{BOT}> {FARE}")
        [answer] = slack.finished(thread=ts)
        assert answer.pieces == [f"{' ' * bool(n)}{one} [1]" for n, one in enumerate(said)]
        appended = [call for call in slack.calls if call.method == "chat.appendStream"]
        assert len(appended) == 6  # one of them twice


def test_a_closed_channel_ends_it_and_the_next_question_is_answered(bot, slack):
    slack.fail("chat.startStream", "is_archived")
    slack.say(f"<@{BOT}> {FARE}")
    until(lambda: slack.asked("chat.startStream"))
    ts = slack.say(f"<@{BOT}> {DAM}")
    slack.finished(thread=ts)
    assert len(slack.of_bot()) == 1


# ---- never silent


@pytest.mark.parametrize("after", [0, 1])
def test_a_mistake_of_ours_gets_a_word(library, slack, after, caplog):
    broken = scripted(*["One."] * after, error=RuntimeError("a mistake"))
    with at_work(with_settings(library, slack), ask=broken):
        ts = slack.say(f"<@{BOT}> {FARE}")
        told = slack.finished(1 + after, thread=ts)[-1]
        assert "Something went wrong" in told.text
    assert "a mistake" in caplog.text


def test_a_question_that_cannot_be_used_gets_its_reason(bot, slack):
    slack.say("Why? " * 900, channel=DIRECT)
    [said] = slack.finished(channel=DIRECT)
    assert "may have 2,000" in said.text


def test_a_library_that_does_not_answer_gets_a_word_and_not_two(library, slack, bot):
    with closing(sqlite3.connect(library.library.database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # and does not end while anybody would wait
        ts = slack.say(f"<@{BOT}> {FARE}")
        [said] = slack.finished(thread=ts)
        slack.settled()
        other.execute("ROLLBACK")
    other.close()
    assert said.text == UNAVAILABLE
    assert len(slack.of_bot()) == 1
    ts = slack.say(f"<@{BOT}> {FARE}")
    assert RISES in slack.finished(thread=ts)[0].text


def test_an_edit_amid_the_answer_leaves_one_answer(library, slack):
    slow = scripted("One.", "Two.", pause=0.4)
    with at_work(with_settings(library, slack), ask=slow):
        ts = slack.say(f"<@{BOT}> {FARE}")
        until(lambda: slack.of_bot(thread=ts))
        slack.edit(CHANNEL, ts, f"<@{BOT}> {DAM}")
        until(lambda: any("Two." in one.seen for one in slack.of_bot(thread=ts)))
        slack.settled(0.6)
        assert len(slack.of_bot(thread=ts)) == 1


def test_a_deletion_amid_the_answer_leaves_nothing(library, slack):
    with at_work(with_settings(library, slack), ask=scripted("One.", "Two.", pause=0.3)):
        ts = slack.say(f"<@{BOT}> {FARE}")
        until(lambda: slack.of_bot(thread=ts))
        slack.delete(CHANNEL, ts)
        until(lambda: not slack.of_bot(thread=ts))
        slack.settled(0.6)
        assert slack.of_bot() == []


# ---- tokens


def test_a_wrong_token_is_said_at_once(library, slack, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-old")
    with (
        pytest.raises(SlackNotSetUp, match=r"Slack refuses auth\.test: invalid_auth"),
        at_work(with_settings(library, slack)),
    ):
        pass
    monkeypatch.setenv("SLACK_BOT_TOKEN", fake_slack.BOT_TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-old")
    with (
        pytest.raises(SlackNotSetUp, match=r"Slack refuses apps\.connections\.open"),
        at_work(with_settings(library, slack)),
    ):
        pass


def test_a_token_without_its_scopes_is_said_at_once(library, slack):
    slack.scopes = "app_mentions:read,commands"
    with (
        pytest.raises(SlackNotSetUp, match="lacks the scopes chat:write"),
        at_work(with_settings(library, slack)),
    ):
        pass


# ---- the ledger by itself


@pytest.fixture
def clock():
    return [1000.0]


@pytest.fixture
def ledger(store, clock):
    return Ledger(store.library.database, lease=10, clock=lambda: clock[0])


ASKED = Asked(
    key="T1:C1:1", team="T1", channel="C1", direct=False, root="1", user="U1", text="Who?",
    how="mention", at=1000.0,
)  # fmt: skip


def test_a_lease_that_is_renewed_is_not_taken_over(ledger, clock):
    assert ledger.claim(ASKED)
    assert not ledger.claim(ASKED)
    clock[0] = 1009
    ledger.renew([ASKED.key])
    clock[0] = 1018
    assert ledger.take_over() == []
    clock[0] = 1020
    [row] = ledger.take_over()
    assert (row.asked, row.tries) == (ASKED, 2)
    assert ledger.take_over() == []
    ledger.finish(ASKED)
    clock[0] = 2000
    assert ledger.take_over() == []


def test_the_words_of_a_question_go_when_it_is_answered(ledger):
    ledger.claim(replace(ASKED, response_url="https://hooks.slack.example/1"))
    ledger.answered(ASKED.key, conversation="c", answer="a")
    ledger.finish(ASKED)
    row = ledger.row(ASKED.key)
    assert (row.asked.text, row.asked.response_url, row.state) == ("", "", "done")


def test_an_edit_is_taken_on_once_and_none_after_a_deletion(ledger):
    ledger.claim(ASKED)
    assert ledger.reclaim(ASKED, "2.0")
    assert ledger.reclaim(ASKED, "2.0") is None
    assert ledger.reclaim(ASKED, "1.5") is None
    assert ledger.gone(ASKED.key)
    assert ledger.gone(ASKED.key) is None
    assert ledger.reclaim(ASKED, "3.0") is None
    ledger.finish(ASKED)
    assert ledger.row(ASKED.key).state == "gone"


def test_a_question_counts_for_the_later_ones_unless_it_was_refused(ledger, clock):
    first, second, third = (replace(ASKED, key=f"T1:C1:{number}") for number in range(3))
    for asked in (first, second, third):
        clock[0] += 1
        assert ledger.claim(asked)
    for of in ("user", "channel"):
        counted = [ledger.count_before(one, 3600, of=of) for one in (first, second, third)]
        assert counted == [0, 1, 2]
    ledger.finish(second, "refused")
    assert ledger.count_before(third, 3600, of="user") == 1
    assert ledger.count_before(replace(third, user="U2"), 3600, of="user") == 0
    clock[0] += 3600
    assert ledger.count_before(third, 3600, of="channel") == 0


def test_what_is_deleted_before_it_is_heard_is_never_taken_on(ledger):
    assert ledger.gone(ASKED.key, early=True) is None
    assert not ledger.claim(ASKED)
    assert ledger.row(ASKED.key).state == "gone"
    assert ledger.askers("C1", "1") == []
    ledger.gone("T1:C1:2")  # so old that nobody would answer it
    assert ledger.row("T1:C1:2") is None


def test_what_is_a_week_old_is_forgotten(ledger, store, clock):
    ledger.claim(ASKED)
    Ledger(store.library.database, clock=lambda: 1000 + 6 * 86400.0)
    assert ledger.row(ASKED.key)
    Ledger(store.library.database, clock=lambda: 1001 + 7 * 86400.0)
    assert ledger.row(ASKED.key) is None
