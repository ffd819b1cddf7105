"""A question in Slack that is edited or deleted, at odd moments: what stands there fits it."""
# ruff: noqa: F401, F811, fixtures are imported and then named as arguments

import sqlite3
import time
from contextlib import closing

import pytest
from fake_slack import BOT, CHANNEL, TEAM, until
from slack_desk import (
    DAM,
    FARE,
    NOTHING,
    RISES,
    SHEARED,
    at_work,
    bot,
    library,
    scripted,
    slack,
    with_settings,
)

from bot.channels.outward import UNAVAILABLE
from bot.channels.slack import ledger
from bot.channels.slack.desk import EDIT_AGAIN


def test_a_question_that_was_deleted_before_it_was_heard_is_not_answered(bot, slack):
    ts = slack.write(f"<@{BOT}> {FARE}")
    slack.delete(CHANNEL, ts)
    slack.settled(0.2)
    slack.tell(ts, f"<@{BOT}> {FARE}")  # sent again, as it was not acknowledged
    slack.settled(0.2)
    assert slack.of_bot() == []


@pytest.mark.parametrize("again", ["edited", "deleted"])
def test_no_message_is_left_over_where_one_was_just_being_begun(library, slack, again):
    slack.slow["chat.startStream"] = 0.2
    with at_work(with_settings(library, slack), ask=scripted("One.", "Two.")):
        ts = slack.say(f"<@{BOT}> {FARE}")
        until(lambda: slack.asked("chat.startStream"))
        if again == "edited":
            slack.edit(CHANNEL, ts, f"<@{BOT}> {DAM}")
            until(lambda: any(one.elements("feedback_buttons") for one in slack.of_bot()))
        else:
            slack.delete(CHANNEL, ts)
            until(lambda: slack.asked("chat.delete"))
        slack.settled(0.3)
        assert len(slack.of_bot()) == (again == "edited")


def test_of_two_edits_the_last_is_answered(library, slack):
    slack.slow["chat.stopStream"] = 0.15  # what was begun takes a while to end

    def ask(store, question, **how):
        return scripted(f"On {question.text}", "Two.", pause=0.05)(store, question, **how)

    with at_work(with_settings(library, slack), ask=ask):
        ts = slack.say(f"<@{BOT}> First?")
        until(lambda: slack.of_bot(thread=ts))
        slack.edit(CHANNEL, ts, f"<@{BOT}> Second?")
        time.sleep(0.05)
        slack.edit(CHANNEL, ts, f"<@{BOT}> Third?")
        until(lambda: any(one.elements("feedback_buttons") for one in slack.of_bot()))
        slack.settled(0.2)
        [answer] = slack.of_bot()
        assert "On Third?" in answer.seen


def test_a_shorter_answer_leaves_nothing_of_a_longer_one(library, slack):
    long = [f"{number}. {'word ' * 2000}ends." for number in range(3)]

    def ask(store, question, **how):
        return scripted(*(long if "First" in question.text else ["Short."]))(store, question, **how)

    with at_work(with_settings(library, slack), ask=ask):
        ts = slack.say(f"<@{BOT}> First?")
        slack.finished(3, thread=ts)
        slack.edit(CHANNEL, ts, f"<@{BOT}> Second?")
        until(lambda: len(slack.of_bot()) == 1)
        assert "Short." in slack.of_bot()[0].seen


def test_an_edit_that_comes_while_the_question_is_taken_on_is_answered(bot, slack):
    path = bot.desk.store.library.database.path
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # whoever takes a question on has to wait
        ts = slack.say(f"<@{BOT}> {FARE}")
        slack.edit(CHANNEL, ts, f"<@{BOT}> {DAM}")
        until(lambda: all(one.acked_at for one in slack.sent.values()))
        time.sleep(0.2)
        other.execute("ROLLBACK")
    other.close()
    until(lambda: any(SHEARED in one.seen for one in slack.of_bot(thread=ts)))
    slack.settled(0.2)
    assert len(slack.of_bot()) == 1


def test_an_edit_that_the_library_does_not_take_gets_a_word(bot, slack, monkeypatch):
    monkeypatch.setattr(ledger, "PATIENCE", 1)
    ts = slack.say(f"<@{BOT}> {FARE}")
    [answer] = slack.finished(thread=ts)
    until(lambda: bot.desk.ledger.row(f"{TEAM}:{CHANNEL}:{ts}").state == "done")
    with closing(
        sqlite3.connect(bot.desk.store.library.database.path, isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")  # and does not end while anybody would wait
        slack.edit(CHANNEL, ts, f"<@{BOT}> {NOTHING}")
        until(lambda: len(slack.of_bot(thread=ts)) == 2)
        other.execute("ROLLBACK")
    other.close()
    slack.settled(0.2)
    assert RISES in answer.seen
    [word] = [one for one in slack.of_bot(thread=ts) if one is not answer]
    assert word.text == f"{UNAVAILABLE} {EDIT_AGAIN}"
    slack.edit(CHANNEL, ts, f"<@{BOT}> {DAM}")
    until(lambda: SHEARED in answer.seen and slack.of_bot(thread=ts) == [answer])


def test_a_deletion_amid_an_edit_leaves_nothing(library, slack):
    slack.slow["chat.stopStream"] = 0.15
    with at_work(with_settings(library, slack), ask=scripted("One.", "Two.", pause=0.1)):
        ts = slack.say(f"<@{BOT}> First?")
        until(lambda: slack.of_bot(thread=ts))
        slack.edit(CHANNEL, ts, f"<@{BOT}> Second?")
        time.sleep(0.05)
        slack.delete(CHANNEL, ts)
        slack.settled(0.4)
        assert slack.of_bot() == []


def test_a_deletion_takes_along_what_was_said_before_it_broke_off(library, slack):
    broken = scripted("One.", error=RuntimeError("a mistake"))
    with at_work(with_settings(library, slack), ask=broken):
        ts = slack.say(f"<@{BOT}> {FARE}")
        slack.finished(2, thread=ts)
        slack.delete(CHANNEL, ts)
        until(lambda: not slack.of_bot())


def test_a_deletion_takes_along_the_word_of_why_that_was_just_being_sent(library, slack):
    slack.slow["chat.postMessage"] = 0.3
    broken = scripted("One.", error=RuntimeError("a mistake"))
    with at_work(with_settings(library, slack), ask=broken):
        ts = slack.say(f"<@{BOT}> {FARE}")
        until(lambda: slack.asked("chat.postMessage"))
        slack.delete(CHANNEL, ts)
        until(lambda: len(slack.asked("chat.delete")) == 2)
        slack.settled(0.4)
        assert slack.of_bot() == []
