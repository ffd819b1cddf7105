"""The jobs that read articles: how far each has come, once or as it goes."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse

from bot.channels import limiting, render
from bot.channels.rights import Caller
from bot.channels.v1 import schemas
from bot.channels.v1.streams import HEARTBEAT, MEDIA_TYPE
from bot.channels.v1.uploads import shown
from bot.keys import Scope
from ingest.jobs import Job, Jobs
from ingest.pipeline import Report

POLL = 0.25  # seconds between two looks at a job

MayWrite = Annotated[Caller, Depends(limiting.admits(Scope.WRITE))]


def router(jobs: Jobs) -> APIRouter:
    """The endpoints over one queue."""
    routes = APIRouter(tags=["jobs"])

    @routes.get(
        "/v1/jobs",
        summary="What is and was worked on, the newest first, without reports",
        responses=schemas.gives(schemas.Jobs),
    )
    def every(_caller: MayWrite) -> dict[str, Any]:
        return {"jobs": [job_json(job, whole=False) for job in jobs.all()]}

    @routes.get(
        "/v1/jobs/{job_id}",
        summary="How far a job has come, and its report at the end",
        responses=schemas.gives(schemas.WholeJob, 404),
    )
    def one(job_id: str, _caller: MayWrite) -> dict[str, Any]:
        return job_json(jobs.job(job_id))

    events = schemas.gives(None, 404)
    events[200] = {
        "description": "`progress` whenever it has come further; `done` with the whole job, or "
        "`ending` where the server ends first.",
        "content": {MEDIA_TYPE: schemas.EVENT},
    }

    @routes.get(
        "/v1/jobs/{job_id}/events",
        summary="The same as it goes: server-sent events",
        responses=events,
    )
    async def follow(job_id: str, _caller: MayWrite) -> StreamingResponse:
        jobs.job(job_id)  # not found before the first event, not after
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_events(jobs, job_id), media_type=MEDIA_TYPE, headers=headers)

    return routes


def job_json(job: Job, *, whole: bool = True) -> dict[str, Any]:
    """As render.py has it; an upload goes by its own name, not by where it lies."""
    said = render.job_json(job, whole=whole)
    if whole and job.report:
        said["report"] = report_json(job.report)
    return said | {"targets": [shown(one) for one in said["targets"]]}


def report_json(report: Report) -> dict[str, Any]:
    """Likewise of what a job did."""
    said = render.report_json(report)
    for one in said["problems"]:
        one["source"] = shown(one["source"])
    return said


async def _events(jobs: Jobs, job_id: str) -> AsyncIterator[str]:
    told, silent = None, 0.0
    while True:
        job = jobs.job(job_id)
        if job.has_ended:
            yield f"event: done\ndata: {json.dumps(job_json(job))}\n\n"
            return
        if jobs.is_ending:
            yield f"event: ending\ndata: {json.dumps(job_json(job, whole=False))}\n\n"
            return
        if job != told:
            told, silent = job, 0.0
            yield f"event: progress\ndata: {json.dumps(job_json(job, whole=False))}\n\n"
        elif silent >= HEARTBEAT:
            silent = 0.0
            yield ": alive\n\n"
        await asyncio.sleep(POLL)
        silent += POLL
