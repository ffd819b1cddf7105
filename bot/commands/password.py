"""`password`: what stands in config.yaml for somebody who may sign in on the page."""

import sys

import typer

from bot.commands.shared import out


def password() -> None:
    """Print the hash of a password, for server.users in config.yaml.

    It is asked for twice, or read from standard input.
    """
    from bot.passwords import hashed

    if sys.stdin.isatty():
        given = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        given = sys.stdin.readline().rstrip("\n")
    out(hashed(given))
