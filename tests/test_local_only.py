"""The switch that forbids every provider but local ones, through every door that leads to one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from ingest.local_only import is_local
from ingest.settings import Settings

TESTS = Path(__file__).parent


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own: the switch holds until its process ends."""
    where = os.pathsep.join((str(ROOT), str(TESTS)))
    return subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        text=True,
        timeout=100,
        env={**os.environ, "PYTHONPATH": where, **environment},
    )


@pytest.fixture(scope="module")
def told():
    done = run(str(TESTS / "near_and_far.py"))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_what_is_near_is_reached(told):
    assert told["before the switch"] == "got 'hello'"
    assert told["httpx near"] == "got 'hello'"
    assert told["chat model near"] == "got '90'"
    assert told["chat"] == 1


@pytest.mark.parametrize(
    "way",
    [
        "chat model by a name that is bound anew",
        "embedding",
        "reranker",
        "judge",
        "slack's client",
        "a redirect",
        "urllib",
        "asyncio",
        "connect",
        "connect_ex",
        "an address inside another",
        "sendto",
        "sendmsg",
        "after the fetcher",
    ],
)
def test_what_is_far_is_not_connected_to_and_the_error_says_why(told, way):
    assert told[way].startswith("refused: ")
    assert "127.0.0.2" in told[way]
    assert "local_only in config.yaml allows nothing else" in told[way]


def test_nothing_far_was_asked_but_for_an_article(told):
    assert told["far"] == ["/", "/article"]  # before the switch, and by the fetcher
    assert told["the fetcher of articles"] == "got b'hello'"


def test_a_chat_model_that_is_far_is_said_as_it_is_set_up(told):
    assert told["chat model"].startswith("refused: SettingsError: chat_models: far names http://")


def test_proxies_and_loops_whose_sockets_are_not_seen_are_put_aside(told):
    assert told["the switch"] == "got '[]'"
    assert "uvloop halted" in told["uvloop"]
    assert told["the server's loop"].startswith("got 'asyncio.")


@pytest.mark.parametrize(
    ("host", "is_near"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("10.20.30.40", True),
        ("172.16.0.1", True),
        ("172.31.255.255", True),
        ("192.168.1.9", True),
        ("fd12:3456::1", True),
        ("::ffff:10.0.0.1", True),
        ("8.8.8.8", False),
        ("172.32.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("2001:4860:4860::8888", False),
        ("fe80::1%eth0", False),
        ("::ffff:8.8.8.8", False),
        ("64:ff9b::10.0.0.1", False),
        ("2002:a00:1::1", False),
        ("api.example", False),
        ("localhost.example", False),
        ("127.0.0.1.example", False),
    ],
)
def test_local_is_this_machine_and_private_networks(host, is_near):
    assert is_local(host) is is_near


CONFIG = """
local_only: true
check: {model: far}
chat_models: [{name: far, base_url: "http://203.0.113.5/v1", api_key_env: ""}]
slack: {api_url: "https://203.0.113.6/api/"}
"""


@pytest.mark.parametrize(
    ("command", "setting"),
    [
        (["check", "--statement", "a", "--quote", "b", "--words"], "chat_models: far"),
        (["slack"], "slack.api_url"),
    ],
)
def test_a_command_names_the_setting_that_leads_elsewhere(tmp_path, command, setting):
    (tmp_path / "config.yaml").write_text(CONFIG)
    config = ["--config", str(tmp_path / "config.yaml"), "--data", str(tmp_path)]
    code = "import sys; from bot.cli import main; sys.argv = ['newsdesk', *sys.argv[1:]]; main()"
    done = run("-c", code, *command, *config)
    assert done.returncode == 2
    assert f"{setting} names http" in done.stderr
    assert "local_only allows nothing but" in done.stderr


def test_it_is_off_unless_it_is_set():
    assert Settings().local_only is False
