"""`add https://…`: articles, added by those who may."""

import asyncio
import re

from bot.channels import outward
from bot.channels.render import report_json, report_lines
from bot.channels.slack import policy
from ingest.errors import IngestError
from ingest.runs.jobs import Job, Jobs, Work
from ingest.settings import SlackChannelSettings

_ADD = re.compile(r"add((?:\s+https?://\S{1,2000}){1,20})\s*", re.IGNORECASE)
_MOST_PROBLEMS = 5


def targets(text: str) -> tuple[str, ...]:
    """The addresses that somebody wants added; () where the text is no such wish."""
    found = _ADD.fullmatch(text)
    return tuple(dict.fromkeys(found[1].split())) if found else ()


async def added(
    addresses: tuple[str, ...], user: str, where: SlackChannelSettings, jobs: Jobs | None
) -> str:
    """Have them read, and say what came of it."""
    if not policy.may_add(user, where):
        return "You may not add articles here. Who may stands in config.yaml, under slack.channels."
    if jobs is None:
        return "Articles cannot be added from here; `newsdesk ingest` does it."
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[Job] = loop.create_future()

    def told(job: Job) -> None:
        if not ended.done():  # nobody waits where the wish was taken back
            ended.set_result(job)

    def tell(job: Job) -> None:  # in the thread that works
        loop.call_soon_threadsafe(told, job)

    try:
        await asyncio.to_thread(jobs.submit, Work(addresses), tell)
    except IngestError as error:
        return outward.sentence(error, "Slack, add")
    job = await ended
    if job.report is None:
        return job.told
    report = report_json(job.report)
    lines = list(report_lines(report, pruned=False))
    lines += [f"{one['source']}: {one['reason']}" for one in report["problems"][:_MOST_PROBLEMS]]
    return " ".join(lines)
