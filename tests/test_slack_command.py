"""The command, the shortcut, HTTP with its signatures, the manifest, and what doctor says."""
# ruff: noqa: F401, F811, fixtures are imported and then named as arguments

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import fake_slack
import httpx
import pytest
import uvicorn
from conftest import ROOT
from fake_slack import BOT, CHANNEL, OTHER, until
from fastapi import FastAPI
from fastapi.testclient import TestClient
from newsroom import newsroom
from slack_desk import (
    DAM,
    FARE,
    NOTHING,
    RISES,
    at_work,
    bot,
    library,
    scripted,
    slack,
    tokens,
    with_settings,
)
from typer.testing import CliRunner

from bot import cli
from bot.channels.app import create
from bot.channels.slack import checking, running
from bot.channels.slack.errors import SlackNotSetUp
from bot.channels.slack.manifest import SCOPES, manifest
from bot.conversation.conversations import in_store
from bot.doctor import examine
from bot.question.chatter import chatter
from ingest.settings import SlackSettings

NEWSDESK = str(Path(sys.executable).parent / "newsdesk")


# ---- the command


def test_the_command_is_answered_to_the_asker_alone_and_can_be_shared(bot, slack):
    sent = slack.command(FARE, user="U4")
    [answer] = slack.finished()
    assert sent.answer["text"] == "Searching the articles…"  # seen at once
    assert sent.answer["response_type"] == "ephemeral"
    assert answer.only_for == "U4"
    assert RISES in answer.seen
    share = answer.elements("button")[-1]
    assert share["text"]["text"] == "Share here"
    slack.click(answer, share, user="U4")
    shared = until(lambda: [one for one in slack.of_bot() if not one.only_for])
    assert shared[0].seen.count(RISES) >= 1
    assert f"<@U4> asked: “{FARE}”" in shared[0].blocks[0]["text"]
    assert not shared[0].unfurls
    until(lambda: answer.gone)
    slack.click(answer, share, user="U4")
    slack.settled()
    assert len([one for one in slack.of_bot() if not one.only_for]) == 1


def test_an_answer_can_be_shared_where_the_bot_is_no_member(library, slack):
    ask = scripted("It rises.", followups=("Why?",))
    with at_work(with_settings(library, slack), ask=ask):
        slack.command(FARE)
        [answer] = slack.finished()
        slack.fail("chat.postMessage", "not_in_channel")
        slack.click(answer, answer.elements("button")[-1])
        [shared] = until(lambda: [one for one in slack.of_bot() if not one.only_for])
        assert "It rises." in shared.seen
        assert shared.elements("button") == []  # it could not answer there
        [buttons] = shared.elements("feedback_buttons")
        slack.fail("chat.postEphemeral", "not_in_channel")
        slack.click(shared, {**buttons, "value": buttons["positive_button"]["value"]})
        until(lambda: any("Thank you" in one.seen for one in slack.of_bot()))


def test_the_command_without_words_says_what_it_is_for(bot, slack):
    for text in ("", "help"):
        sent = slack.command(text)
        until(lambda sent=sent: sent.acked_at)
        assert "I answer questions from the articles" in sent.answer["text"]
    slack.settled()
    assert slack.of_bot() == []


def test_a_command_without_an_answer_says_so(bot, slack):
    slack.command(NOTHING)
    [said] = slack.finished()
    assert "These articles do not say." in said.seen
    slack.command("why? " * 900)
    assert "may have 2,000" in slack.finished(2)[-1].seen


# ---- the shortcut


def test_a_message_is_held_against_the_articles_sentence_by_sentence(bot, slack):
    text = (
        "Gate 3 of the Orrin dam failed because a drive shaft sheared. "
        "The river Wendel flooded 500 homes on Saturday night. "
        "The chess club of Oslo elected a treasurer. Did the river Wendel flood 312 homes?"
    )
    slack.write(text, user="U2")
    [message] = slack.messages.values()
    sent = slack.shortcut(message, user="U3")
    [said] = slack.finished()
    assert sent.acked_at
    assert said.only_for == "U3"
    assert "*The articles say so*\nGate 3" in said.seen
    assert "Wendel Valley Post, 4 February 2025: Gate 3 of the Orrin dam failed" in said.seen
    assert "*The articles do not say this*\nThe river Wendel flooded 500" in said.seen
    assert "“The river Wendel flooded 312 homes on Saturday night.”" in said.seen
    assert "*The articles do not speak of this*\nThe chess club" in said.seen
    assert "Did the river" not in said.seen
    assert said.text.startswith("The articles say so: Gate 3")


def test_a_message_that_states_nothing_is_told_so(bot, slack):
    slack.write("Hello?")
    [message] = slack.messages.values()
    slack.shortcut(message)
    [said] = slack.finished()
    assert said.text == checking.NOTHING


def test_a_hostile_and_long_message_is_checked_harmlessly(bot, slack):
    slack.write("&lt;!channel&gt; *ferry* `fare` costs " + "£4.10 <@U5|x> ".ljust(900, "x") + ". ")
    [message] = slack.messages.values()
    message.text = message.text * 12
    slack.shortcut(message)
    [said] = slack.finished()
    assert "more sentence" in said.seen


def test_a_mistake_in_the_shortcut_gets_a_word(library, slack, monkeypatch, caplog):
    with at_work(with_settings(library, slack)) as bot:
        bot.desk.store = None
        slack.write("The ferry costs £4.10 on Sundays.")
        [message] = slack.messages.values()
        slack.shortcut(message)
        [said] = slack.finished()
        assert "Something went wrong" in said.seen
        bot.desk.store = library
    assert "could not be worked on" in caplog.text


# ---- HTTP


def serving(store):
    """The bot and a word from the server that it runs in, without the page."""
    application = FastAPI()
    application.get("/healthz")(lambda: {"status": "alive"})
    running.install(application, store, (), in_store(store))
    return TestClient(application)


@pytest.fixture
def web(library, slack):
    with serving(with_settings(library, slack, mode="http")) as client:
        until(lambda: client.post("/slack/events").status_code != 503)
        yield client


def event(slack, text, ts):
    return slack.wrapped(
        {
            "type": "app_mention",
            "user": "U1",
            "channel": CHANNEL,
            "text": text,
            "ts": ts,
            "event_ts": ts,
        }
    )


def test_a_signed_event_is_answered_and_the_page_is_still_there(web, slack):
    ts = slack.write(f"<@{BOT}> {FARE}")
    began = time.monotonic()
    reply = fake_slack.posted(web, event(slack, f"<@{BOT}> {FARE}", ts))
    assert reply.status_code == 200
    assert time.monotonic() - began < 3
    [answer] = slack.finished(thread=ts)
    assert RISES in answer.text
    again = fake_slack.posted(web, event(slack, f"<@{BOT}> {FARE}", ts))  # sent again
    assert again.status_code == 200
    slack.settled()
    assert len(slack.of_bot()) == 1
    assert web.get("/healthz").status_code == 200


def test_the_address_is_verified(web):
    reply = fake_slack.posted(web, {"type": "url_verification", "challenge": "c", "token": "t"})
    assert (reply.status_code, reply.json()) == (200, {"challenge": "c"})


@pytest.mark.parametrize("how", [{"secret": "another"}, {"late": 301}, {"late": -400}])
def test_what_is_signed_wrongly_or_long_ago_is_refused(web, slack, how):
    if "late" in how:
        how = {"at": time.time() - how["late"]}
    slack.settled()  # it has looked for what was missed, and would answer this as such
    ts = slack.write(f"<@{BOT}> {FARE}")
    reply = fake_slack.posted(web, event(slack, f"<@{BOT}> {FARE}", ts), **how)
    assert reply.status_code == 401
    slack.settled()
    assert slack.of_bot() == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=0"},
        {"X-Slack-Request-Timestamp": "1" * 400, "X-Slack-Signature": "v0=0"},
        {"X-Slack-Request-Timestamp": str(int(time.time()))},
    ],
)
def test_what_nobody_signed_is_refused(web, headers):
    for body in (b"{", b"\xff\xfe", b"payload=%7B"):
        assert web.post("/slack/events", content=body, headers=headers).status_code == 401


def test_a_body_that_is_too_large_is_not_read(web):
    assert web.post("/slack/events", content=b"x" * (1 << 20) + b"x").status_code == 413


def test_buttons_work_over_http(web, slack, library):
    ts = slack.write(f"<@{BOT}> {FARE}")
    fake_slack.posted(web, event(slack, f"<@{BOT}> {FARE}", ts))
    [answer] = slack.finished(thread=ts)
    buttons = answer.elements("feedback_buttons")[0]
    chosen = {**buttons, "value": buttons["positive_button"]["value"]}
    payload = slack.click(answer, chosen).payload  # no socket is open to send it
    assert fake_slack.posted(web, payload, form=True).status_code == 200
    until(lambda: any(one.only_for for one in slack.of_bot()))


def test_serving_refuses_to_start_without_its_tokens(library, slack, monkeypatch):
    monkeypatch.delenv("SLACK_APP_TOKEN")
    with pytest.raises(SlackNotSetUp, match="SLACK_APP_TOKEN is not set"):
        create(with_settings(library, slack, enabled=True))


def test_a_socket_is_opened_while_serving_and_slack_down_stops_nothing(library, slack, caplog):
    with serving(with_settings(library, slack)) as client:
        until(lambda: slack.sockets)
        ts = slack.say(f"<@{BOT}> {FARE}")
        slack.finished(thread=ts)
        assert client.post("/slack/events").status_code == 404
    until(lambda: not slack.sockets)
    with serving(with_settings(library, slack, api_url="http://127.0.0.1:9/")) as client:
        until(lambda: "Slack is not reached" in caplog.text)
        assert client.get("/healthz").status_code == 200


# Gradio 6.31 counts its queue's events with pandas, in ways that pandas is giving up.
@pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated")
def test_the_server_with_its_page_is_called_by_slack(library, slack):
    hosts = {"hosts": ["desk.example"]}
    store = with_settings(library, slack, server=hosts, mode="http", enabled=True)
    listener = socket.create_server(("127.0.0.1", 0))
    # A factory, since Gradio leaves loops of its own open where none runs (see test_page.py).
    config = uvicorn.Config(lambda: create(store), factory=True, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    address, host = f"http://127.0.0.1:{listener.getsockname()[1]}", {"Host": "desk.example"}
    try:
        with httpx.Client(base_url=address, headers=host, timeout=20) as client:
            until(lambda: client.post("/slack/events").status_code == 401)
            ts = slack.write(f"<@{BOT}> {FARE}")
            reply = fake_slack.posted(client, event(slack, f"<@{BOT}> {FARE}", ts))
            assert reply.status_code == 200
            [answer] = slack.finished(thread=ts)
            assert RISES in answer.text
            counted = 'newsdesk_questions_total{channel="slack",outcome="answered"} 1.0'
            until(lambda: counted in client.get("/metrics").text)
    finally:
        server.should_exit = True
        thread.join(20)


# ---- the command line


def run(*args):
    """The command within this process, from the folder in which it is called."""
    return CliRunner().invoke(cli.app, args)


def test_the_manifest_asks_for_what_is_used(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    printed = json.loads(run("slack", "manifest").stdout)
    assert printed == manifest(SlackSettings())
    assert printed["settings"]["socket_mode_enabled"] is True
    assert "agent_view" in printed["features"]
    assert "request_url" not in json.dumps(printed)
    assert set(printed["oauth_config"]["scopes"]["bot"]) == set(fake_slack.SCOPES.split(","))
    assert printed["settings"]["event_subscriptions"]["bot_events"] == [
        "app_home_opened",
        "app_mention",
        "message.channels",
        "message.groups",
        "message.im",
        "message.mpim",
    ]


def test_the_manifest_for_http_names_the_address(tmp_path):
    made = manifest(SlackSettings(mode="http"), public_url="https://desk.example/", legacy=True)
    address = "https://desk.example/slack/events"
    assert made["settings"]["event_subscriptions"]["request_url"] == address
    assert made["settings"]["interactivity"]["request_url"] == address
    assert made["features"]["slash_commands"][0]["url"] == address
    assert "assistant_view" in made["features"]
    assert "assistant_thread_started" in made["settings"]["event_subscriptions"]["bot_events"]


def test_the_manifest_keeps_to_slacks_lengths():
    made = manifest(SlackSettings())
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["features"]["agent_view"]["agent_description"]) <= 300
    [command], [shortcut] = made["features"]["slash_commands"], made["features"]["shortcuts"]
    assert len(command["command"]) <= 32
    assert len(shortcut["name"]) <= 24 + 3
    prompts = made["features"]["agent_view"]["suggested_prompts"]
    assert 1 <= len(prompts) <= 4
    assert all(chatter(one["message"]) for one in prompts)  # answered whatever the articles are


def test_without_tokens_the_command_says_which(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    error = str(run("slack").exception)
    assert error.startswith("SLACK_BOT_TOKEN and SLACK_APP_TOKEN are not set. docs/slack.md")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxp-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    error = str(run("slack").exception)
    assert error == "SLACK_BOT_TOKEN is no bot token: that begins with xoxb-."


def test_the_command_leaves_http_to_the_server(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text("slack: {mode: http}")
    done = run("slack")
    assert done.exit_code == 2
    assert "slack.enabled to true" in done.stderr


def test_beside_a_server_the_command_says_how_that_answers(tmp_path, monkeypatch):
    tokens(monkeypatch)
    monkeypatch.chdir(tmp_path)
    with newsroom(tmp_path) as store:
        store.takes_work(address="http://127.0.0.1:1", host="127.0.0.1", token="t")
        done = run("slack")
    assert done.exit_code == 1
    assert "set slack.enabled to true" in done.stderr


def test_the_command_ends_cleanly_when_it_is_told_to(tmp_path, slack):
    newsroom(tmp_path).close()
    (tmp_path / "config.yaml").write_text(json.dumps({"slack": {"api_url": slack.url}}))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [NEWSDESK, "slack"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as started:
        assert "answers in Slack" in started.stdout.readline()
        ts = slack.say(f"<@{BOT}> {FARE}")
        slack.finished(thread=ts)
        started.send_signal(signal.SIGTERM)
        assert started.wait(30) == 0
        assert started.stderr.read() == ""


# ---- doctor


def test_doctor_is_silent_of_slack_where_nobody_wants_it(tmp_path, monkeypatch):
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name, raising=False)
    assert not [one for one in examine(tmp_path / "data", None) if one.subject == "slack"]


@pytest.mark.parametrize(
    ("scopes", "state", "says"),
    [
        (",".join(SCOPES), "good", "newsdesk in Desk, by socket"),
        (",".join(SCOPES[:-1]), "missing", "lacks the scopes mpim:read"),
        ("commands", "broken", "lacks the scopes app_mentions:read, chat:write,"),
    ],
)
def test_doctor_says_what_slack_says_of_the_tokens(slack, tmp_path, scopes, state, says):
    slack.scopes = scopes
    config = tmp_path / "config.yaml"
    config.write_text(json.dumps({"slack": {"api_url": slack.url}}))
    [found] = [one for one in examine(tmp_path / "data", config) if one.subject == "slack"]
    assert found.state == state
    assert says in found.says


def test_doctor_names_a_token_that_slack_refuses_and_not_its_words(slack, tmp_path, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret-words")
    config = tmp_path / "config.yaml"
    config.write_text(json.dumps({"slack": {"api_url": slack.url}}))
    [found] = [one for one in examine(tmp_path / "data", config) if one.subject == "slack"]
    assert found.state == "broken"
    assert "invalid_auth" in found.says
    assert "secret-words" not in found.says
