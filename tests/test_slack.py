"""Questions in Slack and their answers: the real Bolt application in a fake workspace."""
# ruff: noqa: F401, F811, fixtures are imported and then named as arguments

import re
import threading
import time

from fake_slack import BOT, BOT_ID, CHANNEL, DIRECT, OTHER, TEAM, until
from slack_desk import (
    COSTS,
    DAM,
    FARE,
    NOTHING,
    RISES,
    at_work,
    bot,
    library,
    scripted,
    slack,
    with_settings,
)

SHEARED = "Gate 3 of the Orrin dam failed because a drive shaft sheared. [1]"


def test_a_mention_is_answered_once_in_its_thread_with_its_source(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}")  # told as two events
    [answer] = slack.finished(thread=ts)
    assert answer.text.startswith(COSTS)
    source, *_, rating, colophon = answer.blocks
    assert source["elements"][0]["text"] == (
        "[1] Harbour Ledger, 18 March 2025: <https://ledger.example/ferry-2#:~:text="
        "A%20single%20crossing%20on%20the%20Saltmarsh%20ferry%20will%20cost%20%C2%A33.60%20from"
        "%20April.|Ferry peace after nine weeks>"
    )
    assert rating["type"] == "context_actions"
    assert colophon["elements"][0]["text"] == (
        "Answered automatically. The sentences are the articles' own."
    )
    slack.settled()
    assert len(slack.of_bot()) == 1  # nor does its own message, which it is told of, start it


def test_the_status_comes_first_and_acknowledgements_at_once(bot, slack):
    asked = time.monotonic()
    ts = slack.say(f"<@{BOT}> {FARE}")
    [answer] = slack.finished(thread=ts)
    shown_at, channel, thread, status = slack.statuses[0]
    assert (channel, thread, status) == (CHANNEL, ts, "is searching the articles…")
    assert asked < shown_at < answer.shown_at
    slack.settled()
    assert all(0 < sent.acked_at - sent.at < 3 for sent in slack.sent.values())


def test_a_slow_status_is_waited_for_since_it_would_stay(bot, slack):
    slack.slow["assistant.threads.setStatus"] = 0.25
    ts = slack.say(f"<@{BOT}> {FARE}")
    [answer] = slack.finished(thread=ts)
    [(shown_at, *_)] = slack.statuses
    assert shown_at < answer.shown_at


def test_a_direct_message_needs_no_mention(bot, slack):
    ts = slack.say(DAM, channel=DIRECT)
    [answer] = slack.finished(channel=DIRECT)
    assert answer.text.startswith(SHEARED)
    assert answer.thread_ts == ts


def test_other_messages_in_a_channel_are_left_alone(bot, slack):
    ts = slack.say(FARE)
    slack.say(FARE, thread=ts)
    slack.say(f"<@U2> {FARE}")
    slack.settled()
    assert slack.of_bot() == []


def test_the_link_to_the_answer_is_there_where_there_is_an_address(library, slack):
    page = {"public_url": "https://desk.example/"}
    with at_work(with_settings(library, slack, server=page)) as bot:
        slack.say(f"<@{BOT}> {FARE}")
        [answer] = slack.finished()
    kept = re.search(r"<https://desk\.example/a/(\w+)\|Read in Newsdesk>", answer.seen)
    assert kept
    assert bot.desk.kept.answer(kept[1])["question"] == FARE


def test_what_could_be_asked_next_is_looked_for_and_offered(library, slack):
    wished = []

    def ask(store, question, **how):
        wished.append(how["followups"])
        return scripted("It rises.", followups=("Who mediated?",))(store, question, **how)

    with at_work(with_settings(library, slack), ask=ask):
        slack.say(f"<@{BOT}> {FARE}")
        [answer] = slack.finished()
    assert wished == [True]
    assert "Who mediated?" in answer.seen


def test_where_the_articles_do_not_say_it_says_so_and_what_is_near(bot, slack):
    slack.say(f"<@{BOT}> {NOTHING}")
    [answer] = slack.finished()
    assert answer.text == "These articles do not say."
    assert "Searched 5 articles" in answer.seen
    assert "Near: Harbour Ledger" in answer.seen
    assert not answer.unfurls


# ---- threads


def test_a_thread_goes_on_without_a_mention_where_the_bot_speaks(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}")
    slack.finished(thread=ts)
    slack.settled()  # it looks for what it missed before it came
    read = len(slack.asked("conversations.replies"))
    slack.say("Who is the managing director of the ferry?", thread=ts)
    _, second = slack.finished(2, thread=ts)
    assert "Colin Strake" in second.text
    first, last = bot.desk.kept.recent(2)
    assert first.conversation == last.conversation
    slack.say("<@U2> did you know?", thread=ts)  # is for somebody else
    slack.settled()
    assert len(slack.of_bot(thread=ts)) == 2
    assert len(slack.asked("conversations.replies")) == read  # the thread is kept here


def test_new_starts_over_and_says_so(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}")
    slack.finished(thread=ts)
    slack.say("new", thread=ts)
    _, said = slack.finished(2, thread=ts)
    assert said.text.startswith("We start over.")
    slack.say(DAM, thread=ts)
    slack.finished(3, thread=ts)
    last, first = bot.desk.kept.recent(2)
    assert first.conversation != last.conversation


def test_people_in_a_thread_are_told_apart(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}", user="U1")
    slack.finished(thread=ts)
    slack.say(DAM, user="U2", thread=ts)
    _, second = slack.finished(2, thread=ts)
    assert second.text.startswith(f"<@U2> {SHEARED}")
    slack.say("Who is the managing director of the ferry?", user="U1", thread=ts)
    third = slack.finished(3, thread=ts)[-1]
    assert third.text.startswith("<@U1> ")
    by_first, by_second, also_by_first = (one.conversation for one in bot.desk.kept.recent(3)[::-1])
    assert by_first == also_by_first != by_second
    streams = slack.asked("chat.startStream")
    assert [one["recipient_user_id"] for one in streams] == ["U1", "U2", "U1"]


def test_a_guest_from_another_workspace_is_streamed_to(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}", user="U9", user_team="T2", team="T2")
    slack.finished(thread=ts)
    [stream] = slack.asked("chat.startStream")
    assert (stream["recipient_team_id"], stream["recipient_user_id"]) == ("T2", "U9")


def test_what_is_asked_first_in_a_thread_is_answered_first(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}")
    slack.say(f"<@{BOT}> {DAM}", thread=ts)
    first, second = slack.finished(2, thread=ts)
    assert RISES in first.text
    assert second.text.startswith(SHEARED)
    assert second.shown_at >= first.finished_at


def test_direct_messages_in_a_row_are_one_conversation(bot, slack):
    slack.say(FARE, channel=DIRECT, user="U7")
    slack.finished(channel=DIRECT)
    slack.say("Who is the managing director of the ferry?", channel=DIRECT, user="U7")
    slack.finished(2, channel=DIRECT)
    last, first = bot.desk.kept.recent(2)
    assert first.conversation == last.conversation


# ---- edits and deletions


def test_an_edited_question_is_answered_anew_in_the_place_of_the_answer(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}")
    [before] = slack.finished(thread=ts)
    [kept] = bot.desk.kept.recent(1)
    slack.edit(CHANNEL, ts, f"<@{BOT}> {DAM}")
    until(lambda: SHEARED in slack.of_bot(thread=ts)[0].seen)
    [after] = slack.of_bot(thread=ts)
    assert after.ts == before.ts
    slack.settled()
    assert [one.question for one in bot.desk.kept.recent(1)] == [DAM]
    assert kept.id not in {one.id for one in bot.desk.kept.recent(50)}


def test_an_edit_that_changes_no_word_changes_nothing(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}")
    slack.finished(thread=ts)
    slack.edit(CHANNEL, ts, f"<@{BOT}> {FARE}")  # as Slack tells that a link unfurled
    slack.settled()
    assert len(slack.asked("chat.startStream")) == 1
    assert not slack.asked("chat.update")


def test_an_edit_that_adds_the_mention_is_a_question(bot, slack):
    ts = slack.say(FARE)
    slack.settled()
    slack.edit(CHANNEL, ts, f"<@{BOT}> {FARE}")
    [answer] = slack.finished(thread=ts)
    assert RISES in answer.text


def test_a_deleted_question_takes_its_answer_along(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}")
    slack.finished(thread=ts)
    [kept] = bot.desk.kept.recent(1)
    slack.delete(CHANNEL, ts)
    until(lambda: not slack.of_bot(thread=ts))
    assert kept.id not in {one.id for one in bot.desk.kept.recent(50)}


# ---- what is no question of a person


def test_bots_and_what_they_do_start_nothing(bot, slack):
    of_a_bot = {"bot_id": "BOTHER", "app_id": "A2"}
    slack.say(f"<@{BOT}> {FARE}", user="UOTHER", **of_a_bot)
    slack.say(FARE, user="UOTHER", channel=DIRECT, subtype="bot_message", bot_id="BOTHER")
    slack.say(FARE, user=BOT, channel=DIRECT, bot_id=BOT_ID)
    slack.say(f"<@{BOT}> {FARE}", subtype="file_comment")
    slack.say(f"<@{BOT}> has joined", subtype="channel_join")
    slack.say(FARE, user="USLACKBOT", channel=DIRECT)
    slack.settled()
    assert not [call.method for call in slack.calls if call.method.startswith("chat.")]
    assert slack.statuses == []


def test_a_file_without_a_word_gets_a_word(bot, slack):
    slack.say("", channel=DIRECT, subtype="file_share", files=[{"id": "F1"}])
    [said] = slack.finished(channel=DIRECT)
    assert "words alone" in said.text
    slack.say(FARE, channel=DIRECT, subtype="file_share", files=[{"id": "F2"}])
    assert RISES in slack.finished(2, channel=DIRECT)[-1].text


# ---- the agent view


def test_who_opens_the_bot_is_offered_questions(bot, slack):
    slack.send_event({"type": "app_home_opened", "user": "U1", "channel": DIRECT, "tab": "home"})
    slack.send_event(
        {"type": "app_home_opened", "user": "U1", "channel": DIRECT, "tab": "messages"}
    )
    [offered] = until(lambda: slack.prompts)
    assert offered["channel_id"] == DIRECT
    assert "thread_ts" not in offered
    opened = slack.write("New chat", channel=DIRECT)
    thread = {"user_id": "U1", "channel_id": DIRECT, "thread_ts": opened, "context": {}}
    slack.send_event({"type": "assistant_thread_started", "assistant_thread": thread})
    until(lambda: len(slack.prompts) == 2)
    assert slack.prompts[1]["thread_ts"] == opened
    slack.say(FARE, channel=DIRECT, thread=opened)
    assert RISES in slack.finished(channel=DIRECT)[-1].text


# ---- the channel's policy


def test_a_channel_can_have_every_question_answered_and_silence_else(library, slack):
    policy = {CHANNEL: {"listen": "questions", "silent": True}}
    with at_work(with_settings(library, slack, channels=policy)):
        ts = slack.say(FARE)
        [answer] = slack.finished(thread=ts)
        assert RISES in answer.text
        unsaid = slack.say(NOTHING)
        slack.settled()
        slack.say(FARE, thread=unsaid)  # where the bot said nothing
        slack.say("The ferry at https://ledger.example/?page=2 is late")
        slack.say(FARE, channel=OTHER)  # where nothing is set
        slack.settled()
        assert len(slack.of_bot()) == 1
        assert slack.statuses == []  # one that vanishes is not silence


def test_a_channel_can_be_held_to_outlets_and_days(library, slack):
    policy = {
        CHANNEL: {"sources": ["Wendel Valley Post"]},
        OTHER: {"first_day": "2025-03-01", "last_day": "2025-03-31"},
    }
    with at_work(with_settings(library, slack, channels=policy)):
        first = slack.say(f"<@{BOT}> {FARE}")
        second = slack.say(f"<@{BOT}> {FARE}", channel=OTHER)
        [answer] = slack.finished(thread=first)
        assert answer.text == "These articles do not say."
        assert "in Wendel Valley Post" in answer.seen
        [answer] = slack.finished(thread=second)
        assert "£4.10" not in answer.text


def test_a_channel_can_have_answers_shown_to_the_asker_alone(library, slack):
    policy = {CHANNEL: {"reply": "asker"}}
    with at_work(with_settings(library, slack, channels=policy)):
        ts = slack.say(f"<@{BOT}> {FARE}", user="U5")
        [answer] = slack.finished(thread=ts)
        assert answer.only_for == "U5"
        assert RISES in answer.seen
        [button] = answer.elements("button")
        slack.click(answer, button, user="U5")
        shared = until(lambda: [one for one in slack.of_bot(thread=ts) if not one.only_for])
        assert RISES in shared[0].seen


def test_only_who_may_adds_articles(tmp_path, slack):
    from newsroom import newsroom
    from web_server import web_server

    from ingest.runs.jobs import Jobs

    page = (
        "<html><head><title>The pier at Tarn</title></head><body><article><h1>The pier at Tarn</h1>"
        + "<p>The pier at Tarn is 312 metres long, the harbour master said on Tuesday.</p>" * 4
        + "</article></body></html>"
    )
    policy = {CHANNEL: {"add": ["U2"]}}
    with web_server() as site, newsroom(tmp_path) as store:
        site.pages["/pier"] = (200, {"Content-Type": "text/html"}, page.encode())
        url = f"http://127.0.0.1:{site.port}/pier"
        settings = with_settings(store, slack, channels=policy, fetch=site.settings())
        with Jobs(store) as jobs, at_work(settings, jobs=jobs):
            ts = slack.say(f"<@{BOT}> add <{url}>", user="U1")
            assert "You may not add articles" in slack.finished(thread=ts)[-1].text
            ts = slack.say(f"<@{BOT}> add <{url}>", user="U2")
            assert slack.finished(thread=ts)[-1].text.startswith("1 added.")
            ts = slack.say(f"<@{BOT}> How long is the pier at Tarn?")
            assert "312 metres" in slack.finished(thread=ts)[-1].text


def test_a_wish_for_an_article_that_is_taken_back_breaks_nothing(tmp_path, slack, caplog):
    from newsroom import newsroom
    from web_server import web_server

    from ingest.runs.jobs import Jobs

    held = threading.Event()

    def page(_):
        held.wait(10)
        return 404, {}, b""

    policy = {CHANNEL: {"add": ["*"]}}
    with web_server() as site, newsroom(tmp_path) as store:
        site.pages["/slow"] = page
        settings = with_settings(store, slack, channels=policy, fetch=site.settings())
        with Jobs(store) as jobs, at_work(settings, jobs=jobs):
            ts = slack.say(f"<@{BOT}> add <http://127.0.0.1:{site.port}/slow>")
            until(lambda: site.asked)
            slack.delete(CHANNEL, ts)
            slack.settled(0.2)
            held.set()
            until(lambda: jobs.all()[0].ended_at)
            slack.settled(0.2)
    assert slack.of_bot() == []
    assert caplog.records == []


def test_limits_are_said_and_hold_for_each_person_and_channel(tmp_path, slack):
    from newsroom import newsroom

    limits = {"per_user_hour": 1, "per_channel_hour": 2}
    with newsroom(tmp_path) as store, at_work(with_settings(store, slack, **limits)):
        first = slack.say(f"<@{BOT}> {FARE}", user="U1")
        slack.finished(thread=first)
        again = slack.say(f"<@{BOT}> {DAM}", user="U1")
        [said] = slack.finished(thread=again)
        assert said.text.startswith("I answer one person 1 question an hour")
        third = slack.say(f"<@{BOT}> {DAM}", user="U2")  # what was refused does not count
        assert SHEARED in slack.finished(thread=third)[0].text
        fourth = slack.say(f"<@{BOT}> {DAM}", user="U4")
        [said] = slack.finished(thread=fourth)
        assert said.text.startswith("I answer one channel 2 questions an hour")
        elsewhere = slack.say(f"<@{BOT}> {DAM}", user="U3", channel=OTHER)
        assert SHEARED in slack.finished(thread=elsewhere)[0].text


# ---- buttons


def test_feedback_is_kept_one_of_each_person(bot, slack):
    slack.say(f"<@{BOT}> {FARE}")
    [answer] = slack.finished()
    [buttons] = answer.elements("feedback_buttons")
    up, down = (
        {**buttons, "value": buttons[name]["value"]}
        for name in ("positive_button", "negative_button")
    )
    for count, (button, user) in enumerate(((up, "U1"), (down, "U2"), (down, "U1")), start=1):
        slack.click(answer, button, user=user)
        thanks = until(lambda n=count: len(found := slack.of_bot()[1:]) == n and found)
    assert {one.only_for for one in thanks} == {"U1", "U2"}
    given = bot.desk.kept.feedback.all(bot.desk.kept.recent(1)[0].id)
    assert {(one.owner, one.thumb) for one in given} == {
        (f"slack:{TEAM}:U1", "down"),
        (f"slack:{TEAM}:U2", "down"),
    }


def test_feedback_on_an_answer_that_is_gone_gets_a_word(bot, slack):
    slack.say(f"<@{BOT}> {FARE}")
    [answer] = slack.finished()
    gone = {"type": "feedback_buttons", "action_id": "feedback", "value": "up:nothing"}
    slack.click(answer, gone)
    until(lambda: "There is no answer 'nothing'" in slack.of_bot()[-1].seen)


def test_a_question_that_is_offered_is_answered_in_the_thread_once(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}")
    [answer] = slack.finished(thread=ts)
    button = {"type": "button", "action_id": "next_0", "value": DAM}
    slack.click(answer, button)
    slack.click(answer, button, user="U2")
    answers = until(lambda: (found := slack.of_bot()) and len(found) == 3 and found)
    slack.settled()
    [told] = [one for one in answers if one.only_for]
    assert "asked here already" in told.text
    [one] = [one for one in answers[1:] if not one.only_for]
    assert one.thread_ts == ts
    assert SHEARED in one.text
