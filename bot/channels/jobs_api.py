"""REST for who may change the library: articles in, articles out, and the jobs that do it.

What reads files of the server's machine needs the scope `admin`, everything else here `write`. The
token that the server writes into its data folder has both: whoever may read that folder may have it
changed.
"""

from typing import Any

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.channels import limiting, rights
from bot.channels.render import job_json, taken_down_json
from bot.keys import Scope
from ingest import takedowns
from ingest.jobs import Jobs, Work, absolute
from ingest.store import Store


class IngestBody(BaseModel):
    """What `POST /v1/articles` takes."""

    model_config = ConfigDict(extra="forbid")

    targets: list[str] = Field(
        min_length=1,
        description="Files and folders of the server's machine, addresses, `reader:NAME`.",
        examples=[["/srv/news/2025"]],
    )
    prune: bool = Field(default=False, description="Take out what vanished from the folders.")


def router(store: Store, jobs: Jobs) -> APIRouter:
    """The endpoints over one store and its queue."""
    routes = APIRouter(dependencies=[Depends(limiting.admits(Scope.WRITE))])

    # Plain functions: FastAPI runs them in a thread. Errors become problems in rest.py.

    @routes.post(
        "/v1/articles",
        status_code=202,
        summary="Have articles read",
        dependencies=[Depends(rights.requires(Scope.ADMIN))],
    )
    def ingest(body: IngestBody, response: Response) -> dict[str, str]:
        targets = dict.fromkeys(map(absolute, body.targets))
        job = jobs.submit(Work(tuple(targets), body.prune))
        response.headers["Location"] = f"/v1/jobs/{job.id}"
        return {"job": job.id}

    @routes.get("/v1/jobs", summary="What is and was worked on, the newest first, without reports")
    def every_job() -> dict[str, Any]:
        return {"jobs": [job_json(job, whole=False) for job in jobs.all()]}

    @routes.get("/v1/jobs/{job_id}", summary="How far a job has come, and its report at the end")
    def one_job(job_id: str) -> dict[str, Any]:
        return job_json(jobs.job(job_id))

    @routes.delete(
        "/v1/articles/{article_id:path}", summary="Take an article out everywhere, for good"
    )
    def take_down(article_id: str) -> dict[str, Any]:
        done = jobs.at_once(lambda: takedowns.take_down(store, article_id))
        return taken_down_json(done)

    @routes.delete(
        "/v1/takedowns/{article_id:path}", summary="Let an article that was taken out come back"
    )
    def let_back_in(article_id: str) -> dict[str, Any]:
        done = jobs.at_once(lambda: takedowns.let_back_in(store, article_id))
        return {"id": article_id, "lifted": done}

    return routes
