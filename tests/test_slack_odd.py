"""Odd things that happen in Slack, at odd moments: each is answered rightly, or left alone."""
# ruff: noqa: F401, F811, fixtures are imported and then named as arguments

import asyncio
import random
import time

import slack_api
from fake_slack import BOT, CHANNEL, DIRECT, OTHER, TEAM, until
from slack_desk import (
    DAM,
    FARE,
    RISES,
    SHEARED,
    at_work,
    bot,
    library,
    scripted,
    slack,
    with_settings,
)

from bot.channels.slack import escape
from bot.channels.slack.ledger import Asked, Ledger
from bot.channels.slack.manifest import PROMPTS
from bot.events import PassagesFound

# ---- odd messages


def test_an_event_that_is_no_question_of_a_person_starts_nothing(bot, slack):
    odd = (
        {"user": None},
        {"user": "", "text": ""},
        {"bot_id": "BOTHER"},
        {"bot_profile": {"id": "BOTHER"}},
        {"subtype": "of_next_year"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "message_replied", "message": {"user": "U1", "text": FARE, "ts": "1.0"}},
        {"ts": None},
        {"type": "reaction_added"},
    )
    event = {"type": "message", "channel": DIRECT, "channel_type": "im", "user": "U1"}
    for number, one in enumerate(odd):
        ts = f"{time.time():.0f}.{number:06d}"
        slack.send_event({**event, "text": FARE, "ts": ts, **one})
    until(lambda: len(slack.sent) == len(odd) and all(one.acked_at for one in slack.sent.values()))
    slack.settled(0.2)
    assert not [call.method for call in slack.calls if call.method.startswith("chat.")]


def test_a_message_without_a_question_gets_a_word(bot, slack):
    texts = ("", ":tada:", "👍", "?", "…", "\u200b", "&amp;", "*", "<@U2>", "<!here>")
    for text in texts:
        slack.say(text, channel=DIRECT)
    assert all(one.text for one in slack.finished(len(texts), channel=DIRECT))


def test_the_mention_alone_gets_a_word(bot, slack):
    ts = slack.say(f"<@{BOT}>")
    [said] = slack.finished(thread=ts)
    assert said.text.startswith("I read words alone. Write your question")


def test_a_reply_that_is_shown_in_the_channel_too_is_answered_in_its_thread(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}")
    slack.finished(thread=ts)
    slack.say(f"<@{BOT}> {DAM}", thread=ts, subtype="thread_broadcast")
    _, second = slack.finished(2, thread=ts)
    assert SHEARED in second.text


def test_a_message_of_several_people_needs_the_mention(bot, slack):
    slack.members[OTHER] = "mpim"
    slack.say(FARE, channel=OTHER)
    ts = slack.say(f"<@{BOT}> {FARE}", channel=OTHER)
    [answer] = slack.finished(thread=ts)
    assert RISES in answer.text
    slack.settled(0.2)
    assert len(slack.of_bot()) == 1


def test_what_somebody_says_of_themselves_is_a_message_too(bot, slack):
    slack.say(FARE, channel=DIRECT, subtype="me_message")
    [answer] = slack.finished(channel=DIRECT)
    assert RISES in answer.text


def test_an_old_message_that_is_edited_now_is_asked_now(library, slack):
    with at_work(with_settings(library, slack, missed_minutes=5)):
        old = f"{time.time() - 3600:.6f}"
        slack.write("x")
        message = slack.messages.popitem()[1]
        message.ts, message.text = old, FARE
        slack.messages[CHANNEL, old] = message
        slack.edit(CHANNEL, old, f"<@{BOT}> {FARE}")
        [answer] = slack.finished(thread=old)
        assert RISES in answer.text


def test_an_address_that_is_typed_stays_as_it_is():
    assert escape.typed("add <https://a.example/_b_/c> *now*") == "add https://a.example/_b_/c now"


def test_a_greeting_and_what_the_agent_view_offers_get_a_word(bot, slack):
    slack.say(PROMPTS[0], channel=DIRECT)
    slack.say("Hello!", channel=DIRECT)
    first, second = slack.finished(2, channel=DIRECT)
    assert "I answer questions from the articles" in first.text
    assert second.text
    assert not first.elements("feedback_buttons")


def test_a_file_in_a_thread_is_for_the_others(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}")
    slack.finished(thread=ts)
    slack.say("", thread=ts, subtype="file_share", files=[{"id": "F1"}])
    slack.settled(0.2)
    assert len(slack.of_bot()) == 1


# ---- people beside one another


def test_two_people_at_once_in_a_thread_get_an_answer_each(bot, slack):
    ts = slack.say("Look at this")
    slack.say(f"<@{BOT}> {FARE}", user="U1", thread=ts)
    slack.say(f"<@{BOT}> {DAM}", user="U2", thread=ts)
    first, second = slack.finished(2, thread=ts)
    slack.settled(0.2)
    assert RISES in first.text
    assert second.text.startswith(f"<@U2> {SHEARED}")
    assert len(slack.of_bot(thread=ts)) == 2
    last, before = bot.desk.kept.recent(2)
    assert last.conversation != before.conversation


def test_a_conversation_that_was_forgotten_begins_anew(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}")
    slack.finished(thread=ts)
    [before] = bot.desk.kept.recent(1)
    bot.desk.kept.forget(before.conversation)
    slack.say(DAM, thread=ts)
    assert SHEARED in slack.finished(2, thread=ts)[-1].text
    assert bot.desk.kept.recent(1)[0].conversation != before.conversation


def test_a_command_goes_on_from_its_own_asker_alone(library, slack):
    earlier = []

    def ask(store, question, **how):
        earlier.append([one.question for one in how["talk"].earlier])
        return scripted("It rises.")(store, question, **how)

    with at_work(with_settings(library, slack), ask=ask):
        for number, (user, text) in enumerate(
            (("U1", FARE), ("U2", "And in March?"), ("U1", "And in March?")), start=1
        ):
            slack.command(text, user=user)
            slack.finished(number)
    assert earlier == [[], [], [FARE]]


def test_nobody_waits_for_somebody_elses_command(library, slack):
    at_once = []

    async def ask(store, question, **how):
        at_once.append(question)
        while len(at_once) < 3:
            await asyncio.sleep(0.01)
        async for event in scripted("One.")(store, question, **how):
            yield event

    with at_work(with_settings(library, slack), ask=ask):
        for user in ("U1", "U2", "U3"):
            slack.command(FARE, user=user)
        slack.finished(3)


# ---- limits and policy


def test_who_asks_twice_at_once_gets_what_the_limit_allows(library, slack):
    with at_work(with_settings(library, slack, per_user_hour=1)) as bot:
        slack.say(f"<@{BOT}> {FARE}", user="U21")
        slack.say(f"<@{BOT}> {DAM}", user="U21")
        found = slack.finished(2)
        assert sorted("an hour, and that" in one.text for one in found) == [False, True]
        [refused] = [one.thread_ts for one in found if "an hour" in one.text]
        until(lambda: bot.desk.ledger.row(f"{TEAM}:{CHANNEL}:{refused}").state == "refused")


def test_an_edit_is_a_question_too(library, slack):
    with at_work(with_settings(library, slack, per_user_hour=2)):
        ts = slack.say(f"<@{BOT}> {FARE}", user="U23")
        slack.finished(thread=ts)
        slack.edit(CHANNEL, ts, f"<@{BOT}> {DAM}")
        until(lambda: SHEARED in slack.of_bot(thread=ts)[0].seen)
        slack.settled(0.2)
        slack.edit(CHANNEL, ts, f"<@{BOT}> {FARE}")
        until(lambda: "an hour, and that is reached" in slack.of_bot(thread=ts)[0].seen)


def test_a_check_keeps_to_limits_outlets_and_days(library, slack):
    policy = {CHANNEL: {"sources": ["Harbour Ledger"]}}
    with at_work(with_settings(library, slack, channels=policy, per_user_hour=1)):
        slack.write(
            f"{SHEARED} The single fare on the Saltmarsh ferry will rise to £4.10.", user="U2"
        )
        [message] = slack.messages.values()
        slack.shortcut(message, user="U24")
        [said] = slack.finished()
        assert "*The articles say so*\nThe single fare" in said.seen
        assert "Wendel Valley Post" not in said.seen
        slack.shortcut(message, user="U24")
        assert "an hour, and that is reached" in slack.finished(2)[-1].seen


def test_an_outlet_in_the_settings_that_nobody_knows_is_said(library, slack):
    policy = {CHANNEL: {"sources": ["Harbor Leger"]}}
    with at_work(with_settings(library, slack, channels=policy)):
        slack.write(SHEARED)
        [message] = slack.messages.values()
        slack.shortcut(message)
        [said] = slack.finished()
        assert "Harbor Leger" in said.seen
        ts = slack.say(f"<@{BOT}> {FARE}")
        assert "Harbor Leger" in slack.finished(thread=ts)[0].seen


def test_where_nobody_adds_articles_a_word_says_what_does(library, slack):
    with at_work(with_settings(library, slack, default={"add": ["*"]})):
        slack.say("add <https://ledger.example/new>", channel=DIRECT)
        assert "`newsdesk ingest` does it" in slack.finished()[0].text


def test_a_silent_channel_hears_no_limit_that_nobody_asked_about(library, slack):
    policy = {CHANNEL: {"listen": "questions", "silent": True}}
    with at_work(with_settings(library, slack, channels=policy, per_user_hour=1)):
        slack.say(FARE, user="U25")
        slack.finished(1)
        slack.say(DAM, user="U25")
        slack.say("Why? " * 900, user="U26")
        slack.settled(0.2)
        assert len(slack.of_bot()) == 1
        slack.say(f"<@{BOT}> {DAM}", user="U25")
        assert "an hour" in slack.finished(2)[-1].text


# ---- where Slack says "later", or nothing


def test_an_answer_that_can_neither_be_ended_nor_changed_is_written_anew(library, slack):
    slack.fail("chat.stopStream", "internal_error")
    slack.fail("chat.update", "edit_window_closed")
    with at_work(with_settings(library, slack), ask=scripted("One.", "Two.")):
        ts = slack.say(f"<@{BOT}> {FARE}")
        until(lambda: any(one.elements("feedback_buttons") for one in slack.of_bot()))
        [answer] = slack.finished(thread=ts)
        assert answer.blocks[0]["text"] == "One. [1] Two. [1]"


def test_a_channel_that_cannot_be_looked_through_keeps_none_of_the_others_back(library, slack):
    slack.fail("conversations.history", "missing_scope")  # of the first
    slack.scopes = slack.scopes.replace("mpim:read", "")
    ts = slack.write(f"<@{BOT}> {FARE}", channel=OTHER)
    with at_work(with_settings(library, slack)):
        assert RISES in slack.finished(thread=ts)[0].text


def test_a_long_answer_stays_with_who_has_it(library, slack):
    store = with_settings(library, slack)
    slow = scripted("One.", pause=0.9)
    with at_work(store, ask=slow, lease=0.4) as bot, at_work(store, ask=slow, lease=0.4):
        ts = slack.say(f"<@{BOT}> {FARE}")
        slack.finished()
        assert bot.desk.ledger.row(f"{TEAM}:{CHANNEL}:{ts}").tries == 1


def test_what_was_left_open_long_ago_is_left(library, slack):
    ts = slack.write(f"<@{BOT}> {FARE}")
    asked = Asked(
        key="old", team=TEAM, channel=CHANNEL, direct=False, root=ts, user="U1", text=FARE,
        how="mention", at=time.time() - 301,
    )  # fmt: skip
    Ledger(library.library.database, lease=-1).claim(asked)
    slack.messages.clear()  # nor is it found as missed
    with at_work(with_settings(library, slack, missed_minutes=5)) as bot:
        until(lambda: bot.desk.ledger.row("old").state == "done")
        slack.settled(0.2)
        assert slack.asked("chat.startStream") == []


def test_the_passages_that_are_read_are_counted_in_the_status(library, slack):
    async def ask(store, question, **how):
        yield PassagesFound((None, None))
        async for event in scripted("One.")(store, question, **how):
            yield event

    with at_work(with_settings(library, slack), ask=ask, writers=(None,)):
        slack.say(f"<@{BOT}> {FARE}")
        slack.finished()
    assert [one[3] for one in slack.statuses][1:] == ["is reading 2 passages…"]


def test_each_method_may_say_later(library, slack, monkeypatch):
    monkeypatch.setattr(random, "random", lambda: 0.0)  # Slack's own client waits up to 1 s more
    # Streams are limited in test_slack_once.py; a title is never set.
    methods = [one for one in slack_api.METHODS if not one.endswith(("Stream", "setTitle"))]
    for method in (*methods, "response_url"):
        slack.fail(method, "ratelimited")
    asked = slack.write(f"<@{BOT}> {FARE}", user="U41")
    seen = {"type": "app_home_opened", "user": "U41", "channel": DIRECT, "tab": "messages"}
    with at_work(with_settings(library, slack), ask=scripted("One.", "Two.")):
        [answer] = slack.finished(thread=asked)  # it was missed, and looked up
        slack.send_event(seen)
        slack.say(f"<@{BOT}> new", user="U41", channel=OTHER)  # is posted, not streamed
        slack.command(FARE, user="U41")
        [buttons] = answer.elements("feedback_buttons")
        slack.click(answer, {**buttons, "value": buttons["positive_button"]["value"]}, user="U41")
        slack.finished(channel=OTHER)
        for said in ("Thank you", "Share here"):
            until(lambda said=said: any(said in one.seen for one in slack.of_bot()))
        until(lambda: slack.prompts)
        slack.edit(CHANNEL, asked, f"<@{BOT}> {DAM}")
        until(lambda: len(slack.asked("chat.update")) == 2)
        slack.settled(0.2)
        slack.delete(CHANNEL, asked)
        until(lambda: answer.gone)
    assert [method for method, left in slack.failures.items() if left] == []


def test_the_socket_comes_back_after_slack_was_down_for_a_while(bot, slack):
    until(lambda: slack.asked("conversations.history"))
    slack.fail("apps.connections.open", "internal_error", times=2)
    slack.drop_sockets()
    ts = slack.say(f"<@{BOT}> {DAM}", user="U42")
    [answer] = slack.finished(thread=ts)
    assert SHEARED in answer.text
