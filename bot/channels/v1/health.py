"""Alive, ready, and in figures: for who runs the server."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.channels import limiting, outward, rights, watching
from bot.channels.v1 import responses, schemas
from bot.keys import Scope
from ingest.errors import IngestError
from ingest.runs.jobs import Jobs
from ingest.store import Store


def router(store: Store, jobs: Jobs | None) -> APIRouter:
    """The endpoints over one store and its queue, if it has one."""
    routes = APIRouter(tags=["server"])

    # In the event loop: where that hangs, the process is not alive.
    @routes.get(
        "/healthz", summary="The process is alive", responses={200: {"model": schemas.Alive}}
    )
    async def alive() -> dict[str, str]:
        return {"status": "alive"}

    @routes.get(
        "/readyz",
        summary="Questions can be answered; else what stands in the way",
        responses={200: {"model": schemas.Ready}, 503: {"model": schemas.Ready}},
    )
    def ready(request: Request) -> JSONResponse:
        body = readiness(store, jobs, limiting.of(request))
        return JSONResponse(body, 200 if body["problem"] is None else 503)

    @routes.get(
        "/metrics",
        summary="Figures for Prometheus; with the scope `admin`, or from the server's own machine",
        response_class=Response,
        responses={
            200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
            **{code: one for code, one in responses.gives(None).items() if code in {401, 403}},
        },
    )
    async def metrics(request: Request) -> Response:
        own = rights.of(request)
        caller = await own.caller(request)
        if caller.kind != "local":
            await own.allowed(request, Scope.ADMIN)
        return Response(watching.of(request).text(), media_type=CONTENT_TYPE_LATEST)

    return routes


def readiness(store: Store, jobs: Jobs | None, limits: limiting.Limits) -> dict[str, Any]:
    """What has to be well for questions to be answered, one by one."""
    articles = passages = 0
    checks = []
    try:
        counts = store.library.counts()
        articles, passages = counts.articles, counts.passages
        checks.append(("library", True, f"{articles} articles"))
        none = "There are no articles yet. Run `newsdesk ingest FOLDER`."
        checks.append(("articles", passages > 0, f"{passages} passages" if passages else none))
        held = store.index.words.count(), store.index.vectors.count()
        empty = "An index is empty. Run `newsdesk reindex`."
        checks.append(("indexes", all(held) or not passages, empty if not all(held) else "filled"))
    except IngestError as error:
        says = outward.sentence(error, "GET /readyz")
        checks.append(("indexes" if checks else "library", False, says))
    places = limits.places
    checks.append(
        ("questions", not places.full, f"{places.in_work} in work, {places.waiting} wait")
    )
    if jobs:
        ends = jobs.is_ending
        checks.append(("jobs", not ends, "the server ends" if ends else "articles can be read in"))
    wrong = next((says for _, ok, says in checks if not ok), None)
    return {
        "status": "ready" if wrong is None else "not ready",
        "articles": articles,
        "passages": passages,
        "problem": wrong,
        "checks": [{"name": name, "ok": ok, "says": says} for name, ok, says in checks],
    }
