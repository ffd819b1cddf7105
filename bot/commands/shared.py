"""What the commands share: options, voice, and opening a data folder."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from bot.handover import Server
    from ingest.store import Store

Data = Annotated[Path, typer.Option("--data", help="The folder of library and indexes.")]
Config = Annotated[Path | None, typer.Option("--config", help="Settings; else ./config.yaml.")]


def _each_named(targets: list[str]) -> list[str]:
    """An unset variable of the shell is no folder: it would be the working folder."""
    if not all(one.strip() for one in targets):
        raise typer.BadParameter("one of them is empty. Is a variable of the shell unset?")
    return targets


Targets = Annotated[
    list[str], typer.Argument(metavar="PATH_OR_URL...", callback=_each_named, show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Machine output on stdout alone.")]
Batch = Annotated[
    Path | None, typer.Option("--batch", help='Lines of {"id", "question", "now"?} to work off.')
]
Now = Annotated[str, typer.Option("--now", help="The day it is asked on, 2025-01-23; else today.")]
Conversation = Annotated[
    str,
    typer.Option("--conversation", metavar="ID", help="An earlier answer's: ask on from there."),
]
Source = Annotated[list[str] | None, typer.Option("--source", help="An outlet; may be repeated.")]
From = Annotated[str, typer.Option("--from", help="First day to search.")]
To = Annotated[str, typer.Option("--to", help="Last day to search.")]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        help="What not to read from the question's words: period, outlets, authors, latest or "
        "parts; may be repeated.",
    ),
]
HERE = Path("data")


def fail(sentence: str, *, code: int = 1) -> NoReturn:
    print(sentence, file=sys.stderr)  # noqa: T201, this is the command's voice
    sys.exit(code)


def err(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201, likewise


def out(line: str) -> None:
    print(line)  # noqa: T201, this is the command's voice


def out_json(value: Any) -> None:
    # Half a surrogate pair, as a batch file's ids may hold it, cannot be printed.
    out(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode())


def lines_of(batch: Path) -> list[tuple[str, str]]:
    """The lines of a batch file that say something, each behind its place: `questions.jsonl:3`.

    Raises:
        BadQuestion: the file cannot be read.
    """
    from bot.errors import BadQuestion

    try:
        lines = batch.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestion(f"The batch file {batch} cannot be read: {error}.") from error
    return [(f"{batch}:{n}", line) for n, line in enumerate(lines, start=1) if line.strip()]


@contextmanager
def opened(data: Path, config: Path | None, purpose: str, **options: bool) -> "Iterator[Store]":
    import logging

    from ingest.config import load_settings
    from ingest.store import Store

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    with Store(data, load_settings(config), purpose=purpose, **options) as store:
        yield store


def server_for(data: Path, busy: Exception) -> "Server":
    """The server that holds this data folder and takes work over.

    Raises:
        DataFolderBusy: no server, another command.
    """
    from bot.handover import Server, server_of

    if held := server_of(data):
        return Server(held)
    raise busy
