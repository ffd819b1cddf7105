"""A bot at work in a fake workspace, over a small library: for the tests of Slack."""

import asyncio
import threading
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import fake_slack
import pytest
from fake_slack import Slack, until
from newsroom import newsroom

from bot.answer.answer import Answer, Outcome, Searched
from bot.answer.cite import VERBATIM, Draft, Quote, assemble
from bot.answer.written.generate import Writer
from bot.channels.slack.running import Running, running
from bot.conversation.conversations import in_store
from bot.conversation.talk import ALONE, Talk
from bot.events import Done, Event, Stated
from bot.question.understanding import Question
from ingest.article import Article
from ingest.runs.jobs import Jobs
from ingest.settings import Settings, SlackSettings
from ingest.store import Store

ARTICLE = Article(
    id="one",
    title="One",
    text="What it says.",
    source="Harbour Ledger",
    url="https://ledger.example/one",
    published_at="2025-01-15",
)
FARE = "How much will the single fare on the Saltmarsh ferry be?"
COSTS = "A single crossing on the Saltmarsh ferry will cost £3.60 from April"  # the newest
RISES = "The single fare on the Saltmarsh ferry will rise to £4.10 on 1 March"
DAM = "Why did gate 3 of the Orrin dam fail?"
SHEARED = "Gate 3 of the Orrin dam failed because a drive shaft sheared."
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
            async with running(store, writers, in_store(store), jobs=jobs, ping=0.2, **how) as bot:
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


def scripted(
    *statements: str,
    pause: float = 0.0,
    error: Exception | None = None,
    article: Article = ARTICLE,
    **more: Any,
) -> Any:
    """What answers anything with these statements, each carried by one quote, like `ask`."""

    async def ask(
        store: Store, question: Question, *, talk: Talk = ALONE, **_: Any
    ) -> AsyncIterator[Event]:
        quote = Quote(article=article, start=0, end=len(article.text), support=VERBATIM)
        said, cited, text = assemble([Draft(text=one, quotes=(quote,)) for one in statements])
        for one in said:
            await asyncio.sleep(pause)
            yield Stated(one, cited)
        if error:
            raise error
        answer = Answer(
            id=uuid.uuid4().hex,
            question=question.text,
            outcome=Outcome.ANSWERED,
            text=text,
            statements=said,
            citations=cited,
            searched=Searched(articles=1, passages=1),
            model="extractive",
            conversation=talk.id,
            **more,
        )
        if talk.kept:
            talk.kept.keep(answer, talk)
        yield Done(answer)

    return ask


def tokens(patch: Any) -> None:
    patch.setenv("SLACK_BOT_TOKEN", fake_slack.BOT_TOKEN)
    patch.setenv("SLACK_APP_TOKEN", fake_slack.APP_TOKEN)
    patch.setenv("SLACK_SIGNING_SECRET", fake_slack.SECRET)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One library for the tests of a module."""
    store = newsroom(tmp_path_factory.mktemp("slack"))
    yield store
    store.close()


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slack]:
    """A workspace that fails the test if it had to refuse something."""
    tokens(monkeypatch)
    with fake_slack.slack() as workspace:
        yield workspace


@pytest.fixture
def bot(library: Store, slack: Slack) -> Iterator[Running]:
    """A bot at work there, with the default settings."""
    with at_work(with_settings(library, slack)) as running:
        yield running


__all__ = [
    "COSTS",
    "DAM",
    "FARE",
    "NOTHING",
    "RISES",
    "SHEARED",
    "at_work",
    "bot",
    "library",
    "scripted",
    "slack",
    "tokens",
    "until",
    "with_settings",
]
