"""The `newsdesk` command. Everything heavy is imported where it is used, so that it starts at once.

Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 failed, 2 wrong usage.
"""

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from bot.commands import (
    answers,
    articles,
    checking,
    evaluating,
    feedback,
    forgetting,
    keys,
    password,
    questions,
    running,
    slack,
)
from bot.commands.shared import fail

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    articles.ingest,
    questions.ask,
    questions.search,
    answers.answers,
    checking.check,
    articles.parse,
    articles.show,
    articles.remove,
    running.serve,
    running.mcp,
    running.watch,
    running.reindex,
    running.backup,
    running.restore,
    running.doctor,
    forgetting.forget,
    password.password,
):
    app.command()(command)
app.command("eval")(evaluating.evaluate)
app.add_typer(keys.app, name="keys")
app.add_typer(slack.app, name="slack")
app.add_typer(feedback.app, name="feedback")


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(version("newsdesk"))
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_say_version, help="Say which it is."),
    ] = False,
) -> None:
    """Ask a pile of news articles a question; get an answer in which every sentence is proved."""


def main() -> None:
    """Run the command; an error of ours is one sentence and exit code 1, never a trace."""
    try:
        app()
    except KeyboardInterrupt:
        fail("Stopped.", code=130)
    except BrokenPipeError:  # the reader of our output went away
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:  # the disk that our output goes to is full, say
        fail(f"Stopped: {error}.")
    except Exception as error:
        from bot.errors import BotError
        from ingest.errors import IngestError, SettingsError

        if isinstance(error, BotError | IngestError):
            from bot.errors import BadQuestion

            fail(str(error), code=2 if isinstance(error, BadQuestion | SettingsError) else 1)
        raise
