"""Kept answers and conversations under addresses of their own, to be sent on and taken along."""

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from bot.channels.page import views
from bot.channels.render import answer_markdown

if TYPE_CHECKING:
    from bot.channels.page.desk import Desk

GONE = "There is no such answer; answers are deleted after a while (conversations.keep_days)."


def router(desk: "Desk") -> APIRouter:
    """`/a/ID`, an answer with its proof; `/c/ID.md` and `/c/ID.json`, a conversation to keep."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/a/{answer_id}")
    def answer(answer_id: str) -> Response:
        kept = desk.kept(answer_id)
        if kept is None:
            return HTMLResponse(views.alone("Newsdesk", views.missing(GONE)), 404)
        shown = desk.shown(kept, asks=False)
        return HTMLResponse(views.alone(kept["question"], views.kept(kept, shown)))

    @routes.get("/c/{name}")
    def conversation(name: str) -> Response:
        identity, _, form = name.rpartition(".")
        answers = desk.conversation_answers(identity)
        if not answers or form not in {"md", "json"}:
            raise HTTPException(404, GONE)
        saved = {"Content-Disposition": f'attachment; filename="conversation.{form}"'}
        if form == "json":
            return JSONResponse({"id": identity, "answers": answers}, headers=saved)
        return PlainTextResponse(_markdown(answers), headers=saved, media_type="text/markdown")

    return routes


def _markdown(answers: list[dict[str, Any]]) -> str:
    """One answer after the other; footnotes keep the numbers of their answer by a prefix."""
    parts = []
    for number, one in enumerate(answers, start=1):
        parts.append(answer_markdown(one).replace("[^", f"[^{number}-"))
    return "\n---\n\n".join(parts)
