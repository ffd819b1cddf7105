"""What `newsdesk watch` does until it is stopped. Everything heavy is imported where it is used."""

import re
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.shared import fail, opened, out

if TYPE_CHECKING:
    from ingest.runs.jobs import Job
    from ingest.settings import WatchSettings

_PERIOD = re.compile(r"([0-9.]{1,12})\s?([smhd]?)", re.ASCII)
_MINUTES = {"s": 1 / 60, "": 1, "m": 1, "h": 60, "d": 24 * 60}


def minutes(period: str) -> float:
    """`90s` -> 1.5; a number alone is minutes.

    Raises:
        BadParameter: it is no period, shorter than 0.6 s or longer than a year.
    """
    from ingest.bounds import LEAST_MINUTES, MOST_MINUTES

    found = _PERIOD.fullmatch(period.strip().lower())
    try:
        count = float(found[1]) * _MINUTES[found[2]] if found else 0.0
    except ValueError:
        count = 0.0
    if not LEAST_MINUTES <= count <= MOST_MINUTES:
        raise typer.BadParameter(
            f"{period!r} is no period; say 15m, 90s, 2h or 1d: at least 0.6s, at most 366d."
        )
    return count


def watching(data: Path, config: Path | None, watched: "Sequence[WatchSettings]") -> None:
    """Read what is watched until the process is told to end; a line for what changed something."""
    from ingest.errors import DataFolderBusy
    from ingest.runs.jobs import Jobs
    from ingest.runs.watch import Watcher

    try:
        with opened(data, config, "newsdesk watch") as store, Jobs(store) as jobs:
            watcher = Watcher(jobs, watched, ran=_say)
            jobs.resume()
            watcher.start()
            try:
                threading.Event().wait()
            finally:
                watcher.close()
    except DataFolderBusy as busy:
        from bot.handover import server_of

        if held := server_of(data):
            fail(
                f"{data} is in use by {held}. What it should watch stands in its configuration, "
                "under ingest.watch; to read something now, use `newsdesk ingest`."
            )
        raise busy


def _say(job: "Job") -> None:
    from bot.channels.render import report_json, report_lines

    if job.report is None:
        return
    report = report_json(job.report)
    if any(report["articles"][name] for name in ("added", "updated", "removed")):
        line = next(report_lines(report, pruned=job.work.prune))
        out(f"{datetime.now().astimezone():%H:%M:%S} {job.work.targets[0]}: {line}")
        sys.stdout.flush()
