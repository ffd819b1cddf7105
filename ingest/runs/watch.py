"""Folders, pages and feeds that are read again and again, as jobs of the process that serves."""

import logging
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import (  # type: ignore[import-untyped]
    BackgroundScheduler,
)

from ingest.errors import Stopped
from ingest.runs.jobs import Job, Jobs, Work, absolute
from ingest.settings import WatchSettings

JITTER = 0.1  # of the time between two readings, so that many do not ask one host at one moment
SOON = 5.0  # seconds between the first readings of two targets, after the start
MOST_LINES = 5  # said about one reading

log = logging.getLogger(__name__)


class Watcher:
    """The schedule of what is watched, from `start` until `close`.

    Args:
        ran: called after every reading with its job, in the thread of the jobs.
    """

    def __init__(
        self,
        jobs: Jobs,
        watched: Sequence[WatchSettings],
        ran: Callable[[Job], None] = lambda _: None,
    ) -> None:
        self._jobs, self._ran = jobs, ran
        self._unfinished: set[Work] = set()
        self._bad: dict[Work, dict[str, str]] = {}  # what could not be read the last time: reasons
        # It would log every reading that another one is still waiting for.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._schedule = BackgroundScheduler(timezone=UTC, daemon=True)
        for number, one in enumerate(watched):
            every = one.every_minutes * 60
            self._schedule.add_job(
                self._read,
                "interval",
                (Work((absolute(one.target),), one.prune, one.source or None),),
                seconds=every,
                jitter=every * JITTER,
                # A laptop that slept through several readings does one.
                coalesce=True,
                misfire_grace_time=None,
                max_instances=1,
                next_run_time=_soon(number, every),
            )

    def start(self) -> None:
        self._schedule.start()

    def close(self) -> None:
        """Ask for no more readings."""
        if self._schedule.running:
            self._schedule.shutdown()

    def _read(self, work: Work) -> None:
        if work in self._unfinished:
            return  # it takes longer than the time between two readings
        self._unfinished.add(work)
        try:
            self._jobs.submit(work, then=self._read_once, lasting=False)
        except Stopped:
            self._unfinished.discard(work)

    def _read_once(self, job: Job) -> None:
        self._unfinished.discard(job.work)
        if not self._jobs.is_ending:
            self._say(job)
            self._ran(job)

    def _say(self, job: Job) -> None:
        """Log what went bad or well since the last reading, not what stayed as it was.

        By source, not by reason: a host that is down gives many reasons in a night.
        """
        target = job.work.targets[0]
        before = self._bad.get(job.work, {})
        if job.report:
            bad = {one.source: one.reason for one in job.report.problems}
        else:  # of its sources nothing new is known
            bad = before | {"": job.error}
        self._bad[job.work] = bad
        lines = [
            f"Watching {target}: {source or 'failed'}: {reason}"
            for source, reason in bad.items()
            if source not in before
        ]
        lines += [
            f"Watching {target}: {source or 'it'} is no problem any more"
            for source in before
            if source not in bad
        ]
        if len(lines) > MOST_LINES:
            lines[MOST_LINES:] = [f"Watching {target}: and {len(lines) - MOST_LINES} more changes"]
        for line in lines:
            log.warning("%s", line)


def _soon(number: int, every: float) -> datetime:
    """When the target of that number is read first: soon, and not all at one moment."""
    seconds = min(every, number * SOON + random.random())  # noqa: S311, no secret  # nosec B311
    return datetime.now(UTC) + timedelta(seconds=seconds)
