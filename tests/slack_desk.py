"""A bot at work in a fake workspace, over a small library: for the tests of Slack."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import fake_slack
from fake_slack import Slack, until

from bot.answer.generate import Writer
from bot.channels.slack.running import Running, running
from ingest.jobs import Jobs
from ingest.settings import Settings, SlackSettings
from ingest.store import Store

FARE = "How much will the single fare on the Saltmarsh ferry be?"
DAM = "Why did gate 3 of the Orrin dam fail?"
NOTHING = "Who won the chess tournament in Oslo?"


def with_settings(store: Store, slack: Slack, **changes: Any) -> Store:
    """The store under settings for that workspace; other sections by their names."""
    sections = {name: changes.pop(name) for name in set(changes) & set(Settings.model_fields)}
    own = SlackSettings.model_validate({"api_url": slack.url, **changes})
    settings = Settings.model_validate({**Settings().model_dump(), "slack": own, **sections})
    store.settings = settings
    return store


@contextmanager
def at_work(
    store: Store,
    *,
    writers: tuple[Writer, ...] = (),
    jobs: Jobs | None = None,
    kill: bool = False,
    **how: Any,
) -> Iterator[Running]:
    """A bot that works until the block ends.

    Args:
        kill: end it without a word, as a killed process does: nothing is cleaned up.
    """
    loop, started, box = asyncio.new_event_loop(), threading.Event(), {}

    async def work() -> None:
        stop = asyncio.Event()
        try:
            async with running(store, writers, jobs=jobs, ping=0.2, **how) as bot:
                box.update(bot=bot, stop=stop)
                started.set()
                await stop.wait()
        except BaseException as error:
            box["error"] = error
            raise
        finally:
            started.set()

    def run() -> None:
        task = loop.create_task(work())
        box["task"] = task
        try:
            loop.run_until_complete(task)
        except BaseException as error:
            box.setdefault("error", error)
        if kill:
            return
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert started.wait(20)
    if "bot" not in box:
        thread.join(5)
        raise box["error"]
    try:
        yield box["bot"]
    finally:
        if kill:
            loop.call_soon_threadsafe(loop.stop)
        else:
            loop.call_soon_threadsafe(box["stop"].set)
        thread.join(20)
        assert not thread.is_alive()
        if isinstance(error := box.get("error"), Exception) and not kill:
            raise error


def tokens(patch: Any) -> None:
    patch.setenv("SLACK_BOT_TOKEN", fake_slack.BOT_TOKEN)
    patch.setenv("SLACK_APP_TOKEN", fake_slack.APP_TOKEN)
    patch.setenv("SLACK_SIGNING_SECRET", fake_slack.SECRET)


__all__ = ["DAM", "FARE", "NOTHING", "at_work", "tokens", "until", "with_settings"]
