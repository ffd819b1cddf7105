"""`feedback`: what readers thought of answers."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.shared import HERE, Config, Data, out

app = typer.Typer(help="What readers thought of answers.", no_args_is_help=True)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go; made if it is not there.")],
    data: Data = HERE,
    config: Config = None,  # taken like everywhere; what readers thought depends on no setting
) -> None:
    """Write rated questions for `newsdesk eval`, and those to be looked at."""
    from bot.conversation.conversations import Conversations
    from bot.evaluation.cases import FILE
    from bot.evaluation.from_feedback import REVIEW, export
    from ingest.stored.library import Library

    # No lock: the library alone may be read while another process holds the folder.
    library = Library(data, make=False)
    try:
        right, to_review = export(Conversations(library), folder)
    finally:
        library.close()
    out(f"{right} questions that were answered well: {folder / FILE}")
    out(f"{to_review} to look at: {folder / REVIEW}")
