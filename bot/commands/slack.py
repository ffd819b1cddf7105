"""`newsdesk slack`: the bot by itself, and the manifest. Heavy things are imported late."""

import asyncio
import contextlib
import json
import signal
import sys
from typing import Annotated

import typer

from bot.commands.running import end_cleanly
from bot.commands.shared import HERE, Config, Data, fail, opened, out

app = typer.Typer(help="Answer in Slack; docs/slack.md sets it up.", no_args_is_help=False)


@app.callback(invoke_without_command=True)
def slack(context: typer.Context, data: Data = HERE, config: Config = None) -> None:
    """Answer in Slack until stopped. Where `newsdesk serve` runs, let it do that: slack.enabled."""
    if context.invoked_subcommand:
        return
    from bot.channels.slack.running import secrets
    from ingest.config import load_settings
    from ingest.errors import DataFolderBusy

    end_cleanly()
    settings = load_settings(config)
    if settings.slack.mode == "http":
        fail(
            "slack.mode is http, which `newsdesk serve` answers at /slack/events: set "
            "slack.enabled to true and run that. `newsdesk slack` needs mode socket.",
            code=2,
        )
    secrets(settings.slack)  # a missing token is said before anything is loaded
    try:
        with opened(data, config, "newsdesk slack") as store:
            from bot import models
            from bot.channels.slack.running import running
            from bot.conversation import conversations
            from bot.conversation.upkeep import Upkeep
            from ingest.runs.jobs import Jobs

            async def work(jobs: Jobs) -> None:
                writers, told = models.writers(store.settings), asyncio.Event()
                with contextlib.suppress(NotImplementedError):  # Windows has no such signals
                    # Not as `end_cleanly` does: it would end whichever task happens to run.
                    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
                async with running(store, writers, kept, jobs=jobs):
                    out("Newsdesk answers in Slack (stop it with Ctrl-C).")
                    sys.stdout.flush()
                    await told.wait()

            kept = conversations.in_store(store)
            with Jobs(store) as jobs, Upkeep(kept):
                jobs.resume()
                asyncio.run(work(jobs))
    except DataFolderBusy as busy:
        from bot.handover import server_of

        if held := server_of(data):
            fail(
                f"{data} is in use by {held}, which can answer in Slack itself: set slack.enabled "
                "to true in its configuration and start it again, with the tokens in its "
                "environment."
            )
        raise busy


@app.command()
def manifest(
    config: Config = None,
    legacy: Annotated[
        bool, typer.Option("--legacy", help="For an app that still has assistant_view.")
    ] = False,
) -> None:
    """Print the app manifest to paste at api.slack.com/apps, as JSON."""
    from bot.channels.slack.manifest import manifest as made
    from ingest.config import load_settings

    settings = load_settings(config)
    found = made(settings.slack, public_url=settings.server.public_url, legacy=legacy)
    out(json.dumps(found, indent=2))
