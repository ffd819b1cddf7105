"""Articles in, replaced and out: as JSON, as a file, from an address; done by the queue of jobs.

What is small is waited for, so that the answer tells what became of it; else the answer is a job.
What names files or folders of the server's machine needs the scope `admin`, all else `write`. The
token that the server writes into its data folder has both: whoever may read that folder may have
it changed.
"""

import asyncio
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    ValidationError,
    field_validator,
)
from starlette.datastructures import UploadFile

from bot.channels import limiting, rights
from bot.channels.problems import Problem
from bot.channels.render import taken_down_json
from bot.channels.rights import Caller
from bot.channels.v1 import responses, schemas
from bot.channels.v1.jobs import report_json
from bot.channels.v1.uploads import Uploads
from bot.keys import Scope
from ingest.runs.jobs import Job, Jobs, Work, absolute
from ingest.sources.targets import is_path
from ingest.store import Store
from ingest.stored import takedowns
from ingest.text.dates import later

SMALL = 50  # articles in one JSON body
PATIENCE = 5.0  # seconds that what is small is waited for; amid a long job it becomes a job as well
MOST_FILES = 20
_DATE = r"^\d{4}(-\d{2}(-\d{2}([T ].{1,30})?)?)?$"

MayWrite = Annotated[Caller, Depends(limiting.admits(Scope.WRITE))]


class NewArticle(BaseModel):
    """An article as JSON."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "title": "Pier reopens",
                    "text": "The pier of Tarn Quay reopens on 3 May, the harbour office said.",
                    "source": "Harbour Ledger",
                    "url": "https://ledger.example/pier",
                    "published_at": "2025-05-01",
                }
            ]
        },
    )

    title: str = Field(default="", max_length=2000)
    text: str = Field(min_length=1, max_length=1_000_000, pattern=r"\S")
    id: str = Field(default="", max_length=500, pattern=r"^(\S(.*\S)?)?$")
    url: str = Field(default="", max_length=4000)
    source: str = Field(default="", max_length=500, description="The outlet.")
    authors: list[str] = Field(default_factory=list, max_length=100)
    published_at: str = Field(default="", pattern=f"{_DATE}|^$", examples=["2025-05-01"])
    updated_at: str = Field(default="", pattern=f"{_DATE}|^$")
    language: str = Field(default="", pattern="^([a-z]{2})?$")
    section: str = Field(default="", max_length=500)
    kind: str = Field(default="", max_length=100)

    def record(self, **more: str) -> dict[str, Any]:
        return {name: value for name, value in self.model_dump().items() if value} | more


class AddBody(BaseModel):
    """What `POST /v1/articles` takes as JSON: articles, or where to read them."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"anyOf": [{"required": ["articles"]}, {"required": ["targets"]}]},
    )

    articles: list[NewArticle] = Field(default_factory=list, max_length=1000, min_length=1)
    targets: list[str] = Field(
        default_factory=list,
        max_length=1000,
        min_length=1,
        description="Addresses of pages, feeds and sitemaps, `reader:NAME`; files and folders of "
        "the server's machine with the scope `admin`.",
        examples=[["https://ledger.example/feed.xml"]],
    )
    prune: StrictBool = Field(default=False, description="Take out what vanished from the folders.")
    source: str | None = Field(
        default=None,
        max_length=200,
        description="The outlet of articles that name none. For `targets` it is kept, and holds "
        'at every later reading of them; "" takes it back.',
    )

    @field_validator("targets")
    @classmethod
    def _names_something(cls, targets: list[str]) -> list[str]:
        if any(not one.strip() or "\0" in one for one in targets):
            raise ValueError("names nothing, or no file can have that name")
        return targets


def router(store: Store, jobs: Jobs) -> APIRouter:
    """The endpoints over one store and its queue."""
    routes = APIRouter(tags=["articles"])
    uploads = Uploads(store.folder, jobs.accepted)
    jobs.after_each.append(uploads.done)

    async def done(work: Work, caller: Caller, *, small: bool) -> JSONResponse:
        """The job's report if it is small and ends soon, else the job."""
        job = await asyncio.to_thread(jobs.submit, work)
        if small:
            job = await _ended(jobs, job)
        if job.error and not job.goes_on:
            raise Problem("unavailable", job.error if caller.operates else job.told)
        report = report_json(job.report, work, inside=caller.operates) if job.report else None
        if report and not sum(report["articles"].values()) - report["articles"]["failed"]:
            reasons = [f"{one['source']}: {one['reason']}" for one in report["problems"]]
            reasons += [f"{one}: was taken down" for one in report["withheld"]]
            raise Problem("unusable-article", "; ".join(reasons) or "There is no article in it.")
        body = {"job": job.id, "state": str(job.state), "report": report}
        headers = {"Location": f"/v1/jobs/{job.id}"}
        return JSONResponse(body, 200 if job.report else 202, headers)

    accepted = responses.gives(schemas.Accepted, 400, 415)
    accepted[202] = {"model": schemas.Accepted, "description": "Still to be done: see the job."}

    @routes.post(
        "/v1/articles",
        summary="Add articles: as JSON, as files, or from where they stand",
        responses=accepted,
        openapi_extra=_body_of_add(),
    )
    async def add(request: Request, caller: MayWrite) -> JSONResponse:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "multipart/form-data":
            paths, size = await _kept(request, uploads)
            return await done(Work(tuple(paths)), caller, small=size < 1 << 20)
        if kind not in {"application/json", ""}:
            says = f"The body is {kind[:60]!r}; send application/json or multipart/form-data."
            raise Problem("unsupported-type", says)
        body = await _parsed(request)
        targets = list(dict.fromkeys(map(absolute, body.targets)))
        if any(is_path(one) for one in targets):
            await rights.of(request).allowed(request, Scope.ADMIN)
        if body.articles:
            records = [one.record() for one in body.articles]
            if body.source:
                records = [{"source": body.source} | one for one in records]
            path = await asyncio.to_thread(uploads.lines, records)
            targets.append(str(path))
        small = not body.targets and len(body.articles) <= SMALL
        source = body.source if body.targets else None
        return await done(Work(tuple(targets), body.prune, source), caller, small=small)

    @routes.put(
        "/v1/articles/{article_id:path}",
        summary="Put an article in the place of what has its id, or add it under it",
        responses=accepted,
    )
    async def replace(article_id: str, body: NewArticle, caller: MayWrite) -> JSONResponse:
        if body.id and body.id != article_id:
            raise Problem("unusable-request", "id: the body names another article than the path.")
        if article_id != article_id.strip() or not article_id:
            raise Problem("unusable-request", "An id begins and ends with something visible.")
        # The newest version of an article wins; this one is to win whatever its date, and though
        # the clock was set back since.
        now = datetime.now(UTC).isoformat(timespec="seconds")
        known = await asyncio.to_thread(store.library.known, [article_id])
        _, latest = known.get(article_id, ("", ""))
        record = body.record(id=article_id, updated_at=body.updated_at or later(now, latest))
        path = await asyncio.to_thread(uploads.lines, [record])
        return await done(Work((str(path),)), caller, small=True)

    # Plain functions: FastAPI runs them in a thread.

    @routes.delete(
        "/v1/articles/{article_id:path}",
        summary="Take an article out everywhere, for good",
        responses=responses.gives(schemas.TakenDown, 404),
    )
    def take_down(article_id: str, _caller: MayWrite) -> dict[str, Any]:
        return taken_down_json(jobs.at_once(lambda: takedowns.take_down(store, article_id)))

    @routes.delete(
        "/v1/takedowns/{article_id:path}",
        summary="Let an article that was taken out come back",
        responses=responses.gives(schemas.Lifted),
    )
    def let_back_in(article_id: str, _caller: MayWrite) -> dict[str, Any]:
        lifted = jobs.at_once(lambda: takedowns.let_back_in(store, article_id))
        return {"id": article_id, "lifted": lifted}

    return routes


async def _ended(jobs: Jobs, job: Job) -> Job:
    pause, until = 0.01, asyncio.get_running_loop().time() + PATIENCE
    while not job.has_ended and asyncio.get_running_loop().time() < until:
        await asyncio.sleep(pause)
        pause = min(pause * 1.5, 0.2)
        job = jobs.job(job.id)
    return job


async def _parsed(request: Request) -> AddBody:
    try:
        body = AddBody.model_validate(await request.json())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the body"
        raise Problem("unusable-request", f"{where}: {first['msg']}.") from error
    except (ValueError, RecursionError) as error:
        raise Problem("unusable-request", "The body is not JSON.") from error
    if not body.articles and not body.targets:
        raise Problem("unusable-request", "Name `articles` or `targets`: there is nothing to add.")
    return body


async def _kept(request: Request, uploads: Uploads) -> tuple[list[str], int]:
    """Where the files of a form are kept, and their bytes."""
    async with request.form(max_files=MOST_FILES, max_fields=MOST_FILES) as form:
        files = [one for _, one in form.multi_items() if isinstance(one, UploadFile)]
        if not files:
            raise Problem("unusable-request", "The form holds no file.")
        handed_in = [(one.file, one.filename or "") for one in files]
        places = await asyncio.to_thread(uploads.files, handed_in)
        return [str(place) for place in places], sum(one.size or 0 for one in files)


def _body_of_add() -> dict[str, Any]:
    form = {
        "type": "object",
        "required": ["file"],
        "properties": {
            "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
        },
    }
    return {
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/AddBody"}},
                "multipart/form-data": {"schema": form},
            },
        }
    }
