"""Articles to read and to list, passages to find, and what the library holds."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse

from bot.answer.answer import article_json
from bot.answer.written.generate import Writer
from bot.channels import limiting
from bot.channels.problems import Problem
from bot.channels.render import hit_json, whole_json
from bot.channels.v1 import responses, schemas
from bot.errors import BadQuestion
from bot.keys import Scope
from bot.question import mended
from bot.question.posed import pose
from bot.question.understanding import day
from bot.search import retrieve
from ingest.limits import Limits
from ingest.store import Store
from ingest.stored.paging import listed

MOST_LISTED, MOST_HITS = 200, 200
Outlets = Annotated[
    list[str],
    Query(
        alias="source", default_factory=list, max_length=100, description="An outlet; repeat it."
    ),
]
First = Annotated[str, Query(alias="from", max_length=40, description="ISO date, included.")]
Last = Annotated[str, Query(alias="to", max_length=40, description="ISO date, included.")]


def router(store: Store, writers: tuple[Writer, ...]) -> APIRouter:
    """The endpoints over one store."""
    routes = APIRouter(dependencies=[Depends(limiting.admits(Scope.READ))])

    # Plain functions: FastAPI runs them in a thread, and the library is synchronous.

    @routes.get(
        "/v1/search",
        tags=["questions"],
        summary="Find the passages that fit a question, best first",
        responses=responses.gives(schemas.Hits),
    )
    def search(
        q: Annotated[str, Query(max_length=100_000, description="The question.")],
        sources: Outlets,
        k: Annotated[int, Query(ge=1, le=MOST_HITS, description="How many at most.")] = 10,
        now: Annotated[str, Query(max_length=40, description="The day it is asked on.")] = "",
        first_day: First = "",
        last_day: Last = "",
    ) -> JSONResponse:
        limits = Limits(first_day=first_day, last_day=last_day, sources=tuple(sources))
        question = pose(store, q, now=now, limits=limits)
        if not question.terms:
            raise BadQuestion("No word of the question can be searched for. Name what it is about.")
        hits = retrieve.search(store, mended.read(store, question), k=k).hits
        return _json({"hits": [hit_json(hit) for hit in hits]})

    @routes.get(
        "/v1/articles",
        tags=["articles"],
        summary="Articles, the newest first",
        responses=responses.gives(schemas.Listed),
    )
    def every(
        sources: Outlets,
        limit: Annotated[int, Query(ge=1, le=MOST_LISTED, description="A page's length.")] = 50,
        after: Annotated[
            str, Query(max_length=2000, description="`next` of the page before.")
        ] = "",
        first_day: First = "",
        last_day: Last = "",
        language: Annotated[
            str, Query(max_length=10, description="ISO 639-1.", examples=["de"])
        ] = "",
        title: Annotated[
            str, Query(max_length=200, description="What the headline has to hold.")
        ] = "",
    ) -> JSONResponse:
        limits = Limits(
            first_day=day(first_day, "from"),
            last_day=day(last_day, "to"),
            sources=tuple(sources),
        )
        try:
            page = listed(
                store.library.database,
                limits=limits,
                language=language,
                title=title,
                after=after,
                most=limit,
            )
        except ValueError as error:
            says = "after: take it from `next` of the page before, or leave it out."
            raise Problem("unusable-request", says) from error
        return _json(
            {"articles": [article_json(one) for one in page.articles], "next": page.after or None}
        )

    @routes.get(
        "/v1/articles/{article_id:path}",
        tags=["articles"],
        summary="One article, whole",
        responses=responses.gives(schemas.Article, 404),
    )
    def article(
        article_id: str,
        version: Annotated[
            int,
            Query(
                ge=0,
                le=2**31,
                description="As it was then, for an answer that cited it; 0 for now.",
            ),
        ] = 0,
    ) -> JSONResponse:
        library = store.library
        found = library.version(article_id, version) if version else library.article(article_id)
        return _json(whole_json(found))

    @routes.get(
        "/v1/stats",
        tags=["server"],
        summary="What the library holds, and what writes answers",
        responses=responses.gives(schemas.Stats),
    )
    def stats() -> JSONResponse:
        library = store.library
        counts = library.counts()
        return _json(
            {
                "articles": counts.articles,
                "passages": counts.passages,
                "stories": counts.stories,
                "outlets": library.outlets(),
                "oldest": library.oldest_date() or None,
                "newest": library.newest_date() or None,
                "models": [one.name for one in writers],
            }
        )

    return routes


def _json(body: dict[str, Any]) -> JSONResponse:
    return JSONResponse(body)
