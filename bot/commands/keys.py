"""`newsdesk keys`: who may use REST. Everything heavy is imported where it is used.

Works beside a running server, which looks at the library anew with every request.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.shared import HERE, AsJson, Config, Data, err, out, out_json

if TYPE_CHECKING:
    from bot.keys import Keys

app = typer.Typer(help="Make, list and revoke the keys of REST.", no_args_is_help=True)


class Named(StrEnum):
    """The scopes of bot/keys.py, which takes SQLAlchemy along; a test holds the two together."""

    ASK = "ask"
    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


@app.command()
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose it is, or what for.")],
    scope: Annotated[
        list[Named] | None,
        typer.Option("--scope", help="May be repeated; without it ask and read."),
    ] = None,
    days: Annotated[
        float | None, typer.Option("--days", help="It is good for; else until it is revoked.")
    ] = None,
    data: Data = HERE,
    config: Config = None,  # taken like everywhere; a key depends on no setting
    as_json: AsJson = False,
) -> None:
    """Make a key and print it. It is shown this once: only a hash of it is kept."""
    from bot.keys import Scope

    wanted = [Scope(one) for one in scope or (Named.ASK, Named.READ)]
    with keys(data) as known:
        key, secret = known.create(name, wanted, days=days)
    if as_json:
        out_json({**key.to_json(), "key": secret})
    else:
        out(secret)
        until = f"until {key.expires_at}" if key.expires_at else "until it is revoked"
        scopes = ", ".join(sorted(key.scopes))
        err(f"{key.name}: {scopes}; good {until}. Keep it: it is not shown again.")


@app.command("list")
def every(data: Data = HERE, config: Config = None, as_json: AsJson = False) -> None:
    """Every key that was made, without its secret."""
    with keys(data) as known:
        found = known.all()
    if as_json:
        out_json([one.to_json() for one in found])
        return
    for one in found:
        until = one.expires_at[:10] or "for ever"
        scopes = ",".join(sorted(one.scopes))
        out(f"{one.id}  {one.state():8} {one.created_at[:10]} {until:10}  {scopes:20} {one.name}")
    if not found:
        err("There are no keys yet. `newsdesk keys create NAME` makes one.")


@app.command()
def revoke(
    key_id: Annotated[str, typer.Argument(metavar="KEY_ID", help="As `keys list` names it.")],
    data: Data = HERE,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Have a key be good for nothing from now on."""
    with keys(data) as known:
        key = known.revoke(key_id)
    if as_json:
        out_json(key.to_json())
    else:
        out(f"{key.id} ({key.name}) is revoked.")


@contextmanager
def keys(data: Path) -> "Iterator[Keys]":
    """The keys of a data folder, which is made if it is not there; no lock, as `show` has none."""
    from bot.keys import Keys
    from ingest.errors import DataFolderError
    from ingest.stored.database import Database

    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataFolderError(
            f"The data folder {data} cannot be made: {error.strerror}. "
            "Choose another one with --data."
        ) from error
    database = Database(data)
    try:
        yield Keys(database)
    finally:
        database.close()
