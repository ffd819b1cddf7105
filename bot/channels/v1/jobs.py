"""The jobs that read articles: how far each has come, once or as it goes.

Whoever may write sees every job, and who operates the server also where its files lie and what went
wrong inside.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse

from bot.channels import limiting, render
from bot.channels.rights import Caller
from bot.channels.v1 import responses, schemas
from bot.channels.v1.streams import HEARTBEAT, MEDIA_TYPE
from bot.channels.v1.uploads import shown
from bot.keys import Scope
from ingest.pipeline import Report
from ingest.runs.jobs import Job, Jobs, Work
from ingest.sources import readers
from ingest.sources.targets import is_path

POLL = 0.25  # seconds between two looks at a job
UNREAD = "cannot be read; who operates the server is told why"

MayWrite = Annotated[Caller, Depends(limiting.admits(Scope.WRITE))]


def router(jobs: Jobs) -> APIRouter:
    """The endpoints over one queue."""
    routes = APIRouter(tags=["jobs"])

    @routes.get(
        "/v1/jobs",
        summary="What is and was worked on, the newest first, without reports",
        responses=responses.gives(schemas.Jobs),
    )
    def every(caller: MayWrite) -> dict[str, Any]:
        found = jobs.all()
        return {"jobs": [job_json(one, whole=False, inside=caller.operates) for one in found]}

    @routes.get(
        "/v1/jobs/{job_id}",
        summary="How far a job has come, and its report at the end",
        responses=responses.gives(schemas.WholeJob, 404),
    )
    def one(job_id: str, caller: MayWrite) -> dict[str, Any]:
        return job_json(jobs.job(job_id), inside=caller.operates)

    events = responses.gives(None, 404)
    events[200] = {
        "description": "`progress` whenever it has come further; `done` with the whole job, or "
        "`ending` where the server ends first.",
        "content": {MEDIA_TYPE: responses.EVENT},
    }

    @routes.get(
        "/v1/jobs/{job_id}/events",
        summary="The same as it goes: server-sent events",
        responses=events,
    )
    async def follow(job_id: str, caller: MayWrite) -> StreamingResponse:
        jobs.job(job_id)  # not found before the first event, not after
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        events = _events(jobs, job_id, inside=caller.operates)
        return StreamingResponse(events, media_type=MEDIA_TYPE, headers=headers)

    return routes


def job_json(job: Job, *, whole: bool = True, inside: bool = False) -> dict[str, Any]:
    """As render.py has it; an upload goes by its own name, not by where it lies.

    Args:
        inside: for who operates the server; else its files go by their names below the folder that
            was to be read, and of what failed inside there is no more than that.
    """
    said = render.job_json(job, whole=whole)
    if whole and job.report:
        said["report"] = report_json(job.report, job.work, inside=inside)
    if not inside:
        said["error"] = job.told or None
    return said | {"targets": [_named(one, job.work, inside) for one in said["targets"]]}


def report_json(report: Report, work: Work, *, inside: bool = False) -> dict[str, Any]:
    """Likewise of what a job did."""
    said = render.report_json(report)
    for one in said["problems"]:
        one["source"] = _named(one["source"], work, inside)
        if not inside and one["source"].startswith(readers.PREFIX):  # what foreign code raised
            one["reason"] = UNREAD
    return said | {"vanished": [_named(one, work, inside) for one in said["vanished"]]}


def _named(source: str, work: Work, inside: bool) -> str:
    source = shown(source)
    if inside or not source.startswith("/"):
        return source
    folders = (f"{Path(one).parent}".rstrip("/") + "/" for one in work.targets if is_path(one))
    below = next((one for one in folders if source.startswith(one)), "")
    return source.removeprefix(below) if below else Path(source).name


async def _events(jobs: Jobs, job_id: str, *, inside: bool) -> AsyncIterator[str]:
    def event(name: str, job: Job) -> str:
        said = job_json(job, whole=name == "done", inside=inside)
        return f"event: {name}\ndata: {json.dumps(said)}\n\n"

    told, silent = None, 0.0
    while True:
        job = jobs.job(job_id)
        if job.has_ended:
            yield event("done", job)
            return
        if jobs.is_ending:
            yield event("ending", job)
            return
        if job != told:
            told, silent = job, 0.0
            yield event("progress", job)
        elif silent >= HEARTBEAT:
            silent = 0.0
            yield ": alive\n\n"
        await asyncio.sleep(POLL)
        silent += POLL
