"""What is pressed in Slack: buttons, shortcuts, commands; once, twice, cut off, or never made."""
# ruff: noqa: F401, F811, fixtures are imported and then named as arguments

from datetime import UTC, datetime, timedelta

from fake_slack import BOT, CHANNEL, until
from slack_desk import DAM, FARE, RISES, bot, library, slack

from bot.conversation.kept import iso
from bot.conversation.tables import claims


def test_a_button_of_an_edited_answer_asks_what_it_says(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}")
    [answer] = slack.finished(thread=ts)
    slack.click(answer, {"type": "button", "action_id": "next_0", "value": DAM})
    slack.finished(2, thread=ts)
    slack.click(answer, {"type": "button", "action_id": "next_0", "value": FARE})
    assert RISES in slack.finished(3, thread=ts)[-1].text


def test_a_button_that_nobody_made_gets_a_word(bot, slack):
    ts = slack.say(f"<@{BOT}> {FARE}")
    [answer] = slack.finished(thread=ts)
    for action, value, says in (
        ("feedback", "sideways:x", "The thumb is 'sideways'"),
        ("feedback", "", "The thumb is ''"),
        ("share", "nothing", "not kept any more"),
        ("next_0", "", "I read words alone"),
        ("next_0", "why? " * 900, "may have 2,000"),
        ("of_last_year", "x", "Ask again"),
    ):
        sent = slack.click(answer, {"type": "button", "action_id": action, "value": value})
        until(lambda says=says: any(says in one.seen for one in slack.of_bot()))
        until(lambda sent=sent: sent.acked_at)


def test_what_comes_doubled_is_done_once(bot, slack):
    slack.say(f"<@{BOT}> {FARE}")
    [answer] = slack.finished()
    [buttons] = answer.elements("feedback_buttons")
    useful = {**buttons, "value": buttons["positive_button"]["value"]}
    slack.send_again(slack.click(answer, useful), "interactive")
    slack.send_again(slack.shortcut(answer), "interactive")
    slack.send_again(slack.command(DAM), "slash_commands")
    slack.finished(4)
    slack.settled(0.2)
    assert len(slack.of_bot()) == 4


def test_an_answer_that_could_not_be_shared_can_be_shared_again(bot, slack):
    slack.command(FARE)
    [answer] = slack.finished()
    share = answer.elements("button")[-1]
    slack.fail("chat.postMessage", "msg_too_long")
    slack.fail("response_url", "used_url")
    slack.click(answer, share)
    until(lambda: len(slack.of_bot()) == 2)
    slack.click(answer, share)
    until(lambda: any(not one.only_for for one in slack.of_bot()))


def test_a_share_that_was_cut_off_can_be_made_again(bot, slack):
    slack.command(FARE)
    [answer] = slack.finished()
    share = answer.elements("button")[-1]
    key = f"slack:share:{CHANNEL}:{share['value']}:U1"
    assert bot.desk.kept.claims.claim(key)
    slack.click(answer, share)
    slack.settled(0.2)
    assert len(slack.of_bot()) == 1  # it may be on its way yet
    with bot.desk.store.library.database.written() as db:
        before = datetime.now(UTC) - timedelta(seconds=61)
        db.execute(claims.update().where(claims.c.key == key).values(claimed_at=iso(before)))
    slack.click(answer, share)
    until(lambda: any(not one.only_for for one in slack.of_bot()))


def test_a_command_by_another_name_is_ours_too(bot, slack):
    sent = slack.command("", command="/news")
    until(lambda: sent.acked_at)
    assert "Write /news and your question" in sent.answer["text"]


def test_a_message_without_words_has_nothing_to_check(bot, slack):
    slack.write("", user="U2")
    [message] = slack.messages.values()
    slack.shortcut(message)
    [said] = slack.finished()
    assert "no statement in this message" in said.seen
