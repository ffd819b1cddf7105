"""How long an asker in Slack waits: to the first visible status, and to a whole extractive answer.

    python tests/bench/slack.py [--questions 40] [--corpus corpus] [--network 0.0]

The real Bolt application, over a socket, in the tests' fake workspace on this machine; the library
is the corpus that is shipped. `--network` adds a delay to each call of the Web API, in seconds,
as a distant Slack does (0.1, say).
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import fake_slack  # noqa: E402, after the line above
import slack_api  # noqa: E402
from slack_desk import at_work, with_settings  # noqa: E402

from ingest.pipeline import ingest  # noqa: E402
from ingest.settings import Settings  # noqa: E402
from ingest.store import Store  # noqa: E402

QUESTIONS = (
    "How much of the extra cost of the Quayside tramway is due to the culvert under Mill Lane?",
    "Why did Helen Brack resign?",
    "How many patients' records were copied at St Brannock's Infirmary?",
    "How much will the repair of the Orrin dam cost?",
    "How much will be invested in Stargate within four years?",
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--questions", type=int, default=40)
    arguments.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    arguments.add_argument("--network", type=float, default=0.0)
    given = arguments.parse_args()
    os.environ |= {
        "SLACK_BOT_TOKEN": fake_slack.BOT_TOKEN,
        "SLACK_APP_TOKEN": fake_slack.APP_TOKEN,
    }
    with (
        tempfile.TemporaryDirectory() as folder,
        Store(Path(folder) / "data", Settings(), purpose="a measurement") as store,
        fake_slack.slack() as slack,
    ):
        ingest(store, [given.corpus])
        limits = {"per_user_hour": 10_000, "per_channel_hour": 10_000}
        with at_work(with_settings(store, slack, **limits)):
            slack.slow = dict.fromkeys(slack_api.METHODS, given.network)
            ask(slack, QUESTIONS[0])  # models are warm while serving
            waits = [ask(slack, QUESTIONS[n % len(QUESTIONS)]) for n in range(given.questions)]
    for name, found in zip(("first status", "whole answer"), zip(*waits, strict=True), strict=True):
        ordered = sorted(1000 * one for one in found)
        middle, slow = statistics.median(ordered), ordered[int(0.95 * len(ordered))]
        print(f"{name}: median {middle:.0f} ms, p95 {slow:.0f} ms of {len(ordered)} questions")


def ask(slack: fake_slack.Slack, question: str) -> tuple[float, float]:
    """Seconds from the event to the first status, and to the end of the answer."""
    before = len(slack.statuses)
    began = time.monotonic()
    ts = slack.say(f"<@{fake_slack.BOT}> {question}")
    [answer] = slack.finished(thread=ts)
    assert answer.elements("feedback_buttons"), answer.seen
    return slack.statuses[before][0] - began, answer.finished_at - began


if __name__ == "__main__":
    main()
