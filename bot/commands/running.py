"""Serving, and looking after the data folder. Everything heavy is imported where it is used."""

import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.shared import HERE, AsJson, Config, Data, Targets, opened, out, out_json


def serve(
    data: Data = HERE,
    config: Config = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Ingest this first if the library is empty.")
    ] = None,
) -> None:
    """Serve the chat page and REST on one port."""
    from bot.channels.listen import listen
    from ingest import pipeline

    end_cleanly()
    with opened(data, config, "newsdesk serve") as store:
        bound = listen(store.settings.server)
        if corpus and not store.library.counts().articles:
            report = pipeline.ingest(store, [corpus])
            out(f"Read {report.articles['added']} articles from {corpus}.")
        from bot.channels import app as web
        from bot.channels.rights import needs_key
        from bot.keys import Keys

        server = store.settings.server
        out(f"Newsdesk is at http://{server.host}:{server.port} (stop it with Ctrl-C).")
        if needs_key(server) and not Keys(store.library.database).all():
            out(
                "REST asks for a key, and there is none yet: `newsdesk keys create NAME` makes one."
            )
        sys.stdout.flush()
        web.serve(store, bound)


def mcp(data: Data = HERE, config: Config = None) -> None:
    """Be tools for an assistant that starts this and speaks MCP over stdin and stdout."""
    import logging

    from bot.channels.mcp import stdio as mcp_stdio
    from ingest.config import load_settings

    # stdout belongs to the protocol.
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    mcp_stdio.run(data, load_settings(config))


def watch(
    targets: Targets,
    every: Annotated[str, typer.Option("--every", help="15m, 90s, 2h or 1d.")] = "15m",
    prune: Annotated[
        bool, typer.Option("--prune", help="Take out what vanished from the folders.")
    ] = False,
    data: Data = HERE,
    config: Config = None,
) -> None:
    """Read folders, pages and feeds again and again, without serving anything."""
    from bot.commands.watching import minutes, watching
    from ingest.settings import WatchSettings

    end_cleanly()
    between = minutes(every)
    watched = [WatchSettings(target=one, every_minutes=between, prune=prune) for one in targets]
    watching(data, config, watched)


def end_cleanly() -> None:
    """Have SIGTERM close what is open, as Ctrl-C does, and count as success."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


def reindex(data: Data = HERE, config: Config = None) -> None:
    """Rebuild the indexes from the library; nothing is embedded again unless the model changed."""
    with opened(data, config, "newsdesk reindex", check=False, make=False) as store:
        out(f"Rebuilt the indexes: {store.reindex()} passages.")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    data: Data = HERE,
    config: Config = None,  # taken like everywhere; a copy depends on no setting
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Copy the library to a file, also while another process serves or ingests."""
    from ingest.stored import backup as copies

    size = copies.backup(data, file, force=force)
    out(f"Copied the library to {file} ({size / 1e6:.1f} MB).")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy that `backup` made.")],
    data: Data = HERE,
    config: Config = None,  # taken like everywhere; no model runs
    force: Annotated[bool, typer.Option("--force", help="Replace what the folder holds.")] = False,
) -> None:
    """Put back a copy of the library and rebuild the indexes; nothing is embedded again."""
    from ingest.stored import backup as copies

    restored = copies.restore(file, data, force=force)
    counts = restored.counts
    out(f"Restored {counts.articles} articles, {counts.passages} passages.")
    if not restored.indexed:
        out("Their passages must be embedded again: run `newsdesk reindex` before asking.")


def doctor(data: Data = HERE, config: Config = None, as_json: AsJson = False) -> None:
    """Say what is set up, what is missing and what to do."""
    from bot.doctor import examine

    findings = examine(data, config)
    if as_json:
        out_json([finding.to_json() for finding in findings])
    else:
        for finding in findings:
            out(f"{finding.state:8} {finding.subject}: {finding.says}")
    if any(finding.state == "broken" for finding in findings):
        sys.exit(1)
