"""Jobs that have ended: how many of them can still be asked about."""

from collections.abc import Iterable

from ingest.pipeline import Report
from ingest.runs.job import Job

KEPT = 100  # ended jobs that can be asked about
KEPT_LINES = 100_000  # lines in all their reports, but for the newest one's: bounds memory


def too_many(jobs: Iterable[Job]) -> list[Job]:
    """Those to be forgotten: what ended longest ago, where too many are remembered."""
    forgotten, lines, kept = list[Job](), 0, 0
    ended = sorted((one for one in jobs if one.has_ended), key=_end)
    for job in reversed(ended):
        lines, kept = lines + _lines(job.report), kept + 1
        if kept > 1 and (kept > KEPT or lines > KEPT_LINES):
            forgotten.append(job)
    return forgotten


def _end(job: Job) -> str:
    return job.ended_at


def _lines(report: Report | None) -> int:
    return len(report.problems) + len(report.vanished) + len(report.withheld) if report else 0
