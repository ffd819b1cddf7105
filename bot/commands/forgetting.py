"""`forget`: one person's conversations, erased. Everything heavy is imported where it is used.

Works beside a running server, which looks at the library anew with every question.
"""

from dataclasses import asdict
from typing import Annotated

import typer

from bot.commands.shared import HERE, AsJson, Config, Data, err, out, out_json


def forget(
    user: Annotated[
        list[str] | None, typer.Option("--user", help="Who signed in by this name; repeatable.")
    ] = None,
    key: Annotated[
        list[str] | None,
        typer.Option(
            "--key", metavar="KEY_ID", help="Who brought this key, as `keys list` has it."
        ),
    ] = None,
    browser: Annotated[
        list[str] | None,
        typer.Option("--browser", metavar="TOKEN", help="Who used the page without signing in."),
    ] = None,
    slack: Annotated[
        str, typer.Option("--slack", metavar="MEMBER_ID", help="Who asked in Slack: U0123ABCD.")
    ] = "",
    conversation: Annotated[
        str, typer.Option("--conversation", metavar="ID", help="One conversation alone.")
    ] = "",
    data: Data = HERE,
    config: Config = None,  # taken like everywhere; what was kept depends on no setting
    as_json: AsJson = False,
) -> None:
    """Erase what one person asked, was answered and thought of answers. It cannot be undone."""
    from bot.channels.slack.ledger import Ledger
    from bot.conversation import forgetting
    from bot.errors import BadQuestion
    from ingest.stored.library import Library

    owners = [f"user:{one}" for one in user or ()] + [f"key:{one}" for one in key or ()]
    who = forgetting.Person(
        owners=(*owners, *(browser or ())), slack=slack, conversation=conversation
    )
    if who == forgetting.Person():
        raise BadQuestion(
            "Say whose: --user NAME, --key KEY_ID, --browser TOKEN, --slack MEMBER_ID or "
            "--conversation ID. docs/security.md says where each of them is found."
        )
    # No lock: the library alone may be written to while another process holds the folder.
    library = Library(data, make=False)
    try:
        gone = forgetting.forget(library.database, who)
        messages = Ledger(library.database).forget(slack) if slack else 0
        is_overwritten = library.database.checkpoint()
    finally:
        library.close()
    if as_json:
        out_json({**asdict(gone), "messages": messages, "overwritten": is_overwritten})
        return
    out(
        f"Erased: conversations {gone.conversations}, answers {gone.answers}, feedback "
        f"{gone.feedback}" + (f", questions from Slack {messages}." if slack else ".")
    )
    if not is_overwritten:
        err(
            "Another process reads the library, so their words may stand in library.sqlite-wal "
            "until it has ended or written some more. Run this again to be sure."
        )
    err(
        "Not touched: backups and exports that were made before, logs, messages in Slack, and what "
        "a chat model's provider keeps."
    )
